"""Kills the program at random moments while it indexes and while the user edits, then finishes and compares.

Used by the journey `test_nothing_lost.py` (a few runs) and by `benchmarks/crash_runs.py` (many).
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from core.errors import EditError, LibraryError
from core.people import edits
from core.people.edits import add_folder
from core.store.library import Library
from core.worker import Worker

CHECKOUT = Path(__file__).resolve().parent.parent
VICTIMS = ("worker", "parent", "program")
LONGEST_LIFE = 6.0  # seconds until a kill at the latest; a run of the family album takes about as long


@dataclass(frozen=True)
class Outcome:
    """What a library knows, without ids, so that two libraries can be compared."""

    photos: frozenset[tuple[str, int]]  # file name and number of faces
    boxes: frozenset[tuple[str, float, float]]
    faces: int


def outcome(folder: Path) -> Outcome:
    """Reads the library; fails where it is damaged or not finished."""
    with Library(folder) as library:
        assert library.check() == "ok"
        assert library.queries.failed() == [], "a neighbour was blamed"
        assert library.queries.counts()["pending"] == 0
        faces = library.queries.faces()
        photos = library.queries.photos()
        boxes = [(Path(face.photo_path).name, round(face.box.x, 4), round(face.box.y, 4)) for face in faces]
        assert len(set(boxes)) == len(boxes), "a face is there twice"
        return Outcome(
            frozenset((Path(photo.path).name, photo.faces) for photo in photos), frozenset(boxes), len(faces)
        )


def undisturbed(folder: Path, photos: Path) -> Outcome:
    """A run that nobody kills."""
    with Library(folder) as library:
        library.do(add_folder, str(photos))
    finish(folder)
    return outcome(folder)


def finish(folder: Path) -> None:
    """Runs the worker to the end."""
    worker = Worker(folder)
    worker.start()
    pause = threading.Event()
    while worker.running:
        worker.poll()
        pause.wait(0.02)
    assert worker.error is None, worker.error


def one_run(folder: Path, photos: Path, *, seed: int, kills: int) -> int:
    """Indexes and edits with `kills` kills at random moments, then finishes. Returns how many edits were made.

    Every edit that was reported as done must be in the journal afterwards; nothing else may be.
    """
    chance = random.Random(seed)
    with Library(folder) as library:
        library.do(add_folder, str(photos))
    diary = folder / "diary.txt"
    for number in range(kills):
        _live_and_die(folder, diary, chance, number)
    finish(folder)
    with Library(folder) as library:
        kept = [edit.subject[0] for _, edit, _ in library.journal.history() if edit.kind == "name"]
    done = [line.removeprefix("done ") for line in _lines(diary) if line.startswith("done ")]
    begun = [line.removeprefix("begin ") for line in _lines(diary) if line.startswith("begin ")]
    assert set(done) <= set(kept), "an edit was lost"
    assert set(kept) <= set(begun)
    _check_names(folder, kept)
    return len(kept)


def _live_and_die(folder: Path, diary: Path, chance: random.Random, number: int) -> None:
    indexer = _start("-m", "core", "index", "--library", str(folder))
    editor = _start(str(Path(__file__)), str(folder), str(diary), str(number))
    victim = chance.choice(VICTIMS)
    deadline = time.monotonic() + chance.uniform(0.3, LONGEST_LIFE)
    while time.monotonic() < deadline and indexer.poll() is None:
        threading.Event().wait(0.005)
    children = psutil.Process(indexer.pid).children(recursive=True) if indexer.poll() is None else []
    if victim == "worker":
        for child in children:
            _kill(child.pid)
        indexer.send_signal(signal.SIGINT)  # the parent would go on; this run shall end
        indexer.wait(60)
    else:
        for child in children if victim == "program" else []:
            _kill(child.pid)
        _kill(indexer.pid)
    _kill(editor.pid)
    indexer.wait()
    editor.wait()
    _, orphans = psutil.wait_procs(children, timeout=30)
    assert orphans == [], "an orphan goes on"


def _start(*words: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(CHECKOUT), str(CHECKOUT / "tests")])}
    return subprocess.Popen([sys.executable, *words], cwd=CHECKOUT, env=environment, stderr=subprocess.DEVNULL,
                            stdout=subprocess.DEVNULL)  # fmt: skip


def _kill(pid: int) -> None:
    with contextlib.suppress(psutil.NoSuchProcess):
        psutil.Process(pid).kill()


def _lines(diary: Path) -> list[str]:
    return diary.read_text().splitlines() if diary.exists() else []


def _check_names(folder: Path, kept: list[str]) -> None:
    """The last name that each face was given is shown."""
    with Library(folder) as library:
        assert set(library.queries.names().values()) <= set(kept)
        for face_id, person_id in library._db.execute("SELECT face_id, person_id FROM verdicts WHERE is_match = 1"):
            face = library.queries.face(face_id)
            assert face is not None
            assert face.person_id == person_id


def keep_editing(folder: Path, diary: Path, number: int) -> None:
    """Names faces without an end, and writes down before and after each edit; to be killed."""
    chance = random.Random(os.getpid())
    with diary.open("a", buffering=1) as book:
        for count in range(100_000):
            try:
                with Library(folder) as library:
                    faces = library.queries.faces()
                    if not faces:
                        continue
                    face, name = chance.choice(faces), f"Somebody {number}-{count}"
                    _write(book, f"begin {name}")
                    library.do(edits.name, f"f{face.face_id}", name)
                    _write(book, f"done {name}")
            except (EditError, LibraryError):
                continue


def _write(book: object, line: str) -> None:
    book.write(line + "\n")  # type: ignore[attr-defined]
    os.fsync(book.fileno())  # type: ignore[attr-defined]


if __name__ == "__main__":
    keep_editing(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
