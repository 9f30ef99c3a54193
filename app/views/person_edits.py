"""What the user says on a person's page: name, merge, move, confirm, refuse, split, birthday. Each is one edit.

The page tells who is shown and which faces are chosen; it follows the faces to where they are afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt, Signal

from app.live_library import LiveLibrary
from app.merging import doubts
from app.rankings import Rankings
from app.widgets.name_editor import Purpose
from core.people import edits, marks
from core.people.answers import answer
from core.people.birthdays import set_birthday
from core.people.draft import Edit
from core.records import Face, Suggestion

if TYPE_CHECKING:
    from app.views.person_page import PersonPage

Halves = tuple[list[int], list[int]]

EDITOR = (260, 40)  # pixels of the field above the bar
ABOVE_BAR = 60
ASKED_ABOUT = 4  # faces that stand for the person where one that may belong here is refused


class PersonEdits(QObject):
    """Belongs to the page."""

    hidden = Signal()
    split_off = Signal(int)  # person whose faces these are now

    def __init__(self, live: LiveLibrary, page: PersonPage) -> None:
        super().__init__(page)
        self._live, self._page = live, page
        self._rankings = Rankings.of(live)
        self._purpose: Purpose = "name"
        page.editor.committed.connect(self._on_committed)
        page.editor.same_chosen.connect(lambda person_id, _: self._on_same(person_id))
        for edited in (live.edited, live.taken_back):
            edited.connect(page.editor.leave_question)
        page.birthday.chosen.connect(self._on_birthday)
        page.split_view.split_wanted.connect(self._on_split_wanted)
        for closing in (page.editor, page.birthday, page.split_view):
            closing.closed.connect(lambda: page.grid.setFocus(Qt.FocusReason.OtherFocusReason))

    # --- the person -------------------------------------------------------------------------------

    def name(self) -> None:
        self._edit("name", self._page.header.name_place(), text=self._page.name)

    def merge(self) -> None:
        place = self._page.header.actions_place()
        self._edit("merge", place, hint=self.tr("Merge into whom?"), says=self.tr("Merge into {name}"))

    def hide(self) -> None:
        if self._live.do(edits.set_state, [self._page.key], "hidden") is not None:
            self.hidden.emit()

    def birthday(self) -> None:
        """Asks when this person was born."""
        page = self._page
        page.birthday.edit(page.header.name_place().bottomLeft(), page.born, page.name)

    def split(self) -> None:
        """Proposes two halves."""
        page, key = self._page, self._page.key
        self._rankings.ask(page.split_view, lambda queries: queries.questions.halves(key), self._on_halves)

    def _on_halves(self, halves: Halves) -> None:
        faces = {face.face_id: face for face in self._page.model.rows}
        stay, leave = ([faces[face_id] for face_id in half if face_id in faces] for half in halves)
        if stay and leave:
            self._page.split_view.show_halves(stay, leave, self._page.name)

    def _on_split_wanted(self, faces: list[int]) -> None:
        self._page.let_go(faces)
        changes = self._live.do(edits.split, self._page.key, faces)
        if changes is not None:
            self.split_off.emit(max(changes.people))  # the one that is new

    def _on_birthday(self, day: str) -> None:
        if day != self._page.born:
            self._do(set_birthday, self._page.key, day)

    def _edit(
        self,
        purpose: Purpose,
        place: QRect,
        *,
        text: str = "",
        hint: str = "",
        typed: str = "",
        says: str = "{name}",
        upwards: bool = False,
    ) -> None:
        self._purpose = purpose
        known = self._live.ask_now(lambda queries: queries.names())
        people = {number: name for number, name in known.items() if f"p{number}" != self._page.key}
        self._page.editor.edit(
            place,
            text=text,
            people=people,
            purpose=purpose,
            hint=hint,
            typed=typed,
            says=says,
            upwards=upwards,
            doubt=doubts(self._live, [self._page.key]),
        )

    def _on_committed(self, name: str, may_share: bool) -> None:
        if self._purpose == "name":
            self._do(edits.name, self._page.key, name, may_share=may_share)
        else:
            self._move_to(name)

    def _on_same(self, person_id: int) -> None:
        if self._purpose == "move":
            self._move_to(f"p{person_id}")
        else:
            keys = [self._page.key, f"p{person_id}"]
            self._page.question.ask(
                keys, lambda stays: self._do(edits.merge, keys, into=stays), into=keys[1], sure=True
            )

    # --- the chosen faces -------------------------------------------------------------------------

    def type(self, text: str) -> None:
        """Typing a name moves the chosen faces; with none chosen it names the person."""
        if self._page.grid.chosen():
            self.move(typed=text)
        else:
            self._edit("name", self._page.header.name_place(), text=self._page.name, typed=text)

    def reject(self) -> None:
        self._leaving(lambda faces: self._do(edits.reject, faces, self._page.key))

    def remove(self) -> None:
        self._leaving(lambda faces: self._do(marks.remove_faces, faces))

    def _leaving(self, do: Callable[[list[int]], None]) -> None:
        faces = [face.face_id for face in self._page.chosen()]
        if faces:
            self._page.let_go(faces)
            do(faces)

    def confirm_chosen(self) -> None:
        self.confirm(self._page.chosen())

    def confirm_all(self) -> None:
        self.confirm(self._page.model.rows)

    def confirm(self, faces: Sequence[Face]) -> None:
        guessed = [face.face_id for face in faces if face.how != "confirmed"]
        if guessed and self._page.key.startswith("p"):
            self._do(edits.confirm, guessed, self._page.key)

    def move(self, *, typed: str = "") -> None:
        if self._page.grid.chosen():
            bar = self._page.bar.geometry()
            place = QRect(bar.center().x() - EDITOR[0] // 2, bar.top() - ABOVE_BAR, *EDITOR)
            says = self.tr("Move to {name}")
            self._edit("move", place, hint=self.tr("Who is it?"), typed=typed, says=says, upwards=True)

    def _move_to(self, to: str) -> None:
        self._leaving(lambda faces: self._do(edits.move, faces, to, out_of=self._page.key))

    def cover(self) -> None:
        chosen = self._page.chosen()
        if len(chosen) == 1:
            self._do(edits.set_cover, self._page.key, chosen[0].face_id)

    # --- those who may belong here, too -----------------------------------------------------------

    def accept(self, suggestions: list[Suggestion]) -> None:
        key = self._page.key
        if len(suggestions) == 1:
            self._do(answer, key, suggestions[0].right, "same")
        elif suggestions:
            self._do(edits.merge, [key, *(one.right for one in suggestions)], into=key)

    def refuse(self, one: Suggestion) -> None:
        shown = (self._page.seen[:ASKED_ABOUT], one.right_faces[:1])
        self._do(answer, self._page.key, one.right, "different", shown=shown)

    def _do(self, make: Callable[..., Edit], *args: object, **kwargs: object) -> None:
        self._live.do(make, *args, **kwargs)
