"""A long question that a child process answers: polled or waited for, forgotten, failed, ended from another thread."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from album import Album

from core.aside import Aside
from core.errors import LibraryError
from core.store.library import Library


def faces_times(library: Library, factor: int) -> int:
    return factor * library.queries.counts()["faces"]


def fails(library: Library) -> int:
    raise LibraryError("Nothing can be read.")


def never(library: Library) -> int:
    time.sleep(600)
    return 0


def polled(aside: Aside[int]) -> int | None:
    found, end = None, time.monotonic() + 60
    while aside.running and found is None and time.monotonic() < end:
        found = aside.poll()
        time.sleep(0.01)
    return found


@pytest.fixture
def folder(album: Album) -> Path:
    album.photo([1, 2, 3])
    return album.folder


def test_the_answer_is_polled_for_once(folder: Path) -> None:
    aside = Aside(faces_times, name="test")
    assert aside.poll() is None
    aside.start(folder, 2)
    aside.start(folder, 5)  # another question takes the place of the first
    assert polled(aside) == 15
    assert not aside.running
    assert aside.poll() is None


def test_the_answer_is_waited_for(folder: Path) -> None:
    aside = Aside(faces_times, name="test")
    aside.start(folder, 2)
    assert aside.wait() == 6
    assert not aside.running


def test_a_child_that_fails_simply_ends(folder: Path) -> None:
    aside = Aside(fails, name="test")
    aside.start(folder)
    assert polled(aside) is None
    assert not aside.running
    aside.start(folder)
    assert aside.wait() is None


def test_whoever_waits_is_released_when_the_child_is_ended(folder: Path) -> None:
    aside = Aside(never, name="test")
    aside.start(folder)
    answers: list[int | None] = []
    waiting = threading.Thread(target=lambda: answers.append(aside.wait()))
    waiting.start()
    aside.end()
    waiting.join(10)
    assert answers == [None]
    aside.end()  # nothing is left to be ended
    aside.stop()
