"""Hands a file to the other programs of the desktop: its file manager, its viewer of pictures."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtGui import QDesktopServices


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


def open_with_viewer(path: Path) -> bool:
    """Opens a file with the program that the system has for it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _select_by_dbus(path: Path) -> bool:
    """Asks the file manager over the session bus (freedesktop.org's FileManager1), if one listens there."""
    service = "org.freedesktop.FileManager1"
    bus = QDBusConnection.sessionBus()
    if not bus.isConnected() or not bus.interface().isServiceRegistered(service).value():
        return False
    message = QDBusMessage.createMethodCall(service, "/org/freedesktop/FileManager1", service, "ShowItems")
    message.setArguments([[QUrl.fromLocalFile(str(path)).toString()], ""])
    return bus.send(message)
