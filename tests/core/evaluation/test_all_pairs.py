"""Hold-out sets: every pair of people whom training never saw, in splits of the people."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from core.evaluation.all_pairs import hold_out, labelled_pairs, limited, split_people
from core.evaluation.verification import balanced_accuracy, balanced_threshold, val_at_far


def people(count: int, each: int, *, noise: float) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(4)
    labels = np.repeat(np.arange(count), each)
    vectors = random.normal(size=(count, 12))[labels] + noise * random.normal(size=(count * each, 12))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32), labels


def test_every_pair_once() -> None:
    vectors, labels = people(3, 2, noise=0.5)
    distances, same = labelled_pairs(vectors, labels)
    assert len(distances) == 15
    assert same.sum() == 3
    by_hand = [((vectors[i] - vectors[j]) ** 2).sum() for i in range(6) for j in range(i + 1, 6)]
    assert np.allclose(distances, by_hand, atol=1e-5)


def test_perfect_vectors_are_always_right() -> None:
    result = hold_out(*people(20, 4, noise=0.01))
    assert (result.val, result.error, result.auc, result.accuracy) == (1, 0, 1, 1)
    assert (result.faces, result.people, result.same) == (80, 20, 20 * 6)


def test_one_split_is_the_plain_figure() -> None:
    vectors, labels = people(12, 5, noise=0.8)
    result = hold_out(vectors, labels, far=0.05, splits=1)
    distances, same = labelled_pairs(vectors, labels)
    assert result.val == val_at_far(distances, same, far=0.05)
    assert result.auc == pytest.approx(roc_auc_score(same, -distances))
    assert 0 < result.val < 1


def test_nobody_is_in_two_splits() -> None:
    labels = np.random.default_rng(0).integers(0, 40, 300)
    split = split_people(labels)
    assert set(split.tolist()) == {0, 1, 2, 3, 4}
    assert all(len(set(split[labels == person].tolist())) == 1 for person in np.unique(labels))


def test_one_person_does_not_outweigh_all() -> None:
    labels = np.array([7] * 90 + [3] * 2 + [5] * 25)
    chosen = limited(labels, most=20)
    assert np.bincount(labels[chosen], minlength=8).tolist() == [0, 0, 0, 2, 0, 20, 0, 20]
    assert len(set(chosen.tolist())) == 42


def test_few_people_are_fewer_splits() -> None:
    result = hold_out(*people(3, 2, noise=0.1))
    assert (result.people, result.same, result.error) == (3, 3, 0)


def test_the_balanced_threshold_makes_the_fewest_errors_of_both_kinds() -> None:
    distances = np.array([0.1, 0.2, 0.6, 0.5, 0.7, 0.8, 0.9])
    same = np.array([True, True, True, False, False, False, False])
    assert balanced_threshold(distances, same) == pytest.approx(0.65)
    assert balanced_accuracy(distances, same, threshold=0.6) == pytest.approx((1 + 0.75) / 2)
