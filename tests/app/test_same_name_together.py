"""Who gets a name that somebody beside them in a photo has already: the photo is shown before they become one."""

from __future__ import annotations

from pathlib import Path

import pytest
from album import Album as MadeUp
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.indexing import Indexing
from app.live_library import LiveLibrary
from app.previews import CropLoader
from app.rankings import Rankings
from app.views.people_page import PeoplePage
from app.views.review_page import ReviewPage
from core.people import edits
from core.store.queries import Queries

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def beside(tmp_path: Path) -> None:
    """Two people in three photos each; in one of them beside each other."""
    made = MadeUp(tmp_path)
    for people in ((1,), (1,), (2,), (2,), (1, 2)):
        made.photo(people)
    made.group()
    made.library.close()


@pytest.mark.parametrize("named", [False, True])
def test_a_photo_of_both_is_shown_before_ben_becomes_anna(
    qtbot: QtBot, beside: None, live: LiveLibrary, crops: CropLoader, indexing: Indexing, named: bool
) -> None:
    page = PeoplePage(live, crops, indexing)
    page.resize(900, 700)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    qtbot.waitUntil(lambda: len(page.model.rows) == 2)
    first, second = (row.key for row in page.model.rows)
    live.do(edits.name, first, "Anna")
    if named:
        live.do(edits.name, second, "Ben")
    qtbot.waitUntil(lambda: not live.busy)
    ben = next(row for row in page.model.rows if row.name != "Anna")
    page.grid.choose(page.model.place_of(ben.key))
    page.name_action.trigger()
    page.editor.line.setText("Anna")
    qtbot.keyClick(page.editor.line, Qt.Key.Key_Return)
    assert page.editor.question == "Is this the same Anna? They are together in 1 photo(s)."
    qtbot.mouseClick(page.editor.answers()[0], Qt.MouseButton.LeftButton)
    assert "They are both in" in page.question.words
    qtbot.mouseClick(page.question.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not live.busy)
    assert sorted(live.ask_now(Queries.names).values()) == (["Anna", "Ben"] if named else ["Anna"])


def test_review_asks_too_where_they_are_together(
    qtbot: QtBot, beside: None, live: LiveLibrary, crops: CropLoader
) -> None:
    first, second = (person.key for person in live.ask_now(Queries.people))
    live.do(edits.name, first, "Anna")
    page = ReviewPage(live, crops)
    page.resize(900, 640)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.editor.isVisible())
    assert page._now is not None
    assert page._now.left.key == second

    def say_anna() -> None:
        page.editor.line.setText("Anna")
        qtbot.keyClick(page.editor.line, Qt.Key.Key_Return)
        assert "They are both in" in page.doubt.words

    say_anna()
    qtbot.keyClick(page, Qt.Key.Key_X)  # the keys are the question's now
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)  # the safe answer
    qtbot.waitUntil(lambda: page.editor.isVisible())
    assert page._now.left.key == second
    assert len(live.ask_now(Queries.people)) == 2
    say_anna()
    qtbot.mouseClick(page.doubt.merge, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not live.busy and not Rankings.of(live).busy)
    assert [(person.name, person.faces) for person in live.ask_now(Queries.people)] == [("Anna", 6)]
    assert page.done
    qtbot.waitUntil(lambda: not crops.busy)
