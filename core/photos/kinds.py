"""Which files are photographs, raw files and videos: by their names alone.

Nothing is opened, and nothing is loaded that could open them: the window asks here while it starts.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

RAW: Final = frozenset((".dng", ".cr2", ".cr3", ".nef", ".arw", ".raf", ".rw2", ".orf"))
DEVELOPED: Final = frozenset((".jpg", ".jpeg", ".heic", ".heif", ".hif"))
"""What a camera writes beside its raw file, under the same name."""
VIDEO: Final = frozenset(
    (".mp4", ".m4v", ".mov", ".3gp", ".3g2", ".avi", ".mkv", ".webm", ".mts", ".m2ts", ".mpg", ".mpeg", ".wmv")
)
CLIPS: Final = frozenset((".mov", ".mp4"))
"""Of live photos: what lies beside a still under its name."""
ALL: Final = frozenset((".jpe", ".jfif", ".png", ".webp", ".tif", ".tiff", ".bmp", ".gif")) | DEVELOPED | RAW | VIDEO


def is_video(path: str | Path) -> bool:
    """By its name; nothing is opened."""
    return os.path.splitext(path)[1].lower() in VIDEO  # noqa: PTH122 - 200,000 times
