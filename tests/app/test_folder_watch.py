"""New files are noticed while the program runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

from app.folder_watch import FolderWatch
from app.live_library import LiveLibrary
from core.people import edits

if TYPE_CHECKING:
    from tests.app.conftest import Album


@pytest.fixture
def watch(qtbot: QtBot, album: Album, live: LiveLibrary) -> FolderWatch:
    (album.folder.parent / "photos").mkdir()
    album.add([2])
    live.look()
    watch = FolderWatch(live)
    watch._timer.setInterval(1)
    watch.start()
    qtbot.waitUntil(lambda: bool(watch.directories))
    return watch


def test_a_new_file_is_noticed(qtbot: QtBot, album: Album, watch: FolderWatch) -> None:
    with qtbot.waitSignal(watch.changed):
        (album.folder.parent / "photos" / "new.jpg").write_bytes(b"new")


def test_a_folder_that_was_removed_is_watched_no_more(
    qtbot: QtBot, album: Album, live: LiveLibrary, watch: FolderWatch
) -> None:
    live.do(edits.remove_folder, 1)
    qtbot.waitUntil(lambda: not watch.directories)
    qtbot.waitUntil(lambda: not live.busy)
