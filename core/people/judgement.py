"""What a distance between two groups is worth: the same distance says more of some groups than of others.

Average linkage asks how far two groups are. Whether they are one person depends on three things more, all of which the
groups themselves tell:

- *How many faces.* Two lone faces may be near by chance, the mean of many faces is well known: a distance counts
  `1 + lone / size of the larger` times.
- *How alike a person's own faces are.* Portraits of one afternoon are within 0.05 of each other, a person in ten years
  of snapshots within 0.12. So the spread of the two groups (the mean distance between faces of one group) is taken off
  and the usual spread put back. A group tells its spread the better the larger it is; until then it is expected to be
  like the rest of the album. Between two large groups, which are well known, what is left beyond their spread counts
  again (`gap`): halves of one person leave little, sisters do. This is
  what a probabilistic model of people as clouds of different width comes to
  (S. Ioffe, "Probabilistic linear discriminant analysis", ECCV 2006, compares the variance between and within).
- *How near the rivals are* (`core.people.rivals`): a reserve of each side is added.

The figures are squared L2 distances of the built-in network. `core.people.cutoff` says which ones the product uses.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
Indexes = NDArray[np.int64]


# How fast the gap comes to count as groups grow: with 3 it is a third of the whole between two groups of three, half of
# it between two of five. 2 parts actors whose galleries hold three pictures or joins two sisters with twenty.
WELL_KNOWN = 3


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """How the product's linkage differs from the textbook's.

    A group may come nearer to a third one by growing, unlike in the textbook; the result is then that of the rounds,
    whose order is fixed.
    """

    lone: float = 0.0  # how much farther than they are two lone faces count, as a share
    gap: float = 0.0  # of what is between two large groups beyond their spread, added to their distance
    expected: float = 0.0  # the spread of groups that do not tell theirs, at which a distance counts as it is
    certain: float = 0.0  # faces: a group with as many more than one counts half by its own spread, half by `expected`
    looser: float = 0.0  # at most so much is taken off for a wide spread,
    tighter: float = 0.0  # and at most so much added for a narrow one
    slack: float = 0.0  # a distance is judged smaller than it is by no more than this, all told
    reserve: Values | None = None  # (K,) of each thing, on average over its faces

    @property
    def plain(self) -> bool:
        """Whether distances are taken as they are."""
        return self.lone == self.gap == self.looser == self.tighter == 0 and self.reserve is None

    def known_of(self, sums: Values, sizes: Values) -> Known:
        """What is known of K things, each a sum of unit vectors (K, dimension)."""
        within = np.einsum("ij,ij->i", sums, sums) - sizes
        reserve = np.zeros(len(sizes)) if self.reserve is None else self.reserve * sizes
        return Known(sizes, within, reserve)

    def join(self, known: Known, sums: Values, sizes: Values, into: Indexes, gone: Indexes) -> None:
        """Brings what is known up to date after into[i] took gone[i]; sums and sizes are the new ones."""
        known.within[into] = np.einsum("ij,ij->i", sums[into], sums[into]) - sizes[into]
        known.reserve[into] += known.reserve[gone]


PLAIN = Rules()


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """Of each group (K,); rows of gone ones are stale."""

    sizes: Values  # shared with the linkage, which keeps it up to date
    within: Values  # the products of all ordered pairs of its faces, summed
    reserve: Values  # summed over its faces


def spread(sizes: Values, within: Values) -> Values:
    """The mean distance (K,) between two faces of each group; 0 where it has one face only."""
    pairs = np.maximum(sizes * (sizes - 1), 1)
    return np.where(sizes > 1, 2 - 2 * within / pairs, 0.0)


def judged(rules: Rules, known: Known, distance: Values, left: Indexes, right: Indexes) -> Values:
    """The distances (P,) that decide about the groups left[i] and right[i]."""
    if rules.plain:
        return distance
    one, other = known.sizes[left], known.sizes[right]
    found = distance
    if rules.reserve is not None:
        found = found + known.reserve[left] / one + known.reserve[right] / other
    larger, smaller = np.maximum(one, other), np.minimum(one, other)
    found = found * (1 + rules.lone / larger)
    if rules.looser or rules.tighter or rules.gap:
        seen = rules.certain * rules.expected + (one - 1) * spread(one, known.within[left])
        seen += (other - 1) * spread(other, known.within[right])
        seen /= rules.certain + (one - 1) + (other - 1)
        found -= np.clip(seen - rules.expected, -rules.tighter, rules.looser)
        found += rules.gap * (1 - 1 / smaller) ** WELL_KNOWN * np.maximum(distance - seen, 0)
    return np.maximum(found, distance - rules.slack)
