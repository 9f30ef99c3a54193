"""How near a group's rivals are: the nearest groups of other people, and what follows for its own distances.

Some faces lie where many people are: children, and everybody whose face is an average one. For them a small distance
says little; for a face that is far from everybody a larger one says enough. So a group whose rivals are nearer than is
usual in its library keeps some *reserve*, which is added to all its distances, and one whose rivals are far has a
negative reserve. Speaker recognition knows this as adaptive score normalisation (Z. Karam, W. Campbell, N. Dehak,
"Towards reduced false-alarms using cohorts", ICASSP 2011); since a reserve is added, average linkage stays what it is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.people.linkage import Sizes, Sums, sums_of
from core.people.units import Indexes

SHARE = 0.3  # of how much nearer the rivals are than usual, for each of two sides; 0.125 to 0.375 come out the same
FEW = 200  # groups: with as many, what is usual is so uncertain that half the reserve is kept
ONE_IN = 100  # the nearest one in a hundred groups are the rivals, not more than MOST
MOST = 20
ASKED = 2000  # groups that are looked at as rivals; a larger library asks so many, evenly chosen
FARTHEST_FROM_USUAL = 0.06  # rivals that are still farther or nearer than usual say no more
ROWS_AT_ONCE = 512


@dataclass(frozen=True, slots=True, eq=False)
class Rivals:
    """The groups of a library that are asked, so that the reserves of a few things can be told without all others."""

    means: NDArray[np.float32]  # (R, dimension)
    group: Indexes  # (R,) which of the groups each one is
    usual: float  # the product of a group and its rivals, on average over the library
    known: float  # 0..1: how certain that is

    @classmethod
    def of(cls, sums: Sums, sizes: Sizes) -> Rivals:
        """Of K groups, each of which stands for itself; what is usual is read from those that are asked."""
        count = len(sizes)
        asked = np.arange(0, count, max(1, -(-count // ASKED)))
        means = (sums[asked] / sizes[asked, None]).astype(np.float32)
        usual = 0.0
        if count >= 3:
            usual = float(_to_rivals(means, asked, means, asked, _nearest(len(asked))).mean())
        return cls(means, asked, usual, count / (count + FEW) if count >= 3 else 0.0)

    def reserves(self, sums: Sums, sizes: Sizes, own: Indexes) -> NDArray[np.float64]:
        """The reserve (P,) of each of P things; own: (R,) the thing that a rival is part of, -1 for none."""
        if not self.known:
            return np.zeros(len(sizes))
        means = (sums / sizes[:, None]).astype(np.float32)
        similar = _to_rivals(means, np.arange(len(sizes)), self.means, own, _nearest(len(self.group)))
        return _reserve(similar, self.usual, self.known)


def reserves(sums: Sums, sizes: Sizes, group: Indexes) -> NDArray[np.float64]:
    """The reserve (K,) of each thing, a squared L2 distance, on average over the groups about nothing.

    sums, sizes: of K things (see `linkage`); group: (K,) 0..G-1, the people as they are roughly known.
    """
    count = int(group.max(initial=-1)) + 1
    if count < 3:  # a single rival for each: nothing to compare
        return np.zeros(len(sizes))
    group_sums, _ = sums_of(sums, group, count)
    group_sizes = np.bincount(group, weights=sizes, minlength=count)
    asked = np.arange(0, count, -(-count // ASKED))
    means = (group_sums[asked] / group_sizes[asked, None]).astype(np.float32)
    similar = _to_rivals((sums / sizes[:, None]).astype(np.float32), group, means, asked, _nearest(len(asked)))
    by_group = np.bincount(group, weights=similar * sizes, minlength=count) / group_sizes
    return _reserve(similar, float(by_group.mean()), count / (count + FEW))


def _reserve(similar: NDArray[np.float64], usual: float, known: float) -> NDArray[np.float64]:
    """Of things that are `similar` (K,) to their rivals."""
    nearer = np.clip(2 * (similar - usual), -FARTHEST_FROM_USUAL, FARTHEST_FROM_USUAL)
    reserve: NDArray[np.float64] = known * SHARE * nearer
    return reserve


def _nearest(asked: int) -> int:
    """How many of those that are asked are the rivals."""
    return min(max(round(asked / ONE_IN), 1), MOST)


def _to_rivals(
    means: NDArray[np.float32], group: Indexes, others: NDArray[np.float32], asked: Indexes, nearest: int
) -> NDArray[np.float64]:
    """The mean product (K,) of each thing with its nearest groups except its own."""
    similar = np.empty(len(means))
    for start in range(0, len(means), ROWS_AT_ONCE):
        rows = slice(start, start + ROWS_AT_ONCE)
        products = means[rows] @ others.T
        products[group[rows, None] == asked] = -1
        similar[rows] = np.partition(products, -nearest, axis=1)[:, -nearest:].mean(axis=1)
    return similar
