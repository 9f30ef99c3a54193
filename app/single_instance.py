"""One window a library: a second start raises the first window instead of opening another.

The first program listens on a local socket named after the library; the second finds somebody listening, knocks, says
which folder it was started for, if any, and leaves. A socket left behind by a program that was killed has nobody behind
it and is taken over.
"""

from __future__ import annotations

import hashlib
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE: Final = 1000  # milliseconds for the first program to open the door: it may be busy


class SingleInstance(QObject):
    """The claim of this program on a library."""

    raised = Signal()  # somebody started the program a second time
    opened = Signal(str)  # and for this folder

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = socket_name(folder)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_knocked)

    def claim(self, folder: str = "") -> bool:
        """True for the first window on the library; False where there is one, which now comes to the front and opens
        `folder`."""
        if self._server.isListening():
            return True
        if self._knock(folder):
            return False
        # Nobody behind the door: a socket file may be left of a program that was killed.
        QLocalServer.removeServer(self._name)
        return self._server.listen(self._name) or not self._knock(folder)

    def release(self) -> None:
        """Gives the claim up."""
        self._server.close()

    def _knock(self, folder: str) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        heard = socket.waitForConnected(PATIENCE)
        if heard and folder:
            socket.write(folder.encode("utf-8", "surrogateescape"))
            socket.waitForBytesWritten(PATIENCE)
            socket.disconnectFromServer()
        socket.abort()
        return heard

    def _on_knocked(self) -> None:
        while (visitor := self._server.nextPendingConnection()) is not None:
            visitor.disconnected.connect(partial(self._on_left, visitor))
            self.raised.emit()
            if visitor.state() == QLocalSocket.LocalSocketState.UnconnectedState:
                self._on_left(visitor)  # gone before anybody listened

    def _on_left(self, visitor: QLocalSocket) -> None:
        folder = bytes(visitor.readAll().data()).decode("utf-8", "surrogateescape")
        visitor.disconnected.disconnect()
        visitor.deleteLater()
        if folder:
            self.opened.emit(folder)


class OpenedByFinder(QObject):
    """On macOS a folder is opened with a running program by an event, not by a second start."""

    opened = Signal(str)

    def __init__(self, app: QObject) -> None:
        super().__init__(app)
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent):
            self.opened.emit(event.file())
            return True
        return super().eventFilter(watched, event)


def socket_name(folder: Path) -> str:
    """Short, since a socket's path is limited to about 100 characters, and the same for every spelling of a path."""
    digest = hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogateescape")).hexdigest()
    return f"familiar-{digest[:16]}"
