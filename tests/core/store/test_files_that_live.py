"""Folders move, disks change their letters, other programs write into photos: what the user said stays."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest
from album import Album, found_face, jpeg

from core.errors import EditError
from core.people import edits, marks
from core.photos.decode import decode
from core.photos.scan import FoundFile, scan
from core.records import Box
from core.store.library import Library
from core.store.new_places import find_new_place, place_meant
from core.store.queue import Analysis


def look_through(album: Album, *, somebody: int | None = 1) -> int:
    """What the worker does. Returns how many photos were read; pictures are told apart by their bytes."""
    queue = album.library.queue
    queue.begin_scan()
    for folder in queue.folders():
        found = [entry for entry in scan(Path(folder.path)) if isinstance(entry, FoundFile)]
        queue.add_files(folder.folder_id, found)
        queue.end_scan(folder.folder_id, [])
    tasks = queue.take(100)
    for task in tasks:
        digest = Path(task.path).read_bytes().hex()
        if queue.known_as(task, digest):
            continue
        faces = [found_face(somebody, 1)] if somebody else []
        photo = decode(Path(task.path), thumbnail_side=32)
        analysis = Analysis(digest, "2020-05-01T12:00:00", photo.width, photo.height, faces, photo.thumbnail)
        queue.finish(task, analysis, model_id=album.model_id, pipeline="1")
    queue.forget_homeless()
    return len(tasks)


def put(place: Path, colour: int) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(jpeg((colour, 90, 120)))
    return place


@pytest.fixture
def named(album: Album) -> Album:
    """Three photos, in each a face called Anna."""
    for number in range(3):
        put(album.photos_folder / "2020" / f"IMG_{number}.jpg", 40 + 40 * number)
    look_through(album)
    for face in album.library.queries.faces():
        album.library.do(edits.move, [face.face_id], "Anna")
    return album


def folder_id(album: Album) -> int:
    return album.library.queries.folders()[0].folder_id


def names(album: Album) -> list[str]:
    return [face.name for face in album.library.queries.faces()]


def test_a_folder_in_a_new_place_is_not_read_again(named: Album, tmp_path: Path) -> None:
    shutil.move(named.photos_folder, tmp_path / "New disk")
    named.library.do(edits.move_folder, folder_id(named), str(tmp_path / "New disk"))
    assert look_through(named) == 0
    assert names(named) == ["Anna"] * 3
    assert all(str(tmp_path / "New disk") in face.photo_path for face in named.library.queries.faces())


def test_a_move_is_undone_and_done_again(named: Album, tmp_path: Path) -> None:
    before = named.library.db.execute("SELECT * FROM files").fetchall()
    named.library.do(edits.move_folder, folder_id(named), str(tmp_path / "New disk"))
    named.library.journal.undo()
    assert named.library.db.execute("SELECT * FROM files").fetchall() == before
    named.library.journal.redo()
    assert named.library.queries.folders()[0].path == str(tmp_path / "New disk")


@pytest.mark.parametrize(
    ("old", "file", "new", "wanted"),
    [
        ("C:\\Photos", "C:\\Photos\\2020\\a.jpg", "E:\\Photos", "E:\\Photos\\2020\\a.jpg"),
        ("C:\\Photos", "C:\\Photos\\2020\\a.jpg", "/home/anna/Photos", "/home/anna/Photos/2020/a.jpg"),
        ("/home/anna/Photos", "/home/anna/Photos/2020/a.jpg", "C:\\Photos", "C:\\Photos\\2020\\a.jpg"),
        ("D:\\", "D:\\a.jpg", "E:\\", "E:\\a.jpg"),
        ("/", "/a.jpg", "/mnt", "/mnt/a.jpg"),
    ],
)
def test_paths_of_every_system(tmp_path: Path, old: str, file: str, new: str, wanted: str) -> None:
    with Library(tmp_path / "library") as library:
        library.do(edits.add_folder, old)
        library.queue.begin_scan()
        library.db.execute("INSERT INTO photos (id) VALUES (1)")
        library.db.execute("INSERT INTO files VALUES (1, 1, ?, 5, 5, 1)", (file,))
        library.do(edits.move_folder, 1, new)
        assert library.db.execute("SELECT path FROM files").fetchone() == (wanted,)


def test_a_place_that_is_in_the_library_already_is_refused(named: Album, tmp_path: Path) -> None:
    named.library.do(edits.add_folder, str(tmp_path / "other"))
    with pytest.raises(EditError, match="already"):
        named.library.do(edits.move_folder, folder_id(named), str(tmp_path / "other"))
    with pytest.raises(EditError, match="no longer"):
        named.library.do(edits.move_folder, 99, str(tmp_path / "third"))


def test_the_new_place_is_found_beside_a_library_that_moved_too(named: Album, tmp_path: Path) -> None:
    library = named.folder
    assert find_new_place(named.library.db, folder_id(named), library=library) is None
    moved = tmp_path / "other computer" / "disk"
    shutil.move(named.photos_folder, moved / "photos")
    found = find_new_place(named.library.db, folder_id(named), library=moved / "library")
    assert found == moved / "photos"


def test_a_folder_of_that_name_with_other_photos_is_not_it(named: Album, tmp_path: Path) -> None:
    shutil.rmtree(named.photos_folder)
    place = tmp_path / "elsewhere" / "photos"
    (place / "2020").mkdir(parents=True)
    for number in range(3):
        (place / "2020" / f"IMG_{number}.jpg").write_bytes(b"somebody else's")
    assert find_new_place(named.library.db, folder_id(named), library=place.parent / "library") is None


def test_a_place_is_only_meant_where_its_photos_are(named: Album, tmp_path: Path) -> None:
    def meant(chosen: Path) -> Path | None:
        return place_meant(named.library.db, folder_id(named), chosen)

    (tmp_path / "empty").mkdir()
    shutil.move(named.photos_folder, tmp_path / "disk" / "photos")
    assert meant(tmp_path / "disk" / "photos") == tmp_path / "disk" / "photos"
    assert meant(tmp_path / "disk") == tmp_path / "disk" / "photos"
    assert meant(tmp_path / "empty") is None
    next((tmp_path / "disk").rglob("*.jpg")).unlink()  # one that was deleted meanwhile
    assert meant(tmp_path / "disk") == tmp_path / "disk" / "photos"
    named.library.db.execute("DELETE FROM files")
    assert meant(tmp_path / "empty") == tmp_path / "empty"


def test_a_folder_renamed_inside_keeps_its_names(named: Album) -> None:
    (named.photos_folder / "2020").rename(named.photos_folder / "Holidays in 2020")
    look_through(named)
    assert names(named) == ["Anna"] * 3
    assert named.library.queries.counts()["photos"] == 3


def test_a_name_whose_accents_are_taken_apart_is_the_same_photo(album: Album) -> None:
    """macOS and some network drives hand a name back in another Unicode form than it was written in."""
    composed, apart = (unicodedata.normalize(form, "Größe é.jpg") for form in ("NFC", "NFD"))
    put(album.photos_folder / composed, 50)
    look_through(album)
    (face,) = album.library.queries.faces()
    album.library.do(edits.name, f"f{face.face_id}", "Anna")
    (album.photos_folder / composed).rename(album.photos_folder / apart)
    look_through(album)
    assert [(one.face_id, one.name) for one in album.library.queries.faces()] == [(face.face_id, "Anna")]
    assert album.library.queries.counts()["photos"] == 1


def test_a_folder_that_was_added_under_two_names_counts_once(named: Album, tmp_path: Path) -> None:
    """As on a system that ignores case: two spellings, one folder. Here a link plays the second."""
    (tmp_path / "PHOTOS").symlink_to(named.photos_folder)
    named.library.do(edits.add_folder, str(tmp_path / "PHOTOS"))
    look_through(named)
    assert named.library.queries.counts()["photos"] == 3
    assert names(named) == ["Anna"] * 3


def test_notes_written_into_a_photo_change_nothing_that_is_known(named: Album) -> None:
    tool = shutil.which("exiftool")
    if tool is None:
        pytest.skip("exiftool is not installed on this machine")
    before = [face.face_id for face in named.library.queries.faces()]
    for path in (named.photos_folder / "2020").iterdir():
        subprocess.check_call([tool, "-q", "-overwrite_original", "-XMP:Rating=4", str(path)])
    assert look_through(named) == 3
    assert [face.face_id for face in named.library.queries.faces()] == before
    assert names(named) == ["Anna"] * 3


@pytest.mark.parametrize("same", [True, False])
def test_a_photo_without_found_faces_keeps_what_was_said_about_it(album: Album, same: bool) -> None:
    """Somebody's presence and a drawn box hang on the photo alone."""
    path = put(album.photos_folder / "back.jpg", 50)
    look_through(album, somebody=None)
    photo = album.photo_at(path)
    album.library.do(marks.add_to_photo, photo, "Anna")
    album.library.do(marks.draw, photo, Box(0.2, 0.2, 0.3, 0.3))
    if same:
        noted = path.read_bytes()
        path.write_bytes(noted[:2] + b"\xff\xfe\x00\x08a note" + noted[2:])  # a comment
    else:
        path.write_bytes(jpeg((200, 10, 10)))  # another picture
    look_through(album, somebody=None)
    kept = album.library.marks.present_in(album.photo_at(path))
    assert ([name for _, name in kept] == ["Anna"]) is same
    assert bool(album.library.marks.drawn_in(album.photo_at(path))) is same
