"""What is noted where the program fails: kinds of errors and places in its code, in `crash.log` in the library's
folder.

Never a message, which could name a photo or a person. Nothing is sent anywhere; the user may send the file.
"""

from __future__ import annotations

import contextlib
import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Final

from core.errors import CoreError

FILE: Final = "crash.log"
MOST_BYTES: Final = 200_000  # of the file, and of the one before it


class CrashLog:
    """Of one library. Window and worker both write; each opens the file for a note only."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def note_error(self, where: str, kind: type[BaseException], trace: TracebackType | None) -> None:
        """An error nobody expected, and the way to it."""
        frames = traceback.extract_tb(trace)
        places = "".join(f"\n    {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)
        self.note(f"{where}: {kind.__name__}{places}")

    def note(self, text: str) -> None:
        """`text` must hold no path and no name. Where it cannot be written, it is not."""
        file = _QuietFile(self._path, maxBytes=MOST_BYTES, backupCount=1, encoding="utf-8", delay=True)
        file.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        file.emit(logging.LogRecord("crash", logging.ERROR, "", 0, text, None, None))
        with contextlib.suppress(OSError):  # what is left over is written now, and meets the full disk again
            file.close()


class _QuietFile(RotatingFileHandler):
    """Does not speak of its own troubles: who writes a crash log has trouble enough."""

    def handleError(self, record: logging.LogRecord) -> None:
        """A full disk, or a folder that cannot be written."""


def read_notes(folder: Path) -> str:
    """All notes of a library, the oldest first; "" where there are none."""
    files = (folder / f"{FILE}.1", folder / FILE)
    return "".join(file.read_text("utf-8", errors="replace") for file in files if file.exists())


class NotedCrash:
    """`with NotedCrash(folder, "worker"):` notes an unexpected error on its way out; it goes on."""

    def __init__(self, folder: Path, where: str) -> None:
        self._log = CrashLog(folder)
        self._where = where

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None and not issubclass(kind, CoreError | SystemExit | KeyboardInterrupt):
            self._log.note_error(self._where, kind, trace)
