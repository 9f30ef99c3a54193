"""A folder that is not in its place any more is found again, or the user says where it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.live_library import LiveLibrary
from app.views.folders_page import FoldersPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def folders(album, live: LiveLibrary, qtbot: QtBot, dressed: None) -> FoldersPage:
    """The album's folder was moved into another one."""
    (album.photos.parent / "disk").mkdir()
    album.photos.rename(album.photos.parent / "disk" / "photos")
    page = FoldersPage(live)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: len(page.cards()) == 1)
    return page


def folder(live: LiveLibrary) -> str:
    return live.ask_now(lambda queries: queries.folders()[0].path)


def test_the_user_says_where_it_is(folders: FoldersPage, album, live: LiveLibrary, qtbot: QtBot) -> None:
    (card,) = folders.cards()
    assert card.place_button.isVisible()
    place = album.photos.parent / "disk" / "photos"
    folders.move_to(card.folder.folder_id, str(place))
    assert folder(live) == str(place)
    qtbot.waitUntil(lambda: folders.cards()[0].folder.reachable)
    assert not folders.cards()[0].place_button.isVisible()
    live.undo()
    assert folder(live) == str(album.photos)


def test_a_place_that_was_found_is_offered(folders: FoldersPage, album, live: LiveLibrary, qtbot: QtBot) -> None:
    (card,) = folders.cards()
    place = album.photos.parent / "disk" / "photos"
    card.offer_place(None)
    assert card.found_button is None
    card.offer_place(place)
    assert any("disk" in label.text() for label in card.findChildren(QLabel))
    qtbot.mouseClick(card.found_button, Qt.MouseButton.LeftButton)
    assert folder(live) == str(place)


def test_it_is_looked_for_around_the_library(album, live: LiveLibrary, qtbot: QtBot, dressed: None) -> None:
    """The photos came to lie in the folder that holds the library's."""
    (album.photos.parent.parent / album.photos.name).mkdir(exist_ok=True)
    target = album.photos.parent.parent / album.photos.name
    target.rmdir()
    album.photos.rename(target)
    page = FoldersPage(live)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: len(page.cards()) == 1 and page.cards()[0].found_button is not None)
    said = " ".join(label.text() for label in page.cards()[0].findChildren(QLabel)).replace("\u200b", "")
    assert f"in {target} now" in said


@pytest.mark.parametrize("inside", ["", "photos"])
def test_the_place_or_the_folder_around_it_is_taken(
    folders: FoldersPage, album, live: LiveLibrary, qtbot: QtBot, inside: str
) -> None:
    (card,) = folders.cards()
    folders.take_place(card.folder.folder_id, album.photos.parent / "disk" / inside)
    qtbot.waitUntil(lambda: folder(live) == str(album.photos.parent / "disk" / "photos"))


def test_a_place_without_the_photos_is_only_taken_when_the_user_insists(
    folders: FoldersPage, album, live: LiveLibrary, qtbot: QtBot
) -> None:
    (card,) = folders.cards()
    card.offer_place(album.photos.parent / "disk" / "photos")
    (empty := album.photos.parent / "empty").mkdir()
    folders.take_place(card.folder.folder_id, empty)
    said = "The photos that Familiar knows from this folder are not in"
    qtbot.waitUntil(lambda: any(said in label.text() for label in card.findChildren(QLabel)))
    assert folder(live) == str(album.photos)
    assert not any("seems to be" in label.text() for label in card.findChildren(QLabel) if label.isVisible())
    qtbot.mouseClick(card.found_button, Qt.MouseButton.LeftButton)
    assert folder(live) == str(empty)
