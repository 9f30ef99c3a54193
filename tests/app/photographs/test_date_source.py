"""What is only a file's date is said to be that: in the photo's heading, in its information, and in the grid."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.live_library import LiveLibrary
from app.models.photos_model import PhotosModel
from app.previews import CropLoader
from app.views.photo_view import PhotoView
from app.widgets.photo_info import PhotoInfo, date_line
from core.records import DateSource, Photo
from core.store.photo_search import PhotoSearch

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def taken(at: str, source: DateSource) -> Photo:
    return Photo(1, "/a.jpg", (), "done", "", at, 40, 30, 0, source)


@pytest.mark.parametrize(
    ("source", "said"), [("exif", ""), ("xmp", ""), ("name", "the file's name"), ("file", "may be older"), ("", "")]
)
def test_the_source_of_a_date(crops: CropLoader, qtbot, source: DateSource, said: str) -> None:
    info = PhotoInfo(crops)
    qtbot.addWidget(info)
    info.show_photo(taken("2019-07-04T15:30:00", source), [])
    lines = [label.text() for label in info.findChildren(QLabel)]
    found = [line for line in lines if line.startswith("The photo itself does not say")]
    assert (said in found[0]) if said else not found


@pytest.mark.parametrize(
    ("at", "source", "hour", "end"),
    [
        ("2019-07-04T15:30:00", "exif", True, ""),
        ("2019-07-04T15:30:00", "name", True, " (from the file’s name)"),
        ("2019-07-04T00:00:00", "name", False, " (from the file’s name)"),
        ("2019-07-04T15:30:00", "file", True, " (date of the file)"),
    ],
)
def test_the_date_in_one_line(qtbot: QtBot, at: str, source: DateSource, hour: bool, end: str) -> None:
    line = date_line(taken(at, source))
    assert "2019" in line
    assert (":" in line) is hour
    assert line.partition(" (")[2] == end.partition(" (")[2]
    assert date_line(taken("", source)) == ""


def test_the_heading_and_the_grid_say_that_a_date_is_the_files(
    live: LiveLibrary, crops: CropLoader, qtbot: QtBot, album, dressed: None
) -> None:
    beach = album.ids["beach.jpg"]
    with sqlite3.connect(album.library / "library.sqlite") as db:
        db.execute("UPDATE photos SET taken_from = CASE id WHEN ? THEN 'file' ELSE 'exif' END", (beach,))
    db.close()
    view = PhotoView(live, crops)
    qtbot.addWidget(view)
    view.show_photo(beach, [beach, album.ids["party.jpg"]])
    assert view._heading.text().endswith("(date of the file)")
    view.next_action.trigger()
    assert "file" not in view._heading.text()

    model = PhotosModel(live, crops)
    model.set_photos(live.ask_now(lambda queries: queries.find_photos(PhotoSearch())))
    row = model.row_of(beach)
    assert row is not None
    index = model.index(row)
    for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
        assert "(date of the file)" in index.data(role)
    qtbot.waitUntil(lambda: not live.busy and not crops.busy)


def test_a_video_is_called_a_video(crops: CropLoader, qtbot) -> None:
    info = PhotoInfo(crops)
    qtbot.addWidget(info)
    info.show_photo(replace(taken("2019-07-04T15:30:00", "file"), path="/a.mp4", also_at=("/b.mp4",), seconds=10.0), [])
    said = " ".join(label.text() for label in info.findChildren(QLabel))
    assert "The video itself does not say" in said
    assert "The same video is also here:" in said
    assert "No faces were found in this video." in said
    assert "photo" not in said
