"""What the photo canvas draws besides the photo: boxes around faces, and a sentence where there is no photo."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app import icons, style

SHADOW: Final = QColor(0, 0, 0, 90)  # beside the line of a box, for photos as light as the line


def box(painter: QPainter, rect: QRectF, line: QColor, width: float, *, dashed: bool) -> None:
    """Around a face; dashed where the user drew it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for pen in (QPen(SHADOW, width + 2), QPen(line, width)):
        pen.setStyle(Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        painter.drawRoundedRect(rect, style.RADIUS_SMALL, style.RADIUS_SMALL)


def sentence(painter: QPainter, room: QRect, words: str) -> None:
    """In the middle of the room, under a sign."""
    side = 2 * style.ICON
    middle = room.center()
    ratio = painter.device().devicePixelRatio()
    drawing = icons.picture("warning", QSize(side, side), ratio=ratio, colour=QColor(style.DARK.quiet))
    painter.drawPixmap(middle - QPoint(side // 2, side + style.GAP), drawing)
    font = painter.font()
    font.setPixelSize(style.TYPE_LARGE)
    painter.setFont(font)
    painter.setPen(QColor(style.DARK.text))
    place = room.adjusted(style.GAP_HUGE, middle.y() + style.GAP, -style.GAP_HUGE, 0)
    painter.drawText(place, int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap), words)
