"""The program is killed at random moments, again and again; nothing is lost and nothing is there twice."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from crashes import one_run, outcome, undisturbed

from app.live_library import LiveLibrary
from core.people import edits
from core.store.queries import Queries
from tests.album import Album

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture
def photos(tmp_path: Path, family: Path) -> Path:
    """The family's portraits and two group photos."""
    folder = tmp_path / "photos"
    folder.mkdir()
    for path in [*sorted(family.glob("Family*.jpg")), family / "identification1.jpg", family / "detection6.jpg"]:
        shutil.copy(path, folder / path.name)
    return folder


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_at_random_moments_while_indexing_and_editing(tmp_path, photos, seed):
    calm = undisturbed(tmp_path / "calm", photos)
    one_run(tmp_path / "stormy", photos, seed=seed, kills=4)
    assert outcome(tmp_path / "stormy") == calm


@pytest.fixture
def two_people(tmp_path: Path) -> Path:
    """Anna, and somebody without a name, in six photos each."""
    album = Album(tmp_path)
    for number in range(6):
        for somebody in (1, 2):
            album.photo([somebody], name=f"{somebody}-{number}.jpg")
    album.group()
    album.library.do(edits.name, min(person.key for person in album.library.queries.people()), "Anna")
    album.library.close()
    return album.folder


def die(library: Path, doing: str) -> None:
    """A program of its own, killed while it writes."""
    environment = os.environ | {"PYTHONPATH": str(CHECKOUT), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, str(CHECKOUT / "tests" / "killed.py"), str(library), doing]
    assert subprocess.run(command, env=environment, timeout=60).returncode == -signal.SIGKILL


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_a_merge_that_was_shown_is_there_after_the_program_was_killed(qapp, two_people):
    die(two_people, "merge")
    live = LiveLibrary(two_people)
    assert [(person.name, person.faces) for person in live.ask_now(Queries.people)] == [("Anna", 12)]
    live.undo()  # one step, as if nothing had happened
    assert sorted(person.faces for person in live.ask_now(Queries.people)) == [6, 6]
    live.close()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_so_is_a_step_that_was_taken_back(qapp, two_people):
    die(two_people, "undo")
    live = LiveLibrary(two_people)
    assert live.ask_now(Queries.names) == {}
    live.close()
    live = LiveLibrary(two_people)  # once is enough
    assert live.next_redo() is not None
    live.close()
