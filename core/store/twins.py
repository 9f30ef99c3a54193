"""A raw file and the photo that was developed from it, under one name in one folder: one photo.

A scan yields the developed file of the two (`core.photos.scan`).

When the twin appears later, or goes, the photo goes on as the other file: what is known of it, and what the user said
about it, stays.
"""

from __future__ import annotations

import os
import sqlite3

from core.photos.kinds import DEVELOPED, RAW

FileRow = tuple[int, int, int, int]
"""id, size, time, photo."""

CHANGED = -1  # a size and a time that no file has


def twin_of(db: sqlite3.Connection, folder_id: int, path: str | bytes) -> FileRow | None:
    """The row of the file whose place the new file at `path` takes; None where it is a photo of its own."""
    if isinstance(path, bytes):
        return None
    stem, suffix = os.path.splitext(path)  # noqa: PTH122 - 200,000 times
    others = _others(suffix.lower())
    if not others:
        return None
    rows = db.execute(
        "SELECT id, path, photo_id FROM files WHERE folder_id = ? AND path > ? AND path < ?",
        (folder_id, stem + ".", stem + "/"),  # "/" comes right after "."
    )
    twins = (row for row in rows.fetchall() if row[1][len(stem) :].lower() in others)
    return next(((row_id, CHANGED, CHANGED, photo_id) for row_id, _, photo_id in twins), None)


def _others(suffix: str) -> frozenset[str]:
    if suffix in RAW:
        return DEVELOPED
    return RAW if suffix in DEVELOPED else frozenset()
