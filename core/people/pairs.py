"""The near pairs of groups while groups are joined: a round costs what it changes, not what there is.

A library has a few people with very many photographs, and average linkage gathers each of those one face after the
other. So most of the hundreds of rounds join a handful of groups out of a hundred thousand. The pairs are indexed by
their ends, the nearest first, so that a group whose nearest is gone finds the next one at once, however many it has;
newer pairs wait in a short tail. `linkage` is the only user.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.people.units import Indexes

Values = NDArray[np.float64]

TAIL = 1 / 8  # of the pairs may be newer than the index: more are slow to look through, fewer mean indexing more often
TAIL_AT_LEAST = 1024
WIDEST_LOOK = 64  # pairs of a group that are looked at in one go for one that is not gone


@dataclass(slots=True, eq=False)
class Columns:
    """P pairs and what is known of them."""

    left: NDArray[np.int32]
    right: NDArray[np.int32]
    distance: Values
    height: Values  # what the distance is judged to be

    def __len__(self) -> int:
        """The number of pairs."""
        return len(self.left)

    def put(self, place: slice, other: Columns) -> None:
        for name in self.__slots__:
            getattr(self, name)[place] = getattr(other, name)

    def kept(self, pairs: Indexes, *, room: int) -> Columns:
        """These pairs, and room for more behind them."""
        columns = []
        for name in self.__slots__:
            values = getattr(self, name)
            columns.append(np.empty(len(pairs) + room, dtype=values.dtype))
            columns[-1][: len(pairs)] = values[pairs]
        return Columns(*columns)


class Pairs:
    """Pairs of K groups. Each pair has a place, where its columns are read; those of gone pairs are stale."""

    def __init__(self, columns: Columns, count: int) -> None:
        self.at = columns
        self._end = len(columns)
        self._live = np.ones(self._end, dtype=np.bool_)
        self._marked = np.zeros(count, dtype=np.bool_)
        self._nearest = np.full(count, np.inf)  # (K,) the least height of each group's pairs
        self._index()

    def of(self, groups: Indexes) -> Indexes:
        """The places of the pairs that have an end among these groups, in ascending order."""
        starts, stops = self._first[groups], self._first[groups + 1]
        lengths = stops - starts
        begins = np.cumsum(lengths) - lengths
        indexed = self._order[np.arange(int(lengths.sum())) + np.repeat(starts - begins, lengths)]
        return np.concatenate([np.unique(indexed[self._live[indexed]]), self._newer(groups)])

    def left_by(self, pairs: Indexes) -> Indexes:
        """The groups whose nearest one is at the other end of one of these pairs."""
        left, right, height = self.at.left[pairs], self.at.right[pairs], self.at.height[pairs]
        return np.concatenate([left[self._nearest[left] == height], right[self._nearest[right] == height]])

    def mutual(self, groups: Indexes, *, within: float) -> Indexes:
        """The pairs of those of these groups that are some group's nearest, and it theirs, at most so far from it.

        The groups are all whose pairs have gone, or become others, since the last time.
        """
        newer = self._newer(groups)
        indexed = self._first_live(groups)
        self._nearest[groups] = np.inf
        some = indexed >= 0
        self._nearest[groups[some]] = self.at.height[indexed[some]]
        for ends in (self.at.left[newer], self.at.right[newer]):
            np.minimum.at(self._nearest, ends, self.at.height[newer])
        pairs = np.concatenate([self._as_near(groups[some]), newer])
        height = self.at.height[pairs]
        left, right = self._nearest[self.at.left[pairs]], self._nearest[self.at.right[pairs]]
        return np.unique(pairs[(height <= within) & (height == left) & (height == right)])

    def replace(self, gone: Indexes, new: Columns) -> None:
        """Take in new pairs for gone ones; the places of all may be different ones afterwards."""
        self._live[gone] = False
        if self._end + len(new) > len(self.at):
            self._make_room(len(new))
        place = slice(self._end, self._end + len(new))
        self.at.put(place, new)
        self._live[place] = True
        self._end = place.stop

    def _newer(self, groups: Indexes) -> Indexes:
        """The places of the pairs in the tail that have an end among these groups."""
        tail = slice(self._indexed, self._end)
        self._marked[groups] = True
        found = self._marked[self.at.left[tail]] | self._marked[self.at.right[tail]]
        self._marked[groups] = False
        return np.flatnonzero(found & self._live[tail]) + self._indexed

    def _first_live(self, groups: Indexes) -> Indexes:
        """The nearest indexed pair of each of these groups, -1 where none is left; those before it are forgotten."""
        found = np.full(len(groups), -1, dtype=np.int64)
        open_, wide = np.arange(len(groups)), 1
        while (open_ := open_[self._first_open[groups[open_]] < self._first[groups[open_] + 1]]).size:
            here = groups[open_]
            places = self._first_open[here][:, None] + np.arange(wide)
            inside = places < self._first[here + 1][:, None]
            pairs = self._order[np.where(inside, places, 0)]
            live = inside & self._live[pairs]
            step = np.where(live.any(axis=1), live.argmax(axis=1), wide)
            some = np.flatnonzero(step < wide)
            found[open_[some]] = pairs[some, step[some]]
            self._first_open[here] += np.minimum(step, inside.sum(axis=1))
            open_ = open_[step == wide]
            wide = min(4 * wide, WIDEST_LOOK)
        return found

    def _as_near(self, groups: Indexes) -> Indexes:
        """The indexed pairs of these groups that are as near as their nearest; gone ones may be among them."""
        found = []
        place = self._first_open[groups]
        while groups.size:
            inside = place < self._first[groups + 1]
            groups, place = groups[inside], place[inside]
            pair = self._order[place]
            near = self.at.height[pair] <= self._nearest[groups]
            groups, place, pair = groups[near], place[near] + 1, pair[near]
            found.append(pair[self._live[pair]])
        return np.concatenate([np.empty(0, dtype=np.int64), *found])

    def _make_room(self, count: int) -> None:
        """Let the gone ones go, index the rest, and leave room for a tail with at least `count` more."""
        kept = np.flatnonzero(self._live[: self._end])
        room = count + max(TAIL_AT_LEAST, int(TAIL * (len(kept) + count)))
        self.at = self.at.kept(kept, room=room)
        self._end = len(kept)
        self._live = np.ones(len(self.at), dtype=np.bool_)
        self._index()

    def _index(self) -> None:
        """Make it quick to find the pairs of a group, the nearest first."""
        count = self._end
        by_height = np.argsort(self.at.height[:count], kind="stable").astype(np.int32)
        keys = np.concatenate([self.at.left[by_height], self.at.right[by_height]]).astype(np.int64)
        self._first = np.concatenate([[0], np.cumsum(np.bincount(keys, minlength=len(self._marked)))])
        keys *= max(1, count)
        keys[:count] += np.arange(count)
        keys[count:] += np.arange(count)
        keys.sort()
        self._order = by_height[keys % max(1, count)]
        self._first_open = self._first[:-1].copy()
        self._indexed = count
