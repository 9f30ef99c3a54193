"""What the window remembers from one start to the next: a small file beside the library."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings

FILE = "window.ini"


def window_settings(folder: Path) -> QSettings:
    """Those of the library in this folder."""
    return QSettings(str(folder / FILE), QSettings.Format.IniFormat)
