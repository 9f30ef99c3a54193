"""Names written into the photos themselves, and the library's knowledge of the files kept right in the same breath.

The one place outside the worker that writes what the worker writes, because file and library must change together:
before a file gets its new content, the library notes that this content is the same photo; so whoever is killed at any
moment leaves either the old file or the new one, and the next scan knows both. A lock keeps two programs from it.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from core.errors import LibraryBusy, PhotoError
from core.photos import inside, rewriting, sentences
from core.photos.header import read_header
from core.photos.reading import content_hash, openable
from core.records import NamedBox
from core.store.connection import BUSY, path_from_sql, path_to_sql, transaction

LOCK = "rewriting.lock"  # in the library's folder


@contextlib.contextmanager
def rewriting_alone(folder: Path) -> Iterator[None]:
    """Holds the lock of a library's photos. Raises `LibraryBusy` where another program has it."""
    import filelock  # here: it takes long to import, and the window is to be seen before anybody locks anything

    try:
        with filelock.FileLock(folder / LOCK, timeout=0):
            yield
    except filelock.Timeout as error:
        raise LibraryBusy(BUSY) from error


def tidy(db: sqlite3.Connection, folder: Path) -> None:
    """Removes drafts that somebody who was killed left beside photos. Leaves them to whoever is writing just now."""
    if db.execute("SELECT 1 FROM drafts").fetchone() is None:
        return
    with contextlib.suppress(LibraryBusy), rewriting_alone(folder):
        Rewrites(db).tidy()


class Rewrites:
    """For one library; used under `rewriting_alone`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def tidy(self) -> None:
        """Removes the drafts that are noted; one on a disk that is away has to wait."""
        for (noted,) in self._db.execute("SELECT path FROM drafts").fetchall():
            draft = Path(path_from_sql(noted))
            with contextlib.suppress(OSError):
                os.unlink(openable(draft))  # noqa: PTH108 - see core.photos.reading
            if os.path.isdir(openable(draft.parent)) and not os.path.exists(openable(draft)):  # noqa: PTH110, PTH112
                self._db.execute("DELETE FROM drafts WHERE path = ?", (noted,))

    def write(
        self, photo_id: int, photo: Path, faces: Sequence[NamedBox], names: Iterable[str], *, overrule: bool = False
    ) -> tuple[bool | None, int]:
        """Writes names into a photo's file at this place. Boxes are of the upright photo.

        True where it was written, False where it said so already, None where this kind of file is not written to; and
        how many faces were left to another program that says somebody else (`regions.write`).
        Raises PhotoError with a sentence where it could not be done; the file is then as it was.
        """
        old = rewriting.read_old(photo)
        if not inside.can_hold_names(old.data):
            return None, 0
        digest = content_hash(old.data)
        if not self._is_known(photo_id, digest):
            raise PhotoError(sentences.PHOTO_CHANGED, passing=True)
        new, left = inside.with_names(old.data, read_header(old.path), faces, names, overrule=overrule)
        if new is None:  # perhaps since the file was written under another spelling of its name
            self._know_file(photo_id, photo, *old.stamp)
            return False, left
        self._announce(photo_id, digest, content_hash(new), rewriting.draft_of(old))
        try:
            info = rewriting.replace(old, new)
        finally:
            self._db.execute("DELETE FROM drafts WHERE path = ?", (path_to_sql(str(rewriting.draft_of(old))),))
        with transaction(self._db):
            self._db.execute("UPDATE OR IGNORE photos SET content_hash = ? WHERE id = ?", (content_hash(new), photo_id))
            self._know_file(photo_id, photo, info.st_size, info.st_mtime_ns)
        return True, left

    def _is_known(self, photo_id: int, digest: str) -> bool:
        """Whether the faces that are known are those of this content."""
        row = self._db.execute(
            "SELECT 1 FROM photos WHERE id = ?1 AND content_hash = ?2 "
            "UNION ALL SELECT 1 FROM other_contents WHERE photo_id = ?1 AND content_hash = ?2",
            (photo_id, digest),
        ).fetchone()
        return row is not None

    def _announce(self, photo_id: int, old: str, new: str, draft: Path) -> None:
        rows = [(old, photo_id), (new, photo_id)]
        with transaction(self._db):
            self._db.executemany("INSERT OR IGNORE INTO other_contents VALUES (?, ?)", rows)
            self._db.execute("INSERT OR IGNORE INTO drafts VALUES (?)", (path_to_sql(str(draft)),))

    def _know_file(self, photo_id: int, photo: Path, size: int, mtime_ns: int) -> None:
        """So that the next scan has no reason to read it again."""
        self._db.execute(
            "UPDATE files SET size = ?, mtime_ns = ? WHERE path = ? AND photo_id = ?",
            (size, mtime_ns, path_to_sql(str(photo)), photo_id),
        )
