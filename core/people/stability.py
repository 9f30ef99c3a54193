"""Groups keep their ids from one grouping to the next, so that a new photograph does not shuffle people.

The ids mean nothing, but windows, covers and the user's memory hang on them. Only the renumbering is here; that the
groups themselves hardly change is the work of `linkage`, which has no random choice and no order of arrival in it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

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
