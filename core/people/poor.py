"""Poor faces find their group after the good ones have made it.

A blurred, small or turned face has a vector in the middle of nowhere: near to several people, and far from itself on
other days. It may not found a group or bridge two, so it takes no part in the linkage; afterwards it joins the nearest
group that the constraints allow, if that is well within the cut-off. It does not move the group's mean, so the order of
the poor faces matters only where they exclude each other: the nearest goes first. A lone good face is no group yet: of
the groups that such pairs of faces in the background of LFW's photographs made, hardly one was a person.

Between good and poor there are faces that found groups, but are doubted (`doubts`).
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from core.people.linkage import sums_of
from core.people.units import Apart, Indexes, Units

# Of the cut-off: how near a poor face must be to a group. On LFW, where 6 % of the faces are poor, 0.9 keeps the
# B-cubed F of 1.0 and loses two fifths of the precision that 1.0 loses; 0.8 loses recall as well.
SHARE_OF_CUT_OFF = 0.9
CANDIDATES = 8  # groups that a poor face may try: more than one only where a nearer one is forbidden
ROWS_AT_ONCE = 128

# Both chosen on the chosen half's photographs with all their faces (tests/benchmarks/grouping_background.py): 0.1 and
# 0.2 leave fewer groups of strangers, and lose five times as many of the named faces.
POORER = 0.15  # than half of the album's faces: a face whose measure is still lower is doubted
DOUBT = 0.2  # of what it is lower, added to its distances
MOST_DOUBT = 0.03

Values = NDArray[np.float64]


def doubts(quality: Values) -> Values:
    """What the poorer faces of an album add to their distances, shape (N,), squared L2.

    quality: (N,) the one measure of each face, 0..1 (`core.records.Quality.overall`). Half-hidden and blurred faces of
    the background look alike. What is poor is a matter of the album: where all faces are small nobody is doubted.
    """
    usual = float(np.median(quality)) if len(quality) else 0.0
    doubt: Values = np.clip(DOUBT * (usual - POORER - quality), 0.0, MOST_DOUBT)
    return doubt


def attach_poor(
    vectors: NDArray[np.float32],
    units: Units,
    labels: Indexes,
    clusterable: NDArray[np.bool_],
    *,
    cut_off: float,
    lone: float = 0.0,
) -> Indexes:
    """Give the units without any good face to the groups that two good ones, or one and the user's word, have founded.

    vectors: (N, dimension); labels: (K,) group of each unit; clusterable: (N,) which faces are good; cut_off: the
    one that made the groups; lone: how much farther than it is a group of one face counts, as in `judgement`. Answers
    labels (K,) in which a poor unit has the label of the group that it joined, or its own.
    """
    founded = np.zeros(len(units), dtype=np.bool_)
    founded[units.of[clusterable]] = True
    if founded.all() or not founded.any():
        return labels
    groups, means, sizes = _means(vectors[clusterable], labels[units.of[clusterable]])
    open_ = np.flatnonzero((sizes > 1) | np.isin(groups, labels[_held_by_the_user(units)]))
    if not len(open_):
        return labels
    groups, means, sizes = groups[open_], means[open_], sizes[open_]
    left_out = ~founded[units.of]
    poor, poor_means, _ = _means(vectors[left_out], units.of[left_out])
    row, column, distance = _candidates(poor_means, means, 1 + lone / sizes, within=SHARE_OF_CUT_OFF * cut_off)
    order = np.lexsort((column, row, distance))
    return _seated(poor[row[order]], groups[column[order]], labels, founded, units.apart)


def _held_by_the_user(units: Units) -> Indexes:
    """The units that somebody's word has made more than a lone face."""
    return np.flatnonzero((units.apart.person >= 0) | (np.bincount(units.of, minlength=len(units)) > 1))


def _means(vectors: NDArray[np.float32], label: Indexes) -> tuple[Indexes, NDArray[np.float32], NDArray[np.float64]]:
    """The labels that there are, the mean vector of each, and how many faces have it."""
    labels, which = np.unique(label, return_inverse=True)
    sums, sizes = sums_of(vectors, which, len(labels))
    return labels, (sums / sizes[:, None]).astype(np.float32), sizes


def _candidates(
    poor: NDArray[np.float32], means: NDArray[np.float32], farther: NDArray[np.float64], *, within: float
) -> tuple[Indexes, Indexes, NDArray[np.float64]]:
    """Pairs of poor unit and group within reach, and their distances, each group `farther` than it is; the nearest few
    groups of each unit."""
    rows, columns, distances = [], [], []
    few = min(CANDIDATES, len(means))
    for start in range(0, len(poor), ROWS_AT_ONCE):
        distance = (2 - 2 * (poor[start : start + ROWS_AT_ONCE] @ means.T)) * farther
        nearest = np.argpartition(distance, few - 1, axis=1)[:, :few]
        row, place = np.nonzero(np.take_along_axis(distance, nearest, axis=1) <= within)
        column = nearest[row, place]
        rows.append(row + start)
        columns.append(column)
        distances.append(distance[row, column])
    return np.concatenate(rows), np.concatenate(columns), np.concatenate(distances)


def _seated(poor: Indexes, group: Indexes, labels: Indexes, founded: NDArray[np.bool_], apart: Apart) -> Indexes:
    """Let each poor[i] into group[i] in this order, where it has no group yet and nobody there keeps it out."""
    label = labels.tolist()
    waiting = ~founded
    person = {label[unit]: int(apart.person[unit]) for unit in np.flatnonzero(apart.person >= 0) if founded[unit]}
    enemies = _enemies(apart, waiting)
    for unit, wanted in zip(poor.tolist(), group.tolist(), strict=True):
        own = int(apart.person[unit])
        if not waiting[unit] or (own >= 0 and person.get(wanted, own) != own):
            continue
        if any(label[enemy] == wanted for enemy in enemies.get(unit, ())):
            continue
        label[unit] = wanted
        waiting[unit] = False
        if own >= 0:
            person[wanted] = own
    return np.array(label, dtype=np.int64)


def _enemies(apart: Apart, waiting: NDArray[np.bool_]) -> dict[int, list[int]]:
    """For each waiting unit those that it may not be with."""
    enemies = defaultdict(list)
    pairs = apart.pairs()
    for left, right in pairs[waiting[pairs].any(axis=1)].tolist():
        enemies[left].append(right)
        enemies[right].append(left)
    return enemies
