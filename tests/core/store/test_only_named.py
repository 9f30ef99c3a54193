"""Of whom only a name is left: whose last face was no face, until something else is said of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from album import Album

from core.people import edits, marks
from core.people.birthdays import set_birthday


@pytest.fixture
def album(tmp_path: Path):
    made = Album(tmp_path)
    yield made
    made.library.close()


def test_the_last_face_leaves_the_name_alone(album):
    joe, anna = album.photo([1, 2])
    album.library.do(edits.name, f"f{joe}", "Joe")
    album.library.do(edits.name, f"f{anna}", "Anna")
    assert album.library.queries.marks.only_named() == frozenset()
    person = int(album.key_of(joe)[1:])
    album.library.do(marks.remove_faces, [joe])
    assert album.library.queries.marks.only_named() == {person}
    assert album.library.queries.names()[person] == "Joe"
    album.library.journal.undo()
    assert album.library.queries.marks.only_named() == frozenset()


@pytest.mark.parametrize("word", ["birthday", "present", "hidden"])
def test_whoever_the_user_said_more_about_is_there(album, word):
    joe, _ = album.photo([1, 2])
    album.library.do(edits.name, f"f{joe}", "Joe")
    key = album.key_of(joe)
    if word == "birthday":
        album.library.do(set_birthday, key, "2001-02-03")
    elif word == "present":
        album.library.do(marks.add_to_photo, album.photo_at(album.photos_folder / "IMG_0001.jpg"), key)
    else:
        album.library.do(edits.set_state, [key], "hidden")
    album.library.do(marks.remove_faces, [joe])
    assert album.library.queries.marks.only_named() == frozenset()


def test_a_face_that_the_last_look_did_not_find_is_still_theirs(album):
    joe, _ = album.photo([1, 2])
    album.library.do(edits.name, f"f{joe}", "Joe")
    album.library.db.execute("UPDATE faces SET missing = 1 WHERE id = ?", (joe,))
    assert album.library.queries.marks.only_named() == frozenset()
