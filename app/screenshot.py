"""`--screenshot FILE`: draws the page into a file once its data and pictures are there. Works without a screen."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.live_library import LiveLibrary
from app.previews import CropLoader
from app.rankings import Rankings

LOOK_MS = 100
CALM_LOOKS = 4  # looks in a row at which nothing is on its way
PATIENCE = 30.0  # seconds


class Screenshot(QObject):
    """Waits until nothing is on its way any more."""

    taken = Signal(bool)  # whether the file was written

    def __init__(self, window: QWidget, live: LiveLibrary, crops: CropLoader, path: Path) -> None:
        super().__init__(window)
        self._window, self._live, self._crops, self._path = window, live, crops, path
        self._calm = 0
        self._give_up = time.monotonic() + PATIENCE
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._on_look)
        self._timer.start()

    def _on_look(self) -> None:
        asking = self._live.busy or Rankings.of(self._live).busy
        waiting = asking or self._crops.busy or QThreadPool.globalInstance().activeThreadCount() > 0
        self._calm = 0 if waiting else self._calm + 1
        if self._calm >= CALM_LOOKS or time.monotonic() > self._give_up:
            self._timer.stop()
            self.taken.emit(self._window.grab().save(str(self._path)))
