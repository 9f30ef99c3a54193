"""Crops of faces and thumbnails of photos, in a second file that may be deleted at any time.

The worker cuts them while a photo is in memory; a lost file is filled again from the photos (`core.indexer`).
Thread-safe: every thread gets its own connection.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path

from core.store.connection import connect, known_errors, transaction

SCHEMA_VERSION = 1
SCHEMA = (
    "CREATE TABLE crops (face_id INTEGER PRIMARY KEY, jpeg BLOB NOT NULL)",
    "CREATE TABLE thumbnails (photo_id INTEGER PRIMARY KEY, jpeg BLOB NOT NULL)",
)

CACHE_KIB = 2 * 1024  # each picture is read once, and the system remembers the file anyway


class Previews:
    """The previews file of one library."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self._open: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        with transaction(self._db):
            if self._db.execute("PRAGMA user_version").fetchone()[0] < SCHEMA_VERSION:
                for statement in SCHEMA:
                    self._db.execute(statement)
                self._db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    def close(self) -> None:
        """Closes the connections of all threads."""
        with self._lock:
            for db in self._open:
                db.close()
            self._open.clear()
        self._local = threading.local()

    def put(self, crops: Mapping[int, bytes], thumbnails: Mapping[int, bytes] | None = None) -> None:
        """Keeps crops by face id and thumbnails by photo id, all JPEG; what was there is replaced."""
        with transaction(self._db):
            self._db.executemany("INSERT OR REPLACE INTO crops VALUES (?, ?)", crops.items())
            self._db.executemany("INSERT OR REPLACE INTO thumbnails VALUES (?, ?)", (thumbnails or {}).items())

    def crop(self, face_id: int) -> bytes | None:
        """The JPEG of a face, or None where there is none (yet)."""
        return self._one("SELECT jpeg FROM crops WHERE face_id = ?", face_id)

    def thumbnail(self, photo_id: int) -> bytes | None:
        """The JPEG of a photo, or None where there is none (yet)."""
        return self._one("SELECT jpeg FROM thumbnails WHERE photo_id = ?", photo_id)

    def without_crop(self, face_ids: Iterable[int]) -> list[int]:
        """Those of the faces that have no crop here."""
        with known_errors():
            have = {row[0] for row in self._db.execute("SELECT face_id FROM crops")}
        return [face_id for face_id in face_ids if face_id not in have]

    def forget(self, *, faces: Iterable[int] = (), photos: Iterable[int] = ()) -> None:
        """Deletes crops and thumbnails."""
        with transaction(self._db):
            self._db.executemany("DELETE FROM crops WHERE face_id = ?", ((face,) for face in faces))
            self._db.executemany("DELETE FROM thumbnails WHERE photo_id = ?", ((photo,) for photo in photos))

    @property
    def _db(self) -> sqlite3.Connection:
        db: sqlite3.Connection | None = getattr(self._local, "db", None)
        if db is None:
            db = self._connect()
            self._local.db = db
        return db

    def _connect(self) -> sqlite3.Connection:
        db = connect(self._path, check_same_thread=False)
        db.execute("PRAGMA synchronous = NORMAL")  # a lost preview is made again
        db.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        with self._lock:
            self._open.append(db)
        return db

    def _one(self, sql: str, key: int) -> bytes | None:
        with known_errors():
            row = self._db.execute(sql, (key,)).fetchone()
        return None if row is None else bytes(row[0])
