"""Photos cut to squares with round corners, kept: scaling and rounding take longer than painting."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QPixmap, QPixmapCache

from app.previews import rounded_square


def kept_photo(index: QModelIndex, photo_id: int, side: int, ratio: float, radius: float) -> QPixmap | None:
    """A photo's thumbnail as such a square; None while it is being loaded.

    Kept by the photo, so that what was seen once need not be loaded again.
    """
    key = f"photo {photo_id} {side} {ratio} {radius}"
    ready = QPixmap()
    if QPixmapCache.find(key, ready):
        return ready
    pixmap: QPixmap | None = index.data(Qt.ItemDataRole.DecorationRole)
    if pixmap is None:
        return None
    ready = rounded_square(pixmap, side, ratio, radius)
    QPixmapCache.insert(key, ready)
    return ready


def kept_square(pixmap: QPixmap, side: int, ratio: float, radius: float = 0.0) -> QPixmap:
    """The middle of `pixmap` as a square of `side` window pixels on a screen of that pixel ratio."""
    key = f"square {pixmap.cacheKey()} {side} {ratio} {radius}"
    ready = QPixmap()
    if not QPixmapCache.find(key, ready):
        ready = rounded_square(pixmap, side, ratio, radius)
        QPixmapCache.insert(key, ready)
    return ready
