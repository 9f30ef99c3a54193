"""Who is in the library, asked again whenever it changes; after an edit about some people only about these.

`Queries.people` answers from memory then, in milliseconds, however large the library is (`core.store.census`). What the
worker has written meanwhile is read after that: half a second in a large library, for which no edit waits. The first
answer of all is who was there when the program was closed, where nothing has changed since (`core.store.glance`).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from app.live_library import LiveLibrary, is_gone
from app.standing_question import StandingQuestion
from core.errors import CoreError
from core.records import Changes, Person
from core.store.queries import Queries


class PeopleQuestion:
    """Belongs to a page; `then` gets everybody."""

    def __init__(self, live: LiveLibrary, then: Callable[[Sequence[Person]], None]) -> None:
        self._live = live
        self._lock = threading.Lock()
        self._then = then
        self._touched: set[int] = set()  # by edits since the last answer
        self._all = True  # whether anybody may have changed since all were read
        self._question = StandingQuestion(live, self._ask, self._on_people)
        live.changed.connect(self._on_changed)

    def ask_all(self) -> None:
        """Asks about everybody."""
        with self._lock:
            self._all = True
            self._touched.clear()
        remembered = self._live.take_glance()
        if remembered is not None:
            self._then(remembered)
        self._question.ask()

    def _on_changed(self, changes: Changes) -> None:
        if is_gone(self._then):
            return
        if not (changes.people or changes.faces or changes.photos or changes.everything):
            return
        only_words = changes.people and not changes.photos and not changes.everything
        with self._lock:
            if only_words:
                self._touched |= changes.people
            else:
                self._all = True
        self._question.on_changes(changes)

    def _ask(self, queries: Queries) -> list[Person]:
        """On the background thread."""
        with self._lock:
            touched, self._touched = self._touched, set()
            everybody = self._all and not touched
            self._all = self._all and not everybody
        try:
            return queries.people(None if everybody else touched)
        except CoreError:
            with self._lock:
                self._all = True  # the next answer starts from nothing
            raise

    def _on_people(self, people: Sequence[Person]) -> None:
        if is_gone(self._then):
            return
        self._then(people)
        if self._all:
            self._question.on_changes(Changes(everything=True))  # after a rest
