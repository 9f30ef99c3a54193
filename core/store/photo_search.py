"""Which photos to show: all of them, or those of some people together, of a time, of a folder. The newest first."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from core.store.census import UNDATED, Census
from core.store.connection import path_to_sql


@dataclass(frozen=True, slots=True)
class PhotoSearch:
    """What somebody looks for; without anything, every photo."""

    together: tuple[str, ...] = ()  # typed ids (p3, g12): photos that show all of them
    without: tuple[str, ...] = ()  # and none of these
    only_them: bool = False  # and nobody else
    first_day: str = ""  # ISO dates, both included
    last_day: str = ""
    folder: str = ""  # a folder in which the photo lies, at any depth

    @property
    def is_all(self) -> bool:
        return self == PhotoSearch()


@dataclass(frozen=True, slots=True)
class FoundPhotos:
    """Ids, the newest first, those without a date last; and the months, in the same order, with their counts."""

    ids: tuple[int, ...]
    months: tuple[tuple[str, int], ...]  # "2015-04", or "" for photos without a date


def find_photos(db: sqlite3.Connection, census: Census, search: PhotoSearch) -> FoundPhotos:
    """The photos, as of the census's last reading."""
    ids, months = census.photos(None if search.is_all else _matching(db, census, search))
    return FoundPhotos(tuple(ids.tolist()), tuple(months))


def _matching(db: sqlite3.Connection, census: Census, search: PhotoSearch) -> NDArray[np.bool_]:
    found = np.ones(len(census.photo_ids), np.bool_)
    for key in search.together:
        found &= census.shows(key)
    for key in search.without:
        found &= ~census.shows(key)
    if search.only_them and search.together:
        found &= census.face_counts() == census.face_counts_of(search.together)
    if search.first_day:
        found &= census.taken >= _seconds(search.first_day)
    if search.last_day:
        found &= (census.taken < _seconds(search.last_day) + 24 * 3600) & (census.taken != UNDATED)
    if search.folder:
        found &= np.isin(census.photo_ids, _lying_in(db, search.folder))
    return found


def _lying_in(db: sqlite3.Connection, folder: str) -> NDArray[np.int64]:
    inside = folder.rstrip("/\\")
    return np.array(
        [
            row[0]
            for mark in "/\\"  # the separators of every system; the character after each bounds the range
            for row in db.execute(
                "SELECT photo_id FROM files WHERE path >= ? AND path < ?",
                (path_to_sql(inside + mark), path_to_sql(inside + chr(ord(mark) + 1))),
            )
        ],
        np.int64,
    )


def _seconds(day: str) -> int:
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())
