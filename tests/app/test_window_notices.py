"""Notices of the window: what was done, with Undo, and where they stand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.indexing import Indexing
from app.live_library import LiveLibrary
from app.views.main_window import MainWindow
from core.people import edits
from core.records import Progress
from core.store.queries import Queries
from tests.app.conftest import Album, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_after_a_split_it_says_where_the_faces_are_and_shows_them(
    qtbot: QtBot, window: MainWindow, live: LiveLibrary, album: Album
) -> None:
    first, faces = next(iter(album.groups.items()))
    live.do(edits.name, f"g{first}", "Anna")
    window.open_page("person:p1")
    settle(qtbot, live)
    window.person.split_view.split_wanted.emit(faces[:1])
    settle(qtbot, live)
    assert window.notice.text == "Split 1 face(s) off Anna. To be found under People, “Seldom seen”."
    qtbot.mouseClick(window.notice._other, Qt.MouseButton.LeftButton)
    settle(qtbot, live)
    assert window.person.key == "p2"
    assert [face.face_id for face in window.person.model.rows] == faces[:1]


def test_every_edit_can_be_undone_from_its_notice_and_the_menu_says_what(
    qtbot: QtBot, window: MainWindow, live: LiveLibrary
) -> None:
    assert window._menus.undo.text() == "&Undo “Added the folder photos”"
    assert not window._menus.redo.isEnabled()
    live.do(edits.name, "g1", "Anna")
    assert window.notice.isVisible()
    assert window.notice.text == "Named Anna"
    assert window._menus.undo.text() == "&Undo “Named Anna”"
    qtbot.mouseClick(window.notice._button, Qt.MouseButton.LeftButton)
    assert live.ask_now(Queries.names) == {}
    assert window.notice.text == "Undone: Named Anna"
    assert window._menus.redo.isEnabled()
    window._menus.redo.trigger()
    assert list(live.ask_now(Queries.names).values()) == ["Anna"]


def test_an_edit_that_makes_no_sense_is_said(window: MainWindow, live: LiveLibrary) -> None:
    live.do(edits.merge, ["g1"])
    assert window.notice.text == "Choose at least two people to merge."


LONG = "Done: 12 photos now, 300 in all. 35 files are copies of these; copies count once. 3 could not be read."


@pytest.mark.parametrize(
    "page", ["people", "person:g1", "review", "photos", "unnamed", "folders", "settings", "photo:1"]
)
def test_a_notice_covers_nothing_that_one_can_press_or_type_into(
    qtbot: QtBot, window: MainWindow, live: LiveLibrary, indexing: Indexing, page: str
) -> None:
    window.resize(900, 600)
    window.open_page(page)
    indexing.progressed.emit(Progress("indexing", done=1, total=9, faces=2, before=3, seconds_left=900.0))
    settle(qtbot, live)
    if page == "people":
        window.people.grid.selectAll()
        window.people.naming.edit()
    window.notice.say(LONG, button="Undo", action=lambda: None)
    qtbot.wait(1)
    notice = in_window(window, window.notice)
    assert window.rect().contains(notice)
    busy = [*window.findChildren(QAbstractButton), *window.findChildren(QLineEdit)]
    seen = [one for one in busy if one.isVisible() and not window.notice.isAncestorOf(one)]
    assert len(seen) > 5
    for one in seen:
        assert not notice.intersects(in_window(window, one)), one.accessibleName()


def in_window(window: MainWindow, part: QWidget) -> QRect:
    return QRect(part.mapTo(window, QPoint(0, 0)), part.size())


def test_a_very_long_name_leaves_room_beside_the_notice(window: MainWindow, live: LiveLibrary) -> None:
    live.do(edits.name, "g1", "Maximilian " * 27 + "Otto")
    assert window.notice.text.startswith("Named Maximilian Maximilian M")
    assert window.notice.text.endswith("Maximilian Otto")
    assert len(window.notice.text) < 60
    assert len(window._menus.undo.text()) < 80
