"""Files whose time is another one although nobody touched them: drives of cameras, sticks and older disks keep local
time.

FAT knows no time zones, so that all files of a drive move by an hour when summer time begins, or by several on a
computer elsewhere; it also keeps every second second only, so that a time just written is rounded when the drive comes
back. Whole drives would be read again for that, and their photos be out of sight meanwhile. A few of the files are
read, and where their content proves to be as it was, the others of the folder that moved alike are believed.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from core.errors import PhotoError
from core.photos.reading import content_hash, read_photo
from core.photos.scan import FoundFile
from core.store.connection import path_to_sql

QUARTER: Final = 15 * 60 * 10**9  # nanoseconds: the zones of this world differ by multiples of it
FARTHEST: Final = 26 * 60 * 60 * 10**9  # nanoseconds between the first zone and the last
COARSE: Final = 2 * 10**9  # nanoseconds: the times of FAT
SAMPLES: Final = 3  # files that are read before the others are believed
LARGEST_SAMPLE: Final = 64 * 2**20  # bytes

Step = int
"""Nanoseconds by which a time moved with its zone; 0 where it was rounded."""


def step_between(before_ns: int, now_ns: int) -> Step | None:
    """How a clock may have moved a file's time; None where only somebody who wrote into the file can have."""
    step = now_ns - before_ns
    if abs(step) < COARSE and now_ns % COARSE == 0:
        return 0
    return step if step % QUARTER == 0 and abs(step) <= FARTHEST else None


class Clocks:
    """What is believed of each folder during one scan."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._proved: Counter[tuple[int, Step]] = Counter()
        self._disproved: set[tuple[int, Step]] = set()

    def untouched(self, folder_id: int, files: Iterable[tuple[FoundFile, Step]]) -> Iterator[FoundFile]:
        """Those of the files, each with its step, that are as they were. Reads a few: not for inside a transaction."""
        for file, step in files:
            key = (folder_id, step)
            if key in self._disproved:
                continue
            if self._proved[key] >= SAMPLES:
                yield file
            elif file.size <= LARGEST_SAMPLE:
                if self._is_known(file):
                    self._proved[key] += 1
                    yield file
                else:
                    self._disproved.add(key)

    def _is_known(self, file: FoundFile) -> bool:
        """Whether the file has the content that the library noted for its place."""
        try:
            content = content_hash(read_photo(file.path))
        except PhotoError:
            return False
        row = self._db.execute(
            "SELECT 1 FROM files JOIN photos ON photos.id = files.photo_id WHERE files.path = ? AND content_hash = ?",
            (path_to_sql(str(file.path)), content),
        ).fetchone()
        return row is not None
