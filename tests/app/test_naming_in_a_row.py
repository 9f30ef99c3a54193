"""Name after name on the People page: what is typed goes to whom one sees; a question ends when one turns away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.indexing import Indexing
from app.live_library import LiveLibrary
from app.models.people_model import RARE
from app.previews import CropLoader
from app.views.people_page import PeoplePage
from core.people import edits
from core.store.queries import Queries
from tests.app.conftest import show_people

if TYPE_CHECKING:
    from tests.app.conftest import Album

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


class Hand:
    """The user's, on the page."""

    def __init__(self, qtbot: QtBot, page: PeoplePage, live: LiveLibrary) -> None:
        self.qtbot, self.page, self.live = qtbot, page, live

    def click(self, row: int, held: Qt.KeyboardModifier = NONE) -> None:
        place = self.page.grid.visualRect(self.page.model.index(row)).center()
        self.qtbot.mouseClick(self.page.grid.viewport(), Qt.MouseButton.LeftButton, held, place)

    def types(self, name: str) -> None:
        """After F2; ends with Enter."""
        self.page.name_action.trigger()
        self.qtbot.keyClicks(self.page.editor.line, name)
        self.qtbot.keyClick(self.page.editor.line, Qt.Key.Key_Return)
        self.settles()

    def settles(self) -> None:
        self.qtbot.waitUntil(lambda: not self.live.busy)

    def presses(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        self.qtbot.keyClick(QApplication.focusWidget() or self.page, key, held)

    def sizes(self) -> list[tuple[str, int]]:
        return [(row.name, row.faces) for row in self.page.model.rows]

    def chosen(self) -> list[int]:
        return [person.faces for person in self.page.chosen()]


@pytest.fixture
def hand(qtbot: QtBot, album: Album, live: LiveLibrary, crops: CropLoader, indexing: Indexing) -> Iterator[Hand]:
    album.add([6, 5, 4, 3, 2])
    live.look()
    page = PeoplePage(live, crops, indexing)
    show_people(qtbot, page, 5)
    page.activateWindow()
    yield Hand(qtbot, page, live)
    qtbot.waitUntil(lambda: not live.busy and not crops.busy)


def test_after_the_last_one_nobody_unseen_is_chosen_or_named(hand: Hand) -> None:
    hand.click(3)
    hand.types("Anna")
    assert ("Anna", 3) in hand.sizes()
    assert hand.chosen() == []
    assert not hand.page.bar.isVisible()
    hand.page.naming.edit()  # F2 again, and a letter
    hand.presses(Qt.Key.Key_X)
    assert not hand.page.editor.isVisible()
    assert ("", 2) in hand.sizes()


def test_after_the_last_one_of_a_section_the_next_section_waits(hand: Hand) -> None:
    hand.page.rare_action.trigger()
    hand.click(3)
    hand.types("Anna")
    assert hand.chosen() == []


def test_who_is_folded_away_is_chosen_no_more(hand: Hand) -> None:
    hand.page.rare_action.trigger()
    hand.click(3)
    hand.click(4, CTRL)
    assert hand.chosen() == [3, 2]
    hand.page.rare_action.trigger()
    assert not hand.page.model.is_open(RARE)
    assert hand.chosen() == [3]


def test_hiding_the_last_one_does_not_choose_who_is_folded_away(hand: Hand) -> None:
    hand.click(3)
    hand.page.hide_action.trigger()
    hand.settles()
    assert hand.chosen() == []


def test_naming_goes_on_to_the_next_after_a_group_and_after_a_merged_person(hand: Hand) -> None:
    hand.click(1)
    hand.click(2, CTRL)
    hand.page.merge_action.trigger()
    hand.settles()
    assert hand.chosen() == [9]
    hand.types("Lily")
    assert [person.name for person in hand.page.chosen()] == [""]
    hand.types("Grandpa")
    assert {name for name, _ in hand.sizes() if name} == {"Lily", "Grandpa"}
    assert ("Lily", 9) in hand.sizes()


def test_a_name_that_is_put_right_stays_chosen(hand: Hand) -> None:
    hand.click(0)
    hand.types("Ana")
    hand.click(0)
    hand.page.name_action.trigger()
    hand.page.editor.line.setText("Anna")
    hand.qtbot.keyClick(hand.page.editor.line, Qt.Key.Key_Return)
    hand.settles()
    assert [person.name for person in hand.page.chosen()] == ["Anna"]


# --- "Is this the same Anna?" -------------------------------------------------------------------------


@pytest.fixture
def asked(hand: Hand) -> Hand:
    """Anna is there; the next was called Anna, too, and the question stands."""
    hand.live.do(edits.name, hand.page.model.rows[0].key, "Anna")
    hand.settles()
    hand.click(1)
    hand.types("anna")
    assert hand.page.editor.question == "Is this the same Anna?"
    return hand


def turn_to_another(hand: Hand) -> None:
    hand.click(2)


def turn_to_the_header(hand: Hand) -> None:
    hand.qtbot.mouseClick(hand.page.header, Qt.MouseButton.LeftButton, NONE, QPoint(5, 5))


def choose_all(hand: Hand) -> None:
    hand.page.grid.selectAll()


def scroll(hand: Hand) -> None:
    view = hand.page.grid.viewport()
    here, none = QPointF(view.rect().center()), QPoint()
    wheel = QWheelEvent(
        here, here, none, QPoint(0, -120), Qt.MouseButton.NoButton, NONE, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(view, wheel)


def leave(hand: Hand) -> None:
    hand.page.hide()
    hand.page.show()


def edit_elsewhere(hand: Hand) -> None:
    hand.live.do(edits.set_state, [hand.page.model.rows[3].key], "hidden")


@pytest.mark.parametrize("turn", [turn_to_another, turn_to_the_header, choose_all, scroll, leave, edit_elsewhere])
def test_turning_to_anything_else_answers_nothing(asked: Hand, turn: Callable[[Hand], None]) -> None:
    turn(asked)
    assert not asked.page.editor.isVisible()
    asked.settles()
    assert ("Anna", 6) in asked.sizes()
    assert ("", 5) in asked.sizes()


def test_undo_takes_the_question_back_and_nothing_else(asked: Hand) -> None:
    undone: list[str] = []
    asked.live.taken_back.connect(undone.append)
    asked.presses(Qt.Key.Key_Z, CTRL)
    assert not asked.page.editor.isVisible()
    assert undone == []
    assert asked.live.ask_now(Queries.names) == {1: "Anna"}


def test_merging_two_others_merges_these_and_not_the_former(asked: Hand) -> None:
    asked.click(2)
    asked.click(3, CTRL)
    asked.page.merge_action.trigger()
    asked.settles()
    assert sorted(asked.sizes()) == [("", 2), ("", 5), ("", 7), ("Anna", 6)]


def test_the_answers_still_answer(asked: Hand) -> None:
    asked.qtbot.mouseClick(asked.page.editor.answers()[0], Qt.MouseButton.LeftButton)
    asked.settles()
    assert ("Anna", 11) in asked.sizes()
