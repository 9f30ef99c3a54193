"""The Review page in the user's hands: by keys only, never the same twice, and every answer can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from album import Album
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app import questions
from app.live_library import LiveLibrary
from app.previews import CropLoader
from app.rankings import Rankings
from app.views import review_page
from app.views.review_page import ReviewPage
from app.widgets.review_side import Somebody, lines_of
from core.people import edits
from core.store.library import Library

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def album(tmp_path: Path) -> Iterator[Album]:
    """Anna in three groups and Ben in two, although each is one person; Ben's larger group has his name."""
    made = Album(tmp_path)
    groups = [[made.photo([who])[0] for _ in range(size)] for who, size in ((1, 5), (1, 4), (1, 2), (2, 4), (2, 3))]
    faces = np.array([face for group in groups for face in group], np.int64)
    numbers = np.repeat(np.arange(1, 6), [len(group) for group in groups])
    made.library.groups.write(made.model_id, faces, numbers)
    made.library.do(edits.name, "g4", "Ben")
    yield made
    made.library.close()


@pytest.fixture
def page(qtbot: QtBot, live: LiveLibrary, crops: CropLoader) -> Iterator[ReviewPage]:
    page = ReviewPage(live, crops)
    page.resize(900, 640)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: bool(page.question))
    yield page
    qtbot.waitUntil(lambda: not live.busy and not crops.busy and not Rankings.of(live).busy)


@pytest.fixture(autouse=True)
def only_pairs(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Most tests here are about pairs; names are asked for by those that want it."""
    if "asks_names" not in request.keywords:
        monkeypatch.setattr(questions, "SMALL", 1000)


def press(qtbot: QtBot, page: ReviewPage, live: LiveLibrary, key: Qt.Key) -> None:
    qtbot.keyClick(page, key)
    qtbot.waitUntil(lambda: not live.busy and not Rankings.of(live).busy)


def pair(page: ReviewPage) -> frozenset[str]:
    return frozenset(page._now.keys)


def test_the_question_shows_both_sides_and_what_a_yes_settles(page: ReviewPage) -> None:
    assert page.question == "Is this Ben?"  # what brings a name comes first
    assert page.left.facts.startswith("Ben, 4 face")
    assert page.right.facts.startswith("No name yet, 3 face")
    assert len(page.left.shown) == 4
    assert "3" in page._shown.settles


def test_answering_by_keys_ends_in_a_small_success(qtbot: QtBot, page: ReviewPage, live: LiveLibrary) -> None:
    asked = []
    while page.question:
        asked.append((page.question, pair(page)))
        press(qtbot, page, live, Qt.Key.Key_Y)
        assert len(asked) < 10
    assert len(asked) == len(set(asked)) == 3
    assert "Is this Ben?" in [question for question, _ in asked]
    assert page.done
    assert (
        page._end.words
        == "No more questions just now. 11 face(s) have no name yet. You can name them on the People page."
    )
    assert page._end.isVisible()
    undo = next(button for button in page._end.findChildren(QPushButton) if button.accessibleName() == "Undo")
    assert undo.isVisible()
    assert undo.isEnabled()  # the last answer can be taken back here, too
    people = [person.faces for person in live.ask_now(lambda queries: queries.people())]
    assert sorted(people) == [7, 11]


@pytest.mark.parametrize("key", [Qt.Key.Key_N, Qt.Key.Key_S])
def test_a_question_never_comes_back(
    qtbot: QtBot, page: ReviewPage, live: LiveLibrary, album: Album, key: Qt.Key
) -> None:
    asked = []
    while page.question:
        asked.append(pair(page))
        press(qtbot, page, live, key)
        assert len(asked) < 10
    assert len(set(asked)) == len(asked) >= 4
    album.group()
    live.look()
    qtbot.waitUntil(lambda: not live.busy and not Rankings.of(live).busy)
    assert page.question == ""


def test_z_takes_answer_after_answer_back(qtbot: QtBot, page: ReviewPage, live: LiveLibrary, album: Album) -> None:
    before = album.words()
    first = pair(page)
    press(qtbot, page, live, Qt.Key.Key_N)
    second = pair(page)
    press(qtbot, page, live, Qt.Key.Key_Y)
    press(qtbot, page, live, Qt.Key.Key_Z)
    assert pair(page) == second
    press(qtbot, page, live, Qt.Key.Key_Z)
    assert pair(page) == first
    assert album.words() == before


def test_undo_takes_back_what_was_done_elsewhere_too_as_the_menu_does(
    qtbot: QtBot, page: ReviewPage, live: LiveLibrary
) -> None:
    assert page.undo_action.isEnabled()
    press(qtbot, page, live, Qt.Key.Key_Z)
    assert live.ask_now(lambda queries: queries.names()) == {}  # Ben is nameless again
    press(qtbot, page, live, Qt.Key.Key_Z)
    assert not page.undo_action.isEnabled()


def test_undo_asks_anew_only_what_was_answered_here(
    qtbot: QtBot, page: ReviewPage, live: LiveLibrary, album: Album
) -> None:
    answered = pair(page)
    press(qtbot, page, live, Qt.Key.Key_Y)
    before = album.words()
    live.do(edits.name, "g1", "Anna")  # on another page, say
    qtbot.waitUntil(lambda: not live.busy and not Rankings.of(live).busy)
    press(qtbot, page, live, Qt.Key.Key_Z)
    assert album.words() == before
    assert pair(page) != answered  # that answer stands
    press(qtbot, page, live, Qt.Key.Key_Z)
    assert pair(page) == answered
    live.redo()
    qtbot.waitUntil(lambda: not live.busy and not Rankings.of(live).busy)
    assert pair(page) != answered


def test_a_question_follows_the_faces_that_it_shows(
    qtbot: QtBot, page: ReviewPage, live: LiveLibrary, album: Album
) -> None:
    group_again(album, {"g5": 7})
    live.look()
    assert pair(page) == {"p1", "g7"}
    press(qtbot, page, live, Qt.Key.Key_Y)
    assert 7 in [person.faces for person in live.ask_now(lambda queries: queries.people())]


def test_a_question_that_the_grouping_has_settled_is_not_asked_any_more(
    qtbot: QtBot, page: ReviewPage, live: LiveLibrary, album: Album
) -> None:
    asked = pair(page)
    group_again(album, {"g5": 4})  # Ben's
    live.look()
    qtbot.waitUntil(lambda: not live.busy and not Rankings.of(live).busy)
    assert page.question
    assert pair(page) != asked


def group_again(album: Album, moved: dict[str, int]) -> None:
    """The worker puts a group's faces into another one."""
    for key, number in moved.items():
        faces = [face.face_id for face in album.library.queries.faces_of(key)]
        album.library.groups.write(album.model_id, np.array(faces, np.int64), np.full(len(faces), number))


def test_the_share_of_named_faces_moves(qtbot: QtBot, page: ReviewPage, live: LiveLibrary) -> None:
    qtbot.waitUntil(lambda: page.share.words == "22 % of the faces have a name")
    while page.question and page.question != "Is this Ben?":
        press(qtbot, page, live, Qt.Key.Key_S)
    press(qtbot, page, live, Qt.Key.Key_Y)
    assert page.share.words == "38 % of the faces have a name"


def test_space_shows_the_photographs(qtbot: QtBot, page: ReviewPage) -> None:
    with qtbot.waitSignal(page.photo_opened) as told:
        qtbot.keyClick(page, Qt.Key.Key_Space)
    photo, neighbours = told.args
    assert photo == page.right.shown[0].photo_id
    assert {face.photo_id for face in [*page.left.shown, *page.right.shown]} == set(neighbours)


def test_an_edit_elsewhere_is_noticed(qtbot: QtBot, page: ReviewPage, live: LiveLibrary, album: Album) -> None:
    settled = pair(page)
    live.do(edits.merge, sorted(settled))
    qtbot.waitUntil(lambda: not Rankings.of(live).busy)
    assert pair(page) != settled
    with Library(album.folder) as other:
        other.do(edits.merge, sorted(key for key in pair(page)))
    live.look()
    qtbot.waitUntil(lambda: not Rankings.of(live).busy and not live.busy)


@pytest.mark.asks_names
def test_the_largest_nameless_group_is_asked_for_its_name_first(
    qtbot: QtBot, page: ReviewPage, live: LiveLibrary
) -> None:
    assert page.question == "Who is this?"
    assert page.left.facts.startswith("No name yet, 5 face")
    assert not page.right.isVisible()
    qtbot.waitUntil(page.editor.isVisible)
    qtbot.keyClicks(page.editor.line, "Anna")
    qtbot.keyClick(page.editor.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not live.busy and not Rankings.of(live).busy)
    assert "Anna" in live.ask_now(lambda queries: queries.names()).values()
    assert page.question.startswith("Is this ")
    press(qtbot, page, live, Qt.Key.Key_Z)
    assert page.question == "Who is this?"
    assert "Anna" not in live.ask_now(lambda queries: queries.names()).values()


@pytest.mark.asks_names
def test_what_is_typed_is_kept_where_the_faces_were_grouped_anew_a_moment_ago(
    qtbot: QtBot, page: ReviewPage, live: LiveLibrary, album: Album, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its group has another number by then, of which the window has not heard."""
    qtbot.waitUntil(page.editor.isVisible)
    monkeypatch.setattr(live, "look", lambda: None)
    live._timer.stop()
    faces = [face.face_id for face in album.library.queries.faces() if face.group_id == 1]
    album.library.db.execute("UPDATE clustering SET cluster_id = 77 WHERE cluster_id = 1")
    failed: list[str] = []
    live.failed.connect(failed.append)
    qtbot.keyClicks(page.editor.line, "Anna")
    qtbot.keyClick(page.editor.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not live.busy and not Rankings.of(live).busy)
    assert failed == []
    assert [album.who(face) for face in faces] == ["Anna"] * 5


@pytest.mark.asks_names
def test_a_known_name_joins_that_person(qtbot: QtBot, page: ReviewPage, live: LiveLibrary) -> None:
    qtbot.waitUntil(page.editor.isVisible)
    qtbot.keyClicks(page.editor.line, "ben")
    qtbot.keyClick(page.editor.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not live.busy and not Rankings.of(live).busy)
    assert [person.faces for person in live.ask_now(lambda queries: queries.people()) if person.name] == [9]


@pytest.mark.asks_names
def test_while_a_name_is_typed_letters_are_letters_and_the_buttons_say_which_keys_work(
    qtbot: QtBot, page: ReviewPage, live: LiveLibrary, album: Album
) -> None:
    qtbot.waitUntil(page.editor.isVisible)
    first = pair(page)
    assert "(Ctrl+L)" in shown_keys(page)
    qtbot.keyClicks(page.editor.line, "Lizx")
    assert page.editor.line.text() == "Lizx"
    assert pair(page) == first
    page.editor.line.clear()
    before = album.words()
    qtbot.keyClick(page.editor.line, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)  # nobody I know
    qtbot.waitUntil(lambda: not live.busy and not Rankings.of(live).busy)
    assert album.words() != before
    if page.question == "Who is this?":
        qtbot.waitUntil(page.editor.isVisible)
        later = pair(page)
        qtbot.keyClick(page.editor.line, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        assert not page.question or pair(page) != later
    page.undo()
    assert album.words() == before
    assert pair(page) == first
    qtbot.waitUntil(page.editor.isVisible)
    qtbot.keyClick(page.editor.line, Qt.Key.Key_Escape)
    assert "(L)" in shown_keys(page)


@pytest.mark.asks_names
def test_space_in_an_empty_field_shows_the_photographs(qtbot: QtBot, page: ReviewPage) -> None:
    qtbot.waitUntil(page.editor.isVisible)
    with qtbot.waitSignal(page.photo_opened):
        qtbot.keyClick(page.editor.line, Qt.Key.Key_Space)
    qtbot.keyClicks(page.editor.line, "Anna L")
    assert page.editor.line.text() == "Anna L"


def shown_keys(page: ReviewPage) -> str:
    return " ".join(button.text() for button in page.findChildren(QPushButton) if button.isVisible())


@pytest.mark.asks_names
@pytest.mark.parametrize("key", [Qt.Key.Key_L, Qt.Key.Key_X])
def test_who_is_left_for_later_or_unknown_is_not_asked_about_again(
    qtbot: QtBot, page: ReviewPage, live: LiveLibrary, key: Qt.Key
) -> None:
    seen = []
    while page.question == "Who is this?":
        qtbot.waitUntil(page.editor.isVisible)
        seen.append(pair(page))
        qtbot.keyClick(page.editor.line, Qt.Key.Key_Escape)
        press(qtbot, page, live, key)
        assert len(seen) < 10
    assert len(set(seen)) == len(seen)


@pytest.mark.asks_names
def test_who_was_left_for_later_is_counted_at_the_end_and_asked_about_when_one_wants(
    qtbot: QtBot, page: ReviewPage, live: LiveLibrary
) -> None:
    qtbot.keyClick(page.editor.line, Qt.Key.Key_Escape)
    first = pair(page)
    while page.question:
        press(qtbot, page, live, Qt.Key.Key_L if page.question == "Who is this?" else Qt.Key.Key_S)
        if page.editor.isVisible():
            qtbot.keyClick(page.editor.line, Qt.Key.Key_Escape)
    assert page._end.words.startswith("3 person(s) wait for a name: you said Later.")
    qtbot.mouseClick(shown_button(page, "Ask me now"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(page.question))
    assert page.question == "Who is this?"
    assert pair(page) == first


def shown_button(page: ReviewPage, text: str) -> QPushButton:
    return next(one for one in page.findChildren(QPushButton) if one.isVisible() and one.text() == text)


@pytest.mark.asks_names
def test_more_are_asked_about_than_one_ranking_looks_at(
    qtbot: QtBot, page: ReviewPage, live: LiveLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(questions, "AHEAD", 1)
    seen = set()
    for _ in range(8):
        if page.question == "Who is this?":
            seen.add(pair(page))
            page.editor.cancel()
        press(qtbot, page, live, Qt.Key.Key_L if page.question == "Who is this?" else Qt.Key.Key_S)
    assert len(seen) == 3
    assert not page.question


@pytest.mark.asks_names
def test_the_page_tells_how_many_questions_there_are_also_while_it_is_not_seen(
    qtbot: QtBot, live: LiveLibrary, crops: CropLoader, album: Album, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review_page, "COUNT_MS", 1)
    page = ReviewPage(live, crops)
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.counted) as told:
        pass
    before = told.args[0]
    assert before > 3
    with qtbot.waitSignal(page.counted) as told:
        live.do(edits.set_state, ["g1"], "ignored")
    assert told.args[0] < before
    qtbot.waitUntil(lambda: not live.busy and not Rankings.of(live).busy)


@pytest.mark.parametrize("counts", [(4, 1), (4, 2), (3, 1), (4, 3), (3, 2), (1, 1)])
@pytest.mark.parametrize("size", [(900, 640), (660, 480), (1400, 900)])
def test_both_sides_of_a_question_are_level_and_whole(
    qtbot: QtBot, page: ReviewPage, live: LiveLibrary, counts: tuple[int, int], size: tuple[int, int]
) -> None:
    page.resize(*size)
    faces = live.ask_now(lambda queries: queries.faces())
    sides = [Somebody("p1", "", tuple(faces[:count]), count) for count in counts]
    for side, who in zip((page.left, page.right), sides, strict=True):
        side.show_somebody(who, lines=lines_of(sides))
    qtbot.wait(1)
    blocks = []
    for side in (page.left, page.right):
        places = side._faces.places()
        assert all(side._faces.rect().contains(place) for place in places)  # nothing is cut
        assert len({place.width() for place in places}) == 1
        blocks.append(sum(place.center().y() - side._faces.height() for place in (places[0], places[-1])))
    assert abs(blocks[0] - blocks[1]) <= 2  # their middles are on one line
    assert page.left.height() == page.right.height()


@pytest.fixture
def unseen(qtbot: QtBot, live: LiveLibrary, crops: CropLoader, monkeypatch: pytest.MonkeyPatch) -> Iterator[ReviewPage]:
    """The page in a window that shows another one; it has counted its questions."""
    monkeypatch.setattr(review_page, "COUNT_MS", 1)
    page = ReviewPage(live, crops)
    page.resize(900, 640)
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.counted):
        pass
    yield page
    qtbot.waitUntil(lambda: not live.busy and not crops.busy and not Rankings.of(live).busy)


def test_nothing_is_asked_before_the_page_is_opened(
    qtbot: QtBot, unseen: ReviewPage, live: LiveLibrary, album: Album
) -> None:
    assert not unseen.question
    unseen.show()
    qtbot.waitUntil(lambda: bool(unseen.question))
    first = pair(unseen)
    unseen.hide()
    faces = [face.face_id for key in first for face in album.library.queries.faces_of(key)]
    album.library.groups.write(album.model_id, np.array(faces, np.int64), np.full(len(faces), 9))  # now they are one
    live.look()
    unseen.show()
    qtbot.waitUntil(lambda: not Rankings.of(live).busy and not live.busy)
    assert not unseen.question or pair(unseen) != first


@pytest.mark.asks_names
def test_the_field_for_the_name_is_open_whenever_the_page_is(qtbot: QtBot, unseen: ReviewPage) -> None:
    unseen.show()
    qtbot.waitUntil(lambda: bool(unseen.question))
    while unseen.question != "Who is this?":
        qtbot.keyClick(unseen, Qt.Key.Key_S)
        qtbot.waitUntil(lambda: bool(unseen.question))
    qtbot.waitUntil(unseen.editor.isVisible)
    unseen.hide()
    unseen.show()
    qtbot.waitUntil(unseen.editor.isVisible)
    unseen.setFocus()  # as the window does when its page is wanted again
    assert unseen.focusWidget() is unseen
    QApplication.sendEvent(unseen, QFocusEvent(QEvent.Type.FocusIn))  # only a window of a screen is told so by itself
    assert unseen.focusWidget() is unseen.editor.line
