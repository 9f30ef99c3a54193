"""A backup is whole and comes back; deleting leaves nothing behind."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import LibraryDamaged, LibraryError
from core.people import edits
from core.store.backup import REPLACED, back_up, check_backup, restore
from core.store.forgetting import forget_copies, forget_everything, forget_person
from core.store.inventory import inventory
from core.store.library import Library
from tests.album import Album


@pytest.fixture
def album(tmp_path: Path) -> Iterator[Album]:
    made = Album(tmp_path)
    for _ in range(3):
        made.photo([1, 2])
    made.group()
    yield made
    made.library.close()


def test_a_backup_brings_names_back(album: Album, tmp_path: Path) -> None:
    first = album.library.queries.people()[0]
    album.library.do(edits.name, first.key, "Anna")
    back_up(album.library.db, tmp_path / "kept.sqlite")
    album.library.do(edits.name, "p1", "Wrong")
    album.library.close()
    restore(album.folder, tmp_path / "kept.sqlite")
    with Library(album.folder) as library:
        assert list(library.queries.names().values()) == ["Anna"]
        assert library.check() == "ok"
        assert library.journal.undo()
    assert (album.folder / REPLACED).exists()


@pytest.mark.skipif(os.name != "posix", reason="rights of a file as POSIX has them")
def test_nobody_else_may_read_a_backup(album: Album, tmp_path: Path) -> None:
    back_up(album.library.db, tmp_path / "kept.sqlite")
    back_up(album.library.db, tmp_path / "kept.sqlite")
    assert stat.S_IMODE((tmp_path / "kept.sqlite").stat().st_mode) == 0o600


def test_something_else_is_no_backup_and_changes_nothing(album: Album, tmp_path: Path) -> None:
    other = tmp_path / "letter.sqlite"
    other.write_text("Dear Anna")
    with pytest.raises(LibraryDamaged):
        check_backup(other)
    album.library.close()
    with pytest.raises(LibraryDamaged):
        restore(album.folder, other)
    with Library(album.folder) as library:
        assert len(library.queries.people()) == 2


def test_a_backup_that_cannot_be_written_is_a_sentence(album: Album, tmp_path: Path) -> None:
    with pytest.raises(LibraryError):
        back_up(album.library.db, tmp_path / "nowhere" / "kept.sqlite")


def test_forgetting_everything_leaves_no_file_of_the_library(album: Album) -> None:
    (album.folder / "library.before-2.sqlite").write_bytes(b"older")
    photos = sorted(path.read_bytes() for path in album.photos_folder.iterdir())
    album.library.close()
    forget_everything(album.folder)
    assert list(album.folder.iterdir()) == []
    assert sorted(path.read_bytes() for path in album.photos_folder.iterdir()) == photos
    with Library(album.folder) as library:
        assert library.queries.people() == []


def test_forgetting_one_person_leaves_no_trace_of_the_name_the_faces_and_the_steps(album: Album) -> None:
    library = album.library
    first, second = library.queries.people()
    library.do(edits.name, first.key, "Wilhelmina")
    library.do(edits.name, second.key, "Ben")
    (person_id,) = (number for number, name in library.queries.names().items() if name == "Wilhelmina")
    faces = [face.face_id for face in library.queries.faces_of(f"p{person_id}")]
    (album.folder / "library.before-2.sqlite").write_bytes(b"older")
    forget_person(library.db, library.previews, person_id, faces)
    forget_copies(album.folder)
    assert list(library.queries.names().values()) == ["Ben"]
    assert [person.name for person in library.queries.people()] == ["Ben"]
    assert all(library.queries.face(face) is None and library.previews.crop(face) is None for face in faces)
    assert library.journal.history() == []
    assert library.check() == "ok"
    library.close()
    for path in album.folder.iterdir():
        assert b"Wilhelmina" not in path.read_bytes(), path.name
    assert not (album.folder / "library.before-2.sqlite").exists()
    album.library = Library(album.folder)


def test_the_inventory_knows_sizes_and_the_pack(album: Album) -> None:
    found = inventory(album.library)
    assert found.folder == album.folder
    assert found.library > 0
    assert found.previews > 0
    assert found.copies == 0
    assert found.pack == found.wanted_pack != ""
