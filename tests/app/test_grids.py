"""The grids while they scroll and while the library changes under them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QPaintEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import style, words
from app.indexing import Indexing
from app.live_library import LiveLibrary
from app.previews import CropLoader
from app.views.people_page import PeoplePage
from app.views.photos_page import PhotosPage
from core.people import edits
from core.store.queries import Queries

if TYPE_CHECKING:
    from tests.app.conftest import Album


@pytest.fixture
def page(qtbot: QtBot, album: Album, live: LiveLibrary, crops: CropLoader, indexing: Indexing) -> Iterator[PeoplePage]:
    album.add([3] * 24)
    live.look()
    page = PeoplePage(live, crops, indexing)
    page.resize(700, 500)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    qtbot.waitUntil(lambda: len(page.model.rows) == 24)
    qtbot.waitUntil(lambda: not live.busy and not crops.busy)
    yield page
    qtbot.waitUntil(lambda: not live.busy and not crops.busy)


def test_scrolling_paints_only_what_comes_into_sight(
    qtbot: QtBot, page: PeoplePage, crops: CropLoader, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.setStyleSheet(style.style_sheet(style.LIGHT))  # under which Qt paints everything anew unless it knows better
    QApplication.processEvents()
    bar = page.grid.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: not crops.busy)
    QApplication.processEvents()
    painted: list[int] = []
    plain = page.grid.paintEvent

    def paint(event: QPaintEvent) -> None:
        painted.append(event.rect().height())
        plain(event)

    monkeypatch.setattr(page.grid, "paintEvent", paint)
    bar.setValue(bar.value() - 20)
    qtbot.waitUntil(lambda: bool(painted))
    assert max(painted) <= 20


def test_what_is_chosen_and_seen_stays_when_photos_come_in(
    qtbot: QtBot, album: Album, page: PeoplePage, live: LiveLibrary
) -> None:
    bar = page.grid.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    page.grid.viewport().repaint()
    chosen = page.model.rows[10].key
    page.grid.choose(page.model.place_of(chosen))
    bar.setValue(bar.value() + 30)  # and nothing is painted before the library has news
    seen = page.grid.visualRect(page.model.place_of(chosen)).top()
    album.add([30, 2])
    people = live.ask_now(Queries.people)
    page.model.show_people(people, fresh_order=False)
    assert len(page.model.rows) == 26
    assert [person.key for person in page.chosen()] == [chosen]
    assert page.grid.visualRect(page.model.place_of(chosen)).top() == seen


@pytest.fixture
def screen_reader() -> Iterator[None]:
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def test_a_screen_reader_finds_each_cell_with_its_name(
    qtbot: QtBot, page: PeoplePage, live: LiveLibrary, screen_reader: None
) -> None:
    live.do(edits.name, page.model.rows[0].key, "Anna")
    qtbot.waitUntil(lambda: not live.busy and page.model.rows[0].name == "Anna")
    page.grid.setFocus()
    grid = QAccessible.queryAccessibleInterface(page.grid)
    assert grid.role() == QAccessible.Role.List
    assert grid.text(QAccessible.Text.Name) == "People"
    assert grid.childCount() == 24
    page.grid.choose(page.model.index(0))
    cells = [grid.child(number) for number in range(3)]
    assert [cell.text(QAccessible.Text.Name) for cell in cells] == [
        f"{name}, {words.photos(3)}" for name in ("Anna", "Nameless", "Nameless")
    ]
    assert [bool(cell.state().selected) for cell in cells] == [True, False, False]
    seen = page.grid.visualRect(page.model.index(1))
    assert cells[1].rect().size() == seen.size()
    qtbot.keyClick(page.grid, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert [bool(cell.state().selected) for cell in cells] == [True, True, False]


def test_a_screen_reader_finds_each_photo(live: LiveLibrary, crops: CropLoader, page: PeoplePage, qtbot: QtBot) -> None:
    photos = PhotosPage(live, crops)
    qtbot.addWidget(photos)
    photos.refresh()
    qtbot.waitUntil(lambda: photos.model.rowCount() == 72)
    grid = QAccessible.queryAccessibleInterface(photos.grid)
    assert grid.childCount() == 72
    assert grid.child(0).text(QAccessible.Text.Name).endswith(words.faces(1))
    qtbot.waitUntil(lambda: not live.busy and not crops.busy)
