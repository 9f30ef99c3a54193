"""How near is near enough, as the user leans: a step or two to the careful or the daring side of what suits the album.

Kept among the library's settings. Changing it lets the next grouping begin anew; the user's word stands whatever it is.
"""

from __future__ import annotations

import sqlite3

from core.store.connection import transaction
from core.store.standing import forget_standing

KEY = "leaning"

STEP = 0.015
"""What one step adds to the cut-off (squared L2 distance). Two steps to the careful side take every ninth group of 309
photos of strangers apart, two to the daring side draw every third lone face in; a family's album stays the same."""

FURTHEST = 2
"""Steps to either side: beyond these, groups are mixed or fall to pieces, and nothing is left to ask."""


def leaning_of(db: sqlite3.Connection) -> int:
    """Steps, -FURTHEST careful .. 0 right for this album .. FURTHEST daring."""
    row = db.execute("SELECT value FROM settings WHERE key = ?", (KEY,)).fetchone()
    return _bounded(int(row[0])) if row is not None else 0


def lean(db: sqlite3.Connection, steps: int) -> None:
    """Keeps another leaning."""
    if _bounded(steps) == leaning_of(db):
        return
    with transaction(db):
        db.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (KEY, str(_bounded(steps))))
    forget_standing(db)


def shift_of(steps: int) -> float:
    """What a leaning adds to the cut-off."""
    return STEP * _bounded(steps)


def _bounded(steps: int) -> int:
    return max(-FURTHEST, min(FURTHEST, steps))
