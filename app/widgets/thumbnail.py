"""Pictures cut to squares with round corners, kept: scaling and rounding take longer than painting."""

from __future__ import annotations

from PySide6.QtGui import QPixmap, QPixmapCache

from app.tiles import rounded_square


def kept_square(pixmap: QPixmap, side: int, ratio: float, radius: float = 0.0) -> QPixmap:
    """The middle of `pixmap` as a square of `side` window pixels on a screen of that pixel ratio."""
    key = f"square {pixmap.cacheKey()} {side} {ratio} {radius}"
    ready = QPixmap()
    if not QPixmapCache.find(key, ready):
        ready = rounded_square(pixmap, side, ratio, radius)
        QPixmapCache.insert(key, ready)
    return ready
