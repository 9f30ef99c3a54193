"""Folders dropped on a page from the file manager."""

from __future__ import annotations

from PySide6.QtCore import QFileInfo, QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QWidget


class FolderDrop(QWidget):
    """A page on which folders can be dropped."""

    folder_dropped = Signal(str)
    hovered = Signal(bool)  # whether a folder is over the page just now

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if folders_of(event.mimeData()):
            event.acceptProposedAction()
            self.hovered.emit(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.hovered.emit(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.hovered.emit(False)
        for folder in folders_of(event.mimeData()):
            self.folder_dropped.emit(folder)
        event.acceptProposedAction()


def folders_of(data: QMimeData) -> list[str]:
    """The folders among what is dragged."""
    paths = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    return [path for path in dict.fromkeys(paths) if QFileInfo(path).isDir()]  # a dead drive raises nothing here
