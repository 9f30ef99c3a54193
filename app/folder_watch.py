"""New photos appear by themselves: the system tells when something changes in a folder of the library.

Only directories are watched, those of the user's folders in which photos are known, and the folders themselves; what
changed is found by an ordinary look, a moment after the last change: copying a hundred photos is a hundred changes.
"""

from __future__ import annotations

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from app.live_library import LiveLibrary
from app.standing_question import StandingQuestion
from core.records import Changes
from core.store.queries import Queries

CALM_MS = 3000  # after the last change
MOST = 4000  # directories; systems allow some thousands a user


class FolderWatch(QObject):
    """Emits `changed` a moment after files came, went or changed."""

    changed = Signal()

    def __init__(self, live: LiveLibrary, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._on_directory)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CALM_MS)
        self._timer.timeout.connect(self.changed)
        self._question = StandingQuestion(live, Queries.directories, self._on_directories)
        live.changed.connect(self._on_changed)

    @property
    def directories(self) -> list[str]:
        """What is watched."""
        return self._watcher.directories()

    def start(self) -> None:
        self._question.ask()

    def _on_changed(self, changes: Changes) -> None:
        if changes.everything:
            self._question.on_changes(changes)

    def _on_directories(self, wanted: list[str]) -> None:
        now, then = set(wanted[:MOST]), set(self._watcher.directories())
        if then - now:
            self._watcher.removePaths(sorted(then - now))
        if now - then:
            self._watcher.addPaths(sorted(now - then))  # those that are away are left out, and tried again later

    def _on_directory(self) -> None:
        self._timer.start()
