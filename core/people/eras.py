"""A person through the years: whoever grew up is compared with how they looked at the time, not with a mean of it all.

The same child at three and at ten is far apart, and the mean of a whole childhood looks like nobody. But at three and
at five they are near, and so on. So a side of a question whose photographs carry dates and span years is divided into
eras, and is as near to another side as its nearest era that is near in time. Each answer adds an era, from which the
next one is reached. The grouping itself knows no dates: a sibling may be as near, so the user is asked.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.people.linkage import Sizes, Sums, sums_of
from core.people.units import Apart, Indexes

ERA = 3.0  # years: a child of five is still known at eight, a grown-up in any case
NEAR_IN_TIME = 1.5 * ERA  # the middles of two eras that follow each other are an era apart, and a little more
ROWS_AT_ONCE = 256

Years = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Eras:
    """The K sides of questions, and behind them the E eras of those that span years."""

    sums: Sums  # (K + E, dimension)
    sizes: Sizes  # (K + E,)
    side: Indexes  # (K + E,) the side of each
    middle: Years  # (K + E,) in years; not a number where a side has no dates or spans more than an era

    @classmethod
    def of(cls, vectors: NDArray[np.float32], of_face: Indexes, taken: Years, sums: Sums, sizes: Sizes) -> Eras:
        """Divides the sides, which have these sums (K, dimension) and sizes (K,). of_face: (N,) the side of each face;
        taken: (N,) when, in years, not a number where that is not known."""
        count = len(sizes)
        dated = np.flatnonzero(~np.isnan(taken))
        first, last = np.full(count, np.inf), np.full(count, -np.inf)
        np.minimum.at(first, of_face[dated], taken[dated])
        np.maximum.at(last, of_face[dated], taken[dated])
        middle = np.full(count, np.nan)
        short = (first <= last) & (last - first <= ERA)
        middle[short] = (first[short] + last[short]) / 2
        inside = dated[(last - first)[of_face[dated]] > ERA]
        number = np.floor((taken[inside] - first[of_face[inside]]) / ERA).astype(np.int64)
        eras, which = np.unique(np.stack([of_face[inside], number]), axis=1, return_inverse=True)
        which = which.reshape(-1)
        era_sums, era_sizes = sums_of(vectors[inside], which, eras.shape[1])
        when = np.bincount(which, weights=taken[inside], minlength=eras.shape[1]) / np.maximum(era_sizes, 1)
        return cls(
            np.concatenate([sums, era_sums]),
            np.concatenate([sizes, era_sizes]),
            np.concatenate([np.arange(count), eras[0]]),
            np.concatenate([middle, when]),
        )

    def near(self, count: int, apart: Apart, *, within: float) -> tuple[Indexes, Indexes]:
        """Pairs of an era and another era or side, of different sides that may be joined, near in time and `within` a
        squared distance. count: K; apart: between the sides."""
        means = (self.sums / self.sizes[:, None]).astype(np.float32)
        lefts, rights = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
        for start in range(count, len(means), ROWS_AT_ONCE):
            rows = slice(start, start + ROWS_AT_ONCE)
            gap = np.abs(self.middle[rows, None] - self.middle)
            near = (2 - 2 * (means[rows] @ means.T) <= within) & (gap <= NEAR_IN_TIME)
            row, column = np.nonzero(near)
            lefts.append(row + start)
            rights.append(column)
        left, right = np.concatenate(lefts), np.concatenate(rights)
        low, high = np.minimum(self.side[left], self.side[right]), np.maximum(self.side[left], self.side[right])
        open_ = np.flatnonzero(low != high)
        open_ = open_[apart.allows(low[open_], high[open_])]
        return left[open_], right[open_]


def nearest_of_each(side: Indexes, left: Indexes, right: Indexes, distance: Years) -> Indexes:
    """Of pairs (P,) of sides and eras the nearest one of every two sides: their indexes."""
    low, high = np.minimum(side[left], side[right]), np.maximum(side[left], side[right])
    order = np.lexsort((distance, high, low))
    first = np.ones(len(order), dtype=np.bool_)
    first[1:] = (np.diff(low[order]) != 0) | (np.diff(high[order]) != 0)
    return order[first]
