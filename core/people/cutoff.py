"""How near is near enough, where nobody chose: groups that suit their own library.

A fixed cut-off suits one album only: the more people there are, the more strangers look alike by chance. Four rules,
each measured on LFW (README.md beside this file has the figures), make one default for every album:

1. *Evidence*: two lone faces must be nearer to each other than a lone face to a person of many photographs, whose mean
   is well known; and two groups of many faces, whose joining a user would have to take apart, must be nearer again.
2. *Number*: the more groups there are, the nearer.
3. *Rivals*: a group with near rivals must be nearer to what it joins than one that is far from everybody (`rivals`).
4. *Stages*: what is certain without the rivals is joined for good, so that the rest is done on far fewer groups.

The figures are squared L2 distances of unit vectors of the built-in network (128 dimensions, mirror image averaged in);
another network's are larger or smaller by as much as its safe cut-off is.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from core.people.linkage import Rules, Sizes, Sums, Tree, link
from core.people.rivals import reserves
from core.people.units import Apart, Indexes, first_numbered

SAFE_CUT_OFF = 0.14  # of the built-in network: groups of any album are nearly pure; the groups are first counted there
CERTAIN = 0.08  # joined before anything is known of the library

# Where joinings of LFW's faces are as often wrong as right: 0.10 for two lone faces, 0.115 for groups of two or three,
# 0.125 for a lone face and a group of ten. The second figure leaves an eighth of the wrong faces in large groups.
EVIDENCE = Rules(lone=0.3, many=0.1)

# The cut-off at K groups is AT_ONE_GROUP - FOR_TEN_TIMES_AS_MANY * log10(K) and a little more among few: chosen where
# albums of 6, 62, 158, 1,680 and 5,749 people and eight people among three hundred strangers all lie near the top of
# their curves, on the pure side. Among ten people 45 pairs of strangers meet, of which hardly one looks alike.
AT_ONE_GROUP = 0.175
FOR_TEN_TIMES_AS_MANY = 0.0105
AMONG_FEW = 0.14  # divided by the number of groups
AMONG_FEW_AT_MOST = 0.02

OnRound = Callable[[int], bool]


def suiting(groups: int) -> float:
    """The cut-off for a library of so many groups."""
    groups = max(1, groups)
    few = min(AMONG_FEW / groups, AMONG_FEW_AT_MOST)
    return AT_ONE_GROUP - FOR_TEN_TIMES_AS_MANY * math.log10(groups) + few


def suiting_groups(
    sums: Sums, sizes: Sizes, *, apart: Apart, safe: float = SAFE_CUT_OFF, on_round: OnRound | None = None
) -> tuple[Indexes, float]:
    """Groups K things (see `linkage.link`) by the default rules; safe: the safe cut-off of the network.

    Answers labels (K,), each group called by its lowest thing, and the cut-off that they were made with.
    """
    scale = safe / SAFE_CUT_OFF
    tree = _in_order(link(sums, sizes, cut_off=safe, apart=apart, rules=EVIDENCE, on_round=on_round))
    core = first_numbered(tree.cut(CERTAIN * scale))
    count = int(core.max(initial=-1)) + 1
    core_sums = np.zeros((count, sums.shape[1]))
    np.add.at(core_sums, core, sums)
    core_sizes = np.bincount(core, weights=sizes, minlength=count).astype(np.float64)
    core_apart = apart.renumbered(core, count)

    def linked(cut_off: float, rules: Rules) -> Indexes:
        found = link(core_sums, core_sizes, cut_off=cut_off, apart=core_apart, rules=rules, on_round=on_round)
        return first_numbered(found.labels)

    cut_off = scale * suiting(tree.groups(safe))
    if cut_off <= safe:
        rough = np.zeros(count, dtype=np.int64)
        rough[core] = tree.cut(cut_off)
        rough = first_numbered(rough)
    else:
        rough = linked(cut_off, EVIDENCE)
    cut_off = scale * suiting(int(rough.max(initial=-1)) + 1)
    reserve = reserves(core_sums, core_sizes, rough, scale=scale)
    labels = linked(cut_off, Rules(EVIDENCE.lone, EVIDENCE.many, reserve))
    return _by_lowest(labels[core]), cut_off


def _in_order(tree: Tree) -> Tree:
    """The same tree with no joining below one of its parts, so that it can be cut (see `Rules`)."""
    highest = np.zeros(len(tree.labels))
    heights = tree.heights.copy()
    for place, (into, gone) in enumerate(tree.joined.tolist()):
        heights[place] = highest[into] = max(heights[place], highest[into], highest[gone])
    return Tree(tree.labels, tree.joined, heights)


def _by_lowest(labels: Indexes) -> Indexes:
    _, first, which = np.unique(labels, return_index=True, return_inverse=True)
    lowest: Indexes = first[which]
    return lowest
