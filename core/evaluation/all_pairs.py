"""Verification over every pair of a labelled set, and in splits of people, as FaceNet's hold-out sets are measured.

Source: Schroff et al., "FaceNet", 2015, section 4.1: people whom training never saw, in five splits; in each all pairs
are compared, and the splits give a standard error.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.evaluation import verification

Vectors = NDArray[np.float32]
Labels = NDArray[np.integer]

SPLITS = 5
MOST_OF_ONE = 20  # faces of one person that count: pairs grow with their square, and one person is not a protocol


@dataclass(frozen=True, slots=True)
class HoldOut:
    """Means over the splits, 0..1."""

    val: float
    error: float  # standard error of it
    far: float  # at which it was measured
    auc: float
    accuracy: float  # both kinds of pairs weighing the same, each split by the threshold of the others
    threshold: float
    faces: int
    people: int
    same: int  # pairs of one person
    different: int


def labelled_pairs(vectors: Vectors, labels: Labels) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Squared distances of all pairs of unit vectors (n, d), and whether each shows one person; n (n - 1) / 2 each."""
    left, right = np.triu_indices(len(vectors), 1)
    distances = np.clip(2 - 2 * (vectors @ vectors.T)[left, right], 0, 4)
    return distances.astype(np.float32), labels[left] == labels[right]


def limited(labels: Labels, *, most: int = MOST_OF_ONE, seed: int = 0) -> NDArray[np.int64]:
    """The places of at most so many faces of each person, in order."""
    order = np.random.default_rng(seed).permutation(len(labels))
    _, count = np.unique(labels, return_counts=True)
    by_person = np.argsort(labels[order], kind="stable")
    rank = np.arange(len(labels)) - np.repeat(np.cumsum(count) - count, count)
    return np.sort(order[by_person[rank < most]])


def split_people(labels: Labels, *, splits: int = SPLITS, seed: int = 0) -> NDArray[np.int64]:
    """Shape (n,): the split of each face; a person is in one split only."""
    people, person = np.unique(labels, return_inverse=True)
    order = np.random.default_rng(seed).permutation(len(people))
    return np.asarray(order[person] % splits, np.int64)


def hold_out(vectors: Vectors, labels: Labels, *, far: float = 1e-3, splits: int = SPLITS, seed: int = 0) -> HoldOut:
    """VAL at `far`, over splits of the people; at most MOST_OF_ONE faces of each count.

    There must be two people, and two faces of one; of few people there are fewer splits.
    """
    chosen = limited(labels, seed=seed)
    vectors, labels = vectors[chosen], labels[chosen]
    splits = max(1, min(splits, len(np.unique(labels)) // 2))
    split = split_people(labels, splits=splits, seed=seed)
    parts = [labelled_pairs(vectors[split == one], labels[split == one]) for one in range(splits)]
    parts = [(distances, same) for distances, same in parts if same.any() and not same.all()]
    parts = parts or [labelled_pairs(vectors, labels)]
    vals = [verification.val_at_far(distances, same, far=far) for distances, same in parts]
    thresholds = [verification.balanced_threshold(distances, same) for distances, same in parts]
    right = []
    for number, (distances, same) in enumerate(parts):
        others = [threshold for i, threshold in enumerate(thresholds) if i != number] or thresholds
        right.append(verification.balanced_accuracy(distances, same, threshold=float(np.mean(others))))
    return HoldOut(
        val=float(np.mean(vals)),
        error=float(np.std(vals, ddof=1) / len(vals) ** 0.5) if len(vals) > 1 else 0.0,
        far=far,
        auc=float(np.mean([verification.auc(*part) for part in parts])),
        accuracy=float(np.mean(right)),
        threshold=float(np.mean(thresholds)),
        faces=len(labels),
        people=len(np.unique(labels)),
        same=sum(int(same.sum()) for _, same in parts),
        different=sum(int((~same).sum()) for _, same in parts),
    )
