"""The one QObject near the database: edits go in here, and here the window learns that something changed.

Two verbs: `do` changes (and so do `undo` and `redo`), `ask` questions. Own edits tell at once and precisely what they
touched; commits of others (the worker, the command line) are noticed by asking twice a second for the file's version,
but for a moment after a large edit (`OWN_NEWS`).
Questions run on one background thread with its own connection, so the window never waits for them. An edit of
thousands of verdicts, which the window shows before it is written, is written on a third one (`merge_behind`); the next
edit waits for it, so that edits reach the disk in the order in which they were made. What is wanted is noted before
(`core.store.intents`): a program that is killed meanwhile does it at its next start.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, SignalInstance
from shiboken6 import isValid

from app import words
from core.errors import CoreError
from core.people import edits
from core.people.draft import Edit
from core.records import Changes, Person
from core.store.glance import leave_glance, take_glance
from core.store.intents import Intents, Turn
from core.store.journal import Journal, LibraryFacts
from core.store.library import Library
from core.store.previews import Previews
from core.store.queries import Queries

Answer = TypeVar("Answer")
Done = tuple[Edit, Changes]
Arrival = tuple[Future[Any], Callable[[Any], None], Callable[[], None] | None]
Parameters = ParamSpec("Parameters")

POLL_MS = 500
OWN_NEWS = 3.0
"""Seconds after an edit of the writing thread in which nobody looks for what others have written. What would be noticed
is mostly the edit itself, of which the window knows already: everything is read anew for it when the hand rests."""


class LiveLibrary(QObject):
    """An open library that tells what happens to it. Belongs to the GUI thread; `close` it at the end."""

    changed = Signal(object)  # Changes
    edited = Signal(str)  # the sentence of an edit just done
    taken_back = Signal(str)  # the same after an undo
    turned = Signal(object)  # Changes of an undo or a redo, after `changed`
    about_to_undo = Signal(int)  # the number of the edit (`last_edit`)
    failed = Signal(str)  # a sentence
    closing = Signal()
    _arrived = Signal(object)
    _written = Signal(object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = folder
        self._glance = take_glance(folder)
        self._library = Library(folder, waits_for_disk=False, empties_log=False)
        self._intents = Intents(self._library.db)
        self._finish_intent()
        self._version = self._library.version()
        self._journal_version = -1
        self._next: tuple[Edit | None, Edit | None] = (None, None)
        self._open_questions = 0
        self._closed = False
        self._reader: Library | None = None  # the background thread's own
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="questions")
        self._writer: Library | None = None  # the writing thread's own
        self._writing = ThreadPoolExecutor(1, thread_name_prefix="edits")
        self._underway: Arrival | None = None  # the edit of that thread that was not told yet
        self._written.connect(self._on_written, Qt.ConnectionType.QueuedConnection)
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)  # never inside `ask`
        if self._glance is None:
            self._submit(self._warm_up, _nothing_to_tell)
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._on_poll)
        self._own_news_until = 0.0
        self._timer.start()

    @property
    def previews(self) -> Previews:
        return self._library.previews

    @property
    def busy(self) -> bool:
        """Whether a question waits for its answer."""
        return self._open_questions > 0

    def take_glance(self) -> list[Person] | None:
        """Who was in the library when it was closed, if it is the same now. Once: later answers know better."""
        glance, self._glance = self._glance, None
        return glance

    # --- change -----------------------------------------------------------------------------------

    def do(
        self,
        make: Callable[Concatenate[LibraryFacts, Parameters], Edit],
        *args: Parameters.args,
        **kwargs: Parameters.kwargs,
    ) -> Changes | None:
        """Does an edit of `core.people.edits`. None, and `failed`, where it makes no sense or cannot be written."""
        return self._change(lambda: self._library.journal.do(make, *args, **kwargs), self.edited)

    def undo(self) -> Changes | None:
        """Takes the last edit back."""
        self._await_edit()
        self.about_to_undo.emit(self.last_edit())
        changes = self._change(self._library.journal.undo, self.taken_back, turns=True)
        if changes is None:
            self.changed.emit(Changes(everything=True))  # who showed it already looks again
        return changes

    def redo(self) -> Changes | None:
        """Does again what was undone."""
        return self._change(self._library.journal.redo, self.edited, turns=True)

    def merge_behind(self, then: Callable[[Changes | None], None], keys: Sequence[str], *, into: str) -> None:
        """Does a large merge that the window shows already; `then` is told as `do` answers, when the disk has it."""

        def work(library: Library) -> Done:
            return library.journal.do(Intents(library.db).fulfilling(edits.merge), keys, into=into)

        self._await_edit()
        if self._noted(lambda: self._intents.note_merge(keys, into), then):
            self._write_behind(work, self.edited, self._forgetting(then))

    def do_aside(self, job: Callable[[Library], Done]) -> None:
        """Lets `job` do a large edit with the writing thread's library; the window is told when the disk has it."""
        self._await_edit()
        self._write_behind(job, self.edited, lambda _: None)

    def undo_soon(self) -> None:
        """Like `undo`, without waiting for a large edit to be taken back."""
        self._await_edit()
        if not self._library.journal.next_is_large():
            self.undo()
            return
        self.about_to_undo.emit(self.last_edit())
        self._turn_behind("undo", Journal.undo, self.taken_back)

    def redo_soon(self) -> None:
        """Like `redo`, without waiting for a large edit."""
        self._await_edit()
        if not self._library.journal.next_is_large(redo=True):
            self.redo()
            return
        self._turn_behind("redo", Journal.redo, self.edited)

    def _turn_behind(self, turn: Turn, change: Callable[[Journal], Done], said: SignalInstance) -> None:
        def work(library: Library) -> Done:
            done = change(library.journal)
            Intents(library.db).clear()
            return done

        if self._noted(lambda: self._intents.note_turn(turn), self._after_turn):
            self._write_behind(work, said, self._forgetting(self._after_turn))

    def _noted(self, note: Callable[[], None], then: Callable[[Changes | None], None]) -> bool:
        """Whether the disk would take it; else `then` is told that nothing was done."""
        try:
            note()
        except CoreError as error:
            self.failed.emit(str(error))
            then(None)
            return False
        return True

    def _forgetting(self, then: Callable[[Changes | None], None]) -> Callable[[Changes | None], None]:
        """The same; what was noted and cannot be done is forgotten before."""

        def forget(changes: Changes | None) -> None:
            if changes is None:
                self._intents.clear()
            then(changes)

        return forget

    def _finish_intent(self) -> None:
        """The program was killed before it had written what it showed."""
        try:
            self._intents.finish()
        except CoreError as error:
            sentence = str(error)
            QTimer.singleShot(0, self, lambda: self.failed.emit(sentence))  # there is nobody yet to hear it

    def _after_turn(self, changes: Changes | None) -> None:
        """Who showed it already, and it did not come about, looks again."""
        if changes is None:
            self.changed.emit(Changes(everything=True))
        else:
            self.turned.emit(changes)

    def _write_behind(
        self, change: Callable[[Library], Done], said: SignalInstance, then: Callable[[Changes | None], None]
    ) -> None:
        def work() -> Done:
            if self._writer is None:
                self._writer = Library(self.folder)
            return change(self._writer)

        def written(done: Done) -> None:
            edit, changes = done
            self._tell(edit, changes, said)
            then(changes)

        future = self._writing.submit(work)
        self._underway = (future, written, lambda: then(None))
        self._open_questions += 1
        future.add_done_callback(self._written.emit)

    def _await_edit(self) -> None:
        """Until the edit of the other thread is written, a tenth of a second where it was large, and told."""
        if self._underway is not None:
            wait([self._underway[0]])
            self._on_written(self._underway[0])

    def _on_written(self, future: Future[Done]) -> None:
        """Once for each: by the signal, or by the next edit, if that came first."""
        if self._underway is not None and self._underway[0] is future:
            arrival, self._underway = self._underway, None
            self._own_news_until = time.monotonic() + OWN_NEWS
            self._on_arrived(arrival)

    def last_edit(self) -> int:
        """Another number after every edit, undo and redo."""
        return self._library.groups.last_edit()

    def next_undo(self) -> Edit | None:
        """What `undo` would take back, as words."""
        return self._ends_of_journal()[0]

    def next_redo(self) -> Edit | None:
        """What `redo` would do again, as words."""
        return self._ends_of_journal()[1]

    def _change(self, change: Callable[[], Done], said: SignalInstance, *, turns: bool = False) -> Changes | None:
        self._await_edit()
        try:
            edit, changes = change()
        except CoreError as error:
            self.failed.emit(str(error))
            return None
        self._tell(edit, changes, said, flush=True)
        if turns:
            self.turned.emit(changes)
        return changes

    def _tell(self, edit: Edit, changes: Changes, said: SignalInstance, *, flush: bool = False) -> None:
        self.changed.emit(changes)  # whoever asks now is answered before the disk
        if flush:
            self._submit(self._flush, _nothing_to_tell)
        said.emit(words.undone(edit) if said is self.taken_back else words.done(edit))

    def _ends_of_journal(self) -> tuple[Edit | None, Edit | None]:
        version = self.last_edit()
        if version != self._journal_version:
            self._journal_version = version
            journal = self._library.journal
            self._next = (journal.next_undo(with_rows=False), journal.next_redo(with_rows=False))
        return self._next

    # --- ask --------------------------------------------------------------------------------------

    def ask_now(self, question: Callable[[Queries], Answer]) -> Answer:
        """The answer at once, on this thread: for questions that take a millisecond."""
        return question(self._library.queries)

    def ask(
        self,
        question: Callable[[Queries], Answer],
        then: Callable[[Answer], None],
        *,
        otherwise: Callable[[], None] | None = None,
    ) -> None:
        """Asks on the background thread; `then` gets the answer on this one, unless its owner is gone by then.

        Where the question fails, `otherwise` is called, and what is known to go wrong is told by `failed`.
        """
        self._submit(lambda: question(self._on_thread().queries), then, otherwise)

    def work(
        self,
        job: Callable[[Library], Answer],
        then: Callable[[Answer], None],
        *,
        otherwise: Callable[[], None] | None = None,
    ) -> None:
        """Does something with the whole library on the background thread: a backup, say. Else like `ask`."""
        self._submit(lambda: job(self._on_thread()), then, otherwise)

    def _submit(
        self, work: Callable[[], Answer], then: Callable[[Answer], None], otherwise: Callable[[], None] | None = None
    ) -> None:
        if self._closed:
            return
        self._open_questions += 1
        self._thread.submit(work).add_done_callback(lambda done: self._arrived.emit((done, then, otherwise)))

    def _flush(self) -> None:
        """On the background thread, right after every edit: the window itself waits for no disk."""
        self._on_thread().flush()

    def _warm_up(self) -> None:
        """Reads who there is while the window is still being built: the first page asks for it."""
        self._on_thread().queries.people()

    def _on_thread(self) -> Library:
        """The background thread's own library."""
        if self._reader is None:
            self._reader = Library(self.folder)
        return self._reader

    def _on_arrived(self, arrival: Arrival) -> None:
        future, then, otherwise = arrival
        self._open_questions -= 1
        if future.cancelled() or is_gone(then):
            return
        error = future.exception()
        if error is None:
            then(future.result())
            return
        if otherwise is not None:
            otherwise()
        if not isinstance(error, CoreError):
            raise error
        self.failed.emit(str(error))

    # --- others -----------------------------------------------------------------------------------

    def _on_poll(self) -> None:
        if self._underway is None and time.monotonic() >= self._own_news_until:
            self.look()

    def look(self) -> None:
        """Tells `changed` where another program, or the worker, has written since the last look."""
        try:
            version = self._library.version()
        except CoreError as error:
            self.failed.emit(str(error))
            return
        if version != self._version:
            self._version = version
            self.changed.emit(Changes(everything=True))

    def close(self) -> None:
        """Ends the background threads and closes the file. Nothing is told any more."""
        self._closed = True
        self._timer.stop()
        self.closing.emit()
        self.blockSignals(True)
        self._writing.submit(lambda: None if self._writer is None else self._writer.close())
        self._writing.shutdown(wait=True)
        people = self._thread.submit(self._close_reader)
        self._thread.shutdown(wait=True)
        self._library.close()
        known = people.result()
        if known is not None:
            leave_glance(self.folder, known)

    def _close_reader(self) -> list[Person] | None:
        """On the background thread. Returns who there is at the end, for the next start; None where nobody asked."""
        if self._reader is None:
            return None
        with self._reader as reader, suppress(CoreError, sqlite3.Error):  # a disk that is gone was told of before
            return reader.queries.people()
        return None


def _nothing_to_tell(nothing: None) -> None:
    """Done: nothing to tell."""


def is_gone(then: Callable[..., object]) -> bool:
    """Whether `then` is the method of an object that Qt has deleted."""
    owner = getattr(then, "__self__", None)
    return isinstance(owner, QObject) and not isValid(owner)
