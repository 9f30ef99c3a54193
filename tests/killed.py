"""A program that is killed in the middle of writing what its window shows already.

A process of its own, for `tests/journeys/test_nothing_lost.py`: `python tests/killed.py LIBRARY merge` merges the first
two people of the page by key, `undo` takes the last step back; both die before the disk has it.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app import application
from app.__main__ import Options
from app.indexing import Indexing
from app.views import people_edits
from core.store import journal
from tests.app.conftest import DrawnWorker


def main() -> int:
    """Never comes to its end."""
    people_edits.MANY, journal.LARGE = 0, 0  # a small library's edits are large, too
    application.Indexing = partial(Indexing, make=DrawnWorker)  # type: ignore[misc, assignment]
    app = application.start()
    familiar = application.Familiar(Path(sys.argv[1]), Options(Path(sys.argv[1]), "people", None, sample=False))
    people = familiar.window.people
    while not people.model.rows or familiar.live.busy:
        app.processEvents()
    journal.Journal._apply = die_behind  # type: ignore[method-assign]
    people.grid.selectAll()
    if sys.argv[2] == "merge":
        QTest.keyClick(people.grid, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    else:
        familiar.live.undo_soon()
    threading.Event().wait(60)
    return 1


def die_behind(_: journal.Journal, __: object) -> None:
    """As the power button does it."""
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main())
