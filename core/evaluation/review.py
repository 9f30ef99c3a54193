"""How many answers it takes until everybody has the right name: a simulated user who answers by the truth.

One decision on one screen is one answer. The screens are those of the People page, largest nameless group first: "Who
is this?". The user names a group after the person of most of its faces; a name that exists already joins the two. What
is named counts as right where it is that person's face.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Labels = NDArray[np.integer]


@dataclass(frozen=True, slots=True, eq=False)
class Review:
    """After each answer: shares 0..1 of all faces, shape (A + 1,), before the first answer first."""

    right: NDArray[np.float64]
    wrong: NDArray[np.float64]

    def after(self, answers: int) -> tuple[float, float]:
        """(right, wrong) after so many answers, or after the last one."""
        place = min(answers, len(self.right) - 1)
        return float(self.right[place]), float(self.wrong[place])

    def answers_until(self, share: float) -> int | None:
        """How many answers until this share is right; None where it never is."""
        enough = np.flatnonzero(self.right >= share)
        return int(enough[0]) if len(enough) else None


def name_groups(labels: Labels, truth: Labels) -> Review:
    """A user names the groups, largest first. labels, truth: (N,), the groups and the true persons."""
    _, group = np.unique(labels, return_inverse=True)
    _, person = np.unique(truth, return_inverse=True)
    table = np.zeros((int(group.max(initial=-1)) + 1, int(person.max(initial=-1)) + 1), dtype=np.int64)
    np.add.at(table, (group, person), 1)
    sizes = table.sum(axis=1)
    order = np.argsort(-sizes, kind="stable")
    best = table.max(axis=1, initial=0)[order]
    total = max(1, len(group))
    return Review(_running(best / total), _running((sizes[order] - best) / total))


def ideal(truth: Labels) -> Review:
    """The best that naming can do: one answer a person, the most photographed first."""
    return name_groups(truth, truth)


def _running(steps: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.concatenate([[0.0], np.cumsum(steps)])
