"""How the command line is called on this computer, for usage and hints: a name that works where it is read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

INSTALLED: Final = "familiar-core"  # of an installer, or of pip beside `familiar`
CHECKOUT: Final = "python -m core"


def command() -> str:
    """What to write before a command of `core.commands`."""
    called = Path(sys.argv[0]).stem if sys.argv else ""
    return INSTALLED if getattr(sys, "frozen", False) or called in ("familiar", INSTALLED) else CHECKOUT
