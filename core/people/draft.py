"""An edit as a value: rows of the user's tables before and after; and the draft in which one is put together.

`core.people.edits` makes edits with it, `core.store.journal` applies them and answers the questions of `Facts`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

from core.errors import EditError
from core.records import Box, Changes, PersonState

Said = Literal["same", "different", "unsure"]
Value = str | int | float | bytes | None
Values = tuple[Value, ...]

TABLES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "people": (("id",), ("name", "cover_face_id", "state", "birthday")),
    "verdicts": (("face_id", "person_id"), ("is_match", "source")),
    "folders": (("id",), ("path", "watched")),
    "answers": (("face_a", "face_b"), ("answer", "at")),
    "marks": (("id",), ("photo_id", "x", "y", "width", "height", "kind")),
    "removed": (("face_id",), ()),
    "presence": (("photo_id", "person_id"), ()),
}
"""The user's tables that edits write: key columns, other columns."""

FACE_KEYS = {"verdicts": 1, "removed": 1, "answers": 2}
"""Tables whose key begins with so many faces."""

PASSED_ON = "verdicts passed on"
"""No table of its own: one row that stands for thousands of verdicts that go from one person to another as they are.
Its key are the faces; before and after are (person, is_match, source)."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a user's table before and after; None where it is not there."""

    table: str
    key: Values
    before: Values | None
    after: Values | None

    def inverse(self) -> Row:
        return Row(self.table, self.key, self.after, self.before)

    def faces(self) -> Values:
        """The faces that the row is about."""
        return self.key if self.table == PASSED_ON else self.key[: FACE_KEYS.get(self.table, 0)]


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing the user did. `kind` and `subject` make the sentence that menus and notices show (`sentence`)."""

    kind: str
    subject: tuple[str, ...]
    rows: tuple[Row, ...]

    def inverse(self) -> Edit:
        return Edit(self.kind, self.subject, tuple(row.inverse() for row in reversed(self.rows)))

    def changes(self) -> Changes:
        """What the edit touches."""
        people = {int(str(row.key[0])) for row in self.rows if row.table == "people"}
        people |= {int(str(row.key[1])) for row in self.rows if row.table in ("verdicts", "presence")}
        for row in self.rows:
            if row.table == PASSED_ON:
                people |= {int(str(side[0])) for side in (row.before, row.after) if side is not None}
        faces = {int(str(face)) for row in self.rows for face in row.faces()}
        photos = {int(str(row.key[0])) for row in self.rows if row.table == "presence"}
        photos |= {int(str((row.after or row.before or ())[0])) for row in self.rows if row.table == "marks"}
        folders = any(row.table == "folders" for row in self.rows)
        return Changes(frozenset(people), frozenset(faces), frozenset(photos), folders=folders, everything=folders)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A row of `people`."""

    person_id: int
    name: str
    cover_face_id: int | None
    state: PersonState
    birthday: str | None

    def values(self) -> Values:
        return (self.name, self.cover_face_id, self.state, self.birthday)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A row of `verdicts`: the user said that this face is, or is not, this person."""

    face_id: int
    person_id: int
    is_match: bool
    source: str


@dataclass(frozen=True, slots=True)
class Answered:
    """A row of `answers`: what the user said about two faces, `face_a` the lower id."""

    face_a: int
    face_b: int
    answer: Said
    at: str


class Facts(Protocol):
    """What an edit needs to know of the library."""

    def person(self, person_id: int) -> PersonRow | None: ...
    def people_called(self, name: str) -> list[int]:
        """Ids of the people whose name is `name`, in any case."""

    def verdicts_about(self, face_ids: Iterable[int]) -> list[Verdict]: ...
    def verdicts_for(self, person_id: int) -> list[Verdict]: ...
    def only_theirs(self, person_id: int) -> list[tuple[str, list[int]]]:
        """Faces that the user gave to this person and said nothing else about, by the verdicts' source."""

    def faces_of_group(self, group_id: int) -> list[int]:
        """Faces shown in a nameless group."""

    def unknown_faces(self, face_ids: Iterable[int]) -> list[int]:
        """Those of the ids that no face has."""

    def answers_about(self, face_ids: Iterable[int]) -> list[Answered]:
        """What was said about any of these faces and another one."""

    def shown_cover(self, key: str) -> int | None:
        """The face that stands for a person or group now; None where nobody sees them."""

    def photos_with(self, person_id: int) -> list[int]:
        """Photos of which the user said that this person is in them, without a face to be seen."""

    def boxes_in(self, photo_id: int) -> list[Box] | None:
        """Where faces are in a photo, those in work included; None where there is no such photo."""

    def removed_among(self, face_ids: Iterable[int]) -> set[int]:
        """Those of the faces that the user removed."""

    def next_id(self, table: str) -> int: ...
    def folder_path(self, folder_id: int) -> str | bytes | None: ...
    def folder_at(self, path: str | bytes) -> int | None: ...


def parse_key(key: str) -> tuple[str, int]:
    """("p", 3) of "p3". Raises `EditError` for anything else than a p, g or f and a number."""
    if len(key) > 1 and key[0] in "pgf" and key[1:].isdecimal():
        return key[0], int(key[1:])
    raise EditError(f"“{key}” is not somebody's id. Ids look like p3 (a person), g12 (a group) or f7 (a face).")


def is_person_key(text: str) -> bool:
    """Whether the text is a person's key, and not a name."""
    return text[:1] == "p" and text[1:].isdecimal()


def clean_name(name: str) -> str:
    """Spaces put in order, one Unicode form. Raises `EditError` where nothing is left."""
    cleaned = " ".join(unicodedata.normalize("NFC", name).split())
    if not cleaned:
        raise EditError("A name needs at least one letter.")
    return cleaned


class Draft:
    """Collects rows: reads each row once as it is, then keeps what it shall become."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.people: dict[int, PersonRow] = {}
        self._before: dict[tuple[str, Values], Values | None] = {}
        self._after: dict[tuple[str, Values], Values | None] = {}
        self._yes: dict[int, int] = {}  # face -> the person whose face it is
        self._known: set[int] = set()  # faces that exist and whose verdicts are loaded
        self._next_person = 0

    def existing(self, key: str) -> int:
        kind, person_id = parse_key(key)
        if kind != "p":
            raise EditError(f"“{key}” is not a person. A person's id looks like p3.")
        if self._row(person_id) is None:
            raise EditError(f"There is nobody with the id {key}.")
        return person_id

    def new_person(self) -> int:
        self._next_person = max(self._next_person + 1, self.facts.next_id("people"))
        self._set("people", (self._next_person,), None, None)
        self.people[self._next_person] = PersonRow(self._next_person, "", None, "shown", None)
        self.change_person(self._next_person)
        return self._next_person

    def person_of(self, key: str) -> int:
        """The person behind a key; a nameless group or a face becomes a nameless person."""
        kind, number = parse_key(key)
        if kind == "p":
            return self.existing(key)
        faces = self.facts.faces_of_group(number) if kind == "g" else [number]
        if not faces:
            raise EditError(f"There is no group with the id {key}. Groups change as photos come in; look again.")
        person_id = self.new_person()
        self.say(faces, person_id, is_match=True, source="group" if kind == "g" else "face")
        return person_id

    def person_called(self, text: str) -> int:
        found = self.facts.people_called(clean_name(text))
        if found:
            return self.existing(f"p{found[0]}")
        person_id = self.new_person()
        self.change_person(person_id, name=clean_name(text))
        return person_id

    def change_person(self, person_id: int, **fields: object) -> None:
        old = self.people[person_id]
        new = PersonRow(
            person_id,
            str(fields.get("name", old.name)),
            fields.get("cover_face_id", old.cover_face_id),  # type: ignore[arg-type]
            fields.get("state", old.state),  # type: ignore[arg-type]
            fields.get("birthday", old.birthday),  # type: ignore[arg-type]
        )
        self.people[person_id] = new
        self._set("people", (person_id,), old.values(), new.values())

    def remove_person(self, person_id: int) -> None:
        self._set("people", (person_id,), self.people[person_id].values(), None)

    def say(self, face_ids: Iterable[int], person_id: int, *, is_match: bool, source: str) -> None:
        """Verdicts; a yes takes the place of any yes for somebody else."""
        faces = list(face_ids)
        self.load(faces)
        for face_id in faces:
            other = self._yes.get(face_id)
            if is_match and other is not None and other != person_id:
                self._set_verdict(face_id, other, None)
                self._uncover(face_id, other)
            self._set_verdict(face_id, person_id, (int(is_match), source))
            if not is_match:
                self._uncover(face_id, person_id)

    def say_of_pairs(self, pairs: Iterable[tuple[int, int]], said: Said, *, at: str) -> None:
        """Answers about pairs of faces; a newer one takes the place of the older."""
        wanted = {(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}
        faces = {face for pair in wanted for face in pair}
        self.load(faces)
        for row in self.facts.answers_about(faces):
            if (row.face_a, row.face_b) in wanted:
                self._set("answers", (row.face_a, row.face_b), (row.answer, row.at), (row.answer, row.at))
        for pair in sorted(wanted):
            known = self._after.get(("answers", pair))
            if known is None or known[0] != said:
                self._set("answers", pair, None, (said, at))

    def put(self, table: str, key: Values, *, before: Values | None, after: Values | None) -> None:
        """A row of a table that nothing else here knows about."""
        self._set(table, key, before, after)

    def unsay(self, face_id: int, person_id: int) -> None:
        self._set_verdict(face_id, person_id, None)

    def pass_on(self, person_id: int, to: int) -> set[int]:
        """Gives faces about which nothing else is said from one person to another; returns them.

        One row whatever their number, so that a merge of two large people takes a tenth of a second. To be called
        last: about these faces the draft knows no more.
        """
        passed: set[int] = set()
        for source, faces in self.facts.only_theirs(person_id):
            rest = tuple(face_id for face_id in faces if face_id not in self._known)
            if rest:
                self._set(PASSED_ON, rest, (person_id, 1, source), (to, 1, source))
            passed.update(rest)
        return passed

    def said(self, face_id: int, person_id: int) -> bool:
        """Whether there is a verdict, yes or no, about this face and this person."""
        return self._after.get(("verdicts", (face_id, person_id))) is not None

    def load(self, face_ids: Iterable[int]) -> None:
        """Reads the verdicts about these faces. Raises `EditError` where a face does not exist."""
        new = [face_id for face_id in face_ids if face_id not in self._known]
        if not new:
            return
        missing = self.facts.unknown_faces(new)
        if missing:
            raise EditError(f"There is no face with the id f{missing[0]}.")
        for verdict in self.facts.verdicts_about(new):
            key = ("verdicts", (verdict.face_id, verdict.person_id))
            self._before[key] = self._after[key] = (int(verdict.is_match), verdict.source)
            if verdict.is_match:
                self._yes[verdict.face_id] = verdict.person_id
        self._known.update(new)

    def edit(self, kind: str, subject: tuple[str, ...]) -> Edit:
        """The rows that really change: people that appear first, people that go last."""
        rows = [
            Row(table, key, self._before[table, key], after)
            for (table, key), after in self._after.items()
            if self._before[table, key] != after
        ]
        rows.sort(key=lambda row: (row.table == "people") * (1 if row.after is None else -1))
        if not rows:
            raise EditError("Nothing to change: it is so already.")
        return Edit(kind, subject, tuple(rows))

    def _row(self, person_id: int) -> PersonRow | None:
        if person_id not in self.people:
            row = self.facts.person(person_id)
            if row is None:
                return None
            self.people[person_id] = row
        return self.people[person_id]

    def _uncover(self, face_id: int, person_id: int) -> None:
        """A face that is not theirs stands for nobody."""
        row = self._row(person_id)
        if row is not None and row.cover_face_id == face_id:
            self.change_person(person_id, cover_face_id=None)

    def _set_verdict(self, face_id: int, person_id: int, after: Values | None) -> None:
        self._set("verdicts", (face_id, person_id), None, after)
        if after is not None and after[0]:
            self._yes[face_id] = person_id
        elif self._yes.get(face_id) == person_id:
            del self._yes[face_id]

    def _set(self, table: str, key: Values, before: Values | None, after: Values | None) -> None:
        self._before.setdefault((table, key), before)
        self._after[table, key] = after
