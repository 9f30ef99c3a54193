"""The questions worth asking the user: "are these the same person?", those first that settle most.

A question has two sides, each a person of the user's, a nameless group or a lone face. Two sides are asked about where
their average-linkage distance is within reach, and where the user and the photographs leave it open: never two persons,
never what was rejected or answered before ("not sure" included), never two sides that share a photograph. They come in
the order of what an answer is worth: the faces that a yes would settle, times the probability of a yes (`chance`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from core.people.chance import Sides, chances
from core.people.constraints import NOBODY, Constraints
from core.people.eras import Eras, nearest_of_each
from core.people.linkage import distances, sums_of
from core.people.near import near_pairs
from core.people.poor import doubts
from core.people.units import Apart, Indexes, Units, connected, first_numbered

EXAMPLES = 4  # faces to show on each side
PAIRS_HELD = (
    500_000  # candidates held at a time; where there are more, the nearest: the others would not be asked about
)
LEAST = 0.1  # probability of a yes, below which a question annoys more than it helps
HALF_WAY = 0.5  # what a yes between two nameless ones is worth beside one that brings a name: a name is still to come


@dataclass(frozen=True, slots=True)
class Side:
    """Somebody, or some faces, that a question is about."""

    kind: Literal["person", "group", "face"]
    number: int  # the person's id, the group's label, or the face's index
    size: int  # how many faces it has
    faces: tuple[int, ...]  # indexes of up to EXAMPLES faces to show, the most typical first


@dataclass(frozen=True, slots=True)
class Question:
    """Are these two the same person? A person is always on the left."""

    left: Side
    right: Side
    distance: float  # of the two sides' members on average, squared L2
    probability: float  # of a yes, 0..1
    settles: int  # faces whose person a yes decides


def worth_of_a_pair(settles: int, probability: float, *, named: bool) -> float:
    """The faces that an answer about two sides brings a name, as far as can be foreseen; named: one side has one."""
    return settles * probability * (1.0 if named else HALF_WAY)


def worth_of_a_name(faces: int, *, known: float) -> float:
    """The same of "who is this?", about somebody with so many faces, who is somebody with a name already with
    probability `known`: then the shorter question is asked."""
    return faces * (1 - known)


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What is known of N faces besides their vectors."""

    clusterable: NDArray[np.bool_]  # (N,) whether they may found a group
    quality: NDArray[np.float64]  # (N,) their measure, 0..1
    taken: NDArray[np.float64]  # (N,) when they were photographed, in years; not a number where that is not known

    @classmethod
    def well(cls, count: int) -> Seen:
        """All alike, at no known time."""
        return cls(np.ones(count, dtype=np.bool_), np.ones(count), np.full(count, np.nan))

    def by_side(self, side: Indexes, count: int) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
        """Of `count` sides, side[i] that of face i: which have no good face, and their mean doubt."""
        poor = np.bincount(side, weights=self.clusterable, minlength=count) == 0
        doubt = np.bincount(side, weights=doubts(self.quality), minlength=count)
        return poor, doubt / np.maximum(np.bincount(side, minlength=count), 1)


def rank_questions(
    vectors: NDArray[np.float32],
    labels: Indexes,
    *,
    constraints: Constraints,
    unsure: Indexes,
    reach: float,
    limit: int,
    least: float = LEAST,
    faces: Seen | None = None,
) -> list[Question]:
    """At most `limit` questions, the most useful first.

    vectors: shape (N, dimension), unit length; labels: (N,) the group of each face; unsure: (U, 2) pairs of faces about
    which the user was asked and did not know. Nothing is asked farther than `reach` (squared L2), nor where a yes is
    less likely than `least`. faces: what is known of each. A group that holds a face given to a person counts to that
    person.
    """
    sides = _Sides.of(labels, constraints)
    apart = sides.apart_with(sides.of_face[unsure])
    sums, sizes = sums_of(vectors, sides.of_face, len(sides.person))
    means = sums / sizes[:, None]
    _, near = near_pairs(means.astype(np.float32), within=reach, apart=apart, limit=PAIRS_HELD)
    left, right = near[0].astype(np.int64), near[1].astype(np.int64)
    faces = Seen.well(len(vectors)) if faces is None else faces
    eras = Eras.of(vectors, sides.of_face, faces.taken, sums, sizes)
    through = eras.near(len(sizes), apart, within=reach)
    left, right = np.concatenate([left, through[0]]), np.concatenate([right, through[1]])
    distance = distances(eras.sums, eras.sizes, left, right)
    if through[0].size:
        one = nearest_of_each(eras.side, left, right, distance)
        left, right, distance = left[one], right[one], distance[one]
    made, (poor, doubt) = sides.person == NOBODY, faces.by_side(sides.of_face, len(sizes))
    parts = Sides(eras.sums, eras.sizes, eras.side, made[eras.side], poor[eras.side], doubt[eras.side])
    likely = chances(parts, left, right)
    left, right = _persons_left(eras.side[left], eras.side[right], sides.person)
    settles = _settled(left, right, sides.person, sizes.astype(np.int64))
    worth = np.flatnonzero((distance <= reach) & (likely >= least))
    order = worth[np.lexsort((right[worth], left[worth], distance[worth], -(likely * settles)[worth]))][:limit]
    show = sides.shown(np.concatenate([left[order], right[order]]), vectors, means)
    return [
        Question(show[int(left[i])], show[int(right[i])], float(distance[i]), float(likely[i]), int(settles[i]))
        for i in order
    ]


@dataclass(frozen=True, slots=True, eq=False)
class _Sides:
    """S sides that questions can be about."""

    of_face: Indexes  # (N,) side of each face
    person: Indexes  # (S,) NOBODY for groups and lone faces
    labels: Indexes  # (N,) the groups' labels as they were given
    apart: Apart  # between the sides

    @classmethod
    def of(cls, labels: Indexes, constraints: Constraints) -> _Sides:
        """Groups with their persons; verdicts that are newer than the groups join or divide them."""
        units = Units.from_constraints(constraints)
        group = connected(units.of, first_numbered(labels), len(units))
        owner = _owners(group, units.apart.person)
        side = first_numbered(np.where(owner == NOBODY, group, len(units) + owner))
        person = np.full(side.max(initial=-1) + 1, NOBODY, dtype=np.int64)
        person[side] = owner
        return cls(side[units.of], person, labels, units.apart.renumbered(side, len(person)))

    def apart_with(self, pairs: Indexes) -> Apart:
        """The rules, and these pairs of sides as well."""
        return Apart.of(self.person, np.concatenate([self.apart.pairs(), pairs]))

    def shown(self, wanted: Indexes, vectors: NDArray[np.float32], means: NDArray[np.float64]) -> dict[int, Side]:
        """What to show of the wanted sides."""
        order = np.argsort(self.of_face, kind="stable")
        start = np.searchsorted(self.of_face[order], np.arange(len(self.person) + 1))
        return {
            side: self._side(side, order[start[side] : start[side + 1]], vectors, means)
            for side in np.unique(wanted).tolist()
        }

    def _side(self, side: int, members: Indexes, vectors: NDArray[np.float32], means: NDArray[np.float64]) -> Side:
        typical = np.argsort(-(vectors[members] @ means[side]), kind="stable")[:EXAMPLES]
        faces = tuple(members[typical].tolist())
        if self.person[side] != NOBODY:
            return Side("person", int(self.person[side]), len(members), faces)
        if len(members) == 1:
            return Side("face", int(members[0]), 1, faces)
        return Side("group", int(self.labels[members[0]]), len(members), faces)


def _owners(group: Indexes, person: Indexes) -> Indexes:
    """The person of each unit: its own, or the only one in its group."""
    owner = person.copy()
    named = np.flatnonzero(person != NOBODY)
    owned, first, count = np.unique(group[named], return_index=True, return_counts=True)
    single = np.full(group.max(initial=-1) + 1, NOBODY, dtype=np.int64)
    single[owned[count == 1]] = person[named[first[count == 1]]]
    nameless = owner == NOBODY
    owner[nameless] = single[group[nameless]]
    return owner


def _persons_left(left: Indexes, right: Indexes, person: Indexes) -> tuple[Indexes, Indexes]:
    swap = (person[left] == NOBODY) & (person[right] != NOBODY)
    return np.where(swap, right, left), np.where(swap, left, right)


def _settled(left: Indexes, right: Indexes, person: Indexes, sizes: Indexes) -> Indexes:
    """Next to a person all faces of the other side; of two nameless sides the smaller one joins the larger."""
    return np.where(person[left] != NOBODY, sizes[right], np.minimum(sizes[left], sizes[right]))
