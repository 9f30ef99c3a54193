"""Faces in no group are listed, those that were taken away from somebody first."""

from __future__ import annotations

from core.people import edits
from core.store.lone_faces import lone_faces


def test_a_stranger_is_alone_and_a_group_is_not(album, three_people):
    (stranger,) = album.photo([9])
    album.group()
    found = album.library.queries.lone_faces()
    assert [face.face_id for face in found.faces] == [stranger]
    assert found.total == 1
    assert found.faces[0].refused == ()


def test_a_refused_face_is_found_first_with_the_name_it_is_not(album, three_people):
    (stranger,) = album.photo([9])
    album.group()
    album.library.do(edits.name, album.key_of(three_people["anna"][0]), "Anna")
    refused = three_people["anna"][1]
    album.library.do(edits.reject, [refused], album.key_of(three_people["anna"][0]))
    found = album.library.queries.lone_faces()
    assert [(face.face_id, face.refused) for face in found.faces] == [(refused, ("Anna",)), (stranger, ())]
    album.library.do(edits.move, [refused], "Ben")
    assert [face.face_id for face in album.library.queries.lone_faces().faces] == [stranger]


def test_of_many_the_best_are_shown_and_all_are_counted(album):
    for somebody in range(20, 26):
        album.photo([somebody])
    album.group()
    found = lone_faces(album.library.db, limit=4)
    assert (len(found.faces), found.total) == (4, 6)
