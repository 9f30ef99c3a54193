"""A library that grows: what is new is placed, and all is grouped anew only where that is needed."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator

import numpy as np
import pytest
from album import Album

from core import grouping
from core.people import edits
from core.store import groups
from core.store.connection import transaction


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many faces each full grouping had, in a program that places new faces in small libraries too."""
    runs: list[int] = []
    group_faces = grouping.group_faces

    def noted(vectors: np.ndarray, **options: object) -> np.ndarray:
        runs.append(len(vectors))
        return group_faces(vectors, **options)

    monkeypatch.setattr(grouping, "group_faces", noted)
    monkeypatch.setattr(grouping, "ALWAYS_ANEW", 0)
    monkeypatch.setattr(grouping, "GROWTH", 0.5)
    monkeypatch.setattr("core.people.incremental.usual_reach", lambda *_: 0.1)  # two groups are too few to tell
    return runs


@pytest.fixture
def grown(album: Album, anew: list[int]) -> list[int]:
    """Six photos of each of two people, grouped; the first person is Anna. Her faces."""
    faces = [album.photo([1])[0] for _ in range(6)]
    for _ in range(6):
        album.photo([2])
    album.group()
    album.library.do(edits.name, album.key_of(faces[0]), "Anna")
    album.group()
    assert anew == [12]
    return faces


def shown(album: Album) -> dict[int, str]:
    return {face.face_id: album.key_of(face.face_id) for face in album.library.queries.faces()}


def test_a_merge_that_is_taken_back_after_a_grouping_leaves_nothing_behind(album: Album) -> None:
    anna = [album.photo([1])[0] for _ in range(6)]
    other = [album.photo([2])[0] for _ in range(6)]
    album.group()
    album.library.do(edits.name, album.key_of(anna[0]), "Anna")
    album.group()
    album.library.do(edits.merge, [album.key_of(anna[0]), album.key_of(other[0])])
    album.group()
    assert {album.who(face) for face in other} == {"Anna"}
    album.library.journal.undo()
    album.group()
    assert {album.who(face) for face in anna} == {"Anna"}
    assert "Anna" not in {album.who(face) for face in other}


def test_a_new_photo_is_placed(album: Album, anew: list[int], grown: list[int]) -> None:
    before = shown(album)
    (new,) = album.photo([1])
    album.group()
    assert album.who(new) == "Anna"
    assert {face: key for face, key in shown(album).items() if face != new} == before
    assert len(anew) == 1


def test_new_people_are_found_and_get_ids_of_their_own(album: Album, anew: list[int], grown: list[int]) -> None:
    before = set(shown(album).values())
    both = [album.photo([3])[0] for _ in range(2)]
    album.group()
    (key,) = {album.key_of(face) for face in both}
    assert key.startswith("g")
    assert key not in before
    assert len(anew) == 1


def test_much_that_is_new_is_grouped_anew(album: Album, anew: list[int], grown: list[int]) -> None:
    for _ in range(9):
        album.photo([2])
        album.group()
    for _ in range(8):
        album.photo([4])
    album.group()
    assert len(anew) == 2
    assert anew[-1] > 20


def test_a_rejected_face_leaves_without_a_full_grouping(album: Album, anew: list[int], grown: list[int]) -> None:
    album.library.do(edits.reject, [grown[1]], album.key_of(grown[0]))
    album.group()
    assert album.who(grown[1]) == ""
    assert album.who(grown[0]) == "Anna"
    assert len(anew) == 1


def test_a_word_taken_back_is_a_reason_to_group_anew(album: Album, anew: list[int], grown: list[int]) -> None:
    album.library.journal.undo()
    album.group()
    assert album.who(grown[0]) == ""
    assert anew == [12, 12]


def test_a_word_taken_back_and_another_given_too(album: Album, anew: list[int], grown: list[int]) -> None:
    album.library.journal.undo()
    album.library.do(edits.name, album.key_of(grown[0]), "Ben")
    album.group()
    assert album.who(grown[0]) == "Ben"
    assert anew == [12, 12]


def test_a_face_that_is_gone_leaves_its_group(album: Album, anew: list[int], grown: list[int]) -> None:
    both = [album.photo([3])[0] for _ in range(3)]
    album.group()
    photo = album.library.queries.face(both[0]).photo_id
    album.library._db.execute("UPDATE faces SET missing = 1 WHERE photo_id = ?", (photo,))
    album.group()
    rows = album.library._db.execute("SELECT face_id FROM clustering").fetchall()
    assert both[0] not in {face for (face,) in rows}
    assert both[1] in {face for (face,) in rows}
    album.library._db.execute("UPDATE faces SET missing = 0 WHERE photo_id = ?", (photo,))
    album.group()
    assert len({album.key_of(face) for face in both}) == 1
    assert len(anew) == 2


def test_the_user_can_have_all_grouped_anew(album: Album, anew: list[int], grown: list[int]) -> None:
    album.group()
    assert anew == [12]
    album.library.groups.forget_standing()
    album.group()
    assert anew == [12, 12]


def test_a_full_grouping_takes_no_face_from_a_named_person(
    album: Album, anew: list[int], grown: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    (guessed,) = album.photo([1])
    album.group()
    assert album.who(guessed) == "Anna"
    nobody_like_anybody = np.eye(13, dtype=np.float32)
    monkeypatch.setattr(grouping, "_vectors", lambda *_: nobody_like_anybody)
    monkeypatch.setattr(grouping, "ALWAYS_ANEW", 100)
    album.group()
    assert anew == [12, 13]
    assert album.who(guessed) == "Anna"
    album.library.do(edits.reject, [guessed], album.key_of(guessed))
    album.group()
    assert album.who(guessed) == ""


def test_another_algorithm_groups_anew(album: Album, anew: list[int], grown: list[int]) -> None:
    grouping.group_library(album.library, album.model_id, algorithm="hdbscan")
    assert anew == [12, 12]


def test_groups_are_written_a_few_rows_at_a_time(
    album: Album, grown: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An edit gets in after a few rows, whatever there is to write."""
    written: list[int] = []

    def noted(db: sqlite3.Connection) -> Iterator[None]:
        before = db.total_changes
        with transaction(db):
            yield
        written.append(db.total_changes - before)

    monkeypatch.setattr(groups, "ROWS_A_TRANSACTION", 2)
    monkeypatch.setattr(groups, "transaction", contextlib.contextmanager(noted))
    library = album.library
    ids = np.array([face.face_id for face in library.queries.faces()])
    library.groups.write(album.model_id, ids, np.full(len(ids), -1))
    library.groups.write(album.model_id, ids, np.arange(len(ids)) // 3 + 900)
    assert len(written) == 12
    assert max(written) <= 2 * 3  # with what the database counts along
