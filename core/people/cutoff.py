"""How near is near enough, where nobody chose: the cut-off of average linkage.

The more people an album holds, the more pairs of strangers look alike by chance, so a cut-off that is pure in a
family's album mixes people among thousands. The number of people is not known, but the number of groups that a cut-off
leaves is close to it. Distances are squared L2 of unit vectors of the built-in network (128 dimensions, mirror image
averaged in).
"""

from __future__ import annotations

import math

from core.people.linkage import Tree

# The most that is ever joined unasked. On the family album two different men are joined at 0.17 and, if no photograph
# showed both, brother and sister at 0.16; the casts stay pure up to 0.18.
SAFE_CUT_OFF = 0.14

# Fitted to the best fixed cut-offs of LFW's 6, 62, 158, 1,680 and 5,749 people (0.22, 0.15, 0.15, 0.13, 0.12), which it
# meets within 0.003 of B-cubed F.
AT_ONE_GROUP = 0.19
FOR_TEN_TIMES_AS_MANY = 0.018


def default_cut_off(tree: Tree) -> float:
    """The cut-off that suits the number of groups which it leaves, SAFE_CUT_OFF at most.

    tree: what was joined up to SAFE_CUT_OFF. A lower cut-off leaves more groups, which ask for a lower one still; the
    distances of the tree are tried from the top until one suits.
    """
    cut_off = SAFE_CUT_OFF
    while (suits := _suits(tree.groups(cut_off))) < cut_off:
        cut_off = suits
    return cut_off


def _suits(groups: int) -> float:
    return AT_ONE_GROUP - FOR_TEN_TIMES_AS_MANY * math.log10(max(1, groups))
