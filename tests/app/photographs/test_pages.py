"""The pages of photos, folders, failures, and the welcome."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app import file_manager, style
from app.indexing import Indexing
from app.live_library import LiveLibrary
from app.previews import CropLoader
from app.views import welcome_page
from app.views.failed_page import FailedPage
from app.views.folders_page import FoldersPage
from app.views.photos_page import PhotosPage
from app.views.welcome_page import WelcomePage
from app.widgets.page_header import zoom_slider
from core.photos import sentences
from core.store.library import Library

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

# --- photos -----------------------------------------------------------------------------------------


@pytest.fixture
def photos(live: LiveLibrary, crops: CropLoader, qtbot: QtBot, dressed: None) -> PhotosPage:
    page = _shown(PhotosPage(live, crops), qtbot)
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    return page


def test_photos_stand_newest_first_under_their_months(photos: PhotosPage, album) -> None:
    assert list(photos.model.ids) == [album.ids[name] for name in ("beach.jpg", "garden.jpg", "party.jpg")]
    assert photos.model.sections == [("April 2015", 2), ("December 2003", 1)]


def test_photos_arrive_in_the_cells(photos: PhotosPage, qtbot: QtBot) -> None:
    def colours() -> set[int]:
        shown = photos.grid.viewport().grab(photos.grid.visualRect(photos.model.index(0))).toImage()
        return {shown.pixel(x, shown.height() // 2) for x in range(0, shown.width(), 5)}

    qtbot.waitUntil(lambda: len(colours()) > 5)


def test_keys_move_over_headings_and_enter_opens(photos: PhotosPage, album, qtbot: QtBot) -> None:
    photos.grid.setFocus()
    for key, row in (("Home", 0), ("Right", 1), ("Right", 2), ("Right", 2), ("Left", 1), ("End", 2)):
        qtbot.keyClick(photos.grid, getattr(Qt.Key, f"Key_{key}"))
        assert photos.grid.currentIndex().row() == row
    with qtbot.waitSignal(photos.photo_opened) as caught:
        qtbot.keyClick(photos.grid, Qt.Key.Key_Return)
    assert caught.args == [album.ids["party.jpg"], list(photos.model.ids)]


def test_double_click_opens(photos: PhotosPage, album, qtbot: QtBot) -> None:
    place = photos.grid.visualRect(photos.model.index(1)).center()
    with qtbot.waitSignal(photos.photo_opened) as caught:
        qtbot.mouseClick(photos.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
        qtbot.mouseDClick(photos.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert caught.args[0] == album.ids["garden.jpg"]


def test_every_photo_has_a_name_for_screen_readers(photos: PhotosPage) -> None:
    spoken = photos.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "2015" in spoken
    assert "2" in spoken.split(",")[-1]


def test_a_photo_that_left_is_gone_and_the_choice_stays(
    photos: PhotosPage, live: LiveLibrary, album, qtbot: QtBot
) -> None:
    photos.grid.setCurrentIndex(photos.model.index(2))
    with Library(album.library) as other:
        other.queue.begin_scan()
        _drop_file(other, album.photos / "beach.jpg")
    live.look()
    qtbot.waitUntil(lambda: photos.model.rowCount() == 2)
    assert photos.model.photo(photos.grid.currentIndex()).photo_id == album.ids["party.jpg"]


def test_larger_photos_take_more_room(photos: PhotosPage) -> None:
    before = photos.grid.visualRect(photos.model.index(0)).width()
    photos._zoom.setValue(256)
    assert photos.grid.visualRect(photos.model.index(0)).width() > before


# --- folders ----------------------------------------------------------------------------------------


@pytest.fixture
def folders(live: LiveLibrary, indexing: Indexing, qtbot: QtBot) -> FoldersPage:
    page = _shown(FoldersPage(live), qtbot)
    qtbot.waitUntil(lambda: len(page.cards()) == 1)
    return page


def test_folder_shows_where_it_is_and_how_much_is_in_it(folders: FoldersPage, album) -> None:
    (card,) = folders.cards()
    assert str(album.photos) in _words(card)
    assert any("3 photo(s)" in word for word in _words(card))


def test_folder_is_added_removed_and_brought_back(
    folders: FoldersPage, live: LiveLibrary, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    with qtbot.waitSignal(folders.folder_added):
        folders.add(str(other))
    qtbot.waitUntil(lambda: [card.folder.path for card in folders.cards()][1:] == [str(other)])
    with qtbot.waitSignal(live.edited):
        folders.cards()[1].remove_wanted.emit(folders.cards()[1].folder.folder_id)
    qtbot.waitUntil(lambda: len(folders.cards()) == 1)
    live.undo()
    qtbot.waitUntil(lambda: len(folders.cards()) == 2)


def test_folder_twice_is_a_sentence(folders: FoldersPage, live: LiveLibrary, album, qtbot: QtBot) -> None:
    with qtbot.waitSignal(live.failed), qtbot.assertNotEmitted(folders.folder_added):
        folders.add(str(album.photos))


def test_folder_that_is_away_says_so(folders: FoldersPage, album, qtbot: QtBot) -> None:
    album.photos.rename(album.photos.with_name("unplugged"))
    folders.refresh()
    qtbot.waitUntil(lambda: not folders.cards()[0].folder.reachable)
    assert any("reached" in word for word in _words(folders.cards()[0]))


def test_look_now_asks_for_a_look(folders: FoldersPage, qtbot: QtBot) -> None:
    button = next(button for button in folders.findChildren(QWidget) if _text(button).strip().startswith("Look for"))
    with qtbot.waitSignal(folders.look_wanted):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_folder_with_copies_says_that_they_count_once(
    folders: FoldersPage, live: LiveLibrary, album, qtbot: QtBot
) -> None:
    (card,) = folders.cards()
    assert not any("copies count once" in word for word in _words(card))
    with Library(album.library) as library:
        first = library.queries.photos()[0]
        library.db.execute(
            "INSERT INTO files (folder_id, path, size, mtime_ns, photo_id) VALUES (1, ?, 1, 1, ?)",
            (str(album.photos / "copy.jpg"), first.photo_id),
        )
    live.look()
    qtbot.waitUntil(lambda: any("copies count once" in word for word in _words(folders.cards()[0])))


def test_photos_that_could_not_be_read_are_counted_apart(folders: FoldersPage) -> None:
    assert "3 photo(s) (1 could not be read)" in _words(folders.cards()[0])


def test_folder_can_be_dropped_and_a_file_not(folders: FoldersPage, tmp_path: Path, qtbot: QtBot) -> None:
    other = tmp_path / "dropped"
    other.mkdir()
    assert not _dragged(folders, tmp_path / "photos" / "beach.jpg")
    with qtbot.waitSignal(folders.folder_added):
        assert _dragged(folders, other)
        _dropped(folders, other)


def test_nothing_is_cut_on_a_small_window(folders: FoldersPage, dressed: None, qtbot: QtBot) -> None:
    folders.resize(900 - style.SIDEBAR_WIDTH, 600)
    buttons = folders.findChildren(QPushButton)
    qtbot.waitUntil(lambda: all(one.width() >= one.sizeHint().width() for one in buttons if one.isVisible()))


def test_a_slider_has_the_height_of_its_handle(dressed: None, qtbot: QtBot) -> None:
    slider = zoom_slider(style.COVER_DEFAULT, "Size")
    qtbot.addWidget(slider)
    assert slider.sizeHint().height() >= 16


# --- failures ---------------------------------------------------------------------------------------


@pytest.fixture
def failed(live: LiveLibrary, indexing: Indexing, qtbot: QtBot) -> FailedPage:
    page = _shown(FailedPage(live, indexing), qtbot)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    return page


def test_failure_has_name_and_reason(failed: FailedPage) -> None:
    text = failed.model.index(0).data()
    assert text == f"letter.jpg: {sentences.NOT_A_PICTURE}"
    assert failed.list.isVisible()
    assert not failed.grab().isNull()


def test_folder_that_could_not_be_read_comes_first(failed: FailedPage, live: LiveLibrary, album, qtbot: QtBot) -> None:
    with Library(album.library) as other:
        other._db.execute("INSERT INTO problems VALUES (1, '/mnt/secret', ?)", (sentences.FOLDER_NO_PERMISSION,))
    live.look()
    qtbot.waitUntil(lambda: failed.model.rowCount() == 2)
    assert failed.model.failures[0].is_folder
    assert failed.model.failures[0].name == "secret"


def test_try_again_starts_the_worker(failed: FailedPage, started: list[str]) -> None:
    failed.again_button.click()
    assert started == ["index"]


def test_list_is_copied_with_paths_and_reasons(failed: FailedPage, album) -> None:
    failed.copy_button.click()
    assert QGuiApplication.clipboard().text() == f"{album.photos / 'letter.jpg'}\t{sentences.NOT_A_PICTURE}"


def test_chosen_file_is_shown_in_the_file_manager(
    failed: FailedPage, live: LiveLibrary, album, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Path] = []
    monkeypatch.setattr(file_manager, "show_in_file_manager", lambda path: bool(shown.append(path)))
    assert not failed.show_button.isEnabled()
    failed.list.setCurrentIndex(failed.model.index(0))
    with qtbot.waitSignal(live.failed):
        failed.show_button.click()
    assert shown == [album.photos / "letter.jpg"]


def test_nothing_failed_is_a_sentence(failed: FailedPage, live: LiveLibrary, album, qtbot: QtBot) -> None:
    with Library(album.library) as other:
        other.queue.begin_scan()
        _drop_file(other, album.photos / "letter.jpg")
    live.look()
    qtbot.waitUntil(lambda: failed.model.rowCount() == 0)
    assert failed._empty.isVisible()
    assert not failed.again_button.isEnabled()


# --- welcome ----------------------------------------------------------------------------------------


def test_welcome_offers_pictures_and_sample(
    live: LiveLibrary, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(welcome_page, "pictures_folder", lambda: tmp_path)
    page = _shown(WelcomePage(live), qtbot)
    with qtbot.waitSignal(page.folder_chosen) as caught:
        page.pictures_button.click()
    assert caught.args == [str(tmp_path)]
    qtbot.waitUntil(lambda: not live.busy)
    if page.sample_button.isVisible():
        with qtbot.waitSignal(page.sample_wanted):
            page.sample_button.click()
    with qtbot.waitSignal(page.folder_chosen) as caught:
        assert _dragged(page, tmp_path)
        _dropped(page, tmp_path)
    assert caught.args == [str(tmp_path)]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_enter_presses_a_button_as_space_does(
    live: LiveLibrary, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dressed: None, key: Qt.Key
) -> None:
    monkeypatch.setattr(welcome_page, "pictures_folder", lambda: tmp_path)
    page = _shown(WelcomePage(live), qtbot)
    with qtbot.waitSignal(page.folder_chosen):
        qtbot.keyClick(page.pictures_button, key)
    qtbot.waitUntil(lambda: not live.busy)


def test_welcome_without_a_pictures_folder(live: LiveLibrary, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(welcome_page, "pictures_folder", lambda: None)
    page = _shown(WelcomePage(live), qtbot)
    assert not page.pictures_button.isVisible()
    assert page.choose_button.isVisible()
    qtbot.waitUntil(lambda: not live.busy)


def _shown(page, qtbot: QtBot):
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    qtbot.waitExposed(page)
    return page


def _words(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]


def _text(widget: QWidget) -> str:
    return widget.text() if hasattr(widget, "text") else ""


def _drop_file(library: Library, path: Path) -> None:
    library._db.execute("DELETE FROM files WHERE path = ?", (str(path),))


def _dragged(page: QWidget, path: Path) -> bool:
    data = _mime(path)
    with warnings.catch_warnings():  # newer bindings call the only constructor there is deprecated
        warnings.simplefilter("ignore", DeprecationWarning)
        event = QDragEnterEvent(
            page.rect().center(),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    event.ignore()
    page.dragEnterEvent(event)
    return event.isAccepted()


def _dropped(page: QWidget, path: Path) -> None:
    data = _mime(path)
    page.dropEvent(
        QDropEvent(
            QPointF(page.rect().center()),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def _mime(path: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    return data
