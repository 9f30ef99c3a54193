"""What families do again and again, through the real window: many merged and taken back, hidden and back, photos of two
people, another language, a restart in the middle. By mouse and keys; read is what is shown."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app import application, style
from app.__main__ import Options
from app.application import Familiar
from app.indexing import Indexing
from core.people import edits
from tests.album import Album
from tests.app.conftest import DrawnWorker
from tests.journeys.test_first_album import User

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Anna and Ben, named, in one photo and each alone in another; and four nameless people."""
    album = Album(tmp_path)
    first = album.photo([1, 2], name="both.jpg", taken_at="2015-04-01T10:00:00")
    for somebody in range(1, 7):
        for number in range(3):
            day = f"20{10 + number}-05-0{somebody}T10:00:00"
            album.photo([somebody], name=f"{somebody}-{number}.jpg", taken_at=day)
    album.group()
    for face, name in zip(first, ("Anna", "Ben"), strict=True):
        album.library.do(edits.name, album.key_of(face), name)
    album.library.close()
    return album.folder


@pytest.fixture
def user(library: Path, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[User]:
    style.Style(qapp)
    monkeypatch.setattr(application, "Indexing", partial(Indexing, make=DrawnWorker))
    user = User(Familiar(library, Options(library, "people", None, sample=False)), qtbot)
    user.sees(lambda: len(user.people()) == 6)
    yield user
    user.close()


def key(user: User, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    user.key(key, modifier)
    user.sees(lambda: not user.familiar.live.busy)


def test_many_are_merged_with_one_key_and_taken_back_with_another(user: User) -> None:
    before = [(person.key, person.faces) for person in user.people()]
    user.click_cover(2)
    for _ in range(3):
        key(user, Qt.Key.Key_Right, SHIFT)
    assert [person.name for person in user.window.people.chosen()] == [""] * 4
    key(user, Qt.Key.Key_M, CTRL)
    user.sees(lambda: [person.faces for person in user.people()] == [4, 4, 12])
    user.sees(lambda: user.window.notice.isVisible() and "Merged 4 into one" in user.window.notice.text)
    user.press_button("Undo")
    user.sees(lambda: [(person.key, person.faces) for person in user.people()] == before)


def test_hidden_people_go_and_are_brought_back(user: User) -> None:
    user.click_cover(4)
    user.click_cover(5, ctrl=True)
    user.press_button("Hide")
    user.sees(lambda: [person.state for person in user.people()] == ["shown"] * 4 + ["hidden"] * 2)
    grid = user.window.people.grid
    assert grid.visualRect(user.window.people.model.index(5)).isNull()
    heading = grid.section_rect("hidden").center()
    user.qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=heading)
    user.click_cover(4)
    user.click_cover(5, ctrl=True)
    user.press_button("Bring back")
    user.sees(lambda: {person.state for person in user.people()} == {"shown"})


def test_photos_of_two_people_together(user: User) -> None:
    key(user, Qt.Key.Key_3, CTRL)
    photos = user.window.photos
    user.sees(lambda: photos.isVisible() and photos.model.rowCount() == 19)
    photos.search_bar.line.setFocus()
    user.types("anna")
    user.sees(lambda: photos.model.rowCount() == 4)
    user.types("ben")
    user.sees(lambda: photos.model.rowCount() == 1)
    photos.grid.setFocus()
    key(user, Qt.Key.Key_Right)
    key(user, Qt.Key.Key_Return)
    user.sees(lambda: user.window.showing_photo)
    key(user, Qt.Key.Key_Escape)
    user.sees(lambda: photos.isVisible() and photos.model.rowCount() == 1)
    key(user, Qt.Key.Key_1, CTRL)
    key(user, Qt.Key.Key_3, CTRL)
    user.sees(lambda: photos.model.rowCount() == 19)  # a search is over when one leaves the page


def test_a_face_that_is_not_annas_is_found_again_and_named(user: User) -> None:
    anna = next(number for number, person in enumerate(user.people()) if person.name == "Anna")
    user.click_cover(anna)
    key(user, Qt.Key.Key_Return)
    person = user.window.person
    user.sees(lambda: person.isVisible() and len(person.model.rows) == 4)
    place = person.grid.visualRect(person.model.index(0)).center()
    user.qtbot.mouseClick(person.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    key(user, Qt.Key.Key_Delete)
    user.sees(lambda: len(person.model.rows) == 3)
    user.press_button("Unnamed")
    unnamed = user.window.unnamed
    user.sees(lambda: unnamed.isVisible() and len(unnamed.model.rows) == 1)
    key(user, Qt.Key.Key_Right)
    user.key(Qt.Key.Key_M)
    user.qtbot.keyClicks(unnamed.editor.line, "ia")
    user.key(Qt.Key.Key_Return)
    user.sees(lambda: not unnamed.model.rows and "Moved 1 face" in user.window.notice.text)
    key(user, Qt.Key.Key_Z, CTRL)
    user.sees(lambda: len(unnamed.model.rows) == 1)


def test_photos_of_nobody_else(user: User) -> None:
    key(user, Qt.Key.Key_3, CTRL)
    photos = user.window.photos
    user.sees(lambda: photos.isVisible() and photos.model.rowCount() == 19)
    photos.search_bar.line.setFocus()
    user.types("anna")
    user.sees(lambda: photos.model.rowCount() == 4)
    user.qtbot.mouseClick(photos.search_bar.only, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    user.sees(lambda: photos.model.rowCount() == 3)  # the one with Ben is left out


def test_looking_for_new_photos_answers(user: User) -> None:
    key(user, Qt.Key.Key_F5)
    assert user.window.notice.text == "Looking for new photos…"


def test_another_language_at_once_and_everything_deleted(library: Path) -> None:
    """Without the program ending (tests/restarting.py)."""
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-m", "tests.restarting", str(library)],
        cwd=Path(__file__).parents[2],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [
        *("people", "Settings", "설정", "6 people"),
        *("people", "설정", "0 people"),
    ]


@pytest.fixture
def divided(tmp_path: Path) -> Path:
    """Anna in three groups and Ben in two, although each is one person: there is something to ask."""
    album = Album(tmp_path / "divided")
    groups = [[album.photo([who])[0] for _ in range(size)] for who, size in ((1, 6), (1, 5), (1, 4), (2, 5), (2, 4))]
    faces = np.array([face for group in groups for face in group], np.int64)
    album.library.groups.write(album.model_id, faces, np.repeat(np.arange(1, 6), [len(group) for group in groups]))
    album.library.close()
    return album.folder


def asked_now(user: User) -> frozenset[str]:
    """Whom the question on the Review page is about."""
    now = user.window.review._now
    return frozenset() if now is None else frozenset(now.keys)


def go_on(user: User, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Presses a key; waits for another question, or the end."""
    review = user.window.review
    before = asked_now(user)
    user.key(key, held)
    user.sees(lambda: review.done or (review.question and asked_now(user) != before))


def test_review_by_keyboard_only(
    divided: Path, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    style.Style(qapp)
    monkeypatch.setattr(application, "Indexing", partial(Indexing, make=DrawnWorker))

    def start() -> User:
        user = User(Familiar(divided, Options(divided, "people", None, sample=False)), qtbot)
        user.sees(lambda: user.people() and QApplication.focusWidget())  # people are there before the window is
        user.key(Qt.Key.Key_2, CTRL)
        user.sees(lambda: user.window.review.question or user.window.review.done)
        return user

    user = start()
    review = user.window.review
    assert review.question == "Who is this?"
    user.sees(lambda: review.editor.isVisible())
    largest = asked_now(user)
    user.types("Anna")
    user.sees(lambda: review.done or (review.question and asked_now(user) != largest))

    # Those whom nobody knows by name wait for later, until two are to be compared.
    while review.question == "Who is this?":
        user.sees(lambda: review.editor.isVisible())
        go_on(user, Qt.Key.Key_L, CTRL)
    assert review.question.startswith("Is this ")

    # A wrong answer is taken back with one key, and the same is asked again.
    first = asked_now(user)
    go_on(user, Qt.Key.Key_N)
    user.key(Qt.Key.Key_Z)
    user.sees(lambda: asked_now(user) == first)

    # The photographs, and back to the same question.
    user.key(Qt.Key.Key_Space)
    user.sees(lambda: user.window.showing_photo)
    user.key(Qt.Key.Key_Escape)
    user.sees(lambda: review.isVisible())
    assert asked_now(user) == first

    # "Not sure" and "later" to everything ends in the success, where the last answer can be taken back, too.
    asked = []
    while not review.done:
        asked.append(asked_now(user))
        if review.question == "Who is this?":
            user.sees(lambda: review.editor.isVisible())
            go_on(user, Qt.Key.Key_L, CTRL)
        else:
            go_on(user, Qt.Key.Key_S)
        assert len(asked) < 50
    assert len(set(asked)) == len(asked) >= 2
    assert [one for one in review._end.findChildren(QPushButton) if one.accessibleName() == "Undo" and one.isEnabled()]
    user.close()

    # After a restart nothing comes back but those who were left for later.
    user = start()
    review = user.window.review
    while not review.done:
        assert review.question == "Who is this?"
        user.sees(lambda: review.editor.isVisible())
        go_on(user, Qt.Key.Key_L, CTRL)
    user.close()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the data folder is set as on Linux")
def test_the_library_moves_to_another_place_and_is_found_there(library: Path, tmp_path: Path) -> None:
    """tests/moving.py: chosen in the settings, moved while the window is closed, open again on the same page."""
    home = tmp_path / "home" / "Familiar" / "library"
    home.parent.mkdir(parents=True)
    shutil.move(library, home)
    target = tmp_path / "disk"
    target.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "tests.moving", str(target)],
        cwd=Path(__file__).parents[2],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_DATA_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [str(home), str(target), "settings", str(target), "Anna", "Ben"]
    assert not home.exists()


def test_a_restart_in_the_middle_goes_on_where_it_was(tmp_path: Path, qtbot: QtBot, qapp: QApplication, family: Path):
    style.Style(qapp)
    folder = tmp_path / "Pictures"
    folder.mkdir()
    for path in sorted(family.glob("*.jpg"))[:14]:
        shutil.copy(path, folder / path.name)

    def start() -> User:
        return User(Familiar(tmp_path / "library", Options(tmp_path / "library", "people", None, sample=False)), qtbot)

    def looked_at(user: User) -> int:
        counts = user.familiar.live.ask_now(lambda queries: queries.counts())
        return counts["photos"] - counts["pending"]

    user = start()
    user.sees(lambda: user.window.welcome.isVisible())
    user.drops(folder)
    user.sees(lambda: looked_at(user) >= 2)
    user.close()

    user = start()
    counts: list[int] = []
    strip = user.window.sidebar.strip
    user.familiar.indexing.progressed.connect(lambda _: counts.append(strip._bar.value()))
    done = looked_at(user)
    user.sees(lambda: not user.familiar.indexing.running and looked_at(user) == 14)
    shown = [count for count in counts if count]
    assert done >= 2
    assert shown == sorted(shown)
    assert not shown or shown[-1] <= 14
    user.close()


def buttons(user: User) -> list[QPushButton]:
    return [button for button in user.window.findChildren(QPushButton) if button.isVisible()]


def test_everything_on_the_pages_has_a_name_for_screen_readers_and_is_reached_by_tab(user: User) -> None:
    for page in ("people", "photos", "folders", "settings"):
        user.window.open_page(page)
        for button in buttons(user):
            assert button.text().strip() or button.accessibleName(), (page, button)
        assert user.window.page.title
        labels = [label for label in user.window.page.findChildren(QLabel) if label.isVisible() and label.text()]
        assert labels
        reached = set()
        start = QApplication.focusWidget()
        for _ in range(60):
            user.key(Qt.Key.Key_Tab)
            reached.add(QApplication.focusWidget())
        assert len(reached) > 3, (page, start)
