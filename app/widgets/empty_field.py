"""Keys that are the page's while nothing is typed in a field yet."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit


class EmptyField(QObject):
    """Watches a field: while it is empty, Space asks for what `space` leads to, and Ctrl+Z is the menu's."""

    space = Signal()

    def __init__(self, line: QLineEdit, parent: QObject) -> None:
        super().__init__(parent)
        self._line = line
        line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._line and isinstance(event, QKeyEvent) and not self._line.text():
            if event.type() == QEvent.Type.ShortcutOverride and event.matches(QKeySequence.StandardKey.Undo):
                event.ignore()
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Space:
                self.space.emit()
                return True
        return super().eventFilter(watched, event)
