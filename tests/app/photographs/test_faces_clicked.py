"""A face in a photo answers where one sees it: in its box, not in its label alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QCursor
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.live_library import LiveLibrary
from app.previews import CropLoader
from app.views.photo_view import PhotoView
from core.people import edits, marks
from core.store.queries import Queries

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def view(live: LiveLibrary, crops: CropLoader, qtbot: QtBot, dressed: None) -> Iterator[PhotoView]:
    made = PhotoView(live, crops)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    qtbot.waitExposed(made)
    before = QCursor.pos()
    yield made
    QCursor.setPos(before)  # the pointer must not rest on a face of the next test
    made.loader.stop()


def opened(view: PhotoView, album, name: str, qtbot: QtBot) -> None:
    view.show_photo(album.ids[name], [album.ids[name]])
    qtbot.waitUntil(lambda: len(view.canvas.labels) == len(album.faces[name]) and bool(view.canvas._names))


def middle_of_face(view: PhotoView, place: int) -> QPoint:
    box = view.canvas.labels[place].face.box
    return view.canvas.viewport.box_rect(box).center().toPoint()


def click(view: PhotoView, qtbot: QtBot, point: QPoint) -> None:
    qtbot.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=point)


@pytest.fixture
def anna(live: LiveLibrary, album) -> None:
    """The user said it on the beach; Familiar believes it in the garden."""
    live.do(edits.name, f"f{album.faces['beach.jpg'][0]}", "Anna")


def test_a_click_into_the_box_opens_what_the_label_opens(
    view: PhotoView, anna: None, album, qtbot: QtBot, live: LiveLibrary
) -> None:
    opened(view, album, "beach.jpg", qtbot)
    click(view, qtbot, middle_of_face(view, 1))
    assert view.canvas.editor.isVisible()
    assert view.canvas.outlined == album.faces["beach.jpg"][1]
    qtbot.keyClicks(view.canvas.editor.line, "Ben")
    qtbot.keyClick(view.canvas.editor.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [label.text() for label in view.canvas.labels] == ["Anna", "Ben"])


def test_beside_the_faces_and_after_dragging_nothing_opens(view: PhotoView, anna: None, album, qtbot: QtBot) -> None:
    opened(view, album, "beach.jpg", qtbot)
    photo = view.canvas.viewport.photo_rect()
    click(view, qtbot, QPoint(round(photo.x() + photo.width() * 0.45), round(photo.y() + photo.height() * 0.8)))
    assert not view.canvas.editor.isVisible()
    face = middle_of_face(view, 0)
    qtbot.mousePress(view.canvas, Qt.MouseButton.LeftButton, pos=face + QPoint(90, 60))
    qtbot.mouseMove(view.canvas, face)
    qtbot.mouseRelease(view.canvas, Qt.MouseButton.LeftButton, pos=face)
    assert not view.canvas.editor.isVisible()


def test_the_pointer_says_that_a_face_can_be_clicked(view: PhotoView, anna: None, album, qtbot: QtBot) -> None:
    opened(view, album, "beach.jpg", qtbot)
    qtbot.mouseMove(view.canvas, middle_of_face(view, 0))
    assert view.canvas.cursor().shape() == Qt.CursorShape.PointingHandCursor
    qtbot.mouseMove(view.canvas, QPoint(5, 5))
    assert view.canvas.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_of_a_guess_the_first_choice_is_yes(view: PhotoView, anna: None, album, qtbot: QtBot) -> None:
    opened(view, album, "garden.jpg", qtbot)
    assert view.canvas.labels[0].text() == "Anna ?"
    click(view, qtbot, middle_of_face(view, 0))
    assert view.canvas.editor.choices.texts()[0] == "Yes, this is Anna"
    assert not view.canvas.grab().isNull()
    qtbot.keyClick(view.canvas.editor.line, Qt.Key.Key_Down)
    qtbot.keyClick(view.canvas.editor.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.canvas.labels[0].text() == "Anna")


def test_of_what_the_user_confirmed_nothing_is_asked_again(view: PhotoView, anna: None, album, qtbot: QtBot) -> None:
    opened(view, album, "beach.jpg", qtbot)
    click(view, qtbot, middle_of_face(view, 0))
    assert not any("Anna" in text for text in view.canvas.editor.choices.texts())


def test_who_has_no_face_left_is_offered_only_when_typed_in_full(
    view: PhotoView, anna: None, album, qtbot: QtBot, live: LiveLibrary
) -> None:
    only = album.faces["beach.jpg"][1]
    live.do(edits.name, f"f{only}", "Joe")
    live.do(marks.remove_faces, [only])
    view.show_photo(album.ids["garden.jpg"], [album.ids["garden.jpg"]])
    qtbot.waitUntil(lambda: len(view.canvas._names) == 2)
    view.canvas.labels[0].click()
    editor = view.canvas.editor
    assert editor.choices.texts() == ["Yes, this is Anna"]
    qtbot.keyClicks(editor.line, "jo")
    assert editor.choices.texts() == ["Somebody new: jo"]
    qtbot.keyClicks(editor.line, "e")
    assert editor.choices.texts() == ["Add this face to Joe"]
    qtbot.keyClick(editor.line, Qt.Key.Key_Escape)
    assert "Joe" in live.ask_now(Queries.names).values()  # in the settings he can be deleted
    live.undo()
    view.canvas.labels[0].click()
    assert editor.choices.texts() == ["Yes, this is Anna", "Add this face to Joe"]


def test_the_right_button_in_the_box_shows_what_can_be_done(
    view: PhotoView, anna: None, album, qtbot: QtBot, live: LiveLibrary
) -> None:
    opened(view, album, "beach.jpg", qtbot)
    beside = view.canvas.viewport.photo_rect().topLeft().toPoint() + QPoint(1, 1)
    right_click(view, beside)
    assert view.findChildren(QMenu) == []
    right_click(view, middle_of_face(view, 0))
    (menu,) = view.canvas.labels[0].findChildren(QMenu)
    assert menu.isVisible()
    assert menu.actions()[-1].text() == "Not a face"
    menu.close()


def right_click(view: PhotoView, point: QPoint) -> None:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, view.canvas.mapToGlobal(point))
    QApplication.sendEvent(view.canvas, event)
