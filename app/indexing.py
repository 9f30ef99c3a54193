"""The worker as the window sees it: started, paused, stopped, and listened to ten times a second.

Two jobs: looking through the folders, and sorting the faces into people again a few seconds after the user's last
edit. The second is quiet: it says nothing unless it fails.

Where the disk of the library is full, the worker cannot go on. Then it waits for room, looks for it now and then, and
goes on by itself.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from core.records import Job, Progress
from core.worker import Worker

POLL_MS = 100
GROUP_AFTER_MS = 3000  # after the last edit
ROOM_MS = 30_000  # between two looks whether there is room on a disk that was full
MORE_ROOM = 1 << 20
"""Bytes that are free beyond those with which a run failed before it is tried again: what other programs write and
delete in passing shall not start one."""
LOOKS_FOR_ROOM = 20  # after which it is tried anyway: a limit for each user is not to be seen in what is free


class MakesWorkers(Protocol):
    """`core.worker.Worker`, or what a test puts in its place."""

    def __call__(self, library: Path, *, job: Job = "index") -> Worker: ...


class Indexing(QObject):
    """One worker at a time on one library."""

    progressed = Signal(object)  # Progress
    finished = Signal()  # an index run is over: done, stopped or failed
    failed = Signal(str)
    paused_changed = Signal(bool)
    waiting_changed = Signal()

    def __init__(self, library: Path, parent: QObject | None = None, *, make: MakesWorkers = Worker) -> None:
        super().__init__(parent)
        self._library = library
        self._make = make
        self._worker: Worker | None = None
        self._job: Job = "index"
        self._next: Job | None = None  # to be started when the worker has ended
        self._paused = False
        self.waiting = ""  # the sentence that says why nothing goes on until there is room on the disk
        self._by_itself = False  # whether the run was begun again without the user asking for it
        self._free = 0  # bytes on the disk when it was too full
        self._looks = 0  # for room, since then
        self.looked = False  # whether the folders were looked through since the program began, or are now
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self._on_poll)
        self._group = QTimer(self)
        self._group.setSingleShot(True)
        self._group.setInterval(GROUP_AFTER_MS)
        self._group.timeout.connect(self._on_group)
        self._room = QTimer(self)
        self._room.setInterval(ROOM_MS)
        self._room.timeout.connect(self._on_room)

    @property
    def running(self) -> bool:
        """Whether the folders are being looked through (a pause counts)."""
        return self._worker is not None and self._job == "index"

    @property
    def paused(self) -> bool:
        return self._paused

    def start(self) -> None:
        """Looks through the folders; where that is under way, once more afterwards."""
        if self._worker is None:
            self._begin("index")
            return
        self._next = "index"
        if self._job == "group":
            self._worker.ask_to_stop()

    def pause(self) -> None:
        if self.running and self._worker is not None and not self._paused:
            self._worker.pause()
            self._set_paused(True)

    def resume(self) -> None:
        if self._worker is not None and self._paused:
            self._worker.resume()
            self._set_paused(False)

    def stop(self) -> None:
        """Asks the run to end; `finished` follows within two seconds. A run that waits for room is given up."""
        self._next = None
        self._wait("")
        if self._worker is not None:
            self._worker.ask_to_stop()

    def group_soon(self) -> None:
        """Sorts the faces again a few seconds after the last edit; during a run over the folders, after it."""
        self._group.start()

    def group_now(self) -> None:
        """The same at once: somebody waits for a face that they drew."""
        self._group.stop()
        self._on_group()

    def close(self) -> None:
        """Stops and waits, two seconds at the most."""
        self._group.stop()
        self._room.stop()
        self._poll.stop()
        if self._worker is not None:
            self._worker.stop()
            self._worker = None

    def _begin(self, job: Job, *, by_itself: bool = False) -> None:
        self._job, self._by_itself = job, by_itself
        self._wait("")
        self._set_paused(False)
        self._worker = self._make(self._library, job=job)
        self._worker.start()
        self._poll.start()
        if job == "index":
            self.looked = True
            self.progressed.emit(Progress("starting"))

    def _set_paused(self, paused: bool) -> None:
        if paused != self._paused:
            self._paused = paused
            self.paused_changed.emit(paused)

    def _on_group(self) -> None:
        if self.waiting:
            self._on_room()  # what waits sorts the faces, too
        elif self._worker is None:
            self._begin("group")
        elif self._next is None:
            self._next = "group"

    def _wait(self, sentence: str) -> None:
        """For room on the disk, or with "" for nothing any more."""
        if sentence:
            self._free, self._looks = self._free_now(), 0
            self._room.start()
        else:
            self._room.stop()
        if sentence != self.waiting:
            self.waiting = sentence
            self.waiting_changed.emit()

    def _on_room(self) -> None:
        self._looks += 1
        if self._looks >= LOOKS_FOR_ROOM or self._free_now() >= self._free + MORE_ROOM:
            self._begin(self._job, by_itself=True)

    def _free_now(self) -> int:
        """Bytes on the disk of the library; 0 where it cannot be asked."""
        try:
            return shutil.disk_usage(self._library).free
        except OSError:
            return 0

    def _on_poll(self) -> None:
        if self._worker is None:
            return
        news = self._worker.poll()
        if self._job == "index" and news:
            self.progressed.emit(news[-1])
        if not self._worker.running:
            self._end()

    def _end(self) -> None:
        worker, self._worker = self._worker, None
        self._poll.stop()
        self._set_paused(False)
        was_index = self._job == "index"
        if worker is not None and worker.error:
            self._next = None
            if not (worker.full and self._by_itself):  # that it still waits, the strip says
                self.failed.emit(worker.error)
        if was_index:
            self.finished.emit()
        if worker is not None and worker.error and worker.full:
            self._wait(worker.error)
        following, self._next = self._next, None
        if following is not None and self._worker is None:
            self._begin(following)
