"""The worker as the window sees it: started, paused, stopped, and listened to ten times a second.

Two jobs: looking through the folders, and sorting the faces into people again a few seconds after the user's last
edit. The second is quiet: it says nothing unless it fails.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from core.records import Job, Progress
from core.worker import Worker

POLL_MS = 100
GROUP_AFTER_MS = 3000  # after the last edit


class MakesWorkers(Protocol):
    """`core.worker.Worker`, or what a test puts in its place."""

    def __call__(self, library: Path, *, job: Job = "index") -> Worker: ...


class Indexing(QObject):
    """One worker at a time on one library."""

    progressed = Signal(object)  # Progress
    finished = Signal()  # an index run is over: done, stopped or failed
    failed = Signal(str)
    paused_changed = Signal(bool)

    def __init__(self, library: Path, parent: QObject | None = None, *, make: MakesWorkers = Worker) -> None:
        super().__init__(parent)
        self._library = library
        self._make = make
        self._worker: Worker | None = None
        self._job: Job = "index"
        self._next: Job | None = None  # to be started when the worker has ended
        self._paused = False
        self.looked = False  # whether the folders were looked through since the program began, or are now
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self._on_poll)
        self._group = QTimer(self)
        self._group.setSingleShot(True)
        self._group.setInterval(GROUP_AFTER_MS)
        self._group.timeout.connect(self._on_group)

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
        """Asks the run to end; `finished` follows within two seconds."""
        self._next = None
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
        self._poll.stop()
        if self._worker is not None:
            self._worker.stop()
            self._worker = None

    def _begin(self, job: Job) -> None:
        self._job = job
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
        if self._worker is None:
            self._begin("group")
        elif self._next is None:
            self._next = "group"

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
            self.failed.emit(worker.error)
        if was_index:
            self.finished.emit()
        following, self._next = self._next, None
        if following is not None and self._worker is None:
            self._begin(following)
