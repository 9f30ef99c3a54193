"""Where a name goes: to the face at its place, to a box of its own, or to the photo."""

from __future__ import annotations

import pytest

from core.people.known_names import FaceHere, place
from core.records import Box, NamedBox, NamesFound

LEFT, RIGHT = Box(0.1, 0.2, 0.1, 0.15), Box(0.7, 0.2, 0.1, 0.15)
TWO = [FaceHere(1, LEFT), FaceHere(2, RIGHT)]


def boxes(**named: Box) -> NamesFound:
    return NamesFound("xmp", (tuple(NamedBox(name, box) for name, box in named.items()),))


def where(
    found: list[NamesFound], faces: list[FaceHere], present: tuple[str, ...] = ()
) -> set[tuple[str, str, object]]:
    return {(one.name, one.how, one.face_id) for one in place(7, found, faces, present)}


def test_a_box_finds_its_face_and_a_lonely_one_stays_a_box() -> None:
    found = boxes(Anna=RIGHT, Mia=Box(0.4, 0.6, 0.1, 0.1))
    assert where([found], TWO) == {("Anna", "face", 2), ("Mia", "box", None)}


@pytest.mark.parametrize(
    "box",
    [
        Box(0.075, 0.1625, 0.15, 0.225),  # half as large again
        Box(0.12, 0.22, 0.07, 0.1),  # eyes to chin
        Box(0.05, 0.15, 0.19, 0.3),  # the whole head
    ],
)
def test_programs_draw_differently(box: Box) -> None:
    assert where([boxes(Anna=box)], TWO) == {("Anna", "face", 1)}


def test_a_neighbours_face_is_not_taken() -> None:
    assert where([boxes(Anna=Box(0.19, 0.2, 0.1, 0.15))], TWO) == {("Anna", "box", None)}


def test_of_two_boxes_the_nearer_one_has_the_face() -> None:
    found = boxes(Anna=Box(0.13, 0.2, 0.1, 0.15), Ben=LEFT)
    assert ("Ben", "face", 1) in where([found], TWO)


def test_the_sidecar_counts_before_the_photo() -> None:
    assert where([boxes(Anna=LEFT), boxes(Anne=LEFT, Ben=RIGHT)], TWO) == {("Anna", "face", 1), ("Ben", "face", 2)}


def test_the_same_box_twice_is_one() -> None:
    lonely = Box(0.4, 0.6, 0.1, 0.1)
    assert where([boxes(Mia=lonely), boxes(Mia=lonely)], TWO) == {("Mia", "box", None)}


def test_that_way_up_counts_in_which_boxes_lie_on_faces() -> None:
    wrong, right = NamedBox("Anna", Box(0.4, 0.6, 0.1, 0.1)), NamedBox("Anna", LEFT)
    assert where([NamesFound("xmp", ((wrong,), (right,)))], TWO) == {("Anna", "face", 1)}
    assert where([NamesFound("xmp", ((wrong,), (right,)))], []) == {("Anna", "box", None)}  # the likelier one


def test_the_users_word_is_kept() -> None:
    faces = [FaceHere(1, LEFT, "Berta", spoken_of=True), FaceHere(2, RIGHT, never=frozenset({"ben"}))]
    assert where([boxes(Anna=LEFT, Ben=RIGHT)], faces) == {("Anna", "differs", 1), ("Ben", "differs", 2)}
    assert where([boxes(BERTA=LEFT)], faces) == {("BERTA", "known", 1)}


def test_names_without_a_box() -> None:
    two = NamesFound("takeout", names=("Anna", "Ben"))
    assert where([two], TWO) == {("Anna", "photo", None), ("Ben", "photo", None)}
    assert where([two], TWO[:1]) == {("Anna", "photo", None), ("Ben", "photo", None)}
    one = NamesFound("takeout", names=("Anna",))
    assert where([one], TWO[:1]) == {("Anna", "only_face", 1)}
    assert where([one], [FaceHere(1, LEFT, never=frozenset({"anna"}))]) == {("Anna", "photo", None)}
    assert where([one], [FaceHere(1, LEFT, "Anna", spoken_of=True)]) == set()
    assert where([one], [], ("anna",)) == {("Anna", "known", None)}


def test_a_name_with_a_box_is_not_said_again_without() -> None:
    found = NamesFound("xmp", ((NamedBox("Anna", LEFT),),), ("anna ", "Ben"))
    assert where([found], TWO) == {("Anna", "face", 1), ("Ben", "only_face", 2)}


def test_a_name_without_letters_is_none() -> None:
    assert where([boxes(**{" ": LEFT})], TWO) == set()
    assert where([NamesFound("takeout", names=("  ",))], TWO) == set()
