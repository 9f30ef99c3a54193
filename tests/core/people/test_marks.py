"""A face drawn by hand, one that is none, somebody without a face."""

from __future__ import annotations

import pytest

from core.errors import EditError
from core.people import edits, marks
from core.records import Box


def photo_of(album, face):
    return album.library.queries.face(face).photo_id


def test_a_removed_face_is_out_of_sight_and_may_come_back(album, three_people):
    face = three_people["anna"][0]
    photo = photo_of(album, face)
    album.library.do(marks.remove_faces, [face])
    assert album.library.queries.faces_in(photo) == []
    album.group()
    assert face not in {one.face_id for one in album.library.queries.faces()}
    album.library.do(marks.restore_faces, [face])
    assert [one.face_id for one in album.library.queries.faces_in(photo)] == [face]
    album.library.journal.undo()
    assert album.library.queries.faces_in(photo) == []
    album.library.journal.undo()
    assert [one.face_id for one in album.library.queries.faces_in(photo)] == [face]


def test_a_box_around_a_face_that_is_there_is_refused(album, three_people):
    face = album.library.queries.face(three_people["anna"][0])
    with pytest.raises(EditError, match="a face in this place"):
        album.library.do(marks.draw, face.photo_id, face.box)
    album.library.do(marks.draw, face.photo_id, Box(0.7, 0.7, 0.5, 0.2))
    ((_, _, *box, kind),) = album.words()["marks"]
    assert (box, kind) == (pytest.approx([0.7, 0.7, 0.3, 0.2]), "drawn")
    with pytest.raises(EditError, match="a face in this place"):
        album.library.do(marks.draw, face.photo_id, Box(0.7, 0.7, 0.3, 0.2))


@pytest.mark.parametrize("box", [Box(0.2, 0.2, 0.001, 0.2), Box(1.2, 0.2, 0.2, 0.2)])
def test_a_slip_of_the_hand_is_no_box(album, three_people, box):
    with pytest.raises(EditError, match="a little larger"):
        album.library.do(marks.draw, photo_of(album, three_people["anna"][0]), box)


def test_somebody_without_a_face_follows_a_merge(album, three_people):
    photo = photo_of(album, three_people["anna"][0])
    album.library.do(edits.name, album.key_of(three_people["ben"][0]), "Ben")
    album.library.do(marks.add_to_photo, photo, "Grandma")
    before = album.words()
    album.library.do(edits.merge, ["p2", "p1"], into="p1")
    assert album.words()["presence"] == [(photo, 1)]
    album.library.journal.undo()
    assert album.words() == before
    album.library.do(marks.take_from_photo, photo, "p2")
    assert album.words()["presence"] == []


def test_saying_it_twice_is_refused(album, three_people):
    photo = photo_of(album, three_people["anna"][0])
    album.library.do(marks.add_to_photo, photo, "Grandma")
    with pytest.raises(EditError, match="so already"):
        album.library.do(marks.add_to_photo, photo, "grandma")
    with pytest.raises(EditError, match="no longer in the library"):
        album.library.do(marks.add_to_photo, 999, "Grandma")
