"""A group that holds two people, in two: the same linkage once more, inside the group and down to two parts.

The verdicts about its members decide where they say anything: two persons, or faces called different, end up in two
parts. Where they are silent the best of the cuts that average linkage offers is taken. The last joining alone would
mostly cut off one odd face, so each branch of the tree is tried against all the rest, and the pair of parts that
explains most of the spread wins, as in Ward's method: n_1 n_2 / (n_1 + n_2) times the squared distance of their means.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.errors import EditError
from core.people.constraints import Constraints
from core.people.density import FARTHEST
from core.people.linkage import Tree, link, sums_of
from core.people.units import Indexes, Units, first_numbered


def split_in_two(vectors: NDArray[np.float32], *, constraints: Constraints | None = None) -> Indexes:
    """Labels 0 and 1, shape (N,), of the two parts of one group; part 0 holds the first face.

    vectors: shape (N, dimension), unit length; constraints of these N faces. Faces bound by the user stay together.
    Where the verdicts demand more than two parts, the most distant ones are separated and each can be split again.
    Raises EditError where there is nothing to split.
    """
    units = Units.from_constraints(constraints or Constraints.none(len(vectors)))
    if len(units) < 2:
        raise EditError(
            "There is nothing to split: you said that all these faces are the same person."
            if len(vectors) > 1
            else "A single face cannot be split."
        )
    sums, sizes = sums_of(vectors, units.of, len(units))
    tree = link(sums, sizes, cut_off=FARTHEST, apart=units.apart)
    parts = np.unique(tree.labels)
    two = _best_branch(tree, sums, sizes) if len(parts) == 1 else _farthest(tree.labels, parts, sums, sizes)
    return first_numbered(two[units.of])


def _best_branch(tree: Tree, sums: NDArray[np.float64], sizes: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which units are in the branch of the tree that differs most from all the rest."""
    total, count = sums.sum(axis=0), sizes.sum()
    branch_sums, branch_sizes = sums.copy(), sizes.copy()
    members = {unit: [unit] for unit in range(len(sizes))}
    best, spread = members[0], -1.0
    for into, gone in tree.joined.tolist():
        for branch in (into, gone):
            one, other = branch_sizes[branch], count - branch_sizes[branch]
            gap = branch_sums[branch] / one - (total - branch_sums[branch]) / other
            if one * other / count * (gap @ gap) > spread:
                best, spread = list(members[branch]), one * other / count * (gap @ gap)
        members[into] += members.pop(gone)
        branch_sums[into] += branch_sums[gone]
        branch_sizes[into] += branch_sizes[gone]
    return np.isin(np.arange(len(sizes)), best)


def _farthest(
    labels: Indexes, parts: Indexes, sums: NDArray[np.float64], sizes: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Two of several parts that must stay apart are the farthest; which units are nearer to the second of them."""
    place = np.searchsorted(parts, labels)
    part_sums = np.zeros((len(parts), sums.shape[1]))
    np.add.at(part_sums, place, sums)
    means = part_sums / np.bincount(place, weights=sizes)[:, None]
    products = means @ means.T
    np.fill_diagonal(products, np.inf)
    first, second = np.divmod(int(products.argmin()), len(parts))
    np.fill_diagonal(products, (means * means).sum(axis=1))
    nearer = products[:, second] > products[:, first]
    nearer[[first, second]] = False, True
    return nearer[place]
