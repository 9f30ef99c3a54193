"""Groups keep their ids from one grouping to the next, so that a new photograph does not shuffle people.

The ids mean nothing, but windows, covers and the user's memory hang on them. Nor does a person lose faces that the
program guessed: whoever looks at Anna's page tomorrow finds the faces that were there today, unless the user's word
says otherwise by now. That nameless groups hardly change is the work of `linkage`, which has no random choice and no
order of arrival in it, and of `incremental`.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from core.people.constraints import NOBODY, Constraints

UNSEEN = -1  # in the old labels: the face was not there yet


def keep_ids(old: NDArray[np.int64], new: NDArray[np.int64], *, next_id: int) -> NDArray[np.int64]:
    """Call each new group by the old group that most of it came from.

    old, new: shape (N,), group of each face before (UNSEEN where it was not there) and now. An old id goes to one new
    group at most: of those that came mostly from it the one with most of its faces, of equals the lower. A new group
    that gets no old id, since another has it or all its faces are new, is called next_id, next_id + 1 and so on in the
    order of the new labels. Answers the ids, shape (N,), a renaming of `new`.
    """
    if old.shape != new.shape:
        raise ValueError("old and new groups of different faces")
    if next_id <= old.max(initial=UNSEEN):
        raise ValueError("next_id is an old group's")
    groups, group = np.unique(new, return_inverse=True)
    ids = np.full(len(groups), UNSEEN, dtype=np.int64)
    heir, bequest = _claims(old, group)
    ids[heir] = bequest
    fresh = np.flatnonzero(ids == UNSEEN)
    ids[fresh] = next_id + np.arange(len(fresh))
    return ids[group]


def keeping_guesses(constraints: Constraints, groups: NDArray[np.int64]) -> Constraints:
    """The same constraints, with the faces that were guessed to be somebody's given to that person.

    groups: (N,) the group of each face so far, UNSEEN where it is in none. A face was guessed where its group holds
    faces that the user gave to one person and to no other. Not kept is a guess that the user's word speaks against: the
    face was refused for that person, called different from anybody, or shares a photograph with a face given to them.
    What is said against one face of a track holds for the whole track.
    """
    guessed = _guesses(constraints.person, groups)
    against = np.zeros(len(groups), np.bool_)
    against[constraints.rejected[guessed[constraints.rejected[:, 0]] == constraints.rejected[:, 1], 0]] = True
    against[constraints.different.ravel()] = True
    for one, other in (constraints.one_track.T, constraints.one_track.T[::-1]):
        guessed[other[against[one] & (guessed[other] == guessed[one])]] = NOBODY
    guessed[against] = NOBODY
    named = constraints.person != NOBODY
    taken = np.stack([constraints.photo[named], constraints.person[named]], axis=1)
    asked = np.flatnonzero(guessed != NOBODY)
    beside = np.stack([constraints.photo[asked], guessed[asked]], axis=1)
    guessed[asked[_among(beside, taken)]] = NOBODY
    for one, other in (constraints.at_once.T, constraints.at_once.T[::-1]):
        guessed[one[(guessed[one] == constraints.person[other]) & named[other]]] = NOBODY
    return replace(constraints, person=np.where(named, constraints.person, guessed))


def _guesses(person: NDArray[np.int64], groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """Whose face each one without a word of the user's is (N,), by its group; NOBODY for the others."""
    named = np.flatnonzero((person != NOBODY) & (groups != UNSEEN))
    owned = np.unique(np.stack([groups[named], person[named]], axis=1), axis=0)
    group, first, count = np.unique(owned[:, 0], return_index=True, return_counts=True)
    group, owner = group[count == 1], owned[first[count == 1], 1]
    guessed = np.full(len(person), NOBODY, dtype=np.int64)
    asked = np.flatnonzero((person == NOBODY) & np.isin(groups, group))
    guessed[asked] = owner[np.searchsorted(group, groups[asked])]
    return guessed


def _among(rows: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which of the rows (N, 2) are one of the others (M, 2)."""
    _, which = np.unique(np.concatenate([others, rows]), axis=0, return_inverse=True)
    return np.isin(which[len(others) :], which[: len(others)])


def _claims(old: NDArray[np.int64], group: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """New groups 0..K-1 that inherit, and what: the largest overlaps first, each group and each id once."""
    seen = old != UNSEEN
    pairs, overlap = np.unique(np.stack([old[seen], group[seen]]), axis=1, return_counts=True)
    order = np.lexsort((pairs[1], pairs[0], -overlap))
    before, now = pairs[:, order]
    most = np.unique(now, return_index=True)[1]  # the first claim of each new group is its largest
    before, now = before[np.sort(most)], now[np.sort(most)]
    first = np.unique(before, return_index=True)[1]
    return now[first], before[first]
