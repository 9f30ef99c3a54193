"""The worker as the window drives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytestqt.qtbot import QtBot

from app.indexing import Indexing
from core.records import Progress

if TYPE_CHECKING:
    from tests.app.conftest import DrawnWorker


def test_progress_and_the_end_are_told(qtbot: QtBot, indexing: Indexing, workers: list[DrawnWorker]) -> None:
    indexing.start()
    assert indexing.running
    with qtbot.waitSignal(indexing.progressed) as told:
        workers[0].news = [Progress("indexing", 1, 9), Progress("indexing", 2, 9)]
    assert told.args[0].done == 2
    with qtbot.waitSignal(indexing.finished):
        workers[0].running = False
    assert not indexing.running


def test_a_run_that_failed_says_why(qtbot: QtBot, indexing: Indexing, workers: list[DrawnWorker]) -> None:
    indexing.start()
    sentences: list[str] = []
    indexing.failed.connect(sentences.append)
    with qtbot.waitSignal(indexing.finished):
        workers[0].error = "The disk is full."
        workers[0].running = False
    assert sentences == ["The disk is full."]


def test_a_start_while_running_means_once_more(qtbot: QtBot, indexing: Indexing, workers: list[DrawnWorker]) -> None:
    indexing.start()
    indexing.start()
    indexing.start()
    workers[0].running = False
    qtbot.waitUntil(lambda: len(workers) == 2)
    workers[1].running = False
    with qtbot.waitSignal(indexing.finished):
        pass
    assert len(workers) == 2


def test_grouping_follows_the_last_edit_and_is_quiet(
    qtbot: QtBot, indexing: Indexing, workers: list[DrawnWorker]
) -> None:
    indexing._group.setInterval(1)
    with qtbot.assertNotEmitted(indexing.progressed), qtbot.assertNotEmitted(indexing.finished):
        indexing.group_soon()
        indexing.group_soon()
        qtbot.waitUntil(lambda: bool(workers))
        assert not indexing.running
        workers[0].news = [Progress("grouping")]
        workers[0].running = False
        qtbot.waitUntil(lambda: indexing._worker is None)
    assert [worker.job for worker in workers] == ["group"]


def test_edits_during_a_run_are_grouped_after_it(qtbot: QtBot, indexing: Indexing, workers: list[DrawnWorker]) -> None:
    indexing._group.setInterval(1)
    indexing.start()
    indexing.group_soon()
    qtbot.waitUntil(lambda: indexing._next == "group")
    workers[0].running = False
    qtbot.waitUntil(lambda: len(workers) == 2)
    assert workers[1].job == "group"


def test_looking_through_folders_does_not_wait_for_grouping(
    qtbot: QtBot, indexing: Indexing, workers: list[DrawnWorker]
) -> None:
    indexing._group.setInterval(1)
    indexing.group_soon()
    qtbot.waitUntil(lambda: bool(workers))
    indexing.start()
    assert workers[0].calls == ["stop"]
    qtbot.waitUntil(lambda: [worker.job for worker in workers] == ["group", "index"])


def test_pause_and_go_on(qtbot: QtBot, indexing: Indexing, workers: list[DrawnWorker]) -> None:
    indexing.start()
    with qtbot.waitSignal(indexing.paused_changed):
        indexing.pause()
    indexing.pause()
    assert indexing.paused
    indexing.resume()
    assert not indexing.paused
    assert workers[0].calls == ["pause", "resume"]


def test_stop_forgets_what_was_to_follow(qtbot: QtBot, indexing: Indexing, workers: list[DrawnWorker]) -> None:
    indexing.start()
    indexing.start()
    with qtbot.waitSignal(indexing.finished):
        indexing.stop()
    assert len(workers) == 1
