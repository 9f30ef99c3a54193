"""Who is in the library, asked again whenever it changes; after an edit about some people only about these.

`Queries.people` answers from memory then, in milliseconds, however large the library is (`core.store.census`).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from app.live_library import LiveLibrary, StandingQuestion
from core.errors import CoreError
from core.records import Changes, Person
from core.store.queries import Queries


class PeopleQuestion:
    """Belongs to a page; `then` gets everybody."""

    def __init__(self, live: LiveLibrary, then: Callable[[Sequence[Person]], None]) -> None:
        self._lock = threading.Lock()
        self._touched: set[int] | None = None  # by edits since the last answer; None where all may have changed
        self._question = StandingQuestion(live, self._ask, then)
        live.changed.connect(self._on_changed)

    def ask_all(self) -> None:
        """Asks about everybody."""
        with self._lock:
            self._touched = None
        self._question.ask()

    def _on_changed(self, changes: Changes) -> None:
        if not (changes.people or changes.faces or changes.photos or changes.everything):
            return
        only_words = changes.people and not changes.photos and not changes.everything
        with self._lock:
            if not only_words:
                self._touched = None
            elif self._touched is not None:
                self._touched |= changes.people
        self._question.on_changes(changes)

    def _ask(self, queries: Queries) -> list[Person]:
        """On the background thread."""
        with self._lock:
            touched, self._touched = self._touched, set()
        try:
            return queries.people(touched)
        except CoreError:
            with self._lock:
                self._touched = None  # the next answer starts from nothing
            raise
