"""Whose only face was no face: a name without a picture, of which one can be rid."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt
from pytestqt.qtbot import QtBot

from app.live_library import LiveLibrary
from app.views.settings_page import SettingsPage
from core.people import edits, marks
from core.store.queries import Queries

if TYPE_CHECKING:
    from tests.app.conftest import Album


def test_the_settings_list_the_name_and_delete_it(
    qtbot: QtBot, album: Album, live: LiveLibrary, tmp_path: Path
) -> None:
    album.add([3, 1])
    joe = album.groups[max(album.groups)][0]
    live.do(edits.name, f"f{joe}", "Joe")
    live.do(marks.remove_faces, [joe])
    page = SettingsPage(live, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    privacy = page.privacy
    qtbot.waitUntil(lambda: privacy.person.findText("Joe") > 0)
    privacy.person.setCurrentIndex(privacy.person.findText("Joe"))
    qtbot.mouseClick(privacy.delete_person_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(privacy.yes_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: live.ask_now(Queries.names) == {})
    page.refresh()
    qtbot.waitUntil(lambda: privacy.person.findText("Joe") < 0)
    qtbot.waitUntil(lambda: not live.busy)
