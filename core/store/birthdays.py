"""When somebody was born, as the user said: for the age beside the years of a person's page."""

from __future__ import annotations

import sqlite3


def birthday_of(db: sqlite3.Connection, person_id: int) -> str:
    """The day as an ISO date; "" where none was given."""
    row = db.execute("SELECT birthday FROM people WHERE id = ?", (person_id,)).fetchone()
    return row[0] or "" if row is not None else ""
