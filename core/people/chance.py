"""How likely two sides of a question are one person, in this album.

What two portraits show is not enough: among six people hardly any two strangers are within 0.15 of each other, among
six thousand every face has a hundred such strangers. The default rule of the grouping knows that already: it judges
each distance by what it knows of the two sides (`judgement`, `rivals`) and joins what is within the cut-off that suits
the album (`cutoff`). What it left open lies beyond, and the farther the less likely. One thing more counts: somebody
can be the same person as few of the many who are near, so each nearer candidate of either side makes a yes less likely.

A logistic function of these two (Platt, "Probabilistic outputs for support vector machines", 1999), fitted to 82,885
open pairs of 79 albums of many shapes made of one half of LFW's people; the reliability on the other half is in
tests/benchmarks/README.md.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from core.people.cutoff import moved_by, rules_for, suiting, widening
from core.people.judgement import Values, judged
from core.people.linkage import Sizes, Sums, distances
from core.people.rivals import Rivals, reserves
from core.people.units import Indexes

AT_CUT_OFF = 0.89  # log odds of a pair at the cut-off without nearer candidates
STEEPNESS = 74.0  # what they lose for one unit of distance
FOR_NEARER = 0.67  # what they lose for each time that one and the nearer candidates double, in natural logarithms
# What they lose for each side without a good face. In the chosen half's photographs with all their faces 263 pairs with
# one such side would be asked about otherwise, of which 17 are one person, and 220 pairs with two, of which three are.
FOR_POOR = 2.2
HOPELESS = -7.0  # log odds of a pair too far for its nearer candidates to matter
TAKEN_OFF = 1.0  # nothing is out of reach here: a distance may be judged smaller by any reserve


@dataclass(frozen=True, slots=True, eq=False)
class Sides:
    """K sides of questions, or parts of them."""

    sums: Sums  # see `linkage`; of the built-in network's vectors or of such that are rescaled to them
    sizes: Sizes
    side: Indexes  # (K,) whose part each one is
    made: NDArray[np.bool_]  # (K,) by the grouping: the user has not put them together
    poor: NDArray[np.bool_]  # (K,) without a face that may found a group
    doubt: Values  # (K,) what poorer faces add to their distances (`core.people.poor`), on average

    @classmethod
    def good(cls, sums: Sums, sizes: Sizes) -> Sides:
        """Whole sides of good faces, of which the user has said nothing."""
        everyone = np.arange(len(sizes))
        return cls(sums, sizes, everyone, everyone >= 0, everyone < 0, np.zeros(len(sizes)))


@dataclass(frozen=True, slots=True, eq=False)
class Album:
    """What the chances of a few sides hang on besides themselves; it changes slowly."""

    wider: float  # see `cutoff.widening`
    cut_off: float
    rivals: Rivals

    @classmethod
    def of(cls, sums: Sums, sizes: Sizes, *, made: NDArray[np.bool_]) -> Album:
        """Of all sides (K,) of a library; made: (K,) as in `Sides`."""
        wider = widening(sums, sizes, made)
        cut_off = suiting(len(sizes), faces=float(sizes.sum())) + moved_by(wider)
        return cls(wider, cut_off, Rivals.of(sums, sizes))


def chances(sides: Sides, left: Indexes, right: Indexes) -> Values:
    """The probability (P,) that the sides left[i] and right[i] are one person; the sides are those of a whole library,
    the pairs all that are open to be asked about and near enough to be candidates."""
    sums, sizes = sides.sums, sides.sizes
    wider = widening(sums, sizes, sides.made)
    cut_off = suiting(len(sizes), faces=float(sizes.sum())) + moved_by(wider)
    reserve = reserves(sums, sizes, np.arange(len(sizes)))
    return _chances(sides, left, right, wider=wider, cut_off=cut_off, reserve=reserve)


def chances_among(sides: Sides, left: Indexes, right: Indexes, *, album: Album, own: Indexes) -> Values:
    """The same for a few sides of a library that is known; own: (R,) the side that each rival is part of, -1 for none.

    The nearer candidates of the other sides are not among them; those of a side that all pairs share are.
    """
    reserve = album.rivals.reserves(sides.sums, sides.sizes, own)
    return _chances(sides, left, right, wider=album.wider, cut_off=album.cut_off, reserve=reserve)


def _chances(sides: Sides, left: Indexes, right: Indexes, *, wider: float, cut_off: float, reserve: Values) -> Values:
    sums, sizes = sides.sums, sides.sizes
    rules = replace(rules_for(wider), slack=TAKEN_OFF, reserve=reserve + sides.doubt)
    found = judged(rules, rules.known_of(sums, sizes), distances(sums, sizes, left, right), left, right)
    # What is within the cut-off was left apart for a reason, so it is no likelier than what lies at it.
    beyond = np.maximum(found - cut_off, 0)
    odds = AT_CUT_OFF - STEEPNESS * beyond
    open_ = np.flatnonzero(odds > HOPELESS)
    nearer = _nearer(sides.side[left[open_]], sides.side[right[open_]], found[open_])
    odds[open_] -= FOR_NEARER * np.log1p(nearer)
    odds -= FOR_POOR * (sides.poor[left].astype(np.float64) + sides.poor[right])
    probability: Values = 1 / (1 + np.exp(-np.maximum(odds, -700.0)))
    return probability


def _nearer(left: Indexes, right: Indexes, distance: Values) -> Indexes:
    """How many pairs of either end of each pair (P,) come before it."""
    ends = np.concatenate([left, right])
    order = np.lexsort((np.concatenate([distance, distance]), ends))
    ordered = ends[order]
    rank = np.empty(len(ends), dtype=np.int64)
    rank[order] = np.arange(len(ends)) - np.searchsorted(ordered, ordered)
    both: Indexes = rank[: len(left)] + rank[len(left) :]
    return both
