"""The user's word: applies edits, writes them down, takes them back.

An edit is built inside the transaction that writes it, from the library as it is at that moment, so that two programs
(the window and the command line) can edit at the same time. `before` is checked again for every row of an undo.
"""

from __future__ import annotations

import base64
import json
import sqlite3
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from itertools import groupby
from typing import Any, Concatenate, Literal, ParamSpec

from core.errors import EditError
from core.people.draft import PASSED_ON, TABLES, Answered, Edit, PersonRow, Row, Said, Value, Values, Verdict
from core.records import Box, Changes
from core.store.connection import path_to_sql, transaction

Parameters = ParamSpec("Parameters")
Step = Literal["delete", "insert", "update"]

OUTDATED = "This step can no longer be taken back: something it was about has changed since."
SHOWN_UNDER = {
    "p": "i.person_id = ?1 AND i.face_id IN (SELECT face_id FROM verdicts WHERE person_id = ?1 UNION SELECT face_id "
    "FROM active_groups WHERE cluster_id IN (SELECT cluster_id FROM votes WHERE person_id = ?1))",
    "g": "i.person_id IS NULL AND i.cluster_id = ?1 AND i.face_id IN "
    "(SELECT face_id FROM active_groups WHERE cluster_id = ?1)",
    "f": "i.face_id = ?1",
}
"""Faces of `face_identity i` that a person, a nameless group or a lone face is shown with."""
COVER = (
    "f.id FROM face_identity i JOIN faces f ON f.id = i.face_id "
    "LEFT JOIN people who ON who.id = i.person_id AND who.cover_face_id = f.id"
)
BEST = "who.id IS NULL, CAST(f.overall * 1000 AS INTEGER) DESC, f.id"
"""The cover that somebody chose, else the best face, as `core.store.queries` shows it."""

IN_LIST = "face_id IN (SELECT value FROM json_each(?))"
CHUNK = 500  # SQLite's default allows 32,766 variables; small chunks keep statements cached


LARGE = 10_000
"""Characters of an edit's rows: some 200 rows, written in some milliseconds."""
OF_FOLDERS = ("add_folder", "remove_folder")
"""Kinds of one row that changes the tally of every photo in a folder."""


class Journal:
    """Edits of one library. Used through `Library.journal`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.facts = LibraryFacts(db)

    def do(
        self,
        make: Callable[Concatenate[LibraryFacts, Parameters], Edit],
        *args: Parameters.args,
        **kwargs: Parameters.kwargs,
    ) -> tuple[Edit, Changes]:
        """Makes an edit (a function of `core.people.edits`), applies and keeps it. What was undone is then gone.

        Raises `EditError` where the wish makes no sense, `LibraryError` where the library cannot be written.
        """
        with transaction(self._db):
            edit = make(self.facts, *args, **kwargs)
            self._apply(edit)
            self._db.execute("DELETE FROM edits WHERE undone = 1")
            self._db.execute(
                "INSERT INTO edits (at, kind, subject, rows) VALUES (?, ?, ?, ?)",
                (datetime.now(UTC).isoformat(), edit.kind, json.dumps(edit.subject), _dump_rows(edit.rows)),
            )
        return edit, edit.changes()

    def undo(self) -> tuple[Edit, Changes]:
        """Takes the last edit back. Raises `EditError` where there is none."""
        return self._turn("undone = 0 ORDER BY id DESC", 1, "There is nothing to undo.")

    def redo(self) -> tuple[Edit, Changes]:
        """Does again what was undone last. Raises `EditError` where there is nothing."""
        return self._turn("undone = 1 ORDER BY id", 0, "There is nothing to redo.")

    def next_undo(self, *, with_rows: bool = True) -> Edit | None:
        """The edit that `undo` would take back; without its rows, maybe thousands, where words are enough."""
        return self._find("undone = 0 ORDER BY id DESC", with_rows=with_rows)

    def next_is_large(self, *, redo: bool = False) -> bool:
        """Whether `undo` (or `redo`) would write so much that nobody should wait for it."""
        which = "undone = 1 ORDER BY id" if redo else "undone = 0 ORDER BY id DESC"
        row = self._db.execute(f"SELECT LENGTH(rows), kind FROM edits WHERE {which} LIMIT 1").fetchone()
        return row is not None and (row[0] > LARGE or row[1] in OF_FOLDERS)

    def next_redo(self, *, with_rows: bool = True) -> Edit | None:
        """The edit that `redo` would do again."""
        return self._find("undone = 1 ORDER BY id", with_rows=with_rows)

    def history(self) -> list[tuple[int, Edit, bool]]:
        """All edits, oldest first: (id, edit, undone)."""
        rows = self._db.execute("SELECT id, kind, subject, rows, undone FROM edits ORDER BY id")
        return [(row[0], _load(row[1:4]), bool(row[4])) for row in rows.fetchall()]

    def _turn(self, where: str, undone: int, sentence: str) -> tuple[Edit, Changes]:
        with transaction(self._db):
            row = self._db.execute(f"SELECT kind, subject, rows, id FROM edits WHERE {where} LIMIT 1").fetchone()
            if row is None:
                raise EditError(sentence)
            edit = _load(row[:3])
            step = edit.inverse() if undone else edit
            self._apply(step)
            self._db.execute("UPDATE edits SET undone = ? WHERE id = ?", (undone, row[3]))
        return edit, step.changes()

    def _find(self, where: str, *, with_rows: bool) -> Edit | None:
        rows = "rows" if with_rows else "'[]'"
        row = self._db.execute(f"SELECT kind, subject, {rows} FROM edits WHERE {where} LIMIT 1").fetchone()
        return None if row is None else _load(row)

    def _apply(self, edit: Edit) -> None:
        self._db.execute("PRAGMA defer_foreign_keys = ON")
        fresh = {int(str(face)) for row in edit.rows if row.before is None for face in row.faces()}
        gone = set(self.facts.unknown_faces(fresh))
        known = [row for row in edit.rows if gone.isdisjoint(row.faces())]  # a photo that is gone needs no word
        for (table, step), rows in groupby(sorted(known, key=_turn_of), key=_statement_of):
            self._write(table, step, list(rows))

    def _write(self, table: str, step: Step, rows: list[Row]) -> None:
        """Many rows with one statement, which touches a row only where it is still as it was before."""
        if table == PASSED_ON:
            for row in rows:
                self._pass_on(row)
            return
        keys, columns = TABLES[table]
        as_before = " AND ".join([f"{key} = ?" for key in keys] + [f"{column} IS ?" for column in columns])
        if step == "delete":
            sql = f"DELETE FROM {table} WHERE {as_before}"
            values = [row.key + (row.before or ()) for row in rows]
        elif step == "insert":
            sql = f"INSERT INTO {table} ({', '.join(keys + columns)}) VALUES ({', '.join('?' * len(keys + columns))})"
            values = [row.key + (row.after or ()) for row in rows]
        else:
            sql = f"UPDATE {table} SET {', '.join(f'{column} = ?' for column in columns)} WHERE {as_before}"
            values = [(row.after or ()) + row.key + (row.before or ()) for row in rows]
        try:
            written = self._db.executemany(sql, values).rowcount
        except sqlite3.IntegrityError as error:  # somebody else was here first
            raise EditError(OUTDATED) from error
        if written != len(rows):
            raise EditError(OUTDATED)

    def _pass_on(self, row: Row) -> None:
        """Thousands of verdicts at once, inside SQLite, where no other thread of Python has to wait.

        The tally of votes is kept here, once for all of them: a trigger for each would take as long again.
        """
        (person, *said), (to, *_) = row.before or (), row.after or ()
        faces = json.dumps(row.key)
        try:
            passed = self._db.execute(
                f"UPDATE verdicts SET person_id = ? WHERE person_id = ? AND is_match = ? AND source = ? AND {IN_LIST}",
                (to, person, *said, faces),
            ).rowcount
        except sqlite3.IntegrityError as error:  # something was said about one of them meanwhile
            raise EditError(OUTDATED) from error
        if passed != len(row.key):
            raise EditError(OUTDATED)
        for somebody, sign in ((to, 1), (person, -1)):
            self._db.execute(
                f"INSERT INTO votes SELECT model_id, cluster_id, ?, ? * COUNT(*) FROM clustering WHERE {IN_LIST} "
                "GROUP BY model_id, cluster_id ON CONFLICT DO UPDATE SET votes = votes + excluded.votes",
                (somebody, sign, faces),
            )
        self._db.execute("DELETE FROM votes WHERE votes = 0 AND person_id = ?", (person,))


class LibraryFacts:
    """`core.people.draft.Facts`, answered by the library."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    @property
    def db(self) -> sqlite3.Connection:
        """For an edit that comes with a row of the machine's (`core.store.marks.draw_face`)."""
        return self._db

    def person(self, person_id: int) -> PersonRow | None:
        row = self._db.execute(
            "SELECT id, name, cover_face_id, state, birthday FROM people WHERE id = ?", (person_id,)
        ).fetchone()
        return None if row is None else PersonRow(*row)

    def people_called(self, name: str) -> list[int]:
        wanted = name.casefold()
        rows = self._db.execute("SELECT id, name FROM people WHERE name <> '' ORDER BY id").fetchall()
        return [person_id for person_id, text in rows if text.casefold() == wanted]

    def verdicts_about(self, face_ids: Iterable[int]) -> list[Verdict]:
        found: list[Verdict] = []
        for chunk in _chunks(list(face_ids)):
            marks = ", ".join("?" * len(chunk))
            found += self._verdicts(f"face_id IN ({marks})", chunk)
        return found

    def verdicts_for(self, person_id: int) -> list[Verdict]:
        return self._verdicts("person_id = ?", [person_id])

    def only_theirs(self, person_id: int) -> list[tuple[str, list[int]]]:
        rows = self._db.execute(
            "SELECT source, json_group_array(face_id) FROM verdicts v WHERE person_id = ? AND is_match = 1 AND NOT "
            "EXISTS (SELECT 1 FROM verdicts o WHERE o.face_id = v.face_id AND o.person_id <> v.person_id) "
            "GROUP BY source",
            (person_id,),
        )
        return [(source, json.loads(faces)) for source, faces in rows.fetchall()]

    def faces_of_group(self, group_id: int) -> list[int]:
        rows = self._db.execute(
            "SELECT face_id FROM face_identity "
            "WHERE face_id IN (SELECT face_id FROM active_groups WHERE cluster_id = ?1) "
            "AND person_id IS NULL AND cluster_id = ?1 ORDER BY face_id",
            (group_id,),
        )
        return [row[0] for row in rows.fetchall()]

    def unknown_faces(self, face_ids: Iterable[int]) -> list[int]:
        wanted = list(face_ids)
        known: set[int] = set()
        for chunk in _chunks(wanted):
            marks = ", ".join("?" * len(chunk))
            rows = self._db.execute(f"SELECT id FROM faces WHERE id IN ({marks})", chunk)
            known.update(row[0] for row in rows.fetchall())
        return [face_id for face_id in wanted if face_id not in known]

    def answers_about(self, face_ids: Iterable[int]) -> list[Answered]:
        found: set[tuple[int, int, Said, str]] = set()
        for chunk in _chunks(list(face_ids)):
            marks = ", ".join("?" * len(chunk))
            for column in ("face_a", "face_b"):
                rows = self._db.execute(
                    f"SELECT face_a, face_b, answer, at FROM answers WHERE {column} IN ({marks})", chunk
                )
                found.update(rows.fetchall())
        return [Answered(*row) for row in sorted(found)]

    def shown_cover(self, key: str) -> int | None:
        row = self._db.execute(f"SELECT {COVER} WHERE {SHOWN_UNDER[key[0]]} ORDER BY {BEST} LIMIT 1", (int(key[1:]),))
        found = row.fetchone()
        return None if found is None else int(found[0])

    def photos_with(self, person_id: int) -> list[int]:
        rows = self._db.execute("SELECT photo_id FROM presence WHERE person_id = ? ORDER BY photo_id", (person_id,))
        return [row[0] for row in rows.fetchall()]

    def boxes_in(self, photo_id: int) -> list[Box] | None:
        if self._db.execute("SELECT 1 FROM photos WHERE id = ?", (photo_id,)).fetchone() is None:
            return None
        rows = self._db.execute(
            "SELECT x, y, width, height FROM faces WHERE photo_id = ?1 AND missing = 0 UNION ALL "
            "SELECT x, y, width, height FROM marks WHERE photo_id = ?1 AND kind = 'drawn' AND id NOT IN "
            "(SELECT mark_id FROM faces WHERE photo_id = ?1 AND mark_id IS NOT NULL)",
            (photo_id,),
        )
        return [Box(*row) for row in rows.fetchall()]

    def removed_among(self, face_ids: Iterable[int]) -> set[int]:
        found: set[int] = set()
        for chunk in _chunks(list(face_ids)):
            marks = ", ".join("?" * len(chunk))
            rows = self._db.execute(f"SELECT face_id FROM removed WHERE face_id IN ({marks})", chunk)
            found.update(row[0] for row in rows.fetchall())
        return found

    def next_id(self, table: str) -> int:
        row = self._db.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
        return (row[0] if row else 0) + 1

    def folder_path(self, folder_id: int) -> str | bytes | None:
        row = self._db.execute("SELECT path FROM folders WHERE id = ?", (folder_id,)).fetchone()
        return None if row is None else row[0]

    def folder_at(self, path: str | bytes) -> int | None:
        wanted = path_to_sql(path) if isinstance(path, str) else path
        row = self._db.execute("SELECT id FROM folders WHERE path = ?", (wanted,)).fetchone()
        return None if row is None else int(row[0])

    def _verdicts(self, where: str, values: list[int]) -> list[Verdict]:
        rows = self._db.execute(f"SELECT face_id, person_id, is_match, source FROM verdicts WHERE {where}", values)
        return [Verdict(face, person, bool(match), source) for face, person, match, source in rows.fetchall()]


def _statement_of(row: Row) -> tuple[str, Step]:
    return row.table, "delete" if row.after is None else "insert" if row.before is None else "update"


def _turn_of(row: Row) -> int:
    """Rows that go, then verdicts that become a no, then the rest: a face has one yes at every moment."""
    if row.after is None:
        return 0
    return 1 if row.table == "verdicts" and not row.after[0] else 2


def _chunks(values: list[int]) -> list[list[int]]:
    return [values[start : start + CHUNK] for start in range(0, len(values), CHUNK)]


def _dump_rows(rows: Iterable[Row]) -> str:
    return json.dumps([[row.table, _pack(row.key), _pack(row.before), _pack(row.after)] for row in rows])


def _load(record: tuple[str, str, str]) -> Edit:
    kind, subject, rows = record
    loaded = tuple(
        Row(table, _unpack(key) or (), _unpack(before), _unpack(after))
        for table, key, before, after in json.loads(rows)
    )
    return Edit(kind, tuple(json.loads(subject)), loaded)


def _pack(values: Values | None) -> list[Any] | None:
    """JSON knows no bytes: they go as {"bytes": base64}."""
    if values is None:
        return None
    return [{"bytes": base64.b64encode(value).decode()} if isinstance(value, bytes) else value for value in values]


def _unpack(values: list[Any] | None) -> Values | None:
    if values is None:
        return None
    unpacked: list[Value] = [base64.b64decode(value["bytes"]) if isinstance(value, dict) else value for value in values]
    return tuple(unpacked)
