"""Of a burst one photo is enough, when the user says so."""

from __future__ import annotations

import sqlite3

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.live_library import LiveLibrary
from app.previews import CropLoader
from app.views.photos_page import PhotosPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def photos(album, live: LiveLibrary, crops: CropLoader, qtbot: QtBot, dressed: None) -> PhotosPage:
    """The garden was taken a second after the beach, and looks like it."""
    with sqlite3.connect(album.library / "library.sqlite") as db:
        db.execute("UPDATE photos SET likeness = 77, taken_from = 'exif'")
        db.execute("UPDATE photos SET taken_at = '2015-04-14T07:28:01' WHERE id = ?", (album.ids["garden.jpg"],))
    db.close()
    page = PhotosPage(live, crops)
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    return page


def test_a_burst_is_folded_and_unfolded(photos: PhotosPage, album, qtbot: QtBot) -> None:
    photos.fold_action.trigger()
    qtbot.waitUntil(lambda: photos.model.rowCount() == 2)
    rows = [photos.model.index(row) for row in range(2)]
    counts = {photos.model.photo_id(row): photos.model.stands_for(row) for row in rows}
    assert sorted(counts.values()) == [1, 2]
    assert counts[album.ids["party.jpg"]] == 1
    row = list(counts.values()).index(2)
    assert "burst" in photos.model.index(row).data(Qt.ItemDataRole.AccessibleTextRole)
    assert not photos.grid.grab().isNull()
    photos.fold_action.trigger()
    qtbot.waitUntil(lambda: photos.model.rowCount() == 3)


def test_all_photos_of_a_folded_burst_are_leafed_through(photos: PhotosPage, album, qtbot: QtBot) -> None:
    photos.fold_action.trigger()
    qtbot.waitUntil(lambda: photos.model.rowCount() == 2)
    with qtbot.waitSignal(photos.photo_opened) as caught:
        photos.grid.opened.emit(0)
    assert set(caught.args[1]) == {album.ids[name] for name in ("beach.jpg", "garden.jpg", "party.jpg")}


def test_without_bursts_it_says_so(photos: PhotosPage, album, qtbot: QtBot) -> None:
    with sqlite3.connect(album.library / "library.sqlite") as db:
        db.execute("UPDATE photos SET likeness = NULL")
    db.close()
    with qtbot.waitSignal(photos.said) as caught:
        photos.fold_action.trigger()
    assert caught.args[0].startswith("There are no bursts")
    assert not photos.fold_action.isChecked()
    qtbot.waitUntil(lambda: not photos._live.busy)
    assert photos.model.rowCount() == 3
