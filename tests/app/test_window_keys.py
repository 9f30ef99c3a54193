"""The window by its keys and menus."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.live_library import LiveLibrary
from app.views.keys_box import KeysBox
from app.views.main_window import MainWindow
from core.store.queries import Queries
from tests.app.conftest import settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_the_menus_stay_where_they_are_on_every_page(window: MainWindow) -> None:
    titles = [action.text() for action in window.menuBar().actions()]
    for name in ("people", "settings", "folders", "failed", "review"):
        window.open_page(name)
        shown = [action.text() for action in window.menuBar().actions() if action.isVisible()]
        assert shown == titles
        assert window._menus._actions.actions()


def test_undo_on_the_review_page_asks_the_same_again(qtbot: QtBot, window: MainWindow, live: LiveLibrary) -> None:
    window.open_page("review")
    review = window.review
    qtbot.waitUntil(lambda: bool(review.question) and review.editor.isVisible())
    asked = review._now
    assert asked is not None
    qtbot.keyClicks(review.editor.line, "Anna")
    qtbot.keyClick(review.editor.line, Qt.Key.Key_Return)
    settle(qtbot, live)
    assert list(live.ask_now(Queries.names).values()) == ["Anna"]
    window._menus.undo.trigger()
    settle(qtbot, live)
    assert live.ask_now(Queries.names) == {}
    assert review._now is not None
    assert review._now.keys == asked.keys


def test_ctrl_f_goes_to_the_search_of_the_page(qtbot: QtBot, window: MainWindow, live: LiveLibrary) -> None:
    window.open_page("photos")
    settle(qtbot, live)
    qtbot.waitUntil(lambda: window.photos.search_bar.isVisible())
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.page_name == "photos"
    assert window.focusWidget() is window.photos.search_bar.line
    for elsewhere in ("people", "unnamed"):
        window.open_page(elsewhere)
        qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        assert window.page_name == "people"
        assert window.focusWidget() is window.people.search


def test_a_name_that_is_being_typed_is_left_with_its_page(qtbot: QtBot, window: MainWindow, live: LiveLibrary) -> None:
    window.people.grid.choose(window.people.model.index(0))
    window.people.naming.edit()
    qtbot.keyClicks(window.people.editor.line, "Cl")
    window.open_page("photos")
    assert not window.people.editor.isVisible()
    window.open_page("people")
    settle(qtbot, live)
    assert not window.people.editor.isVisible()
    assert all(not person.name for person in window.people.model.rows)  # as with Escape
    qtbot.keyClicks(window.people.grid, "C")  # and it opens again
    assert window.people.editor.line.text() == "C"


def test_the_sheet_of_keys_is_made_of_the_actions_and_can_be_searched(qtbot: QtBot, window: MainWindow) -> None:
    assert {key.toString() for key in window._menus.keys.shortcuts()} == {"F1", "Ctrl+/"}
    window._menus.keys.trigger()
    (box,) = window.findChildren(KeysBox)
    qtbot.waitUntil(box.isVisible)
    keys = dict(box.shown())
    assert window._menus.undo.text() == "&Undo “Added the folder photos”"
    assert ("Undo", "Ctrl+Z") in box.shown()
    assert keys["Yes, the same person"] == "Y"
    assert keys["Mark a face by hand"] == "D"
    qtbot.keyClicks(box.search, "mark a")
    assert dict(box.shown()) == {"Mark a face by hand": "D"}
    box.search.setText("ctrl+z")
    assert [key for _, key in box.shown()] == ["Ctrl+Z"]
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(KeysBox))
