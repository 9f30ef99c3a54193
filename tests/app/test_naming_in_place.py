"""Names typed one after the other in a long list: the eye stays where it is, and a name that cannot be written leaves
everything as it was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

from app.indexing import Indexing
from app.live_library import LiveLibrary
from app.previews import CropLoader
from app.views.people_page import PeoplePage
from core.errors import DiskFull
from core.people import edits
from core.store import journal
from core.store.library import Library
from tests.app.conftest import show_people

if TYPE_CHECKING:
    from tests.app.conftest import Album

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
NAMED = 20


@pytest.fixture
def page(qtbot: QtBot, album: Album, live: LiveLibrary, crops: CropLoader, indexing: Indexing) -> Iterator[PeoplePage]:
    """Twenty with names, and forty without."""
    album.add([3] * 60)
    with Library(album.folder) as library:
        for number, group in enumerate(sorted(album.groups)[:NAMED]):
            library.do(edits.name, f"g{group}", f"Nina {number:02d}")
    live.look()
    page = PeoplePage(live, crops, indexing)
    show_people(qtbot, page, 60)
    yield page
    qtbot.waitUntil(lambda: not live.busy and not crops.busy)


def begin_to_name(qtbot: QtBot, page: PeoplePage, row: int, *, below: int) -> None:
    """The row stands so many pixels below the upper edge."""
    page.grid.verticalScrollBar().setValue(page.grid._layout.cell(row).top() - below)
    page.grid.viewport().repaint()
    page.grid.choose(page.model.index(row))
    page.name_action.trigger()
    qtbot.keyClicks(page.editor.line, "Anna")


@pytest.mark.parametrize("row", [NAMED, NAMED + 1, NAMED + 12])
@pytest.mark.parametrize("below", [46, 13])
def test_the_list_does_not_jump_when_the_first_on_the_screen_gets_a_name(
    qtbot: QtBot, page: PeoplePage, live: LiveLibrary, row: int, below: int
) -> None:
    begin_to_name(qtbot, page, row, below=below)
    bar = page.grid.verticalScrollBar()
    scrolled = [bar.value()]
    bar.valueChanged.connect(scrolled.append)
    page.editor.line.returnPressed.emit()
    qtbot.waitUntil(lambda: not live.busy)
    line = page.grid._layout.step_y
    assert max(scrolled) - min(scrolled) <= line  # the section of the named may have grown by a line
    (chosen,) = page.grid.chosen()
    assert page.grid.viewport().rect().intersects(page.grid.visualRect(chosen))  # whoever comes next is seen


@pytest.mark.parametrize("trouble", [DiskFull("The disk is full."), RuntimeError("a bug")])
@pytest.mark.parametrize("typed", ["", "nin"])
def test_a_name_that_cannot_be_written_changes_nothing(
    qtbot: QtBot, page: PeoplePage, monkeypatch: pytest.MonkeyPatch, trouble: Exception, typed: str
) -> None:
    def fails(*args: object, **kwargs: object) -> object:
        raise trouble

    page.search.setText(typed)
    row = 1 if typed else NAMED + 12
    begin_to_name(qtbot, page, row, below=46)
    monkeypatch.setattr(journal.Journal, "do", fails)
    before, scrolled = list(page.model.rows), page.grid.verticalScrollBar().value()
    if isinstance(trouble, RuntimeError):
        with qtbot.captureExceptions() as caught:
            page.editor.line.returnPressed.emit()
        assert [kind for kind, _, _ in caught] == [RuntimeError]
    else:
        page.editor.line.returnPressed.emit()
    assert page.model.rows == before
    assert page.grid.verticalScrollBar().value() == scrolled
    assert [index.row() for index in page.grid.chosen()] == [row]


def test_a_name_that_is_taken_back_is_gone_at_once(qtbot: QtBot, page: PeoplePage, live: LiveLibrary) -> None:
    for row in (NAMED + 3, 2):  # somebody without a name, and somebody who had another one
        before = list(page.model.rows)
        begin_to_name(qtbot, page, row, below=46)
        page.editor.line.selectAll()
        qtbot.keyClicks(page.editor.line, "Anna")
        page.editor.line.returnPressed.emit()
        qtbot.waitUntil(lambda: not live.busy)
        assert "Anna" in [person.name for person in page.model.rows]
        live.undo_soon()
        assert live.busy  # nothing has been answered yet
        assert page.model.rows == before
        qtbot.waitUntil(lambda: not live.busy)
        assert page.model.rows == before


def test_after_another_edit_the_undo_of_that_one_changes_no_name(
    qtbot: QtBot, page: PeoplePage, live: LiveLibrary
) -> None:
    begin_to_name(qtbot, page, NAMED + 3, below=46)
    page.editor.line.returnPressed.emit()
    live.do(edits.set_state, [page.model.rows[0].key], "hidden")
    qtbot.waitUntil(lambda: not live.busy)
    live.undo_soon()
    assert "Anna" in [person.name for person in page.model.rows]
    qtbot.waitUntil(lambda: not live.busy)


def test_a_name_that_cannot_be_taken_back_is_shown_again(
    qtbot: QtBot, page: PeoplePage, live: LiveLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object) -> object:
        raise DiskFull("The disk is full.")

    begin_to_name(qtbot, page, NAMED + 3, below=46)
    page.editor.line.returnPressed.emit()
    qtbot.waitUntil(lambda: not live.busy)
    monkeypatch.setattr(journal.Journal, "undo", full)
    with qtbot.waitSignal(live.failed):
        live.undo_soon()
    qtbot.waitUntil(lambda: "Anna" in [person.name for person in page.model.rows])
