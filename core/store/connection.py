"""Opens an SQLite file the way the library wants it, and turns SQLite's known troubles into sentences.

Known troubles (disk full, read-only, locked, damaged) are the surroundings' and become `LibraryError`s; every other
`sqlite3.Error` is a bug of ours and is left alone.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from core.errors import DiskFull, LibraryBusy, LibraryDamaged, LibraryError, LibraryReadOnly

BUSY_SECONDS = 10.0
"""How long a writer waits for another; the worker's transactions take milliseconds."""

LOOK_AGAIN = 0.001  # seconds between two looks whether the write lock is free

CACHE_KIB = 16 * 1024
"""SQLite's own 2 MB make the lists of a large library (250,000 faces) read the same pages again and again; more than
this helps none of them, and the window has four connections."""

NETWORK_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smbfs", "smb3", "afpfs", "webdav", "davfs", "9p", "ceph"}
    | {"fuse.sshfs", "fuse.smbnetfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.kio-fuse"}
)
"""File systems on which SQLite's write-ahead log does not work (sqlite.org/wal.html)."""

REMOTE = "remote"  # among the options of a mount: how psutil marks a letter that stands for a network drive, on Windows

NO_ROOM = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
"""How systems say that a disk, or the user's share of it, is full."""

CLOUD_FOLDERS = frozenset({"dropbox", "onedrive", "google drive", "googledrive", "icloud drive", "mobile documents"})
"""Names of folders that a cloud program copies away while they are written."""

ON_NETWORK = (
    "The library cannot live on a network drive or in a folder that a cloud program copies: it would be damaged "
    "there. Choose a place on this computer's own disk."
)
READ_ONLY = "Familiar may not write in the folder of its library. Check the folder's permissions, or choose another."
FULL = "The disk is full. Free some space; Familiar then goes on where it stopped."
BUSY = "Another program is using the library just now. Try again in a moment."
SILENT = "The disk on which the library lies does not answer. Check it, then start Familiar anew."
NOT_KEPT = "The disk did not take the last change. Check the disk, and look whether the change is still there."
DAMAGED = "The library file is damaged. Bring back a backup from the folder of the library."


def connect(
    path: Path, *, check_same_thread: bool = True, waits_for_disk: bool = True, empties_log: bool = True
) -> sqlite3.Connection:
    """A connection in autocommit mode: write-ahead log, foreign keys, deleted data overwritten.

    With `waits_for_disk` a commit returns when the disk has it. Without, it returns when the system has it, so that
    only a loss of power could take it back before somebody calls `flush`. With `empties_log` a commit now and then
    empties the write-ahead log into the file, which takes its time; who cannot wait leaves that to others.

    Raises `LibraryError` where the file cannot be opened, is no database, or lies where it may not lie.
    """
    with known_errors():
        db = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=check_same_thread)
        try:
            db.execute("PRAGMA foreign_keys = ON")
            db.execute("PRAGMA secure_delete = ON")
            db.execute("PRAGMA journal_mode = WAL").fetchone()
            db.execute(f"PRAGMA synchronous = {'FULL' if waits_for_disk else 'NORMAL'}")
            if not empties_log:
                db.execute("PRAGMA wal_autocheckpoint = 0")
            db.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        except sqlite3.Error:
            db.close()
            raise
    return db


def flush(db: sqlite3.Connection, path: Path) -> None:
    """Brings the commits of all connections to the file `path` onto the disk, then empties the log as far as readers
    let it. Raises `LibraryError` where the disk refuses."""
    log = path.with_name(path.name + "-wal")
    try:
        with log.open("r+b") as written:  # the log itself carries none of SQLite's locks
            os.fsync(written.fileno())
    except FileNotFoundError:
        pass  # everything is in the library already
    except OSError as error:
        raise LibraryError(NOT_KEPT) from error
    with known_errors():
        db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()


def refuse_unsafe_place(folder: Path) -> None:
    """Raises `LibraryError` where `folder` lies on a network drive or in a folder that a cloud program copies."""
    if any(part.lower() in CLOUD_FOLDERS for part in folder.absolute().parts):
        raise LibraryError(ON_NETWORK)
    if str(folder.absolute()).startswith("\\\\"):  # \\server\share
        raise LibraryError(ON_NETWORK)
    mounts = {part.mountpoint: part for part in psutil.disk_partitions(all=True)}
    for place in (folder.absolute(), *folder.absolute().parents):
        if str(place) in mounts:
            mount = mounts[str(place)]
            if mount.fstype.lower() in NETWORK_SYSTEMS or REMOTE in mount.opts.split(","):
                raise LibraryError(ON_NETWORK)
            return


def make_private(folder: Path) -> None:
    """Makes the folder of a library, readable by its owner alone."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if os.name == "posix":
            folder.chmod(0o700)
    except FileExistsError as error:
        raise LibraryError("The library needs a folder, and there is a file of that name.") from error
    except OSError as error:
        raise LibraryReadOnly(READ_ONLY) from error


@contextlib.contextmanager
def known_errors() -> Iterator[None]:
    """Turns the troubles of SQLite's surroundings into `LibraryError`s; a full disk, whoever meets it."""
    try:
        yield
    except OSError as error:
        if error.errno in NO_ROOM:
            raise DiskFull(FULL) from error
        raise
    except sqlite3.DatabaseError as error:
        extended = getattr(error, "sqlite_errorcode", 0)
        code = extended & 0xFF
        if code == sqlite3.SQLITE_FULL or extended == sqlite3.SQLITE_IOERR_SHMSIZE:  # the index of the log did not fit
            raise DiskFull(FULL) from error
        if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
            raise LibraryReadOnly(READ_ONLY) from error
        if code == sqlite3.SQLITE_IOERR:
            raise LibraryError(SILENT) from error
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise LibraryBusy(BUSY) from error
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise LibraryDamaged(DAMAGED) from error
        raise


def _begin(db: sqlite3.Connection) -> None:
    """Takes the write lock as soon as it is free. SQLite itself, where it has to wait, looks again after up to a tenth
    of a second, and misses every pause of somebody who writes a lot."""
    give_up = time.monotonic() + BUSY_SECONDS
    db.execute("PRAGMA busy_timeout = 0").fetchone()
    try:
        while True:
            try:
                db.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                    raise
            else:
                return
            time.sleep(LOOK_AGAIN)
    finally:
        db.execute(f"PRAGMA busy_timeout = {round(1000 * BUSY_SECONDS)}").fetchone()


@contextlib.contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, write lock taken at once."""
    with known_errors():
        _begin(db)
        try:
            yield
        except BaseException:
            if db.in_transaction:  # a full disk has already rolled back
                db.execute("ROLLBACK")
            raise
        try:
            db.execute("COMMIT")
        except sqlite3.Error:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise


def path_to_sql(path: str) -> str | bytes:
    """Text, or bytes where the name is not valid UTF-8 (SQLite's text cannot hold it)."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(path)
    return path


def path_from_sql(value: str | bytes) -> str:
    """The inverse of `path_to_sql`."""
    return os.fsdecode(value) if isinstance(value, bytes) else value
