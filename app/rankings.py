"""Questions about all faces at once (`core.store.questions`), on a thread of their own: they may take seconds.

The short questions of `app.live_library` never wait for them. Each asker has one open question: a newer one takes the
place of an older one that has not been answered.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from app.live_library import LiveLibrary
from core.errors import CoreError
from core.store.library import Library
from core.store.queries import Queries

Answer = TypeVar("Answer")


class Rankings(QObject):
    """One a window: `Rankings.of(live)`. Ends with the library."""

    _arrived = Signal(object)

    def __init__(self, live: LiveLibrary) -> None:
        super().__init__(live)
        self._live = live
        self._reader: Library | None = None  # the thread's own
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="rankings")
        self._open: dict[QObject, Future[Any]] = {}
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

    def close(self) -> None:
        """Ends the thread."""
        self._open.clear()
        self.blockSignals(True)
        self._thread.submit(self._close_reader)
        self._thread.shutdown(wait=True)

    def _answer(self, question: Callable[[Queries], Answer]) -> Answer:
        if self._reader is None:
            self._reader = Library(self._live.folder)
        return question(self._reader.queries)

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
