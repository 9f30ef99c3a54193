"""Where a folder may be now that it is not in its place: the disk has another letter, the user another name, or the
library came to another computer together with the photos.

The end of the old path is tried below every disk, the user's own folder and the folders around the library; a place
counts only if photos that are known lie in it, with the size that is known.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Final

import psutil

from core.photos.reading import openable
from core.store.connection import path_from_sql

SAMPLES: Final = 8
"""Files that are looked for. One that was deleted meanwhile must not decide, one that is there by chance neither."""
ENOUGH: Final = 0.5  # of them

PurePlace = PurePosixPath | PureWindowsPath


def find_new_place(db: sqlite3.Connection, folder_id: int, *, library: Path) -> Path | None:
    """A place that looks like this folder; None where none does. Asks every disk, so not on the window's thread."""
    row = db.execute("SELECT path FROM folders WHERE id = ?", (folder_id,)).fetchone()
    samples = _samples(db, folder_id)
    if row is None or not samples:
        return None
    old = path_from_sql(row[0])
    return next((place for place in _candidates(_pure(old), library) if _holds(place, _pure(old), samples)), None)


def place_meant(db: sqlite3.Connection, folder_id: int, chosen: Path) -> Path | None:
    """Where the folder is, if the user says that it is in `chosen`: there, or in the folder of its name below. None
    where its files are in neither. Asks the disk, so not on the window's thread."""
    row = db.execute("SELECT path FROM folders WHERE id = ?", (folder_id,)).fetchone()
    if row is None:
        return None
    samples, old = _samples(db, folder_id), _pure(path_from_sql(row[0]))
    if not samples:  # nothing is known that could be missing
        return chosen
    return next((place for place in (chosen, chosen / old.name) if _holds(place, old, samples)), None)


def _samples(db: sqlite3.Connection, folder_id: int) -> list[tuple[str, int]]:
    """(path, size) of files all over the folder."""
    rows = db.execute("SELECT path, size FROM files WHERE folder_id = ? ORDER BY path", (folder_id,)).fetchall()
    chosen = rows[:: max(1, len(rows) // SAMPLES)][:SAMPLES]
    return [(path_from_sql(path), size) for path, size in chosen]


def _pure(path: str) -> PurePlace:
    """By the rules of the system on which it was written."""
    return PureWindowsPath(path) if "\\" in path and not path.startswith("/") else PurePosixPath(path)


def _candidates(old: PurePlace, library: Path) -> Iterator[Path]:
    """The end of the old path below every root, long ends first."""
    parts = old.parts[1:] if old.anchor else old.parts
    roots = [Path.home(), *library.absolute().parents, *_disks()]
    for start in range(len(parts)):
        for root in dict.fromkeys(roots):
            place = root.joinpath(*parts[start:])
            if str(place) != str(old):
                yield place


def _disks() -> list[Path]:
    return [Path(part.mountpoint) for part in psutil.disk_partitions() if os.path.isdir(part.mountpoint)]  # noqa: PTH112


def _holds(place: Path, old: PurePlace, samples: list[tuple[str, int]]) -> bool:
    """Whether enough of the known files lie there."""
    if not os.path.isdir(openable(place)):  # noqa: PTH112
        return False
    found = 0
    for path, size in samples:
        inside = _pure(path)
        if type(inside) is type(old) and inside.is_relative_to(old):
            found += _size(place.joinpath(*inside.relative_to(old).parts)) == size
    return found >= ENOUGH * len(samples)


def _size(path: Path) -> int | None:
    try:
        return os.stat(openable(path)).st_size  # noqa: PTH116
    except OSError:  # not there, or on a disk that does not answer
        return None
