"""Whether a content is in the library already: what the worker's threads ask before they look at a photo.

A hint only, since other threads write meanwhile; `Queue.known_as` decides.
"""

from __future__ import annotations

import threading
from pathlib import Path
from types import TracebackType
from typing import Self

from core.store.connection import connect, known_errors
from core.store.library import FILE
from core.store.queue import SAME_CONTENT


class Contents:
    """A connection of its own to one library. Thread-safe; a context manager."""

    def __init__(self, folder: Path) -> None:
        self._db = connect(folder / FILE, check_same_thread=False)
        self._lock = threading.Lock()

    def has(self, content_hash: str, *, besides: int) -> bool:
        """Whether a photo other than `besides` has this content."""
        with self._lock, known_errors():
            row = self._db.execute(SAME_CONTENT, (content_hash, besides)).fetchone()
        return row is not None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()
