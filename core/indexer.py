"""The loop: next pending photo -> pixels -> faces -> one transaction -> progress; then the grouping.

Runs in the child process of `core.worker`. Each photo is read, decoded and looked at on one of a few threads, one for
each core, which need nobody else meanwhile; this thread hands out the photos and writes what was found, in the order of
the queue. At every instant the process may be killed: what is finished is committed, what was in work is known
(`in_flight`).
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Protocol

from core.drawn import embed_drawn
from core.errors import PhotoError
from core.faces.packs import Pack
from core.faces.pipeline import pipeline_version
from core.faces.runtime import providers
from core.grouping import group_library
from core.photos.reading import answers, holds_something
from core.photos.scan import FoundFile, Problem, scan
from core.reader import WORKING_SIDE, Look, Reader, previews_again
from core.records import Progress, RunSettings
from core.second_look import look_again
from core.store.contents import Contents
from core.store.library import Library
from core.store.models import Hardware
from core.store.orphans import forget_orphans
from core.store.queue import Analysis, Task
from core.store.rewrites import tidy
from core.switching import Switching

log = logging.getLogger(__name__)

MOST_AT_ONCE = 8  # photos in work at the same time: each takes 100 to 200 MB
AHEAD = 6
"""Photos taken up for each thread: those in work, and those that are waiting or done while this thread groups. Only the
ones in work hold pixels."""
FEW_DONE = 4  # photos from which the time that is left can be guessed
FILES_A_TRANSACTION = 500
FIRST_TASTE = 24  # photos done before a long scan has ended, so that faces appear at once
FIRST_GROUPING, LATER_GROUPINGS = 3.0, 60.0
"""Seconds between two groupings: people appear soon after the start, later a grouping shall not slow the photos down;
the pause doubles each time."""
DRIVE_PATIENCE = 30.0
"""Seconds that a drive has to answer: sleeping disks take up to fifteen to turn again. Shorter than the silence after
which the parent takes this process for dead (`core.worker.SILENCE`)."""
SECONDS_BETWEEN_PROGRESS = 0.1
SECONDS_BETWEEN_NEWS = 1.0  # of a long video


class Orders(Protocol):
    """What the parent wants."""

    @property
    def stopped(self) -> bool: ...
    def wait_while_paused(self) -> None: ...


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
        self._noted_hardware = False
        self._version = pipeline_version(pack)
        self._model_id = library.model(pack.model_name, pack.dimension)
        self._contents: Contents  # while it indexes
        self._at_once = settings.at_once or min(cores(), MOST_AT_ONCE)
        self._threads = max(1, cores() // self._at_once)  # for each photo
        self._reader = Reader(pack, threads=self._threads, go_on=self._go_on)
        self._tell = tell
        self._orders = orders
        self._settings = settings
        self._away: set[int] = set()  # folders that cannot be reached in this run
        self._progress = Progress("starting")
        self._told = 0.0
        self._grouped = time.monotonic()
        self._pause = FIRST_GROUPING
        self._began = time.monotonic()
        self._frames = 0  # pictures and pieces of videos that were looked at, on whatever thread
        self._thread = threading.current_thread()

    def index(self) -> None:
        """Scans all folders, does every pending photo, groups. Returns early where the parent says stop."""
        tidy(self._library.db, self._library.folder)
        with Contents(self._library.folder) as self._contents:
            self._do_suspects()
            self._scan_folders()
            self._restore_previews()
            self._do_pending()
        look_again(self._library, away=self._away, stopped=lambda: self._orders.stopped)
        if not self._orders.stopped:
            self._queue.forget_homeless()
            forget_orphans(self._library.db, self._library.previews)
            self.group()
            self._switch_pack()
            self._report("grouping", force=True)
            self._library.ranking.keep()
        self._report("stopped" if self._orders.stopped else "finished", force=True)

    def group_only(self) -> None:
        """Groups the faces there are, after edits of the user."""
        self.group()
        self._library.ranking.keep()
        self._report("finished", force=True)

    def group(self) -> None:
        """Groups all faces anew under the user's verdicts."""
        embed_drawn(
            self._library,
            pipeline=self._reader.pipeline,
            model_id=self._model_id,
            target_side=WORKING_SIDE,
            away=self._away,
            stopped=lambda: self._orders.stopped,
        )
        self._report("grouping", force=True)  # in a large library nothing is heard for minutes then
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
        folders = self._queue.folders()
        for folder in folders:
            if self._orders.stopped:
                return
            if not self._answers(folder.folder_id, Path(folder.path)):
                continue
            try:
                self._scan_folder(folder.folder_id, Path(folder.path), last=folder is folders[-1])
            except PhotoError as error:
                log.warning("a folder cannot be reached: %s", error)
                self._away.add(folder.folder_id)

    def _scan_folder(self, folder_id: int, path: Path, *, last: bool) -> None:
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
                self._note_files(folder_id, batch, taste=True)
                batch = []
        if not holds_something(path) and self._queue.has_files(folder_id):
            self._away.add(folder_id)
            return
        self._note_files(folder_id, batch, taste=not last)
        self._queue.end_scan(folder_id, problems)

    def _note_files(self, folder_id: int, batch: list[FoundFile], *, taste: bool) -> None:
        """`taste` where the scan goes on; at its end it is known at once how many photos there are, and all follow."""
        self._queue.add_files(folder_id, batch)
        self._progress = replace(self._progress, total=self._progress.total + len(batch))
        self._report("scanning")
        if taste and self._progress.done < FIRST_TASTE:
            self._do_some(FIRST_TASTE)

    # --- photos -----------------------------------------------------------------------------------

    def _do_suspects(self) -> None:
        """Photos that were in work when a worker died run alone: only their own death counts against them."""
        for task in self._queue.suspects():
            self._report("indexing", force=True)
            self._orders.wait_while_paused()
            if self._orders.stopped:
                return
            if not self._answers(task.folder_id, Path(task.path)):
                self._queue.put_back([task])
            elif self._queue.enter_alone(task):
                self._do_one(task, partial(self._reader.look, task, self._contents))

    def _answers(self, folder_id: int, path: Path) -> bool:
        """Whether the folder's drive does; one that hangs is away for this run, and no photo on it is to blame."""
        if folder_id not in self._away and not answers(path, patience=DRIVE_PATIENCE):
            log.warning("a drive does not answer: %s", path)
            self._away.add(folder_id)
        return folder_id not in self._away

    def _do_some(self, count: int) -> None:
        for task, looking in self._look_ahead(count):
            self._do_one(task, partial(self._result, looking))
            self._report("indexing")
            self._group_now_and_then()

    def _do_pending(self) -> None:
        mine = self._progress.done - self._progress.known  # a copy is no photo of its own
        self._progress = replace(
            self._progress,
            total=self._progress.done + self._queue.pending(away=self._away),
            before=max(0, self._queue.finished() - mine),
            seconds_left=None,
        )
        self._began = time.monotonic()
        before = self._progress.done
        self._report("indexing", force=True)
        for task, looking in self._look_ahead():
            self._do_one(task, partial(self._result, looking))
            self._estimate(before)
            self._report("indexing")
            self._group_now_and_then()

    def _group_now_and_then(self) -> None:
        if time.monotonic() - self._grouped > self._pause:
            self._pause = min(2 * self._pause, LATER_GROUPINGS)
            self.group()

    def _look_ahead(self, count: int | None = None) -> Iterator[tuple[Task, Future[Look | None]]]:
        """Pending photos, at most `count`, with the look at them under way or done. On a stop those that were begun are
        finished, the others put back."""
        ahead: deque[tuple[Task, Future[Look | None]]] = deque()
        left = count
        pool = ThreadPoolExecutor(self._at_once, "photo")
        try:
            while True:
                self._orders.wait_while_paused()
                if self._orders.stopped:
                    break
                if len(ahead) <= AHEAD * self._at_once // 2:
                    room = AHEAD * self._at_once - len(ahead)
                    tasks = self._queue.take(room if left is None else min(room, left), away=self._away)
                    left = None if left is None else left - len(tasks)
                    ahead.extend((task, pool.submit(self._look_in_turn, task)) for task in tasks)
                if not ahead:
                    return
                yield ahead.popleft()
        finally:
            pool.shutdown(cancel_futures=True)
        self._queue.put_back([task for task, looking in ahead if looking.cancelled()])
        yield from (one for one in ahead if not one[1].cancelled())

    def _look_in_turn(self, task: Task) -> Look | None:
        """On a thread of the pool. None where the parent said stop before it began."""
        self._orders.wait_while_paused()
        return None if self._orders.stopped else self._reader.look(task, self._contents)

    def _result(self, looking: Future[Look | None]) -> Look | None:
        """Waits for a photo; what is heard of a long video meanwhile is passed on."""
        while not wait([looking], timeout=SECONDS_BETWEEN_NEWS).done:
            self._report("indexing")
        return looking.result()

    def _go_on(self) -> bool:
        """After each step in a video: whether to take the next one."""
        self._frames += 1
        if threading.current_thread() is self._thread:
            self._report("indexing")
        self._orders.wait_while_paused()
        return not self._orders.stopped

    def _do_one(self, task: Task, look: Callable[[], Look | None]) -> None:
        """One photo from beginning to end; the border where a bad photo is caught."""
        failed = found = known = 0
        try:
            seen = look()
            if seen is None:
                self._queue.put_back([task])
                return
            known = int(self._queue.known_as(task, seen.content_hash))
            if not known:
                analysis = seen.analysis or self._reader.analyse(task, seen.content_hash)
                if analysis is None:
                    self._queue.put_back([task])
                    return
                found = self._finish(task, analysis)
        except PhotoError as error:
            if error.passing and not self._reachable(task):
                self._queue.put_back([task])
                return
            self._queue.fail(task, str(error), retry=error.passing)
            failed = 1
        self._progress = replace(
            self._progress,
            done=self._progress.done + 1,
            faces=self._progress.faces + found,
            failed=self._progress.failed + failed,
            known=self._progress.known + known,
            current=task.path,
        )

    def _finish(self, task: Task, analysis: Analysis) -> int:
        self._note_hardware()
        self._queue.finish(task, analysis, model_id=self._model_id, pipeline=self._version)
        return len(analysis.all_faces)

    def _reachable(self, task: Task) -> bool:
        """Whether the folder of the photo is still there; a folder that went away fails no photo."""
        folders = {folder.folder_id: Path(folder.path) for folder in self._queue.folders()}
        if task.folder_id in folders and holds_something(folders[task.folder_id]):
            return True
        self._away.add(task.folder_id)
        return False

    # --- previews ---------------------------------------------------------------------------------

    def _restore_previews(self) -> None:
        """Cuts crops and thumbnails again where the previews file was lost."""
        for task, faces in self._queue.without_previews():
            if self._orders.stopped:
                return
            if task.folder_id in self._away:
                continue
            try:
                crops, thumbnail = previews_again(Path(task.path), faces)
            except PhotoError as error:
                log.warning("no preview could be made: %s", error)
                continue
            self._library.previews.put(crops, {task.photo_id: thumbnail})
            self._report("scanning")

    # --- another pack -----------------------------------------------------------------------------

    def _switch_pack(self) -> None:
        """Goes on with the change to another pack, where the user wants one."""
        self._reader.unload()
        switching = Switching(
            self._library,
            target_side=WORKING_SIDE,
            at_once=self._at_once,
            threads=self._threads,
            away=self._away,
            step=partial(self._note_switch, self._progress.done),
            stopped=self._stopped_after_pause,
        )
        if switching.run():
            self.group()

    def _note_switch(self, before: int, done: int, total: int) -> None:
        self._progress = replace(self._progress, done=before + done, total=before + total, before=0, seconds_left=None)
        self._report("indexing", force=done == 1)

    def _stopped_after_pause(self) -> bool:
        self._orders.wait_while_paused()
        return self._orders.stopped

    # --- inside -----------------------------------------------------------------------------------

    def _note_hardware(self) -> None:
        """Once a run."""
        if not self._noted_hardware:
            self._noted_hardware = True
            found = [Hardware(one.title, one.used, one.reason) for one in providers()]
            self._library.models.note_hardware(found)

    def _estimate(self, before: int) -> None:
        done = self._progress.done - before
        left = self._progress.total - self._progress.done
        seconds = (time.monotonic() - self._began) / max(1, done) * left
        self._progress = replace(self._progress, seconds_left=seconds if done >= FEW_DONE else None)

    def _report(self, stage: str, *, force: bool = False) -> None:
        self._progress = replace(self._progress, stage=stage, frames=self._frames)  # type: ignore[arg-type]
        now = time.monotonic()
        if force or now - self._told >= SECONDS_BETWEEN_PROGRESS:
            self._told = now
            self._tell(self._progress)


def cores() -> int:
    """How many processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):  # Linux
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
