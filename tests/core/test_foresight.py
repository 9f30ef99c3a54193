"""Leaning to the careful or the daring side: bounded, foreseen, done with the next grouping, and taken back whole."""

from __future__ import annotations

import numpy as np
import pytest

from core.foresight import Foresight, compare, foresee
from core.grouping import group_library
from core.people import edits
from core.store.leaning import FURTHEST, lean, leaning_of, shift_of


def middling(album, somebody: int, count: int, *, apart: float) -> list[int]:
    """Faces of somebody who changes: some way from each other."""
    rng = np.random.default_rng(somebody)
    who = rng.normal(size=128)
    who /= np.linalg.norm(who)
    faces = []
    for _ in range(count):
        (face,) = album.photo([100 + somebody])
        today = rng.normal(size=128)
        today -= (today @ who) * who
        vector = who * np.sqrt(1 - apart / 2) + np.sqrt(apart / 2) * today / np.linalg.norm(today)
        stored = np.clip(np.round(127 * vector / np.abs(vector).max()), -127, 127).astype(np.int8)
        album.library.db.execute("UPDATE vectors SET vector = ? WHERE face_id = ?", (stored.tobytes(), face))
        faces.append(face)
    return faces


@pytest.fixture
def changing(album):
    """Twelve people whose faces lie about as far apart as the rule for their album joins."""
    faces = [face for number in range(12) for face in middling(album, number, 4, apart=0.06 + 0.01 * number)]
    album.group()
    return faces


def grouped(album) -> int:
    return sum(album.key_of(face.face_id).startswith("g") for face in album.library.queries.faces())


def test_the_leaning_is_bounded_and_kept(album):
    assert leaning_of(album.library.db) == 0
    lean(album.library.db, 99)
    assert leaning_of(album.library.db) == FURTHEST
    assert shift_of(99) == shift_of(FURTHEST) == -shift_of(-99) > 0


def test_what_is_foreseen_happens_and_nothing_is_written_before(album, changing):
    before = grouped(album)
    foreseen = foresee(album.library, FURTHEST)
    assert grouped(album) == before
    assert foreseen.after > foreseen.before
    lean(album.library.db, FURTHEST)
    group_library(album.library, album.model_id)
    assert grouped(album) == before - foreseen.alone
    lean(album.library.db, 0)
    group_library(album.library, album.model_id)
    assert grouped(album) == before


def test_the_users_word_stands_at_every_leaning(album, changing):
    album.library.do(edits.merge, [f"f{face}" for face in changing[:4]])
    album.library.do(edits.name, album.key_of(changing[0]), "Anna")
    album.library.do(edits.reject, [changing[6]], album.key_of(changing[0]))
    for steps in (-FURTHEST, FURTHEST):
        lean(album.library.db, steps)
        group_library(album.library, album.model_id)
        assert [album.who(face) for face in changing[:4]] == ["Anna"] * 4
        assert album.who(changing[6]) == ""


def test_two_groupings_are_compared():
    before = np.array([1, 1, 2, 2, 3, 3, -1, -1])
    after = np.array([7, 7, 7, 7, 8, 9, 9, -1])
    assert compare(before, after) == Foresight(before=3, after=3, joined=1, parted=1, alone=-1)
    assert compare(before, before) == Foresight(before=3, after=3, joined=0, parted=0, alone=0)
