"""The window goes first: how much the processes that work beside it hold back."""

from __future__ import annotations

import sys

NICENESS = 10  # more than the window's own: beside it a tenth of a core's time, without it all
KINDEST = 19  # the system knows no more


def be_nice() -> None:
    """Lets the window go first, also where the window itself was started as something that can wait."""
    import psutil  # here: only a child needs it, and the window is to be seen soon

    me = psutil.Process()
    if sys.platform == "win32":
        me.nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
    else:
        me.nice(min(KINDEST, me.nice() + NICENESS))
