"""Settings: what is shown, a backup, and deleting only after a yes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.live_library import LiveLibrary
from app.views.settings_page import SettingsPage
from core.people import edits
from core.store.backup import check_backup

if TYPE_CHECKING:
    from tests.app.conftest import Album

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def page(qtbot: QtBot, album: Album, live: LiveLibrary, tmp_path: Path) -> SettingsPage:
    album.add([3])
    page = SettingsPage(live, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: str(live.folder) in shown(page))
    return page


def shown(page: SettingsPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_it_says_where_everything_is_and_that_it_is_not_encrypted(page: SettingsPage) -> None:
    assert "not encrypted" in shown(page)
    assert "In use: Built in" in shown(page)
    assert "kB" in shown(page) or "MB" in shown(page)


def test_a_backup_is_written(qtbot: QtBot, page: SettingsPage, live: LiveLibrary, tmp_path: Path) -> None:
    live.do(edits.name, "g1", "Anna")
    with qtbot.waitSignal(page.said) as said:
        page.library.back_up_to(tmp_path / "kept.sqlite")
    assert said.args == [f"The backup kept.sqlite is in {tmp_path}."]
    check_backup(tmp_path / "kept.sqlite")


def test_a_backup_is_brought_back_only_after_a_yes(qtbot: QtBot, page: SettingsPage, tmp_path: Path) -> None:
    with qtbot.waitSignal(page.said):
        page.library.back_up_to(tmp_path / "kept.sqlite")
    with qtbot.assertNotEmitted(page.restore_wanted):
        page.library.bring_back(tmp_path / "kept.sqlite")
        assert "All names and faces are replaced by those in kept.sqlite" in shown(page)
        assert "library.before-restore.sqlite" in shown(page)
        qtbot.mouseClick(page.library.no_button, Qt.MouseButton.LeftButton)
    assert not page.library.yes_button.isVisible()
    page.library.bring_back(tmp_path / "kept.sqlite")
    page.leave()
    assert not page.library.yes_button.isVisible()
    page.resize(700, 420)
    page.library.bring_back(tmp_path / "kept.sqlite")
    qtbot.waitUntil(lambda: not page.library.no_button.visibleRegion().isEmpty())
    with qtbot.waitSignal(page.restore_wanted) as wanted:
        qtbot.mouseClick(page.library.yes_button, Qt.MouseButton.LeftButton)
    assert wanted.args == [tmp_path / "kept.sqlite"]
    assert page.library.restore_button.isVisible()


def test_something_else_is_not_brought_back(qtbot: QtBot, page: SettingsPage, tmp_path: Path) -> None:
    (tmp_path / "letter.sqlite").write_text("Dear Anna")
    with qtbot.assertNotEmitted(page.restore_wanted), qtbot.waitSignal(page.said) as said:
        page.library.bring_back(tmp_path / "letter.sqlite")
    assert "not a backup" in said.args[0]


def test_deleting_asks_first_and_enter_keeps_everything(qtbot: QtBot, page: SettingsPage) -> None:
    assert not page.privacy.yes_button.isVisible()
    qtbot.mouseClick(page.privacy.delete_button, Qt.MouseButton.LeftButton)
    assert page.privacy.yes_button.isVisible()
    with qtbot.assertNotEmitted(page.delete_wanted):
        qtbot.mouseClick(page.privacy.no_button, Qt.MouseButton.LeftButton)
    assert not page.privacy.yes_button.isVisible()
    qtbot.mouseClick(page.privacy.delete_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.delete_wanted):
        qtbot.mouseClick(page.privacy.yes_button, Qt.MouseButton.LeftButton)


def test_another_language_is_kept_and_told_once(qtbot: QtBot, page: SettingsPage) -> None:
    page.look.language.setCurrentIndex(page.look.language.findData("ko"))
    with qtbot.waitSignal(page.language_chosen) as chosen:
        page.look.language.activated.emit(page.look.language.currentIndex())
    assert chosen.args == ["ko"]
    with qtbot.assertNotEmitted(page.language_chosen):
        page.look.language.activated.emit(page.look.language.currentIndex())
    assert page.look._settings.value("language") == "ko"


def test_every_choice_has_a_name_for_screen_readers(page: SettingsPage) -> None:
    assert page.look.language.accessibleName() == "Language"
    assert page.look.look.accessibleName() == "Light or dark"


def test_one_person_is_deleted_for_good(qtbot: QtBot, page: SettingsPage, live: LiveLibrary) -> None:
    live.do(edits.name, "g1", "Anna")
    page.refresh()
    qtbot.waitUntil(lambda: page.privacy.person.count() == 2)
    assert not page.privacy.delete_person_button.isEnabled()
    page.privacy.person.setCurrentIndex(1)
    qtbot.mouseClick(page.privacy.delete_person_button, Qt.MouseButton.LeftButton)
    assert "Anna" in shown(page)
    with qtbot.assertNotEmitted(page.delete_wanted), qtbot.waitSignal(page.said) as said:
        qtbot.mouseClick(page.privacy.yes_button, Qt.MouseButton.LeftButton)
    assert said.args == ["Deleted Anna."]
    assert live.ask_now(lambda queries: queries.people()) == []
    assert live.next_undo() is None
