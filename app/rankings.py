"""Questions about all faces at once (`core.store.questions`), on a thread of their own: they may take seconds.

The short questions of `app.live_library` never wait for them. Each asker has one open question: a newer one takes the
place of an older one that has not been answered. What all faces have to be read for is looked over by a child process.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from app.live_library import LiveLibrary
from core.aside import Aside
from core.errors import CoreError
from core.store.landscape import Landscape, landscape_of
from core.store.library import Library
from core.store.queries import Queries

Answer = TypeVar("Answer")

FIRST_LOOK = 5_000  # milliseconds after the start: before somebody's page is opened, and after the first paint
LOOK_AGAIN = 30.0  # seconds for which the landscape of a large library is good enough, whatever happens in it


class Rankings(QObject):
    """One a window: `Rankings.of(live)`. Ends with the library."""

    _arrived = Signal(object)

    def __init__(self, live: LiveLibrary) -> None:
        super().__init__(live)
        self._live = live
        self._reader: Library | None = None  # the thread's own
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="rankings")
        self._open: dict[QObject, Future[Any]] = {}
        self._closed = False
        self._lookout = Aside(landscape_of, name="lookout")
        self._landscape: Landscape | None = None
        self._looked = -LOOK_AGAIN  # when
        self._version = 0  # of the library, then
        QTimer.singleShot(FIRST_LOOK, self, lambda: self._submit(self._look))
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)
        live.closing.connect(self.close, Qt.ConnectionType.DirectConnection)

    @classmethod
    def of(cls, live: LiveLibrary) -> Rankings:
        """The one of this library."""
        found = live.findChild(Rankings)
        return found if isinstance(found, Rankings) else cls(live)

    @property
    def busy(self) -> bool:
        """Whether somebody waits for an answer."""
        return bool(self._open)

    def ask(self, owner: QObject, question: Callable[[Queries], Answer], then: Callable[[Answer], None]) -> None:
        """`then` gets the answer on this thread, unless `owner` is gone or asked anew by then."""
        waiting = self._open.pop(owner, None)
        if waiting is not None:
            waiting.cancel()
        future = self._thread.submit(self._answer, question)
        self._open[owner] = future
        future.add_done_callback(lambda done: self._arrived.emit((owner, done, then)))

    def landscape(self) -> Landscape | None:
        """Who is near whom, as of the last look; None in a library that needs none, and where a look failed. For
        questions, on their thread."""
        failed = time.monotonic() - self._looked < LOOK_AGAIN  # a moment ago
        if self._landscape is None and not failed:
            self._look()
        if self._closed:
            raise CancelledError  # nobody waits for the answer any more
        return self._landscape

    def close(self) -> None:
        """Ends the thread."""
        self._closed = True
        self._open.clear()
        self.blockSignals(True)
        self._lookout.end()
        self._thread.submit(self._close_reader)
        self._thread.shutdown(wait=True)

    def _answer(self, question: Callable[[Queries], Answer]) -> Answer:
        answer = question(self._library().queries)
        if self._landscape is not None:
            self._submit(self._look_again)  # once nobody waits any more
        return answer

    def _library(self) -> Library:
        if self._reader is None:
            self._reader = Library(self._live.folder)
        return self._reader

    def _submit(self, job: Callable[[], None]) -> None:
        if not self._closed:
            self._thread.submit(job)

    def _look(self) -> None:
        if self._closed:
            return
        if not self._library().questions.needs_landscape():
            self._landscape = None
            return
        version = self._library().version()
        self._lookout.start(self._live.folder)
        if self._closed:
            self._lookout.end()
        found = self._lookout.wait()
        if found is not None:
            self._landscape, self._version = found, version
        self._looked = time.monotonic()

    def _look_again(self) -> None:
        old = self._landscape
        stale = time.monotonic() - self._looked > LOOK_AGAIN
        if old is not None and stale and not self._open and self._library().version() != self._version:
            self._look()

    def _close_reader(self) -> None:
        if self._reader is not None:
            self._reader.close()

    def _on_arrived(self, arrival: tuple[QObject, Future[Any], Callable[[Any], None]]) -> None:
        owner, future, then = arrival
        if self._open.get(owner) is not future:
            return
        del self._open[owner]
        if future.cancelled() or not isValid(owner):
            return
        error = future.exception()
        if isinstance(error, CoreError):
            self._live.failed.emit(str(error))
        elif error is not None:
            raise error
        else:
            then(future.result())
