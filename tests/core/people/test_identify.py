"""Who is this?"""

from __future__ import annotations

import numpy as np
import pytest

from core.people.identify import identify


def test_everybody_is_recognised_and_a_stranger_is_not(scatter):
    people = scatter(30, 6, spread=0.2)
    person = np.repeat(np.arange(100, 130), 6)
    known = np.arange(180) % 6 != 0
    for face in np.flatnonzero(~known):
        who, distance = identify(people[face], people[known], person[known], reach=0.2)
        nearest = 2 - 2 * (people[known & (person == person[face])] @ people[face]).max()
        assert who == person[face]
        assert distance == pytest.approx(nearest, abs=1e-6)
    stranger = scatter(1, 1, seed=9)[0]
    assert identify(stranger, people, person, reach=0.2)[0] is None


def test_the_majority_decides_not_the_one_nearest():
    vectors = np.eye(4, dtype=np.float32)[[0, 0, 0, 0]]
    vectors[1:, 1] = 0.1
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    person = np.array([1, 2, 2, 2])
    assert identify(vectors[0], vectors, person, reach=0.1)[0] == 2
    assert identify(vectors[0], vectors, person, k=1, reach=0.1)[0] == 1
    assert identify(vectors[0], vectors[:2], person[:2], reach=0.1) == (1, pytest.approx(0, abs=1e-6))


def test_faces_out_of_reach_have_no_vote():
    vectors = np.eye(3, dtype=np.float32)[[0, 1, 1, 1]]
    assert identify(vectors[0], vectors, np.array([1, 2, 2, 2]), reach=0.1)[0] == 1


def test_nameless_faces_have_no_vote():
    vectors = np.eye(3, dtype=np.float32)[[0, 1]]
    assert identify(vectors[0], vectors, np.array([-1, 4]), reach=0.1) == (None, 2.0)
    assert identify(vectors[0], vectors, np.array([-1, -1]), reach=0.1) == (None, float("inf"))
    assert identify(vectors[0], vectors[:0], np.array([], dtype=np.int64), reach=0.1) == (None, float("inf"))
