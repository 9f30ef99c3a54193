"""Dates and likenesses of photos: which are missing, and keeping them. Used by the worker (`core.second_look`)."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable

from core.photos.dates import Dated
from core.store.connection import path_from_sql, transaction


class PhotoFacts:
    """For one library."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def undated(self, *, away: Collection[int] = ()) -> list[tuple[int, str]]:
        """(photo, a place of it) of photos whose date was not looked for; those in the folders `away` have to wait."""
        reachable = f"files.folder_id NOT IN ({', '.join(str(int(folder)) for folder in away)})"
        rows = self._db.execute(
            "SELECT p.id, MIN(files.path) FROM photos p JOIN files ON files.photo_id = p.id "
            "JOIN folders ON folders.id = files.folder_id "
            f"WHERE p.taken_from = '' AND p.state = 'done' AND {reachable} "
            "GROUP BY p.id ORDER BY p.id"
        )
        return [(photo_id, path_from_sql(path)) for photo_id, path in rows.fetchall()]

    def date(self, found: Iterable[tuple[int, Dated]]) -> None:
        """Keeps dates, each with where it comes from."""
        rows = [(dated.taken_at, dated.source, photo_id) for photo_id, dated in found]
        with transaction(self._db):
            self._db.executemany("UPDATE photos SET taken_at = ?, taken_from = ? WHERE id = ?", rows)

    def unlike(self) -> list[int]:
        """Photos without a likeness."""
        rows = self._db.execute("SELECT id FROM photos WHERE likeness IS NULL AND state = 'done' ORDER BY id")
        return [row[0] for row in rows.fetchall()]

    def liken(self, found: Iterable[tuple[int, int]]) -> None:
        """Keeps likenesses: (photo, likeness)."""
        rows = [(number, photo_id) for photo_id, number in found]
        with transaction(self._db):
            self._db.executemany("UPDATE photos SET likeness = ? WHERE id = ?", rows)
