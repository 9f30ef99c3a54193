"""A video of the family among its photos, through the real window, the real worker, the real decoder and networks."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from films import date, panorama, write_film
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import style
from app.__main__ import Options
from app.application import Familiar
from app.widgets.appearance_strip import AppearanceLine
from core.people.edits import add_folder
from core.store.library import Library
from tests.journeys.test_first_album import User

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
SIZE = (480, 360)


def wide(path: Path) -> Image.Image:
    """A photograph as high as the film."""
    image = Image.open(path).convert("RGB")
    return image.resize((image.width * SIZE[1] // image.height, SIZE[1]))


@pytest.fixture
def user(tmp_path: Path, family: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[User]:
    """Two portraits of the father and two of the mother, and a film: all four of the family; somebody else; the four
    again."""
    folder = tmp_path / "Pictures"
    folder.mkdir()
    for name in ("Family1-Dad1.jpg", "Family1-Dad2.jpg", "Family1-Mom1.jpg", "Family1-Mom2.jpg"):
        shutil.copy(family / name, folder)
    four, other = wide(family / "identification1.jpg"), wide(family / "Family2-Lady1.jpg").resize((540, 793))
    shots = [panorama(four, SIZE, 1), panorama(other.crop((0, 100, 540, 460)), SIZE, 1), panorama(four, SIZE, 1)]
    film = write_film(folder / "summer.mp4", [frame for shot in shots for frame in shot])
    date(film, datetime(2015, 4, 9, 15, 30))
    with Library(tmp_path / "library") as library:
        library.do(add_folder, str(folder))
    style.Style(qapp)
    user = User(Familiar(tmp_path / "library", Options(tmp_path / "library", "", None, False)), qtbot)
    yield user
    user.window.photo.video.loader.rest()
    user.window.photo.video.loader.wait()
    user.close()


def lines(user: User) -> list[AppearanceLine]:
    return [line for line in user.window.photo.video.strip.lines if isinstance(line, AppearanceLine)]


def line_of(user: User, name: str) -> AppearanceLine:
    return next(line for line in lines(user) if line.title == name)


def names_seen(user: User) -> list[str]:
    return [label.face.name for label in user.window.photo.canvas.labels]


def jump(user: User, line: AppearanceLine, second: float) -> None:
    """A click on somebody's line, until that moment is shown."""
    video = user.window.photo.video
    user.qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPoint(round(line.x_of(second)), line.height() // 2))
    user.sees(lambda: video.shown is not None and video.shown == video.moment)


def test_a_video_is_found_named_and_jumped_about_in(user: User) -> None:
    window = user.window
    window.open_page("photos")
    user.sees(lambda: len(window.photos.model.ids) == 5)
    model = window.photos.model
    (row,) = [number for number in range(5) if model.length_of(model.index(number)) is not None]
    assert row == 0, "the newest, by the date in its own header"

    user.sees(lambda: not user.familiar.indexing.running)
    window.photos.grid.setFocus()
    window.photos.grid.setCurrentIndex(model.index(0))
    user.qtbot.keyClick(window.photos.grid, Qt.Key.Key_Return)
    user.sees(lambda: window.photo.video.shown is not None)
    spans = [[(round(begins), round(ends)) for begins, ends in line.appearance.spans] for line in lines(user)]
    assert sorted(spans) == [[(0, 1), (2, 3)]] * 4 + [[(1, 2)]], "the four come back, she does not"

    jump(user, lines(user)[0], 0.4)
    assert len(names_seen(user)) == 4
    label = window.photo.canvas.labels[0]
    label.click()
    user.qtbot.keyClicks(window.photo.canvas.editor.line, "Peter")
    user.qtbot.keyClick(window.photo.canvas.editor.line, Qt.Key.Key_Return)
    user.sees(lambda: "Peter" in names_seen(user))
    user.sees(lambda: any(line.title == "Peter" for line in lines(user)))

    jump(user, line_of(user, "Peter"), 2.6)
    assert names_seen(user).count("Peter") == 1, "known again after the cut, without being asked"
    jump(user, line_of(user, "Peter"), 1.5)
    assert names_seen(user) == [""], "where she is alone"
    assert (0, 1) in [(round(begins), round(ends)) for begins, ends in line_of(user, "Peter").appearance.spans]

    window.open_page("people")
    user.sees(lambda: "Peter" in user.names())
    (peter,) = [person for person in user.people() if person.name == "Peter"]
    assert peter.photos in (1, 3), "the video, and the portraits if he is the father"
