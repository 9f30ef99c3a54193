"""How good groups are, where the truth is known: the figures of the papers, and how far a user may trust a group.

B-cubed: A. Bagga, B. Baldwin, "Entity-based cross-document coreferencing using the vector space model", 1998, each face
weighing the same. Pairwise: over all pairs of faces.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Labels = NDArray[np.integer]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean, 0..1."""

    precision: float
    recall: float

    @property
    def f(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Grouping:
    """What is to be said of one grouping."""

    pairwise: Score
    b_cubed: Score
    groups: int
    impure: float  # share of faces in a group that holds more than one person


def score_groups(labels: Labels, truth: Labels) -> Grouping:
    """The scores of labels (N,) against the true persons (N,); where there are no pairs, pairwise scores are 1."""
    _, group = np.unique(labels, return_inverse=True)
    _, person = np.unique(truth, return_inverse=True)
    people = int(person.max(initial=-1)) + 1
    cell, common = np.unique(group * people + person, return_counts=True)
    in_group, in_person = np.bincount(group), np.bincount(person)
    of_group, of_person = np.divmod(cell, max(1, people))
    together = _pairs(common)
    precision = float((common**2 / in_group[of_group]).sum()) / max(1, len(group))
    recall = float((common**2 / in_person[of_person]).sum()) / max(1, len(group))
    mixed = np.bincount(of_group) > 1
    return Grouping(
        pairwise=Score(_share(together, _pairs(in_group)), _share(together, _pairs(in_person))),
        b_cubed=Score(precision, recall),
        groups=len(in_group),
        impure=float(in_group[mixed].sum()) / max(1, len(group)),
    )


def _pairs(counts: Labels) -> float:
    return float((counts * (counts - 1) / 2).sum())


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 1.0
