"""What the last grouping of a library knew, so that the next one need only look at what is new.

Kept with the settings, one short text for each model; without it everything is grouped anew.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict, dataclass

from core.store.connection import transaction

KEY = "grouping:"


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the groups of a model are up to date."""

    last_face: int  # the highest id of a face that was grouped
    faces: int  # how many faces there were
    changed: int  # faces that came and went since all were grouped anew
    last_edit: int  # the newest edit that the groups obey
    algorithm: str


def standing_of(db: sqlite3.Connection, model_id: int) -> Standing | None:
    """What is known of the groups of a model; None before the first grouping."""
    row = db.execute("SELECT value FROM settings WHERE key = ?", (_key(model_id),)).fetchone()
    return None if row is None else Standing(**json.loads(row[0]))


def keep_standing(db: sqlite3.Connection, model_id: int, standing: Standing) -> None:
    """Keeps it."""
    with transaction(db):
        db.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (_key(model_id), json.dumps(asdict(standing))))


def forget_standing(db: sqlite3.Connection) -> None:
    """Forgets it, of all models."""
    with transaction(db):
        db.execute(f"DELETE FROM settings WHERE key GLOB '{KEY}*'")


def newest_edit(db: sqlite3.Connection) -> int:
    """The id of the newest edit that was not undone; 0 where there is none."""
    row = db.execute("SELECT MAX(id) FROM edits WHERE undone = 0").fetchone()
    return int(row[0] or 0)


def only_added(db: sqlite3.Connection, since: int) -> bool:
    """Whether the user, after the edit `since`, said new things only and took nothing back that held faces together.

    A word that keeps faces apart shows in the groups, which then break a rule; one that is gone does not show.
    """
    if since and db.execute("SELECT 1 FROM edits WHERE id = ? AND undone = 0", (since,)).fetchone() is None:
        return False
    edits = db.execute("SELECT rows FROM edits WHERE id > ? AND undone = 0", (since,)).fetchall()
    return not any(_takes_back(json.loads(rows)) for (rows,) in edits)


def _takes_back(rows: list[tuple[str, list[object], list[object] | None, list[object] | None]]) -> bool:
    """Whether a face is no longer given to anybody, or an answer is not what it was."""
    lost, given = set(), set()
    for table, key, before, after in rows:
        if table == "answers" and before is not None:
            return True
        if table == "verdicts":
            if before is not None and before[0] and after is None:
                lost.add(key[0])
            if after is not None and after[0]:
                given.add(key[0])
    return not lost <= given


def _key(model_id: int) -> str:
    return f"{KEY}{model_id}"
