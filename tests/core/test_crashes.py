"""What is noted of a failure: where, never what the message says."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.crashes import FILE, MOST_BYTES, CrashLog, NotedCrash
from core.errors import DiskFull

FULL_DISK = Path("/dev/full")


def fail(error: BaseException) -> None:
    raise error


def test_an_unexpected_error_leaves_its_place_but_not_its_words(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Anna"), NotedCrash(tmp_path, "worker"):
        fail(ValueError("/home/anna/Anna.jpg"))
    note = (tmp_path / FILE).read_text()
    assert "worker: ValueError" in note
    assert "test_crashes.py" in note
    assert "fail" in note
    assert "anna" not in note.lower()


@pytest.mark.parametrize("known", [DiskFull("The disk is full."), KeyboardInterrupt(), SystemExit(1)])
def test_what_is_known_is_no_crash(tmp_path: Path, known: BaseException) -> None:
    with pytest.raises(type(known)), NotedCrash(tmp_path, "worker"):
        fail(known)
    assert not (tmp_path / FILE).exists()


def test_the_file_stays_small(tmp_path: Path) -> None:
    for _ in range(5):
        CrashLog(tmp_path).note("x" * (MOST_BYTES // 2))
    assert sorted(path.name for path in tmp_path.iterdir()) == [FILE, f"{FILE}.1"]
    assert all(path.stat().st_size <= MOST_BYTES for path in tmp_path.iterdir())


@pytest.mark.skipif(not FULL_DISK.exists(), reason="this system has no file that stands for a full disk")
def test_a_full_disk_and_a_folder_that_is_gone_are_met_in_silence(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / FILE).symlink_to(FULL_DISK)
    CrashLog(tmp_path).note("worker: ended")
    CrashLog(tmp_path / "gone").note("worker: ended")
    assert capfd.readouterr() == ("", "")
