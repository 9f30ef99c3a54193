"""Pictures for the lists: crops of faces and thumbnails of photos, read and decoded off the GUI thread.

A view asks while it paints; what is not there yet is `None` and arrives later with a signal. The newest request goes
first and old ones are forgotten, because what was asked for last is what is on the screen now. Grids ask for tiles
(`app.tiles`), whose cutting takes longer than painting them and is therefore done here, too.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Literal, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from app.tiles import Cut, tile_of
from core.errors import CoreError
from core.store.previews import Previews

Kind = Literal["crop", "thumbnail"]

JPEG = "JPEG"
"""What previews are, said lest Qt ask all its plugins what they might be. The one for SVG takes a lock that the
window's thread may hold while it waits for Python, which a thread of ours has just then: both would wait for ever."""
THREADS = 2
LONGEST_QUEUE = 400  # requests kept: several screens full
CACHE_BYTES = 96 * 1024 * 1024  # a thousand tiles of 148 pixels, or a screen full on a display four times as dense


class Request(NamedTuple):
    """A crop by its face, or a thumbnail by its photo; as it is, or cut."""

    kind: Kind
    number: int
    cut: Cut | None = None


class CropLoader(QObject):
    """Loads previews. Belongs to the GUI thread; `close` it before the library."""

    crop_ready = Signal(int)
    thumbnail_ready = Signal(int)
    _loaded = Signal(object)

    def __init__(self, previews: Previews, parent: QObject | None = None, *, cache_bytes: int = CACHE_BYTES) -> None:
        super().__init__(parent)
        self._previews = previews
        self._most = cache_bytes
        self._bytes = 0
        self._cache: OrderedDict[Request, QPixmap] = OrderedDict()
        self._newest: dict[tuple[Kind, int], Cut] = {}  # of each tile that is cached, the shape that came last
        self._absent: set[tuple[Kind, int]] = set()  # asked for and not there; may come later
        self._wanted: OrderedDict[Request, None] = OrderedDict()  # oldest first; guarded by `_awake`
        self._working: set[Request] = set()  # guarded by `_awake`
        self._awake = threading.Condition()
        self._closed = False
        self._loaded.connect(self._on_loaded)
        self._threads = [threading.Thread(target=self._run, name=f"previews-{n}") for n in range(THREADS)]
        for thread in self._threads:
            thread.start()

    @property
    def busy(self) -> bool:
        """Whether something that was asked for has not arrived."""
        with self._awake:
            return bool(self._wanted or self._working)

    def crop(self, face_id: int) -> QPixmap | None:
        """The crop of a face, or None: then `crop_ready` follows, if there is one."""
        return self._get(Request("crop", face_id))

    def thumbnail(self, photo_id: int) -> QPixmap | None:
        """The thumbnail of a photo, or None: then `thumbnail_ready` follows, if there is one."""
        return self._get(Request("thumbnail", photo_id))

    def tile(self, kind: Kind, number: int, cut: Cut) -> QPixmap | None:
        """A picture cut to this shape; meanwhile one of another size, or None, and it follows as above."""
        ready = self._get(Request(kind, number, cut))
        if ready is None and (other := self._newest.get((kind, number))) is not None:
            return self._cache.get(Request(kind, number, other))
        return ready

    def look_again(self) -> None:
        """The worker wrote something: what was not there may be there now."""
        absent, self._absent = self._absent, set()
        for kind, number in absent:
            (self.crop_ready if kind == "crop" else self.thumbnail_ready).emit(number)

    def close(self) -> None:
        """Ends the threads."""
        with self._awake:
            self._closed = True
            self._wanted.clear()
            self._awake.notify_all()
        for thread in self._threads:
            thread.join()

    def _get(self, request: Request) -> QPixmap | None:
        pixmap = self._cache.get(request)
        if pixmap is not None:
            self._cache.move_to_end(request)
            return pixmap
        if request[:2] not in self._absent:
            self._want(request)
        return None

    def _want(self, request: Request) -> None:
        with self._awake:
            if request in self._working or self._closed:
                return
            self._wanted[request] = None
            self._wanted.move_to_end(request)
            if len(self._wanted) > LONGEST_QUEUE:
                self._wanted.popitem(last=False)
            self._awake.notify()

    def _on_loaded(self, loaded: tuple[Request, QImage | None]) -> None:
        request, image = loaded
        with self._awake:
            self._working.discard(request)
        if image is None:
            self._absent.add((request.kind, request.number))
            return
        self._keep(request, QPixmap.fromImage(image))
        (self.crop_ready if request.kind == "crop" else self.thumbnail_ready).emit(request.number)

    def _keep(self, request: Request, pixmap: QPixmap) -> None:
        self._cache[request] = pixmap
        if request.cut is not None:
            self._newest[request.kind, request.number] = request.cut
        self._bytes += _size(pixmap)
        while self._bytes > self._most and len(self._cache) > 1:
            gone, oldest = self._cache.popitem(last=False)
            self._bytes -= _size(oldest)
            if self._newest.get((gone.kind, gone.number)) == gone.cut:
                self._newest.pop((gone.kind, gone.number), None)

    # --- on the loader's threads ------------------------------------------------------------------

    def _run(self) -> None:
        while (request := self._next()) is not None:
            self._loaded.emit((request, self._load(request)))

    def _next(self) -> Request | None:
        with self._awake:
            while not self._wanted and not self._closed:
                self._awake.wait()
            if self._closed:
                return None
            request, _ = self._wanted.popitem(last=True)
            self._working.add(request)
            return request

    def _load(self, request: Request) -> QImage | None:
        kind, number, cut = request
        try:
            jpeg = self._previews.crop(number) if kind == "crop" else self._previews.thumbnail(number)
        except CoreError:
            return None  # a preview is never worth a word: the picture stays a soft shape
        image = QImage()
        if jpeg is None or not image.loadFromData(jpeg, JPEG):
            return None
        return image.convertToFormat(QImage.Format.Format_RGB32) if cut is None else tile_of(image, cut)


def _size(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4
