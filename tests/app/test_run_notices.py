"""What is said when a look through the folders ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.indexing import Indexing
from app.run_notices import RunNotices
from core.records import Progress

if TYPE_CHECKING:
    from tests.app.conftest import DrawnWorker


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def notices(indexing: Indexing, said: list[str]) -> RunNotices:
    return RunNotices(indexing, said.append)


def end(indexing: Indexing, worker: DrawnWorker, *news: Progress) -> None:
    worker.news = list(news)
    worker.running = False
    indexing._on_poll()


def test_copies_are_said_to_count_once(
    notices: RunNotices, indexing: Indexing, workers: list[DrawnWorker], said: list[str]
) -> None:
    indexing.start()
    end(indexing, workers[0], Progress("finished", 36, 36, faces=35, failed=1, known=9))
    assert said == [
        "Done: 26 photo(s), 35 face(s). 9 file(s) are copies of these; copies count once. 1 could not be read."
    ]


def test_a_look_that_finds_nothing_answers_only_who_asked(
    notices: RunNotices, indexing: Indexing, workers: list[DrawnWorker], said: list[str]
) -> None:
    indexing.start()
    end(indexing, workers[0], Progress("finished"))
    assert said == []
    notices.look()
    end(indexing, workers[1], Progress("finished"))
    assert said == [
        "Looking for new photos…",
        "There is nothing new: Familiar knows all photos in your folders.",
    ]


def test_a_run_that_was_stopped_says_nothing(
    notices: RunNotices, indexing: Indexing, workers: list[DrawnWorker], said: list[str]
) -> None:
    indexing.start()
    end(indexing, workers[0], Progress("stopped", 5, 10))
    assert said == []


def test_after_an_interruption_the_rest_is_not_said_to_be_all(
    notices: RunNotices, indexing: Indexing, workers: list[DrawnWorker], said: list[str]
) -> None:
    indexing.start()
    end(indexing, workers[0], Progress("finished", 12, 12, faces=20, before=288))
    assert said == ["Done: 12 photo(s) now, 300 in all."]
