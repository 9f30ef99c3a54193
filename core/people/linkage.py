"""Exact average linkage (UPGMA) without a matrix of distances.

For unit vectors under squared L2 distance the average distance between the members of two groups is exactly
`2 - 2 * (mean_A . mean_B)` of their plain means. So a group is the sum of its members and their number, and two facts
about average linkage let it run on a sparse list of near pairs:

- A joined group is never nearer to a third one than the nearer of its halves was ("reducible"). So all pairs that are
  each other's nearest may be joined in one round, in any order, with the result of joining the nearest pair each time
  (the reciprocal nearest neighbours of Murtagh, "A survey of recent advances in hierarchical clustering algorithms",
  1983).
- An average is not below all of its parts. So two groups nearer than the cut-off always have parts that were: the pairs
  within the cut-off, carried along when their ends are joined, stay complete, and all others may be forgotten.

Both hold with cannot-links too: a forbidden pair is infinitely far, and what is joined inherits it.

The product's default judges a distance by what it knows of the two groups (`judgement`); the rounds stay the same.

The pairs come from `near`; where it had to search a smaller radius, everything is joined up to that and the groups that
result, which are fewer, are searched again. Ties go to the lowest index. The figures are in double precision.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.people.judgement import PLAIN, Rules, judged
from core.people.near import near_pairs
from core.people.units import Apart, Indexes

PAIRS_FOR_EACH = 20  # near pairs held at a time, for each thing to join: 2 million for 100,000, some 0.1 GB
PAIRS_AT_LEAST = 200_000
ENOUGH_JOINED = 0.1  # of the groups: where a smaller radius joins fewer, more pairs are held
ONE_BY_ONE = 16  # vectors of each label that are added for all labels at once: seven times as fast as `reduceat`
ROWS_AT_ONCE = 4096  # pairs whose distance is computed in one go, to stay in the cache

Sums = NDArray[np.float64]  # (K, dimension) sums of unit vectors
Sizes = NDArray[np.float64]  # (K,) how many vectors each sum holds


def sums_of(vectors: NDArray[np.floating], label: Indexes, count: int) -> tuple[Sums, Sizes]:
    """The sums (count, dimension) and numbers (count,) of the vectors (N, dimension) under each label 0..count-1."""
    sizes = np.bincount(label, minlength=count)
    order = np.argsort(label, kind="stable")
    first = np.cumsum(sizes) - sizes
    sums = np.zeros((count, vectors.shape[1]))
    more, nth = np.flatnonzero(sizes), 0
    while more.size and nth < ONE_BY_ONE:
        sums[more] += vectors[order[first[more] + nth]]
        nth += 1
        more = more[sizes[more] > nth]
    for group in more.tolist():
        rest = order[first[group] + nth : first[group] + sizes[group]]
        sums[group] += vectors[rest].sum(axis=0, dtype=np.float64)
    return sums, sizes.astype(np.float64)


def distances(sums: Sums, sizes: Sizes, left: Indexes, right: Indexes) -> NDArray[np.float64]:
    """The average-linkage distances (P,) of the groups left[i] and right[i]."""
    products = np.empty(len(left))
    for start in range(0, len(left), ROWS_AT_ONCE):
        part = slice(start, start + ROWS_AT_ONCE)
        np.einsum("ij,ij->i", sums[left[part]], sums[right[part]], out=products[part])
    return 2 - 2 * products / (sizes[left] * sizes[right])


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """What was joined with what, and at which distance."""

    labels: Indexes  # (K,) the group of each thing, called by its lowest member
    joined: Indexes  # (M, 2) rows: the groups of these two lowest members became one; a group's parts come before it
    heights: NDArray[np.float64]  # (M,) the judged distance of the two

    def groups(self, cut_off: float) -> int:
        """How many groups there are where only what is within `cut_off` is joined."""
        return len(self.labels) - int(np.count_nonzero(self.heights <= cut_off))

    def cut(self, cut_off: float) -> Indexes:
        """The labels (K,) of a smaller cut-off than the tree was made with."""
        into, gone = self.joined[self.heights <= cut_off].T
        labels = np.arange(len(self.labels), dtype=np.int64)
        labels[gone] = into
        while not np.array_equal(labels, further := labels[labels]):
            labels = further
        return labels


def link(
    sums: Sums,
    sizes: Sizes,
    *,
    cut_off: float,
    apart: Apart,
    rules: Rules = PLAIN,
    on_round: Callable[[int], bool] | None = None,
) -> Tree:
    """Join K things, each a sum of unit vectors, until no two allowed ones are within `cut_off` on average.

    rules: what the distances are judged by (`core.people.judgement`); without them it is the textbook's linkage.
    on_round is told how many groups are left and ends the work by answering False; the groups are then those of some
    smaller cut-off or parts of them.
    """
    groups = _Groups(sums.astype(np.float64), sizes.astype(np.float64), rules)
    reach = cut_off + rules.slack
    radius, share = -1.0, 1
    while radius < reach:
        alive = groups.alive()
        radius, left, right = _search(groups, alive, reach, apart, share, on_round)
        now_apart = apart.renumbered(groups.labels, len(sums))
        if not left.size or not groups.join_all(left, right, radius, now_apart, on_round):
            break
        if len(groups.alive()) > (1 - ENOUGH_JOINED) * len(alive):
            share *= 2
    return groups.tree()


def _search(
    groups: _Groups,
    alive: Indexes,
    reach: float,
    apart: Apart,
    share: int,
    on_round: Callable[[int], bool] | None,
) -> tuple[float, Indexes, Indexes]:
    position = np.full(len(groups.labels), -1, dtype=np.int64)
    position[alive] = np.arange(len(alive))
    radius, (left, right) = near_pairs(
        groups.means(alive),
        within=reach,
        apart=apart.renumbered(position[groups.labels], len(alive)),
        limit=max(PAIRS_AT_LEAST, PAIRS_FOR_EACH * len(alive)) * share,
        go_on=None if on_round is None else lambda: on_round(len(alive)),
    )
    return radius, alive[left], alive[right]


class _Groups:
    """The groups while they are joined. A group is called by its lowest thing; rows of gone ones are stale."""

    def __init__(self, sums: Sums, sizes: Sizes, rules: Rules) -> None:
        self._sums = sums
        self._sizes = sizes
        self._rules = rules
        self._known = rules.known_of(sums, sizes)
        self.labels = np.arange(len(sizes), dtype=np.int64)
        self._joined: list[Indexes] = [np.empty((0, 2), dtype=np.int64)]
        self._heights: list[NDArray[np.float64]] = [np.empty(0)]

    def alive(self) -> Indexes:
        return np.flatnonzero(self.labels == np.arange(len(self.labels)))

    def means(self, groups: Indexes) -> NDArray[np.float32]:
        means: NDArray[np.float32] = np.empty((len(groups), self._sums.shape[1]), dtype=np.float32)
        np.divide(self._sums[groups], self._sizes[groups, None], out=means, casting="same_kind")
        return means

    def tree(self) -> Tree:
        return Tree(self.labels, np.concatenate(self._joined), np.concatenate(self._heights))

    def join_all(
        self,
        left: Indexes,
        right: Indexes,
        radius: float,
        apart: Apart,
        on_round: Callable[[int], bool] | None,
    ) -> bool:
        """Join along the pairs left[i] < right[i], all that are within `radius`; False where on_round ended it."""
        distance = distances(self._sums, self._sizes, left, right)
        left, right, distance = _only(distance <= radius, left, right, distance)
        count = len(self.alive())
        while left.size:
            height = judged(self._rules, self._known, distance, left, right)
            near = np.flatnonzero(height <= radius - self._rules.slack)
            if not near.size:
                break
            chosen = near[_reciprocal(left[near], right[near], height[near], len(self.labels))]
            root = self._join(left[chosen], right[chosen], height[chosen])
            count -= len(chosen)
            if on_round is not None and not on_round(count):
                return False
            apart = apart.renumbered(root, len(root)) if apart.keys.size or (apart.person >= 0).any() else apart
            left, right, distance = self._carried(left, right, distance, root, chosen, radius, apart)
        return True

    def _join(self, into: Indexes, gone: Indexes, heights: NDArray[np.float64]) -> Indexes:
        """Join gone[i] into into[i]; answers what every thing is now called."""
        self._sums[into] += self._sums[gone]
        self._sizes[into] += self._sizes[gone]
        self._rules.join(self._known, self._sums, self._sizes, into, gone)
        root = np.arange(len(self.labels), dtype=np.int64)
        root[gone] = into
        self.labels = root[self.labels]
        self._joined.append(np.stack([into, gone], axis=1))
        self._heights.append(heights)
        return root

    def _carried(
        self,
        left: Indexes,
        right: Indexes,
        distance: NDArray[np.float64],
        root: Indexes,
        chosen: Indexes,
        radius: float,
        apart: Apart,
    ) -> tuple[Indexes, Indexes, NDArray[np.float64]]:
        """The pairs after a round: ends renamed, doubles and forbidden and far ones gone."""
        touched = np.zeros(len(root), dtype=np.bool_)
        touched[left[chosen]] = True
        touched[right[chosen]] = True
        moved = touched[left] | touched[right]
        ends = root[left[moved]], root[right[moved]]
        low, high = np.minimum(*ends), np.maximum(*ends)
        keys = np.unique(low[low != high] * len(root) + high[low != high])
        low, high = np.divmod(keys, len(root))
        low, high = _only(apart.allows(low, high), low, high)
        fresh = distances(self._sums, self._sizes, low, high)
        low, high, fresh = _only(fresh <= radius, low, high, fresh)
        kept = _only(~moved, left, right, distance)
        return (
            np.concatenate([kept[0], low]),
            np.concatenate([kept[1], high]),
            np.concatenate([kept[2], fresh]),
        )


def _only(mask: NDArray[np.bool_], *arrays: NDArray[Any]) -> tuple[NDArray[Any], ...]:
    return tuple(array[mask] for array in arrays)


def _reciprocal(left: Indexes, right: Indexes, distance: NDArray[np.float64], count: int) -> Indexes:
    """Which pairs are each other's nearest; no thing twice, lower indexes first where distances tie."""
    nearest = np.full(count, np.inf)
    np.minimum.at(nearest, left, distance)
    np.minimum.at(nearest, right, distance)
    mutual = np.flatnonzero((distance == nearest[left]) & (distance == nearest[right]))
    mutual = mutual[np.lexsort((right[mutual], left[mutual]))]
    ends = np.concatenate([left[mutual], right[mutual]])
    if len(np.unique(ends)) == len(ends):
        return mutual
    return _without_doubles(mutual, left, right)


def _without_doubles(mutual: Indexes, left: Indexes, right: Indexes) -> Indexes:
    taken: set[int] = set()
    chosen = []
    for pair, low, high in zip(mutual.tolist(), left[mutual].tolist(), right[mutual].tolist(), strict=True):
        if low not in taken and high not in taken:
            taken |= {low, high}
            chosen.append(pair)
    return np.array(chosen, dtype=np.int64)
