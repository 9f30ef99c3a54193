"""What another leaning (`core.store.leaning`) would change, tried out on a copy in memory before anything is changed.

Grouping a large library takes many seconds, so a child process does it: the window stays quick, and whoever changes
their mind ends it.
"""

from __future__ import annotations

import contextlib
import multiprocessing
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.errors import CoreError
from core.grouping import regrouped
from core.store.leaning import shift_of
from core.store.library import Library


@dataclass(frozen=True, slots=True)
class Foresight:
    """The groups of two faces and more, before and after."""

    before: int
    after: int
    joined: int  # groups that would become part of another one
    parted: int  # parts that would come off a group
    alone: int  # faces more that would be in no group; fewer where negative


def compare(before: NDArray[np.int64], after: NDArray[np.int64]) -> Foresight:
    """Two groupings of the same N faces, shape (N,) each; -1 for a lone face."""
    both = (before >= 0) & (after >= 0)
    pairs = np.unique(np.stack([before[both], after[both]]), axis=1)
    old, new = (len(np.unique(one[one >= 0])) for one in (before, after))
    met_before, met_after = (len(np.unique(row)) for row in pairs)
    return Foresight(
        before=old,
        after=new,
        joined=pairs.shape[1] - met_after,
        parted=pairs.shape[1] - met_before,
        alone=int(np.count_nonzero(after < 0) - np.count_nonzero(before < 0)),
    )


def foresee(library: Library, steps: int) -> Foresight:
    """What grouping this library anew with this leaning would change. Writes nothing."""
    model_id = library.active_model()
    if model_id is None:
        return Foresight(0, 0, 0, 0, 0)
    material = library.groups.material(model_id)
    return compare(material.groups, regrouped(library, model_id, material, shift=shift_of(steps)))


class Foreseer:
    """The parent's side: `start`, then `poll` now and then, or `stop`."""

    def __init__(self, library: Path) -> None:
        self._library = library
        self._process: multiprocessing.process.BaseProcess | None = None
        self._answer: Connection | None = None

    @property
    def running(self) -> bool:
        return self._process is not None

    def start(self, steps: int) -> None:
        """Begins; an earlier question is forgotten."""
        self.stop()
        context = multiprocessing.get_context("spawn")
        self._answer, child = context.Pipe(duplex=False)
        process = context.Process(
            target=_answer, args=(self._library, steps, child), name="familiar-foresight", daemon=True
        )
        process.start()
        self._process = process
        child.close()

    def poll(self) -> Foresight | None:
        """The answer, once; None while there is none. A child that failed simply ends."""
        if self._process is None or self._answer is None:
            return None
        found: Foresight | None = None
        with contextlib.suppress(EOFError, OSError):
            if self._answer.poll():
                found = self._answer.recv()
        if found is not None or not self._process.is_alive():
            self.stop()
        return found

    def stop(self) -> None:
        """Ends the child, if there is one."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.join()
            process.close()
        if self._answer is not None:
            self._answer.close()
            self._answer = None


def _answer(folder: Path, steps: int, answer: Connection) -> None:
    """The child's main function."""
    with contextlib.suppress(CoreError), Library(folder) as library:
        answer.send(foresee(library, steps))
