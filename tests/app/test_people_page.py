"""The People page in the user's hands: naming, choosing, merging, hiding."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import words
from app.indexing import Indexing
from app.live_library import LiveLibrary
from app.models.people_model import HIDDEN, RARE
from app.previews import CropLoader
from app.views import people_edits
from app.views.people_page import PeoplePage
from core.errors import DiskFull
from core.people import edits
from core.store import journal
from core.store.journal import LibraryFacts
from core.store.queries import Queries
from tests.app.conftest import show_people

if TYPE_CHECKING:
    from tests.app.conftest import Album

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def page(qtbot: QtBot, album: Album, live: LiveLibrary, crops: CropLoader, indexing: Indexing) -> Iterator[PeoplePage]:
    album.add([6, 5, 4, 3, 2])
    live.look()
    page = PeoplePage(live, crops, indexing)
    show_people(qtbot, page, 5)
    yield page
    qtbot.waitUntil(lambda: not live.busy and not crops.busy)


def names(live: LiveLibrary) -> list[str]:
    return sorted(live.ask_now(Queries.names).values())


def settle(qtbot: QtBot, live: LiveLibrary) -> None:
    qtbot.waitUntil(lambda: not live.busy)


def click(qtbot: QtBot, page: PeoplePage, row: int, *, held: Qt.KeyboardModifier | None = None) -> None:
    place = page.grid.visualRect(page.model.index(row)).center()
    modifiers = Qt.KeyboardModifier.NoModifier if held is None else held
    qtbot.mouseClick(page.grid.viewport(), Qt.MouseButton.LeftButton, modifiers, place)


def chosen(page: PeoplePage) -> list[str]:
    return [person.key for person in page.chosen()]


def test_the_largest_come_first_and_the_rare_are_folded(page: PeoplePage) -> None:
    assert [row.faces for row in page.model.rows] == [6, 5, 4, 3, 2]
    assert page.grid.visualRect(page.model.index(4)).isNull()
    assert not page.grid.visualRect(page.model.index(3)).isNull()


def test_a_click_on_add_name_types_a_name_and_goes_on_to_the_next(
    qtbot: QtBot, page: PeoplePage, live: LiveLibrary
) -> None:
    title = page.grid.title_rect(page.model.index(0)).center()
    qtbot.mouseClick(page.grid.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, title)
    assert page.editor.isVisible()
    qtbot.keyClicks(page.editor.line, "Anna")
    qtbot.keyClick(page.editor.line, Qt.Key.Key_Return)
    settle(qtbot, live)
    assert names(live) == ["Anna"]
    assert page.model.rows[0].name == "Anna"
    assert [person.faces for person in page.chosen()] == [5]
    qtbot.keyClick(page.grid, "B")
    qtbot.keyClicks(page.editor.line, "en")
    qtbot.keyClick(page.editor.line, Qt.Key.Key_Return)
    settle(qtbot, live)
    assert names(live) == ["Anna", "Ben"]


def test_a_new_name_is_shown_before_everybody_is_counted_anew(
    qtbot: QtBot, page: PeoplePage, live: LiveLibrary
) -> None:
    click(qtbot, page, 1)
    page.name_action.trigger()
    qtbot.keyClicks(page.editor.line, "Anna")
    page.editor.line.returnPressed.emit()
    assert live.busy  # nothing has been answered yet
    assert [(row.name, row.faces) for row in page.model.rows][:2] == [("Anna", 5), ("", 6)]
    assert [person.faces for person in page.chosen()] == [4]
    shown = list(page.model.rows)
    settle(qtbot, live)
    assert page.model.rows == shown
    assert [person.faces for person in page.chosen()] == [4]


def test_a_name_that_cannot_be_written_is_not_shown(
    qtbot: QtBot, page: PeoplePage, live: LiveLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object, **kwargs: object) -> object:
        raise DiskFull

    monkeypatch.setattr(journal.Journal, "do", full)
    before = list(page.model.rows)
    click(qtbot, page, 1)
    page.name_action.trigger()
    qtbot.keyClicks(page.editor.line, "Anna")
    with qtbot.waitSignal(live.failed):
        page.editor.line.returnPressed.emit()
    assert page.model.rows == before
    assert [person.faces for person in page.chosen()] == [5]


def test_people_are_there_before_the_library_was_read(
    qtbot: QtBot, album: Album, live: LiveLibrary, crops: CropLoader, indexing: Indexing
) -> None:
    album.add([3, 2])
    live.look()
    qtbot.waitUntil(lambda: not live.busy)
    people = live.ask_now(Queries.people)
    live.take_glance = lambda: people  # type: ignore[method-assign]
    page = PeoplePage(live, crops, indexing)
    qtbot.addWidget(page)
    page.refresh()
    assert [row.faces for row in page.model.rows] == [3, 2]
    settle(qtbot, live)
    assert [row.faces for row in page.model.rows] == [3, 2]


def test_a_field_over_a_name_leaves_no_half_of_a_line_below_it(qtbot: QtBot, page: PeoplePage) -> None:
    below = page.grid.title_rect(page.model.index(0)).translated(0, 28)  # the lower half of how many photos there are
    below.setHeight(10)

    def colours() -> int:
        picture = page.grid.viewport().grab(below).toImage()
        return len({picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())})

    assert colours() > 1
    page.grid.choose(page.model.index(0))
    page.name_action.trigger()
    assert colours() == 1
    qtbot.keyClick(page.editor.line, Qt.Key.Key_Escape)
    assert colours() > 1


def test_an_existing_name_merges_only_after_a_yes(qtbot: QtBot, page: PeoplePage, live: LiveLibrary) -> None:
    live.do(edits.name, page.model.rows[0].key, "Anna")
    settle(qtbot, live)
    click(qtbot, page, 1)
    page.name_action.trigger()
    qtbot.keyClicks(page.editor.line, "anna")
    qtbot.keyClick(page.editor.line, Qt.Key.Key_Return)
    assert page.editor.question == "Is this the same Anna?"
    settle(qtbot, live)
    assert page.model.rows[0].faces == 6
    qtbot.mouseClick(page.editor.answers()[0], Qt.MouseButton.LeftButton)
    settle(qtbot, live)
    assert page.model.rows[0].name == "Anna"
    assert page.model.rows[0].faces == 11


def test_several_are_chosen_with_ctrl_and_merged(qtbot: QtBot, page: PeoplePage, live: LiveLibrary) -> None:
    click(qtbot, page, 0)
    click(qtbot, page, 2, held=Qt.KeyboardModifier.ControlModifier)
    assert len(chosen(page)) == 2
    assert page.bar.isVisible()
    qtbot.mouseClick(page.merge_button, Qt.MouseButton.LeftButton)
    settle(qtbot, live)
    assert sorted(row.faces for row in page.model.rows) == [2, 3, 5, 10]
    assert [person.faces for person in page.chosen()] == [10]
    live.undo()
    settle(qtbot, live)
    assert sorted(row.faces for row in page.model.rows) == [2, 3, 4, 5, 6]


def test_shift_chooses_a_range_and_select_all_leaves_folded_ones_out(qtbot: QtBot, page: PeoplePage) -> None:
    click(qtbot, page, 0)
    click(qtbot, page, 2, held=Qt.KeyboardModifier.ShiftModifier)
    assert len(chosen(page)) == 3
    page.grid.selectAll()
    assert len(chosen(page)) == 4


def test_a_rubber_band_chooses_what_it_touches(qtbot: QtBot, page: PeoplePage) -> None:
    viewport = page.grid.viewport()
    first, second = (page.grid.visualRect(page.model.index(row)) for row in (0, 1))
    start = QPoint(first.left() - 10, first.bottom() + 6)
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    for point in (first.center(), second.center()):
        qtbot.mouseMove(viewport, point)
    assert len(chosen(page)) == 2
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, second.center())
    assert len(chosen(page)) == 2


def test_a_rubber_band_from_below_chooses_only_what_it_touches(qtbot: QtBot, page: PeoplePage) -> None:
    click(qtbot, page, 0)  # where the last choice began is not where the band begins
    viewport, keys = page.grid.viewport(), [person.key for person in page.model.rows]
    third, fourth = (page.grid.visualRect(page.model.index(row)) for row in (2, 3))
    start = fourth.bottomRight() + QPoint(6, 6)
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    between = QPoint(third.left() - 3, third.center().y())
    for point in (fourth.center(), third.center(), between):
        qtbot.mouseMove(viewport, point)
    assert chosen(page) == keys[2:4]
    above = fourth.topRight() + QPoint(6, -6)  # nobody is there
    qtbot.mouseMove(viewport, above)
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, above)
    assert chosen(page) == []


def test_arrows_walk_over_headings(qtbot: QtBot, page: PeoplePage, live: LiveLibrary) -> None:
    live.do(edits.name, page.model.rows[1].key, "Anna")
    settle(qtbot, live)
    page.grid.choose(page.model.index(0))
    qtbot.keyClick(page.grid, Qt.Key.Key_Down)
    assert page.grid.currentIndex().row() == 1
    qtbot.keyClick(page.grid, Qt.Key.Key_Right)
    assert page.grid.currentIndex().row() == 2
    qtbot.keyClick(page.grid, Qt.Key.Key_End)
    assert page.grid.currentIndex().row() == 3  # the one after it is folded away
    qtbot.keyClick(page.grid, Qt.Key.Key_Up)
    assert page.grid.currentIndex().row() == 0
    with qtbot.waitSignal(page.person_opened) as opened:
        qtbot.keyClick(page.grid, Qt.Key.Key_Return)
    assert opened.args == [page.model.rows[0].key]


def drop(page: PeoplePage, data: QMimeData, row: int) -> None:
    place = QPointF(page.grid.visualRect(page.model.index(row)).center())
    event = QDropEvent(place, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    page.grid.dropEvent(event)


def test_a_cover_dropped_on_another_is_merged_into_it(qtbot: QtBot, page: PeoplePage, live: LiveLibrary) -> None:
    live.do(edits.name, page.model.rows[2].key, "Anna")
    settle(qtbot, live)
    data = page.model.mimeData([page.model.index(1), page.model.index(2)])
    assert page.grid.drop_words(data, page.model.index(0)) == "Merge 2 into Anna"
    with qtbot.waitSignal(live.edited) as edited:
        drop(page, data, 0)
    assert edited.args == ["Merged 2 other(s) into Anna"]
    settle(qtbot, live)
    assert (page.model.rows[0].name, page.model.rows[0].faces) == ("Anna", 15)


def test_a_cover_dropped_on_itself_or_something_foreign_does_nothing(
    qtbot: QtBot, page: PeoplePage, live: LiveLibrary
) -> None:
    with qtbot.assertNotEmitted(live.edited):
        drop(page, page.model.mimeData([page.model.index(1)]), 1)
        drop(page, QMimeData(), 1)


def test_hidden_people_go_out_of_sight_and_come_back(qtbot: QtBot, page: PeoplePage, live: LiveLibrary) -> None:
    click(qtbot, page, 0)
    page.hide_action.trigger()
    settle(qtbot, live)
    hidden = page.model.rows[-1]
    assert (hidden.state, hidden.faces) == ("hidden", 6)
    assert page.grid.visualRect(page.model.index(4)).isNull()
    heading = page.grid.section_rect(HIDDEN).center()
    qtbot.mouseClick(page.grid.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, heading)
    click(qtbot, page, 4)
    assert chosen(page) == [hidden.key]
    qtbot.mouseClick(page.show_button, Qt.MouseButton.LeftButton)
    settle(qtbot, live)
    assert {row.state for row in page.model.rows} == {"shown"}


def test_the_rare_section_opens_from_the_menu_too(page: PeoplePage) -> None:
    page.rare_action.trigger()
    assert page.model.is_open(RARE)
    assert not page.grid.visualRect(page.model.index(4)).isNull()


def test_naming_several_makes_one_person_of_them(qtbot: QtBot, page: PeoplePage, live: LiveLibrary) -> None:
    click(qtbot, page, 0)
    click(qtbot, page, 1, held=Qt.KeyboardModifier.ShiftModifier)
    page.name_action.trigger()
    qtbot.keyClicks(page.editor.line, "Anna")
    qtbot.keyClick(page.editor.line, Qt.Key.Key_Return)
    settle(qtbot, live)
    assert [(row.name, row.faces) for row in page.model.rows if row.name] == [("Anna", 11)]


def test_searching_shows_names_only(qtbot: QtBot, page: PeoplePage, live: LiveLibrary) -> None:
    live.do(edits.name, page.model.rows[0].key, "Anna")
    live.do(edits.name, page.model.rows[1].key, "Ben")
    settle(qtbot, live)
    page.search.setText("be")
    assert [row.name for row in page.model.rows] == ["Ben"]
    page.search.setText("zz")
    assert page._empty.isVisible()
    page.search.clear()
    assert len(page.model.rows) == 5


def test_new_people_do_not_push_the_page_away(qtbot: QtBot, page: PeoplePage, album: Album, live: LiveLibrary) -> None:
    page.resize(500, 320)
    QApplication.processEvents()  # the scroll bar appears
    page.grid.choose(page.model.index(3))
    bar = page.grid.verticalScrollBar()
    bar.setValue(bar.maximum())
    page.grid.viewport().repaint()
    before = page.grid.visualRect(page.model.place_of(page.chosen()[0].key)).top()
    album.add([9, 8, 7, 7])
    live.look()
    qtbot.waitUntil(lambda: len(page.model.rows) == 9)
    person = page.chosen()[0]
    assert person.faces == 3
    assert page.grid.visualRect(page.model.place_of(person.key)).top() == before


@pytest.fixture
def two_names(qtbot: QtBot, page: PeoplePage, live: LiveLibrary) -> PeoplePage:
    """Anna and Ben are chosen; two others have no name."""
    live.do(edits.name, page.model.rows[2].key, "Anna")
    live.do(edits.name, page.model.rows[3].key, "Ben")
    settle(qtbot, live)
    click(qtbot, page, 0)
    click(qtbot, page, 1, held=Qt.KeyboardModifier.ControlModifier)
    return page


def test_the_bar_says_what_a_merge_does(qtbot: QtBot, two_names: PeoplePage, live: LiveLibrary) -> None:
    page = two_names
    assert page.merge_button.accessibleName() == "Merge Ben and Anna"
    click(qtbot, page, 2, held=Qt.KeyboardModifier.ControlModifier)
    assert page.merge_button.accessibleName() == "Merge 2 into Anna"
    click(qtbot, page, 1, held=Qt.KeyboardModifier.ControlModifier)
    page.merge_action.trigger()  # of two, only one has a name: there is nothing to ask
    assert not page.question.words
    settle(qtbot, live)
    assert names(live) == ["Anna", "Ben"]


def test_of_two_names_one_says_which_stays(qtbot: QtBot, two_names: PeoplePage, live: LiveLibrary) -> None:
    page, question = two_names, two_names.question
    page.merge_action.trigger()
    assert question.words == "Are Anna and Ben the same person?"
    assert question.outcome == "They become one person, and the name Anna stays."
    qtbot.waitUntil(lambda: all(side.shown.faces for side in question.sides))
    anna, ben = question.sides
    assert (len(anna.shown.faces), anna.shown.photos) == (3, 4)
    assert anna.accessibleName() == f"Anna, {words.photos(4)}, This name stays"
    assert ben.accessibleName() == f"Ben, {words.photos(3)}"
    assert not question.grab().isNull()
    qtbot.mouseClick(ben, Qt.MouseButton.LeftButton)
    assert question.outcome == "They become one person, and the name Ben stays."
    qtbot.mouseClick(question.merge, Qt.MouseButton.LeftButton)
    settle(qtbot, live)
    assert names(live) == ["Ben"]
    live.undo()
    settle(qtbot, live)
    assert names(live) == ["Anna", "Ben"]


def test_the_name_that_stays_is_chosen_with_the_arrows(qtbot: QtBot, two_names: PeoplePage, live: LiveLibrary) -> None:
    page, question = two_names, two_names.question
    page.merge_action.trigger()
    assert question.stays == question.sides[0].shown.key
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):  # round the end, and back
        qtbot.keyClick(page.focusWidget(), key)
    assert question.sides[1].stays
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    settle(qtbot, live)
    assert names(live) == ["Ben"]


def test_escape_leaves_them_as_two(qtbot: QtBot, two_names: PeoplePage, live: LiveLibrary) -> None:
    page = two_names
    page.merge_action.trigger()
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Escape)
    assert not page.question.words
    settle(qtbot, live)
    assert names(live) == ["Anna", "Ben"]


def test_a_merge_and_its_undo_are_seen_before_the_library_has_answered(page: PeoplePage, live: LiveLibrary) -> None:
    before = [(row.key, row.faces) for row in page.model.rows]
    page.grid.selectAll()
    page.merge_action.trigger()
    assert [row.faces for row in page.model.rows] == [18, 2]
    live.undo()
    assert [(row.key, row.faces) for row in page.model.rows] == before


def test_a_large_merge_is_written_behind_the_window(
    qtbot: QtBot, page: PeoplePage, live: LiveLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people_edits, "MANY", 0)
    page.grid.selectAll()
    page.merge_action.trigger()
    assert [row.faces for row in page.model.rows] == [18, 2]
    settle(qtbot, live)
    qtbot.waitUntil(lambda: [row.faces for row in page.model.rows] == [18, 2])
    (person,) = {row.key for row in page.model.rows if row.faces == 18}
    qtbot.waitUntil(lambda: chosen(page) == [person])
    assert person.startswith("p")


def test_a_large_merge_that_makes_no_sense_any_more_is_not_shown(
    qtbot: QtBot, album: Album, page: PeoplePage, live: LiveLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people_edits, "MANY", 0)
    monkeypatch.setattr(LibraryFacts, "faces_of_group", lambda *_: [])  # as if the groups had changed meanwhile
    page.grid.selectAll()
    with qtbot.waitSignal(live.failed):
        page.merge_action.trigger()
    qtbot.waitUntil(lambda: [row.faces for row in page.model.rows] == [6, 5, 4, 3, 2])


def test_the_order_is_chosen_from_the_header_and_the_menu(page: PeoplePage) -> None:
    page.order_actions["count"].trigger()
    assert page.order == "count"
    assert page.header.sort.accessibleName() == "Order: Most photos first"
    assert set(page.order_actions.values()) <= set(page.actions())


def test_a_search_is_over_when_another_page_opens(page: PeoplePage) -> None:
    page.search.setText("zz")
    assert page.model.rows == []
    page.leave()
    assert len(page.model.rows) == 5


def test_everybody_seldom_seen_is_hidden_with_one_step(qtbot: QtBot, page: PeoplePage, live: LiveLibrary) -> None:
    page.hide_rare_action.trigger()
    settle(qtbot, live)
    assert [row.state for row in page.model.rows] == ["shown"] * 4 + ["ignored"]
    live.undo()
    settle(qtbot, live)
    assert {row.state for row in page.model.rows} == {"shown"}


def test_after_a_merge_by_its_button_the_keyboard_is_in_the_grid(
    qtbot: QtBot, page: PeoplePage, live: LiveLibrary
) -> None:
    page.activateWindow()
    click(qtbot, page, 0)
    click(qtbot, page, 2, held=Qt.KeyboardModifier.ControlModifier)
    page.merge_button.setFocus()
    qtbot.keyClick(page.merge_button, Qt.Key.Key_Space)
    settle(qtbot, live)
    assert len(page.model.rows) == 4
    assert page.focusWidget() is page.grid


def test_the_heading_counts_what_is_seen(page: PeoplePage) -> None:
    assert page.header.count == "4 person(s)"
    page.rare_action.trigger()
    assert page.header.count == "5 person(s)"
    page.rare_action.trigger()
    assert page.header.count == "4 person(s)"


def test_the_bar_of_a_selection_leaves_the_last_line_free(qtbot: QtBot, page: PeoplePage) -> None:
    page.set_zoom(180)
    page.resize(560, 480)
    last = page.model.index(3)
    page.grid.choose(last)
    page.grid.scrollTo(last)
    cell = page.grid.visualRect(last).translated(page.grid.viewport().mapTo(page, QPoint(0, 0)))
    assert page.bar.isVisible()
    assert not cell.intersects(page.bar.geometry())


def test_in_a_narrow_window_the_bar_of_a_selection_is_not_cut_off(
    qtbot: QtBot, page: PeoplePage, live: LiveLibrary
) -> None:
    live.do(edits.name, page.model.rows[0].key, "Anna Maria " * 8)
    settle(qtbot, live)
    page.resize(1400, 600)
    click(qtbot, page, 0)
    click(qtbot, page, 1, held=Qt.KeyboardModifier.ControlModifier)
    assert page.hide_button.text().strip() == "Hide"
    page.resize(700, 600)
    assert page.bar.sizeHint().width() <= page.bar.width() <= 700
    assert page.hide_button.text() == ""
    assert page.hide_button.toolTip() == "Hide"
    page.resize(1400, 600)
    assert page.hide_button.text().strip() == "Hide"


def name_the_first(qtbot: QtBot, page: PeoplePage, live: LiveLibrary) -> tuple[str, int]:
    """Types a name for the first. Returns their key before, and how many faces they have."""
    person = page.model.rows[0]
    page.grid.choose(page.model.index(0))
    page.name_action.trigger()
    qtbot.keyClicks(page.editor.line, "Anna")
    qtbot.keyClick(page.editor.line, Qt.Key.Key_Return)
    settle(qtbot, live)
    assert [person.faces for person in page.chosen()] == [5]
    return person.key, person.faces


def test_after_an_undo_whoever_it_was_about_is_chosen(qtbot: QtBot, page: PeoplePage, live: LiveLibrary) -> None:
    key, faces = name_the_first(qtbot, page, live)
    live.undo()
    assert chosen(page) == []  # at no moment somebody else
    settle(qtbot, live)
    assert chosen(page) == [key]
    live.redo()
    settle(qtbot, live)
    assert [(person.name, person.faces) for person in page.chosen()] == [("Anna", faces)]


def test_after_the_undo_of_a_merge_one_of_them_is_chosen(
    qtbot: QtBot, two_names: PeoplePage, live: LiveLibrary
) -> None:
    page = two_names
    page.merge_action.trigger()
    qtbot.mouseClick(page.question.merge, Qt.MouseButton.LeftButton)
    settle(qtbot, live)
    click(qtbot, page, 1)
    live.undo()
    settle(qtbot, live)
    assert [person.name for person in page.chosen()] == ["Anna"]


def test_after_the_undo_of_a_large_merge_nobody_else_is_chosen(
    qtbot: QtBot, page: PeoplePage, live: LiveLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.grid.selectAll()
    page.merge_action.trigger()
    settle(qtbot, live)
    page.rare_action.trigger()
    page.grid.choose(page.model.index(1))
    monkeypatch.setattr(journal, "LARGE", 0)
    live.undo_soon()
    settle(qtbot, live)
    qtbot.waitUntil(lambda: len(page.model.rows) == 5 and not live.busy)
    assert [person.faces for person in page.chosen()] == [6]


def test_letters_typed_on_somebody_with_a_name_look_for_somebody(
    qtbot: QtBot, page: PeoplePage, live: LiveLibrary
) -> None:
    live.do(edits.name, page.model.rows[0].key, "Anna")
    live.do(edits.name, page.model.rows[1].key, "Ben")
    settle(qtbot, live)
    click(qtbot, page, 0)
    qtbot.keyClick(page.grid, "b")
    assert not page.editor.isVisible()
    assert page.search.text() == "b"
    qtbot.keyClick(page.focusWidget(), "e")
    assert [row.name for row in page.model.rows] == ["Ben"]
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert [person.name for person in page.chosen()] == ["Ben"]
    page.name_action.trigger()  # F2 renames
    assert page.editor.line.text() == "Ben"
    page.editor.cancel()
    page.search_name()
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert len(page.model.rows) == 5
    assert page.focusWidget() is page.grid
    click(qtbot, page, 0)
    click(qtbot, page, 2, held=Qt.KeyboardModifier.ControlModifier)  # one without a name besides
    qtbot.keyClick(page.grid, "3")
    assert not page.editor.isVisible()
    assert names(live) == ["Anna", "Ben"]


def test_a_folder_without_photos_is_said_to_be_that(
    qtbot: QtBot, live: LiveLibrary, crops: CropLoader, indexing: Indexing, tmp_path: Path
) -> None:
    live.do(edits.add_folder, str(tmp_path))
    page = PeoplePage(live, crops, indexing)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    settle(qtbot, live)
    assert page._empty.text().startswith("There are no photos in your folders.")
