"""A person's page: wrong faces go, others come, and the page follows its people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import style, words
from app.live_library import LiveLibrary
from app.models.keyed_rows import GuessRole
from app.previews import CropLoader
from app.rankings import Rankings
from app.views.person_page import PersonPage
from app.widgets.birthday_editor import read_day
from core.people import edits
from core.records import Suggestion
from core.store import landscape
from core.store.library import Library
from core.store.queries import Queries
from core.store.questions import Questions

if TYPE_CHECKING:
    from tests.app.conftest import Album

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def page(qtbot: QtBot, album: Album, live: LiveLibrary, crops: CropLoader) -> Iterator[PersonPage]:
    album.add([5, 4])
    live.look()
    page = PersonPage(live, crops)
    page.resize(900, 700)
    qtbot.addWidget(page)
    page.show()
    yield page
    qtbot.waitUntil(lambda: not live.busy and not crops.busy and not Rankings.of(live).busy)


def opened(qtbot: QtBot, page: PersonPage, key: str) -> PersonPage:
    page.show_person(key)
    qtbot.waitUntil(lambda: page.loaded)
    return page


def faces(page: PersonPage) -> list[int]:
    return [face.face_id for face in page.model.rows]


def choose(page: PersonPage, *rows: int) -> None:
    page.grid.clearSelection()
    for row in rows:
        page.grid.selectionModel().select(page.model.index(row), page.grid.selectionModel().SelectionFlag.Select)


def settle(qtbot: QtBot, live: LiveLibrary) -> None:
    qtbot.waitUntil(lambda: not live.busy)


def test_the_header_says_how_many_photos_and_which_years(
    qtbot: QtBot, page: PersonPage, album: Album, live: LiveLibrary
) -> None:
    live.do(edits.name, "g1", "Anna")
    opened(qtbot, page, "p1")
    assert page.header.name == "Anna"
    assert page.header.facts.endswith(", 2000–2004")
    assert sorted(faces(page)) == album.groups[1]
    assert page.title == "Anna"


def test_a_nameless_group_is_named_in_place(qtbot: QtBot, page: PersonPage, live: LiveLibrary) -> None:
    opened(qtbot, page, "g1")
    assert page.header.name == "Add name"
    page.name_action.trigger()
    qtbot.keyClicks(page.editor.line, "Anna")
    qtbot.keyClick(page.editor.line, Qt.Key.Key_Return)
    settle(qtbot, live)
    assert page.header.name == "Anna"
    assert page.key == "p1"
    assert len(faces(page)) == 5


def test_delete_says_not_this_person(qtbot: QtBot, page: PersonPage, album: Album, live: LiveLibrary) -> None:
    live.do(edits.name, "g1", "Anna")
    opened(qtbot, page, "p1")
    wrong = faces(page)[1]
    choose(page, 1)
    assert page.reject_action.text() == "Not Anna"
    page.reject_action.trigger()
    settle(qtbot, live)
    assert sorted(faces(page)) == [face for face in album.groups[1] if face != wrong]
    live.undo()
    settle(qtbot, live)
    assert sorted(faces(page)) == album.groups[1]


def test_rejecting_from_a_nameless_group_stays_with_the_group(
    qtbot: QtBot, page: PersonPage, album: Album, live: LiveLibrary
) -> None:
    opened(qtbot, page, "g1")
    wrong = faces(page)[0]
    choose(page, 0)
    page.reject_action.trigger()
    settle(qtbot, live)
    assert page.key.startswith("p")
    assert sorted(faces(page)) == [face for face in album.groups[1] if face != wrong]
    live.undo()
    settle(qtbot, live)
    assert sorted(faces(page)) == album.groups[1]


@pytest.mark.parametrize("key", ["g1", "p1"])
def test_typing_a_name_moves_the_chosen_faces(qtbot: QtBot, page: PersonPage, live: LiveLibrary, key: str) -> None:
    if key == "p1":
        live.do(edits.name, "g1", "Anna")
    live.do(edits.name, "g2", "Ben")
    opened(qtbot, page, key)
    moved = set(faces(page)[:2])
    choose(page, 0, 1)
    qtbot.keyClick(page.grid, "B")
    assert page.editor.line.text() == "B"
    qtbot.keyClicks(page.editor.line, "en")
    qtbot.keyClick(page.editor.line, Qt.Key.Key_Return)
    settle(qtbot, live)
    assert len(faces(page)) == 3
    ben = next(number for number, name in live.ask_now(Queries.names).items() if name == "Ben")
    bens = {face.face_id for face in live.ask_now(lambda queries: queries.faces_of(f"p{ben}"))}
    assert moved < bens
    assert len(bens) == 6


def test_moving_to_a_new_name_makes_somebody_new(qtbot: QtBot, page: PersonPage, live: LiveLibrary) -> None:
    live.do(edits.name, "g1", "Anna")
    opened(qtbot, page, "p1")
    choose(page, 2)
    page.move_action.trigger()
    qtbot.keyClicks(page.editor.line, "Zoe")
    qtbot.keyClick(page.editor.line, Qt.Key.Key_Return)
    settle(qtbot, live)
    assert sorted(live.ask_now(Queries.names).values()) == ["Anna", "Zoe"]
    assert len(faces(page)) == 4


def test_a_face_becomes_the_cover(qtbot: QtBot, page: PersonPage, live: LiveLibrary) -> None:
    live.do(edits.name, "g1", "Anna")
    opened(qtbot, page, "p1")
    choose(page, 3)
    page.cover_action.trigger()
    settle(qtbot, live)
    (anna,) = [person for person in live.ask_now(Queries.people) if person.name]
    assert anna.cover_face_id == faces(page)[3]


def test_merging_into_somebody_shows_that_person(qtbot: QtBot, page: PersonPage, live: LiveLibrary) -> None:
    live.do(edits.name, "g2", "Ben")
    opened(qtbot, page, "g1")
    page.merge_action.trigger()
    qtbot.keyClicks(page.editor.line, "Ben")
    qtbot.keyClick(page.editor.line, Qt.Key.Key_Return)
    settle(qtbot, live)
    assert page.header.name == "Ben"
    assert len(faces(page)) == 9


def test_a_face_opens_its_photo_among_the_persons_photos(qtbot: QtBot, page: PersonPage, album: Album) -> None:
    opened(qtbot, page, "g1")
    page.grid.choose(page.model.index(2))
    with qtbot.waitSignal(page.photo_opened) as told:
        qtbot.keyClick(page.grid, Qt.Key.Key_Return)
    assert told.args == [album.photos[faces(page)[2]], [album.photos[face] for face in faces(page)]]


def test_hiding_leads_back(qtbot: QtBot, page: PersonPage, live: LiveLibrary) -> None:
    opened(qtbot, page, "g1")
    with qtbot.waitSignal(page.closed):
        page.hide_action.trigger()
    hidden = [person for person in live.ask_now(Queries.people) if person.state == "hidden"]
    assert [person.faces for person in hidden] == [5]


def test_escape_first_lets_go_of_the_faces_and_then_leads_back(qtbot: QtBot, page: PersonPage) -> None:
    opened(qtbot, page, "g1")
    choose(page, 0)
    with qtbot.assertNotEmitted(page.closed):
        page.back_action.trigger()
    assert page.chosen() == []
    with qtbot.waitSignal(page.closed):
        page.back_action.trigger()


def test_the_page_closes_when_nobody_is_left(qtbot: QtBot, page: PersonPage, live: LiveLibrary) -> None:
    opened(qtbot, page, "g2")
    (folder,) = live.ask_now(Queries.folders)
    with qtbot.waitSignal(page.closed):
        live.do(edits.remove_folder, folder.folder_id)


def test_many_faces_come_under_their_years(qtbot: QtBot, page: PersonPage, album: Album, live: LiveLibrary) -> None:
    album.add([45])
    live.look()
    opened(qtbot, page, "g3")
    sections = page.model.sections()
    assert [section.name for section in sections][:2] == ["2044", "2043"]
    assert sum(section.end - section.first for section in sections) == 45


def test_guesses_are_marked_and_one_click_confirms_one(qtbot: QtBot, page: PersonPage, live: LiveLibrary) -> None:
    live.do(edits.name, "g1", "Anna")
    opened(qtbot, page, "p1")
    index = page.model.index(2)
    assert index.data(GuessRole)
    assert "a guess of Familiar’s" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Familiar believes that this is Anna" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert "5" in page.header.guesses
    place = page.grid.badge_rect(index).center()
    qtbot.mouseClick(page.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle(qtbot, live)
    assert [page.model.index(row).data(GuessRole) for row in range(5)] == [True, True, False, True, True]
    assert "confirmed by you" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert page.chosen() == []


def test_a_key_confirms_the_chosen_and_a_button_all(qtbot: QtBot, page: PersonPage, live: LiveLibrary) -> None:
    live.do(edits.name, "g1", "Anna")
    opened(qtbot, page, "p1")
    choose(page, 0, 1)
    assert page.confirm_action.text() == "This is Anna"
    qtbot.keyClick(page.grid, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, live)
    assert sum(face.how == "confirmed" for face in page.model.rows) == 2
    qtbot.mouseClick(page.header.confirm, Qt.MouseButton.LeftButton)
    settle(qtbot, live)
    assert all(face.how == "confirmed" for face in page.model.rows)
    assert page.header.guesses == ""
    live.undo()
    settle(qtbot, live)
    assert sum(face.how == "confirmed" for face in page.model.rows) == 2


def test_merging_asks_where_both_are_in_a_photo(
    qtbot: QtBot, page: PersonPage, album: Album, live: LiveLibrary
) -> None:
    live.do(edits.name, "g2", "Ben")
    with Library(album.folder) as library:  # one of Ben's faces lies in a photo of the other's
        library._db.execute(
            "UPDATE faces SET photo_id = ? WHERE id = ?", (album.photos[album.groups[1][0]], album.groups[2][0])
        )
    opened(qtbot, page, "g1")

    def ask() -> None:
        page.merge_action.trigger()
        qtbot.keyClicks(page.editor.line, "Ben")
        qtbot.keyClick(page.editor.line, Qt.Key.Key_Return)
        assert "really one person" in page.question.words

    ask()
    page.hide()
    page.show()
    assert page.question.words == ""  # who goes to another page has left the question
    ask()
    live.do(edits.name, "p1", "Benjamin")
    settle(qtbot, live)
    assert page.question.words == ""  # and who edits something else
    live.undo()
    settle(qtbot, live)
    for button, faces_then in ((page.question.cancel, 5), (page.question.merge, 9)):
        page.merge_action.trigger()
        qtbot.keyClicks(page.editor.line, "Ben")
        qtbot.keyClick(page.editor.line, Qt.Key.Key_Return)
        assert "really one person" in page.question.words
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        settle(qtbot, live)
        assert page.question.words == ""
        assert len(faces(page)) == faces_then


def test_a_split_shows_both_halves_before_anything_happens(
    qtbot: QtBot, page: PersonPage, album: Album, live: LiveLibrary
) -> None:
    live.do(edits.name, "g1", "Anna")
    opened(qtbot, page, "p1")
    page.split_action.trigger()
    qtbot.waitUntil(page.split_view.isVisible)
    stay, leave = page.split_view.stay, page.split_view.leave
    assert sorted(face.face_id for face in [*stay.faces, *leave.faces]) == album.groups[1]
    moved = stay.faces[0].face_id
    stay.grid.choose(stay.grid.model().index(0, 0))
    qtbot.keyClick(stay.grid, Qt.Key.Key_Return)
    assert moved in [face.face_id for face in leave.faces]
    gone = [face.face_id for face in leave.faces]
    qtbot.mouseClick(page.split_view.split, Qt.MouseButton.LeftButton)
    settle(qtbot, live)
    assert page.key == "p1"
    assert sorted(faces(page)) == sorted(set(album.groups[1]) - set(gone))
    live.undo()
    settle(qtbot, live)
    assert sorted(faces(page)) == album.groups[1]


def test_a_split_may_be_left(qtbot: QtBot, page: PersonPage, live: LiveLibrary) -> None:
    opened(qtbot, page, "g1")
    page.split_action.trigger()
    qtbot.waitUntil(page.split_view.isVisible)
    qtbot.keyClick(page.split_view.leave.grid, Qt.Key.Key_Escape)
    assert not page.split_view.isVisible()
    assert len(faces(page)) == 5


def test_what_is_no_face_goes_out_of_sight(qtbot: QtBot, page: PersonPage, live: LiveLibrary) -> None:
    opened(qtbot, page, "g1")
    gone = faces(page)[1]
    choose(page, 1)
    page.remove_action.trigger()
    settle(qtbot, live)
    assert gone not in faces(page)
    live.undo()
    settle(qtbot, live)
    assert gone in faces(page)


def test_faces_that_may_belong_here_are_offered_and_answered(
    qtbot: QtBot, page: PersonPage, album: Album, live: LiveLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    live.do(edits.name, "g1", "Anna")
    wanted = [Suggestion("p1", "g2", 0.9, 4, (), tuple(album.groups[2]))]
    monkeypatch.setattr(Questions, "like", lambda *_, **__: wanted if live_key(live, album) == "" else [])
    opened(qtbot, page, "p1")
    qtbot.waitUntil(lambda: len(page.strip.cards) == 1)
    assert page.strip.cards[0].accessibleName() == "Perhaps Anna"
    page.strip.cards[0].setFocus()
    qtbot.keyClick(page.strip.cards[0], Qt.Key.Key_Y)
    settle(qtbot, live)
    assert len(faces(page)) == 9
    live.undo()
    qtbot.waitUntil(lambda: len(page.strip.cards) == 1 and len(faces(page)) == 5)
    page.strip.cards[0].setFocus()
    qtbot.keyClick(page.strip.cards[0], Qt.Key.Key_N)
    settle(qtbot, live)
    with Library(album.folder) as library:
        said = library._db.execute("SELECT face_id FROM verdicts WHERE is_match = 0").fetchall()
    assert sorted(face for (face,) in said) == album.groups[2]


def live_key(live: LiveLibrary, album: Album) -> str:
    """The name under which the second group is shown; asked on the thread of the rankings, so of another library."""
    with Library(album.folder) as library:
        face = library.queries.face(album.groups[2][0])
        return face.name if face is not None else ""


def test_a_birthday_brings_the_age_to_the_years_and_can_be_taken_back(
    qtbot: QtBot, page: PersonPage, live: LiveLibrary
) -> None:
    live.do(edits.name, "g1", "Anna")
    opened(qtbot, page, "p1")
    assert [section.title for section in page.model.sections()] == [""]
    page.birthday_action.trigger()
    assert page.birthday.isVisible()
    qtbot.keyClicks(page.birthday.day, "30 Feb 2001")
    qtbot.keyClick(page.birthday.day, Qt.Key.Key_Return)
    assert page.birthday.isVisible()
    assert page.birthday.wrong.text().startswith("Please write the day like this")
    qtbot.keyClicks(page.birthday.day, words.day("2001-06-01"))
    qtbot.keyClick(page.birthday.day, Qt.Key.Key_Return)
    settle(qtbot, live)
    assert not page.birthday.isVisible()
    assert "born" in page.header.facts
    assert [section.title for section in page.model.sections()] == [
        "2004 · 2 year(s) old",
        "2003 · 1 year(s) old",
        "2002 · 0 year(s) old",
        "2001",
        "2000",
    ]
    assert "2 year(s) old" in page.model.index(0).data(Qt.ItemDataRole.ToolTipRole)
    live.undo()
    settle(qtbot, live)
    assert "born" not in page.header.facts
    assert [section.title for section in page.model.sections()] == [""]


@pytest.mark.parametrize("wide", [520, 680, 900, 1300])
def test_what_is_said_of_guesses_is_never_cut(
    qtbot: QtBot, page: PersonPage, live: LiveLibrary, album: Album, wide: int
) -> None:
    live.do(edits.name, "g1", "Anna-Maria Katharina von Trapp the younger")
    page.setStyleSheet(style.style_sheet(style.LIGHT))
    page.resize(wide, 500)
    opened(qtbot, page, "p1")
    settle(qtbot, live)
    QApplication.processEvents()
    QApplication.processEvents()  # the words first, then their places
    header = page.header
    assert header.guesses.startswith(("5 guess", "? marks 5 guess"))
    assert header._guesses.width() >= header._guesses.fontMetrics().horizontalAdvance(header.guesses)
    assert header.confirm.width() >= header.confirm.sizeHint().width()


def test_those_who_may_belong_here_are_found_in_a_large_library(
    qtbot: QtBot, page: PersonPage, live: LiveLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(landscape, "LARGE", 0)
    live.do(edits.name, "g1", "Anna")
    opened(qtbot, page, "p1")
    qtbot.waitUntil(lambda: not Rankings.of(live).busy)
    found = Rankings.of(live)._landscape
    assert found is not None
    assert len(found.sizes) == 2
    assert page.strip.suggestions() == []  # the other group is nowhere near


def test_the_birthday_is_never_crushed(qtbot: QtBot, page: PersonPage, live: LiveLibrary) -> None:
    """With a day there is one button more than without, although the card was laid out before."""
    live.do(edits.name, "g1", "Anna")
    opened(qtbot, page, "p1")
    page.birthday_action.trigger()
    qtbot.keyClicks(page.birthday.day, words.day("2001-11-21"))
    qtbot.keyClick(page.birthday.day, Qt.Key.Key_Return)
    settle(qtbot, live)
    page.show_person("p1")
    page.birthday_action.trigger()
    card = page.birthday
    written = card.day.fontMetrics().horizontalAdvance(card.day.text())
    assert card.day.text() == words.day("2001-11-21")
    assert card.day.width() > written + 20
    for button in (card.keep, card.forget):
        assert button.width() >= button.sizeHint().width()
    assert card.day.height() >= card.day.sizeHint().height()
    assert page.rect().contains(card.geometry())


def test_the_birthday_of_one_person_does_not_stay_for_the_next(
    qtbot: QtBot, page: PersonPage, live: LiveLibrary
) -> None:
    live.do(edits.name, "g1", "Anna")
    opened(qtbot, page, "p1")
    page.birthday_action.trigger()
    page.hide()  # another page opens
    page.show_person("g2")
    assert not page.birthday_action.isEnabled()  # nobody knows yet who that is
    page.show()
    assert not page.birthday.isVisible()
    qtbot.waitUntil(lambda: page.loaded and page.birthday_action.isEnabled())


def test_escape_closes_the_birthday_before_the_page(qtbot: QtBot, page: PersonPage, live: LiveLibrary) -> None:
    opened(qtbot, page, "g1")
    page.birthday_action.trigger()
    with qtbot.assertNotEmitted(page.closed):
        qtbot.keyClick(page.birthday.day, Qt.Key.Key_Escape)
    assert not page.birthday.isVisible()


@pytest.mark.parametrize(
    ("language", "written", "day"),
    [
        ("en_US", "3/5/2012", "2012-03-05"),
        ("en_US", "12/25/2013", "2013-12-25"),
        ("de_DE", "25.12.2013", "2013-12-25"),
        ("ko_KR", "2013. 12. 25.", "2013-12-25"),
        ("en_US", "2013-12-25", "2013-12-25"),
        ("en_US", "30 Feb 2012", ""),
        ("en_US", "2/30/2012", ""),
        ("en_US", "1985", ""),
        ("en_US", "", ""),
    ],
)
def test_a_day_is_read_as_the_language_writes_it(language: str, written: str, day: str) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(language))
    try:
        found = read_day(written)
    finally:
        QLocale.setDefault(before)
    assert (found.toString(Qt.DateFormat.ISODate) if found is not None else "") == day


def test_escape_closes_a_field_and_not_the_page(qtbot: QtBot, page: PersonPage, live: LiveLibrary) -> None:
    live.do(edits.name, "g2", "Ben")
    opened(qtbot, page, "g1")
    for action in (page.merge_action, page.name_action):
        action.trigger()
        with qtbot.assertNotEmitted(page.closed):
            qtbot.keyClick(page.editor.line, Qt.Key.Key_Escape)
        assert not page.editor.isVisible()
    with qtbot.waitSignal(page.closed):
        qtbot.keyClick(page.grid, Qt.Key.Key_Escape)


def test_a_birthday_may_be_a_year_and_lies_in_the_past(qtbot: QtBot, page: PersonPage, live: LiveLibrary) -> None:
    live.do(edits.name, "g1", "Anna")
    opened(qtbot, page, "p1")
    page.birthday_action.trigger()
    for written in (words.day("2999-01-01"), "2999"):
        page.birthday.day.setText(written)
        qtbot.keyClick(page.birthday.day, Qt.Key.Key_Return)
        assert page.birthday.wrong.text() == "This lies in the future."
    page.birthday.day.setText("1985")
    qtbot.keyClick(page.birthday.day, Qt.Key.Key_Return)
    settle(qtbot, live)
    assert page.born == "1985"
    assert page.header.facts.endswith("born 1985")
    assert page.model.sections()[0].title == "2004 · 19 year(s) old"
    page.birthday_action.trigger()
    assert page.birthday.day.text() == "1985"
    page.birthday.cancel()
