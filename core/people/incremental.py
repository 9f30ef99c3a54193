"""New faces find their groups without the library being grouped anew, and nobody else moves.

Grouping a hundred thousand faces takes seconds, and it may shift somebody whom no new photograph concerns. So between
two full groupings only what is new is linked: every group that there is counts as one thing, a new face joins one of
them, or other new faces, by the same average linkage. Old groups are never joined with each other here and never
divided, unless the user's word demands it: a group that breaks a rule by now is taken apart, and its faces find their
places like new ones.

This is exact as far as it goes: a group that takes in a new face comes near to a third one only if one of the two was
near to it before. So the new faces, the groups near them, and nothing else need to be looked at.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.people.constraints import NOBODY, Constraints
from core.people.cutoff import LONE, SAFE_CUT_OFF
from core.people.judgement import Rules, Values
from core.people.linkage import Sizes, Sums, link, sums_of
from core.people.poor import attach_poor, doubts
from core.people.units import Apart, Indexes, Units, connected, first_numbered

Mask = NDArray[np.bool_]

# A new face joins where it is as near as so many of the faces that are there: the groups themselves tell what the last
# full grouping held for near enough. 0.95 comes nearest to a full grouping (tests/benchmarks/grouping_churn.py).
LIKE_MOST = 0.95
FACES_ASKED = 20_000  # or so, about how near they are to their groups
ROWS_AT_ONCE = 512


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """What became of N faces."""

    labels: Indexes  # (N,) groups 0.. in the order of their first faces
    touched: (
        Mask  # (N,) faces whose group took something in or was taken apart, and the new ones; the rest is as before
    )


def place_new(
    vectors: NDArray[np.float32],
    groups: Indexes,
    new: Mask,
    *,
    constraints: Constraints,
    clusterable: Mask,
    quality: Values | None = None,
    reach: float | None = None,
) -> Placed:
    """Place the new faces among the groups that there are, and obey what the user said since.

    vectors: shape (N, dimension), unit length; groups: (N,) the group of each face, -1 for a lone or new one; new: (N,)
    faces that were not there at the last grouping; clusterable, quality: (N,) as for `core.people.cluster.group_faces`.
    reach: squared L2 distance within which things are joined, or None for `usual_reach`.
    """
    units = Units.from_constraints(constraints)
    start, stirred = _start(units, groups)
    things = _Things.of(vectors, units, start, clusterable)
    active = np.zeros(len(things), dtype=np.bool_)
    active[things.of_face[new]] = True
    active[start[stirred]] = True
    reach = usual_reach(vectors, groups, clusterable) if reach is None else reach
    label = things.joined(active, reach, things.doubt(None if quality is None else doubts(quality), clusterable))
    label = _with_poor(vectors, things, label, active, clusterable, reach)
    touched = active | (np.bincount(label, minlength=len(label))[label] > 1) | things.torn(groups)
    return Placed(first_numbered(label[things.of_face]), np.isin(label, label[touched])[things.of_face])


def usual_reach(vectors: NDArray[np.float32], groups: Indexes, clusterable: Mask) -> float:
    """How far most faces are, on average, from the others of their group; SAFE_CUT_OFF at most."""
    good = np.flatnonzero(clusterable & (groups >= 0))
    good = good[groups[good] % max(1, len(good) // FACES_ASKED) == 0]  # some of the groups, whole
    _, group = np.unique(groups[good], return_inverse=True)
    sums, sizes = sums_of(vectors[good], group, int(group.max(initial=-1)) + 1)
    asked = np.flatnonzero(sizes[group] > 1)
    if not len(asked):
        return SAFE_CUT_OFF
    own, mates = vectors[good[asked]], sizes[group[asked]] - 1
    to_others = 2 - 2 * (np.einsum("ij,ij->i", own, sums[group[asked]]) - 1) / mates
    return min(SAFE_CUT_OFF, float(np.quantile(to_others, LIKE_MOST)))


@dataclass(frozen=True, slots=True, eq=False)
class _Things:
    """T things to be linked: the groups so far, and the units of new and lone faces."""

    of_face: Indexes  # (N,)
    apart: Apart
    sums: Sums  # of their good faces
    sizes: Sizes  # 0 where all are poor

    def __len__(self) -> int:
        return len(self.sizes)

    @classmethod
    def of(cls, vectors: NDArray[np.float32], units: Units, start: Indexes, clusterable: Mask) -> _Things:
        count = int(start.max(initial=-1)) + 1
        of_face = start[units.of]
        sums, sizes = sums_of(vectors[clusterable], of_face[clusterable], count)
        return cls(of_face, units.apart.renumbered(start, count), sums, sizes)

    def doubt(self, of_faces: Values | None, clusterable: Mask) -> Values:
        """What is added to the distances of each thing (T,), from that of each face (N,), on average."""
        if of_faces is None:
            return np.zeros(len(self))
        good = self.of_face[clusterable]
        total = np.bincount(good, weights=of_faces[clusterable], minlength=len(self))
        return np.asarray(total / np.maximum(self.sizes, 1))

    def joined(self, active: Mask, reach: float, doubt: Values) -> Indexes:
        """Labels (T,) after the active things with good faces joined each other and the groups within reach."""
        label = np.arange(len(self), dtype=np.int64)
        looking = np.flatnonzero(active & (self.sizes > 0))
        some = np.union1d(looking, self._near(looking, reach))
        apart = self.apart.among(some)
        settled = np.flatnonzero(~active[some] & (apart.person == NOBODY))
        person = apart.person.copy()
        person[settled] = person.max(initial=NOBODY) + 1 + np.arange(len(settled))  # so they keep apart
        rules = Rules(lone=LONE, reserve=doubt[some])
        tree = link(self.sums[some], self.sizes[some], cut_off=reach, apart=Apart(person, apart.keys), rules=rules)
        label[some] = some[tree.labels]
        return label

    def torn(self, groups: Indexes) -> Mask:
        """Things (T,) of which not all faces come from one group: the user's word joined them."""
        lowest = np.full(len(self), np.iinfo(np.int64).max)
        highest = np.full(len(self), np.iinfo(np.int64).min)
        np.minimum.at(lowest, self.of_face, groups)
        np.maximum.at(highest, self.of_face, groups)
        lone_together = (highest < 0) & (np.bincount(self.of_face, minlength=len(self)) > 1)
        return np.asarray((lowest != highest) | lone_together)

    def _near(self, looking: Indexes, reach: float) -> Indexes:
        """Things with good faces within reach of those that look."""
        founders = np.flatnonzero(self.sizes > 0)
        means = self._means(founders)
        near = np.zeros(len(founders), dtype=np.bool_)
        for start in range(0, len(looking), ROWS_AT_ONCE):
            product = self._means(looking[start : start + ROWS_AT_ONCE]) @ means.T
            near |= (product >= np.float32(1 - reach / 2)).any(axis=0)
        return founders[near]

    def _means(self, things: Indexes) -> NDArray[np.float32]:
        means: NDArray[np.float32] = (self.sums[things] / self.sizes[things, None]).astype(np.float32)
        return means


def _start(units: Units, groups: Indexes) -> tuple[Indexes, Mask]:
    """Things (K,) 0.. of the units, and which units (K,) come from a group that breaks a rule."""
    whole = _by_groups(units, groups)
    broken = _broken(whole, units.apart)
    stirred = np.isin(whole, broken)
    if stirred.any():
        whole = _by_groups(units, np.where(stirred[units.of], NOBODY, groups))
    return first_numbered(whole), stirred


def _by_groups(units: Units, groups: Indexes) -> Indexes:
    """Units (K,) together that share a group; each label is the lowest of its units."""
    grouped = np.flatnonzero(groups >= 0)
    return connected(units.of[grouped], first_numbered(groups[grouped]), len(units))


def _broken(label: Indexes, apart: Apart) -> Indexes:
    """The labels under which there are two units that must stay apart."""
    left, right = label[apart.pairs()].T
    named = np.flatnonzero(apart.person != NOBODY)
    people = np.unique(np.stack([label[named], apart.person[named]]), axis=1)
    several, count = np.unique(people[0], return_counts=True)
    return np.union1d(left[left == right], several[count > 1])


def _with_poor(
    vectors: NDArray[np.float32], things: _Things, label: Indexes, active: Mask, clusterable: Mask, reach: float
) -> Indexes:
    """The labels (T,) with the active things that have no good face attached to the groups (see `poor`)."""
    waiting = active & (things.sizes == 0)
    if not waiting.any():
        return label
    some = np.flatnonzero((waiting | (things.sizes > 0))[things.of_face])
    of = first_numbered(label)
    units = Units(of[things.of_face[some]], things.apart.renumbered(of, int(of.max()) + 1))
    own = np.arange(len(units), dtype=np.int64)
    attached = attach_poor(vectors[some], units, own, clusterable[some], cut_off=reach, lone=LONE)
    return attached[of]
