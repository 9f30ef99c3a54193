"""The way from one pack to another: every face gets a vector of the wanted pack, then the groups of that are shown.

Runs in the child process after the photos are done. Faces stay as they were found, with their ids and all that the user
said about them; they are only embedded again, from their photos, at their landmarks. Until nearly all of them are, the
library goes on with the old pack, so a stop or a crash costs nothing but the photos in work. A photo that cannot be
read keeps its groups and names (`core.store.groups`).
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.errors import ModelError, PhotoError
from core.faces.manifest import BUILTIN, Manifest
from core.faces.packs import Pack, open_pack
from core.faces.pipeline import FacePipeline
from core.photos.decode import decode
from core.photos.video import Video
from core.store.library import Library
from core.store.models import Unembedded

log = logging.getLogger(__name__)

Vectors = NDArray[np.float32]

AHEAD = 6  # photos taken up for each thread; only those in work hold pixels


def pack_to_index_with(library: Library) -> Pack:
    """The pack of what the library shows, so that new photos join the groups there are; else the wanted one, else the
    one that is always there.

    Raises ModelError where not even that opens.
    """
    shown = [library.models.active_manifest()] if library.active_model() is not None else []
    for one in (*shown, library.models.wanted()):
        try:
            return open_pack(one.name)
        except ModelError as error:
            log.warning("%s", error)
    return open_pack(BUILTIN)


class Switching:
    """The re-embedding of one run: photos `at_once`, each on `threads` of the processor. `step` is told (photos done,
    photos in all) after each photo."""

    def __init__(
        self,
        library: Library,
        *,
        target_side: int,
        at_once: int,
        threads: int,
        away: Collection[int],
        step: Callable[[int, int], None],
        stopped: Callable[[], bool],
    ) -> None:
        self._library = library
        self._models = library.models
        self._target_side = target_side
        self._at_once = at_once
        self._threads = threads
        self._away = away
        self._step = step
        self._stopped = stopped

    def run(self) -> bool:
        """Makes the vectors of the wanted pack that are missing. True where the groups have to be made anew.

        Raises ModelError where the pack is not installed (any more).
        """
        one = self._models.wanted()
        model_id = self._models.known(one.model, one.dimension)
        photos = self._models.photos_to_embed(model_id, away=self._away)
        if photos:
            self._embed(one, model_id, photos)
        if self._stopped():
            return False
        if model_id != self._models.active():
            self._models.inherit_groups(model_id)
            return self._models.activate(model_id)
        return bool(photos)

    def _embed(self, one: Manifest, model_id: int, photos: list[int]) -> None:
        pipeline = FacePipeline(open_pack(one.name), threads=self._threads)
        for done, (photo, looking) in enumerate(self._look(pipeline, model_id, photos), start=1):
            try:
                vectors = looking.result()
            except PhotoError as error:
                log.warning("a photo keeps its groups as they are: %s", error)
                self._models.leave([photo.photo_id])
            else:
                ids = (face_id for face_id, _, _ in photo.faces)
                self._models.put(model_id, photo.photo_id, dict(zip(ids, vectors, strict=True)))
            self._step(done, len(photos))

    def _look(
        self, pipeline: FacePipeline, model_id: int, photos: list[int]
    ) -> Iterator[tuple[Unembedded, Future[Vectors]]]:
        """The photos with the vectors (n, dimension) of their faces under way: first those that may have killed a
        worker, one at a time."""
        suspects = self._models.suspects()
        with ThreadPoolExecutor(self._at_once, "photo") as pool:
            for photo_id in suspects:
                if not self._stopped() and photo_id in photos and self._models.enter_alone(photo_id):
                    yield self._begin(pool, pipeline, photo_id, model_id)
            suspected = set(suspects)
            waiting = deque(photo_id for photo_id in photos if photo_id not in suspected)
            ahead: deque[tuple[Unembedded, Future[Vectors]]] = deque()
            while not self._stopped() and (waiting or ahead):
                if len(ahead) <= AHEAD * self._at_once // 2 and waiting:
                    taken = [waiting.popleft() for _ in range(min(AHEAD * self._at_once - len(ahead), len(waiting)))]
                    self._models.enter(taken)
                    ahead.extend(self._begin(pool, pipeline, photo_id, model_id) for photo_id in taken)
                yield ahead.popleft()
            self._models.leave([photo.photo_id for photo, _ in ahead])
            pool.shutdown(cancel_futures=True)

    def _begin(
        self, pool: ThreadPoolExecutor, pipeline: FacePipeline, photo_id: int, model_id: int
    ) -> tuple[Unembedded, Future[Vectors]]:
        photo = self._models.unembedded(photo_id, model_id, away=self._away)
        return photo, pool.submit(self._vectors, pipeline, photo)

    def _vectors(self, pipeline: FacePipeline, photo: Unembedded) -> Vectors:
        """On a thread of the pool."""
        if photo.seconds:
            return self._vectors_of_video(pipeline, photo)
        image = decode(Path(photo.path), target_side=self._target_side).image
        return pipeline.embed_known(image, [(box, landmarks) for _, box, landmarks in photo.faces])

    def _vectors_of_video(self, pipeline: FacePipeline, photo: Unembedded) -> Vectors:
        with Video(Path(photo.path)) as video:
            frames = (video.at(second).image for second in photo.seconds)
            found = [
                pipeline.embed_known(frame, [(box, landmarks)])
                for frame, (_, box, landmarks) in zip(frames, photo.faces, strict=True)
            ]
        return np.concatenate(found)
