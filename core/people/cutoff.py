"""How near is near enough, where nobody chose: the cut-off of average linkage.

Thresholds are squared L2 distances of unit vectors of the built-in network (128 dimensions, mirror image averaged in).
"""

from __future__ import annotations

# On LFW, pairwise precision 0.991 at 0.12 and 0.977 at 0.13; small albums are still pure at 0.14, while 0.16 joins a
# brother and a sister of the family album.
SAFE_CUT_OFF = 0.14
