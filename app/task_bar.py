"""How far the run over the folders is, where the system shows it: in the task bar, the dock, and the window's title.

Linux desktops that know it (GNOME with a dock, KDE, Unity, Pantheon) draw a bar on the program's icon when they get a
signal on the session bus. On macOS Qt can put a number on the icon: the photos that are left. Windows has no door for
this in Qt 6; there, as everywhere, the title of the window says it, which the task bar shows.
"""

from __future__ import annotations

import sys
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.indexing import Indexing
from core.records import Progress

PROGRAM = "application://familiar.desktop"
PATH, INTERFACE = "/com/canonical/unity/launcherentry/familiar", "com.canonical.Unity.LauncherEntry"


class Icon(Protocol):
    """The program's icon on this system."""

    def show(self, done: int, total: int) -> None:
        """So many photos of all; 0 of 0 for nothing."""


class TaskBar(QObject):
    """Belongs to the window."""

    def __init__(self, window: QWidget, indexing: Indexing, icon: Icon | None = None) -> None:
        super().__init__(window)
        self._window, self._plain = window, window.windowTitle()
        self._icon = icon if icon is not None else icon_of_this_system()
        self._percent = -1
        indexing.progressed.connect(self._on_progressed)
        indexing.finished.connect(self._on_finished)

    def _on_progressed(self, progress: Progress) -> None:
        going = progress.stage in ("indexing", "grouping") and progress.before is not None and progress.total > 0
        before = progress.before or 0
        self._show(before + progress.done, before + progress.total) if going else self._show(0, 0)

    def _on_finished(self) -> None:
        self._show(0, 0)

    def _show(self, done: int, total: int) -> None:
        """Only where a percent has gone by."""
        percent = 100 * done // total if total else -1
        if percent == self._percent:
            return
        self._percent = percent
        says = self.tr("{percent} % – {title}").format(percent=percent, title=self._plain)
        self._window.setWindowTitle(says if percent >= 0 else self._plain)
        self._icon.show(done, total)


class DockNumber:
    """macOS: how many photos are left, on the icon in the dock."""

    def show(self, done: int, total: int) -> None:
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.setBadgeNumber(total - done)


class LauncherBar:
    """Linux: a bar on the icon, where the desktop listens."""

    def show(self, done: int, total: int) -> None:
        from PySide6.QtDBus import QDBusConnection, QDBusMessage  # here: other systems have no session bus

        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return
        signal = QDBusMessage.createSignal(PATH, INTERFACE, "Update")
        signal.setArguments(
            [PROGRAM, {"progress": done / total if total else 0.0, "progress-visible": 0 < total > done}]
        )
        bus.send(signal)


class TitleOnly:
    """Windows: the title says it."""

    def show(self, done: int, total: int) -> None:
        """Nothing more to do."""


def icon_of_this_system() -> Icon:
    """What shows progress here."""
    if sys.platform == "darwin":
        return DockNumber()
    return LauncherBar() if sys.platform.startswith("linux") else TitleOnly()
