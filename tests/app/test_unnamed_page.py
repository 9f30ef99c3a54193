"""Single faces: seen, named one or many at once, put aside, taken away; each step undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from album import Album
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.live_library import LiveLibrary
from app.models.keyed_rows import RowRole
from app.previews import CropLoader
from app.rankings import Rankings
from app.views.unnamed_page import UnnamedPage
from core.people import edits

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def album(tmp_path: Path) -> Iterator[Album]:
    """Anna in three photos, named, one of them taken away from her; and three strangers."""
    made = Album(tmp_path)
    anna = [made.photo([1])[0] for _ in range(4)]
    for stranger in (5, 6, 7):
        made.photo([stranger])
    made.group()
    made.library.do(edits.name, made.key_of(anna[0]), "Anna")
    made.library.do(edits.reject, [anna[3]], made.key_of(anna[0]))
    yield made
    made.library.close()


@pytest.fixture
def page(qtbot: QtBot, live: LiveLibrary, crops: CropLoader) -> Iterator[UnnamedPage]:
    page = UnnamedPage(live, crops)
    page.resize(900, 640)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: len(page.model.rows) == 4)
    page.grid.setFocus()
    yield page
    qtbot.waitUntil(lambda: not live.busy and not crops.busy and not Rankings.of(live).busy)


def settle(qtbot: QtBot, live: LiveLibrary) -> None:
    qtbot.waitUntil(lambda: not live.busy and not Rankings.of(live).busy)


def click(
    qtbot: QtBot, page: UnnamedPage, row: int, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    place = page.grid.visualRect(page.model.index(row)).center()
    qtbot.mouseClick(page.grid.viewport(), Qt.MouseButton.LeftButton, held, place)


def test_a_refused_face_stands_first_and_says_who_it_is_not(page: UnnamedPage) -> None:
    sections = page.model.sections()
    assert [(section.title, section.end - section.first) for section in sections] == [
        ("Taken away from somebody", 1),
        ("Like no other face", 3),
    ]
    first = page.model.index(0)
    assert "not Anna" in first.data(Qt.ItemDataRole.ToolTipRole)
    assert "not Anna" in first.data(Qt.ItemDataRole.AccessibleTextRole)
    assert page._header.count == "4 face(s)"


def test_typing_a_name_gives_the_chosen_faces_to_that_person(
    qtbot: QtBot, page: UnnamedPage, live: LiveLibrary
) -> None:
    click(qtbot, page, 1)
    click(qtbot, page, 2, CTRL)
    wanted = {face.face_id for face in page.chosen()}
    qtbot.keyClick(page.grid, "B")
    qtbot.keyClicks(page.editor.line, "en")
    qtbot.keyClick(page.editor.line, Qt.Key.Key_Return)
    settle(qtbot, live)
    assert len(page.model.rows) == 2
    (ben,) = (number for number, name in live.ask_now(lambda queries: queries.names()).items() if name == "Ben")
    assert {face.face_id for face in live.ask_now(lambda queries: queries.faces_of(f"p{ben}"))} == wanted
    live.undo()
    settle(qtbot, live)
    assert len(page.model.rows) == 4


@pytest.mark.parametrize(
    ("key", "held"), [(Qt.Key.Key_H, CTRL | Qt.KeyboardModifier.ShiftModifier), (Qt.Key.Key_Delete, CTRL)]
)
def test_strangers_and_false_faces_go_and_come_back(
    qtbot: QtBot, page: UnnamedPage, live: LiveLibrary, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    qtbot.keyClick(page.grid, Qt.Key.Key_A, CTRL)
    assert len(page.chosen()) == 4
    qtbot.keyClick(page.grid, key, held)
    settle(qtbot, live)
    assert page.model.rows == []
    assert page._empty.isVisible()
    assert page._empty.text().startswith("Nobody is left here")
    live.undo()
    settle(qtbot, live)
    assert len(page.model.rows) == 4


def test_enter_opens_the_photo(qtbot: QtBot, page: UnnamedPage) -> None:
    click(qtbot, page, 2)
    with qtbot.waitSignal(page.photo_opened) as told:
        qtbot.keyClick(page.grid, Qt.Key.Key_Return)
    assert told.args[0] == page.model.index(2).data(RowRole).photo_id
    assert len(told.args[1]) == 4
