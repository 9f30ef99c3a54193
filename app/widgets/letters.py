"""Short lines of text that are painted again and again: cut once where they are too long, and all on one height.

A grid writes sixty of them for every frame; finding out where to cut takes longer than writing them.
"""

from __future__ import annotations

from functools import lru_cache
from math import floor

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from app import style

KEPT = 4_000  # lines of each font


class Letters:
    """Lines of one font."""

    def __init__(self, font: QFont) -> None:
        self._font = font
        self._metrics = QFontMetrics(font)
        self._below = (self._metrics.ascent() - self._metrics.descent()) / 2  # pixels from the middle to the baseline
        self._cut = lru_cache(KEPT)(self._fitted)

    def write(self, painter: QPainter, place: QRect, text: str, colour: str) -> None:
        """From the left, in the middle of the height; `colour` is one of `style`."""
        painter.setFont(self._font)
        painter.setPen(style.colour(colour))
        baseline = place.top() + floor(place.height() / 2 + self._below + 0.5)  # as Qt rounds, wherever the place is
        painter.drawText(QPointF(place.left(), baseline), self._cut(text, place.width()))

    def _fitted(self, text: str, width: int) -> str:
        return self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
