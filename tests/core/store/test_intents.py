"""What the window shows before it is written: noted, done once, and forgotten where it makes no sense any more."""

from __future__ import annotations

import pytest

from core.errors import EditError
from core.people import edits
from core.store.intents import Intents
from tests.album import Album


def faces_of_everybody(album: Album) -> list[int]:
    return sorted(person.faces for person in album.library.queries.people())


def key_of(album: Album, face_id: int) -> str:
    face = album.library.queries.face(face_id)
    assert face is not None
    return f"p{face.person_id}" if face.person_id is not None else f"g{face.group_id}"


def test_nothing_was_noted(album):
    assert not Intents(album.library.db).finish()


def test_a_merge_is_done_once(album, three_people):
    intents = Intents(album.library.db)
    before = faces_of_everybody(album)
    intents.note_merge([key_of(album, three_people["anna"][0])], key_of(album, three_people["ben"][0]))
    assert faces_of_everybody(album) == before
    assert intents.finish()
    assert len(faces_of_everybody(album)) == len(before) - 1
    assert not intents.finish()


def test_the_edit_takes_the_note_away_as_it_is_written(album, three_people):
    intents = Intents(album.library.db)
    keys = [key_of(album, three_people[who][0]) for who in ("anna", "ben")]
    intents.note_merge(keys)
    album.library.do(intents.fulfilling(edits.merge), keys)
    assert not intents.finish()


def test_groups_are_known_by_a_face_where_they_have_other_numbers(album, three_people):
    anna, ben = three_people["anna"], three_people["ben"]
    intents = Intents(album.library.db)
    intents.note_merge([key_of(album, anna[0]), key_of(album, ben[0])])
    album.library.do(edits.name, key_of(album, anna[0]), "Anna")  # no group any more
    assert intents.finish()
    assert key_of(album, anna[0]) == key_of(album, ben[0])


def test_what_makes_no_sense_any_more_is_a_sentence_once(album, three_people):
    intents = Intents(album.library.db)
    key = key_of(album, three_people["anna"][0])
    album.library.do(edits.name, key, "Anna")
    person = key_of(album, three_people["anna"][0])
    intents.note_merge([person, key_of(album, three_people["ben"][0])])
    album.library.journal.undo()
    with pytest.raises(EditError):
        intents.finish()
    assert not intents.finish()


@pytest.mark.parametrize("done_already", [False, True])
def test_a_step_is_taken_back_once(album, three_people, done_already):
    album.library.do(edits.name, key_of(album, three_people["anna"][0]), "Anna")
    album.library.do(edits.name, key_of(album, three_people["ben"][0]), "Ben")
    intents = Intents(album.library.db)
    intents.note_turn("undo")
    if done_already:  # killed between the step and the end of the note
        album.library.journal.undo()
    assert intents.finish()
    assert list(album.library.queries.names().values()) == ["Anna"]
    intents.note_turn("redo")
    assert intents.finish()
    assert sorted(album.library.queries.names().values()) == ["Anna", "Ben"]
