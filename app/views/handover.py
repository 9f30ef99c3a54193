"""From the window to the same one in another language: the new one is there before the old one goes.

The new window is built behind the old one, is given what the old one shows (place, page, what is scrolled to, chosen
and unfolded), and is shown as soon as the library has answered its first questions. Only when it is on the screen does
the old one go, so that nobody sees a gap. What the worker does goes on meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QTimer

from app.views.main_window import MainWindow

LOOK_MS = 20  # whether the answers are there
PATIENCE_MS = 1000  # a large library's are not waited for


class Handover(QObject):
    """Between two windows; `busy` says whether answers are still on their way."""

    def __init__(self, old: MainWindow, new: MainWindow, busy: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._old: MainWindow | None = old
        self._gone: MainWindow | None = None
        self._new, self._busy = new, busy
        self._waited = 0
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._on_look)
        new.setWindowState(old.windowState())
        new.setGeometry(old.geometry())  # exactly there, also where it does not fit on the screen
        new.people.take_over(old.people)
        new.photos.take_over(old.photos)
        new.unnamed.take_over(old.unnamed)
        new.open_page(old.page_name)
        self._look.start()

    def finish(self) -> None:
        """Now: the new window is shown, and the old one goes."""
        self._look.stop()
        if self._old is None:
            return
        if not self._new.isVisible():
            self._show()
        self._new.removeEventFilter(self)
        self._gone, self._old = self._old, None  # held until Qt is done with it: this may be a call from inside it
        self._gone.close()
        self._gone.deleteLater()

    def _on_look(self) -> None:
        self._waited += LOOK_MS
        if not self._busy() or self._waited >= PATIENCE_MS:
            self._look.stop()
            self._show()

    def _show(self) -> None:
        """Laid out before, so that what one sees first stands where it stood."""
        assert self._old is not None
        self._new.grab(QRect(0, 0, 1, 1))
        self._new.settings.stand_like(self._old.settings)
        self._new.installEventFilter(self)
        self._new.show()
        self._new.activateWindow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The first picture of the new window: after it the old one is not seen any more."""
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self, self.finish)
        return super().eventFilter(watched, event)
