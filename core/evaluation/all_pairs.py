"""Verification over every pair of a labelled set, and in splits of people, as FaceNet's hold-out sets are measured.

Source: Schroff et al., "FaceNet", 2015, section 4.1: people whom training never saw, in five splits; in each all pairs
are compared, and the splits give a standard error.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.evaluation import verification

Vectors = NDArray[np.float32]
Labels = NDArray[np.integer]
Pairs = tuple[NDArray[np.float32], NDArray[np.bool_]]  # distances, and whether each pair shows one person

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


def labelled_pairs(vectors: Vectors, labels: Labels) -> Pairs:
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


def hold_out(
    vectors: Vectors,
    labels: Labels,
    *,
    far: float = 1e-3,
    splits: int = SPLITS,
    seed: int = 0,
    compare: Callable[[Vectors, Labels], Pairs] = labelled_pairs,
) -> HoldOut:
    """VAL at `far`, over splits of the people; at most MOST_OF_ONE faces of each count.

    There must be two people, and two faces of one; of few people there are fewer splits. `compare` is for other
    distances than the squared one.
    """
    chosen = limited(labels, seed=seed)
    vectors, labels = vectors[chosen], labels[chosen]
    split = split_people(labels, splits=max(1, min(splits, len(np.unique(labels)) // 2)), seed=seed)
    parts = [compare(vectors[split == one], labels[split == one]) for one in np.unique(split)]
    parts = [part for part in parts if _tells(part)] or [compare(vectors, labels)]
    return _mean_of(parts, labels, far=far)


def cross_hold_out(queries: Vectors, gallery: Vectors, labels: Labels, *, far: float = 1e-3, seed: int = 0) -> HoldOut:
    """The same with two vectors of each face (n, d): every query against every other face of the gallery."""
    chosen = limited(labels, seed=seed)
    queries, gallery, labels = queries[chosen], gallery[chosen], labels[chosen]
    split = split_people(labels, splits=max(1, min(SPLITS, len(np.unique(labels)) // 2)), seed=seed)
    insides = [np.flatnonzero(split == one) for one in np.unique(split)]
    parts = [_crossed(queries[inside], gallery[inside], labels[inside]) for inside in insides]
    parts = [part for part in parts if _tells(part)] or [_crossed(queries, gallery, labels)]
    return _mean_of(parts, labels, far=far)


def _crossed(queries: Vectors, gallery: Vectors, labels: Labels) -> Pairs:
    another = ~np.eye(len(labels), dtype=np.bool_)
    distances = np.clip(2 - 2 * queries @ gallery.T, 0, 4)
    return distances[another].astype(np.float32), (labels[:, None] == labels[None])[another]


def _tells(part: Pairs) -> bool:
    return bool(part[1].any() and not part[1].all())


def _mean_of(parts: list[Pairs], labels: Labels, *, far: float) -> HoldOut:
    vals = [verification.val_at_far(*part, far=far) for part in parts]
    thresholds = [verification.balanced_threshold(*part) for part in parts]
    right = []
    for number, part in enumerate(parts):
        others = [threshold for i, threshold in enumerate(thresholds) if i != number] or thresholds
        right.append(verification.balanced_accuracy(*part, threshold=float(np.mean(others))))
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
