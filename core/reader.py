"""A file becomes what the library keeps of it: read once, decoded, its faces found. For the worker's threads.

Photographs and videos take different ways here, and nowhere else: the queue before and the transaction after are the
same for both.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.faces.crop import cut_crop
from core.faces.packs import Pack
from core.faces.pipeline import FacePipeline
from core.photos.decode import content_hash, decode, decode_bytes, read_photo
from core.photos.kinds import is_video
from core.photos.video import hash_file
from core.records import Box
from core.store.contents import Contents
from core.store.queue import Analysis, Task
from core.videos import crops_again, look_through

WORKING_SIDE = 1600
"""Photos are decoded to at least this many pixels on the longer side (at most twice as many): crops of faces that the
detector can find at its own working size are then still cut from pixels finer than its own."""

THUMBNAIL_SIDE = 320  # pixels of a photo's thumbnail


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What a thread made of a file."""

    content_hash: str
    analysis: Analysis | None  # None where the library seems to have this content already


class Reader:
    """Used by several threads at once. `go_on` is asked after each picture of a video, and each piece of its
    file, on whatever thread."""

    def __init__(self, pack: Pack, *, threads: int, go_on: Callable[[], bool]) -> None:
        self._pack = pack
        self._threads = threads  # for each photo
        self._go_on = go_on
        self._loading = threading.Lock()
        self._pipeline: FacePipeline | None = None

    def pipeline(self) -> FacePipeline:
        """The networks, loaded when the first photo needs them: a re-scan without news never does.

        Each photo has a core to itself, which wastes less than several cores on one photo.
        """
        with self._loading:
            if self._pipeline is None:
                self._pipeline = FacePipeline(self._pack, threads=self._threads)
            return self._pipeline

    def unload(self) -> None:
        """Gives the networks' memory back."""
        self._pipeline = None

    def look(self, task: Task, contents: Contents) -> Look | None:
        """Reads a file, and finds its faces unless the library has this content already. None where `go_on` said no in
        the middle of a video. Raises PhotoError."""
        if is_video(task.path):
            digest = hash_file(Path(task.path), go_on=self._go_on)
            if digest is None:
                return None
            if contents.has(digest, besides=task.photo_id):
                return Look(digest, None)
            analysis = self._analyse_video(digest, task.path)
            return None if analysis is None else Look(digest, analysis)
        data = _read(task.path)
        photo = content_hash(data)
        known = contents.has(photo, besides=task.photo_id)
        return Look(photo, None if known else self._analyse(photo, data))

    def analyse(self, task: Task, digest: str) -> Analysis | None:
        """The same of a file whose content is known. Raises PhotoError."""
        if is_video(task.path):
            return self._analyse_video(digest, task.path)
        return self._analyse(digest, _read(task.path))

    def _analyse(self, digest: str, data: bytes) -> Analysis:
        photo = decode_bytes(data, target_side=WORKING_SIDE, thumbnail_side=THUMBNAIL_SIDE)
        faces = self.pipeline().find(photo.image, scale=photo.scale)
        return Analysis(digest, photo.taken_at, photo.width, photo.height, faces, photo.thumbnail)

    def _analyse_video(self, digest: str, path: str) -> Analysis | None:
        return look_through(
            Path(path),
            content_hash=digest,
            pipeline=self.pipeline,
            thumbnail_side=THUMBNAIL_SIDE,
            go_on=self._go_on,
        )


def previews_again(path: Path, faces: Sequence[tuple[int, Box, float | None]]) -> tuple[dict[int, bytes], bytes]:
    """Crops by face id of faces (id, box, second of a video), and the thumbnail. Raises PhotoError."""
    if is_video(path):
        moments = [(face_id, box, second or 0.0) for face_id, box, second in faces]
        return crops_again(path, moments, thumbnail_side=THUMBNAIL_SIDE)
    photo = decode(path, target_side=WORKING_SIDE, thumbnail_side=THUMBNAIL_SIDE)
    return {face_id: cut_crop(photo.image, box) for face_id, box, _ in faces}, photo.thumbnail


def _read(path: str) -> bytes:
    return read_photo(Path(path))
