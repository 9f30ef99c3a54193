"""In a small window most of the room is for pictures, and everything else is still found, pressed and said."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app import style
from app.indexing import Indexing
from app.live_library import LiveLibrary
from app.previews import CropLoader
from app.views.main_window import SMALLEST, MainWindow
from app.views.notice_room import beside_the_menus
from core.people import edits
from core.records import Progress
from tests.app.conftest import Album

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
PICTURES = 0.7  # of the window, at the least
WIDE = (1200, 800)


@pytest.fixture
def window(
    qtbot: QtBot, album: Album, live: LiveLibrary, crops: CropLoader, indexing: Indexing
) -> Iterator[MainWindow]:
    album.add([5, 4, 3])
    live.look()
    live.do(edits.name, "g1", "Anna")
    window = MainWindow(live, crops, indexing, only_look=True)
    qtbot.addWidget(window)
    window.resize(*SMALLEST)
    window.show()
    qtbot.waitUntil(lambda: len(window.people.model.rows) == 3 and not live.busy)
    yield window
    qtbot.waitUntil(lambda: not live.busy and not crops.busy)


@pytest.mark.parametrize("page", ["people", "person:p1", "photos", "unnamed", "photo:1"])
def test_pictures_get_most_of_the_smallest_window(
    qtbot: QtBot, window: MainWindow, live: LiveLibrary, page: str
) -> None:
    window.open_page(page)
    qtbot.waitUntil(lambda: not live.busy)
    qtbot.wait(1)
    shown: QWidget = window.photo.canvas if window.showing_photo else window.page.grid.viewport()
    assert shown.width() * shown.height() > PICTURES * SMALLEST[0] * SMALLEST[1]


def test_icons_stand_for_words_and_the_words_come_back(qtbot: QtBot, window: MainWindow) -> None:
    buttons = window.sidebar._buttons
    assert window.sidebar.width() == style.SIDEBAR_SLIM
    assert {button.text() for button in buttons.values()} == {""}
    assert buttons["photos"].toolTip() == buttons["photos"].accessibleName() == "Photos"
    buttons["photos"].click()
    assert window.page is window.photos
    window.resize(*WIDE)
    qtbot.waitUntil(lambda: window.sidebar.width() == style.SIDEBAR_WIDTH)
    assert buttons["photos"].text() == buttons["photos"].accessibleName() == "Photos"
    assert buttons["photos"].toolTip() == ""


@pytest.mark.parametrize(
    ("count", "more", "badge"), [(0, False, ""), (6, False, "6"), (24, True, "24+"), (200, False, "99+")]
)
def test_how_many_questions_wait_stands_on_the_icon(window: MainWindow, count: int, more: bool, badge: str) -> None:
    window.sidebar.show_questions(count, more)
    review = window.sidebar._buttons["review"]
    assert review._count == badge
    plain = "Review" if not count else f"Review  {QLocale().toString(count)}{'+' if more else ''}"
    assert review.accessibleName() == review.toolTip() == plain
    picture = review.grab().toImage()
    accent = style.colour("accent").rgb()
    pixels = [picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())]
    assert (accent in pixels) is bool(badge)


def test_what_the_worker_does_is_said_by_the_tooltip(window: MainWindow, indexing: Indexing) -> None:
    indexing.progressed.emit(Progress("indexing", done=1, total=9, faces=2, before=3, seconds_left=900.0))
    strip = window.sidebar.strip
    assert strip.isVisible()
    assert not strip._title.isVisible()
    assert "4 of 12 photo(s)" in strip.toolTip()
    assert strip.width() <= style.SIDEBAR_SLIM
    for button in (strip._pause, strip._stop):
        assert strip.rect().contains(button.geometry())
    window.resize(*WIDE)
    assert strip._title.isVisible()


def test_a_notice_stands_beside_the_menus(qtbot: QtBot, window: MainWindow) -> None:
    window.notice.say("Named Anna", button="Undo", action=lambda: None)
    qtbot.waitUntil(lambda: beside_the_menus(window).contains(window.notice.geometry()))
    assert window.notice.height() >= window.notice._button.height()
    window.resize(*WIDE)
    qtbot.waitUntil(lambda: window.notice.geometry().right() < style.SIDEBAR_WIDTH)
