"""Frames of a video for the screen, off the GUI thread: only the newest wish is fulfilled."""

from __future__ import annotations

import threading

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from core.errors import PhotoError

Wish = tuple[str, float]  # path, second


class FrameLoader(QObject):
    """Asks the decoder's process, which lives while videos are looked at. `loaded` and `failed` arrive on the thread of
    this object."""

    loaded = Signal(str, float, QImage)  # path, second, the frame
    failed = Signal(str, str)  # path, sentence

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wishes: _Wishes | None = None
        self._thread: threading.Thread | None = None

    def want(self, path: str, second: float) -> None:
        """Asks for a frame. An earlier wish that was not begun is forgotten."""
        if self._wishes is None:
            self._wishes = _Wishes()
            self._thread = threading.Thread(target=self._run, args=(self._wishes,), name="frames", daemon=True)
            self._thread.start()
        self._wishes.put((path, second))

    def rest(self) -> None:
        """Nobody looks any more: thread and process end after the frame in work. Does not wait."""
        if self._wishes is not None:
            self._wishes.close()
            self._wishes = None

    def wait(self) -> None:
        """For the end of a thread that was told to rest."""
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _run(self, wishes: _Wishes) -> None:
        from core.photos.frames import FrameReader  # the codecs are not for the window's start

        reader = FrameReader()
        while (wish := wishes.next()) is not None:
            path, second = wish
            try:
                found = reader.frame(path, second)
            except PhotoError as error:
                if shiboken6.isValid(self):
                    self.failed.emit(path, str(error))
                continue
            image = QImage(found.pixels, found.width, found.height, 3 * found.width, QImage.Format.Format_RGB888)
            if shiboken6.isValid(self):
                self.loaded.emit(path, second, image.convertToFormat(QImage.Format.Format_RGB32))
        reader.close()


class _Wishes:
    """The newest wish, until it is taken or nobody wants any more."""

    def __init__(self) -> None:
        self._news = threading.Condition()
        self._wish: Wish | None = None
        self._closed = False

    def put(self, wish: Wish) -> None:
        with self._news:
            self._wish = wish
            self._news.notify()

    def close(self) -> None:
        with self._news:
            self._closed = True
            self._news.notify()

    def next(self) -> Wish | None:
        """Waits for a wish; None where nobody wants any more."""
        with self._news:
            while self._wish is None and not self._closed:
                self._news.wait()
            wish, self._wish = self._wish, None
            return None if self._closed else wish
