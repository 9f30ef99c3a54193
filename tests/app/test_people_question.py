"""Who is in the library: an edit of the user's is shown without waiting for what the worker has written meanwhile."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

from app.live_library import LiveLibrary
from app.people_question import PeopleQuestion
from core.people import edits
from core.store.census import Census

if TYPE_CHECKING:
    from tests.app.conftest import Album


def test_an_edit_is_told_before_all_that_the_worker_wrote_is_read(
    qtbot: QtBot, live: LiveLibrary, album: Album, monkeypatch: pytest.MonkeyPatch
) -> None:
    album.add([3, 2])
    one = next(iter(album.groups))
    told: list[list[tuple[str, int]]] = []
    question = PeopleQuestion(live, lambda people: told.append([(person.name, person.faces) for person in people]))
    question.ask_all()
    qtbot.waitUntil(lambda: told == [[("", 3), ("", 2)]])
    read: list[bool] = []  # whether everything
    plain = Census.read
    monkeypatch.setattr(
        Census, "read", lambda self, touched=None: (read.append(touched is None), plain(self, touched))[1]
    )
    question._question._rest_until = time.monotonic() + 1000  # it was read just now: the worker's news can wait
    album.add([4])
    live.look()
    assert read == []
    question._question._timer.stop()
    live.do(edits.name, f"g{one}", "Anna")
    qtbot.waitUntil(lambda: len(told) > 1)
    assert read[0] is False
    assert told[1] == [("Anna", 3), ("", 2)]
    qtbot.waitUntil(lambda: told[-1] == [("Anna", 3), ("", 4), ("", 2)])  # and then the worker's
    assert read[-1] is True
    qtbot.waitUntil(lambda: not live.busy)
