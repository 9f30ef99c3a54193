"""A pack on its way onto this computer: on a thread of its own, with progress, to be stopped at any moment."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from core.errors import CoreError
from core.offers import bring


class PackInstall(QObject):
    """One at a time."""

    progressed = Signal(float, float)  # bytes so far, bytes in all: more than an int of Qt's holds
    done = Signal(str)  # the pack's name
    failed = Signal(str)  # a sentence

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def running(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def start(self, name: str, *, source: Path | None, accepted: bool) -> None:
        """From the network, or from a file or folder on this computer."""
        if self.running:
            return
        self._stop.clear()
        # A daemon: a server that says nothing must not hold up the end of the program; what came is kept.
        self._thread = threading.Thread(
            target=self._run, args=(name, "" if source is None else str(source), accepted), name="pack", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Asks it to end; `failed` says that what has arrived is kept."""
        self._stop.set()

    def join(self) -> None:
        """Waits for the end of a thread that has said that it is done."""
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _run(self, name: str, source: str, accepted: bool) -> None:
        try:
            bring(
                name,
                source=source,
                accepted=accepted,
                tell=lambda done, total: self.progressed.emit(float(done), float(total)),
                stopped=self._stop.is_set,
            )
        except CoreError as error:
            self.failed.emit(str(error))
        else:
            self.done.emit(name)
