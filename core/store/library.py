"""The one door to a library: opens the folder, and hands out its five sides.

`journal` is the user's word, `queries` what the library says, `queue` and `groups` are the worker's, `models` says with
which pack it all is made. One `Library` belongs to one thread; another thread opens another one on the same folder.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Concatenate, ParamSpec, Self

from core.errors import LibraryDamaged
from core.people.draft import Edit
from core.records import Changes
from core.store.connection import connect, flush, known_errors, make_private, refuse_unsafe_place
from core.store.groups import Groups
from core.store.journal import Journal, LibraryFacts
from core.store.marks import Marks
from core.store.migrations import migrate
from core.store.models import Models
from core.store.place import place, refuse_away
from core.store.previews import Previews
from core.store.queries import Queries
from core.store.questions import Questions
from core.store.queue import Queue
from core.store.ranking import Ranking

Parameters = ParamSpec("Parameters")

FILE = "library.sqlite"
PREVIEWS = "previews.sqlite"
GLANCE = "people.glance"


def default_folder() -> Path:
    """Where the library lives: in the user's data folder, or where they moved it."""
    return place()


def is_library(folder: Path) -> bool:
    """Whether a library lies in this folder."""
    return (folder / FILE).is_file()


class Library:
    """An open library. A context manager; raises `LibraryError` where it cannot be opened.

    `waits_for_disk` says whether an edit returns only when the disk has it (0.01 to 0.1 s); whoever cannot wait calls
    `flush` soon, on another thread's `Library`, and leaves emptying the write-ahead log to it (`empties_log`).
    """

    def __init__(self, folder: Path, *, waits_for_disk: bool = True, empties_log: bool = True) -> None:
        self.folder = folder
        refuse_away(folder)
        refuse_unsafe_place(folder)
        make_private(folder)
        self._db = connect(folder / FILE, waits_for_disk=waits_for_disk, empties_log=empties_log)
        try:
            migrate(self._db, folder / FILE)
            self.previews = _open_previews(folder / PREVIEWS)
        except BaseException:
            self._db.close()
            raise
        self.journal = Journal(self._db)
        self.queries = Queries(self._db)
        self.queue = Queue(self._db, self.previews)
        self.groups = Groups(self._db)
        self.models = Models(self._db)
        self.questions = Questions(self._db)
        self.ranking = Ranking(self._db)
        self.marks = Marks(self._db)

    def do(
        self,
        make: Callable[Concatenate[LibraryFacts, Parameters], Edit],
        *args: Parameters.args,
        **kwargs: Parameters.kwargs,
    ) -> Changes:
        """Does an edit of `core.people.edits`, for instance `library.do(edits.merge, ["p1", "g7"])`."""
        return self.journal.do(make, *args, **kwargs)[1]

    def model(self, name: str, dimension: int) -> int:
        """The id of a model. The first one of a library becomes the active one."""
        return self.models.known(name, dimension)

    def active_model(self) -> int | None:
        """The id of the model whose groups are shown; None before the first run of the worker."""
        return self.models.active()

    def version(self) -> int:
        """Changes whenever another connection commits: 44 microseconds to ask, so that the window may poll it."""
        with known_errors():
            return int(self._db.execute("PRAGMA data_version").fetchone()[0])

    def flush(self) -> None:
        """Brings every commit so far, of any connection, onto the disk."""
        flush(self._db, self.folder / FILE)

    @property
    def db(self) -> sqlite3.Connection:
        """The connection, for the store's own modules (`backup`, `forgetting`)."""
        return self._db

    def check(self) -> str:
        """ "ok", or what SQLite finds wrong with the file."""
        return str(self._db.execute("PRAGMA integrity_check").fetchone()[0])

    def close(self) -> None:
        self.previews.close()
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _open_previews(path: Path) -> Previews:
    """Opens the previews; a damaged file is thrown away, since everything in it can be made again."""
    try:
        return Previews(path)
    except LibraryDamaged:
        for name in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
            with contextlib.suppress(FileNotFoundError):
                name.unlink()
        return Previews(path)
