"""Faces that nobody will see again: made for a box that was taken back, when that can no longer be done again.

An import makes a face for each of its boxes at once. Undo hides them with their boxes, since redo brings both back; the
next edit ends that, and what is left would lie in the library for ever.
"""

from __future__ import annotations

import sqlite3

from core.store.connection import transaction
from core.store.found_faces import is_spoken_of
from core.store.previews import Previews

WITHOUT_BOX = (
    "SELECT id FROM faces WHERE mark_id IS NOT NULL AND mark_id NOT IN (SELECT id FROM marks) AND mark_id NOT IN "
    "(SELECT json_extract(one.value, '$[1][0]') FROM edits, json_each(edits.rows) one "
    "WHERE edits.rows LIKE '%\"marks\"%' AND json_extract(one.value, '$[0]') = 'marks')"
)
"""Faces whose box is gone, and of whose box no step tells that could be undone or done again."""


def forget_orphans(db: sqlite3.Connection, previews: Previews) -> int:
    """Deletes them with their small pictures. Returns how many."""
    if db.execute("SELECT 1 FROM faces WHERE mark_id NOT IN (SELECT id FROM marks)").fetchone() is None:
        return 0  # the journal of a large library is not read for nothing
    with transaction(db):
        orphans = [row[0] for row in db.execute(WITHOUT_BOX).fetchall()]
        gone = [face_id for face_id in orphans if not is_spoken_of(db, "face", face_id)]
        db.executemany("DELETE FROM faces WHERE id = ?", [(face_id,) for face_id in gone])
    if gone:
        previews.forget(faces=gone)
    return len(gone)
