"""Pages that nobody begins with are made later, and are no different for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.indexing import Indexing
from app.live_library import LiveLibrary
from app.previews import CropLoader
from app.rankings import Rankings
from app.views.main_window import MainWindow
from app.views.pages import LATER
from tests.app.conftest import Album

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(
    qtbot: QtBot, album: Album, live: LiveLibrary, crops: CropLoader, indexing: Indexing
) -> Iterator[MainWindow]:
    album.add([5, 4])
    live.look()
    window = MainWindow(live, crops, indexing, only_look=True)
    qtbot.addWidget(window)
    yield window
    qtbot.waitUntil(lambda: not live.busy and not crops.busy and not Rankings.of(live).busy)


def test_the_others_are_made_after_the_first_picture(qtbot: QtBot, window: MainWindow) -> None:
    assert not any(map(window.pages.has, LATER))
    window.show()
    qtbot.waitUntil(lambda: all(map(window.pages.has, LATER)))
    assert window.page is window.people
    assert window.people.isVisible()
    for later in (window.person, window.photo, window.settings, window.welcome):
        assert window.isAncestorOf(later)
        assert not later.isVisible()


@pytest.mark.parametrize("where", ["person:g1", "photo:1", "settings"])
def test_one_that_is_wanted_sooner_is_there(qtbot: QtBot, window: MainWindow, where: str) -> None:
    window.show()
    window.open_page(where)
    page = {"person:g1": window.person, "photo:1": window.photo, "settings": window.settings}[where]
    assert page.isVisible()
    qtbot.waitUntil(lambda: all(map(window.pages.has, LATER)))
    assert page.isVisible()


def test_covers_are_as_large_on_a_page_that_is_made_later(window: MainWindow) -> None:
    window.people.step_zoom(2)
    assert not window.pages.has("person")
    assert window.person.grid.side == window.people.zoom
    window.people.step_zoom(1)
    assert window.person.grid.side == window.people.zoom


def test_nothing_flashes_while_a_window_is_made(
    qtbot: QtBot, qapp: QApplication, album: Album, live: LiveLibrary, crops: CropLoader, indexing: Indexing
) -> None:
    """A part that is shown before it lies anywhere is a window of its own for a moment."""
    shown: list[QWidget] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                shown.append(watched)
            return False

    watch = Watch()
    qapp.installEventFilter(watch)
    window = MainWindow(live, crops, indexing, only_look=True)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: all(map(window.pages.has, LATER)))
    for where in ("review", "photos", "unnamed", "folders", "failed", "settings"):
        window.open_page(where)
    qapp.removeEventFilter(watch)
    assert shown == [window]
    qtbot.waitUntil(lambda: not live.busy and not crops.busy and not Rankings.of(live).busy)
