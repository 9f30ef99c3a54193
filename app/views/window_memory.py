"""What the window is like when the program starts again: its place, its page, the size and order of the covers.

The page is remembered as it opens, since a program may be killed; the rest when the window closes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QSize

from app import style
from app.models.people_model import order_called

if TYPE_CHECKING:
    from app.views.main_window import MainWindow

FIRST_SIZE = QSize(1200, 800)
FRAME = QSize(16, 48)  # about what the system draws around a window: it is known only when the window is there
LIVED_IN = ("people", "review", "photos", "unnamed", "folders")
"""Pages that one comes back to. Settings, what could not be read, and one person are visited."""


class WindowMemory:
    """Keeps it in `settings`, unless the window is there only to be looked at."""

    def __init__(self, window: MainWindow, settings: QSettings, *, only_look: bool) -> None:
        self._window, self._settings, self._only_look = window, settings, only_look

    def restore(self) -> None:
        """As it was."""
        window, known = self._window, self._settings
        style.choose(str(known.value("look", "")))
        window.resize(FIRST_SIZE if self._only_look else first_size(window.screen().availableSize()))
        geometry = known.value("geometry")
        if geometry is not None and not self._only_look:
            window.restoreGeometry(geometry)
        window.people.set_zoom(int(str(known.value("zoom", style.COVER_DEFAULT))))
        window.people.set_order(order_called(str(known.value("order", ""))))
        page = str(known.value("page", ""))
        window.open_page(page if page in LIVED_IN else "people")

    def note_page(self, name: str) -> None:
        """This page has opened."""
        if not self._only_look and name in LIVED_IN:
            self._settings.setValue("page", name)

    def keep(self) -> None:
        """The window closes."""
        if self._only_look:
            return
        self._settings.setValue("geometry", self._window.saveGeometry())
        self._settings.setValue("zoom", self._window.people.zoom)
        self._settings.setValue("order", self._window.people.order)
        self._settings.sync()


def first_size(available: QSize) -> QSize:
    """Of the window when it opens for the first time: with its frame it fits on the screen."""
    return FIRST_SIZE.boundedTo(available - FRAME)
