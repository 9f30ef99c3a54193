"""Everything the window can do is in a menu, has a name for screen readers, and says its key: walked page by page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QMenu, QSlider, QWidget
from pytestqt.qtbot import QtBot

from app import style
from app.indexing import Indexing
from app.live_library import LiveLibrary
from app.previews import CropLoader
from app.rankings import Rankings
from app.views.main_window import MainWindow
from app.views.pages import LISTED
from core.people import edits
from tests.app.conftest import Album

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
PLACES = (*LISTED, "person:p1", "photo:1")


@pytest.fixture
def window(
    qtbot: QtBot, album: Album, live: LiveLibrary, crops: CropLoader, indexing: Indexing
) -> Iterator[MainWindow]:
    album.add([5, 4, 3, 1])
    live.look()
    live.do(edits.name, "g1", "Anna")
    window = MainWindow(live, crops, indexing, only_look=True)
    qtbot.addWidget(window)
    window.show()
    settle(qtbot, live)
    yield window
    settle(qtbot, live)
    qtbot.waitUntil(lambda: not crops.busy)
    style.choose("")


def settle(qtbot: QtBot, live: LiveLibrary) -> None:
    qtbot.waitUntil(lambda: not live.busy and not Rankings.of(live).busy)


def in_menus(menu: QWidget) -> Iterator[QAction]:
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from in_menus(inner)
        elif not action.isSeparator():
            yield action


def shown(window: MainWindow, kind: type[QWidget]) -> list[QWidget]:
    return [one for one in window.findChildren(kind) if one.isVisible()]


@pytest.mark.parametrize("place", PLACES)
def test_every_action_of_a_page_is_in_the_menu_bar(
    qtbot: QtBot, window: MainWindow, live: LiveLibrary, place: str
) -> None:
    window.open_page(place)
    settle(qtbot, live)
    page: QWidget = window.photo if window.showing_photo else window.page
    listed = list(in_menus(window.menuBar()))
    for action in QWidget.actions(page):
        if action.text():
            assert action in listed, action.text()
    assert all(action.text() for action in listed)


@pytest.mark.parametrize("place", PLACES)
def test_no_key_means_two_things(qtbot: QtBot, window: MainWindow, live: LiveLibrary, place: str) -> None:
    window.open_page(place)
    settle(qtbot, live)
    keys: dict[str, str] = {}
    for action in in_menus(window.menuBar()):
        for key in action.shortcuts():
            text = key.toString(QKeySequence.SequenceFormat.PortableText)
            if not text:
                continue
            assert text not in keys, (text, keys.get(text), action.text())
            keys[text] = action.text()
    assert len(keys) > 10


@pytest.mark.parametrize("place", PLACES)
def test_everything_to_press_or_fill_in_has_a_name(
    qtbot: QtBot, window: MainWindow, live: LiveLibrary, place: str
) -> None:
    window.open_page(place)
    settle(qtbot, live)
    for kind in (QAbstractButton, QLineEdit, QComboBox, QSlider):
        for widget in shown(window, kind):
            if widget.objectName().startswith("qt_") or isinstance(widget.parent(), QLineEdit):
                continue  # a part of another widget
            name = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
            assert name.strip(), widget
            if isinstance(widget, QAbstractButton) and not widget.text().strip():
                assert widget.toolTip() or widget.accessibleName(), widget


@pytest.mark.parametrize("place", ["people", "unnamed", "person:p1", "photos"])
def test_every_cell_of_a_grid_has_a_name_for_screen_readers(
    qtbot: QtBot, window: MainWindow, live: LiveLibrary, place: str
) -> None:
    window.open_page(place)
    settle(qtbot, live)
    grid = window.page.grid
    assert isinstance(grid, QAbstractItemView)
    assert grid.accessibleName()
    rows = grid.model().rowCount()
    assert rows > 0
    for row in range(rows):
        index = grid.model().index(row, 0)
        assert index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data(Qt.ItemDataRole.DisplayRole)
    grid.setFocus()
    grid.setCurrentIndex(grid.model().index(0, 0))
    spoken = QAccessible.queryAccessibleInterface(grid)
    assert spoken.childCount() == rows
    cell = spoken.child(0)
    assert cell.role() == QAccessible.Role.ListItem
    assert cell.text(QAccessible.Text.Name) == grid.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert cell.state().selected
    if place == "people":
        assert cell.text(QAccessible.Text.Name) == "Anna, 5 photo(s)"
        qtbot.keyClick(grid, Qt.Key.Key_Right)
        assert not cell.state().selected
        assert spoken.child(1).state().selected


def test_everything_on_a_page_is_reached_with_tab(qtbot: QtBot, window: MainWindow, live: LiveLibrary) -> None:
    """From the grid round and back to it; on the way the sidebar, the order, the search and the size."""
    window.open_page("people")
    settle(qtbot, live)
    window.activateWindow()
    window.people.grid.setFocus()
    met: list[QWidget] = []
    for _ in range(60):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        met.append(window.focusWidget())
        if met[-1] is window.people.grid:
            break
    assert met[-1] is window.people.grid
    assert {window.people.search, window.people.header.sort, window.people.header.zoom} <= set(met)
    assert window.sidebar._buttons["people"] in met  # the others with the arrows, as in every group of which one is on


def test_a_rubber_band_chooses_what_it_touches(qtbot: QtBot, window: MainWindow, live: LiveLibrary) -> None:
    window.open_page("people")
    settle(qtbot, live)
    grid = window.people.grid
    first = grid.visualRect(window.people.model.index(0))
    second = grid.visualRect(window.people.model.index(1))
    viewport = grid.viewport()
    start = QPoint(max(1, first.left() - 6), first.top() + 4)
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(viewport, first.center())
    qtbot.mouseMove(viewport, QPoint(second.center().x(), second.center().y()))
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=second.center())
    assert len(window.people.chosen()) >= 2
