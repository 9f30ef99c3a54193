"""What a user can do to people, each with its undo."""

from __future__ import annotations

import pytest

from core.errors import EditError
from core.people import draft, edits, marks
from core.people.answers import answer
from core.records import Box, Changes


def test_naming_a_group_makes_a_person_of_all_its_faces(album, three_people):
    album.library.do(edits.name, album.key_of(three_people["anna"][0]), "  Anna ")
    assert [album.who(face) for face in three_people["anna"]] == ["Anna"] * 4
    assert album.who(three_people["ben"][0]) == ""


def test_a_named_group_is_guessed_until_the_user_looks_at_each_face(album, three_people):
    face = three_people["anna"][0]
    album.library.do(edits.name, album.key_of(face), "Anna")
    assert album.library.queries.face(face).how == "guessed"
    album.library.do(edits.confirm, [face], album.key_of(face))
    assert album.library.queries.face(face).how == "confirmed"


def test_a_face_that_joins_the_group_later_is_guessed(album, three_people):
    album.library.do(edits.name, album.key_of(three_people["anna"][0]), "Anna")
    (newcomer,) = album.photo([1])
    album.group()
    face = album.library.queries.face(newcomer)
    assert (face.name, face.how) == ("Anna", "guessed")


def test_an_existing_name_is_not_given_silently(album, three_people):
    album.library.do(edits.name, album.key_of(three_people["anna"][0]), "Anna")
    with pytest.raises(EditError, match="already somebody called anna"):
        album.library.do(edits.name, album.key_of(three_people["ben"][0]), "anna")
    album.library.do(edits.name, album.key_of(three_people["ben"][0]), "Anna", may_share=True)
    assert list(album.library.queries.names().values()) == ["Anna", "Anna"]


def test_naming_several_makes_one_person_in_one_step(album, three_people):
    before = album.words()
    album.library.do(edits.name, [album.key_of(three_people[who][0]) for who in ("anna", "ben")], "Anna")
    assert {album.who(three_people[who][1]) for who in ("anna", "ben")} == {"Anna"}
    album.library.journal.undo()
    assert album.words() == before


@pytest.mark.parametrize("name", ["", "   ", "\n\t"])
def test_a_name_needs_a_letter(album, three_people, name):
    with pytest.raises(EditError, match="at least one letter"):
        album.library.do(edits.name, album.key_of(three_people["anna"][0]), name)


def test_merging_keeps_the_name_the_faces_and_the_picture_of_the_person_kept(album, three_people):
    album.library.do(edits.name, album.key_of(three_people["ben"][0]), "Ben")
    ben = next(person for person in album.library.queries.people() if person.name)
    album.library.do(edits.set_cover, album.key_of(three_people["mia"][0]), three_people["mia"][1])
    album.library.do(edits.merge, [album.key_of(three_people[who][0]) for who in ("mia", "anna", "ben")])
    everybody = [face for faces in three_people.values() for face in faces]
    assert {album.who(face) for face in everybody} == {"Ben"}
    (person,) = album.library.queries.people()
    assert (person.faces, person.cover_face_id) == (len(everybody), ben.cover_face_id)


def test_a_face_that_is_not_theirs_stands_for_nobody(album, three_people):
    album.library.do(edits.name, album.key_of(three_people["ben"][0]), "Ben")
    chosen = three_people["ben"][2]
    album.library.do(edits.set_cover, album.key_of(chosen), chosen)
    for away in (edits.reject, edits.move):
        album.library.do(away, [chosen], album.key_of(chosen) if away is edits.reject else "Zoe")
        ben = next(person for person in album.library.queries.people() if person.name == "Ben")
        assert ben.cover_face_id in three_people["ben"][:2]
        album.library.journal.undo()
        ben = next(person for person in album.library.queries.people() if person.name == "Ben")
        assert ben.cover_face_id == chosen


def test_merging_holds_although_the_faces_share_photos(album, three_people):
    album.library.do(edits.merge, [album.key_of(three_people["anna"][0]), album.key_of(three_people["ben"][0])])
    album.group()
    assert album.key_of(three_people["anna"][0]) == album.key_of(three_people["ben"][0])


def test_merging_needs_two(album, three_people):
    with pytest.raises(EditError, match="at least two"):
        album.library.do(edits.merge, [album.key_of(three_people["anna"][0])] * 2)


def test_a_rejected_face_leaves_at_once_and_stays_away(album, three_people):
    wrong = three_people["anna"][0]
    album.library.do(edits.name, album.key_of(wrong), "Anna")
    album.library.do(edits.reject, [wrong], album.key_of(wrong))
    assert album.who(wrong) == ""
    album.group()
    assert album.who(wrong) == ""
    assert {album.who(face) for face in three_people["anna"][1:]} == {"Anna"}


def test_a_face_rejected_from_a_nameless_group_does_not_come_back(album, three_people):
    wrong = three_people["mia"][0]
    album.library.do(edits.reject, [wrong], album.key_of(wrong))
    album.group()
    rest = {album.key_of(face) for face in three_people["mia"][1:]}
    assert len(rest) == 1
    assert album.key_of(wrong) not in rest


def test_moving_faces_out_of_a_nameless_group_leaves_the_others_there(album, three_people):
    source = album.key_of(three_people["mia"][0])
    album.library.do(edits.move, three_people["mia"][:1], "Ben", out_of=source)
    assert [album.who(face) for face in three_people["mia"]] == ["Ben", "", ""]
    album.group()
    assert [album.who(face) for face in three_people["mia"]] == ["Ben", "", ""]


def test_moving_to_an_existing_name_joins_that_person(album, three_people):
    album.library.do(edits.name, album.key_of(three_people["ben"][0]), "Ben")
    album.library.do(edits.move, three_people["mia"][:1], "ben")
    assert album.key_of(three_people["mia"][0]) == album.key_of(three_people["ben"][0])


def test_a_split_is_two_people_for_good(album, three_people):
    key = album.key_of(three_people["anna"][0])
    album.library.do(edits.split, key, three_people["anna"][:2])
    album.group()
    keys = [album.key_of(face) for face in three_people["anna"]]
    assert keys[0] == keys[1] != keys[2] == keys[3]


def test_hiding_and_bringing_back(album, three_people):
    key = album.key_of(three_people["anna"][0])
    album.library.do(edits.set_state, [key], "hidden")
    person = next(person for person in album.library.queries.people() if person.person_id)
    assert (person.state, person.faces) == ("hidden", 4)
    album.library.do(edits.set_state, [person.key], "shown")
    assert all(person.state == "shown" for person in album.library.queries.people())


@pytest.mark.parametrize("key", ["", "p", "x3", "3", "p3x", "g-1", "anna"])
def test_an_id_that_is_none_is_explained(key):
    with pytest.raises(EditError, match="Ids look like p3"):
        draft.parse_key(key)


@pytest.mark.parametrize("key", ["p99", "g99", "f99"])
def test_somebody_who_is_not_there_is_explained(album, three_people, key):
    with pytest.raises(EditError, match="There is n"):
        album.library.do(edits.name, key, "Anna")


def test_an_edit_that_changes_nothing_is_refused(album, three_people):
    album.library.do(edits.name, album.key_of(three_people["anna"][0]), "Anna")
    with pytest.raises(EditError, match="so already"):
        album.library.do(edits.name, album.key_of(three_people["anna"][0]), "Anna")


def test_an_edit_says_what_it_touched(album, three_people):
    changes = album.library.do(edits.name, album.key_of(three_people["anna"][0]), "Anna")
    assert changes == Changes(people=frozenset({1}), faces=frozenset(three_people["anna"]))


def test_removing_a_folder_hides_its_people_and_undo_brings_them_back(album, three_people):
    album.library.do(edits.name, album.key_of(three_people["anna"][0]), "Anna")
    (folder,) = album.library.queries.folders()
    album.library.do(edits.remove_folder, folder.folder_id)
    assert album.library.queries.people() == []
    album.library.journal.undo()
    assert album.who(three_people["anna"][0]) == "Anna"


def test_every_kind_of_edit_has_a_sentence(album, three_people):
    anna, ben, mia = (album.key_of(three_people[who][0]) for who in ("anna", "ben", "mia"))
    album.library.do(edits.name, anna, "Anna")
    anna = album.key_of(three_people["anna"][0])
    album.library.do(edits.name, anna, "Anne")
    album.library.do(edits.confirm, three_people["anna"][:1], anna)
    album.library.do(edits.set_cover, anna, three_people["anna"][1])
    album.library.do(edits.reject, three_people["anna"][:1], anna)
    album.library.do(edits.move, three_people["anna"][:1], "Zoe")
    album.library.do(edits.split, ben, three_people["ben"][:1])
    album.library.do(edits.merge, [anna, mia])
    for state in ("hidden", "ignored", "shown"):
        album.library.do(edits.set_state, [anna], state)
    photo = album.library.queries.face(three_people["ben"][0]).photo_id
    ben, anna = (album.key_of(three_people[who][-1]) for who in ("ben", "anna"))
    album.library.do(answer, anna, ben, "different")
    album.library.do(answer, anna, ben, "unsure")
    album.library.do(answer, anna, ben, "same")
    album.library.do(marks.draw, photo, Box(0.8, 0.7, 0.1, 0.1))
    album.library.do(marks.remove_faces, three_people["ben"][:1])
    album.library.do(marks.restore_faces, three_people["ben"][:1])
    album.library.do(marks.add_to_photo, photo, "Grandma")
    grandma = next(number for number, name in album.library.queries.names().items() if name == "Grandma")
    album.library.do(marks.take_from_photo, photo, f"p{grandma}")
    album.library.do(edits.remove_folder, 1)
    album.library.do(edits.add_folder, "/elsewhere")
    sentences = [edits.sentence(edit) for _, edit, _ in album.library.journal.history()]
    assert "Renamed Anna to Anne" in sentences
    assert "Merged 2 into Anne" in sentences
    assert len(set(sentences)) == len(sentences)
