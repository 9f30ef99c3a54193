"""Brings a library file to the newest schema: numbered SQL files beside this one, one transaction a step.

`PRAGMA user_version` is the number of the last step taken. A library that already holds something is copied to
`library.before-N.sqlite` first. A file from a newer program is refused, never touched.
"""

from __future__ import annotations

import contextlib
import sqlite3
from importlib import resources
from pathlib import Path

from core.errors import LibraryDamaged, LibraryTooNew
from core.store.connection import DAMAGED, known_errors, transaction

APPLICATION_ID = 0x46414D4C  # "FAML": tells a library from any other SQLite file

TOO_NEW = "This library was made by a newer version of Familiar. Update Familiar to open it; nothing was changed."


def steps() -> list[str]:
    """The SQL of every step, oldest first."""
    files = [file for file in resources.files("core.store").iterdir() if file.name.endswith(".sql")]
    return [file.read_text("utf-8") for file in sorted(files, key=lambda file: file.name)]


def migrate(db: sqlite3.Connection, path: Path, sql: list[str] | None = None) -> None:
    """Takes the missing steps. Raises `LibraryTooNew`, `LibraryDamaged`, or what the disk brings up."""
    todo = steps() if sql is None else sql
    with known_errors():
        version = int(db.execute("PRAGMA user_version").fetchone()[0])
        foreign = version == 0 and db.execute("SELECT COUNT(*) FROM sqlite_schema").fetchone()[0] > 0
        if foreign or (version > 0 and db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID):
            raise LibraryDamaged(DAMAGED)
    if version > len(todo):
        raise LibraryTooNew(TOO_NEW)
    if 0 < version < len(todo):
        _back_up(db, path.with_name(f"{path.stem}.before-{len(todo)}{path.suffix}"))
    for number in range(version + 1, len(todo) + 1):
        _take_step(db, todo[number - 1], number)


def _take_step(db: sqlite3.Connection, sql: str, number: int) -> None:
    with transaction(db):
        if db.execute("PRAGMA user_version").fetchone()[0] >= number:
            return  # another program was quicker
        for statement in _statements(sql):
            db.execute(statement)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {number}")


def _statements(sql: str) -> list[str]:
    """Single statements: `executescript` would commit the transaction around the step."""
    found, start = [], 0
    for end, letter in enumerate(sql):
        if letter == ";" and sqlite3.complete_statement(sql[start : end + 1]):
            found.append(sql[start : end + 1])
            start = end + 1
    return found


def _back_up(db: sqlite3.Connection, target: Path) -> None:
    with known_errors(), contextlib.closing(sqlite3.connect(target)) as copy:
        db.backup(copy)
