"""Where a name is typed: completion, and the question before two people become one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.cover_icons import CoverIcons
from app.live_library import LiveLibrary
from app.previews import CropLoader
from app.widgets.name_editor import NameEditor
from core.people import edits
from tests.app.conftest import Album

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

PEOPLE = {1: "Anna", 2: "Ben", 3: "Anna Maria"}
PLACE = QRect(20, 20, 160, 30)


@pytest.fixture
def editor(qtbot: QtBot) -> NameEditor:
    page = QWidget()
    page.resize(600, 400)
    QVBoxLayout(page)
    qtbot.addWidget(page)
    page.show()
    return NameEditor(page)


def outcome(editor: NameEditor) -> list[tuple[object, ...]]:
    told: list[tuple[object, ...]] = []
    editor.committed.connect(lambda name, may_share: told.append(("committed", name, may_share)))
    editor.same_chosen.connect(lambda person, name: told.append(("same", person, name)))
    editor.closed.connect(lambda: told.append(("closed",)))
    return told


def found(editor: NameEditor) -> list[str]:
    return editor.choices.texts()


def test_a_new_name_is_committed_with_enter(qtbot: QtBot, editor: NameEditor) -> None:
    told = outcome(editor)
    editor.edit(PLACE, text="", people=PEOPLE)
    qtbot.keyClicks(editor.line, "Clara")
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert told == [("closed",), ("committed", "Clara", False)]
    assert not editor.isVisible()


def test_typing_offers_the_names_that_match(qtbot: QtBot, editor: NameEditor) -> None:
    editor.edit(PLACE, text="", people=PEOPLE)
    qtbot.keyClicks(editor.line, "ma")
    assert found(editor) == ["Anna Maria"]
    qtbot.keyClick(editor.line, Qt.Key.Key_Backspace)
    qtbot.keyClick(editor.line, Qt.Key.Key_Backspace)
    qtbot.keyClicks(editor.line, "AN")
    assert found(editor) == ["Anna", "Anna Maria"]


def test_what_was_typed_on_the_grid_is_not_lost(qtbot: QtBot, editor: NameEditor) -> None:
    editor.edit(PLACE, text="Ben", people=PEOPLE, typed="a")
    qtbot.keyClicks(editor.line, "n")
    assert editor.line.text() == "an"
    assert found(editor) == ["Anna", "Anna Maria"]


def test_an_existing_name_asks_before_anything_happens(qtbot: QtBot, editor: NameEditor) -> None:
    told = outcome(editor)
    editor.edit(PLACE, text="", people=PEOPLE)
    qtbot.keyClicks(editor.line, "anna")
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert told == []
    assert editor.question == "Is this the same Anna?"
    assert [button.text() for button in editor.answers()] == ["Merge", "Another Anna", "Cancel"]
    assert editor.parentWidget().rect().contains(editor.geometry())
    qtbot.keyClick(editor.answers()[0], Qt.Key.Key_Return)
    assert told == [("closed",), ("same", 1, "Anna")]


def test_another_of_the_same_name_is_possible(qtbot: QtBot, editor: NameEditor) -> None:
    told = outcome(editor)
    editor.edit(PLACE, text="", people=PEOPLE)
    qtbot.keyClicks(editor.line, "Anna")
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    qtbot.mouseClick(editor.answers()[1], Qt.MouseButton.LeftButton)
    assert told == [("closed",), ("committed", "Anna", True)]


@pytest.mark.parametrize("way", ["escape", "cancel"])
def test_a_question_can_be_left(qtbot: QtBot, editor: NameEditor, way: str) -> None:
    told = outcome(editor)
    editor.edit(PLACE, text="", people=PEOPLE)
    qtbot.keyClicks(editor.line, "Anna")
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    if way == "escape":
        qtbot.keyClick(editor.answers()[0], Qt.Key.Key_Escape)
    else:
        qtbot.mouseClick(editor.answers()[2], Qt.MouseButton.LeftButton)
    assert told == [("closed",)]
    editor.edit(PLACE, text="", people=PEOPLE)
    assert editor.question == ""
    assert editor.answers() == []
    assert not editor.line.isReadOnly()


@pytest.mark.parametrize("typed", ["", "   ", "Ben"])
def test_no_name_or_the_same_name_changes_nothing(qtbot: QtBot, editor: NameEditor, typed: str) -> None:
    told = outcome(editor)
    editor.edit(PLACE, text="Ben", people={1: "Anna"})
    editor.line.clear()
    qtbot.keyClicks(editor.line, typed)
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert told == [("closed",)]


def test_merging_needs_somebody_who_exists(qtbot: QtBot, editor: NameEditor) -> None:
    told = outcome(editor)
    editor.edit(PLACE, text="", people=PEOPLE, purpose="merge")
    assert found(editor) == ["Anna", "Ben", "Anna Maria"]
    qtbot.keyClicks(editor.line, "Zoe")
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.question == "Nobody is called Zoe."
    editor.line.clear()
    qtbot.keyClicks(editor.line, "ben")
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert told == [("closed",), ("same", 2, "Ben")]


def test_moving_goes_to_somebody_known_or_new(qtbot: QtBot, editor: NameEditor) -> None:
    told = outcome(editor)
    for name in ("Ben", "Zoe"):
        editor.edit(PLACE, text="", people=PEOPLE, purpose="move")
        qtbot.keyClicks(editor.line, name)
        qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert told == [("closed",), ("same", 2, "Ben"), ("closed",), ("committed", "Zoe", False)]


def test_a_completion_that_is_clicked_counts_as_enter(qtbot: QtBot, editor: NameEditor) -> None:
    editor.edit(PLACE, text="", people=PEOPLE)
    qtbot.keyClicks(editor.line, "be")
    place = editor.choices.visualRect(editor.choices.model().index(0, 0)).center()
    qtbot.mouseClick(editor.choices.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert editor.question == "Is this the same Ben?"


def test_arrows_choose_and_enter_takes(qtbot: QtBot, editor: NameEditor) -> None:
    told = outcome(editor)
    editor.edit(PLACE, text="", people=PEOPLE, purpose="move", says="Add this face to {name}")
    qtbot.keyClicks(editor.line, "an")
    assert found(editor) == ["Add this face to Anna", "Add this face to Anna Maria", "Somebody new: an"]
    assert editor.choices.currentIndex().row() == 2
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(editor.line, key)
    assert told == [("closed",), ("same", 3, "Anna Maria")]


def test_the_row_that_enter_takes_is_marked(qtbot: QtBot, editor: NameEditor) -> None:
    editor.edit(PLACE, text="", people=PEOPLE, purpose="move")
    qtbot.keyClicks(editor.line, "anna")
    assert found(editor) == ["Anna", "Anna Maria"]
    assert editor.choices.currentIndex().row() == 0


def test_the_list_opens_upwards_at_the_lower_edge_and_the_field_stays(qtbot: QtBot, editor: NameEditor) -> None:
    editor.edit(QRect(20, 350, 160, 34), text="", people={n: f"Anna {n}" for n in range(20)}, purpose="move")
    assert editor.parentWidget().rect().contains(editor.geometry())
    assert editor.choices.height() >= 8 * 26
    assert editor.choices.geometry().bottom() < editor.line.geometry().top()
    before = editor.line.mapTo(editor.parentWidget(), editor.line.rect().bottomLeft())
    qtbot.keyClicks(editor.line, "anna 7")
    assert abs(editor.line.mapTo(editor.parentWidget(), editor.line.rect().bottomLeft()).y() - before.y()) <= 2


def test_the_editor_stays_inside_a_small_page(qtbot: QtBot, editor: NameEditor) -> None:
    editor.edit(QRect(560, 390, 160, 30), text="", people=PEOPLE)
    qtbot.keyClicks(editor.line, "Anna")
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.parentWidget().rect().contains(editor.geometry())


def test_names_that_are_offered_have_faces(qtbot: QtBot, album: Album, live: LiveLibrary, crops: CropLoader) -> None:
    album.add([3, 2])
    live.look()
    live.do(edits.name, "g1", "Anna")
    covers = CoverIcons.of(live, crops)
    covers.note(live.ask_now(lambda queries: queries.people()))
    page = QWidget()
    page.resize(500, 400)
    qtbot.addWidget(page)
    editor = NameEditor(page, covers)
    page.show()
    editor.edit(QRect(20, 20, 200, 40), text="", people={1: "Anna", 2: "Ben"}, purpose="move")
    rows = editor.choices.model()
    qtbot.waitUntil(lambda: not rows.index(0, 0).data(Qt.ItemDataRole.DecorationRole).isNull())
    assert editor.choices.texts() == ["Anna", "Ben"]
    assert rows.index(1, 0).data(Qt.ItemDataRole.DecorationRole).isNull()  # nobody has seen Ben
    qtbot.waitUntil(lambda: not live.busy and not crops.busy)


def test_where_a_photo_speaks_against_it_a_second_enter_merges_nobody(qtbot: QtBot, editor: NameEditor) -> None:
    told = outcome(editor)
    editor.edit(PLACE, text="", people=PEOPLE, doubt=lambda _: "They are together in 1 photo.")
    qtbot.keyClicks(editor.line, "Ben")
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.question == "Is this the same Ben? They are together in 1 photo."
    qtbot.keyClick(editor.window().focusWidget(), Qt.Key.Key_Return)
    assert told == [("closed",)]
