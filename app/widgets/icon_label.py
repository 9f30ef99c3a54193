"""An icon beside words, in the colours of the moment: it turns light and dark with the rest."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app import icons


class IconLabel(QWidget):
    """Shows the icon of that name, `side` pixels square."""

    def __init__(self, name: str, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icons.icon(name)
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        self._icon.paint(painter, self.rect())
        painter.end()
