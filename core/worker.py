"""The child process that does everything heavy, and its parent's side: start, watch, pause, stop.

The child holds the library's worker lock for its lifetime, so that no second writer starts, and ends by itself when
its parent is gone (the pipe for orders closes). The parent starts a child that died again; what was in work then runs
one at a time, so that a photo that kills the process is found and its neighbours are not blamed (`core.store.queue`).
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from core.crashes import CrashLog, NotedCrash
from core.errors import CoreError, DiskFull, LibraryBusy, LibraryError
from core.niceness import be_nice
from core.records import Algorithm, Job, Progress, RunSettings

if TYPE_CHECKING:
    from core.store.queries import Queries

log = logging.getLogger(__name__)

PATIENCE = 2.0  # seconds a child has to obey before it is killed
SILENCE = 60.0  # seconds without a finished photo, or picture of a video, after which a child counts as dead
LOCK_PATIENCE = 3 * PATIENCE  # seconds to wait for the child of a parent that was just killed
MAX_IDLE_DEATHS = 20  # deaths in a row without one finished photo; each suspect accounts for three at most
MAX_EARLY_DEATHS = 3  # deaths in a row outside the photos: no photo is to blame

HANGS = "A drive or the network does not answer, so Familiar has stopped looking. Check it, then start Familiar anew."
BROKEN = "Familiar's helper stopped again and again. Start Familiar anew; if it stays so, please report it."


@dataclass(frozen=True, slots=True)
class _Failed:
    """The child's last message where a run ends with a known failure."""

    sentence: str
    full: bool  # there is no room on the disk


class Worker:
    """The parent's side. Not a thread: call `poll` about ten times a second."""

    _child: Callable[..., None]  # the child's main function; set below

    def __init__(
        self, library: Path, *, job: Job = "index", algorithm: Algorithm = "average", at_once: int = 0
    ) -> None:
        self._library = library
        self._settings = RunSettings(job, algorithm, at_once)
        self._process: multiprocessing.process.BaseProcess | None = None
        self._events: Connection | None = None
        self._orders: Connection | None = None
        self._last = Progress("starting")
        self._heard = 0.0
        self._done = -1
        self._deaths = 0
        self._stop_by: float | None = None
        self._killed: float | None = None  # when the child was
        self._paused = False
        self._ended = False
        self.error: str | None = None
        self.full = False  # whether the error is a full disk: the run can go on when there is room

    @property
    def running(self) -> bool:
        return self._process is not None

    @property
    def pid(self) -> int | None:
        """The child's process id, for tests and logs."""
        return None if self._process is None else self._process.pid

    def start(self) -> None:
        """Starts the run. Progress comes through `poll`."""
        if self.running:
            return
        self.error = None
        self.full = False
        self._deaths = 0
        self._stop_by = None
        self._paused = False
        self._spawn()

    def pause(self) -> None:
        """Holds after the photo in work; memory stays taken."""
        self._paused = True
        self._send("pause")

    def resume(self) -> None:
        """Goes on after `pause`."""
        self._paused = False
        self._heard = time.monotonic()
        self._send("resume")

    def ask_to_stop(self) -> None:
        """Returns at once; `poll` kills a child that does not obey in time."""
        if self.running and self._stop_by is None:
            self._stop_by = time.monotonic() + PATIENCE
            self._send("stop")

    def stop(self) -> None:
        """Stops and waits, `PATIENCE` seconds at the most."""
        self.ask_to_stop()
        while self.running:
            if self._process is not None:
                self._process.join(0.02)
            self.poll()

    def poll(self) -> list[Progress]:
        """What came in since the last call. Never blocks; looks after a child that died, hangs or disobeys."""
        news = self._drain()
        if self._process is None:
            return news
        now = time.monotonic()
        if not self._process.is_alive():
            news += self._drain()
            self._bury()
        elif self._killed is not None:
            if now - self._killed > PATIENCE:
                self._abandon()
        elif self._stop_by is not None and now > self._stop_by:
            self._kill()
        elif not self._paused and self._last.stage == "indexing" and now - self._heard > SILENCE:
            log.warning("no photo was finished for %.0f seconds: starting the worker again", SILENCE)
            self._kill()
        elif self._ended and now - self._heard > SILENCE:  # it waits for a drive that does not answer
            self._kill()
        return news

    # --- inside -----------------------------------------------------------------------------------

    def _spawn(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._events, child_events = context.Pipe(duplex=False)
        child_orders, self._orders = context.Pipe(duplex=False)
        self._process = context.Process(
            target=self._child,
            args=(self._library, self._settings, child_events, child_orders),
            name="familiar-worker",
        )
        self._ended = False
        self._killed = None
        self._heard = time.monotonic()
        self._last = Progress("starting")
        self._process.start()
        child_events.close()
        child_orders.close()

    def _drain(self) -> list[Progress]:
        news: list[Progress] = []
        with contextlib.suppress(EOFError, OSError):
            while self._events is not None and self._events.poll():
                message = self._events.recv()
                if isinstance(message, _Failed):
                    self.error, self.full = message.sentence, message.full
                    self._ended = True
                else:
                    news.append(message)
                    self._note(message)
        return news

    def _note(self, progress: Progress) -> None:
        before = self._last
        if (progress.done, progress.frames, progress.stage) != (before.done, before.frames, before.stage):
            self._heard = time.monotonic()
        if progress.done > 0 and progress.done != self._last.done:
            self._deaths = 0
        self._ended = progress.stage in ("finished", "stopped")
        self._last = progress

    def _bury(self) -> None:
        """After the child's end: nothing more to do, or start it again."""
        process, self._process = self._process, None
        code = None
        if process is not None:
            process.join()
            code = process.exitcode
            process.close()
        self._hang_up()
        if self._stop_by is not None:
            if self._killed is not None:
                self._forgive()
            return
        if self._ended:
            return
        self._deaths += 1
        limit = MAX_IDLE_DEATHS if self._last.stage in ("indexing", "scanning") else MAX_EARLY_DEATHS
        log.warning("the worker died in stage %s (%d)", self._last.stage, self._deaths)
        CrashLog(self._library).note(f"worker: ended with code {code} in stage {self._last.stage}")
        if self._deaths >= limit:
            self.error = BROKEN
            return
        self._spawn()

    def _kill(self) -> None:
        """`poll` finds it dead a moment later."""
        if self._process is not None:
            self._process.kill()
            self._killed = time.monotonic()

    def _abandon(self) -> None:
        """A process that outlives a kill hangs in the system, on a drive that does not answer, and may do so for ever.
        It ends when the drive does. Nobody waits for it, at Python's end neither, and no photo is to blame."""
        multiprocessing.process._children.discard(self._process)  # type: ignore[attr-defined]
        self._process = None
        self._hang_up()
        self._forgive()
        if self._stop_by is None and not self._ended:
            self.error = HANGS

    def _hang_up(self) -> None:
        for pipe in (self._events, self._orders):
            if pipe is not None:
                pipe.close()
        self._events = self._orders = None

    def _forgive(self) -> None:
        """A kill by the parent never counts against a photo."""
        from core.store.library import Library

        try:
            with Library(self._library) as library:
                library.queue.forgive()
        except LibraryError as error:
            log.warning("the photos in work could not be put back: %s", error)

    def _send(self, order: str) -> None:
        with contextlib.suppress(OSError):  # a child that is gone needs no orders
            if self._orders is not None:
                self._orders.send(order)


# --- the child ----------------------------------------------------------------------------------------


class _Ears:
    """Listens to the parent's orders on a thread; the parent's death is an order, too."""

    def __init__(self, orders: Connection) -> None:
        self._orders = orders
        self._go = threading.Event()
        self._go.set()
        self.stopped = False
        threading.Thread(target=self._listen, name="orders", daemon=True).start()

    def wait_while_paused(self) -> None:
        self._go.wait()

    def _listen(self) -> None:
        with contextlib.suppress(EOFError, OSError):
            while True:
                order = self._orders.recv()
                if order == "stop":
                    self.stopped = True
                if order == "pause":
                    self._go.clear()
                else:
                    self._go.set()
        self.stopped = True  # the parent is gone
        self._go.set()
        time.sleep(PATIENCE)
        os._exit(0)


def run_child(folder: Path, settings: RunSettings, events: Connection, orders: Connection) -> None:
    """The child's main function."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to handle
    be_nice()
    ears = _Ears(orders)

    def tell(progress: Progress) -> None:
        with contextlib.suppress(OSError):  # the parent is gone; the ears will see to it
            events.send(progress)

    from core.store.connection import known_errors

    try:
        with NotedCrash(folder, "worker"), known_errors(), only_worker(folder):
            _work(folder, settings, tell=tell, ears=ears)
    except CoreError as error:
        with contextlib.suppress(OSError):
            events.send(_Failed(str(error), isinstance(error, DiskFull)))


Worker._child = staticmethod(run_child)


def _work(folder: Path, settings: RunSettings, *, tell: Callable[[Progress], None], ears: _Ears) -> None:
    # Imported here: the parent (the window) must never load the networks' runtime.
    from core.indexer import Indexer
    from core.store.library import Library
    from core.switching import pack_to_index_with

    # What the worker finds can be found again, so it waits for no disk.
    with Library(folder, waits_for_disk=False) as library:
        tell_all = _CountsAll(library.queries, tell)
        indexer = Indexer(library, pack_to_index_with(library), tell=tell_all, orders=ears, settings=settings)
        try:
            if settings.job == "index":
                indexer.index()
            else:
                indexer.group_only()
        except LibraryError:
            with contextlib.suppress(LibraryError):  # on a full disk it may fail: then they run alone, which is slower
                library.queue.forgive()  # no photo is to blame
            raise


class _CountsAll:
    """Adds the faces that earlier runs have found, so that after a restart the count goes on where it was."""

    def __init__(self, queries: Queries, tell: Callable[[Progress], None]) -> None:
        self._queries, self._tell = queries, tell
        self._before: int | None = None

    def __call__(self, progress: Progress) -> None:
        if progress.before is None:
            self._tell(progress)
            return
        if self._before is None:
            self._before = max(0, self._queries.counts()["faces"] - progress.faces)
        self._tell(replace(progress, faces_before=self._before))


@contextlib.contextmanager
def only_worker(folder: Path) -> Iterator[None]:
    """Holds the worker lock of a library. Raises `LibraryBusy` where another process has it."""
    import filelock  # here: it takes long to import, and the window is to be seen before anybody locks anything

    from core.store.connection import make_private

    make_private(folder)
    lock = filelock.FileLock(folder / "worker.lock")
    note = folder / "worker.pid"
    try:
        lock.acquire(timeout=LOCK_PATIENCE, poll_interval=0.05)
    except filelock.Timeout as error:
        who = note.read_text().strip() if note.exists() else "?"
        raise LibraryBusy(
            f"Another copy of Familiar (process {who}) is looking through this library just now. Wait until it is done."
        ) from error
    try:
        note.write_text(str(os.getpid()))
        yield
    finally:
        note.unlink(missing_ok=True)
        lock.release()
