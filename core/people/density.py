"""HDBSCAN, the alternative algorithm, and the constraints that it does not know.

R. Campello, D. Moulavi, J. Sander, "Density-based clustering based on hierarchical density estimates", 2013; the
package `hdbscan` does the work. It takes seconds to load, so it is imported where it is used.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.people.linkage import link, sums_of
from core.people.units import Indexes, Units, connected

FARTHEST = 4.0  # squared L2 distance of opposite unit vectors: no pair is farther


def density_labels(
    vectors: NDArray[np.float32],
    faces: Indexes,
    units: Units,
    *,
    min_cluster_size: int = 2,
    min_samples: int = 1,
) -> Indexes:
    """Group the units by HDBSCAN on some of their faces.

    vectors: (N, dimension) of all faces; faces: indexes of those that may found groups. Answers labels (K,) of the
    units, each group called by one of its units; units without such a face stay alone.
    """
    labels = np.arange(len(units), dtype=np.int64)
    if len(faces) <= max(min_cluster_size, min_samples):
        return labels
    dense = _hdbscan(vectors[faces], min_cluster_size, min_samples)
    labels = connected(units.of[faces], dense, len(units))
    sums, sizes = sums_of(vectors[faces], units.of[faces], len(units))
    for group in _broken(labels, units):
        members = np.flatnonzero((labels == group) & (sizes > 0))
        apart = units.apart.among(members)
        tree = link(sums[members], sizes[members], cut_off=FARTHEST, apart=apart)
        labels[members] = members[tree.labels]
    return labels


def _hdbscan(vectors: NDArray[np.float32], min_cluster_size: int, min_samples: int) -> Indexes:
    """HDBSCAN's clusters as labels 0..K-1 (N,), each face that it calls noise alone."""
    from hdbscan import HDBSCAN

    finder = HDBSCAN(min_cluster_size=min_cluster_size, min_samples=min_samples, core_dist_n_jobs=1)
    found: Indexes = finder.fit_predict(vectors.astype(np.float64)).astype(np.int64)
    noise = found < 0
    found[noise] = np.arange(int(noise.sum())) + found.max(initial=-1) + 1
    return found


def _broken(labels: Indexes, units: Units) -> list[int]:
    """The groups that hold two units which must stay apart."""
    inside = labels[units.apart.pairs()]
    broken = set(inside[inside[:, 0] == inside[:, 1], 0].tolist())
    named = np.flatnonzero(units.apart.person >= 0)
    group, count = np.unique(labels[named], return_counts=True)
    return sorted(broken | set(group[count > 1].tolist()))
