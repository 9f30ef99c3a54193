"""All pairs of things that are near each other: the one slow step of grouping, made fast.

The distance of two groups in average linkage is `2 - 2 * (mean . mean)` of their plain means (see `linkage`), so near
pairs are large entries of `means @ means.T`. That product is made in square tiles, each only once since it is
symmetric, and of each tile only the entries over a threshold are kept. Where a library has so many near pairs that they
would fill the memory (ten thousand photographs of one child), the search goes on with a smaller radius and says so.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from core.people.units import Apart

Pairs = tuple[NDArray[np.int32], NDArray[np.int32]]

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
    go_on: Callable[[], bool] | None = None,
) -> tuple[float, Pairs]:
    """The pairs i < j of K things whose distance is at most `within` and that may be joined.

    means: shape (K, dimension). Answers the radius that was searched and the two index arrays. The radius is `within`
    unless there are more than about `limit` pairs; then it is the smaller one that keeps about half of that. Up to the
    radius every pair is there, and a few beyond it by a rounding error. `go_on` is asked now and then; False ends the
    search with a radius of 0 and no pairs.
    """
    found = _Found(within, limit)
    count = len(means)
    workers = max(1, min(os.cpu_count() or 1, 8))

    def strip(start: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        return _strip(means, start, found.similarity, apart)

    with threadpool_limits(1, user_api="blas"), ThreadPoolExecutor(workers) as pool:
        for keys, similarity in pool.map(strip, range(0, count, TILE)):
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


def _strip(
    means: NDArray[np.float32], start: int, threshold: float, apart: Apart
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Near pairs between TILE things from `start` on and all that follow: keys `i * K + j`, and products of means."""
    lefts, rights, products = [], [], []
    for left, right, product in _tiles(means, start, np.float32(threshold)):
        allowed = apart.allows(left, right)
        lefts.append(left[allowed])
        rights.append(right[allowed])
        products.append(product[allowed])
    return np.concatenate(lefts) * len(means) + np.concatenate(rights), np.concatenate(products)


def _tiles(
    means: NDArray[np.float32], start: int, threshold: np.float32
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]]:
    rows = means[start : start + TILE]
    space = np.empty((len(rows), TILE), dtype=np.float32)
    for column in range(start, len(means), TILE):
        columns = means[column : column + TILE]
        product = np.matmul(rows, columns.T, out=space[:, : len(columns)])
        left, right = np.divmod(np.flatnonzero(product >= threshold), len(columns))
        if column == start:
            left, right = left[left < right], right[left < right]
        yield left + start, right + column, product[left, right]
