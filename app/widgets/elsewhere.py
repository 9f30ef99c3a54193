"""Notices when the user turns to something outside of a widget: a question that floats over a page is over then.

Watches the whole program, therefore only for as long as it is told to.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

TURNS = (QEvent.Type.MouseButtonPress, QEvent.Type.Wheel)


class Elsewhere(QObject):
    """`turned` to something that is neither the widget nor inside it: by a press of the mouse or by the wheel."""

    turned = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._watches = False

    def watch(self, watches: bool) -> None:
        """Begins to watch, or ends."""
        program = QCoreApplication.instance()
        if watches == self._watches or program is None:
            return
        self._watches = watches
        if watches:
            program.installEventFilter(self)
        else:
            program.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in TURNS and isinstance(watched, QWidget) and not self._is_inside(watched):
            self.turned.emit()
        return False

    def _is_inside(self, other: QWidget) -> bool:
        return other is self._widget or self._widget.isAncestorOf(other)
