"""Deleting what is known about faces: of everybody, or of one person. For good: no undo brings it back.

The photographs stay as they are. Deleted rows are overwritten (`secure_delete`), the journal, the write-ahead log, the
previews and the backups beside the library go, too, since they hold the same.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from core.errors import LibraryError
from core.store.connection import known_errors, transaction
from core.store.library import FILE, GLANCE, PREVIEWS
from core.store.previews import Previews
from core.store.ranking import KEY

NOT_DELETED = "Some files of the library could not be deleted. Close other programs that use them, and try again."
OWN_FILES = (
    *(FILE + end for end in ("", "-wal", "-shm", ".restored", ".restored-journal")),
    *(PREVIEWS + end for end in ("", "-wal", "-shm")),
    *("crash.log", "crash.log.1", "worker.pid", "worker.lock", "rewriting.lock", GLANCE),
)
COPIES = "library.before-*.sqlite"
"""Backups that Familiar itself made beside the library."""


def forget_everything(folder: Path) -> None:
    """Deletes a closed library with everything that belongs to it. Raises `LibraryError` where a file cannot go."""
    _delete([folder / name for name in OWN_FILES] + sorted(folder.glob(COPIES)))


def forget_person(db: sqlite3.Connection, previews: Previews, person_id: int, faces: Sequence[int]) -> None:
    """Deletes a person, these faces of theirs, and everything said about them.

    The journal goes, since its steps hold what was said; undo begins anew. Raises `LibraryError`.
    """
    doomed = [(face,) for face in faces]
    with transaction(db):
        for table, column in (
            *(("verdicts", "face_id"), ("answers", "face_a"), ("answers", "face_b")),
            *(("removed", "face_id"), ("vectors", "face_id"), ("clustering", "face_id")),
        ):
            db.executemany(f"DELETE FROM {table} WHERE {column} = ?", doomed)
        db.executemany("UPDATE people SET cover_face_id = NULL WHERE cover_face_id = ?", doomed)
        db.executemany("DELETE FROM faces WHERE id = ?", doomed)
        db.execute("DELETE FROM verdicts WHERE person_id = ?", (person_id,))
        db.execute("DELETE FROM presence WHERE person_id = ?", (person_id,))
        db.execute("DELETE FROM people WHERE id = ?", (person_id,))
        db.execute("DELETE FROM edits")
        db.execute(f"DELETE FROM settings WHERE key GLOB '{KEY}*'")
    previews.forget(faces=faces)
    with known_errors():
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def forget_copies(folder: Path) -> None:
    """Deletes the backups that Familiar made beside the library: they hold what was deleted in it."""
    _delete(sorted(folder.glob(COPIES)))


def _delete(paths: Sequence[Path]) -> None:
    try:
        for path in paths:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise LibraryError(NOT_DELETED) from error
