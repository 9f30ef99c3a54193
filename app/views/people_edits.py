"""Naming and merging on the People page: the field over a cover, one cover dragged onto another, and what follows.

Both do their edit and tell by `done` who should be chosen next, as soon as the library tells who there is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QMimeData, QModelIndex, QObject, QPoint, QRect, QSize, Qt, Signal

from app.live_library import LiveLibrary
from app.merging import doubts, merge_words, survivor
from app.models.keyed_rows import RowRole
from app.models.people_model import PeopleModel, dragged_keys, section_of
from app.widgets.face_grid import FaceGrid
from app.widgets.floating import SelectionBar
from app.widgets.merge_question import MergeQuestion
from app.widgets.name_editor import NameEditor
from core.people import edits
from core.records import Changes, Person

MANY = 500
"""Faces: so many are merged while the window goes on; fewer are written in a few milliseconds."""

SEVERAL = (300, 40)  # pixels of the field above the bar, for several at once
ABOVE_BAR = 60


class PeopleNaming(QObject):
    """Owns what the page's editor is about."""

    done = Signal(object)  # keys, of which the first that is seen is chosen next; nobody where none is

    def __init__(
        self,
        live: LiveLibrary,
        grid: FaceGrid,
        model: PeopleModel,
        editor: NameEditor,
        question: MergeQuestion,
        bar: SelectionBar,
    ) -> None:
        super().__init__(grid)
        self._live, self._grid, self._model = live, grid, model
        self._editor, self._question, self._bar = editor, question, bar
        self._keys: list[str] = []  # whom the editor is about
        self._last: tuple[int, str, Person | None] = (-1, "", None)  # the last naming, who they are, and were before
        editor.committed.connect(self._on_named)
        editor.same_chosen.connect(self._on_same)
        grid.chosen_changed.connect(editor.leave_question)
        for edited in (live.edited, live.taken_back):
            edited.connect(editor.leave_question)
        editor.closed.connect(self._on_closed)
        live.about_to_undo.connect(self._on_about_to_undo)

    def edit(self, *, typed: str = "") -> None:
        """Opens the field for the chosen ones, or else for the one on which the keyboard stands."""
        if not self._grid.chosen() and self._grid.currentIndex().isValid():
            self._grid.choose(self._grid.currentIndex())
        chosen = [index for index in self._grid.chosen() if not self._grid.isIndexHidden(index)]
        if not chosen:
            return
        people: list[Person] = [index.data(RowRole) for index in chosen]
        self._keys = [person.key for person in people]
        own = {person.person_id for person in people}
        known = self._live.ask_now(lambda queries: queries.names())
        self._grid.scrollTo(chosen[0])
        self._grid.show_named(chosen[0] if len(chosen) == 1 else QModelIndex())
        self._editor.edit(
            self._place(chosen),
            text=people[0].name if len(people) == 1 else "",
            people={number: name for number, name in known.items() if number not in own},
            hint=self.tr("Name"),
            typed=typed,
            upwards=len(chosen) > 1,
            doubt=doubts(self._live, self._keys),
        )

    def _on_closed(self) -> None:
        self._grid.show_named(QModelIndex())
        self._grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self, chosen: list[QModelIndex]) -> QRect:
        """Over the name of the one that is named; above the bar for several."""
        if len(chosen) > 1:
            bar = self._bar.geometry()
            return QRect(QPoint(bar.center().x() - SEVERAL[0] // 2, bar.top() - ABOVE_BAR), QSize(*SEVERAL))
        title = self._grid.title_rect(chosen[0])
        page = self._grid.parentWidget()
        assert page is not None
        corner = self._grid.viewport().mapTo(page, title.topLeft())
        return QRect(corner - QPoint(9, 9), title.size() + QSize(18, 0))  # the name stays in place

    def _on_named(self, name: str, may_share: bool) -> None:
        self._question.ask(
            self._keys, lambda _: self._name(name, may_share=may_share), into=self._keys[0], sure=True, called=name
        )

    def _name(self, name: str, *, may_share: bool) -> None:
        following, before = self._following(self._keys), self._model.somebody(self._keys[0])
        put_back = self._show_already(name)
        changes = None
        try:
            changes = self._live.do(edits.name, self._keys, name, may_share=may_share)
        finally:
            if changes is None:
                put_back()
        if changes is None:
            return
        people = sorted(changes.people)
        if len(self._keys) == len(people) == 1:
            self._model.show_named(self._keys[0], name, person_id=people[0])
            self._last = (self._live.last_edit(), f"p{people[0]}", before)
        self.done.emit([f"p{number}" for number in people] if following is None else [following])

    def _show_already(self, name: str) -> Callable[[], None]:
        """Shows the new name before it is written, and returns what to do where it cannot be.

        Not of several, who are shown when they have become one; nor in a search, from which the name may lead away.
        """
        place = self._model.place_of(self._keys[0]).row()
        if len(self._keys) > 1 or place < 0 or self._model.searched:
            return lambda: None
        person, scrolled = self._model.rows[place], self._grid.verticalScrollBar().value()
        self._model.show_named(person.key, name)
        self._grid.viewport().repaint()

        def put_back() -> None:
            self._model.show_as(person.key, person, place=place)
            self._grid.verticalScrollBar().setValue(scrolled)

        return put_back

    def _on_about_to_undo(self, edit: int) -> None:
        """The last name is taken back: shown at once, as it was."""
        naming, key, before = self._last
        if edit == naming and before is not None:
            self._model.show_as(key, before)
            self._grid.viewport().repaint()

    def _on_same(self, person_id: int, name: str) -> None:  # noqa: ARG002
        self._question.ask(self._keys, partial(self._join, f"p{person_id}"), into=f"p{person_id}", sure=True)

    def _join(self, other: str, stays: str) -> None:
        following = self._following(self._keys)
        if self._live.do(edits.merge, [*self._keys, other], into=stays) is not None:
            self.done.emit([stays if following is None else following])

    def _following(self, keys: list[str]) -> str | None:
        """The nameless one after these in their section, so that name after name can be typed; "" after the last.

        None where one of them had a name: it was put right, and is looked at once more.
        """
        people = [row for row in self._model.rows if row.key in keys]
        if not people or any(person.name for person in people):
            return None
        section = section_of(people[-1])
        after = self._model.rows[self._model.place_of(people[-1].key).row() + 1 :]
        return next((row.key for row in after if section_of(row) == section), "")


class PeopleMerging(QObject):
    """By key, by button, or by dragging; shown at once, before thousands of verdicts are written."""

    done = Signal(object)  # keys, of which the first that is there is chosen next
    failed = Signal()  # nothing was merged: what was shown is not so

    def __init__(self, live: LiveLibrary, grid: FaceGrid, model: PeopleModel, question: MergeQuestion) -> None:
        super().__init__(grid)
        self._live, self._grid, self._model, self._question = live, grid, model, question
        self._last: tuple[int, Sequence[Person]] = (-1, ())  # the last merge, and everybody before it
        grid.allow_merging()
        grid.drop_words = self._drop_words  # type: ignore[method-assign]
        grid.dropped.connect(self._on_dropped)
        live.about_to_undo.connect(self._on_about_to_undo)

    def merge_chosen(self) -> None:
        """Makes one person of those that are chosen."""
        chosen = [index.data(RowRole) for index in self._grid.chosen()]
        if len(chosen) > 1:
            self._merge_if_sure([person.key for person in chosen], into=survivor(chosen).key)

    def _merge_if_sure(self, keys: list[str], *, into: str) -> None:
        people = list(dict.fromkeys([*keys, into]))
        self._question.ask(people, lambda stays: self._merge(people, into=stays), into=into)

    def _merge(self, keys: list[str], *, into: str) -> None:
        before = self._model.people
        self._model.show_merged(keys, into)
        self._grid.viewport().repaint()
        many = sum(person.faces for person in before if person.key in keys) > MANY
        if many:
            self._live.merge_behind(lambda changes: self._on_merged(changes, before), keys, into=into)
        else:
            self._on_merged(self._live.do(edits.merge, keys, into=into), before)

    def _on_merged(self, changes: Changes | None, before: Sequence[Person]) -> None:
        if changes is None:
            self.failed.emit()
            return
        self._last = (self._live.last_edit(), before)
        self.done.emit([f"p{number}" for number in sorted(changes.people)])

    def _on_about_to_undo(self, edit: int) -> None:
        """The last merge is taken back: shown at once, as it was."""
        merge, before = self._last
        if edit == merge:
            self._model.show_people(before, fresh_order=False)
            self._grid.viewport().repaint()

    def _drop_words(self, data: QMimeData, index: QModelIndex) -> str:
        keys, target = dragged_keys(data), index.data(RowRole)
        if not keys or target.key in keys:
            return ""
        return merge_words([row for row in self._model.rows if row.key in keys], target)

    def _on_dropped(self, data: QMimeData, index: QModelIndex) -> None:
        target = str(index.data(RowRole).key)
        self._merge_if_sure([*dragged_keys(data), target], into=target)
