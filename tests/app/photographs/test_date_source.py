"""Photo information says where a date comes from, when that is not the photo itself."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from app.previews import CropLoader
from app.widgets.photo_info import PhotoInfo
from core.records import DateSource, Photo

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.mark.parametrize(
    ("source", "said"), [("exif", ""), ("xmp", ""), ("name", "the file's name"), ("file", "may be older"), ("", "")]
)
def test_the_source_of_a_date(crops: CropLoader, qtbot, source: DateSource, said: str) -> None:
    info = PhotoInfo(crops)
    qtbot.addWidget(info)
    info.show_photo(Photo(1, "/a.jpg", (), "done", "", "2019-07-04T15:30:00", 40, 30, 0, source), [])
    lines = [label.text() for label in info.findChildren(QLabel)]
    found = [line for line in lines if line.startswith("The date is")]
    assert (said in found[0]) if said else not found
