"""The list of names under a search field: there while a name is being typed, and gone with the next thing one does.

It lies over the page, so that nothing moves while one types; it goes when the field is empty or left, with Escape, and
when what lies below it is scrolled. The arrows choose, Enter is the field's.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from app import style
from app.widgets.name_choices import Choice, NameChoices

NARROWEST = 200  # pixels


class SearchChoices(QFrame):
    """Over `room`, under `line`. `taken` where a row is clicked."""

    taken = Signal(str)

    def __init__(self, line: QLineEdit, room: QWidget) -> None:
        super().__init__(room)
        self._line, self._room = line, room
        self.setProperty("look", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.names = NameChoices(self)
        self.names.taken.connect(self.taken)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(style.GAP_TINY,) * 4)
        column.addWidget(self.names)
        line.installEventFilter(self)
        self.hide()

    @property
    def chosen_by_hand(self) -> str:
        """The name on which the arrows stand; "" where they were not used."""
        return self.names.chosen_by_hand if self.isVisible() else ""

    def offer(self, choices: Sequence[Choice]) -> None:
        """Shows these under the field; hides itself with none."""
        self.names.show_choices(choices)
        if not choices:
            self.hide()
            return
        corner = self._line.mapTo(self._room, QPoint(0, self._line.height() + style.GAP_TINY))
        self.setGeometry(corner.x(), corner.y(), max(NARROWEST, self._line.width()), 1)
        self.resize(self.width(), self.sizeHint().height())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide):
            self.hide()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.isVisible():
            return self._on_key(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _on_key(self, key: Qt.Key) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if key == Qt.Key.Key_Escape:
            self.hide()
        elif key in steps:
            self.names.step(steps[key])
        return key == Qt.Key.Key_Escape or key in steps
