"""What the user has said and the window shows already, noted before the large edit behind it is written.

A merge of thousands of faces takes a tenth of a second to write, longer where the worker writes, too; the window does
not wait for it. So that a program that is killed just then does not forget the user's word, one small row says first
what is wanted; the edit takes the row away in its own transaction. Whoever opens the library next finds the row, if it
is still there, and does what it says.

Groups may have other numbers by then, so each is noted with one of its faces.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from typing import Any, Concatenate, Literal, ParamSpec

from core.errors import EditError
from core.people import edits
from core.people.draft import Edit, parse_key
from core.store.connection import transaction
from core.store.journal import OUTDATED, Journal, LibraryFacts

Parameters = ParamSpec("Parameters")
Turn = Literal["undo", "redo"]

KEY = "intended"
ENDS: dict[Turn, str] = {"undo": "undone = 0 ORDER BY id DESC", "redo": "undone = 1 ORDER BY id"}
A_FACE = (
    "SELECT face_id FROM face_identity WHERE face_id IN (SELECT face_id FROM active_groups WHERE cluster_id = ?1) "
    "AND person_id IS NULL AND cluster_id = ?1 LIMIT 1"
)


class Intents:
    """One at a time: edits reach the disk in their order."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def note_merge(self, keys: Sequence[str], into: str | None = None) -> None:
        """These become one person (`core.people.edits.merge`)."""
        groups = {key: self._face_of(key) for key in {*keys, into or ""} if key.startswith("g")}
        self._note({"merge": list(keys), "into": into, "groups": groups})

    def note_turn(self, turn: Turn) -> None:
        """The last edit is to be taken back, or done again."""
        self._note({"turn": turn, "edit": self._end(turn)})

    def clear(self) -> None:
        """It is done, or cannot be done."""
        if self._noted() is not None:
            with transaction(self._db):
                self._forget()

    def fulfilling(
        self, make: Callable[Concatenate[LibraryFacts, Parameters], Edit]
    ) -> Callable[Concatenate[LibraryFacts, Parameters], Edit]:
        """The same edit, which takes the note away as it is written: both or neither."""

        def made(facts: LibraryFacts, /, *args: Parameters.args, **kwargs: Parameters.kwargs) -> Edit:
            edit = make(facts, *args, **kwargs)
            self._forget()
            return edit

        return made

    def finish(self) -> bool:
        """Does what was noted and not done, because the program was killed. Whether there was something.

        Raises `EditError` where it makes no sense any more; then it is forgotten.
        """
        noted = self._noted()
        if noted is None:
            return False
        try:
            self._do(json.loads(noted))
        except EditError:
            self.clear()
            raise
        return True

    # --- inside -----------------------------------------------------------------------------------

    def _do(self, wish: dict[str, Any]) -> None:
        journal = Journal(self._db)
        if "merge" in wish:
            now = {key: self._key_of(face) for key, face in wish["groups"].items()}
            keys = [now.get(key, key) for key in wish["merge"]]
            into = now.get(wish["into"], wish["into"])
            journal.do(self.fulfilling(edits.merge), keys, into=into)
            return
        if self._end(wish["turn"]) == wish["edit"]:
            _ = journal.undo() if wish["turn"] == "undo" else journal.redo()
        self.clear()

    def _noted(self) -> str | None:
        row = self._db.execute("SELECT value FROM settings WHERE key = ?", (KEY,)).fetchone()
        return None if row is None else str(row[0])

    def _note(self, wish: dict[str, Any]) -> None:
        with transaction(self._db):
            self._db.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (KEY, json.dumps(wish)))

    def _forget(self) -> None:
        self._db.execute("DELETE FROM settings WHERE key = ?", (KEY,))

    def _end(self, turn: Turn) -> int | None:
        row = self._db.execute(f"SELECT id FROM edits WHERE {ENDS[turn]} LIMIT 1").fetchone()
        return None if row is None else int(row[0])

    def _face_of(self, key: str) -> int | None:
        row = self._db.execute(A_FACE, (parse_key(key)[1],)).fetchone()
        return None if row is None else int(row[0])

    def _key_of(self, face_id: int | None) -> str:
        """Who this face is now."""
        row = self._db.execute(
            "SELECT person_id, cluster_id FROM face_identity WHERE face_id = ?", (face_id,)
        ).fetchone()
        if row is None:
            raise EditError(OUTDATED)
        person, group = row
        return f"p{person}" if person is not None else f"g{group}" if group is not None else f"f{face_id}"
