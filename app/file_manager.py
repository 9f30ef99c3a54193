"""Hands a file to the other programs of the desktop: its file manager, its viewer of pictures."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QProcess, QTimer, QUrl
from PySide6.QtGui import QDesktopServices

OPENER: Final = "xdg-open"
FOUND_NOTHING: Final = (3, 4)  # its exit codes: no program for this, or it failed
IN_FLATPAK: Final = Path("/.flatpak-info")  # where Qt asks the system outside
LOOK_MS: Final = 200


def show_in_file_manager(path: Path) -> bool:
    """Opens the folder of a file, the file selected where the system can. False where nothing could be opened."""
    if sys.platform == "win32":
        return QProcess.startDetached("explorer.exe", ["/select,", str(path)])[0]
    if sys.platform == "darwin":
        return QProcess.startDetached("/usr/bin/open", ["-R", str(path)])[0]
    return _select_by_dbus(path) or open_folder(path.parent)


def open_folder(folder: Path) -> bool:
    """Opens a folder in the file manager."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def open_with_viewer(path: Path, missing: Callable[[], object] | None = None) -> bool:
    """Opens a file with the program that the system has for it. False where nothing could be opened; where that turns
    out only later, as on Linux, `missing` is called."""
    command = shutil.which(OPENER) if sys.platform.startswith("linux") and not IN_FLATPAK.exists() else None
    if command is not None and missing is not None:
        Handing(command, path, missing)
        return True
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _select_by_dbus(path: Path) -> bool:
    """Asks the file manager over the session bus (freedesktop.org's FileManager1), if one listens there."""
    from PySide6.QtDBus import QDBusConnection, QDBusMessage  # here: the window needs no session bus to be seen

    service = "org.freedesktop.FileManager1"
    bus = QDBusConnection.sessionBus()
    if not bus.isConnected() or not bus.interface().isServiceRegistered(service).value():
        return False
    message = QDBusMessage.createMethodCall(service, "/org/freedesktop/FileManager1", service, "ShowItems")
    message.setArguments([[QUrl.fromLocalFile(str(path)).toString()], ""])
    return bus.send(message)


class Handing(QObject):
    """A file on its way to another program by xdg-open, which says only at its end whether it found one. Where it did,
    it may stay for as long as that program is open."""

    def __init__(self, command: str, path: Path, missing: Callable[[], object]) -> None:
        super().__init__(QCoreApplication.instance())
        self._missing = missing
        quiet = subprocess.DEVNULL
        self._process = subprocess.Popen(
            [command, str(path)], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
        )
        self._looks = QTimer(self, interval=LOOK_MS)
        self._looks.timeout.connect(self._on_look)
        self._looks.start()

    def _on_look(self) -> None:
        code = self._process.poll()
        if code is None:
            return
        self._looks.stop()
        if code in FOUND_NOTHING:
            self._missing()
        self.deleteLater()
