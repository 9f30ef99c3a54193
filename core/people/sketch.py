"""A cheap look before the exact one: a few numbers of each vector that tell most pairs to be far.

Faces fill their 128 dimensions unevenly. Turned to its principal axes, most of a vector lies in the first forty
numbers, and for the rest the lengths are enough for a bound: the product of two rests is at most the product of their
lengths (Cauchy and Schwarz). So `sketch @ sketch.T`, with the length of the rest as one more column, is never below the
true product, costs less than half, and leaves one pair in some hundreds to be looked at exactly. Nothing is missed.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

SAMPLE = 2048  # vectors on which the axes and their best number are found
NUMBERS = (16, 24, 32, 40, 48, 64, 96, 128)  # of axes, to choose from
# An exact look at one pair costs as much as so many columns of a product of matrices: 0.5 us, since its vectors must
# come from the memory, against 40 ps (measured on a hundred thousand faces).
EXACT_LOOK = 12_000.0
ROUNDING = 2e-6  # added to the rest's length: the bound must hold in single precision too


def sketch_of(vectors: NDArray[np.float32], *, least_product: float) -> NDArray[np.float32] | None:
    """Numbers whose products bound those of the vectors from above, shape (K, fewer), or None where nothing is saved.

    vectors: shape (K, dimension); least_product: pairs below it are of no interest; how many columns are best depends
    on it.
    """
    if len(vectors) < 2 * SAMPLE:
        return None
    sample = vectors[:: len(vectors) // SAMPLE][:SAMPLE]
    axes = _axes(sample)
    costs = {number: _cost(_lead(sample, axes[:, :number]), least_product) for number in NUMBERS if number < len(axes)}
    best = min(costs, key=costs.__getitem__, default=0)
    return _lead(vectors, axes[:, :best]) if best and costs[best] < len(axes) else None


def _axes(sample: NDArray[np.float32]) -> NDArray[np.float32]:
    """Principal axes as columns, the longest first."""
    moments = sample.astype(np.float64).T @ sample
    return np.asarray(np.linalg.eigh(moments)[1][:, ::-1], np.float32)


def _lead(vectors: NDArray[np.float32], axes: NDArray[np.float32]) -> NDArray[np.float32]:
    """The vectors along these axes, and the length of what remains; shape (K, axes + 1)."""
    sketch = np.empty((len(vectors), axes.shape[1] + 1), np.float32)
    lead = sketch[:, :-1]
    np.matmul(vectors, axes, out=lead)
    rest = np.einsum("ij,ij->i", vectors, vectors) - np.einsum("ij,ij->i", lead, lead)
    sketch[:, -1] = np.sqrt(np.maximum(rest, 0) + ROUNDING)
    return sketch


def _cost(sketch: NDArray[np.float32], least_product: float) -> float:
    """Of one pair, in columns of a product: the sketch itself, and the exact look where it leaves the pair open."""
    open_pairs = np.count_nonzero(sketch @ sketch.T >= least_product) - len(sketch)
    return float(sketch.shape[1] + EXACT_LOOK * open_pairs / len(sketch) ** 2)
