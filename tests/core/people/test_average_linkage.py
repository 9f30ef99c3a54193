"""The linkage agrees with the textbook's algorithm, to the last face."""

from __future__ import annotations

import fastcluster
import numpy as np
import pytest
from scipy.cluster.hierarchy import fcluster
from scipy.spatial.distance import pdist, squareform

from core.people import linkage
from core.people.cluster import average_linkage
from core.people.constraints import Constraints
from core.people.units import first_numbered

FORBIDDEN = 1e6


def textbook(vectors, cut_off, forbidden=()):
    """fastcluster on the whole matrix of distances, forbidden pairs very far apart."""
    distance = squareform(pdist(vectors.astype(np.float64), "sqeuclidean"))
    for left, right in forbidden:
        distance[left, right] = distance[right, left] = FORBIDDEN
    tree = fastcluster.linkage(squareform(distance, checks=False), "average")
    return first_numbered(fcluster(tree, cut_off, "distance"))


@pytest.mark.parametrize("cut_off", [0.02, 0.05, 0.1, 0.2, 0.6, 1.2, 3.0])
@pytest.mark.parametrize("seed", range(4))
def test_same_groups_as_the_textbook(scatter, cut_off, seed):
    vectors = scatter(30, 12, spread=0.35, seed=seed)
    vectors = vectors[np.random.default_rng(seed).permutation(len(vectors))]
    np.testing.assert_array_equal(average_linkage(vectors, cut_off=cut_off), textbook(vectors, cut_off))


def test_same_groups_with_exact_duplicates(scatter):
    vectors = scatter(20, 6, spread=0.35)
    vectors = np.concatenate([vectors, vectors[::2], vectors[:50]])
    labels = average_linkage(vectors, cut_off=0.08)
    np.testing.assert_array_equal(labels, textbook(vectors, 0.08))
    np.testing.assert_array_equal(labels[120:180], labels[:120:2])


def test_same_groups_with_cannot_links(scatter, told):
    vectors = scatter(20, 10, spread=0.35, seed=5)
    random = np.random.default_rng(5)
    photo = random.integers(0, 60, len(vectors))
    pairs = [(i, j) for i in range(len(photo)) for j in range(i) if photo[i] == photo[j]]
    assert len(pairs) > 100
    labels = average_linkage(vectors, cut_off=0.3, constraints=told(len(vectors), photo=photo))
    np.testing.assert_array_equal(labels, textbook(vectors, 0.3, pairs))
    assert not np.array_equal(labels, textbook(vectors, 0.3))


def test_same_groups_with_different_answers(scatter, told):
    vectors = scatter(10, 15, spread=0.35, seed=6)
    pairs = np.random.default_rng(6).integers(0, len(vectors), (200, 2))
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    labels = average_linkage(vectors, cut_off=0.12, constraints=told(len(vectors), different=pairs))
    np.testing.assert_array_equal(labels, textbook(vectors, 0.12, pairs))


def test_a_small_memory_gives_the_same_groups(scatter, monkeypatch):
    """A thousand faces of few people make more near pairs than may be held: several radii are searched in turn."""
    vectors = scatter(4, 250, spread=0.4, seed=7)
    searched = []
    near_pairs = linkage.near_pairs

    def noted(*args, **options):
        radius, pairs = near_pairs(*args, **options)
        searched.append(radius)
        return radius, pairs

    monkeypatch.setattr(linkage, "near_pairs", noted)
    monkeypatch.setattr(linkage, "PAIRS_AT_LEAST", 500)
    monkeypatch.setattr(linkage, "PAIRS_FOR_EACH", 2)
    labels = average_linkage(vectors, cut_off=0.15)
    np.testing.assert_array_equal(labels, textbook(vectors, 0.15))
    assert len(searched) >= 3
    assert searched == sorted(searched)
    assert searched[-1] == 0.15


def test_many_equal_faces_are_one_group():
    vectors = np.zeros((700, 8), dtype=np.float32)
    vectors[:, 0] = 1
    assert set(average_linkage(vectors, cut_off=0.1)) == {0}


def test_few_faces():
    vectors = np.eye(3, dtype=np.float32)
    assert average_linkage(vectors[:0], cut_off=0.1).tolist() == []
    assert average_linkage(vectors[:1], cut_off=0.1).tolist() == [0]
    assert average_linkage(vectors, cut_off=0.1).tolist() == [0, 1, 2]
    assert average_linkage(vectors, cut_off=2.0).tolist() == [0, 0, 0]


def test_the_caller_can_watch_and_stop(scatter):
    vectors = scatter(10, 10)
    seen = []

    def watch(groups):
        seen.append(groups)
        return groups > 40

    stopped = average_linkage(vectors, cut_off=0.2, on_round=watch)
    finished = average_linkage(vectors, cut_off=0.2, on_round=lambda _: True)
    assert seen == sorted(seen, reverse=True)
    assert seen[0] == 100
    assert seen[-1] == stopped.max() + 1 <= 40
    assert finished.max() + 1 == 10
    assert len(set(zip(stopped.tolist(), finished.tolist(), strict=True))) == stopped.max() + 1


def test_stopping_at_once_joins_nothing(scatter):
    vectors = scatter(2, 5)
    assert len(set(average_linkage(vectors, cut_off=0.5, on_round=lambda _: False))) == 10


def test_strangers_all_around_agree_with_the_textbook():
    """No clusters at all: 128 dimensions, everything about equally far."""
    vectors = np.random.default_rng(0).standard_normal((300, 128)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    labels = average_linkage(vectors, cut_off=1.7, constraints=Constraints.none(300))
    assert 1 < labels.max() + 1 < 300
    np.testing.assert_array_equal(labels, textbook(vectors, 1.7))
