"""How likely two sides are one person: by distance, by the album, and by who else is near."""

from __future__ import annotations

import numpy as np
import pytest

from core.people.chance import AT_CUT_OFF, Sides, chances
from core.people.linkage import sums_of

DIMENSION = 128


def lone(vectors):
    return sums_of(vectors, np.arange(len(vectors)), len(vectors))


def chance_of(vectors, pairs):
    sums, sizes = lone(vectors)
    left, right = np.array(pairs).T
    return chances(Sides.good(sums, sizes), left, right)


def crowd(count, *, seed=0):
    """Strangers far from each other and from the first axes."""
    vectors = np.random.default_rng(seed).standard_normal((count, DIMENSION)).astype(np.float32)
    vectors[:, :4] = 0
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def turned(distance, axis=1):
    """A unit vector so far from the first axis."""
    found = np.zeros(DIMENSION, dtype=np.float32)
    found[0], found[axis] = 1 - distance / 2, np.sqrt(1 - (1 - distance / 2) ** 2)
    return found


def two_among(count, distance):
    return np.vstack([turned(0), turned(distance), crowd(count)])


def test_the_farther_the_less_likely():
    found = [chance_of(two_among(10, distance), [(0, 1)])[0] for distance in (0.13, 0.15, 0.17, 0.25)]
    assert found == sorted(found, reverse=True)
    assert found[0] > 0.1 > found[-1]


def test_in_a_larger_album_the_same_distance_says_less():
    everybody = np.random.default_rng(1).standard_normal((2000, DIMENSION)).astype(np.float32)
    everybody /= np.linalg.norm(everybody, axis=1, keepdims=True)
    across = everybody[1] - (everybody[1] @ everybody[0]) * everybody[0]
    everybody[1] = 0.935 * everybody[0] + np.sqrt(1 - 0.935**2) * across / np.linalg.norm(across)
    few, many = (chance_of(everybody[:count], [(0, 1)])[0] for count in (10, 2000))
    assert many < 0.6 * few


def test_one_face_cannot_be_everybody_who_is_near():
    vectors = np.vstack([turned(0), turned(0.14), turned(0.145, axis=2), turned(0.15, axis=3), crowd(10)])
    alone = chance_of(vectors, [(0, 3)])[0]
    beside = chance_of(vectors, [(0, 1), (0, 2), (0, 3)])
    assert beside.tolist() == sorted(beside, reverse=True)
    assert beside[2] == pytest.approx(alone / (alone + (1 - alone) * 3**0.67))


def test_what_the_grouping_left_apart_is_never_certain():
    assert chance_of(two_among(10, 0.001), [(0, 1)])[0] == pytest.approx(1 / (1 + np.exp(-AT_CUT_OFF)))


def test_no_pairs():
    assert len(chance_of(crowd(3), np.empty((0, 2), dtype=np.int64))) == 0
