"""The child process: it indexes, obeys, dies, is started again, and never leaves an orphan or a second writer."""

from __future__ import annotations

import builtins
import contextlib
import errno
import multiprocessing
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest
from deadly import DeadlyWorker
from PIL import Image

from core import indexer as indexer_module
from core import worker as worker_module
from core.crashes import read_notes
from core.errors import DiskFull, LibraryBusy
from core.faces.packs import builtin_pack
from core.indexer import Indexer
from core.niceness import KINDEST, NICENESS
from core.people.edits import add_folder
from core.photos.scan import FoundFile, scan
from core.records import Progress, RunSettings
from core.store.connection import FULL
from core.store.library import Library
from core.store.queue import MAX_DEATHS, Queue
from core.worker import HANGS, Worker, _work, only_worker

CHECKOUT = Path(__file__).resolve().parents[2]
PATIENCE = 120.0  # generous: only a hang reaches it


def until(condition: Callable[[], bool], *, tick: Callable[[], object] = lambda: None) -> None:
    """Waits for something of another process; fails where it does not come."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        tick()
        threading.Event().wait(0.01)


def run_through(worker: Worker, watch: Callable[[Progress], None] = lambda _: None) -> list[Progress]:
    """Polls until the run has ended."""
    heard: list[Progress] = []

    def listen() -> None:
        for progress in worker.poll():
            heard.append(progress)
            watch(progress)

    until(lambda: not worker.running, tick=listen)
    return heard


@pytest.fixture
def photos(tmp_path: Path, family: Path) -> Path:
    """A folder with twelve of the family's photographs."""
    folder = tmp_path / "photos"
    folder.mkdir()
    for path in [*sorted(family.glob("Family1-*.jpg")), family / "detection3.jpg", family / "findsimilar.jpg"]:
        shutil.copy(path, folder / path.name)
    return folder


@pytest.fixture
def library(tmp_path: Path, photos: Path) -> Path:
    """A library that knows the folder."""
    with Library(tmp_path / "library") as library:
        library.do(add_folder, str(photos))
    return tmp_path / "library"


def outcome(folder: Path) -> list[tuple[str, str, list[tuple[float, ...]]]]:
    """What a library knows, without ids."""
    with Library(folder) as library:
        assert library.check() == "ok"
        assert library.queries.counts()["pending"] == 0
        rows = []
        for photo in library.queries.photos() + library.queries.failed():
            faces = library.queries.faces_in(photo.photo_id)
            boxes = [(round(face.box.x, 3), round(face.box.y, 3), round(face.box.width, 3)) for face in faces]
            rows.append((Path(photo.path).name, photo.state, boxes))
        return sorted(rows)


def groups(folder: Path) -> set[frozenset[str]]:
    """The grouping, without ids."""
    with Library(folder) as library:
        found: dict[int | None, set[str]] = {}
        for face in library.queries.faces():
            if face.group_id is not None:
                found.setdefault(face.group_id, set()).add(f"{Path(face.photo_path).name} {face.box.x:.2f}")
    return {frozenset(group) for group in found.values()}


def test_a_run_ends_with_everything_done(library, photos):
    worker = Worker(library)
    worker.start()
    heard = run_through(worker)
    assert worker.error is None
    assert heard[-1].stage == "finished"
    assert [progress.done for progress in heard] == sorted(progress.done for progress in heard)
    assert heard[-1].done == 12
    assert len(outcome(library)) == 11  # one photo lies there twice


def test_a_second_run_decodes_nothing(library, photos):
    first = Worker(library)
    first.start()
    run_through(first)
    again = Worker(library)
    again.start()
    heard = run_through(again)
    assert heard[-1].stage == "finished"
    assert heard[-1].done == 0


def test_stop_is_obeyed_and_the_next_run_finishes(library):
    worker = Worker(library)
    worker.start()
    until(lambda: any(progress.done >= 2 for progress in worker.poll()))
    worker.stop()
    assert not worker.running
    with Library(library) as open_library:
        assert open_library.queue.suspects() == []
        assert open_library.queue.pending() > 0
    again = Worker(library)
    again.start()
    run_through(again)
    assert len(outcome(library)) == 11


def test_the_worker_lets_the_window_go_first(library):
    worker = Worker(library)
    worker.start()
    until(lambda: any(progress.done >= 1 for progress in worker.poll()))
    niceness, mine = psutil.Process(worker.pid).nice(), psutil.Process().nice()
    worker.stop()
    if sys.platform == "win32":
        assert niceness == psutil.BELOW_NORMAL_PRIORITY_CLASS
    else:
        assert niceness == min(KINDEST, mine + NICENESS)


def test_pause_holds_and_resume_goes_on(library):
    worker = Worker(library)
    worker.start()
    heard: list[Progress] = []
    until(lambda: any(progress.done >= 1 for progress in heard), tick=lambda: heard.extend(worker.poll()))
    worker.pause()
    until(lambda: psutil.Process(worker.pid).cpu_percent(interval=0.3) < 5, tick=lambda: heard.extend(worker.poll()))
    held = len(outcome_so_far(library))
    assert held < 11
    assert len(outcome_so_far(library)) == held
    worker.resume()
    run_through(worker)
    assert len(outcome(library)) == 11


def outcome_so_far(folder: Path) -> list[str]:
    with Library(folder) as library:
        return [photo.path for photo in library.queries.photos()]


def test_a_killed_child_is_started_again_and_loses_nothing(library, tmp_path, photos):
    undisturbed = tmp_path / "undisturbed"
    with Library(undisturbed) as other:
        other.do(add_folder, str(photos))
    calm = Worker(undisturbed)
    calm.start()
    run_through(calm)

    chance = random.Random(7)
    kills = {"left": 4, "at": 1}
    worker = Worker(library)

    def kill_at_times(progress: Progress) -> None:
        if kills["left"] and progress.done >= kills["at"] and worker.pid is not None:
            psutil.Process(worker.pid).kill()
            kills["left"] -= 1
            kills["at"] = chance.randint(1, 3)

    worker.start()
    run_through(worker, kill_at_times)
    assert worker.error is None
    assert kills["left"] == 0
    assert outcome(library) == outcome(undisturbed)
    assert groups(library) == groups(undisturbed)
    assert (library / "crash.log").read_text().count("worker: ended with code") == 4


def test_a_worker_whose_parent_is_killed_goes_away(library):
    parent = subprocess.Popen(
        [sys.executable, "-m", "core", "index", "--library", str(library)], cwd=CHECKOUT, stderr=subprocess.DEVNULL
    )
    me = psutil.Process(parent.pid)
    until(lambda: len(outcome_so_far(library)) >= 1)
    children = [child for child in me.children(recursive=True) if "multiprocessing" in " ".join(child.cmdline())]
    assert children
    parent.kill()
    parent.wait()
    _, alive = psutil.wait_procs(children, timeout=30)
    assert alive == []
    worker = Worker(library)
    worker.start()
    run_through(worker)
    assert len(outcome(library)) == 11


def test_no_second_writer_starts(library, monkeypatch):
    monkeypatch.setattr(worker_module, "LOCK_PATIENCE", 0.1)
    with only_worker(library), pytest.raises(LibraryBusy, match=f"process {os.getpid()}"), only_worker(library):
        pass
    with only_worker(library):  # free again
        pass


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no file that stands for a full disk")
def test_a_full_disk_ends_the_run_with_its_sentence_and_the_next_one_goes_on(library, photos):
    (library / "worker.pid").symlink_to("/dev/full")
    worker = Worker(library)
    worker.start()
    run_through(worker)
    assert (worker.error, worker.full) == (FULL, True)
    assert not read_notes(library)  # it is no crash
    worker.start()  # there is room: the first run took the link away
    run_through(worker)
    assert (worker.error, worker.full) == (None, False)
    assert all(state == "done" for _, state, _ in outcome(library))


def test_a_disk_that_gets_full_at_a_photo_blames_no_photo(library, monkeypatch):
    def no_room(*args, **named):
        raise DiskFull(FULL)

    monkeypatch.setattr(Queue, "finish", no_room)
    settings = RunSettings("index", "average", 1)
    for _ in range(MAX_DEATHS + 1):
        with pytest.raises(DiskFull):
            _work(library, settings, tell=lambda _: None, ears=NoOrders())
    with contextlib.closing(sqlite3.connect(library / "library.sqlite")) as db:
        assert db.execute("SELECT COUNT(*) FROM photos WHERE in_flight OR attempts").fetchone() == (0,)


def test_a_worker_that_finds_the_library_taken_says_by_whom(library):
    with only_worker(library):
        worker = Worker(library)
        worker.start()
        run_through(worker)
    assert f"process {os.getpid()}" in (worker.error or "")


@pytest.mark.parametrize("mount_point_stays", [False, True])
def test_a_drive_that_goes_away_fails_and_forgets_no_photo(library, photos, tmp_path, mount_point_stays):
    worker = Worker(library)
    worker.start()
    run_through(worker)
    photos.rename(tmp_path / "unplugged")
    if mount_point_stays:
        photos.mkdir()
    again = Worker(library)
    again.start()
    run_through(again)
    assert again.error is None
    assert len(outcome(library)) == 11


def drop_dead(monkeypatch, folder: Path) -> None:
    """From now on the folder answers as a network drive does whose server is gone: with an error that is none of the
    usual ones."""
    dead = str(folder)

    def guard(function: Callable[..., object]) -> Callable[..., object]:
        def answer(path: object, *args: object, **named: object) -> object:
            if isinstance(path, (str, os.PathLike)) and os.fspath(path).startswith(dead):
                raise OSError(errno.ENOTCONN, "Transport endpoint is not connected", dead)
            return function(path, *args, **named)

        return answer

    for module, name in ((os, "stat"), (os, "scandir"), (os, "listdir"), (builtins, "open")):
        monkeypatch.setattr(module, name, guard(getattr(module, name)))


class NoOrders:
    """Nobody stops it."""

    stopped = False

    def wait_while_paused(self) -> None:
        return


def test_a_drive_that_breaks_off_in_the_middle_fails_no_photo(library, photos, monkeypatch):
    with Library(library) as open_library:
        settings = RunSettings(at_once=1)
        indexer = Indexer(open_library, builtin_pack(), tell=lambda _: None, orders=NoOrders(), settings=settings)
        finish = indexer._finish

        def finish_one(*one: Any) -> int:
            monkeypatch.setattr(indexer, "_finish", finish)
            drop_dead(monkeypatch, photos)
            return finish(*one)

        monkeypatch.setattr(indexer, "_finish", finish_one)
        indexer.index()
        counts = open_library.queries.counts()
        assert open_library.queries.failed() == []
        assert counts["pending"] > 0
        assert open_library.queue.suspects() == []
        assert [folder.reachable for folder in open_library.queries.folders()] == [False]
        monkeypatch.undo()
        Indexer(open_library, builtin_pack(), tell=lambda _: None, orders=NoOrders(), settings=settings).index()
    assert len(outcome(library)) == 11


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_a_drive_that_hangs_is_away_and_blames_no_photo(library, photos, tmp_path, monkeypatch):
    """A pipe without a writer keeps its reader waiting as a silent server does."""
    other = tmp_path / "other"
    shutil.copytree(photos, other)
    with Library(library) as open_library:
        open_library.do(add_folder, str(other))

        def indexer() -> Indexer:
            settings = RunSettings(at_once=1)
            return Indexer(open_library, builtin_pack(), tell=lambda _: None, orders=NoOrders(), settings=settings)

        open_library.queue.begin_scan()
        open_library.queue.add_files(1, [file for file in scan(photos) if isinstance(file, FoundFile)])
        (suspect,) = open_library.queue.take(1)
        path = Path(suspect.path)
        aside = path.rename(tmp_path / "aside")
        os.mkfifo(path)
        monkeypatch.setattr(indexer_module, "DRIVE_PATIENCE", 0.2)
        indexer().index()
        counts = open_library.queries.counts()
        path.open("wb").close()  # whoever waits goes on
        path.unlink()
        aside.rename(path)
        monkeypatch.undo()
        assert open_library.queries.failed() == []
        assert (counts["photos"], counts["pending"]) == (23, 12)  # those of the other folder are done
        indexer().index()
        assert open_library.queries.failed() == []
    assert len(outcome(library)) == 11


def test_a_child_that_outlives_a_kill_is_left_to_its_drive(library, monkeypatch):
    """As one does that hangs in the system, on a network drive whose server is silent."""
    worker = Worker(library)
    worker.start()
    until(lambda: any(progress.done >= 1 for progress in worker.poll()))
    hanging = psutil.Process(worker.pid)
    hanging.suspend()
    monkeypatch.setattr(multiprocessing.process.BaseProcess, "kill", lambda _: None)
    monkeypatch.setattr(worker_module, "SILENCE", 0.0)
    monkeypatch.setattr(worker_module, "PATIENCE", 0.1)
    try:
        run_through(worker)
        assert worker.error == HANGS
        assert hanging.pid not in [child.pid for child in multiprocessing.active_children()]
        with Library(library) as open_library:
            assert open_library.queue.suspects() == []
    finally:
        hanging.kill()
        if sys.platform != "win32":
            os.waitpid(hanging.pid, 0)


def test_bad_photos_fail_with_reasons_and_the_rest_goes_on(library, photos):
    (photos / "empty.jpg").write_bytes(b"")
    (photos / "text.jpg").write_text("Dear diary")
    (photos / "half.jpg").write_bytes((photos / "detection3.jpg").read_bytes()[:40_000])
    (photos / "loop.jpg").symlink_to(photos / "loop.jpg")
    Image.new("RGB", (300, 300)).save(photos / ("😀" * 20 + ".png"))
    worker = Worker(library)
    worker.start()
    run_through(worker)
    with Library(library) as open_library:
        reasons = {Path(photo.path).name: photo.reason for photo in open_library.queries.failed()}
        assert set(reasons) == {"empty.jpg", "text.jpg", "half.jpg", "loop.jpg"}
        assert all(reason.endswith(".") and len(reason) > 12 for reason in reasons.values())
        assert len(open_library.queries.photos()) == 12


def test_a_photo_that_crashes_the_worker_is_given_up_and_its_neighbours_are_not(library, photos):
    (photos / "Family1-Dad2.jpg").rename(photos / "Family1-Dad2 deadly.jpg")
    (photos / "findsimilar.jpg").unlink()
    worker = DeadlyWorker(library)
    worker.start()
    run_through(worker)
    assert worker.error is None
    with Library(library) as open_library:
        (failed,) = open_library.queries.failed()
        assert Path(failed.path).name == "Family1-Dad2 deadly.jpg"
        assert "stopped unexpectedly" in failed.reason
        assert len(open_library.queries.photos()) == 10
