"""The worker as the window drives it."""

from __future__ import annotations

import shutil
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

from app.indexing import LOOKS_FOR_ROOM, MORE_ROOM, Indexing
from app.widgets.indexing_strip import IndexingStrip
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


SENTENCE = "The disk is full. Free some space; Familiar then goes on where it stopped."


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A disk with so many bytes free, for everybody who asks."""
    disk = SimpleNamespace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: disk)
    return disk


@pytest.fixture
def strip(qtbot: QtBot, indexing: Indexing) -> IndexingStrip:
    strip = IndexingStrip(indexing, None)  # type: ignore[arg-type]
    qtbot.addWidget(strip)
    return strip


def fill(qtbot: QtBot, indexing: Indexing, worker: DrawnWorker) -> None:
    """The worker meets a full disk at the 50th photo."""
    worker.news = [Progress("indexing", 50, 305, before=0)]
    worker.error, worker.full, worker.running = SENTENCE, True, False
    qtbot.waitUntil(lambda: bool(indexing.waiting))


def test_on_a_full_disk_the_run_waits_and_says_so_until_there_is_room(
    qtbot: QtBot, indexing: Indexing, workers: list[DrawnWorker], disk: SimpleNamespace, strip: IndexingStrip
) -> None:
    sentences: list[str] = []
    indexing.failed.connect(sentences.append)
    indexing.start()
    fill(qtbot, indexing, workers[0])
    assert strip.isVisible()
    for said in ("Waiting for space", "50 of 305 photo(s)", SENTENCE):
        assert said in strip.accessibleName()
    disk.free += MORE_ROOM - 1
    indexing._on_room()
    assert len(workers) == 1
    disk.free += 1
    indexing._on_room()
    assert [worker.job for worker in workers] == ["index", "index"]
    assert not indexing.waiting
    assert "Waiting" not in strip.accessibleName()
    fill(qtbot, indexing, workers[1])
    assert sentences == [SENTENCE]  # the second time nobody asked
    assert "50 of 305 photo(s)" in strip.accessibleName()


def test_room_is_looked_for_by_itself(
    qtbot: QtBot, indexing: Indexing, workers: list[DrawnWorker], disk: SimpleNamespace
) -> None:
    indexing._room.setInterval(1)
    indexing.start()
    fill(qtbot, indexing, workers[0])
    disk.free += MORE_ROOM
    qtbot.waitUntil(lambda: len(workers) == 2)


def test_now_and_then_it_is_tried_whatever_is_free(
    qtbot: QtBot, indexing: Indexing, workers: list[DrawnWorker], disk: SimpleNamespace
) -> None:
    indexing.start()
    fill(qtbot, indexing, workers[0])
    for _ in range(LOOKS_FOR_ROOM):
        assert len(workers) == 1
        indexing._on_room()
    assert len(workers) == 2


def test_edits_while_it_waits_do_not_make_it_forget_the_folders(
    qtbot: QtBot, indexing: Indexing, workers: list[DrawnWorker], disk: SimpleNamespace
) -> None:
    indexing.start()
    fill(qtbot, indexing, workers[0])
    indexing.group_now()
    assert len(workers) == 1
    disk.free += MORE_ROOM
    indexing.group_now()
    assert [worker.job for worker in workers] == ["index", "index"]


def test_a_run_that_waits_is_tried_or_given_up_by_a_click(
    qtbot: QtBot, indexing: Indexing, workers: list[DrawnWorker], disk: SimpleNamespace, strip: IndexingStrip
) -> None:
    indexing.start()
    fill(qtbot, indexing, workers[0])
    strip._pause.click()
    assert len(workers) == 2
    fill(qtbot, indexing, workers[1])
    strip._stop.click()
    assert not indexing.waiting
    assert not indexing._room.isActive()
    assert not strip.isVisible()
