"""The questions: whom they are about, and that an answer ends them."""

from __future__ import annotations

import numpy as np
import pytest
from album import Album

from core.errors import EditError
from core.people import edits
from core.people.answers import answer
from core.store.library import Library


@pytest.fixture
def parted(album: Album) -> dict[str, list[int]]:
    """Anna's photos in two groups, Ben's in one, and a lone face of Anna's."""
    faces = {"anna": [album.photo([1])[0] for _ in range(7)], "ben": [album.photo([2])[0] for _ in range(3)]}
    place(album, faces["anna"][:3], faces["anna"][3:6], faces["ben"])
    return faces


def place(album: Album, *groups: list[int]) -> None:
    """Writes the groups as the worker would."""
    ids = np.array(sorted(album.library.questions._db.execute("SELECT id FROM faces").fetchall())).ravel()
    owner = {face: number for number, group in enumerate(groups, start=1) for face in group}
    album.library.groups.write(album.model_id, ids, np.array([owner.get(int(face), -1) for face in ids]))


def asked(library: Library) -> list[set[str]]:
    return [{ask.left, ask.right} for ask in library.questions.worth_asking(limit=20)]


def test_two_groups_of_one_person_and_a_lone_face_are_asked_about(album, parted):
    lone = f"f{parted['anna'][6]}"
    assert {"g1", "g2"} in asked(album.library)
    assert {"g1", lone} in asked(album.library)
    assert not any("g3" in pair for pair in asked(album.library))
    best = album.library.questions.worth_asking(limit=1)[0]
    assert best.settles == 3
    assert best.probability > 0.5
    assert set(best.left_faces) <= set(parted["anna"])


@pytest.mark.parametrize("said", ["same", "different", "unsure"])
def test_no_question_comes_back_after_an_answer(album, parted, said):
    for _ in range(20):
        questions = album.library.questions.worth_asking(limit=20)
        if not questions:
            break
        before = [{ask.left, ask.right} for ask in questions]
        ask = questions[0]
        album.library.do(answer, ask.left, ask.right, said, shown=(ask.left_faces, ask.right_faces))
        assert before[0] not in asked(album.library)
    assert asked(album.library) == []
    album.group()
    assert asked(album.library) == []
    if said == "same":
        assert len({album.key_of(face) for face in parted["anna"]}) == 1


def test_a_nameless_person_is_asked_about_like_a_group(album, parted):
    anna = parted["anna"]
    album.library.do(edits.merge, ["g2", f"f{anna[6]}"])
    album.library.do(edits.name, "g1", "Anna")
    assert {album.key_of(anna[0]), album.key_of(anna[6])} in asked(album.library)
    album.library.do(answer, album.key_of(anna[0]), album.key_of(anna[6]), "different")
    assert asked(album.library) == []


def test_what_was_split_off_is_not_asked_about(album, parted):
    album.library.do(edits.name, "g1", "Anna")
    album.library.do(edits.split, album.key_of(parted["anna"][0]), parted["anna"][:1])
    album.group()
    alone = album.key_of(parted["anna"][0])
    assert alone.startswith("p")
    assert not any({alone, album.key_of(parted["anna"][1])} == pair for pair in asked(album.library))


def test_hidden_people_are_left_in_peace(album, parted):
    album.library.do(edits.set_state, ["g1"], "hidden")
    assert all(album.key_of(parted["anna"][0]) not in pair for pair in asked(album.library))


def test_more_faces_like_somebody(album, parted):
    album.library.do(edits.name, "g1", "Anna")
    anna = album.key_of(parted["anna"][0])
    found = album.library.questions.like(anna, limit=10)
    assert {ask.right for ask in found} == {"g2", f"f{parted['anna'][6]}"}
    assert {face for ask in found for face in ask.right_faces} == set(parted["anna"][3:])
    album.library.do(edits.reject, [parted["anna"][6]], anna)
    album.library.do(answer, anna, "g2", "unsure")
    assert album.library.questions.like(anna, limit=10) == []


def test_a_mixed_group_comes_apart_at_the_right_place(album):
    faces = [album.photo([who])[0] for who in (1, 1, 1, 1, 2, 2)]
    place(album, faces)
    album.library.do(edits.name, "g1", "Anna")
    stay, leave = album.library.questions.halves("p1")
    assert (sorted(stay), sorted(leave)) == (faces[:4], faces[4:])


def test_looked_at_faces_of_one_person_stay_together(album):
    faces = [album.photo([who])[0] for who in (1, 1, 1, 2, 3)]
    place(album, faces)
    album.library.do(edits.name, "g1", "Anna")
    album.library.do(edits.confirm, faces[:4], "p1")
    _, leave = album.library.questions.halves("p1")
    assert leave == faces[4:]
    album.library.do(edits.confirm, faces[4:], "p1")
    with pytest.raises(EditError, match="nothing to split"):
        album.library.questions.halves("p1")


def test_photos_together_and_with_whom(album, three_people):
    album.library.do(edits.name, album.key_of(three_people["ben"][0]), "Ben")
    keys = [album.key_of(three_people[who][0]) for who in ("anna", "ben", "mia")]
    shared = album.library.questions.together(keys[:2])
    assert shared == [album.library.queries.face(three_people["anna"][1]).photo_id]
    assert len(album.library.questions.together(keys)) == 3
    assert album.library.questions.together(keys[:1]) == []
    assert album.library.questions.with_others(keys[0]) == [(keys[1], "Ben", 1)]
