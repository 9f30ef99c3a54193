"""On somebody's page, faces out of a video say so, and at which moment: near-equal ones are not taken for copies."""

from __future__ import annotations

from pathlib import Path

import pytest
from album import Album as MadeUp
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.live_library import LiveLibrary
from app.models.keyed_rows import FilmRole
from app.previews import CropLoader
from app.rankings import Rankings
from app.views.person_page import PersonPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def film(tmp_path: Path) -> str:
    """Somebody in two photos and, with two faces, in a video. Their key."""
    made = MadeUp(tmp_path)
    first, _ = (made.photo([1])[0] for _ in range(2))
    made.film([(1, 2.0, 8.0)])
    made.group()
    key = made.key_of(first)
    made.library.close()
    return key


def test_a_face_of_a_video_is_marked_with_its_moment(
    qtbot: QtBot, film: str, live: LiveLibrary, crops: CropLoader
) -> None:
    page = PersonPage(live, crops)
    page.resize(900, 700)
    qtbot.addWidget(page)
    page.show()
    page.show_person(film)
    qtbot.waitUntil(lambda: page.loaded and not live.busy and not crops.busy)
    rows = [page.model.index(row) for row in range(page.model.rowCount())]
    marked = [index for index in rows if index.data(FilmRole)]
    assert len(rows) == 4
    assert len(marked) == 2
    assert len({index.data(FilmRole) for index in marked}) == 2
    for index in marked:
        moment = index.data(FilmRole)
        assert f"in a video, at {moment}" in index.data(Qt.ItemDataRole.ToolTipRole)
        assert f"in a video, at {moment}" in index.data(Qt.ItemDataRole.AccessibleTextRole)

    def white_in_corner(index: object) -> int:
        """Pixels of the triangle and the words, in the lower left of the cover."""
        cell = page.grid.visualRect(index)
        shown = page.grid.viewport().grab(cell).toImage()
        high = range(cell.width() - 28, cell.width())
        return sum(shown.pixelColor(x, y).lightness() > 240 for x in range(6, 40) for y in high)

    marks = {index.row(): white_in_corner(index) for index in rows}
    assert all((marks[index.row()] > 20) == bool(index.data(FilmRole)) for index in rows), marks
    qtbot.waitUntil(lambda: not live.busy and not crops.busy and not Rankings.of(live).busy)
