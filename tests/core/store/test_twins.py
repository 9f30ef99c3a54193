"""A raw file and its developed twin are one photo, whichever is there first."""

from __future__ import annotations

from pathlib import Path

import pytest
from album import Album, found_face, jpeg

from core.people import edits
from core.photos.scan import FoundFile, scan
from core.store.queue import Analysis


def look_through(album: Album) -> list[str]:
    """What the worker does, with a face of person 1 in every photo. Returns the names of the files that were read."""
    queue = album.library.queue
    (folder,) = queue.folders()
    queue.begin_scan()
    found = [entry for entry in scan(album.photos_folder) if isinstance(entry, FoundFile)]
    queue.add_files(folder.folder_id, found)
    queue.end_scan(folder.folder_id, [])
    tasks = queue.take(100)
    for task in tasks:
        digest = Path(task.path).read_bytes().hex()
        analysis = Analysis(digest, "2020-05-01T12:00:00", 640, 480, [found_face(1, 1)], jpeg((90, 90, 90)))
        queue.finish(task, analysis, model_id=album.model_id, pipeline="1")
    queue.forget_homeless()
    return [Path(task.path).name for task in tasks]


def put(album: Album, *names: str) -> None:
    for name in names:
        (album.photos_folder / name).write_bytes(name.encode())


@pytest.fixture
def named(album: Album) -> int:
    """A raw file that was looked through, with a face that has a name."""
    put(album, "IMG_1.CR2")
    assert look_through(album) == ["IMG_1.CR2"]
    (face,) = album.library.queries.faces()
    album.library.do(edits.name, f"f{face.face_id}", "Anna")
    return face.face_id


def test_a_pair_is_one_photo(album: Album) -> None:
    put(album, "IMG_1.CR2", "IMG_1.JPG", "IMG_2.dng", "IMG_3.jpg", "img_4.NEF", "IMG_4.heic")
    assert look_through(album) == ["IMG_1.JPG", "IMG_2.dng", "IMG_3.jpg", "IMG_4.heic"]
    assert album.library.queries.counts()["faces"] == 4


def test_a_raw_file_that_is_developed_later_keeps_its_names(album: Album, named: int) -> None:
    put(album, "IMG_1.jpg")
    assert look_through(album) == ["IMG_1.jpg"]
    assert [(face.face_id, face.name) for face in album.library.queries.faces()] == [(named, "Anna")]
    assert album.library.queries.counts()["photos"] == 1


def test_a_developed_photo_that_goes_leaves_its_names_to_the_raw_file(album: Album, named: int) -> None:
    put(album, "IMG_1.jpg")
    look_through(album)
    (album.photos_folder / "IMG_1.jpg").unlink()
    assert look_through(album) == ["IMG_1.CR2"]
    assert [(face.face_id, face.name) for face in album.library.queries.faces()] == [(named, "Anna")]


def test_names_that_only_begin_alike_are_strangers(album: Album, named: int) -> None:
    put(album, "IMG_1.edited.jpg", "IMG_10.jpg")
    assert look_through(album) == ["IMG_1.edited.jpg", "IMG_10.jpg"]
    assert album.library.queries.counts()["photos"] == 3


def test_a_picture_of_another_kind_is_no_twin(album: Album, named: int) -> None:
    put(album, "IMG_1.png")
    assert look_through(album) == ["IMG_1.png"]
    assert album.library.queries.counts()["photos"] == 2


def test_the_clip_of_a_live_photo_is_no_photo_of_its_own(album: Album) -> None:
    put(album, "IMG_1.HEIC", "IMG_1.MOV", "IMG_2.jpg", "IMG_2.mp4")
    assert look_through(album) == ["IMG_1.HEIC", "IMG_2.jpg"]
