"""The census says the same as the view `face_identity`, whatever was said and taken back."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import EditError
from core.people import edits
from core.records import Person
from core.store.library import Library
from core.store.photo_search import PhotoSearch
from tests.album import Album


@pytest.fixture
def album(tmp_path: Path) -> Iterator[Album]:
    made = Album(tmp_path)
    yield made
    made.library.close()


def by_the_view(library: Library) -> dict[str, tuple[int, int, str]]:
    """key -> (faces, photos, last seen), face by face as the view has it."""
    faces: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for face in library.queries.faces():
        if face.person_id is not None:
            faces[f"p{face.person_id}"].append((face.photo_id, face.taken_at))
        elif face.group_id is not None:
            faces[f"g{face.group_id}"].append((face.photo_id, face.taken_at))
    return {
        key: (len(seen), len({photo for photo, _ in seen}), max(taken for _, taken in seen))
        for key, seen in faces.items()
        if key[0] == "p" or len(seen) > 1
    }


def told(people: list[Person]) -> dict[str, tuple[int, int, str]]:
    return {person.key: (person.faces, person.photos, person.last_seen) for person in people}


def say_something(library: Library, chance: random.Random) -> frozenset[int] | None:
    """A random edit; the people that it touched, None where more may have changed."""
    people = [person.key for person in library.queries.people(())]
    faces = [face.face_id for face in library.queries.faces()]
    named = [key for key in people if key[0] == "p"]
    wish = chance.choice(["name", "merge", "reject", "confirm", "split", "hide", "undo", "undo", "redo"])
    if len(people) < 2:
        wish = "undo"
    try:
        if wish == "name":
            changes = library.do(edits.name, chance.choice(people), f"Anna {chance.random()}")
        elif wish == "merge":
            changes = library.do(edits.merge, chance.sample(people, 2))
        elif wish == "hide":
            changes = library.do(edits.set_state, [chance.choice(people)], "hidden")
        elif wish == "undo":
            changes = library.journal.undo()[1]
        elif wish == "redo":
            changes = library.journal.redo()[1]
        elif wish == "split":
            key = chance.choice(people)
            members = [face.face_id for face in library.queries.faces_of(key)]
            changes = library.do(edits.split, key, members[: len(members) // 2])
        else:
            act = edits.reject if wish == "reject" else edits.confirm
            changes = library.do(act, chance.sample(faces, 2), chance.choice(named or people))
    except EditError:
        return frozenset()
    return changes.people if changes.people and not changes.photos and not changes.everything else None


@pytest.mark.parametrize("seed", range(4))
def test_it_agrees_with_the_view_after_every_edit(album: Album, seed: int) -> None:
    chance = random.Random(seed)
    for number in range(14):
        album.photo(chance.sample(range(6), chance.randint(0, 4)), taken_at=f"20{number:02}-03-04T05:06:07")
    album.group()
    library = album.library
    library.queries.people()
    for step in range(30):
        touched = say_something(library, chance)
        assert told(library.queries.people(touched)) == by_the_view(library), step
    assert told(library.queries.people()) == by_the_view(library)


def test_a_person_who_did_not_change_stays_the_same_object(album: Album) -> None:
    for _ in range(3):
        album.photo([1, 2])
    album.group()
    first, second = album.library.queries.people()
    changes = album.library.do(edits.name, first.key, "Anna")
    after = album.library.queries.people(changes.people)
    assert [person for person in after if person.name == "Anna"]
    assert any(person is second for person in after)


def test_an_empty_library_has_nobody_and_no_photo(album: Album) -> None:
    assert album.library.queries.people() == []
    assert album.library.queries.find_photos(PhotoSearch()).ids == ()


def test_photos_of_several_people_together_without_others_of_a_time_and_of_a_folder(album: Album) -> None:
    both = [album.photo([1, 2], taken_at=f"2015-04-0{day}T10:00:00") for day in (1, 2)]
    alone = album.photo([1], taken_at="2016-01-31T23:59:59")
    three = album.photo([1, 2, 3], taken_at="2017-01-01T00:00:00")
    undated = album.photo([2, 3], taken_at="")
    album.group()
    queries = album.library.queries
    photo = {face: queries.face(face).photo_id for faces in (*both, alone, three, undated) for face in faces}
    who = {somebody: key_of(album, three[somebody - 1]) for somebody in (1, 2, 3)}

    def found(**wishes: object) -> list[int]:
        return list(queries.find_photos(PhotoSearch(**wishes)).ids)  # type: ignore[arg-type]

    first, second = (photo[faces[0]] for faces in both)
    everything = [photo[three[0]], photo[alone[0]], second, first, photo[undated[0]]]
    assert found() == everything
    assert queries.find_photos(PhotoSearch()).months == (("2017-01", 1), ("2016-01", 1), ("2015-04", 2), ("", 1))
    assert found(together=(who[1], who[2])) == [photo[three[0]], second, first]
    assert found(together=(who[1], who[2]), only_them=True) == [second, first]
    assert found(together=(who[1],), without=(who[2],)) == [photo[alone[0]]]
    assert found(first_day="2016-01-31", last_day="2016-01-31") == [photo[alone[0]]]
    assert found(last_day="2015-12-31") == [second, first]
    assert found(folder=str(album.photos_folder)) == everything
    assert found(folder=str(album.photos_folder) + "s") == []
    assert queries.paths_of([second, 999]) == [queries.photo(second).path, ""]


def key_of(album: Album, face_id: int) -> str:
    face = album.library.queries.face(face_id)
    assert face is not None
    return f"p{face.person_id}" if face.person_id is not None else f"g{face.group_id}"


def test_photos_that_a_newer_version_wants_to_look_at_again_stay_in_sight(album: Album) -> None:
    for _ in range(3):
        album.photo([1])
    before = album.library.queries.find_photos(PhotoSearch())
    assert len(before.ids) == 3
    assert album.library.queue.renew("other/99") == 3
    assert album.library.queries.find_photos(PhotoSearch()) == before
    assert [photo.photo_id for photo in album.library.queries.photos()] == list(before.ids)
