"""Drives that answer late, with an error, or never."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

import pytest

from core.photos import reading
from core.photos.reading import Reach, answers, holds_something


def test_a_folder_holds_something_or_is_where_a_drive_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not holds_something(tmp_path)
    assert not holds_something(tmp_path / "gone")
    (tmp_path / "photo.jpg").touch()
    assert holds_something(tmp_path)

    def dead(path: str) -> None:
        raise OSError(errno.ESTALE, "Stale file handle", path)

    monkeypatch.setattr(os, "scandir", dead)
    assert not holds_something(tmp_path)


def test_an_error_is_an_answer(tmp_path: Path) -> None:
    assert answers(tmp_path / "gone", patience=60)
    assert answers(tmp_path, patience=60)


def test_nobody_waits_for_a_drive_that_hangs_and_asks_it_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer, asked = threading.Event(), []
    is_folder = os.path.isdir

    def slow(path: str) -> bool:
        asked.append(path)
        answer.wait()
        return is_folder(path)

    reach = Reach(patience=0.05)
    monkeypatch.setattr(reading.os.path, "isdir", slow)
    assert not reach.has(str(tmp_path))
    assert not reach.has(str(tmp_path))
    assert len(asked) == 1
    waiting = list(reach._asking.values())
    answer.set()
    for thread in waiting:
        thread.join()
    monkeypatch.undo()
    assert reach.has(str(tmp_path))
    assert not reach.has(str(tmp_path / "gone"))
    assert reach._asking == {}
