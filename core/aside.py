"""One long question about a library, answered by a child process: the window stays quick, and the memory that it takes
is given back. Whoever does not want the answer any more ends the child.

Two ways to the answer: `poll` now and then from the window's thread, or `wait` for it on another one.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.connection import wait as first_of
from pathlib import Path
from typing import Generic, TypeVar

from core.errors import CoreError
from core.niceness import be_nice
from core.store.library import Library

Answer = TypeVar("Answer")


class Aside(Generic[Answer]):
    """`answer` is a function of a module, which the child imports; what it returns can be pickled. Of one thread, but
    for `end`."""

    def __init__(self, answer: Callable[..., Answer], *, name: str) -> None:
        self._answer = answer
        self._name = name
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None
        self._lock = threading.Lock()  # between `end` and putting the child away

    @property
    def running(self) -> bool:
        return self._process is not None

    def start(self, folder: Path, *values: object) -> None:
        """Begins to answer `answer(library, *values)`; an earlier question is forgotten."""
        self.stop()
        context = multiprocessing.get_context("spawn")
        self._pipe, child = context.Pipe(duplex=False)
        process = context.Process(
            target=_child, args=(self._answer, folder, values, child), name=f"familiar-{self._name}", daemon=True
        )
        process.start()
        self._process = process
        child.close()

    def poll(self) -> Answer | None:
        """The answer, once; None while there is none. A child that failed simply ends."""
        if self._process is None or self._pipe is None:
            return None
        ended = not self._process.is_alive()  # asked first: what it said before its end is in the pipe
        found = self._received()
        if found is not None or ended:
            self.stop()
        return found

    def wait(self) -> Answer | None:
        """The answer, as soon as there is one; None of a child that failed or was ended."""
        found: Answer | None = None
        if self._pipe is not None and self._process is not None:
            # For either: on Windows the pipe of a child that ended early stays open, at this end.
            first_of([self._pipe, self._process.sentinel])
            found = self._received()
        self.stop()
        return found

    def _received(self) -> Answer | None:
        found: Answer | None = None
        with contextlib.suppress(EOFError, OSError):
            if self._pipe is not None and self._pipe.poll():
                found = self._pipe.recv()
        return found

    def end(self) -> None:
        """Ends the child; whoever waits for it on another thread waits no longer."""
        with self._lock:
            if self._process is not None:
                self._process.kill()

    def stop(self) -> None:
        """Ends the child, if there is one."""
        self.end()
        if self._process is not None:
            self._process.join()
        with self._lock:
            process, self._process = self._process, None
            if process is not None:
                process.close()
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None


def _child(answer: Callable[..., object], folder: Path, values: tuple[object, ...], pipe: Connection) -> None:
    """The child's main function."""
    be_nice()
    with contextlib.suppress(CoreError, OSError), Library(folder) as library:  # whoever asked may be gone
        pipe.send(answer(library, *values))
