"""Photos cut to squares, kept: scaling well takes longer than painting."""

from __future__ import annotations

from PySide6.QtGui import QPixmap, QPixmapCache

from app.previews import square


def kept_square(pixmap: QPixmap, side: int, ratio: float) -> QPixmap:
    """The middle of `pixmap` as a square of `side` window pixels on a screen of that pixel ratio."""
    key = f"square {pixmap.cacheKey()} {side} {ratio}"
    ready = QPixmap()
    if not QPixmapCache.find(key, ready):
        ready = square(pixmap, side, ratio)
        QPixmapCache.insert(key, ready)
    return ready
