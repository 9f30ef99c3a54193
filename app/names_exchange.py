"""Names of other programs, read and written on a thread of its own: the files of a whole library take minutes.

One job at a time. The thread has its own connection; what it does is told by signals, which arrive on this object's
thread. `stop` ends a job between two photos.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from core.errors import CoreError
from core.people.known_names import NamesPlan
from core.photos.picasa import own_contacts, read_contacts
from core.store.face_list import write_list
from core.store.foreign_names import ForeignNames, Written
from core.store.library import Library

SECONDS_BETWEEN_STEPS = 0.1  # of progress that is told
REST = 0.002  # seconds after each photo, so that the window's own thread is never kept waiting


class NamesExchange(QObject):
    """Reads and writes for one library. `close` it before the library's folder may go."""

    stepped = Signal(int, int)  # photos done, photos in all
    found = Signal(object)  # NamesPlan
    written = Signal(object)  # Written
    listed = Signal(str)  # the file
    failed = Signal(str)  # a sentence
    stopped = Signal()
    _done = Signal(object, object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="names")
        self._stop = threading.Event()
        self._told = 0.0
        self._done.connect(self._on_done, Qt.ConnectionType.QueuedConnection)

    def read(self, contacts: Path | None = None) -> None:
        """Looks what other programs noted; `contacts` is Picasa's file, where it is not in its usual place."""
        self._run(lambda library: _read(library, contacts or own_contacts(), self._step), self.found.emit)

    def write(self, *, only_confirmed: bool, into_photos: bool = False, overrule: bool = False) -> None:
        """Writes the names beside the photos, or into those that can hold them."""
        into = self._folder if into_photos else None
        self._run(
            lambda library: ForeignNames(library.db).write(
                only_confirmed=only_confirmed, step=self._step, into=into, overrule=overrule
            ),
            self.written.emit,
        )

    def save_list(self, target: Path) -> None:
        """Writes a list of all faces; as JSON where the file is called so, else as CSV."""
        kind = "json" if target.suffix.lower() == ".json" else "csv"
        self._run(lambda library: write_list(library, target, kind), lambda _: self.listed.emit(str(target)))  # type: ignore[arg-type]

    def stop(self) -> None:
        """Ends the job after the photo it is at; `stopped` follows."""
        self._stop.set()

    def close(self) -> None:
        """Ends the thread. Nothing is told any more."""
        self.blockSignals(True)
        self._stop.set()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _run(self, job: Callable[[Library], object], then: Callable[[object], None]) -> None:
        self._stop.clear()
        self._pool.submit(self._work, job).add_done_callback(lambda future: self._done.emit(future, then))

    def _work(self, job: Callable[[Library], object]) -> object:
        with Library(self._folder) as library:
            return job(library)

    def _step(self, done: int, total: int) -> bool:
        now = time.monotonic()
        if now - self._told > SECONDS_BETWEEN_STEPS:
            self._told = now
            self.stepped.emit(done, total)
        return not self._stop.wait(REST)

    def _on_done(self, future: Future[object], then: Callable[[object], None]) -> None:
        error = future.exception()
        if self._stop.is_set():
            self.stopped.emit()
        elif error is None:
            then(future.result())
        elif isinstance(error, CoreError):
            self.failed.emit(str(error))
        else:
            raise error


def _read(library: Library, contacts: Path | None, step: Callable[[int, int], bool]) -> NamesPlan:
    names = read_contacts(contacts) if contacts is not None else {}
    return ForeignNames(library.db).read(contacts=names, step=step)


__all__ = ["NamesExchange", "NamesPlan", "Written"]
