"""A question to the library that is asked again whenever something changes."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

from app.live_library import LiveLibrary, is_gone
from core.records import Changes
from core.store.queries import Queries

Answer = TypeVar("Answer")

REST = 3.0  # a question that is asked again and again rests this many times as long as its answer took
LONGEST_REST = 5.0  # seconds


class StandingQuestion(QObject, Generic[Answer]):
    """A question that is asked again whenever the library changes, never twice at the same time.

    After a change by the worker it rests a while in proportion to what the last answer took, so that a large library
    stays usable while thousands of photos come in; after an edit of the user's it is asked at once.
    """

    def __init__(
        self, live: LiveLibrary, question: Callable[[Queries], Answer], then: Callable[[Answer], None]
    ) -> None:
        super().__init__(live)
        self._live = live
        self._question = question
        self._then = then
        self._asked = False
        self._stale = False
        self._began = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.ask)
        self._rest_until = 0.0

    def on_changes(self, changes: Changes) -> None:
        """Asks again: at once for an own edit, after a rest for somebody else's commit."""
        rest = self._rest_until - time.monotonic()
        if changes.everything and not changes.folders and rest > 0:
            if not self._timer.isActive():
                self._timer.start(int(rest * 1000) + 1)
        else:
            self.ask()

    def ask(self) -> None:
        if self._asked:
            self._stale = True
            return
        self._asked = True
        self._stale = False
        self._began = time.monotonic()
        self._live.ask(self._question, self._on_answer, otherwise=self._on_failure)

    def _on_answer(self, answer: Answer) -> None:
        now = time.monotonic()
        self._asked = False
        self._rest_until = now + min(LONGEST_REST, REST * (now - self._began))
        if is_gone(self._then):
            return
        self._then(answer)
        if self._stale:
            self.ask()

    def _on_failure(self) -> None:
        """No answer this time: the next change asks again."""
        self._asked = False
        self._stale = False
