"""The system's own dialog for a folder, which begins where photographs usually lie."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_for_folder(parent: QWidget, title: str, then: Callable[[str], object]) -> QFileDialog:
    """Shows the dialog; `then` gets the folder that is chosen."""
    dialog = QFileDialog(parent, title, str(pictures_folder() or Path.home()))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(then)
    dialog.open()
    return dialog


def pictures_folder() -> Path | None:
    """The system's folder for pictures, where there is one."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    folder = Path(place) if place else None
    home = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.HomeLocation))
    return folder if folder is not None and folder.is_dir() and folder != home else None
