"""The program from start to end, with somebody in it who acts each time its window opens, and notes what was seen.

For the small programs that the journeys start (`moving.py`, `restarting.py`): `run` ends Qt's event loop, which no
other test survives, so they are processes of their own.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRect, QTimer

from app import application
from app.__main__ import Options
from app.application import Familiar
from app.indexing import Indexing
from tests.app.conftest import DrawnWorker

Act = Callable[[Familiar, int], list[str]]


def run(library: Path | None, act: Act) -> int:
    """Calls `act` with the program and how often it has opened; prints all that it saw as JSON. The exit code."""
    seen: list[str] = []

    class Watched(Familiar):
        opened = 0

        def __init__(self, folder: Path, options: Options, *, place: QRect | None = None) -> None:
            super().__init__(folder, options, place=place)
            Watched.opened += 1
            opened = Watched.opened
            QTimer.singleShot(0, self, lambda: seen.extend(act(self, opened)))

    application.Indexing = partial(Indexing, make=DrawnWorker)  # type: ignore[misc, assignment]
    application.Familiar = Watched  # type: ignore[misc]
    code = application.run(Options(library, "people", None, sample=False))
    sys.stdout.write(json.dumps(seen))
    return code
