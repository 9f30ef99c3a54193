"""Frames of one moment are one piece of evidence."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from album import face_vector

from core.people.cluster import group_faces
from core.people.constraints import Constraints
from core.people.moments import weights

ANNA = face_vector(1)
BEN = face_vector(2)


def between(share: float) -> np.ndarray:
    """Somebody `share` of the way from Anna to Ben."""
    vector = (1 - share) * ANNA + share * BEN
    return (vector / np.linalg.norm(vector)).astype(np.float32)


def pairs(*found: tuple[int, int]) -> np.ndarray:
    return np.array(found, np.int64).reshape(-1, 2)


def test_like_frames_of_a_track_count_together_as_one() -> None:
    vectors = np.stack([ANNA, ANNA, between(0.01), BEN])
    found = weights(vectors, pairs((0, 1), (0, 2), (1, 2)))
    assert found == pytest.approx([1 / 3, 1 / 3, 1 / 3, 1])


def test_frames_that_differ_count_each_for_itself() -> None:
    assert weights(np.stack([ANNA, between(0.3)]), pairs((0, 1))).tolist() == [1, 1]


def test_like_faces_of_different_photos_are_not_spoken_of_here() -> None:
    assert weights(np.stack([ANNA, ANNA]), pairs()).tolist() == [1, 1]


def test_an_album_of_films_is_grouped_as_the_same_album_of_photos() -> None:
    """Each person eight times, 0.13 apart; once as photographs, once as tracks of three like frames."""
    random = np.random.default_rng(1)
    looks = []
    for person in range(5):
        who = face_vector(10 + person).astype(np.float64)
        for _ in range(8):
            today = random.normal(size=len(who))
            vector = who + 0.26 * today / np.linalg.norm(today)
            looks.append((vector / np.linalg.norm(vector)).astype(np.float32))
    photos = np.stack(looks)
    frames = np.repeat(photos, 3, axis=0)
    tracks = [(3 * n + a, 3 * n + b) for n in range(len(photos)) for a, b in ((0, 1), (0, 2), (1, 2))]
    rules = dataclasses.replace(Constraints.none(len(frames)), one_track=pairs(*tracks))
    good = np.ones(len(frames), np.bool_)
    as_photos = group_faces(
        photos, cut_off=None, constraints=Constraints.none(len(photos)), clusterable=good[: len(photos)]
    )
    as_films = group_faces(frames, cut_off=None, constraints=rules, clusterable=good)
    assert as_films[::3].tolist() == as_photos.tolist()
    assert as_films.tolist() == np.repeat(as_photos, 3).tolist()
    bound = dataclasses.replace(rules, one_track=pairs(), same=pairs(*tracks))
    counted = group_faces(frames, cut_off=None, constraints=bound, clusterable=good)
    assert counted.max() > as_films.max(), "or this test could not fail: counted as three they fall apart"
