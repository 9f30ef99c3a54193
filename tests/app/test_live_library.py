"""The window's side of the library: own edits tell at once, foreign commits are noticed, undo outlives a restart."""

from __future__ import annotations

import sqlite3
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from app import live_library
from app.live_library import POLL_MS, LiveLibrary
from app.standing_question import StandingQuestion
from core.errors import LibraryError
from core.people import edits
from core.records import Changes
from core.store import journal
from core.store.intents import Intents
from core.store.library import GLANCE, Library
from core.store.queries import Queries

if TYPE_CHECKING:
    from tests.app.conftest import Album


def test_an_edit_says_what_it_touched_and_what_it_was(qtbot: QtBot, album: Album, live: LiveLibrary) -> None:
    album.add([3])
    (group,) = album.groups
    with qtbot.waitSignal(live.changed) as changed, qtbot.waitSignal(live.edited) as edited:
        changes = live.do(edits.name, f"g{group}", "Anna")
    assert changes is not None
    assert changes.faces == frozenset(album.groups[group])
    assert changed.args == [changes]
    assert edited.args == ["Named Anna"]


def test_an_edit_reaches_the_disk_without_keeping_the_window_waiting(
    qtbot: QtBot, album: Album, live: LiveLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[str] = []
    monkeypatch.setattr(Library, "flush", lambda _: flushed.append(threading.current_thread().name))
    album.add([3])
    (group,) = album.groups
    live.do(edits.name, f"g{group}", "Anna")
    qtbot.waitUntil(lambda: len(flushed) == 1)
    assert flushed[0].startswith("questions")


def test_a_senseless_edit_is_a_sentence(qtbot: QtBot, live: LiveLibrary) -> None:
    with qtbot.waitSignal(live.failed) as told, qtbot.assertNotEmitted(live.changed):
        assert live.do(edits.name, "p99", "Anna") is None
    assert "p99" in told.args[0]


def test_a_commit_of_another_program_is_noticed(qtbot: QtBot, album: Album, live: LiveLibrary) -> None:
    with qtbot.waitSignal(live.changed, timeout=5000) as told:
        album.add([2])
    assert told.args[0].everything


def test_own_edits_are_not_told_twice(qtbot: QtBot, album: Album, live: LiveLibrary) -> None:
    album.add([3])
    live.look()
    live.do(edits.name, f"g{next(iter(album.groups))}", "Anna")
    with qtbot.assertNotEmitted(live.changed):
        live.look()


def test_undo_works_after_a_restart_and_for_edits_of_the_command_line(qtbot: QtBot, album: Album) -> None:
    album.add([3])
    with Library(album.folder) as library:
        library.do(edits.name, f"g{next(iter(album.groups))}", "Anna")
    live = LiveLibrary(album.folder)
    try:
        undo = live.next_undo()
        assert undo is not None
        assert undo.kind == "name"
        with qtbot.waitSignal(live.taken_back) as told:
            live.undo()
        assert told.args == ["Undone: Named Anna"]
        assert live.ask_now(Queries.names) == {}
        redo = live.next_redo()
        assert redo is not None
        live.redo()
        assert list(live.ask_now(Queries.names).values()) == ["Anna"]
        assert live.next_redo() is None
    finally:
        live.close()


def test_questions_are_answered_off_the_gui_thread_and_delivered_on_it(qtbot: QtBot, live: LiveLibrary) -> None:
    threads: list[threading.Thread] = []
    live.ask(lambda queries: (threading.current_thread(), queries.people()), lambda answer: threads.append(answer[0]))
    assert live.busy
    qtbot.waitUntil(lambda: bool(threads))
    assert threads[0] is not threading.main_thread()
    assert not live.busy


class Asker(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.answers: list[object] = []

    def on_answer(self, answer: object) -> None:
        self.answers.append(answer)


def test_an_answer_for_somebody_who_died_is_dropped(qtbot: QtBot, live: LiveLibrary) -> None:
    asker = Asker()
    live.ask(Queries.people, asker.on_answer)
    delete(asker)
    qtbot.waitUntil(lambda: not live.busy)
    assert asker.answers == []


def test_a_question_that_fails_for_a_known_reason_is_a_sentence(qtbot: QtBot, live: LiveLibrary) -> None:
    def fail(queries: Queries) -> None:
        raise LibraryError("The disk went away.")

    with qtbot.waitSignal(live.failed) as told:
        live.ask(fail, lambda _: pytest.fail("there is no answer"))
    assert told.args == ["The disk went away."]


def test_a_standing_question_is_never_asked_twice_at_once_and_never_left_stale(qtbot: QtBot, live: LiveLibrary) -> None:
    asked: list[int] = []
    answers: list[int] = []

    def question(queries: Queries) -> int:
        asked.append(len(asked))
        return len(asked)

    standing = StandingQuestion(live, question, answers.append)
    for _ in range(10):
        standing.on_changes(Changes(people=frozenset({1})))
    qtbot.waitUntil(lambda: len(answers) == 2)
    qtbot.waitUntil(lambda: not live.busy)
    assert len(asked) == 2


def test_after_the_workers_commits_a_question_rests_and_an_own_edit_does_not(qtbot: QtBot, live: LiveLibrary) -> None:
    answers: list[int] = []
    standing = StandingQuestion(live, lambda _: 1, answers.append)
    standing.ask()
    qtbot.waitUntil(lambda: len(answers) == 1)
    standing._rest_until += 1000.0
    standing.on_changes(Changes(everything=True))
    assert not live.busy
    standing.on_changes(Changes(people=frozenset({1})))
    assert live.busy
    qtbot.waitUntil(lambda: len(answers) == 2)


def test_a_standing_question_that_failed_is_asked_again_at_the_next_change(qtbot: QtBot, live: LiveLibrary) -> None:
    answers: list[int] = []
    troubles = [LibraryError("Another program is using the library just now.")]

    def question(queries: Queries) -> int:
        if troubles:
            raise troubles.pop()
        return 1

    standing = StandingQuestion(live, question, answers.append)
    with qtbot.waitSignal(live.failed):
        standing.ask()
    standing.on_changes(Changes(people=frozenset({1})))
    qtbot.waitUntil(lambda: answers == [1])


def test_an_edit_behind_the_window_is_told_when_it_is_written(qtbot: QtBot, album: Album, live: LiveLibrary) -> None:
    album.add([3, 2])
    one, two = album.groups
    told: list[Changes | None] = []
    with qtbot.waitSignal(live.edited) as edited:
        live.merge_behind(told.append, [f"g{one}"], into=f"g{two}")
        assert told == []
        assert live.busy
    assert edited.args == ["Merged 2 into one"]
    qtbot.waitUntil(lambda: bool(told))
    assert told[0] is not None
    assert told[0].faces == frozenset(album.groups[one] + album.groups[two])


def test_others_news_wait_a_moment_after_an_edit_behind_the_window_and_are_not_lost(
    qtbot: QtBot, album: Album, live: LiveLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_library, "OWN_NEWS", 3 * POLL_MS / 1000)
    album.add([3, 2, 1])
    live.look()
    one, two, three = sorted(album.groups)
    told: list[Changes] = []
    live.changed.connect(told.append)
    written: list[Changes | None] = []
    live.merge_behind(written.append, [f"g{one}"], into=f"g{two}")
    qtbot.waitUntil(lambda: bool(written))
    with Library(album.folder) as library:
        library.do(edits.name, f"g{three}", "Anna")
    qtbot.wait(2 * POLL_MS)
    assert [changes.everything for changes in told] == [False]  # nobody has read everything anew for the edit itself
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[1].everything


def test_the_next_edit_waits_for_the_one_behind_the_window(qtbot: QtBot, album: Album, live: LiveLibrary) -> None:
    album.add([3, 2])
    one, two = album.groups
    said: list[str] = []
    live.edited.connect(said.append)
    live.merge_behind(lambda _: None, [f"g{one}"], into=f"g{two}")
    assert live.do(edits.name, "p1", "Ben") is not None
    assert said == ["Merged 2 into one", "Named Ben"]
    qtbot.waitUntil(lambda: not live.busy)
    assert len(said) == 2
    assert [edit.kind for _, edit, _ in live._library.journal.history()][-2:] == ["merge", "name"]


def test_an_edit_behind_the_window_is_written_when_the_window_closes(qtbot: QtBot, album: Album) -> None:
    album.add([3, 2])
    one, two = album.groups
    live = LiveLibrary(album.folder)
    live.merge_behind(lambda _: None, [f"g{one}"], into=f"g{two}")
    live.close()
    with Library(album.folder) as library:
        assert [person.faces for person in library.queries.people()] == [5]


def test_a_senseless_edit_behind_the_window_is_a_sentence(qtbot: QtBot, live: LiveLibrary) -> None:
    told: list[Changes | None] = []
    with qtbot.waitSignal(live.failed) as failed:
        live.merge_behind(told.append, ["p99"], into="p98")
    assert "p98" in failed.args[0]
    assert told == [None]
    assert not Intents(live._library.db).finish()  # nobody tries it again


def test_a_large_edit_is_taken_back_and_done_again_behind_the_window(
    qtbot: QtBot, album: Album, live: LiveLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "LARGE", 0)
    album.add([3])
    live.do(edits.name, f"g{next(iter(album.groups))}", "Anna")
    with qtbot.waitSignal(live.taken_back) as told:
        live.undo_soon()
    assert told.args == ["Undone: Named Anna"]
    with qtbot.waitSignal(live.edited):
        live.redo_soon()
    assert list(live.ask_now(Queries.names).values()) == ["Anna"]


def test_who_showed_an_undo_that_failed_is_told_to_look_again(
    qtbot: QtBot, album: Album, live: LiveLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "LARGE", 0)
    album.add([3])
    live.do(edits.name, f"g{next(iter(album.groups))}", "Anna")
    with Library(album.folder) as library:
        library.db.execute("UPDATE people SET name = 'Ben'")
    with qtbot.waitSignal(live.failed), qtbot.waitSignal(live.changed) as told:
        live.undo_soon()
    assert told.args[0].everything


def test_who_was_there_at_the_end_is_known_at_once_the_next_time(qtbot: QtBot, album: Album) -> None:
    album.add([3, 2])
    live = LiveLibrary(album.folder)
    live.do(edits.name, f"g{min(album.groups)}", "Anna")
    qtbot.waitUntil(lambda: not live.busy)
    live.close()
    live = LiveLibrary(album.folder)
    remembered = live.take_glance()
    assert remembered == live.ask_now(Queries.people)
    assert remembered is not None
    assert [person.name for person in remembered] == ["Anna", ""]
    live.close()


def test_what_somebody_else_did_meanwhile_is_read(qtbot: QtBot, album: Album) -> None:
    album.add([3, 2])
    live = LiveLibrary(album.folder)
    qtbot.waitUntil(lambda: not live.busy)
    live.close()
    album.add([4])
    live = LiveLibrary(album.folder)
    assert live.take_glance() is None
    live.close()


def test_while_the_program_runs_no_list_of_the_last_run_lies_about(qtbot: QtBot, album: Album) -> None:
    """So whoever is deleted is not in it, however this run ends."""
    album.add([3])
    live = LiveLibrary(album.folder)
    live.do(edits.name, f"g{min(album.groups)}", "Wilhelmina")
    qtbot.waitUntil(lambda: not live.busy)
    live.close()
    assert (album.folder / GLANCE).exists()
    live = LiveLibrary(album.folder)
    assert not (album.folder / GLANCE).exists()
    live.close()


def test_a_disk_that_is_gone_at_the_end_is_no_crash(
    qtbot: QtBot, album: Album, monkeypatch: pytest.MonkeyPatch
) -> None:
    album.add([3])
    live = LiveLibrary(album.folder)
    qtbot.waitUntil(lambda: not live.busy)

    def gone(_: Queries) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(Queries, "people", gone)
    live.close()
    monkeypatch.undo()
    live = LiveLibrary(album.folder)
    assert live.take_glance() is None
    live.close()
