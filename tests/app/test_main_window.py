"""The frame: pages, notices with undo, folders, what is remembered; and the program around it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app import style
from app.__main__ import Options, parse
from app.application import CrashReports
from app.indexing import Indexing
from app.live_library import LiveLibrary
from app.models.people_model import RARE
from app.previews import CropLoader
from app.views import main_window
from app.views.keys_box import KeysBox
from app.views.main_window import MainWindow
from core.errors import DiskFull
from core.people import edits
from core.records import Progress
from core.store.queries import Queries

if TYPE_CHECKING:
    from tests.app.conftest import Album, DrawnWorker

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def make_window(
    qtbot: QtBot, live: LiveLibrary, crops: CropLoader, indexing: Indexing
) -> Iterator[Callable[[], MainWindow]]:
    def make() -> MainWindow:
        window = MainWindow(live, crops, indexing, only_look=False)
        qtbot.addWidget(window)
        window.show()
        qtbot.waitUntil(lambda: not live.busy)
        return window

    yield make
    qtbot.waitUntil(lambda: not live.busy and not crops.busy)
    style.choose("")


@pytest.fixture
def window(
    qtbot: QtBot,
    make_window: Callable[[], MainWindow],
    album: Album,
    live: LiveLibrary,
    workers: list[DrawnWorker],
    monkeypatch: pytest.MonkeyPatch,
) -> MainWindow:
    monkeypatch.setattr(main_window, "BEGIN_MS", 0)
    album.add([5, 4, 3])
    live.look()
    window = make_window()
    qtbot.waitUntil(lambda: bool(workers))
    return window


def settle(qtbot: QtBot, live: LiveLibrary) -> None:
    qtbot.waitUntil(lambda: not live.busy)


def test_after_a_split_it_says_where_the_faces_are_and_shows_them(
    qtbot: QtBot, window: MainWindow, live: LiveLibrary, album: Album
) -> None:
    first, faces = next(iter(album.groups.items()))
    live.do(edits.name, f"g{first}", "Anna")
    window.open_page("person:p1")
    settle(qtbot, live)
    window.person.split_view.split_wanted.emit(faces[:1])
    settle(qtbot, live)
    assert window.notice.text == "Split 1 face(s) off Anna. To be found under People, “Seldom seen”."
    qtbot.mouseClick(window.notice._other, Qt.MouseButton.LeftButton)
    settle(qtbot, live)
    assert window.person.key == "p2"
    assert [face.face_id for face in window.person.model.rows] == faces[:1]


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


def test_every_edit_can_be_undone_from_its_notice_and_the_menu_says_what(
    qtbot: QtBot, window: MainWindow, live: LiveLibrary
) -> None:
    assert window._menus.undo.text() == "&Undo “Added the folder photos”"
    assert not window._menus.redo.isEnabled()
    live.do(edits.name, "g1", "Anna")
    assert window.notice.isVisible()
    assert window.notice.text == "Named Anna"
    assert window._menus.undo.text() == "&Undo “Named Anna”"
    qtbot.mouseClick(window.notice._button, Qt.MouseButton.LeftButton)
    assert live.ask_now(Queries.names) == {}
    assert window.notice.text == "Undone: Named Anna"
    assert window._menus.redo.isEnabled()
    window._menus.redo.trigger()
    assert list(live.ask_now(Queries.names).values()) == ["Anna"]


def test_an_edit_that_makes_no_sense_is_said(window: MainWindow, live: LiveLibrary) -> None:
    live.do(edits.merge, ["g1"])
    assert window.notice.text == "Choose at least two people to merge."


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


def test_the_command_line() -> None:
    assert parse([]) == Options(None, "", None, False)
    found = parse(["--library", "/l", "--page", "person:p3", "--screenshot", "s.png", "--sample"])
    assert found == Options(Path("/l"), "person:p3", Path("s.png"), True)
    assert parse(["/photos"]) == Options(None, "", None, False, opened=Path("/photos"))


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The program itself, in a process of its own."""
    command = [sys.executable, "-m", "app", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.parametrize("page", ["people", "person:g1", "photos", "folders", "failed", "photo:1"])
def test_a_screenshot_of_every_page(album: Album, tmp_path: Path, page: str) -> None:
    album.add([4, 3])
    picture = tmp_path / "page.png"
    done = run("--library", album.folder, "--page", page, "--screenshot", picture)
    assert (done.returncode, done.stdout) == (0, "")
    image = QImage(str(picture))
    assert image.width() >= 900
    colours = {image.pixel(x, y) for x in range(0, image.width(), 20) for y in range(0, image.height(), 20)}
    assert len(colours) > 3
    assert not (album.folder / "crash.log").exists()


def test_a_library_that_cannot_be_opened_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "library.sqlite").write_bytes(b"this is no library " * 100)
    done = run("--library", tmp_path, "--screenshot", tmp_path / "page.png")
    assert done.returncode == 1
    assert "damaged" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "page.png").exists()


def test_a_known_trouble_is_a_sentence_and_a_bug_is_noted_without_its_message(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda *report: shown.append(report[0]))
    crashes = CrashReports(tmp_path)
    try:
        with qtbot.waitSignal(crashes.known) as known:
            crashes.report(DiskFull, DiskFull("The disk is full."), None)
        assert known.args == ["The disk is full."]
        assert not (tmp_path / "crash.log").exists()
        try:
            raise ValueError("/home/anna/secret.jpg")
        except ValueError as error:
            with qtbot.waitSignal(crashes.unknown):
                crashes.report(ValueError, error, error.__traceback__)
    finally:
        crashes.close()
    note = (tmp_path / "crash.log").read_text()
    assert "ValueError" in note
    assert "test_main_window.py" in note
    assert "secret" not in note
    assert shown == [ValueError]


LONG = "Done: 12 photos now, 300 in all. 35 files are copies of these; copies count once. 3 could not be read."


@pytest.mark.parametrize(
    "page", ["people", "person:g1", "review", "photos", "unnamed", "folders", "settings", "photo:1"]
)
def test_a_notice_covers_nothing_that_one_can_press_or_type_into(
    qtbot: QtBot, window: MainWindow, live: LiveLibrary, indexing: Indexing, page: str
) -> None:
    window.resize(900, 600)
    window.open_page(page)
    indexing.progressed.emit(Progress("indexing", done=1, total=9, faces=2, before=3, seconds_left=900.0))
    settle(qtbot, live)
    if page == "people":
        window.people.grid.selectAll()
        window.people.naming.edit()
    window.notice.say(LONG, button="Undo", action=lambda: None)
    qtbot.wait(1)
    notice = in_window(window, window.notice)
    assert window.rect().contains(notice)
    busy = [*window.findChildren(QAbstractButton), *window.findChildren(QLineEdit)]
    seen = [one for one in busy if one.isVisible() and not window.notice.isAncestorOf(one)]
    assert len(seen) > 5
    for one in seen:
        assert not notice.intersects(in_window(window, one)), one.accessibleName()


def in_window(window: MainWindow, part: QWidget) -> QRect:
    return QRect(part.mapTo(window, QPoint(0, 0)), part.size())


def test_the_menus_stay_where_they_are_on_every_page(window: MainWindow) -> None:
    titles = [action.text() for action in window.menuBar().actions()]
    for name in ("people", "settings", "folders", "failed", "review"):
        window.open_page(name)
        shown = [action.text() for action in window.menuBar().actions() if action.isVisible()]
        assert shown == titles
        assert window._menus._actions.actions()


def test_undo_on_the_review_page_asks_the_same_again(qtbot: QtBot, window: MainWindow, live: LiveLibrary) -> None:
    window.open_page("review")
    review = window.review
    qtbot.waitUntil(lambda: bool(review.question) and review.editor.isVisible())
    asked = review._now
    assert asked is not None
    qtbot.keyClicks(review.editor.line, "Anna")
    qtbot.keyClick(review.editor.line, Qt.Key.Key_Return)
    settle(qtbot, live)
    assert list(live.ask_now(Queries.names).values()) == ["Anna"]
    window._menus.undo.trigger()
    settle(qtbot, live)
    assert live.ask_now(Queries.names) == {}
    assert review._now is not None
    assert review._now.keys == asked.keys


def test_ctrl_f_goes_to_the_search_of_the_page(qtbot: QtBot, window: MainWindow, live: LiveLibrary) -> None:
    window.open_page("photos")
    settle(qtbot, live)
    qtbot.waitUntil(lambda: window.photos.search_bar.isVisible())
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.page_name == "photos"
    assert window.focusWidget() is window.photos.search_bar.line
    for elsewhere in ("people", "unnamed"):
        window.open_page(elsewhere)
        qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        assert window.page_name == "people"
        assert window.focusWidget() is window.people.search


def test_a_name_that_is_being_typed_is_left_with_its_page(qtbot: QtBot, window: MainWindow, live: LiveLibrary) -> None:
    window.people.grid.choose(window.people.model.index(0))
    window.people.naming.edit()
    qtbot.keyClicks(window.people.editor.line, "Cl")
    window.open_page("photos")
    assert not window.people.editor.isVisible()
    window.open_page("people")
    settle(qtbot, live)
    assert not window.people.editor.isVisible()
    assert all(not person.name for person in window.people.model.rows)  # as with Escape
    qtbot.keyClicks(window.people.grid, "C")  # and it opens again
    assert window.people.editor.line.text() == "C"


def test_the_sheet_of_keys_is_made_of_the_actions_and_can_be_searched(qtbot: QtBot, window: MainWindow) -> None:
    assert {key.toString() for key in window._menus.keys.shortcuts()} == {"F1", "Ctrl+/"}
    window._menus.keys.trigger()
    (box,) = window.findChildren(KeysBox)
    qtbot.waitUntil(box.isVisible)
    keys = dict(box.shown())
    assert keys["Undo “Added the folder photos”"] == "Ctrl+Z"
    assert keys["Yes, the same person"] == "Y"
    assert keys["Mark a face by hand"] == "D"
    qtbot.keyClicks(box.search, "mark a")
    assert dict(box.shown()) == {"Mark a face by hand": "D"}
    box.search.setText("ctrl+z")
    assert [key for _, key in box.shown()] == ["Ctrl+Z"]
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(KeysBox))
