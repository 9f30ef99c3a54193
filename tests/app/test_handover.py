"""Another language: the window changes under the user's eyes and stays where it is."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale, QRect, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app import application
from app.__main__ import Options
from app.application import Familiar
from app.indexing import Indexing
from app.models.people_model import RARE
from app.views.main_window import MainWindow
from core.people import edits
from tests.app.conftest import DrawnWorker

if TYPE_CHECKING:
    from tests.app.conftest import Album

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
PATIENCE = 60.0  # seconds that only a hang reaches
PLACE = QRect(40, 50, 1000, 700)


@pytest.fixture
def familiar(qtbot: QtBot, qapp: QApplication, album: Album, monkeypatch: pytest.MonkeyPatch) -> Iterator[Familiar]:
    album.add([6] * 60 + [2])
    monkeypatch.setattr(application, "Indexing", partial(Indexing, make=DrawnWorker))
    before = QLocale()
    familiar = Familiar(album.folder, Options(album.folder, "people", None, sample=False), place=PLACE)
    qtbot.waitUntil(lambda: len(familiar.window.people.model.rows) == 61 and not familiar.live.busy)
    yield familiar
    qtbot.waitUntil(lambda: not familiar.live.busy)
    familiar.close()
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(before)


def choose_korean(familiar: Familiar) -> MainWindow:
    """As on the settings page. Returns the window that was there before."""
    old = familiar.window
    language = old.settings.look.language
    language.setCurrentIndex(language.findData("ko"))
    language.activated.emit(language.currentIndex())
    return old


def test_the_old_window_goes_when_the_new_one_is_seen(qtbot: QtBot, familiar: Familiar) -> None:
    familiar.window.open_page("settings")
    bar = familiar.window.settings._area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 60 and not familiar.live.busy)
    bar.setValue(60)
    old = choose_korean(familiar)
    new = familiar.window
    seen = []
    give_up = time.monotonic() + PATIENCE
    while isValid(old) and old.isVisible() and time.monotonic() < give_up:
        seen.append((old.isVisible(), new.isVisible()))
        QApplication.processEvents()
    assert new.isVisible()
    assert seen[0] == (True, False)
    assert new.page is new.settings
    assert new.settings.title == "설정"
    assert new.geometry() == PLACE
    assert new.settings._area.verticalScrollBar().value() == 60
    qtbot.waitUntil(lambda: not isValid(old))


def test_everybody_stays_where_they_are_and_the_work_goes_on(qtbot: QtBot, familiar: Familiar) -> None:
    people = familiar.window.people
    people.model.set_open(RARE, True)
    chosen = people.model.rows[3].key
    people.grid.choose(people.model.index(3))
    qtbot.waitUntil(lambda: people.grid.verticalScrollBar().maximum() >= 300)
    people.grid.verticalScrollBar().setValue(300)
    familiar.indexing.start()
    familiar.window.open_page("settings")
    old = choose_korean(familiar)
    qtbot.waitUntil(lambda: not isValid(old))
    assert familiar.indexing.running
    window = familiar.window
    window._on_begin()
    assert familiar.indexing._next is None  # the folders are not looked through again for a language
    window.open_page("people")
    qtbot.waitUntil(lambda: not familiar.live.busy)
    assert [person.key for person in window.people.chosen()] == [chosen]
    assert window.people.model.is_open(RARE)
    qtbot.waitUntil(lambda: window.people.grid.verticalScrollBar().value() == 300)
    familiar.live.do(edits.name, chosen, "Anna")  # nothing of the old window listens any more
    qtbot.waitUntil(lambda: window.people.model.rows[0].name == "Anna")
    assert "Anna" in window.notice.text
    familiar.indexing.stop()


def test_pictures_stay_as_large(qtbot: QtBot, familiar: Familiar) -> None:
    before = familiar.window
    before.photos.step_zoom(2)
    before.unnamed.step_zoom(-1)
    large, small = before.photos._zoom.value(), before.unnamed._zoom.value()
    old = choose_korean(familiar)
    qtbot.waitUntil(lambda: not isValid(old))
    assert familiar.window is not before
    assert familiar.window.photos._zoom.value() == large
    assert familiar.window.unnamed._zoom.value() == small


def test_a_second_choice_at_once_waits_for_no_window(qtbot: QtBot, familiar: Familiar) -> None:
    first = choose_korean(familiar)
    second = familiar.window
    language = second.settings.look.language
    language.setCurrentIndex(language.findData("en"))
    language.activated.emit(language.currentIndex())
    qtbot.waitUntil(lambda: not isValid(first) and not isValid(second))
    qtbot.waitUntil(familiar.window.isVisible)
    assert familiar.window.settings.title == "Settings"
