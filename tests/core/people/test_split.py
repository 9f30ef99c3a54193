"""A mixed group in two."""

from __future__ import annotations

import numpy as np
import pytest

from core.errors import EditError
from core.people.split import split_in_two


def test_two_people_are_told_apart(scatter):
    vectors = scatter(2, 20, spread=0.5, seed=1)
    np.testing.assert_array_equal(split_in_two(vectors), np.arange(40) // 20)


def test_one_odd_face_is_not_the_answer():
    """The last joining of average linkage would cut off the face at 100 degrees; two people are the better split."""
    degrees = [*range(-5, 5), *range(25, 35), 100]
    vectors = np.stack([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))], axis=1).astype(np.float32)
    labels = split_in_two(vectors)
    np.testing.assert_array_equal(labels[:20], np.arange(20) // 10)


def test_the_verdicts_decide(scatter, told):
    vectors = scatter(2, 10, spread=0.3, seed=3)
    constraints = told(20, person=[1] * 3 + [-1] * 7 + [1] * 3 + [-1] * 6 + [2])
    labels = split_in_two(vectors, constraints=constraints)
    assert labels[0] == labels[1] == labels[10] == 0
    assert labels[19] == 1


def test_faces_of_one_photo_part(scatter, told):
    vectors = scatter(1, 6, spread=0.1)
    labels = split_in_two(vectors, constraints=told(6, photo=[0, 0, 1, 2, 3, 4]))
    assert labels[0] != labels[1]


def test_three_that_must_part_become_two_halves(scatter, told):
    vectors = scatter(3, 5, spread=0.2, seed=4)
    labels = split_in_two(vectors, constraints=told(15, person=np.arange(15) // 5))
    assert set(labels.tolist()) == {0, 1}
    assert all(len(set(labels[start : start + 5].tolist())) == 1 for start in (0, 5, 10))


def test_two_faces(scatter):
    assert split_in_two(scatter(1, 2)).tolist() == [0, 1]


def test_what_cannot_be_split_is_said_so(scatter, told):
    with pytest.raises(EditError, match="single face"):
        split_in_two(scatter(1, 1))
    with pytest.raises(EditError, match="same person"):
        split_in_two(scatter(1, 3), constraints=told(3, person=[1, 1, 1]))
