"""Columns of numbers come out as they are, whatever their length: also at the ends of the pieces they are read in."""

from __future__ import annotations

import sqlite3

import numpy as np
import pytest

from core.store import columns as columns_module
from core.store.columns import columns


@pytest.mark.parametrize("piece", [1, 2, 5, 1 << 14])
@pytest.mark.parametrize("count", [0, 1, 2, 3, 500])
def test_columns_come_out_as_they_are(monkeypatch: pytest.MonkeyPatch, piece: int, count: int) -> None:
    monkeypatch.setattr(columns_module, "PIECE", piece)
    numbers = np.random.default_rng(count).integers(-(1 << 62), 1 << 62, count)
    numbers[::3] %= 10
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE facts (number INTEGER)")
    db.executemany("INSERT INTO facts VALUES (?)", [(number,) for number in numbers.tolist()])
    first, second = columns(
        db, "SELECT json_group_array(number), json_group_array(number + ?) FROM (SELECT * FROM facts ORDER BY rowid)", 7
    )
    assert first.dtype == np.int64
    assert first.tolist() == numbers.tolist()
    assert second.tolist() == (numbers + 7).tolist()
