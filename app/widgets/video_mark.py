"""The small mark on a video's picture: a triangle, and how long it lasts, or the moment that is seen."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from app import style
from app.appearances import clock

HEIGHT: Final = 20
TRIANGLE: Final = 8.0  # pixels high


def paint_length(painter: QPainter, tile: QRect, seconds: float) -> None:
    """How long the video lasts."""
    paint_film(painter, tile, clock(max(1.0, seconds)))


def paint_film(painter: QPainter, tile: QRect, words: str) -> None:
    """In the lower left corner of the tile."""
    font = painter.font()
    font.setPixelSize(style.TYPE_SMALL)
    painter.save()
    painter.setFont(font)
    width = painter.fontMetrics().horizontalAdvance(words) + TRIANGLE + 3 * style.GAP_TINY + style.GAP_SMALL
    corner = QRectF(tile.left() + style.GAP_TINY, tile.bottom() - HEIGHT - style.GAP_TINY, width, HEIGHT)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 170))
    painter.drawRoundedRect(corner, HEIGHT / 2, HEIGHT / 2)
    left, middle = corner.left() + style.GAP_SMALL, corner.center().y()
    painter.setBrush(QColor("white"))
    tip = QPointF(left + TRIANGLE, middle)
    painter.drawPolygon(QPolygonF([QPointF(left, middle - TRIANGLE / 2), tip, QPointF(left, middle + TRIANGLE / 2)]))
    painter.setPen(QColor("white"))
    text = corner.adjusted(style.GAP_SMALL + TRIANGLE + style.GAP_TINY, 0, 0, 0)
    painter.drawText(text, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)
    painter.restore()
