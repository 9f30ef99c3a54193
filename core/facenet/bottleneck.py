"""Other ways to compare faces by a network's bottleneck: PCA, and Joint Bayesian on top of it. NumPy only.

DeepID2 compares its features by Joint Bayesian after PCA. Source: Chen et al., "Bayesian face revisited", 2012: a face
is its person plus a variation, both Gaussian; two faces are compared by how much likelier they are under one person
than under two. The two covariances are taken from the training people's own means and scatter, not by the source's
expectation maximisation.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.errors import TrainingError

Values = NDArray[np.float32]
Labels = NDArray[np.integer]
TINY = 1e-6  # of the mean variance, added to covariances: directions that never vary


@dataclass(frozen=True, slots=True, eq=False)
class Pca:
    """The directions in which a training set varies most."""

    middle: NDArray[np.float64]  # (d,)
    axes: NDArray[np.float64]  # (d, k), orthonormal

    def apply(self, values: Values) -> Values:
        """Shape (n, d) to (n, k)."""
        return np.asarray((values - self.middle) @ self.axes, np.float32)


def fit_pca(values: Values, dimension: int) -> Pca:
    """Of a training set (n, d); raises TrainingError where it has fewer directions than `dimension`."""
    if dimension > min(values.shape[1], len(values) - 1):
        raise TrainingError(f"{len(values)} vectors of {values.shape[1]} numbers have no {dimension} directions.")
    middle = values.mean(axis=0, dtype=np.float64)
    _, _, axes = np.linalg.svd(values - middle, full_matrices=False)
    return Pca(middle, axes[:dimension].T)


@dataclass(frozen=True, slots=True, eq=False)
class JointBayesian:
    """How likely two faces are one person: the logarithm of a likelihood ratio, but for a constant."""

    own: NDArray[np.float64]  # (d, d): what each face adds by itself
    cross: NDArray[np.float64]  # (d, d): what the two say together

    def all_pairs(self, values: Values, labels: Labels) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """Like `labelled_pairs`: a distance of every pair (the ratio, turned around), and whether it is one person."""
        left, right = np.triu_indices(len(values), 1)
        alone = np.einsum("nd,de,ne->n", values, self.own, values)
        together = (values @ self.cross @ values.T)[left, right]
        ratio = alone[left] + alone[right] - 2 * together
        return (-ratio).astype(np.float32), labels[left] == labels[right]


def fit_joint_bayesian(values: Values, labels: Labels) -> JointBayesian:
    """Of a training set (n, d), centred, with labels (n,). Raises TrainingError where nobody has two faces."""
    people, person, counts = np.unique(labels, return_inverse=True, return_counts=True)
    if len(values) == len(people):
        raise TrainingError("Nobody has two faces, so it cannot be learned how one person varies.")
    sums = np.zeros((len(people), values.shape[1]))
    np.add.at(sums, person, values)
    means = sums / counts[:, None]
    away = values - means[person]
    varies = away.T @ away / (len(values) - len(people))
    between = np.cov(means.T) - varies * (1 / counts).mean()
    eigen, axes = np.linalg.eigh(between)
    between = axes * np.maximum(eigen, 0) @ axes.T  # the estimate may have directions of negative variance
    both = between + varies
    ridge = TINY * np.trace(both) / len(both) * np.eye(len(both))
    both, varies = both + ridge, varies + ridge
    # Of the two covariances of a pair, [[both, between], [between, both]] and [[both, 0], [0, both]], the inverses'
    # difference; the blocks follow by the Schur complement.
    schur = np.linalg.inv(both - between @ np.linalg.solve(both, between))
    cross = -np.linalg.solve(both, between) @ schur
    return JointBayesian(own=np.linalg.inv(both) - schur, cross=(cross + cross.T) / 2)
