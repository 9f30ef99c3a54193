"""A library in one file, and back: names, verdicts and everything else but the previews, which can be made again."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path

from core.errors import LibraryDamaged, LibraryError, LibraryTooNew
from core.store.connection import known_errors
from core.store.library import FILE
from core.store.migrations import APPLICATION_ID, TOO_NEW, steps

NO_BACKUP = "This file is not a backup of Familiar, or it is damaged. Choose another."
BACKUP_NOT_WRITTEN = (
    "The backup could not be written there. Look whether there is room, and whether the disk is connected."
)
REPLACED = "library.before-restore.sqlite"
"""What was there before a backup was brought back."""


def back_up(db: sqlite3.Connection, target: Path) -> None:
    """Copies an open library into `target`, whole even while others write. Names and faces are personal: nobody but
    the user may read the file, where the disk knows such rights. Raises `LibraryError`."""
    part = target.with_name(target.name + ".part")
    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))  # from its first byte
        with contextlib.closing(sqlite3.connect(part)) as copy:
            db.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        part.replace(target)
    except (OSError, sqlite3.Error) as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise LibraryError(BACKUP_NOT_WRITTEN) from error


def check_backup(source: Path) -> None:
    """Raises `LibraryDamaged` or `LibraryTooNew` where a file cannot be brought back."""
    try:
        with contextlib.closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as db:
            known = db.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
            version = int(db.execute("PRAGMA user_version").fetchone()[0])
            whole = known and db.execute("PRAGMA quick_check").fetchone()[0] == "ok"
    except sqlite3.Error as error:
        raise LibraryDamaged(NO_BACKUP) from error
    if not whole:
        raise LibraryDamaged(NO_BACKUP)
    if version > len(steps()):
        raise LibraryTooNew(TOO_NEW)


def restore(folder: Path, source: Path) -> None:
    """Makes a backup the library of `folder`, which must be closed. What was there stays beside it, as `REPLACED`.

    Raises `LibraryError` where the file is no backup or cannot be copied; then nothing has changed.
    """
    check_backup(source)
    library = folder / FILE
    fresh = folder / (FILE + ".restored")
    try:
        with (
            known_errors(),
            contextlib.closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as old,
            contextlib.closing(sqlite3.connect(fresh)) as copy,
        ):
            old.backup(copy)
        if library.exists():
            with known_errors(), contextlib.closing(sqlite3.connect(library)) as closed:
                closed.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            library.replace(folder / REPLACED)
        for rest in ("-wal", "-shm"):
            (folder / (FILE + rest)).unlink(missing_ok=True)
        fresh.replace(library)
    except OSError as error:
        raise LibraryError(BACKUP_NOT_WRITTEN) from error
    if os.name == "posix":
        library.chmod(0o600)
