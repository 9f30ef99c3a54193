"""A sentence at the bottom of the window that goes away by itself, with Undo where there is something to undo."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app import icons
from app.widgets.floating import Floating

SHOWN_MS = 8000


class Notice(Floating):
    """One at a time: a new sentence takes the place of the old one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = QLabel(self)
        self._text.setWordWrap(False)
        self._button = QPushButton(self)
        self._button.setProperty("look", "link")
        self._button.clicked.connect(self._on_button)
        self._close = QPushButton(icons.icon("close"), "", self)
        self._close.setProperty("look", "flat")
        self._close.setAccessibleName(self.tr("Close this notice"))
        self._close.clicked.connect(self.hide)
        for widget in (self._text, self._button, self._close):
            self.row.addWidget(widget)
        self._action: Callable[[], object] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self._on_timeout)

    @property
    def text(self) -> str:
        return self._text.text()

    def say(self, sentence: str, *, button: str = "", action: Callable[[], object] | None = None) -> None:
        """Shows a sentence, and a button that does something about it."""
        room = self.room.width() - 200
        self._text.setWordWrap(self._text.fontMetrics().horizontalAdvance(sentence) > room)
        self._text.setMinimumWidth(min(room, 420) if self._text.wordWrap() else 0)
        self._text.setText(sentence)
        self._button.setText(button)
        self._button.setVisible(action is not None)
        self._action = action
        self.show()
        self.row.activate()
        self.place()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def set_lift(self, pixels: int) -> None:
        """How far above the lower edge it stands, clear of what the page has there."""
        self.lift = pixels
        if self.isVisible():
            self.place()

    def _on_button(self) -> None:
        action = self._action
        self.hide()
        if action is not None:
            action()

    def _on_timeout(self) -> None:
        if self.underMouse():
            self._timer.start()
        else:
            self.hide()
