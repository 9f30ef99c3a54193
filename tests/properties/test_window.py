"""A long walk through the window by mouse and keys, while the worker commits behind it: what is shown is what is so."""

from __future__ import annotations

import gc
import tempfile
import time
from pathlib import Path

import pytest
from album import Album
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app import words
from app.indexing import Indexing
from app.live_library import LiveLibrary
from app.models.people_model import HIDDEN, section_of
from app.previews import CropLoader
from app.rankings import Rankings
from app.views.main_window import MainWindow
from core.records import Person
from tests.app.conftest import DrawnWorker

NO_KEY, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier
NAMES = ("Anna", "Ben", "Mia")
PATIENCE = 20.0  # seconds
PLACES = st.integers(0, 9)


def facts(person: Person) -> tuple[object, ...]:
    return person.key, person.name, person.faces, person.photos, person.state


class Walk(RuleBasedStateMachine):
    """A family at the window, and photos that come in meanwhile."""

    @initialize(
        photos=st.lists(st.lists(st.integers(1, 6), min_size=1, max_size=2, unique=True), min_size=8, max_size=12)
    )
    def start(self, photos: list[list[int]]) -> None:
        self.place = tempfile.TemporaryDirectory()
        self.album = Album(Path(self.place.name))
        for people in [*photos, [1], [1], [1], [2], [2], [2]]:
            self.album.photo(people)
        self.album.group()
        self.live = LiveLibrary(self.album.folder)
        self.crops = CropLoader(self.live.previews)
        self.indexing = Indexing(self.album.folder, make=DrawnWorker)  # type: ignore[arg-type]
        self.window = MainWindow(self.live, self.crops, self.indexing, only_look=True)
        self.window.show()
        self.people = self.window.people
        self.settle()
        self.people.rare_action.trigger()
        self.people.hidden_action.trigger()

    def teardown(self) -> None:
        if not hasattr(self, "window"):
            return
        self.settle()
        self.window.close()
        self.indexing.close()
        self.crops.close()
        self.live.close()
        self.window.deleteLater()
        QApplication.processEvents()
        gc.collect()
        self.album.library.close()
        self.place.cleanup()

    # --- hands and eyes ---------------------------------------------------------------------------

    def settle(self) -> None:
        end = time.monotonic() + PATIENCE
        calm = 0
        while calm < 3:
            assert time.monotonic() < end, "the window does not come to rest"
            QApplication.processEvents()
            calm = 0 if self.live.busy or Rankings.of(self.live).busy else calm + 1

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = NO_KEY) -> None:
        target: QWidget = QApplication.focusWidget() or self.window
        QTest.keyClick(target, key, held)

    def click(self, place: int, held: Qt.KeyboardModifier = NO_KEY) -> None:
        grid = self.people.grid
        index = self.people.model.index(place % len(self.people.model.rows))
        grid.scrollTo(index)
        point = grid.visualRect(index).center() - QPoint(0, 20)
        QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, held, point)

    def answer(self, *, merge: bool) -> None:
        """Where Familiar asks before two of one photo become one."""
        if self.people.question.isVisible():
            (self.people.question.merge if merge else self.people.question.cancel).click()

    def may_undo(self) -> bool:
        """The first edit added the folder: without it nothing could be seen."""
        last = self.album.library.journal.next_undo()
        return last is not None and last.kind != "add_folder"

    def on_people(self) -> bool:
        return self.window.page is self.people and bool(self.people.model.rows)

    # --- what a family does -----------------------------------------------------------------------

    @precondition(on_people)
    @rule(place=PLACES, name=st.sampled_from(NAMES), same=st.booleans(), merge=st.booleans())
    def name(self, place: int, name: str, same: bool, merge: bool) -> None:
        self.click(place)
        self.key(Qt.Key.Key_F2)
        editor = self.people.editor
        assert editor.isVisible()
        editor.line.clear()
        QTest.keyClicks(editor.line, name)
        QTest.keyClick(editor.line, Qt.Key.Key_Return)
        if editor.question:
            editor.answers()[0 if same else 1].click()
        self.answer(merge=merge)
        assert not editor.isVisible()

    @precondition(on_people)
    @rule(places=st.lists(PLACES, min_size=2, max_size=3, unique=True), merge=st.booleans())
    def merge(self, places: list[int], merge: bool) -> None:
        self.click(places[0])
        for place in places[1:]:
            self.click(place, CTRL)
        self.key(Qt.Key.Key_M, CTRL)
        self.answer(merge=merge)

    @precondition(on_people)
    @rule(place=PLACES)
    def hide_or_bring_back(self, place: int) -> None:
        self.click(place)
        hidden = self.people.chosen()[0].state != "shown"
        (self.people.show_action if hidden else self.people.hide_action).trigger()

    @precondition(on_people)
    @rule(place=PLACES)
    def look_at_somebody(self, place: int) -> None:
        self.click(place)
        self.key(Qt.Key.Key_Return)
        self.settle()
        assert self.window.page is self.window.person

    @precondition(lambda self: self.window.page is self.window.person)
    @rule(remove=st.booleans())
    def refuse_a_face(self, remove: bool) -> None:
        person = self.window.person
        if person.model.rows:
            person.grid.choose(person.model.index(0))
            self.key(Qt.Key.Key_Delete, CTRL if remove else NO_KEY)

    @precondition(lambda self: self.window.page is self.window.person)
    @rule()
    def confirm_all(self) -> None:
        self.key(Qt.Key.Key_Return, CTRL_SHIFT)

    @precondition(lambda self: self.window.page is not self.people)
    @rule()
    def go_back(self) -> None:
        self.key(Qt.Key.Key_1, CTRL)

    @precondition(lambda self: self.may_undo())
    @rule()
    def undo(self) -> None:
        self.key(Qt.Key.Key_Z, CTRL)

    @rule()
    def redo(self) -> None:
        self.window._menus.redo.trigger()

    @rule(name=st.sampled_from((*NAMES, "")))
    def search(self, name: str) -> None:
        self.people.search.setText(name if self.on_people() else "")

    # --- what comes in meanwhile ------------------------------------------------------------------

    @rule(people=st.lists(st.integers(1, 8), min_size=1, max_size=2, unique=True), group=st.booleans())
    def photos_come_in(self, people: list[int], group: bool) -> None:
        self.album.photo(people)
        if group:
            self.album.group()
        self.live.look()

    # --- what holds -------------------------------------------------------------------------------

    @invariant()
    def the_window_shows_what_the_library_says(self) -> None:
        """Soon: after the worker's commits the window rests in proportion to what asking costs."""
        if not hasattr(self, "window"):
            return
        end = time.monotonic() + PATIENCE
        self.settle()
        while self._differences() and time.monotonic() < end:
            QApplication.processEvents()
        assert self._differences() == []
        self.settle()
        rows = self.people.model.rows
        sections = [section_of(row) for row in rows]
        assert sections == sorted(sections, key=("named", "unnamed", "rare", HIDDEN).index)
        assert {person.key for person in self.people.chosen()} <= {row.key for row in rows}
        self._the_menu()

    def _differences(self) -> list[object]:
        """Between what is shown and what the library says."""
        queries, person = self.album.library.queries, self.window.person
        shown = {facts(one) for one in self.people.model.people}
        differences: list[object] = sorted(shown ^ {facts(one) for one in queries.people()}, key=str)
        if self.window.page is person and person.key:
            seen = [(face.face_id, face.name, face.how) for face in person.model.rows]
            said = [(face.face_id, face.name, face.how) for face in queries.faces_of(person.key)]
            differences += [pair for pair in (seen, said) if seen != said]
        return differences

    def _the_menu(self) -> None:
        last = self.album.library.journal.next_undo()
        text = self.window._menus.undo.text()
        assert text == (f"&Undo “{words.done(last)}”" if last is not None else "&Undo")


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.usefixtures("qapp")
class TestWalk(Walk.TestCase):  # type: ignore[name-defined,misc]
    settings = settings(
        max_examples=6,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
