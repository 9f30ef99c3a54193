"""How near is near enough, where nobody chose: rules that suit every album, because the album itself sets them.

A fixed cut-off suits one album only. Two things move the best one, and both can be seen before anybody is named:

1. *Strangers*: the more groups there are for each face, the more of them look alike by chance.
2. *Spread*: in one album a person's faces lie within 0.05 of each other, in another within 0.12. The groups of a first,
   careful linkage tell how wide people are here.

The linkage itself then judges each pair of groups by their sizes, their own spread and their rivals (`judgement`,
`rivals`). README.md beside this file has the figures. All are squared L2 distances of unit vectors of the built-in
network (128 dimensions, mirror image averaged in); chosen on a random half of LFW's people.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from core.people.judgement import Rules, Values, spread
from core.people.linkage import Sizes, Sums, Tree, link
from core.people.rivals import reserves
from core.people.units import Apart, Indexes, first_numbered

SAFE_CUT_OFF = 0.14  # where groups are counted and their spread is read: nearly pure in any album
LARGE = 30_000  # faces; with more, pairs within SAFE_CUT_OFF are too many to hold, and nothing joins that far anyway:
SAFER = 0.02  # so much lower for ten times as many. 0.11 for a million, whose cut-off is 0.103
TIGHTER_WHEN_SAFER = 0.4  # by what part of that the groups' spread is smaller too: in LFW's half, and in made-up ones
MORE_WHEN_SAFER = 8.0  # and what share of the groups are parts of others, for one unit of that
SAME_MOMENT = 0.03  # photos of one moment, as near as two pictures of a burst, count as one
CERTAIN = 0.08  # joined for good before anything is known of the album

LONE = 0.3  # two lone faces must be as much nearer than a large group and one face
GAP = 0.65  # 0.6 to 0.75 come out the same; 0.5 joins two famous sisters

# K groups of N faces leave K * K / N strangers for each face to be mistaken for. The slope between the chosen half's
# albums of 350 and of 1,650 such strangers; lower in between than recall alone would have it, for purity.
AT_ONE_STRANGER = 0.162
FOR_TEN_TIMES_AS_MANY = 0.011
MOST = 0.155  # 0.145 leaves people of small albums in parts, 0.165 joins look-alikes

USUAL_SPREAD = 0.083  # at SAFE_CUT_OFF, in any album made from LFW, of six people or six thousand
ALBUM_CERTAIN = 20.0  # faces that must have told before the album counts as much as USUAL_SPREAD
EACH_AT_MOST = 10.0  # of these faces from one group: an album is not its most photographed person
NARROWEST, WIDEST = -0.02, 0.04  # by how much an album's spread may differ from the usual
FOR_WIDE = (
    2.5  # of what an album's spread exceeds the usual; its wide groups are cut off by SAFE_CUT_OFF, so more than 1
)
FOR_NARROW = 1.0  # of what it falls short

CERTAIN_SPREAD = 4.0  # faces after which a group's own spread counts half; 2 to 7 come out the same
TIGHTER = 0.03  # what a narrow group adds to its distances at most
LOOSER = 0.01  # what a wide one takes off: little, since a mixed group is wide and would draw in ever more
SLACK = 0.01  # nothing beyond the cut-off by more than this is ever joined, whatever its rivals

GROUPS_AT_ONCE = 2048  # whose members are copied to be added up

OnRound = Callable[[int], bool]


def suiting(groups: int, *, faces: float) -> float:
    """The cut-off for so many faces in so many groups, where the spread is the usual one."""
    strangers = groups * groups / max(1.0, faces)
    return min(MOST, AT_ONE_STRANGER - FOR_TEN_TIMES_AS_MANY * math.log10(max(1.0, strangers)))


def safe_cut_off(faces: int) -> float:
    """Where the groups of a library of so many faces are counted and their spread is read."""
    return max(CERTAIN, SAFE_CUT_OFF - SAFER * math.log10(max(1.0, faces / LARGE)))


def suiting_groups(
    sums: Sums,
    sizes: Sizes,
    *,
    apart: Apart,
    doubt: Values | None = None,
    shift: float = 0.0,
    on_round: OnRound | None = None,
) -> tuple[Indexes, float]:
    """Groups K things (see `linkage.link`) by the default rules.

    doubt: (K,) what poor faces add to their distances (`core.people.poor.doubts`), None for nothing. shift: what
    the user wants added to the cut-off (`core.store.leaning`). Answers labels (K,), each group called by its lowest
    thing, and the cut-off for lone faces and whole groups alike, before anything was judged.
    """
    safe = safe_cut_off(len(sizes))
    careful_rules = Rules(lone=LONE, reserve=doubt)
    first = CERTAIN if len(sizes) > LARGE else None
    tree = _in_order(link(sums, sizes, cut_off=safe, apart=apart, rules=careful_rules, first=first, on_round=on_round))
    weight = _weights(sizes, tree.cut(SAME_MOMENT))
    core = first_numbered(tree.cut(CERTAIN))
    core_sums, core_sizes = _together(sums, sizes, core, weight)
    careful = np.zeros(len(core_sizes), dtype=np.int64)
    careful[core] = tree.cut(safe)
    careful = first_numbered(careful)
    made = np.ones(int(careful.max(initial=-1)) + 1, dtype=np.bool_)
    made[careful[core[sizes > 1]]] = False  # things of several faces are the user's
    wider = widening(*_together(core_sums, core_sizes, careful), made, at=safe)
    groups = round(tree.groups(safe) * (1 - MORE_WHEN_SAFER * (SAFE_CUT_OFF - safe)))
    cut_off = suiting(groups, faces=float(core_sizes.sum()))
    cut_off += moved_by(wider) + shift
    rules = rules_for(wider)
    reserve = reserves(core_sums, core_sizes, careful)
    if doubt is not None:
        reserve = reserve + np.bincount(core, weights=doubt * sizes) / np.bincount(core, weights=sizes)
    if reserve.any():
        rules = replace(rules, reserve=reserve)
    found = link(
        core_sums,
        core_sizes,
        cut_off=cut_off,
        apart=apart.renumbered(core, len(core_sizes)),
        rules=rules,
        scratch=True,
        on_round=on_round,
    )
    return _by_lowest(found.labels[core]), cut_off


def moved_by(wider: float) -> float:
    """By how much the cut-off of an album moves whose people are so much `wider` than usual."""
    return (FOR_WIDE if wider > 0 else FOR_NARROW) * wider


def rules_for(wider: float) -> Rules:
    """What two groups of such an album are judged by, but for their rivals."""
    return Rules(
        lone=LONE,
        gap=GAP,
        expected=USUAL_SPREAD + wider,
        certain=CERTAIN_SPREAD,
        looser=LOOSER,
        tighter=TIGHTER,
        slack=SLACK,
    )


def widening(sums: Sums, sizes: Sizes, made: NDArray[np.bool_], *, at: float = SAFE_CUT_OFF) -> float:
    """By how much the groups (K,), cut off `at` this distance, are wider than usual. Only those that the linkage has
    `made` (K,) can be wider: whom the user joins, perhaps by mistake, must not make it join others."""
    usual = USUAL_SPREAD - TIGHTER_WHEN_SAFER * (SAFE_CUT_OFF - at)
    wider = album_spread(sums, sizes, usual=usual) - usual
    return min(wider, max(0.0, album_spread(sums[made], sizes[made], usual=usual) - usual)) if wider > 0 else wider


def album_spread(sums: Sums, sizes: Sizes, *, usual: float = USUAL_SPREAD) -> float:
    """How far the faces of one person are from each other in this album, from its groups (K, dimension) and (K,)."""
    within = np.einsum("ij,ij->i", sums, sums) - sizes
    weight = np.minimum(sizes - 1, EACH_AT_MOST)
    total = ALBUM_CERTAIN * usual + float(weight @ spread(sizes, within))
    seen = total / (ALBUM_CERTAIN + float(weight.sum()))
    return float(np.clip(seen, usual + NARROWEST, usual + WIDEST))


def _weights(sizes: Sizes, moment: Indexes) -> Values:
    """What each of K things counts, so that those of one moment weigh together as much as the heaviest of them.

    Ten pictures of a burst tell no more about a person than one of them.
    """
    total = np.bincount(moment, weights=sizes, minlength=len(sizes))
    heaviest = np.zeros(len(sizes))
    np.maximum.at(heaviest, moment, sizes)
    weight: Values = (heaviest / np.maximum(total, 1))[moment]
    return weight


def _together(sums: Sums, sizes: Sizes, label: Indexes, weight: Values | None = None) -> tuple[Sums, Sizes]:
    """The sums and sizes of the groups 0..G-1, label[i] the group of thing i; every group has one."""
    count = int(label.max(initial=-1)) + 1
    weight = np.ones(len(sizes)) if weight is None else weight
    together = np.empty((count, sums.shape[1]))
    order = np.argsort(label, kind="stable")
    start = np.searchsorted(label[order], np.arange(count + 1))
    for first in range(0, count, GROUPS_AT_ONCE):
        last = min(first + GROUPS_AT_ONCE, count)
        rows = order[start[first] : start[last]]
        together[first:last] = np.add.reduceat(sums[rows] * weight[rows, None], start[first:last] - start[first])
    number: Values = np.bincount(label, weights=sizes * weight, minlength=count).astype(np.float64)
    return together, number


def _in_order(tree: Tree) -> Tree:
    """The same tree with no joining below one of its parts, so that it can be cut (see `judgement.Rules`)."""
    highest = np.zeros(len(tree.labels))
    heights = tree.heights.copy()
    for place, (into, gone) in enumerate(tree.joined.tolist()):
        heights[place] = highest[into] = max(heights[place], highest[into], highest[gone])
    return Tree(tree.labels, tree.joined, heights)


def _by_lowest(labels: Indexes) -> Indexes:
    _, first, which = np.unique(labels, return_index=True, return_inverse=True)
    lowest: Indexes = first[which]
    return lowest


def rescaled(vectors: NDArray[np.float32], scale: float) -> NDArray[np.float32]:
    """Unit vectors (N, dimension + 1) whose squared distances are `scale` times those of `vectors` (N, dimension).

    The grouping knows the distances of the built-in network; this brings those of any other network to them. The
    additional dimension holds what all faces share.
    """
    if scale == 1:
        return vectors
    shared = np.full((len(vectors), 1), math.sqrt(1 - scale), np.float32)
    return np.hstack([vectors * np.float32(math.sqrt(scale)), shared])
