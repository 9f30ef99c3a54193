"""From what the user said to what the grouping may do: units that stay whole, and pairs of them that stay apart.

A *unit* is the set of faces that the user's word, or the track of a video, binds together; a face that nobody spoke of
is a unit of its own. All grouping works on units, so a must-link cannot be broken by it. `Apart` holds the cannot-links
between units: persons are compared by label (three thousand named people would be four million pairs), the rest is a
sparse set of pairs.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.people.constraints import NOBODY, Constraints

Indexes = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Apart:
    """Which of K things (units, later groups) may not be joined."""

    person: Indexes  # (K,) the person of each, NOBODY where none: two persons are never joined
    keys: Indexes  # sorted, each `lower * K + higher` of a pair that is never joined

    @classmethod
    def of(cls, person: Indexes, pairs: Indexes) -> Apart:
        """From the persons (K,) and pairs (P, 2) in any order, doubles and pairs of equals allowed."""
        return cls(person, _keys(pairs[:, 0], pairs[:, 1], len(person)))

    def pairs(self) -> Indexes:
        """Rows (P, 2), lower index first; pairs of two persons are not among them."""
        return np.stack(np.divmod(self.keys, max(1, len(self.person))), axis=1)

    def allows(self, left: NDArray[np.integer], right: NDArray[np.integer]) -> NDArray[np.bool_]:
        """Of pairs left[i] < right[i], which may be joined."""
        one, other = self.person[left], self.person[right]
        allowed: NDArray[np.bool_] = (one == other) | (one < 0) | (other < 0)
        if self.keys.size:
            key = left.astype(np.int64) * len(self.person) + right
            place = np.minimum(np.searchsorted(self.keys, key), len(self.keys) - 1)
            allowed &= self.keys[place] != key
        return allowed

    def renumbered(self, number: Indexes, count: int) -> Apart:
        """The same rules after joining: thing i became number[i] of `count`; -1 where it takes no further part."""
        person = np.full(count, NOBODY, dtype=np.int64)
        named = (self.person >= 0) & (number >= 0)
        person[number[named]] = self.person[named]
        pairs = number[self.pairs()]
        return Apart.of(person, pairs[(pairs >= 0).all(axis=1)])

    def among(self, members: Indexes) -> Apart:
        """The same rules between some things only, which are then called 0.. in their order."""
        place = np.full(len(self.person), -1, dtype=np.int64)
        place[members] = np.arange(len(members))
        return self.renumbered(place, len(members))


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """N faces as K units, numbered by their first face."""

    of: Indexes  # (N,) the unit of each face
    apart: Apart  # between the K units

    def __len__(self) -> int:
        """The number of units."""
        return len(self.apart.person)

    @classmethod
    def from_constraints(cls, constraints: Constraints) -> Units:
        """Resolve the constraints as the docstring of `core.people.constraints` says."""
        binding = _Binding(constraints)
        binding.bind_answers()
        roots, of = np.unique(binding.root, return_inverse=True)
        person = np.full(len(roots), NOBODY, dtype=np.int64)
        named = constraints.person >= 0
        person[of[named]] = constraints.person[named]
        pairs = np.concatenate([binding.told_apart(), _photo_pairs(constraints.photo), constraints.at_once])
        return cls(of, Apart.of(person, of[pairs]))


def first_numbered(labels: NDArray[np.integer] | NDArray[np.bool_]) -> Indexes:
    """The same partition with labels 0..K-1 in the order of their first member; shape (N,)."""
    _, first, label = np.unique(labels, return_index=True, return_inverse=True)
    number = np.empty(len(first), dtype=np.int64)
    number[np.argsort(first)] = np.arange(len(first))
    renumbered: Indexes = number[label]
    return renumbered


def connected(unit: Indexes, group: Indexes, count: int) -> Indexes:
    """Join the units 0..count-1 that share a group, directly or through others: unit[i] has a face in group[i].

    Answers labels (count,), each the lowest of its units.
    """
    labels = np.arange(count, dtype=np.int64)
    while True:
        lowest = np.full(group.max(initial=-1) + 1, count, dtype=np.int64)
        np.minimum.at(lowest, group, labels[unit])
        joined = labels.copy()
        np.minimum.at(joined, unit, lowest[group])
        if np.array_equal(joined, labels):
            return labels
        labels = joined


class _Binding:
    """Union-find over faces, persons first; `root` is the lowest face of each face's unit."""

    def __init__(self, constraints: Constraints) -> None:
        self._constraints = constraints
        self.root = np.arange(len(constraints), dtype=np.int64)
        named = np.flatnonzero(constraints.person >= 0)
        persons, first, which = np.unique(constraints.person[named], return_index=True, return_inverse=True)
        self.root[named] = named[first][which]
        self._home = dict(zip(persons.tolist(), named[first].tolist(), strict=True))

    def told_apart(self) -> Indexes:
        """Pairs of faces (P, 2) that the user's rejections and answers keep apart, void ones left out."""
        given = self._constraints.person
        rejected = [
            (face, self._home[person])
            for face, person in self._constraints.rejected.tolist()
            if person in self._home and given[face] != person
        ]
        pairs = np.array(rejected, dtype=np.int64).reshape(-1, 2)
        pairs = np.concatenate([pairs, self._constraints.different])
        valid: Indexes = pairs[self.root[pairs[:, 0]] != self.root[pairs[:, 1]]]
        return valid

    def bind_answers(self) -> None:
        """Join the pairs that the user called the same, in order, then those of one track, where nothing of more weight
        forbids it."""
        bound = np.concatenate([self._constraints.same, self._constraints.one_track])
        if not len(bound):
            return
        apart: dict[int, set[int]] = defaultdict(set)
        for left, right in self.root[self.told_apart()].tolist():
            apart[left].add(right)
            apart[right].add(left)
        parent: dict[int, int] = {}
        person = {home: number for number, home in self._home.items()}
        for left, right in bound.tolist():
            low, high = sorted((_find(parent, int(self.root[left])), _find(parent, int(self.root[right]))))
            two_persons = low in person and high in person
            if low == high or high in apart[low] or two_persons:
                continue
            parent[high] = low
            if high in person:
                person[low] = person.pop(high)
            for other in apart.pop(high, ()):
                apart[other].discard(high)
                apart[other].add(low)
                apart[low].add(other)
        if parent:
            known = np.unique(self.root)
            final = np.array([_find(parent, face) for face in known.tolist()], dtype=np.int64)
            self.root = final[np.searchsorted(known, self.root)]


def _find(parent: dict[int, int], item: int) -> int:
    root = item
    while root in parent:
        root = parent[root]
    while item != root:
        parent[item], item = root, parent[item]
    return root


def _photo_pairs(photo: Indexes) -> Indexes:
    """All pairs of faces (P, 2) that share a photo."""
    order = np.argsort(photo, kind="stable")
    ordered = photo[order]
    start = np.arange(len(photo))
    found = [np.empty((0, 2), dtype=np.int64)]
    step = 1
    while start.size:
        start = start[start + step < len(photo)]
        start = start[ordered[start] == ordered[start + step]]
        found.append(np.stack([order[start], order[start + step]], axis=1))
        step += 1
    return np.concatenate(found)


def _keys(left: Indexes, right: Indexes, count: int) -> Indexes:
    different = left != right
    left, right = left[different], right[different]
    return np.unique(np.minimum(left, right) * count + np.maximum(left, right))
