"""The frame: from page to page, folders, the worker, and what is remembered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from app import style
from app.indexing import Indexing
from app.live_library import LiveLibrary
from app.models.people_model import RARE
from app.views.main_window import MainWindow
from core.people import edits
from core.records import Progress
from core.store.queries import Queries
from tests.app.conftest import Album, DrawnWorker, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_review_says_who_is_folded_away_and_leads_there(
    qtbot: QtBot, window: MainWindow, live: LiveLibrary, album: Album
) -> None:
    album.add([2])
    for number, group in enumerate(list(album.groups)[:3]):
        live.do(edits.name, f"g{group}", f"Person {number}")
    live.look()
    settle(qtbot, live)
    window.open_page("review")
    qtbot.waitUntil(lambda: "2 of them wait(s) under People, “Seldom seen”." in window.review._end.words)
    assert not window.people.model.is_open(RARE)
    window.review.people_wanted.emit()
    assert window.page_name == "people"
    assert window.people.model.is_open(RARE)
    settle(qtbot, live)


def test_an_empty_library_welcomes_and_a_folder_leads_to_people(
    qtbot: QtBot,
    make_window: Callable[[], MainWindow],
    live: LiveLibrary,
    workers: list[DrawnWorker],
    tmp_path: Path,
) -> None:
    window = make_window()
    assert window._stack.currentWidget() is window.welcome
    assert workers == []
    window.welcome.folder_chosen.emit(str(tmp_path))
    settle(qtbot, live)
    assert window._stack.currentWidget() is not window.welcome
    assert window.page_name == "people"
    assert [folder.path for folder in live.ask_now(Queries.folders)] == [str(tmp_path)]
    assert [worker.job for worker in workers] == ["index"]


def test_a_library_with_folders_is_looked_through_at_the_start(window: MainWindow, workers: list[DrawnWorker]) -> None:
    assert window.page_name == "people"
    assert [worker.job for worker in workers] == ["index"]


def test_the_first_page_is_painted_before_the_worker_takes_a_core(
    make_window: Callable[[], MainWindow], album: Album, workers: list[DrawnWorker]
) -> None:
    album.add([3])
    window = make_window()
    assert window._begin.isActive()
    assert workers == []
    window._begin.timeout.emit()
    assert [worker.job for worker in workers] == ["index"]


def test_faces_are_sorted_again_after_an_edit_and_after_an_undo(
    qtbot: QtBot, window: MainWindow, live: LiveLibrary, indexing: Indexing, workers: list[DrawnWorker]
) -> None:
    indexing._group.setInterval(1)
    workers[0].running = False
    qtbot.waitUntil(lambda: not indexing.running)
    live.do(edits.name, "g1", "Anna")
    qtbot.waitUntil(lambda: len(workers) == 2)
    workers[1].running = False
    qtbot.waitUntil(lambda: indexing._worker is None)
    live.undo()
    qtbot.waitUntil(lambda: len(workers) == 3)
    assert [worker.job for worker in workers] == ["index", "group", "group"]
    del window


def test_undoing_an_added_folder_looks_again(
    qtbot: QtBot, window: MainWindow, live: LiveLibrary, indexing: Indexing, workers: list[DrawnWorker], tmp_path: Path
) -> None:
    workers[0].running = False
    qtbot.waitUntil(lambda: not indexing.running)
    window.add_folder(str(tmp_path))
    assert len(workers) == 2
    live.undo()
    workers[1].running = False
    qtbot.waitUntil(lambda: len(workers) == 3)


def test_from_people_to_a_person_to_a_photo_and_back(qtbot: QtBot, window: MainWindow, live: LiveLibrary) -> None:
    window.people.grid.choose(window.people.model.index(0))
    qtbot.keyClick(window.people.grid, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.person.loaded)
    assert window.page_name == "person"
    window.person.grid.choose(window.person.model.index(0))
    qtbot.keyClick(window.person.grid, Qt.Key.Key_Return)
    assert window.showing_photo
    settle(qtbot, live)
    window.photo.closed.emit()
    assert window.page_name == "person"
    assert not window.showing_photo
    window.person.grid.clearSelection()
    qtbot.keyClick(window.person.grid, Qt.Key.Key_Escape)
    assert window.page_name == "people"


@pytest.mark.parametrize("page", ["person", "photos"])
def test_back_from_the_photos_one_stands_on_the_last(
    qtbot: QtBot, window: MainWindow, live: LiveLibrary, page: str
) -> None:
    if page == "person":
        window.people.grid.choose(window.people.model.index(0))
        qtbot.keyClick(window.people.grid, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: window.person.loaded)
    else:
        window.open_page("photos")
        qtbot.waitUntil(lambda: window.photos.model.rowCount() > 3)
    grid = window.page.grid  # type: ignore[union-attr]
    grid.setFocus()
    grid.setCurrentIndex(grid.model().index(0, 0))
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    for _ in range(2):
        qtbot.keyClick(window.photo.canvas, Qt.Key.Key_Right)
    seen = window.photo.photo_id
    settle(qtbot, live)
    qtbot.keyClick(window.photo.canvas, Qt.Key.Key_Escape)
    settle(qtbot, live)
    assert window.page_name == page
    assert grid.currentIndex().row() == 2
    assert [index.row() for index in grid.selectionModel().selectedIndexes()] == [2]
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert window.photo.photo_id == seen
    settle(qtbot, live)


def test_folders_dropped_on_the_window_are_added(window: MainWindow, live: LiveLibrary, tmp_path: Path) -> None:
    (tmp_path / "holiday").mkdir()
    (tmp_path / "note.txt").write_text("no folder")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("holiday", "note.txt")])
    window.dropEvent(
        QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
    )
    assert [Path(folder.path).name for folder in live.ask_now(Queries.folders)] == ["photos", "holiday"]


def test_the_strip_says_how_far_it_is_and_pauses(
    window: MainWindow, indexing: Indexing, workers: list[DrawnWorker]
) -> None:
    strip = window.sidebar.strip
    indexing.progressed.emit(
        Progress("indexing", 240, 4300, 210, 2, seconds_left=380.0, before=1000, faces_before=3000)
    )
    assert strip.isVisible()
    assert f"{style.number(3210)} face(s)" in strip.accessibleName()  # of the whole library, not of this run
    assert style.number(1240) in strip.accessibleName()
    assert "about 6 min left" in strip.accessibleName()
    for label in (strip._title, strip._photos, strip._rest):
        assert label.sizeHint().width() <= style.SIDEBAR_WIDTH - 3 * style.GAP_SMALL  # nothing is cut
    strip._pause.click()
    assert workers[0].calls == ["pause"]
    strip._pause.click()
    assert workers[0].calls == ["pause", "resume"]
    indexing.progressed.emit(Progress("finished", 5300, 5300, 3210, 2))
    assert not strip.isVisible()


def test_zoom_order_page_and_look_are_remembered(
    qtbot: QtBot, make_window: Callable[[], MainWindow], album: Album, live: LiveLibrary
) -> None:
    album.add([3])
    first = make_window()
    first.people.set_zoom(200)
    first.people.set_order("count")
    first.open_page("folders")
    first._on_look("dark")
    first.close()
    style.choose("")
    second = make_window()
    assert second.people.zoom == 200
    assert second.people.order == "count"
    assert second.page_name == "folders"
    assert style.is_dark()
    settle(qtbot, live)


@pytest.mark.parametrize(("page", "after"), [("photos", "photos"), ("settings", "review"), ("person:g1", "people")])
def test_after_a_kill_one_is_where_one_was_but_never_in_the_settings(
    qtbot: QtBot, make_window: Callable[[], MainWindow], album: Album, live: LiveLibrary, page: str, after: str
) -> None:
    album.add([3])
    killed = make_window()  # never closed
    killed.open_page("review")
    killed.open_page(page)
    assert make_window().page_name == after
    settle(qtbot, live)


def test_a_damaged_page_name_opens_people(window: MainWindow) -> None:
    window.open_page("nonsense")
    assert window.page_name == "people"


# --- the program around it --------------------------------------------------------------------------
