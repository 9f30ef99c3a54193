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
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.people.judgement import PLAIN, Rules, judged
from core.people.near import Promising, near_pairs
from core.people.pairs import Columns, Pairs
from core.people.units import Apart, Indexes

PAIRS_FOR_EACH = 20  # near pairs held at a time, for each thing to join: 2 million for 100,000, some 0.1 GB
PAIRS_AT_LEAST = 200_000
# Things; among more, pairs are left out that would not be joined even if their groups were four times as large, which
# cost most of the memory: B-cubed F 0.9999 of the groups that all pairs lead to.
ALL_PAIRS_UP_TO = 30_000
GROWN = 1 / 4
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


def distances(sums: Sums, sizes: Sizes, left: NDArray[Any], right: NDArray[Any]) -> NDArray[np.float64]:
    """The average-linkage distances (P,) of the groups left[i] and right[i]."""
    products = np.empty(len(left))
    for start in range(0, len(left), ROWS_AT_ONCE):
        part = slice(start, start + ROWS_AT_ONCE)
        np.einsum("ij,ij->i", sums[left[part]], sums[right[part]], out=products[part])
    found: NDArray[np.float64] = 2 - 2 * products / (sizes[left] * sizes[right])
    return found


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
        went = np.arange(len(self.labels), dtype=np.int64)
        went[gone] = into
        return _followed(went)


def link(
    sums: Sums,
    sizes: Sizes,
    *,
    cut_off: float,
    apart: Apart,
    rules: Rules = PLAIN,
    first: float | None = None,
    scratch: bool = False,
    on_round: Callable[[int], bool] | None = None,
) -> Tree:
    """Join K things, each a sum of unit vectors, until no two allowed ones are within `cut_off` on average.

    rules: what the distances are judged by (`core.people.judgement`); without them it is the textbook's linkage.
    first: up to which radius everything is joined before anything beyond it is looked at. scratch: `sums` and `sizes`
    may be written to, which spares a copy of them.
    on_round is told how many groups are left and ends the work by answering False; the groups are then those of some
    smaller cut-off or parts of them.
    """
    groups = _Groups(sums.astype(np.float64, copy=not scratch), sizes.astype(np.float64, copy=not scratch), rules)
    reach = cut_off + rules.slack
    radius, share = -1.0, 1
    while radius < reach:
        alive = groups.alive()
        within = first if first is not None and radius < first < reach else reach
        radius, left, right = _search(groups, alive, within, apart, share, on_round)
        now_apart = apart.renumbered(groups.labels(), len(sums))
        stopped = radius < within and not left.size
        if stopped or not groups.join_all(left, right, radius, now_apart, on_round):
            break
        if len(groups.alive()) > (1 - ENOUGH_JOINED) * len(alive):
            share *= 2
    return groups.tree()


def _search(
    groups: _Groups,
    alive: Indexes,
    within: float,
    apart: Apart,
    share: int,
    on_round: Callable[[int], bool] | None,
) -> tuple[float, Indexes, Indexes]:
    labels = groups.labels()
    position = np.full(len(labels), -1, dtype=np.int64)
    position[alive] = np.arange(len(alive))
    radius, (left, right) = near_pairs(
        groups.means(alive),
        within=within,
        apart=apart.renumbered(position[labels], len(alive)),
        limit=max(PAIRS_AT_LEAST, PAIRS_FOR_EACH * len(alive)) * share,
        promising=groups.promising(alive, within) if len(labels) > ALL_PAIRS_UP_TO else None,
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
        self._into = np.arange(len(sizes), dtype=np.int64)  # whom each thing's own group was joined into
        self._joined: list[Indexes] = [np.empty((0, 2), dtype=np.int64)]
        self._heights: list[NDArray[np.float64]] = [np.empty(0)]

    def alive(self) -> Indexes:
        return np.flatnonzero(self._into == np.arange(len(self._into)))

    def labels(self) -> Indexes:
        return _followed(self._into)

    def means(self, groups: Indexes) -> NDArray[np.float32]:
        means: NDArray[np.float32] = np.empty((len(groups), self._sums.shape[1]), dtype=np.float32)
        for start in range(0, len(groups), ROWS_AT_ONCE):
            some = groups[start : start + ROWS_AT_ONCE]
            means[start : start + ROWS_AT_ONCE] = self._sums[some] / self._sizes[some, None]
        return means

    def promising(self, alive: Indexes, within: float) -> Promising | None:
        """Which pairs may matter to the linkage: those near enough, or near enough if the groups were much larger."""
        if self._rules.plain:
            return None
        rules = replace(self._rules, lone=GROWN * self._rules.lone, gap=0.0)

        def asked(left: Indexes, right: Indexes, product: NDArray[np.float32]) -> NDArray[np.bool_]:
            distance = 2 - 2 * product.astype(np.float64)
            return np.asarray(judged(rules, self._known, distance, alive[left], alive[right]) <= within - rules.slack)

        return asked

    def tree(self) -> Tree:
        return Tree(self.labels(), np.concatenate(self._joined), np.concatenate(self._heights))

    def join_all(
        self,
        left: NDArray[np.integer],
        right: NDArray[np.integer],
        radius: float,
        apart: Apart,
        on_round: Callable[[int], bool] | None,
    ) -> bool:
        """Join along the pairs left[i] < right[i], all that are within `radius`; False where on_round ended it."""
        within = radius - self._rules.slack
        person = apart.person.copy()
        pairs = self._pairs(left, right, radius, apart)
        changed = alive = self.alive()
        count = len(alive)
        while (mutual := pairs.mutual(changed, within=within)).size:
            chosen = _each_once(mutual, pairs.at.left, pairs.at.right)
            into, gone = pairs.at.left[chosen].astype(np.int64), pairs.at.right[chosen].astype(np.int64)
            self._join(into, gone, pairs.at.height[chosen])
            person[into] = np.maximum(person[into], person[gone])
            count -= len(chosen)
            if on_round is not None and not on_round(count):
                return False
            changed = self._carry(pairs, into, gone, radius, person)
        return True

    def _pairs(self, left: NDArray[Any], right: NDArray[Any], radius: float, apart: Apart) -> Pairs:
        """The pairs within `radius`, and those that stay apart, which are infinitely far."""
        distance = distances(self._sums, self._sizes, left, right)
        near = np.flatnonzero(distance <= radius)
        never = apart.pairs().astype(np.int32)
        left = np.concatenate([left[near].astype(np.int32), never[:, 0]])
        right = np.concatenate([right[near].astype(np.int32), never[:, 1]])
        distance = np.concatenate([distance[near], np.full(len(never), np.inf)])
        return Pairs(Columns(left, right, distance, self._judged(distance, left, right)), len(self._into))

    def _judged(self, distance: NDArray[np.float64], left: NDArray[Any], right: NDArray[Any]) -> NDArray[np.float64]:
        height = np.full(len(distance), np.inf)
        for start in range(0, len(distance), ROWS_AT_ONCE):
            some = start + np.flatnonzero(distance[start : start + ROWS_AT_ONCE] < np.inf)
            height[some] = judged(self._rules, self._known, distance[some], left[some], right[some])
        return height

    def _join(self, into: Indexes, gone: Indexes, heights: NDArray[np.float64]) -> None:
        """Join gone[i] into into[i]."""
        self._sums[into] += self._sums[gone]
        self._sizes[into] += self._sizes[gone]
        self._rules.join(self._known, self._sums, self._sizes, into, gone)
        self._into[gone] = into
        self._joined.append(np.stack([into, gone], axis=1))
        self._heights.append(heights)

    def _carry(self, pairs: Pairs, into: Indexes, gone: Indexes, radius: float, person: Indexes) -> Indexes:
        """The pairs after a round: ends renamed, doubles and far ones gone, forbidden where a part was.

        Answers the groups that may have another nearest one.
        """
        moved = pairs.of(np.concatenate([into, gone]))
        changed = np.unique(np.concatenate([into, self._into[pairs.left_by(moved)]]))
        ends = self._into[pairs.at.left[moved]], self._into[pairs.at.right[moved]]
        low, high, forbidden = _once(*ends, np.isinf(pairs.at.distance[moved]), len(self._into))
        low, high, forbidden = _only(_allowed(person[low], person[high]), low, high, forbidden)
        distance = distances(self._sums, self._sizes, low, high)
        distance[forbidden] = np.inf
        low, high, distance = _only((distance <= radius) | forbidden, low, high, distance)
        height = self._judged(distance, low, high)
        pairs.replace(moved, Columns(low.astype(np.int32), high.astype(np.int32), distance, height))
        return changed


def _allowed(one: Indexes, other: Indexes) -> NDArray[np.bool_]:
    """Of groups of these persons, which may be joined."""
    return np.asarray((one == other) | (one < 0) | (other < 0))


def _only(mask: NDArray[np.bool_], *arrays: NDArray[Any]) -> tuple[NDArray[Any], ...]:
    return tuple(array[mask] for array in arrays)


def _once(
    one: Indexes, other: Indexes, forbidden: NDArray[np.bool_], count: int
) -> tuple[Indexes, Indexes, NDArray[np.bool_]]:
    """The same pairs, lower end first, without doubles and pairs of equals; forbidden where one of the doubles was."""
    one, other, forbidden = _only(one != other, one, other, forbidden)
    keys, which = np.unique(np.minimum(one, other) * count + np.maximum(one, other), return_inverse=True)
    low, high = np.divmod(keys, count)
    any_forbidden = np.zeros(len(keys), dtype=np.bool_)
    any_forbidden[which[forbidden]] = True
    return low, high, any_forbidden


def _followed(into: Indexes) -> Indexes:
    """Where each thing (K,) ends that is told whom it went into."""
    while not np.array_equal(into, further := into[into]):
        into = further
    return into


def _each_once(mutual: Indexes, left: NDArray[np.integer], right: NDArray[np.integer]) -> Indexes:
    """No group twice; where distances tie, lower ones first."""
    mutual = mutual[np.lexsort((right[mutual], left[mutual]))]
    ends = np.concatenate([left[mutual], right[mutual]])
    if len(np.unique(ends)) == len(ends):
        return mutual
    taken: set[int] = set()
    chosen = []
    for pair, low, high in zip(mutual.tolist(), left[mutual].tolist(), right[mutual].tolist(), strict=True):
        if low not in taken and high not in taken:
            taken |= {low, high}
            chosen.append(pair)
    return np.array(chosen, dtype=np.int64)
