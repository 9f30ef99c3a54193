"""A worker whose decoder crashes the process on certain photos, as a codec with a bug does."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

from core.worker import Worker, run_child

DEADLY = "deadly"


def run_deadly_child(*args: Any) -> None:
    """The child's main function; a photo with the word in its name crashes it."""
    from core import reader

    read = reader._read

    def read_or_die(path: str) -> Any:
        if DEADLY in Path(path).name:
            os.kill(os.getpid(), signal.SIGSEGV)
        return read(path)

    reader._read = read_or_die
    run_child(*args)


class DeadlyWorker(Worker):
    """Starts the child above."""

    _child = staticmethod(run_deadly_child)
