"""How old somebody was is said only of photos that say themselves when they were taken."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.live_library import LiveLibrary
from app.previews import CropLoader
from app.rankings import Rankings
from app.views.person_page import PersonPage
from core.people import edits
from core.people.birthdays import set_birthday
from core.records import DateSource
from core.store.library import Library

if TYPE_CHECKING:
    from tests.app.conftest import Album

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def page(qtbot: QtBot, album: Album, live: LiveLibrary, crops: CropLoader) -> Iterator[PersonPage]:
    """Anna, born in 1999, on photos of 2000 to 2003."""
    album.add([4])
    with Library(album.folder) as library:
        library.do(edits.name, "g1", "Anna")
        library.do(set_birthday, "p1", "1999-01-01")
    page = PersonPage(live, crops)
    page.resize(900, 700)
    qtbot.addWidget(page)
    page.show()
    yield page
    qtbot.waitUntil(lambda: not live.busy and not crops.busy and not Rankings.of(live).busy)


def show_dated_by(album: Album, source: DateSource, years: list[int], page: PersonPage, qtbot: QtBot) -> None:
    """Opens Anna's page, the dates of these years being from this source."""
    db = sqlite3.connect(album.folder / "library.sqlite")
    with db:
        db.execute("UPDATE photos SET taken_from = 'exif'")
        for year in years:
            db.execute("UPDATE photos SET taken_from = ? WHERE taken_at LIKE ?", (source, f"{year}%"))
    db.close()
    page.show_person("p1")
    qtbot.waitUntil(lambda: page.loaded and bool(page.model.rows))


def titles(page: PersonPage) -> list[str]:
    return [section.title for section in page.model.sections()]


def tip(page: PersonPage, row: int) -> str:
    return str(page.model.index(row).data(Qt.ItemDataRole.ToolTipRole))


def test_what_only_the_file_dates_has_no_age_and_comes_last(qtbot: QtBot, page: PersonPage, album: Album) -> None:
    show_dated_by(album, "file", [2003], page, qtbot)
    assert titles(page) == [
        *("2002 · 3 year(s) old", "2001 · 2 year(s) old", "2000 · 1 year(s) old"),
        "2003 (date of the file)",
    ]
    assert "2000–2002," in f"{page.header.facts},"
    assert "3 year(s) old" in tip(page, 0)
    assert "(date of the file)" in tip(page, 3)
    assert "year(s) old" not in tip(page, 3)
    assert "(date of the file)" in page.model.index(3).data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_name_of_a_file_is_believed(qtbot: QtBot, page: PersonPage, album: Album) -> None:
    show_dated_by(album, "name", [2003], page, qtbot)
    assert titles(page)[0] == "2003 · 4 year(s) old"
    assert "2000–2003," in f"{page.header.facts},"
    assert "(from the file’s name)" in tip(page, 0)


def test_where_all_dates_are_of_files_the_years_say_so(qtbot: QtBot, page: PersonPage, album: Album) -> None:
    show_dated_by(album, "file", [2000, 2001, 2002, 2003], page, qtbot)
    assert titles(page)[0] == "2003 (date of the file)"
    assert "2000–2003 (date of the file)" in page.header.facts
