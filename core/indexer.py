"""The loop: next pending photo -> pixels -> faces -> one transaction -> progress; then the grouping.

Runs in the child process of `core.worker`. Photos are decoded ahead on a few threads while this thread finds faces;
at every instant the process may be killed: what is finished is committed, what was in work is known (`in_flight`).
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Protocol

from core.errors import PhotoError
from core.faces.crop import cut_crop
from core.faces.packs import Pack
from core.faces.pipeline import FacePipeline, pipeline_version
from core.faces.runtime import providers
from core.grouping import group_library
from core.photos.decode import DecodedPhoto, content_hash, decode, thumbnail
from core.photos.scan import FoundFile, Problem, scan
from core.records import Progress, RunSettings
from core.store.library import Library
from core.store.models import Hardware
from core.store.queue import Analysis, Task
from core.switching import Switching

log = logging.getLogger(__name__)

WORKING_SIDE = 1600
"""Photos are decoded to at least this many pixels on the longer side (at most twice as many): crops of faces that the
detector can find at its own working size are then still cut from pixels finer than its own."""

AHEAD = 4  # photos decoded ahead, so about 100 MB at the most
FILES_A_TRANSACTION = 500
FIRST_TASTE = 24  # photos done before a long scan has ended, so that faces appear at once
FIRST_GROUPING, LATER_GROUPINGS = 3.0, 60.0
"""Seconds between two groupings: people appear soon after the start, later a grouping shall not slow the photos down;
the pause doubles each time."""
SECONDS_BETWEEN_PROGRESS = 0.1


class Orders(Protocol):
    """What the parent wants."""

    @property
    def stopped(self) -> bool: ...
    def wait_while_paused(self) -> None: ...


@dataclass(frozen=True, slots=True, eq=False)
class _Read:
    """A photo as the decoding threads hand it over."""

    content_hash: str
    photo: DecodedPhoto
    thumbnail: bytes


class Indexer:
    """One run over one library."""

    def __init__(
        self,
        library: Library,
        pack: Pack,
        *,
        tell: Callable[[Progress], None],
        orders: Orders,
        settings: RunSettings,
    ) -> None:
        self._library = library
        self._queue = library.queue
        self._pack = pack
        self._pipeline: FacePipeline | None = None
        self._version = pipeline_version(pack)
        self._model_id = library.model(pack.model_name, pack.dimension)
        self._tell = tell
        self._orders = orders
        self._settings = settings
        self._away: set[int] = set()  # folders that cannot be reached in this run
        self._progress = Progress("starting")
        self._told = 0.0
        self._grouped = time.monotonic()
        self._pause = FIRST_GROUPING
        self._began = time.monotonic()

    def index(self) -> None:
        """Scans all folders, does every pending photo, groups. Returns early where the parent says stop."""
        self._do_suspects()
        self._scan_folders()
        self._restore_previews()
        self._do_pending()
        if not self._orders.stopped:
            self._queue.forget_homeless()
            self.group()
            self._switch_pack()
        self._report("stopped" if self._orders.stopped else "finished", force=True)

    def group_only(self) -> None:
        """Groups the faces there are, after edits of the user."""
        self.group()
        self._report("finished", force=True)

    def group(self) -> None:
        """Groups all faces anew under the user's verdicts."""
        if self._progress.stage != "indexing":
            self._report("grouping", force=True)
        group_library(
            self._library,
            self._library.active_model() or self._model_id,
            algorithm=self._settings.algorithm,
            stopped=lambda: self._orders.stopped,
        )
        self._grouped = time.monotonic()

    # --- scanning ---------------------------------------------------------------------------------

    def _scan_folders(self) -> None:
        self._report("scanning", force=True)
        self._queue.renew(self._version)
        self._queue.begin_scan()
        for folder in self._queue.folders():
            if self._orders.stopped:
                return
            try:
                self._scan_folder(folder.folder_id, Path(folder.path))
            except PhotoError as error:
                log.warning("a folder cannot be reached: %s", error)
                self._away.add(folder.folder_id)

    def _scan_folder(self, folder_id: int, path: Path) -> None:
        problems: list[Problem] = []
        batch: list[FoundFile] = []
        for entry in scan(path, skip=[self._library.folder]):
            if self._orders.stopped:
                return  # a scan that was not finished proves no file gone
            if isinstance(entry, Problem):
                problems.append(entry)
                continue
            batch.append(entry)
            if len(batch) == FILES_A_TRANSACTION:
                self._note_files(folder_id, batch)
                batch = []
        if _is_empty(path) and self._queue.has_files(folder_id):
            self._away.add(folder_id)  # the place where a drive is usually mounted, most likely
            return
        self._note_files(folder_id, batch)
        self._queue.end_scan(folder_id, problems)

    def _note_files(self, folder_id: int, batch: list[FoundFile]) -> None:
        self._queue.add_files(folder_id, batch)
        self._progress = replace(self._progress, total=self._progress.total + len(batch))
        self._report("scanning")
        if self._progress.done < FIRST_TASTE:
            self._do_some(FIRST_TASTE)

    # --- photos -----------------------------------------------------------------------------------

    def _do_suspects(self) -> None:
        """Photos that were in work when a worker died run alone: only their own death counts against them."""
        for task in self._queue.suspects():
            self._report("indexing", force=True)
            self._orders.wait_while_paused()
            if self._orders.stopped:
                return
            if self._queue.enter_alone(task):
                self._do_one(task, _read_now(task))

    def _do_some(self, count: int) -> None:
        for task, reading in self._read_ahead(count):
            self._do_one(task, reading)
            self._report("indexing")
            self._group_now_and_then()

    def _do_pending(self) -> None:
        self._progress = replace(
            self._progress, total=self._progress.done + self._queue.pending(away=self._away), seconds_left=None
        )
        self._began = time.monotonic()
        before = self._progress.done
        self._report("indexing", force=True)
        for task, reading in self._read_ahead():
            self._do_one(task, reading)
            self._estimate(before)
            self._report("indexing")
            self._group_now_and_then()

    def _group_now_and_then(self) -> None:
        if time.monotonic() - self._grouped > self._pause:
            self._pause = min(2 * self._pause, LATER_GROUPINGS)
            self.group()

    def _read_ahead(self, count: int | None = None) -> Iterator[tuple[Task, Future[_Read]]]:
        """Pending photos, at most `count`, with their decoding under way; on a stop what was taken up is put back."""
        ahead: deque[tuple[Task, Future[_Read]]] = deque()
        left = count
        with ThreadPoolExecutor(self._settings.decoders, "decode") as pool:
            while True:
                self._orders.wait_while_paused()
                if self._orders.stopped:
                    self._queue.put_back([task for task, _ in ahead])
                    pool.shutdown(cancel_futures=True)
                    return
                if len(ahead) <= AHEAD // 2:
                    room = AHEAD - len(ahead) if left is None else min(AHEAD - len(ahead), left)
                    tasks = self._queue.take(room, away=self._away)
                    left = None if left is None else left - len(tasks)
                    ahead.extend((task, pool.submit(_read, task.path)) for task in tasks)
                if not ahead:
                    return
                yield ahead.popleft()

    def _do_one(self, task: Task, reading: Future[_Read]) -> None:
        """One photo from beginning to end; the border where a bad photo is caught."""
        failed = found = known = 0
        try:
            read = reading.result()
        except PhotoError as error:
            if error.passing and not self._reachable(task):
                self._queue.put_back([task])
                return
            self._queue.fail(task, str(error), retry=error.passing)
            failed = 1
        else:
            known = int(self._queue.known_as(task, read.content_hash))
            found = 0 if known else self._find_faces(task, read)
        self._progress = replace(
            self._progress,
            done=self._progress.done + 1,
            faces=self._progress.faces + found,
            failed=self._progress.failed + failed,
            known=self._progress.known + known,
            current=task.path,
        )

    def _find_faces(self, task: Task, read: _Read) -> int:
        photo = read.photo
        faces = self._faces().find(photo.pixels, scale=photo.scale)
        analysis = Analysis(read.content_hash, photo.taken_at, photo.width, photo.height, faces, read.thumbnail)
        self._queue.finish(task, analysis, model_id=self._model_id, pipeline=self._version)
        return len(faces)

    def _reachable(self, task: Task) -> bool:
        """Whether the folder of the photo is still there; a folder that went away fails no photo."""
        folders = {folder.folder_id: Path(folder.path) for folder in self._queue.folders()}
        if task.folder_id in folders and folders[task.folder_id].is_dir():
            return True
        self._away.add(task.folder_id)
        return False

    # --- previews ---------------------------------------------------------------------------------

    def _restore_previews(self) -> None:
        """Cuts crops and thumbnails again where the previews file was lost."""
        for task, faces in self._queue.without_previews():
            if self._orders.stopped:
                return
            try:
                read = _read(task.path)
            except PhotoError as error:
                log.warning("no preview could be made: %s", error)
                continue
            crops = {face_id: cut_crop(read.photo.pixels, box) for face_id, box in faces}
            self._library.previews.put(crops, {task.photo_id: read.thumbnail})
            self._report("scanning")

    # --- another pack -----------------------------------------------------------------------------

    def _switch_pack(self) -> None:
        """Goes on with the change to another pack, where the user wants one."""
        self._pipeline = None  # its memory is needed
        switching = Switching(
            self._library,
            target_side=WORKING_SIDE,
            decoders=self._settings.decoders,
            away=self._away,
            step=partial(self._note_switch, self._progress.done),
            stopped=self._stopped_after_pause,
        )
        if switching.run():
            self.group()

    def _note_switch(self, before: int, done: int, total: int) -> None:
        self._progress = replace(self._progress, done=before + done, total=before + total, seconds_left=None)
        self._report("indexing", force=done == 1)

    def _stopped_after_pause(self) -> bool:
        self._orders.wait_while_paused()
        return self._orders.stopped

    # --- inside -----------------------------------------------------------------------------------

    def _faces(self) -> FacePipeline:
        """The networks, loaded when the first photo needs them: a re-scan without news never does."""
        if self._pipeline is None:
            self._pipeline = FacePipeline(self._pack)
            found = [Hardware(one.title, one.used, one.reason) for one in providers()]
            self._library.models.note_hardware(found)
        return self._pipeline

    def _estimate(self, before: int) -> None:
        done = self._progress.done - before
        left = self._progress.total - self._progress.done
        seconds = (time.monotonic() - self._began) / max(1, done) * left
        self._progress = replace(self._progress, seconds_left=seconds if done >= AHEAD else None)

    def _report(self, stage: str, *, force: bool = False) -> None:
        self._progress = replace(self._progress, stage=stage)  # type: ignore[arg-type]
        now = time.monotonic()
        if force or now - self._told >= SECONDS_BETWEEN_PROGRESS:
            self._told = now
            self._tell(self._progress)


def _is_empty(folder: Path) -> bool:
    return next(folder.iterdir(), None) is None


def _read(path: str) -> _Read:
    place = Path(path)
    digest = content_hash(place)
    photo = decode(place, target_side=WORKING_SIDE)
    return _Read(digest, photo, thumbnail(photo.pixels))


def _read_now(task: Task) -> Future[_Read]:
    """Reads on this thread: a suspect shares the process with nobody."""
    future: Future[_Read] = Future()
    try:
        future.set_result(_read(task.path))
    except PhotoError as error:
        future.set_exception(error)
    return future
