"""An entry of the sidebar: an icon, a word and a count; in a slim sidebar the icon with the count on its corner."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from app import style

BADGE_HEIGHT = 16
TYPE_BADGE = 10  # pixels; the tooltip says the same in full size


class SidebarButton(QPushButton):
    """Says all of it to screen readers, however much is shown."""

    def __init__(self, icon: QIcon, words: str, parent: QWidget) -> None:
        super().__init__(icon, words, parent)
        self._words, self._count = words, ""
        self._slim = False
        self.setIconSize(QSize(style.ICON, style.ICON))
        self.setCheckable(True)
        self._say()

    def show_words(self, words: str, count: str) -> None:
        """`words` say the count, too; "" for none."""
        self._words, self._count = words, count
        self._say()

    def set_slim(self, slim: bool) -> None:
        """Without its words, which the tooltip says then."""
        self._slim = slim
        self._say()

    def _say(self) -> None:
        self.setText("" if self._slim else self._words)
        self.setToolTip(self._words if self._slim else "")
        self.setAccessibleName(self._words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._slim and self._count:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_badge(painter)
            painter.end()

    def _paint_badge(self, painter: QPainter) -> None:
        font = self.font()
        font.setPixelSize(TYPE_BADGE)
        font.setWeight(font.Weight.Medium)
        painter.setFont(font)
        width = max(BADGE_HEIGHT, painter.fontMetrics().horizontalAdvance(self._count) + style.GAP_SMALL)
        place = QRect(min(self.width() // 2 + 2, self.width() - width), 0, width, BADGE_HEIGHT)
        path = QPainterPath()
        path.addRoundedRect(place, BADGE_HEIGHT / 2, BADGE_HEIGHT / 2)
        painter.fillPath(path, style.colour("accent"))
        painter.setPen(style.colour("on_accent"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._count)
