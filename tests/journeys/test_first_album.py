"""From the first start to a named album, through the real window, the real worker and real photographs.

Acts by mouse and keys only and reads only what is shown (the rows of the grid are what the delegate draws).
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app import style
from app.__main__ import Options
from app.application import Familiar
from core.records import Person

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
SECONDS = 60_000  # milliseconds that only a hang reaches


@pytest.fixture
def photos(tmp_path: Path, family: Path) -> Path:
    """The portraits of the family with two children, and the photo of all four."""
    folder = tmp_path / "Pictures"
    folder.mkdir()
    for path in [*sorted(family.glob("Family1-*.jpg")), family / "identification1.jpg"]:
        shutil.copy(path, folder / path.name)
    return folder


@pytest.fixture
def start(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[[], User]]:
    """Starts the program; again, after `close`, on the same library."""
    style.Style(qapp)
    users: list[User] = []

    def start() -> User:
        users.append(User(Familiar(tmp_path / "library", Options(tmp_path / "library", "", None, False)), qtbot))
        return users[-1]

    yield start
    users[-1].close()


class User:
    """Somebody at the window."""

    def __init__(self, familiar: Familiar, qtbot: QtBot) -> None:
        self.familiar = familiar
        self.window = familiar.window
        self.qtbot = qtbot
        self.sees(self.window.isActiveWindow)  # before, nobody presses a key

    def sees(self, what: Callable[[], object]) -> None:
        """Waits until something is shown."""
        self.qtbot.waitUntil(lambda: bool(what()), timeout=SECONDS)

    def people(self) -> list[Person]:
        """Who is shown on the People page, in its order."""
        return list(self.window.people.model.rows)

    def names(self) -> list[str]:
        return [person.name for person in self.people() if person.name]

    def shows_button(self, text: str) -> bool:
        return any(button.isVisible() and button.text() == text for button in self.window.findChildren(QAbstractButton))

    def press_button(self, text: str) -> None:
        shown = {  # in a small window by what an icon is said to be
            (button.text() or button.accessibleName()).replace("&", "").strip(): button
            for button in self.window.findChildren(QAbstractButton)
            if button.isVisible()
        }
        assert text in shown, sorted(shown)
        self.qtbot.mouseClick(shown[text], Qt.MouseButton.LeftButton)

    def click_cover(self, number: int, *, ctrl: bool = False) -> None:
        grid = self.window.people.grid
        place = grid.visualRect(self.window.people.model.index(number)).center() - QPoint(0, 20)
        keys = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
        self.qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, keys, place)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        target = QApplication.focusWidget() or self.window
        self.qtbot.keyClick(target, key, modifier)

    def types(self, text: str) -> None:
        line = QApplication.focusWidget()
        assert isinstance(line, QLineEdit), "the cursor is not in the field"
        self.qtbot.keyClicks(line, text)
        self.qtbot.keyClick(line, Qt.Key.Key_Return)

    def drops(self, folder: Path) -> None:
        """Drags a folder from the file manager into the window."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(folder))])
        mouse = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        place = self.window.rect().center()
        actions = Qt.DropAction.CopyAction
        self.window.dropEvent(QDropEvent(QPointF(place), actions, data, *mouse))

    def close(self) -> None:
        self.sees(lambda: not self.familiar.live.busy)
        self.familiar.close()
        self.qtbot.wait(1)


def test_from_the_first_start_to_a_named_album(start, photos):
    user = start()
    user.sees(lambda: user.window.welcome.isVisible())
    user.drops(photos)

    # People appear, and the run ends.
    user.sees(lambda: user.window.people.isVisible() and user.people())
    user.sees(lambda: not user.familiar.indexing.running and len(user.people()) == 4)

    # The cursor is ready as soon as the cover is clicked and F2 is pressed.
    user.click_cover(0)
    user.key(Qt.Key.Key_F2)
    user.types("Anna")
    user.sees(lambda: user.names() == ["Anna"])

    # An existing name is not given silently.
    nameless = next(number for number, person in enumerate(user.people()) if not person.name)
    user.click_cover(nameless)
    user.key(Qt.Key.Key_F2)
    user.types("anna")
    user.sees(lambda: user.window.people.editor.question)
    user.key(Qt.Key.Key_Escape)
    user.sees(lambda: not user.window.people.editor.isVisible())
    assert user.names() == ["Anna"]
    assert len(user.people()) == 4

    # Merge two by Ctrl and click, and take it back.
    user.click_cover(0)
    user.click_cover(nameless, ctrl=True)
    user.press_button("Merge into Anna")
    user.sees(lambda: user.shows_button("One person: merge"))  # they stand beside each other in a photo
    user.press_button("One person: merge")
    user.sees(lambda: len(user.people()) == 3)
    user.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    user.sees(lambda: len(user.people()) == 4)
    assert user.names() == ["Anna"]
    before = [(person.name, person.faces) for person in user.people()]

    # Everything is there again after a restart, and so is the undo.
    user.close()
    user = start()
    user.sees(lambda: len(user.people()) == 4)
    assert [(person.name, person.faces) for person in user.people()] == before
    user.click_cover(0)
    user.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    user.sees(lambda: user.names() == [])
