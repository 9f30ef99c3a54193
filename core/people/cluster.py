"""Faces into groups, each of which should hold one person only: the part of the program that finds the people.

`group_faces` is what the product calls. The work is done by `linkage` (average linkage) or `density` (HDBSCAN, the
alternative), on the `units` that the user's word makes of the faces; `poor` faces are attached afterwards, and `cutoff`
decides how near is near enough. README.md beside this file explains the whole in a page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.people.constraints import Constraints
from core.people.cutoff import LONE, SAFE_CUT_OFF, suiting_groups
from core.people.density import density_labels
from core.people.linkage import Sizes, link, sums_of
from core.people.moments import Values, weights
from core.people.poor import attach_poor, doubts
from core.people.units import Indexes, Units, first_numbered
from core.records import Algorithm

Vectors = NDArray[np.float32]


def average_linkage(
    vectors: Vectors,
    *,
    cut_off: float,
    constraints: Constraints | None = None,
    on_round: Callable[[int], bool] | None = None,
) -> Indexes:
    """Group by average linkage: two groups are joined while their mean squared L2 distance is at most `cut_off`.

    vectors: shape (N, dimension), unit length. Answers labels 0..K-1, shape (N,), numbered by the first face of each
    group. Must-links are joined first, cannot-links never; without constraints the partition is that of the textbook's
    algorithm. on_round is told the number of groups left and stops the work by answering False; the groups are then
    smaller than asked for.
    """
    units = Units.from_constraints(constraints or Constraints.none(len(vectors)))
    sums, sizes = sums_of(vectors, units.of, len(units))
    tree = link(sums, sizes, cut_off=cut_off, apart=units.apart, on_round=on_round)
    return first_numbered(tree.labels[units.of])


def hdbscan_groups(
    vectors: Vectors,
    *,
    min_cluster_size: int = 2,
    min_samples: int = 1,
    constraints: Constraints | None = None,
) -> Indexes:
    """Group by HDBSCAN, the alternative that needs no cut-off: slower, and less pure where many people are seen once.

    vectors: shape (N, dimension), unit length. Answers labels like `average_linkage`. What HDBSCAN calls noise are lone
    faces. It knows no constraints: must-links are joined afterwards, and a group that breaks a cannot-link is linked
    again inside, as far as the cannot-links allow.
    """
    units = Units.from_constraints(constraints or Constraints.none(len(vectors)))
    everyone = np.arange(len(vectors))
    found = density_labels(vectors, everyone, units, min_cluster_size=min_cluster_size, min_samples=min_samples)
    return first_numbered(found[units.of])


def group_faces(
    vectors: Vectors,
    *,
    cut_off: float | None,
    constraints: Constraints,
    clusterable: NDArray[np.bool_],
    quality: NDArray[np.float64] | None = None,
    algorithm: Algorithm = "average",
    shift: float = 0.0,
    on_round: Callable[[int], bool] | None = None,
) -> Indexes:
    """Group the faces of a library.

    vectors: shape (N, dimension), unit length. clusterable: shape (N,); faces where it is False are too poor to found a
    group or to bridge two, they are attached to the nearest group that is near enough, or stay alone. cut_off: squared
    L2 distance, or None for the default rule (`core.people.cutoff`). quality: (N,) the measure of each face, 0..1, for
    that rule; None where all are equally good. shift: what the user wants added to the default
    rule's cut-off. Answers labels like `average_linkage`.
    """
    units = Units.from_constraints(constraints)
    good = np.flatnonzero(clusterable)
    founders, founder = np.unique(units.of[good], return_inverse=True)
    reach = SAFE_CUT_OFF if cut_off is None else cut_off
    if algorithm == "hdbscan":
        labels = density_labels(vectors, good, units)
    else:
        labels = np.arange(len(units), dtype=np.int64)
        founding = vectors if len(good) == len(vectors) else vectors[good]
        sums, sizes = _founding(founding, founder, len(founders), _weights(vectors, constraints, good))
        apart = units.apart.among(founders)
        if cut_off is None:
            doubt = (
                None if quality is None else np.bincount(founder, weights=doubts(quality[good])) / np.bincount(founder)
            )
            found, suits = suiting_groups(sums, sizes, apart=apart, doubt=doubt, shift=shift, on_round=on_round)
            reach = min(suits, SAFE_CUT_OFF)
        else:
            found = link(sums, sizes, cut_off=cut_off, apart=apart, on_round=on_round).labels
        labels[founders] = founders[found]
    lone = LONE if cut_off is None else 0.0
    labels = attach_poor(vectors, units, labels, clusterable, cut_off=reach, lone=lone)
    return first_numbered(labels[units.of])


def _weights(vectors: Vectors, constraints: Constraints, good: Indexes) -> Values | None:
    """What each good face counts; None where each counts one."""
    place = np.full(len(vectors), -1, dtype=np.int64)
    place[good] = np.arange(len(good))
    pairs = place[constraints.one_track]
    pairs = pairs[(pairs >= 0).all(axis=1)]
    return weights(vectors[good], pairs) if len(pairs) else None


def _founding(vectors: Vectors, founder: Indexes, count: int, weight: Values | None) -> tuple[NDArray[Any], Sizes]:
    """The sums and sizes of the founders, each face counting its weight. Where nobody is bound the vectors are the
    sums, as they are: that saves a gigabyte for a million faces."""
    if weight is not None:
        sums, _ = sums_of(vectors * weight[:, None], founder, count)
        return sums, np.bincount(founder, weights=weight, minlength=count).astype(np.float64)
    if len(founder) == count and np.array_equal(founder, np.arange(count)):
        return vectors, np.ones(count)
    return sums_of(vectors, founder, count)
