"""Putting an album right, through the real window: answering, refusing, splitting, drawing. By mouse and keys only."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from journeys.test_first_album import User
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import style
from app.__main__ import Options
from app.application import Familiar
from core.people import edits
from core.store.library import Library
from core.worker import Worker

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory, family: Path) -> Path:
    """The whole family album, looked through once."""
    folder = tmp_path_factory.mktemp("family") / "library"
    with Library(folder) as library:
        library.do(edits.add_folder, str(family))
    worker = Worker(folder)
    worker.start()
    end = time.monotonic() + 240
    while worker.running and time.monotonic() < end:
        worker.poll()
        time.sleep(0.05)
    assert not worker.running
    return folder


@pytest.fixture
def start(indexed: Path, tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[[], User]]:
    """Starts the program on a library of one's own; again, after `close`, on the same."""
    shutil.copytree(indexed, tmp_path / "library")
    style.Style(qapp)
    users: list[User] = []

    def start() -> User:
        users.append(User(Familiar(tmp_path / "library", Options(tmp_path / "library", "", None, False)), qtbot))
        user = users[-1]
        user.key(Qt.Key.Key_1, CTRL)  # the page that was open last opens again
        user.sees(lambda: len(user.people()) > 5)
        quiet(user)
        return user

    yield start
    users[-1].close()


def quiet(user: User) -> None:
    """Until Familiar has sorted the faces after what was done last."""
    indexing = user.familiar.indexing
    user.sees(lambda: indexing._worker is None and not indexing._group.isActive() and not user.familiar.live.busy)


def name_largest(user: User, name: str) -> None:
    user.window.activateWindow()
    nameless = next(number for number, person in enumerate(user.people()) if not person.name)
    user.click_cover(nameless)
    user.key(Qt.Key.Key_F2)
    user.types(name)
    user.sees(lambda: name in user.names())


def open_person(user: User, name: str) -> None:
    number = next(number for number, person in enumerate(user.people()) if person.name == name)
    user.click_cover(number)
    user.key(Qt.Key.Key_Return)
    user.sees(lambda: user.window.person.isVisible() and user.window.person.title == name)


def faces(user: User) -> list[int]:
    """The faces on the person's page."""
    return [face.face_id for face in user.window.person.model.rows]


def test_a_refused_face_does_not_come_back(start):
    user = start()
    name_largest(user, "Anna")
    open_person(user, "Anna")
    page = user.window.person
    user.sees(lambda: len(faces(user)) > 2)
    before = faces(user)

    # All her photos, with the search ready for others; and back.
    user.key(Qt.Key.Key_P, CTRL_SHIFT)
    user.sees(lambda: [chip.text() for chip in user.window.photos.search_bar.chips()] == ["Anna"])
    user.sees(lambda: user.window.photos.grid.isVisible() and not user.familiar.live.busy)
    user.key(Qt.Key.Key_1, CTRL)
    open_person(user, "Anna")
    user.sees(lambda: faces(user) == before)

    place = page.grid.visualRect(page.model.index(0)).center()
    user.qtbot.mouseClick(page.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    user.key(Qt.Key.Key_Delete)
    user.sees(lambda: faces(user) == before[1:])
    quiet(user)
    user.key(Qt.Key.Key_F5)  # another look through the folders
    user.sees(lambda: not user.familiar.indexing.running)
    quiet(user)
    assert set(faces(user)) == set(before[1:])
    user.close()
    user = start()
    open_person(user, "Anna")
    user.sees(lambda: set(faces(user)) == set(before[1:]))
    assert before[0] not in {face.face_id for face in user.window.person.model.rows}


def test_two_people_in_one_are_split_after_a_look(start):
    user = start()
    sizes = []
    for name in ("Anna", "Ben"):
        sizes.append(next(person.faces for person in user.people() if not person.name))
        name_largest(user, name)
    quiet(user)
    for number, held in ((0, False), (1, True)):
        user.click_cover(number, ctrl=held)
    user.key(Qt.Key.Key_M, CTRL)
    user.sees(lambda: user.window.people.question.words or user.names() == ["Anna"])
    if user.window.people.question.words:  # they stand beside each other in a photo
        user.press_button("One person: merge")
    user.sees(lambda: user.names() == ["Anna"])
    quiet(user)

    open_person(user, "Anna")
    user.sees(lambda: len(faces(user)) == sum(sizes))
    user.key(Qt.Key.Key_S, CTRL_SHIFT)
    halves = user.window.person.split_view
    user.sees(lambda: halves.isVisible())
    assert sorted([len(halves.stay.faces), len(halves.leave.faces)]) == sorted(sizes)
    leaving = {face.face_id for face in halves.leave.faces}
    user.press_button("Split")
    user.sees(lambda: leaving.isdisjoint(faces(user)))
    quiet(user)
    assert leaving.isdisjoint(faces(user))
    user.key(Qt.Key.Key_Z, CTRL)
    user.sees(lambda: leaving <= set(faces(user)))


def test_a_face_that_was_missed_is_drawn_and_named(start):
    user = start()
    name_largest(user, "Anna")
    open_person(user, "Anna")
    user.sees(lambda: faces(user))
    page = user.window.person
    user.qtbot.mouseDClick(
        page.grid.viewport(), Qt.MouseButton.LeftButton, pos=page.grid.visualRect(page.model.index(0)).center()
    )
    photo = user.window.photo
    user.sees(lambda: user.window.showing_photo and photo.canvas.labels and not photo.canvas._image.isNull())
    before = len(photo.canvas.labels)
    user.key(Qt.Key.Key_D)
    user.sees(lambda: photo.canvas.pen.isVisible())
    rect = photo.canvas.viewport.photo_rect()
    corner = QPoint(round(rect.x() + 6), round(rect.y() + rect.height() * 0.8))
    across = round(min(rect.width(), rect.height()) * 0.15)
    user.qtbot.mousePress(photo.canvas.pen, Qt.MouseButton.LeftButton, pos=corner)
    user.qtbot.mouseMove(photo.canvas.pen, corner + QPoint(across, across))
    user.qtbot.mouseRelease(photo.canvas.pen, Qt.MouseButton.LeftButton, pos=corner + QPoint(across, across))

    # The cursor is ready for the name at once, beside the outlined face; Familiar looks at it meanwhile.
    user.sees(lambda: photo.canvas.editor.isVisible())
    assert photo.canvas.outlined is not None
    user.types("Grandpa")
    user.sees(lambda: "Grandpa" in [label.text() for label in photo.canvas.labels])
    assert len(photo.canvas.labels) == before + 1
    quiet(user)
    assert "Grandpa" in [label.text() for label in photo.canvas.labels]
    user.key(Qt.Key.Key_Escape)
    user.key(Qt.Key.Key_Escape)
    user.sees(lambda: user.window.people.isVisible() and "Grandpa" in user.names())
