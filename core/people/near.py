"""All pairs of things that are near each other: the one slow step of grouping, made fast.

The distance of two groups in average linkage is `2 - 2 * (mean . mean)` of their plain means (see `linkage`), so near
pairs are large entries of `means @ means.T`. That product is made in square tiles, each only once since it is
symmetric; a cheap bound (`sketch`) leaves few entries of a tile to be looked at exactly. Where a library has so many
near pairs that they would fill the memory (ten thousand photographs of one child), the search goes on with a smaller
radius and says so. Above EXACT_UP_TO things only neighbouring regions are compared (`cells`).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from core.people.cells import Cells
from core.people.sketch import sketch_of
from core.people.units import Apart, Indexes

Pairs = tuple[NDArray[np.int32], NDArray[np.int32]]
Found = tuple[Indexes, Indexes, NDArray[np.float32]]  # pairs i < j and the products of their means

Promising = Callable[[Indexes, Indexes, NDArray[np.float32]], NDArray[np.bool_]]

EXACT_UP_TO = 120_000  # things: beyond it all pairs take longer than those of neighbouring regions

TILE = 512  # rows and columns: with its product a tile stays in the processor's cache; 1024 was a third slower
# Single precision keeps a product of unit vectors to about 1e-6. The threshold is lower by this; the caller looks
# exactly.
SLACK = 4e-6


def near_pairs(
    means: NDArray[np.float32],
    *,
    within: float,
    apart: Apart,
    limit: int,
    promising: Promising | None = None,
    go_on: Callable[[], bool] | None = None,
) -> tuple[float, Pairs]:
    """The pairs i < j of K things whose distance is at most `within` and that may be joined.

    means: shape (K, dimension). Answers the radius that was searched and the two index arrays. The radius is `within`
    unless there are more than about `limit` pairs; then it is the smaller one that keeps about half of that. Up to the
    radius every pair is there, and a few beyond it by a rounding error. `promising` is asked about pairs and their
    products of means, from several threads, and says which ones to keep. `go_on` is asked now and then; False ends
    the search with a radius of 0 and no pairs.
    """
    found = _Found(within, limit)
    count = len(means)
    with threadpool_limits(1, user_api="blas"), ThreadPoolExecutor(max(1, min(os.cpu_count() or 1, 8))) as pool:
        search = _search(means, found.similarity, pool)

        def look(part: int) -> tuple[Indexes, NDArray[np.float32]]:
            left, right, product = search.part(part, found.similarity)
            wanted = apart.allows(left, right)
            if promising is not None:
                wanted &= promising(left, right, product)
            return left[wanted] * count + right[wanted], product[wanted]

        for keys, similarity in pool.map(look, range(len(search))):
            found.add(keys, similarity)
            if go_on is not None and not go_on():
                pool.shutdown(cancel_futures=True)
                nothing = np.empty(0, dtype=np.int32)
                return 0.0, (nothing, nothing)
    left, right = np.divmod(found.keys(), max(1, count))
    return found.radius, (left.astype(np.int32), right.astype(np.int32))


class _Found:
    """The pairs so far, and the radius that keeps them within the limit.

    Strips are added in their order whatever thread was first, so the result does not hang on the threads' timing.
    """

    def __init__(self, radius: float, limit: int) -> None:
        self.radius = radius
        self._limit = limit
        self._count = 0
        self._keys: list[NDArray[np.int64]] = [np.empty(0, dtype=np.int64)]
        self._similarity: list[NDArray[np.float32]] = [np.empty(0, dtype=np.float32)]

    @property
    def similarity(self) -> float:
        """Pairs below this product of means are not near."""
        return 1 - self.radius / 2 - SLACK

    def keys(self) -> NDArray[np.int64]:
        return np.concatenate(self._keys)

    def add(self, keys: NDArray[np.int64], similarity: NDArray[np.float32]) -> None:
        near = similarity >= self.similarity
        self._keys.append(keys[near])
        self._similarity.append(similarity[near])
        self._count += int(near.sum())
        if self._count > self._limit:
            self._shrink()

    def _shrink(self) -> None:
        """Keep the nearest pairs, half as many as may be. A crowd at one and the same distance stays together."""
        keys, similarity = self.keys(), np.concatenate(self._similarity)
        last = len(similarity) - max(1, self._limit // 2)
        farthest = float(np.partition(similarity, last)[last])
        self.radius = min(self.radius, max(2 - 2 * farthest, 0.0))
        near = similarity >= self.similarity
        self._keys, self._similarity = [keys[near]], [similarity[near]]
        self._count = int(near.sum())
        self._limit = max(self._limit, 2 * self._count)


class _Search(Protocol):
    """Near pairs part by part; each pair is in one part only."""

    def __len__(self) -> int: ...
    def part(self, number: int, least: float) -> Found:
        """The pairs of this part whose product of means is at least `least`."""


def _search(means: NDArray[np.float32], least: float, pool: Executor) -> _Search:
    sketch = sketch_of(means, least_product=least)
    if len(means) > EXACT_UP_TO:
        return _Neighbourhoods(means, sketch, Cells.of(means, pool))
    return _AllPairs(means, sketch)


class _Sketched:
    """What both ways of searching share: a bound for all, the exact product for the few that are within it."""

    def __init__(self, means: NDArray[np.float32], sketch: NDArray[np.float32] | None) -> None:
        self._means = means
        self._sketch = means if sketch is None else sketch

    def _looked_at(self, left: Indexes, right: Indexes, product: NDArray[np.float32], least: float) -> Found:
        """The same pairs with their true products, where what was computed so far is the sketch's bound."""
        if self._sketch is self._means:
            return left, right, product
        product = np.einsum("ij,ij->i", self._means[left], self._means[right])
        near = product >= np.float32(least)
        return left[near], right[near], product[near]


class _AllPairs(_Sketched):
    """A part is a strip: TILE things, with themselves and all that follow."""

    def __len__(self) -> int:
        return -(-len(self._means) // TILE)

    def part(self, number: int, least: float) -> Found:
        found = [self._looked_at(left, right, product, least) for left, right, product in self._tiles(number, least)]
        lefts, rights, products = zip(*found, strict=True)
        return np.concatenate(lefts), np.concatenate(rights), np.concatenate(products)

    def _tiles(self, number: int, least: float) -> Iterator[Found]:
        start = number * TILE
        rows = self._sketch[start : start + TILE]
        space = np.empty((len(rows), TILE), dtype=np.float32)
        for column in range(start, len(self._sketch), TILE):
            columns = self._sketch[column : column + TILE]
            product = np.matmul(rows, columns.T, out=space[:, : len(columns)])
            left, right = np.divmod(np.flatnonzero(product >= np.float32(least)), len(columns))
            if column == start:
                left, right = left[left < right], right[left < right]
            yield left + start, right + column, product[left, right]


class _Neighbourhoods(_Sketched):
    """A part is a cell: those who live there, with all who look into it."""

    def __init__(self, means: NDArray[np.float32], sketch: NDArray[np.float32] | None, cells: Cells) -> None:
        super().__init__(means, sketch)
        self._cells = cells

    def __len__(self) -> int:
        return len(self._cells)

    def part(self, number: int, least: float) -> Found:
        natives, visitors = self._cells.sides(number)
        inside, lefts, rights, products = self._sketch[natives], [], [], []
        for start in range(0, len(visitors), TILE):
            some = visitors[start : start + TILE]
            product = inside @ self._sketch[some].T
            row, column = np.divmod(np.flatnonzero(product >= np.float32(least)), len(some))
            first = self._cells.first_meeting(natives[row], some[column])
            row, column = row[first], column[first]
            left, right, exact = self._looked_at(natives[row], some[column], product[row, column], least)
            lefts.append(left)
            rights.append(right)
            products.append(exact)
        if not lefts:
            return natives, natives, np.empty(0, np.float32)
        left, right = np.concatenate(lefts), np.concatenate(rights)
        return np.minimum(left, right), np.maximum(left, right), np.concatenate(products)
