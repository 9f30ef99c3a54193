"""What a user can do, as values.

Every function here takes `Facts` (what the library says now) and the user's wish, and returns an `Edit`: rows of the
user's own tables before and after. `core.store.journal` applies it and writes it down in one transaction; undo is the
inverse. Nothing here touches a table of the machine, so background work cannot break an undo.

People, groups and faces are addressed by typed ids: p3, g12, f7.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from core.errors import EditError
from core.records import Changes, PersonState

Value = str | int | float | bytes | None
Values = tuple[Value, ...]

TABLES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "people": (("id",), ("name", "cover_face_id", "state", "birthday")),
    "verdicts": (("face_id", "person_id"), ("is_match", "source")),
    "folders": (("id",), ("path", "watched")),
}
"""The user's tables that edits write: key columns, other columns."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a user's table before and after; None where it is not there."""

    table: str
    key: Values
    before: Values | None
    after: Values | None

    def inverse(self) -> Row:
        return Row(self.table, self.key, self.after, self.before)


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
        people |= {int(str(row.key[1])) for row in self.rows if row.table == "verdicts"}
        faces = {int(str(row.key[0])) for row in self.rows if row.table == "verdicts"}
        folders = any(row.table == "folders" for row in self.rows)
        return Changes(people=frozenset(people), faces=frozenset(faces), folders=folders, everything=folders)


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


class Facts(Protocol):
    """What an edit needs to know of the library."""

    def person(self, person_id: int) -> PersonRow | None: ...
    def people_called(self, name: str) -> list[int]:
        """Ids of the people whose name is `name`, in any case."""

    def verdicts_about(self, face_ids: Iterable[int]) -> list[Verdict]: ...
    def verdicts_for(self, person_id: int) -> list[Verdict]: ...
    def faces_of_group(self, group_id: int) -> list[int]:
        """Faces shown in a nameless group."""

    def unknown_faces(self, face_ids: Iterable[int]) -> list[int]:
        """Those of the ids that no face has."""

    def next_id(self, table: str) -> int: ...
    def folder_path(self, folder_id: int) -> str | bytes | None: ...
    def folder_at(self, path: str | bytes) -> int | None: ...


def parse_key(key: str) -> tuple[str, int]:
    """("p", 3) of "p3". Raises `EditError` for anything else than a p, g or f and a number."""
    if len(key) > 1 and key[0] in "pgf" and key[1:].isdecimal():
        return key[0], int(key[1:])
    raise EditError(f"“{key}” is not somebody's id. Ids look like p3 (a person), g12 (a group) or f7 (a face).")


def clean_name(name: str) -> str:
    """Spaces put in order, one Unicode form. Raises `EditError` where nothing is left."""
    cleaned = " ".join(unicodedata.normalize("NFC", name).split())
    if not cleaned:
        raise EditError("A name needs at least one letter.")
    return cleaned


def name(facts: Facts, key: str, text: str, *, may_share: bool = False) -> Edit:
    """Names a person, a nameless group or a single face.

    Raises `EditError` where somebody else already has that name, unless `may_share`: two people may be called Anna,
    but only the user can know that.
    """
    wanted = clean_name(text)
    draft = _Draft(facts)
    person_id = draft.person_of(key)
    others = [other for other in facts.people_called(wanted) if other != person_id]
    if others and not may_share:
        raise EditError(f"There is already somebody called {wanted}. Merge the two if they are the same person.")
    before = draft.people[person_id].name
    draft.change_person(person_id, name=wanted)
    kind = "rename" if before else "name"
    return draft.edit(kind, (before, wanted) if before else (wanted,))


def merge(facts: Facts, keys: Sequence[str], *, into: str | None = None) -> Edit:
    """Makes one person of several people, groups and faces.

    `into` survives; without it the first person with a name does, else the first person, else the first key.
    """
    unique = list(dict.fromkeys(keys))
    if into is not None and into not in unique:
        unique.append(into)
    if len(unique) < 2:
        raise EditError("Choose at least two people to merge.")
    draft = _Draft(facts)
    target_key = into or _survivor(facts, unique)
    target = draft.person_of(target_key)
    for key in unique:
        if key != target_key:
            _pour(draft, key, target)
    return draft.edit("merge", (draft.people[target].name, str(len(unique))))


def move(facts: Facts, face_ids: Sequence[int], to: str, *, out_of: str | None = None) -> Edit:
    """Says that these faces are somebody else: `to` is a person's key, or a name (an existing person's, or a new one).

    Where they leave a nameless group (`out_of`), the faces that stay become a nameless person of their own, so that
    the group's new owner does not take them along.
    """
    draft = _Draft(facts)
    if out_of is not None and parse_key(out_of)[0] == "g":
        _pin_group(draft, out_of, without=face_ids)
    target = draft.person_of(to) if _is_person_key(to) else draft.person_called(to)
    draft.say(face_ids, target, is_match=True, source="face")
    return draft.edit("move", (draft.people[target].name, str(len(face_ids))))


def confirm(facts: Facts, face_ids: Sequence[int], person: str) -> Edit:
    """The user looked at these faces: they are this person."""
    draft = _Draft(facts)
    person_id = draft.existing(person)
    draft.say(face_ids, person_id, is_match=True, source="face")
    return draft.edit("confirm", (draft.people[person_id].name, str(len(face_ids))))


def reject(facts: Facts, face_ids: Sequence[int], key: str) -> Edit:
    """Not this person. A nameless group becomes a nameless person first, so that the word has somebody to be about."""
    draft = _Draft(facts)
    person_id = _pin_group(draft, key, without=face_ids) if parse_key(key)[0] == "g" else draft.existing(key)
    draft.say(face_ids, person_id, is_match=False, source="face")
    return draft.edit("reject", (draft.people[person_id].name, str(len(face_ids))))


def split(facts: Facts, key: str, face_ids: Sequence[int]) -> Edit:
    """Takes these faces out of a person or group and makes a nameless person of them."""
    if not face_ids:
        raise EditError("Choose the faces to take out.")
    draft = _Draft(facts)
    kind = parse_key(key)[0]
    person_id = _pin_group(draft, key, without=face_ids) if kind == "g" else draft.existing(key)
    other = draft.new_person()
    draft.say(face_ids, other, is_match=True, source="group")
    return draft.edit("split", (draft.people[person_id].name, str(len(face_ids))))


def set_state(facts: Facts, keys: Sequence[str], state: PersonState) -> Edit:
    """Hides, ignores or shows people and groups."""
    if not keys:
        raise EditError("Choose somebody first.")
    draft = _Draft(facts)
    people = [draft.person_of(key) for key in keys]
    for person_id in people:
        draft.change_person(person_id, state=state)
    return draft.edit(state, (draft.people[people[0]].name, str(len(people))))


def set_cover(facts: Facts, person: str, face_id: int) -> Edit:
    """Chooses the face that stands for a person."""
    draft = _Draft(facts)
    draft.load([face_id])
    person_id = draft.person_of(person)
    draft.change_person(person_id, cover_face_id=face_id)
    return draft.edit("cover", (draft.people[person_id].name,))


def add_folder(facts: Facts, path: str | bytes) -> Edit:
    """Takes a folder of photos into the library."""
    if facts.folder_at(path) is not None:
        raise EditError("This folder is already in the library.")
    row = Row("folders", (facts.next_id("folders"),), None, (path, 1))
    return Edit("add_folder", (_shown(path),), (row,))


def remove_folder(facts: Facts, folder_id: int) -> Edit:
    """Takes a folder out of the library. Its photos go out of sight; the user's words about them stay."""
    path = facts.folder_path(folder_id)
    if path is None:
        raise EditError("This folder is no longer in the library.")
    return Edit("remove_folder", (_shown(path),), (Row("folders", (folder_id,), (path, 1), None),))


def sentence(edit: Edit) -> str:
    """What the edit was, in plain English, for the command line and the log."""
    words = [*edit.subject, "", ""]
    somebody = words[0] or "somebody nameless"
    return {
        "name": f"Named {words[0]}",
        "rename": f"Renamed {words[0]} to {words[1]}",
        "merge": f"Merged {words[1]} into {somebody}",
        "move": f"Moved {words[1]} faces to {somebody}",
        "confirm": f"Confirmed {words[1]} faces of {somebody}",
        "reject": f"Said that {words[1]} faces are not {somebody}",
        "split": f"Split {words[1]} faces off {somebody}",
        "shown": f"Brought back {somebody}",
        "hidden": f"Hid {somebody}",
        "ignored": f"Ignored {somebody}",
        "cover": f"Chose a cover for {somebody}",
        "add_folder": f"Added the folder {words[0]}",
        "remove_folder": f"Removed the folder {words[0]}",
    }[edit.kind]


class _Draft:
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
        if person_id not in self.people:
            row = self.facts.person(person_id)
            if row is None:
                raise EditError(f"There is nobody with the id {key}.")
            self.people[person_id] = row
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
            old.birthday,
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
            self._set_verdict(face_id, person_id, (int(is_match), source))

    def unsay(self, face_id: int, person_id: int) -> None:
        self._set_verdict(face_id, person_id, None)

    def said(self, face_id: int, person_id: int) -> bool:
        """Whether there is a verdict, yes or no, about this face and this person."""
        return self._after.get(("verdicts", (face_id, person_id))) is not None

    def load(self, face_ids: Iterable[int]) -> None:
        """Reads the verdicts about these faces. Raises `EditError` where a face does not exist."""
        new = [face_id for face_id in face_ids if face_id not in self._known]
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

    def _set_verdict(self, face_id: int, person_id: int, after: Values | None) -> None:
        self._set("verdicts", (face_id, person_id), None, after)
        if after is not None and after[0]:
            self._yes[face_id] = person_id
        elif self._yes.get(face_id) == person_id:
            del self._yes[face_id]

    def _set(self, table: str, key: Values, before: Values | None, after: Values | None) -> None:
        self._before.setdefault((table, key), before)
        self._after[table, key] = after


def _is_person_key(text: str) -> bool:
    return text[:1] == "p" and text[1:].isdecimal()


def _survivor(facts: Facts, keys: Sequence[str]) -> str:
    people = [key for key in keys if parse_key(key)[0] == "p"]
    for key in people:
        row = facts.person(parse_key(key)[1])
        if row is not None and row.name:
            return key
    return people[0] if people else keys[0]


def _pour(draft: _Draft, key: str, target: int) -> None:
    """Gives everything that was said about `key` to `target`."""
    kind, number = parse_key(key)
    if kind != "p":
        faces = draft.facts.faces_of_group(number) if kind == "g" else [number]
        draft.say(faces, target, is_match=True, source="group" if kind == "g" else "face")
        return
    source = draft.people[draft.existing(key)]
    verdicts = draft.facts.verdicts_for(number)
    draft.load(verdict.face_id for verdict in verdicts)
    for verdict in verdicts:
        draft.unsay(verdict.face_id, number)
        if verdict.is_match or not draft.said(verdict.face_id, target):
            draft.say([verdict.face_id], target, is_match=verdict.is_match, source=verdict.source)
    into = draft.people[target]
    draft.change_person(target, name=into.name or source.name, cover_face_id=into.cover_face_id or source.cover_face_id)
    draft.remove_person(number)


def _pin_group(draft: _Draft, key: str, *, without: Sequence[int]) -> int:
    """A nameless person of the group's faces except some. With none left, still somebody to say no about."""
    faces = draft.facts.faces_of_group(parse_key(key)[1])
    if not faces:
        raise EditError(f"There is no group with the id {key}. Groups change as photos come in; look again.")
    person_id = draft.new_person()
    leaving = set(without)
    stay = [face_id for face_id in faces if face_id not in leaving]
    draft.say(stay, person_id, is_match=True, source="group")
    return person_id


def _shown(path: str | bytes) -> str:
    return path.decode("utf-8", "replace") if isinstance(path, bytes) else path
