"""Where the library lives, and how it moves to another place.

The first place is the user's data folder. Whoever wants it elsewhere moves it there, with everything in it; a small
file in the data folder says where it is since then. A place that is away (a disk that is not connected) is never taken
for an empty one.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from pathlib import Path

import platformdirs

from core.errors import LibraryError
from core.store.connection import refuse_unsafe_place

NOTE = "library-place"  # in the data folder; the path as the system writes it
NOT_EMPTY = "The new place is not empty. Choose an empty folder."
NOT_MOVED = (
    "The library could not be moved there: there is no room, or the folder cannot be written. It stays where it is."
)


def data_folder() -> Path:
    """The user's folder for what programs keep."""
    return Path(platformdirs.user_data_dir("Familiar", appauthor=False))


def first_place() -> Path:
    """Where the library lives unless the user chose another place."""
    return data_folder() / "library"


def place() -> Path:
    """Where it lives."""
    with contextlib.suppress(FileNotFoundError, PermissionError):
        noted = (data_folder() / NOTE).read_bytes()
        if noted:
            return Path(os.fsdecode(noted))
    return first_place()


def refuse_away(folder: Path) -> None:
    """Raises `LibraryError` where the library was moved to this folder and the folder is not there now."""
    if folder != first_place() and folder == place() and not folder.is_dir():
        raise LibraryError(
            f"The library lies in {folder}, which cannot be reached now. Connect its disk, and start Familiar again."
        )


def move(folder: Path, target: Path) -> None:
    """Moves a closed library with everything that lies in its folder, and notes the new place.

    Raises `LibraryError` where the new place is not fit for it; then everything is as it was.
    """
    refuse_unsafe_place(target)
    if target.exists() and any(target.iterdir()):
        raise LibraryError(NOT_EMPTY)
    try:
        _copy(folder, target)
        note(target)
    except (OSError, sqlite3.Error, LibraryError) as error:
        shutil.rmtree(target, ignore_errors=True)
        raise LibraryError(NOT_MOVED) from error
    shutil.rmtree(folder, ignore_errors=True)  # what cannot be deleted now is a copy that nobody reads


def _copy(folder: Path, target: Path) -> None:
    """All files, the log emptied first; what came over is checked."""
    for path in sorted(folder.glob("*.sqlite")):
        with contextlib.closing(sqlite3.connect(path)) as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    shutil.copytree(folder, target, dirs_exist_ok=True)
    if os.name == "posix":
        target.chmod(0o700)
    for path in sorted(target.glob("*.sqlite")):
        with contextlib.closing(sqlite3.connect(path)) as db:
            if db.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                raise OSError(NOT_MOVED)


def note(target: Path) -> None:
    """Says from now on that the library is there, all at once. Raises `LibraryError` where that cannot be written."""
    noted = data_folder() / NOTE
    part = noted.with_name(f"{NOTE}.part")
    try:
        if target == first_place():
            noted.unlink(missing_ok=True)
            return
        noted.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(os.fsencode(target))
        part.replace(noted)
    except OSError as error:
        raise LibraryError(
            f"Where the library lies could not be noted in {noted.parent}: there is no room, or the folder cannot be "
            "written."
        ) from error
