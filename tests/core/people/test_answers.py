"""Yes, no and not sure: what becomes of an answer, and that it stays."""

from __future__ import annotations

import pytest

from core.errors import EditError
from core.people import edits
from core.people.answers import answer


def keys(album, three_people, *who):
    return [album.key_of(three_people[one][0]) for one in who]


def test_a_yes_makes_two_groups_one_person(album, three_people):
    album.library.do(answer, *keys(album, three_people, "anna", "mia"), "same")
    assert len({album.key_of(face) for face in three_people["anna"] + three_people["mia"]}) == 1
    album.library.journal.undo()
    assert len({album.key_of(face) for face in three_people["anna"] + three_people["mia"]}) == 2


def test_a_yes_about_a_single_face_confirms_it(album, three_people):
    album.library.do(edits.name, album.key_of(three_people["anna"][0]), "Anna")
    face = three_people["ben"][0]
    album.library.do(answer, f"f{face}", album.key_of(three_people["anna"][0]), "same")
    assert (album.who(face), album.library.queries.face(face).how) == ("Anna", "confirmed")


@pytest.mark.parametrize("way", [1, -1])
def test_a_no_about_a_person_holds_for_every_face_of_the_group(album, three_people, way):
    album.library.do(edits.name, album.key_of(three_people["anna"][0]), "Anna")
    album.library.do(answer, *keys(album, three_people, "anna", "ben")[::way], "different")
    said = {row[:3] for row in album.words()["verdicts"] if not row[2]}
    assert said == {(face, 1, 0) for face in three_people["ben"]}


def test_a_no_between_two_groups_keeps_them_apart_for_good(album):
    first, second = [album.photo([1])[0] for _ in range(3)], [album.photo([1])[0] for _ in range(3)]
    album.library.groups.write(album.model_id, *_as_groups(first, second))
    left, right = album.key_of(first[0]), album.key_of(second[0])
    album.library.do(answer, left, right, "different", shown=(first[:2], second[:2]))
    album.group()
    assert {album.key_of(face) for face in first}.isdisjoint({album.key_of(face) for face in second})
    album.library.journal.undo()
    album.group()
    assert len({album.key_of(face) for face in first + second}) == 1


def test_not_sure_is_written_down_between_the_faces(album, three_people):
    album.library.do(answer, *keys(album, three_people, "anna", "ben"), "unsure", shown=(three_people["anna"][:2], ()))
    said = {tuple(row[:2]) for row in album.words()["answers"]}
    anna, ben = three_people["anna"], three_people["ben"]
    wanted = {*((anna[0], face) for face in ben), *((face, ben[0]) for face in anna)}
    assert said == {(min(pair), max(pair)) for pair in wanted}
    assert {row[2] for row in album.words()["answers"]} == {"unsure"}


def test_a_newer_answer_takes_the_place_of_the_older(album, three_people):
    pair = keys(album, three_people, "anna", "ben")
    album.library.do(answer, *pair, "unsure")
    unsure = album.words()
    album.library.do(answer, *pair, "different")
    assert {row[2] for row in album.words()["answers"]} == {"different"}
    album.library.journal.undo()
    assert album.words() == unsure


def test_answers_about_two_persons_hang_on_faces_that_the_user_gave_them(album, three_people):
    for who in ("anna", "ben"):
        album.library.do(edits.merge, [album.key_of(three_people[who][0]), f"f{three_people[who][0]}"])
    pair = keys(album, three_people, "anna", "ben")
    assert all(key.startswith("p") for key in pair)
    album.library.do(answer, *pair, "different")
    ((left, right, said, _),) = album.words()["answers"]
    assert {album.key_of(left), album.key_of(right)} == set(pair)
    assert said == "different"


@pytest.mark.parametrize(("left", "right"), [("g1", "g1"), ("g1", "g99"), ("p9", "g1"), ("g1", "f999")])
def test_an_answer_about_nobody_is_explained(album, three_people, left, right):
    with pytest.raises(EditError):
        album.library.do(answer, left, right, "unsure")


def _as_groups(*groups):
    import numpy as np

    faces = np.array([face for group in groups for face in group], np.int64)
    return faces, np.repeat(np.arange(1, len(groups) + 1), [len(group) for group in groups])
