"""Python's garbage collector, kept to the GUI thread.

The collector runs in whichever thread happens to fill its count, and the window has several: answers, previews,
photographs. A widget that hangs in a circle of references would then be deleted outside the GUI thread, which Qt
does not survive. So the automatic collection is off while the window lives, and a timer does its work.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1000


class GarbageCollector(QObject):
    """Collects on the thread of this object, with Python's own thresholds, until `stop`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        gc.disable()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def settle(self) -> None:
        """What the program is made of stays until its end: no collection looks through it again (36 ms a time)."""
        gc.freeze()

    def collect(self) -> int | None:
        """One collection if it is due; returns the generation that was collected."""
        counts = gc.get_count()
        due = [generation for generation in (2, 1, 0) if counts[generation] > self._thresholds[generation]]
        if not due:
            return None
        gc.collect(due[0])
        return due[0]

    def stop(self) -> None:
        """Back to Python's own way."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
