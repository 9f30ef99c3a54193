"""Where a library is too large for every pair: only neighbouring regions are compared.

From 120,000 faces on, looking at all pairs takes longer. So the vectors are divided into cells, each
around a centre (k-means on a sample, like the inverted files of Jégou, Douze and Schmid, "Product quantization for
nearest neighbor search", 2011), and each vector is compared with those of the cells around it. A pair is missed only
where neither of the two looks into the other's cell, and two groups are found through any of their members, so hardly
anything is lost: tests/benchmarks/README.md has the agreement with the exact search.
"""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Indexes = NDArray[np.int64]

VECTORS_A_CELL = 400
CELLS_LOOKED_INTO = (
    64  # by each vector, its own among them: B-cubed F 0.9994 of the exact linkage in cells of 50, 0.99997 in these
)
SAMPLE_A_CELL = 25  # vectors from which a centre is found
ROUNDS = 6  # of k-means; the centres need not be good, only the same each time
ROWS_AT_ONCE = 1024
ROWS_SORTED_AT_ONCE = 50_000
MOST_CELLS = 65_535  # so that a cell's number takes two bytes


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """K vectors in C cells."""

    looks_into: NDArray[np.uint16]  # (K, CELLS_LOOKED_INTO) cells that each vector looks into, its own first
    natives: NDArray[np.int32]  # (K,) vectors in the order of the cells that they live in
    guests: NDArray[np.int32]  # (K * (CELLS_LOOKED_INTO - 1),) vectors in the order of the other cells they look into
    first_native: Indexes  # (C + 1,) where each cell's natives begin
    first_guest: Indexes  # (C + 1,) where each cell's guests begin

    @classmethod
    def of(cls, vectors: Vectors, pool: Executor) -> Cells:
        """Divides the vectors (K, dimension); any lengths."""
        count = min(max(1, len(vectors) // VECTORS_A_CELL), MOST_CELLS)
        centres = _centres(vectors, count)
        each = min(CELLS_LOOKED_INTO, len(centres))
        parts = pool.map(lambda start: _nearest(vectors[start : start + ROWS_AT_ONCE], centres, each), _starts(vectors))
        looks_into = np.concatenate(list(parts))
        natives, first_native = _by_cell(looks_into[:, :1], len(centres))
        guests, first_guest = _by_cell(looks_into[:, 1:], len(centres))
        return cls(looks_into, natives, guests, first_native, first_guest)

    def __len__(self) -> int:
        """The number of cells."""
        return len(self.first_native) - 1

    def sides(self, cell: int) -> tuple[Indexes, Indexes]:
        """Who lives in a cell, and who looks into it: the natives again, then the guests."""
        natives = self.natives[self.first_native[cell] : self.first_native[cell + 1]].astype(np.int64)
        guests = self.guests[self.first_guest[cell] : self.first_guest[cell + 1]]
        return natives, np.concatenate([natives, guests])

    def first_meeting(self, native: Indexes, visitor: Indexes) -> NDArray[np.bool_]:
        """Whether two that meet in the native's cell do not meet in an earlier one, the visitor's home, too."""
        home, away = self.looks_into[native, 0], self.looks_into[visitor, 0]
        also_there = (self.looks_into[native] == away[:, None]).any(axis=1)
        return np.asarray((home < away) | ~also_there | ((home == away) & (native < visitor)))


def _centres(vectors: Vectors, count: int) -> Vectors:
    """k-means on a sample; the same centres each time."""
    sample = _directions(vectors[:: max(1, len(vectors) // (count * SAMPLE_A_CELL))])
    centres = sample[:: max(1, len(sample) // count)][:count].copy()
    for _ in range(ROUNDS):
        home = np.concatenate([_nearest(sample[start : start + ROWS_AT_ONCE], centres, 1) for start in _starts(sample)])
        order = np.argsort(home[:, 0], kind="stable")
        present, first = np.unique(home[order, 0], return_index=True)
        centres[present] = _directions(np.add.reduceat(sample[order], first, axis=0))
    return centres


def _by_cell(cells: NDArray[np.uint16], count: int) -> tuple[NDArray[np.int32], Indexes]:
    """Rows in the order of the cells that they name, and where each of the `count` cells begins.

    cells: shape (K, each). A counting sort, some rows at a time: all at once would take a gigabyte for a million.
    """
    sizes = np.bincount(cells.ravel(), minlength=count)
    first = np.concatenate([[0], np.cumsum(sizes)])
    rows = np.empty(cells.size, np.int32)
    free = first[:-1].copy()
    for start in range(0, len(cells), ROWS_SORTED_AT_ONCE):
        some = cells[start : start + ROWS_SORTED_AT_ONCE]
        order = np.argsort(some, axis=None, kind="stable")
        named = some.ravel()[order]
        here = np.bincount(named, minlength=count)
        rank = np.arange(len(named)) - np.repeat(np.cumsum(here) - here, here)
        rows[free[named] + rank] = start + order // max(1, some.shape[1])
        free += here
    return rows, first


def _starts(vectors: Vectors) -> range:
    return range(0, len(vectors), ROWS_AT_ONCE)


def _directions(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-12), np.float32)


def _nearest(vectors: Vectors, centres: Vectors, count: int) -> NDArray[np.uint16]:
    """The nearest `count` centres of each vector, the very nearest first; shape (K, count)."""
    product = vectors @ centres.T
    best = product.argmax(axis=1)[:, None]
    if count == 1:
        return np.asarray(best, np.uint16)
    np.put_along_axis(product, best, -np.inf, axis=1)
    others = np.argpartition(-product, count - 2, axis=1)[:, : count - 1]
    found: NDArray[np.uint16] = np.hstack([best, others]).astype(np.uint16)
    return found
