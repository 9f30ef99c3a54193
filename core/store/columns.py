"""Whole columns of numbers out of the database at once.

SQLite makes one JSON text of each column, which is several times as fast as a hundred thousand rows of Python. The
text is read piece by piece: reading holds Python's lock, for which the window would wait.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

PIECE = 1 << 14
"""Letters that are read at once: half a millisecond's work."""


def columns(db: sqlite3.Connection, sql: str, *values: int | str) -> list[NDArray[np.int64]]:
    """The columns of a question whose one row has a JSON list of whole numbers in each."""
    return [_numbers(text) for text in db.execute(sql, values).fetchone()]


def _numbers(packed: str) -> NDArray[np.int64]:
    pieces = [np.fromstring(piece, np.int64, sep=",") for piece in _pieces(packed[1:-1])]
    return np.concatenate(pieces) if pieces else np.empty(0, np.int64)


def _pieces(text: str) -> Iterator[str]:
    """A list of numbers in parts, each with whole numbers only."""
    start = 0
    while start < len(text):
        end = text.find(",", start + PIECE)
        end = len(text) if end < 0 else end
        yield text[start:end]
        start = end + 1
