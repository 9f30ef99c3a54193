"""A folder that comes or goes: who is visible is right afterwards, and the work grows with its photos, not faster."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from album import Album

from core.people import edits
from core.store.library import Library


def work_of(album: Album, act: Callable[[], object]) -> int:
    """Hundreds of steps of SQLite's machine."""
    count = 0

    def step() -> int:
        nonlocal count
        count += 1
        return 0

    album.library.db.set_progress_handler(step, 100)
    act()
    album.library.db.set_progress_handler(None, 0)
    return count


def many(folder: Path, count: int) -> Album:
    album = Album(folder)
    album.photo([1])
    db = album.library.db
    facts = "SELECT group_concat(name) FROM pragma_table_info('photos') WHERE name NOT IN ('id', 'content_hash')"
    (same,) = db.execute(facts).fetchone()
    numbers = f"(WITH RECURSIVE up (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM up LIMIT {count}) SELECT n FROM up)"
    db.execute(f"INSERT INTO photos (content_hash, {same}) SELECT 'made up ' || n, {same} FROM photos, {numbers}")
    db.execute("UPDATE photos SET places = 0 WHERE id > 1")
    db.execute(
        "INSERT INTO files (path, folder_id, photo_id, size, mtime_ns) "
        "SELECT '/made/up/' || id, 1, id, 1, 1 FROM photos WHERE id > 1"
    )
    return album


def visible(library: Library) -> int:
    return int(library.db.execute("SELECT COUNT(*) FROM photos WHERE places > 0").fetchone()[0])


def test_removing_a_folder_and_undoing_it_grow_with_its_photos(tmp_path: Path) -> None:
    few, more = many(tmp_path / "few", 300), many(tmp_path / "more", 3000)
    of_few, of_more = [
        (
            work_of(album, partial(album.library.do, edits.remove_folder, 1)),
            work_of(album, album.library.journal.undo),
        )
        for album in (few, more)
    ]
    assert visible(more.library) == 3001
    more.library.journal.redo()
    assert visible(more.library) == 0
    assert of_more[0] < 30 * of_few[0]  # a hundred times, if each photo looked through the whole folder
    assert of_more[1] < 30 * of_few[1]


@pytest.mark.parametrize("kind", ["remove", "add"])
def test_what_concerns_a_folder_is_undone_behind_the_window(tmp_path: Path, kind: str) -> None:
    album = Album(tmp_path)
    if kind == "remove":
        album.library.do(edits.remove_folder, 1)
    assert album.library.journal.next_is_large()
    album.library.journal.undo()
    assert album.library.journal.next_is_large(redo=True)
