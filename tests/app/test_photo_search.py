"""Photos of several people together: typed, shown as buttons, taken back; and given away as copies or as a list."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.live_library import LiveLibrary
from app.photo_export import copy_photo
from app.previews import CropLoader
from app.views.photos_page import PhotosPage
from core.people import edits
from core.records import Changes
from core.store.library import Library
from core.store.photo_search import FoundPhotos, PhotoSearch
from core.store.queries import Queries
from tests.album import Album as Party

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def party(tmp_path: Path) -> Party:
    """Anna and Ben in two photos (one of them with a third), Anna alone in a third photo."""
    party = Party(tmp_path)
    first = party.photo([1, 2], name="both.jpg", taken_at="2015-04-01T10:00:00")
    party.photo([1, 2, 3], name="three.jpg", taken_at="2016-04-01T10:00:00")
    party.photo([1], name="alone.jpg", taken_at="2016-05-01T10:00:00")
    party.group()
    for face, name in zip(first, ("Anna", "Ben"), strict=True):
        party.library.do(edits.name, party.key_of(face), name)
    party.library.close()
    return party


@pytest.fixture
def page(qtbot: QtBot, party: Party) -> Iterator[PhotosPage]:
    live = LiveLibrary(party.folder)
    crops = CropLoader(live.previews)
    page = PhotosPage(live, crops)
    page.resize(1000, 700)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    yield page
    qtbot.waitUntil(lambda: not live.busy and not crops.busy)
    crops.close()
    live.close()


def types(qtbot: QtBot, page: PhotosPage, text: str) -> None:
    page.search_bar.line.setFocus()
    qtbot.keyClicks(page.search_bar.line, text)
    qtbot.keyClick(page.search_bar.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page._live.busy)


def names(page: PhotosPage) -> list[str]:
    says = [str(page.model.index(row).data(Qt.ItemDataRole.ToolTipRole)) for row in range(page.model.rowCount())]
    return [words.splitlines()[0] for words in says]


def test_anna_and_ben_and_nobody_else(qtbot: QtBot, page: PhotosPage) -> None:
    types(qtbot, page, "an")
    types(qtbot, page, "ben")
    assert [chip.text() for chip in page.search_bar.chips()] == ["Anna", "Ben"]
    assert names(page) == ["three.jpg", "both.jpg"]
    page.search_bar.only.click()
    qtbot.waitUntil(lambda: names(page) == ["both.jpg"])


@pytest.mark.parametrize(
    ("line", "chips", "found"),
    [
        ("Ben Anna", ["Ben", "Anna"], ["three.jpg", "both.jpg"]),
        ("anna, ben", ["Anna", "Ben"], ["three.jpg", "both.jpg"]),
        ("Anna and Ben", ["Anna", "Ben"], ["three.jpg", "both.jpg"]),
        ("Anna without Ben", ["Anna", "without Ben"], ["alone.jpg"]),
        ("Anna and Ben 2015", ["Anna", "Ben"], ["both.jpg"]),
    ],
)
def test_several_names_in_one_line(
    qtbot: QtBot, page: PhotosPage, line: str, chips: list[str], found: list[str]
) -> None:
    types(qtbot, page, line)
    assert [chip.text() for chip in page.search_bar.chips()] == chips
    qtbot.waitUntil(lambda: names(page) == found)
    assert page.search_bar.line.text() == ""
    assert not page.search_bar.sentence


def test_a_word_that_is_nobodys_name_is_told_and_the_nearest_name_offered(qtbot: QtBot, page: PhotosPage) -> None:
    bar = page.search_bar
    types(qtbot, page, "Ana and Ben")
    assert bar.sentence == "Nobody is called “Ana”."
    assert [chip.text() for chip in bar.chips()] == ["Ben"]
    assert bar.line.text() == "Ana"
    assert bar.offer.text() == "Do you mean Anna?"
    qtbot.mouseClick(bar.offer, Qt.MouseButton.LeftButton)
    assert [chip.text() for chip in bar.chips()] == ["Ben", "Anna"]
    assert not bar.sentence
    assert bar.line.text() == ""

    types(qtbot, page, "Xavier")
    assert bar.sentence == "Nobody is called “Xavier”."
    assert not bar.offer.isVisible()
    qtbot.keyClick(bar.line, Qt.Key.Key_Backspace)  # it is chosen, so that something else can be typed
    assert bar.line.text() == ""
    assert not bar.sentence


def test_the_list_of_names_goes_when_nothing_is_typed_and_when_one_scrolls(qtbot: QtBot, page: PhotosPage) -> None:
    bar = page.search_bar
    bar.line.setFocus()
    qtbot.keyClicks(bar.line, "anna and b")
    assert bar.choices.isVisible()
    assert bar.choices.names.texts() == ["Ben"]
    top = bar.choices.geometry().top()
    assert top >= bar.line.mapTo(page, bar.line.rect().bottomLeft()).y()  # nothing of the field is covered
    page.grid.verticalScrollBar().setRange(0, 100)
    page.grid.verticalScrollBar().setValue(30)
    assert not bar.choices.isVisible()
    qtbot.keyClicks(bar.line, "e")
    assert bar.choices.isVisible()
    qtbot.keyClick(bar.line, Qt.Key.Key_Escape)
    assert not bar.choices.isVisible()
    qtbot.keyClicks(bar.line, "n")
    bar.line.selectAll()
    qtbot.keyClick(bar.line, Qt.Key.Key_Delete)
    assert not bar.choices.isVisible()
    qtbot.keyClicks(bar.line, "a")
    qtbot.keyClick(bar.line, Qt.Key.Key_Tab)
    assert not bar.choices.isVisible()


def test_the_arrows_choose_among_the_names(qtbot: QtBot, page: PhotosPage) -> None:
    bar = page.search_bar
    bar.line.setFocus()
    qtbot.keyClicks(bar.line, "-b")
    qtbot.keyClick(bar.line, Qt.Key.Key_Down)
    qtbot.keyClick(bar.line, Qt.Key.Key_Return)
    assert [chip.text() for chip in bar.chips()] == ["without Ben"]


def test_anna_without_ben_and_back(qtbot: QtBot, page: PhotosPage) -> None:
    types(qtbot, page, "anna")
    types(qtbot, page, "-ben")
    assert names(page) == ["alone.jpg"]
    qtbot.mouseClick(page.search_bar.chips()[1], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    types(qtbot, page, "without anna")
    assert [chip.text() for chip in page.search_bar.chips()] == ["without Anna"]
    qtbot.waitUntil(lambda: page._empty.isVisible())
    page.leave()
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)


def test_a_year(qtbot: QtBot, page: PhotosPage) -> None:
    assert [page.search_bar.years.itemText(row) for row in range(3)] == ["Any time", "2016", "2015"]
    page.search_bar.years.setCurrentIndex(2)
    qtbot.waitUntil(lambda: names(page) == ["both.jpg"])


def test_a_name_that_nobody_has_changes_nothing(qtbot: QtBot, page: PhotosPage) -> None:
    types(qtbot, page, "zoe")
    assert page.search_bar.chips() == []
    assert page.model.rowCount() == 3


def test_somebody_who_is_gone_is_looked_for_no_more(qtbot: QtBot, page: PhotosPage) -> None:
    types(qtbot, page, "ben")
    assert page.model.rowCount() == 2
    page._live.undo()
    qtbot.waitUntil(lambda: page.model.rowCount() == 3 and page.search_bar.chips() == [])


def test_what_is_shown_goes_into_a_folder_and_into_a_list(qtbot: QtBot, page: PhotosPage, tmp_path: Path) -> None:
    types(qtbot, page, "ben")
    target = tmp_path / "for grandma"
    target.mkdir()
    (target / "both.jpg").write_bytes(b"another photo of that name")
    with qtbot.waitSignal(page.said) as said:
        page.copy_to(target)
    assert said.args == ["Copied 2 photo(s)."]
    assert sorted(path.name for path in target.iterdir()) == ["both (2).jpg", "both.jpg", "three.jpg"]
    with qtbot.waitSignal(page.said):
        page.list_to(tmp_path / "list.txt")
    assert [Path(line).name for line in (tmp_path / "list.txt").read_text().splitlines()] == ["three.jpg", "both.jpg"]
    with qtbot.waitSignal(page.said) as said:
        page.list_to(tmp_path / "nowhere" / "list.txt")
    assert "could not be written" in said.args[0]


def test_a_file_that_is_away_is_counted(qtbot: QtBot, page: PhotosPage, party: Party, tmp_path: Path) -> None:
    (party.photos_folder / "alone.jpg").unlink()
    target = tmp_path / "copies"
    target.mkdir()
    with qtbot.waitSignal(page.said) as said:
        page.copy_to(target)
    assert said.args[0].startswith("Copied 2 photo(s). 1 could not be copied.")


def test_the_same_content_is_not_copied_twice(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"content")
    target = tmp_path / "copies"
    target.mkdir()
    assert copy_photo(tmp_path / "a.jpg", target) == copy_photo(tmp_path / "a.jpg", target)
    assert len(list(target.iterdir())) == 1


def test_what_is_looked_at_stays_in_place_while_newer_photos_come_in(
    qtbot: QtBot, page: PhotosPage, party: Party
) -> None:
    party.library = Library(party.folder)
    for number in range(40):
        party.photo([1], name=f"old-{number}.jpg", taken_at=f"2010-{1 + number % 12:02}-01T10:00:00")
    page.refresh()
    qtbot.waitUntil(lambda: page.model.rowCount() == 43)
    page.resize(600, 400)
    bar = page.grid.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    photo_id, top = page._held()
    assert photo_id is not None
    for number in range(9):
        party.photo([2], name=f"new-{number}.jpg", taken_at=f"2024-0{1 + number}-01T10:00:00")
    page.refresh()
    qtbot.waitUntil(lambda: page.model.rowCount() == 52)
    row = page.model.row_of(photo_id)
    assert row is not None
    assert page.grid.visualRect(page.model.index(row)).top() == top
    bar.setValue(0)
    party.photo([2], name="newest.jpg", taken_at="2025-01-01T10:00:00")
    page.refresh()
    qtbot.waitUntil(lambda: page.model.rowCount() == 53)
    assert bar.value() == 0  # at the very top new photos are seen to come
    party.library.close()


def test_all_is_cleared_with_one_click_or_escape_in_the_empty_field(qtbot: QtBot, page: PhotosPage) -> None:
    bar = page.search_bar
    assert "Enter" in bar.line.placeholderText()
    types(qtbot, page, "anna")
    assert not bar.clear_all.isVisible()
    types(qtbot, page, "-ben")
    assert bar.clear_all.isVisible()
    qtbot.mouseClick(bar.clear_all, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    types(qtbot, page, "anna, ben")
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    bar.years.setCurrentIndex(2)
    qtbot.keyClicks(bar.line, "xyz")
    qtbot.keyClick(bar.line, Qt.Key.Key_Escape)  # what is typed
    assert bar.line.text() == ""
    assert len(bar.chips()) == 2
    qtbot.keyClick(bar.line, Qt.Key.Key_Escape)
    assert bar.chips() == []
    assert bar.years.currentIndex() == 0
    assert not bar.clear_all.isVisible()
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)


def test_a_search_does_not_wait_for_what_the_worker_has_found_since(
    qtbot: QtBot, page: PhotosPage, party: Party, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To read a large library anew takes a second; that comes after the answer."""
    asked: list[bool] = []
    find = Queries.find_photos

    def note(queries: Queries, search: PhotoSearch, *, again: bool = True) -> FoundPhotos:
        asked.append(again)
        return find(queries, search, again=again)

    qtbot.waitUntil(lambda: not page._live.busy)
    monkeypatch.setattr(Queries, "find_photos", note)
    page._question._rest_until = time.monotonic() + 0.3
    page._live.changed.emit(Changes(everything=True))
    assert asked == []
    types(qtbot, page, "Anna")
    assert asked[0] is False
    qtbot.waitUntil(lambda: True in asked)
    qtbot.waitUntil(lambda: not page._live.busy)
    assert names(page) == ["alone.jpg", "three.jpg", "both.jpg"]
