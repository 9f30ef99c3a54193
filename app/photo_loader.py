"""Photographs for the screen: decoded off the GUI thread, newest wish first, the neighbours ahead of time.

The photo view asks for a photo at the size that the screen needs; what it no longer wants when its turn comes is
dropped undecoded. A few photos stay in memory, so that leafing back and forth is instant.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import shiboken6
from PySide6.QtCore import QObject, QRunnable, QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import QImage

from core.errors import PhotoError

CACHE_BYTES: Final = 160_000_000  # the photo before the eyes, its neighbours and the last few, at screen size
LONGEST_SIDE: Final = 6000  # pixels; a closer look at larger photos is not worth the memory (100 MB here)
THREADS: Final = 2  # the photo wanted now must not wait for a neighbour

Wish = tuple[str, int]  # path, longer side in pixels


@dataclass(frozen=True, slots=True, eq=False)
class ScreenPhoto:
    """A photo in memory, as large as it was asked for."""

    path: str
    image: QImage  # upright, in the format that the screen takes
    width: int  # of the full photo, in pixels
    height: int

    def serves(self, side: int) -> bool:
        """Whether a wish for this longer side is fulfilled."""
        return max(self.image.width(), self.image.height()) >= min(side, max(self.width, self.height))


class PhotoLoader(QObject):
    """Decodes photos in threads. `loaded` and `failed` arrive on the thread of this object."""

    loaded = Signal(object)  # ScreenPhoto
    failed = Signal(str, str)  # path, sentence

    _done = Signal(object, object)  # Wish, ScreenPhoto or the sentence why not

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(THREADS)
        self._wanted = _Wishes()
        self._cache: OrderedDict[str, ScreenPhoto] = OrderedDict()
        self._done.connect(self._on_done)

    def photo(self, path: str) -> ScreenPhoto | None:
        """What of this photo is in memory."""
        return self._cache.get(path)

    def want(self, now: Wish, *, soon: Iterable[Wish] = ()) -> None:
        """Asks for a photo, and then for others that may come next.

        Earlier wishes that were not begun are forgotten.
        """
        wishes = [(path, min(side, LONGEST_SIDE)) for path, side in (now, *soon) if path]
        open_wishes = [wish for wish in dict.fromkeys(wishes) if not self._has(wish)]
        for wish in self._wanted.replace(open_wishes):
            self._pool.start(_Decoding(self, self._wanted, wish), priority=int(wish[0] == now[0]))

    def forget(self) -> None:
        """Drops wishes and memory."""
        self._wanted.replace([])
        self._cache.clear()

    def stop(self) -> None:
        """Waits for the threads; nothing arrives afterwards."""
        self._wanted.replace([])
        self._pool.waitForDone()

    def _has(self, wish: Wish) -> bool:
        photo = self._cache.get(wish[0])
        return photo is not None and photo.serves(wish[1])

    def _on_done(self, wish: Wish, result: ScreenPhoto | str) -> None:
        self._wanted.drop(wish)
        if isinstance(result, str):
            self.failed.emit(wish[0], result)
            return
        self._remember(result)
        self.loaded.emit(result)

    def _remember(self, photo: ScreenPhoto) -> None:
        self._cache[photo.path] = photo
        self._cache.move_to_end(photo.path)
        size = sum(kept.image.sizeInBytes() for kept in self._cache.values())
        while size > CACHE_BYTES and len(self._cache) > 1:
            size -= self._cache.popitem(last=False)[1].image.sizeInBytes()


class _Wishes:
    """What is wanted and not finished; asked by the threads, so locked."""

    def __init__(self) -> None:
        self._wishes: set[Wish] = set()
        self._lock = threading.Lock()

    def replace(self, wishes: list[Wish]) -> list[Wish]:
        """Wants these and nothing else. Returns those that were not wanted before."""
        with self._lock:
            new = [wish for wish in wishes if wish not in self._wishes]
            self._wishes = set(wishes)
        return new

    def drop(self, wish: Wish) -> None:
        with self._lock:
            self._wishes.discard(wish)

    def __contains__(self, wish: Wish) -> bool:
        with self._lock:
            return wish in self._wishes


class _Decoding(QRunnable):
    """One photo, in a thread of the pool."""

    def __init__(self, loader: PhotoLoader, wanted: _Wishes, wish: Wish) -> None:
        super().__init__()
        self._loader = loader
        self._wanted = wanted
        self._wish = wish

    def run(self) -> None:
        if self._wish not in self._wanted:
            return
        result: ScreenPhoto | str
        try:
            result = load_photo(*self._wish)
        except PhotoError as error:
            result = str(error)
        if shiboken6.isValid(self._loader):
            self._loader._done.emit(self._wish, result)


def load_photo(path: str, side: int) -> ScreenPhoto:
    """The upright photo, its longer side `side` pixels or what it has. For a thread: takes a while.

    Raises `PhotoError`.
    """
    from core.photos.decode import decode  # loads the codecs, which the first photo can wait for and the window cannot

    photo = decode(Path(path), target_side=side)
    pixels = photo.pixels
    height, width = pixels.shape[:2]
    raw = QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    image = raw.convertToFormat(QImage.Format.Format_RGB32)  # what the screen takes; and a copy of our own
    if max(width, height) > side:
        ratio, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        image = image.scaled(QSize(side, side), ratio, smooth)
    return ScreenPhoto(path, image, photo.width, photo.height)
