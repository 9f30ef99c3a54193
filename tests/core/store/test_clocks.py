"""A drive whose clock moved, as FAT does with summer time: nothing is read again; who writes is still noticed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from album import Album, found_face, jpeg

from core.people import edits
from core.photos import reading
from core.photos.scan import FoundFile, scan
from core.store import clocks
from core.store.clocks import SAMPLES, step_between
from core.store.queue import Analysis

HOUR = 3600 * 10**9
SHOT = 1_562_247_000 * 10**9  # on the even second, as FAT has it
PHOTOS = 8


def look_through(album: Album) -> list[str]:
    """What the worker does. Returns the names of the photos that were read."""
    queue = album.library.queue
    queue.begin_scan()
    for folder in queue.folders():
        queue.add_files(folder.folder_id, [file for file in scan(Path(folder.path)) if isinstance(file, FoundFile)])
        queue.end_scan(folder.folder_id, [])
    tasks = queue.take(100)
    for task in tasks:
        data = Path(task.path).read_bytes()
        digest = reading.content_hash(data)
        if not queue.known_as(task, digest):
            analysis = Analysis(digest, "", 300, 300, [found_face(len(data), 1)], b"")
            queue.finish(task, analysis, model_id=album.model_id, pipeline="1")
    return sorted(Path(task.path).name for task in tasks)


@pytest.fixture
def drive(album: Album) -> Album:
    """Photos on a drive, each with a face that has a name."""
    album.photos_folder.mkdir(parents=True, exist_ok=True)
    for number in range(PHOTOS):
        path = album.photos_folder / f"IMG_{number}.jpg"
        path.write_bytes(jpeg((20 * number, 90, 120)))
        os.utime(path, ns=(SHOT, SHOT))
    assert len(look_through(album)) == PHOTOS
    for face in album.library.queries.faces():
        album.library.do(edits.move, [face.face_id], f"Anna {face.face_id}")
    return album


def move_clock(album: Album, by_ns: int) -> None:
    for path in album.photos_folder.iterdir():
        at = path.stat().st_mtime_ns + by_ns
        os.utime(path, ns=(at, at))


@pytest.mark.parametrize("hours", [1, -1, 5.5, 9, 5.75, -12])
def test_a_drive_that_moved_with_its_zone_is_not_read_again(drive, monkeypatch, hours):
    words = drive.words()
    move_clock(drive, round(hours * HOUR))
    read: list[Path] = []
    monkeypatch.setattr(clocks, "read_photo", lambda path: read.append(path) or reading.read_photo(path))
    assert look_through(drive) == []
    assert len(read) == SAMPLES
    assert drive.words() == words
    read.clear()
    assert look_through(drive) == []
    assert read == []


def test_times_that_were_rounded_by_the_drive_are_known(drive):
    move_clock(drive, 1_300_000_000)
    assert len(look_through(drive)) == PHOTOS
    move_clock(drive, 700_000_000)
    assert look_through(drive) == []


def test_photos_edited_and_dated_an_hour_later_are_read(drive):
    """As programs do that correct a camera's clock: same size, the time an hour on, and other bytes inside."""
    for path in drive.photos_folder.iterdir():
        data = bytearray(path.read_bytes())
        data[-3] ^= 1
        path.write_bytes(data)
        os.utime(path, ns=(SHOT + HOUR, SHOT + HOUR))
    assert len(look_through(drive)) == PHOTOS


def test_one_that_was_edited_is_found_among_those_that_only_moved(drive):
    edited = drive.photos_folder / "IMG_0.jpg"
    edited.write_bytes(jpeg((7, 7, 7)))
    move_clock(drive, HOUR)
    assert "IMG_0.jpg" in look_through(drive)


@pytest.mark.parametrize(
    ("before", "now", "step"),
    [
        (SHOT, SHOT + HOUR, HOUR),
        (SHOT, SHOT - HOUR // 4, -HOUR // 4),
        (SHOT + 30_000_000, SHOT + 30_000_000 + 2 * HOUR, 2 * HOUR),  # exFAT keeps hundredths
        (SHOT + 1, SHOT, 0),
        (SHOT - 1, SHOT, 0),
        (SHOT, SHOT + HOUR + 1, None),
        (SHOT, SHOT + 1, None),
        (SHOT, SHOT + 2 * 10**9, None),  # what writes names into a photo sets it so
        (SHOT, SHOT + 27 * HOUR, None),
    ],
)
def test_what_a_clock_can_do(before, now, step):
    assert step_between(before, now) == step
