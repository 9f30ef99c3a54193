"""An import that was taken back leaves nothing in the library, once it cannot be done again."""

from __future__ import annotations

import pytest
from album import Album

from core.people import edits, marks
from core.photos.header import Header
from core.photos.sidecars import write_names
from core.records import Box, NamedBox
from core.store.foreign_names import ForeignNames
from core.store.orphans import forget_orphans


@pytest.fixture
def taken_back(album: Album) -> Album:
    """An import of a box where no face was found, undone."""
    album.photo([1], name="one.jpg")
    named = [NamedBox("Mia", Box(0.6, 0.6, 0.2, 0.2))]
    write_names(album.photos_folder / "one.jpg", Header(64, 64, 1, b""), named, [])
    take(album)
    album.library.journal.undo()
    return album


def take(album: Album) -> None:
    foreign = ForeignNames(album.library.db)
    album.library.do(foreign.take_over, foreign.read(contacts={}, step=lambda _done, _total: True))


def forget(album: Album) -> int:
    return forget_orphans(album.library.db, album.library.previews)


def faces(album: Album) -> int:
    return album.library.db.execute("SELECT COUNT(*) FROM faces").fetchone()[0]


def test_what_can_be_done_again_stays(taken_back: Album) -> None:
    assert forget(taken_back) == 0
    taken_back.library.journal.redo()
    assert "Mia" in taken_back.library.queries.names().values()
    assert forget(taken_back) == 0


def test_what_cannot_goes(taken_back: Album) -> None:
    taken_back.library.do(edits.name, "f1", "Anna")  # ends what could be done again
    assert faces(taken_back) == 2
    assert forget(taken_back) == 1
    assert faces(taken_back) == 1
    assert forget(taken_back) == 0
    take(taken_back)
    assert set(taken_back.library.queries.names().values()) == {"Anna", "Mia"}
    assert taken_back.library.check() == "ok"


def test_a_box_that_was_erased_comes_back_with_its_face(taken_back: Album) -> None:
    """Erasing is a step of its own, which can be undone."""
    take(taken_back)
    assert forget(taken_back) == 1  # that of the import which was taken back
    face = max(face.face_id for face in taken_back.library.queries.faces())
    taken_back.library.do(marks.remove_faces, [face])
    assert forget(taken_back) == 0
    taken_back.library.journal.undo()
    assert taken_back.who(face) == "Mia"
