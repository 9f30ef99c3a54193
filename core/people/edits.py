"""What a user can do, as values.

Every function here takes `Facts` (what the library says now) and the user's wish, and returns an `Edit`: rows of the
user's own tables before and after. `core.store.journal` applies it and writes it down in one transaction; undo is the
inverse. Nothing here touches a table of the machine, so background work cannot break an undo.

People, groups and faces are addressed by typed ids: p3, g12, f7.
"""

from __future__ import annotations

from collections.abc import Sequence

from core.errors import EditError
from core.people.draft import Draft, Edit, Facts, Row, clean_name, is_person_key, parse_key
from core.records import PersonState


def name(facts: Facts, keys: str | Sequence[str], text: str, *, may_share: bool = False) -> Edit:
    """Names a person, a nameless group or a single face; of several keys it makes one person with that name.

    Raises `EditError` where somebody else already has that name, unless `may_share`: two people may be called Anna,
    but only the user can know that.
    """
    wanted = clean_name(text)
    unique = [keys] if isinstance(keys, str) else list(dict.fromkeys(keys))
    if not unique:
        raise EditError("Choose somebody first.")
    draft = Draft(facts)
    person_id = gather(draft, unique, survivor_of(facts, unique))
    taken = [other for other in facts.people_called(wanted) if f"p{other}" not in unique]
    if taken and not may_share:
        raise EditError(f"There is already somebody called {wanted}. Merge the two if they are the same person.")
    before = draft.people[person_id].name
    draft.change_person(person_id, name=wanted)
    if len(unique) > 1:
        return draft.edit("merge", (wanted, str(len(unique))))
    return draft.edit("rename", (before, wanted)) if before else draft.edit("name", (wanted,))


def merge(facts: Facts, keys: Sequence[str], *, into: str | None = None) -> Edit:
    """Makes one person of several people, groups and faces.

    `into` survives; without it the first person with a name does, else the first person, else the first key.
    """
    unique = list(dict.fromkeys(keys))
    if into is not None and into not in unique:
        unique.append(into)
    if len(unique) < 2:
        raise EditError("Choose at least two people to merge.")
    draft = Draft(facts)
    target = gather(draft, unique, into or survivor_of(facts, unique))
    return draft.edit("merge", (draft.people[target].name, str(len(unique))))


def move(facts: Facts, face_ids: Sequence[int], to: str, *, out_of: str | None = None) -> Edit:
    """Says that these faces are somebody else: `to` is a person's key, or a name (an existing person's, or a new one).

    Where they leave a nameless group (`out_of`), the faces that stay become a nameless person of their own, so that
    the group's new owner does not take them along.
    """
    draft = Draft(facts)
    if out_of is not None and parse_key(out_of)[0] == "g":
        _pin_group(draft, out_of, without=face_ids)
    target = draft.person_of(to) if is_person_key(to) else draft.person_called(to)
    draft.say(face_ids, target, is_match=True, source="face")
    return draft.edit("move", (draft.people[target].name, str(len(face_ids))))


def confirm(facts: Facts, face_ids: Sequence[int], person: str) -> Edit:
    """The user looked at these faces: they are this person."""
    draft = Draft(facts)
    person_id = draft.existing(person)
    draft.say(face_ids, person_id, is_match=True, source="face")
    return draft.edit("confirm", (draft.people[person_id].name, str(len(face_ids))))


def reject(facts: Facts, face_ids: Sequence[int], key: str) -> Edit:
    """Not this person. A nameless group becomes a nameless person first, so that the word has somebody to be about."""
    draft = Draft(facts)
    person_id = _pin_group(draft, key, without=face_ids) if parse_key(key)[0] == "g" else draft.existing(key)
    draft.say(face_ids, person_id, is_match=False, source="face")
    return draft.edit("reject", (draft.people[person_id].name, str(len(face_ids))))


def split(facts: Facts, key: str, face_ids: Sequence[int]) -> Edit:
    """Takes these faces out of a person or group and makes a nameless person of them."""
    if not face_ids:
        raise EditError("Choose the faces to take out.")
    draft = Draft(facts)
    kind = parse_key(key)[0]
    person_id = _pin_group(draft, key, without=face_ids) if kind == "g" else draft.existing(key)
    other = draft.new_person()
    draft.say(face_ids, person_id, is_match=False, source="group")  # so that nobody asks whether the two are one
    draft.say(face_ids, other, is_match=True, source="group")
    return draft.edit("split", (draft.people[person_id].name, str(len(face_ids))))


def set_state(facts: Facts, keys: Sequence[str], state: PersonState) -> Edit:
    """Hides, ignores or shows people and groups."""
    if not keys:
        raise EditError("Choose somebody first.")
    draft = Draft(facts)
    people = [draft.person_of(key) for key in keys]
    for person_id in people:
        draft.change_person(person_id, state=state)
    return draft.edit(state, (draft.people[people[0]].name, str(len(people))))


def set_cover(facts: Facts, person: str, face_id: int) -> Edit:
    """Chooses the face that stands for a person."""
    draft = Draft(facts)
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


def move_folder(facts: Facts, folder_id: int, path: str | bytes) -> Edit:
    """Says where a folder is now, that was elsewhere: its photos and all words about them go along."""
    old = facts.folder_path(folder_id)
    if old is None:
        raise EditError("This folder is no longer in the library.")
    if facts.folder_at(path) is not None:
        raise EditError("This folder is already in the library.")
    return Edit("move_folder", (_shown(path),), (Row("folders", (folder_id,), (old, 1), (path, 1)),))


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
        "birthday": f"Noted {somebody}'s birthday: {words[1]}" if words[1] else f"Forgot {somebody}'s birthday",
        "same": f"Said that two are both {somebody}",
        "different": f"Said that somebody is not {somebody}",
        "unsure": f"Was not sure about {somebody}",
        "draw": "Drew a box around a face",
        "remove_faces": f"Removed {words[1]} faces that are none",
        "restore_faces": f"Brought back {words[1]} faces",
        "present": f"Said that {somebody} is in a photo",
        "absent": f"Said that {somebody} is not in a photo",
        "import": f"Took over {words[1]} names of other programs",
        "add_folder": f"Added the folder {words[0]}",
        "move_folder": f"The folder is now {words[0]}",
        "remove_folder": f"Removed the folder {words[0]}",
    }[edit.kind]


def survivor_of(facts: Facts, keys: Sequence[str]) -> str:
    people = [key for key in keys if parse_key(key)[0] == "p"]
    for key in people:
        row = facts.person(parse_key(key)[1])
        if row is not None and row.name:
            return key
    return people[0] if people else keys[0]


def gather(draft: Draft, keys: Sequence[str], survivor: str) -> int:
    """Pours everybody into the survivor; returns whom."""
    cover = draft.facts.shown_cover(survivor)
    target = draft.person_of(survivor)
    if len(keys) > 1 and draft.people[target].cover_face_id is None:
        draft.change_person(target, cover_face_id=cover)  # whoever is kept keeps their picture
    for key in sorted(keys, key=is_person_key):  # people last, see `Draft.pass_on`
        if key != survivor:
            _pour(draft, key, target)
    return target


def _pour(draft: Draft, key: str, target: int) -> None:
    """Gives everything that was said about `key` to `target`."""
    kind, number = parse_key(key)
    if kind != "p":
        faces = draft.facts.faces_of_group(number) if kind == "g" else [number]
        draft.say(faces, target, is_match=True, source="group" if kind == "g" else "face")
        return
    source = draft.people[draft.existing(key)]
    passed = draft.pass_on(number, target)
    verdicts = [verdict for verdict in draft.facts.verdicts_for(number) if verdict.face_id not in passed]
    draft.load(verdict.face_id for verdict in verdicts)
    for verdict in verdicts:
        draft.unsay(verdict.face_id, number)
        if verdict.is_match or not draft.said(verdict.face_id, target):
            draft.say([verdict.face_id], target, is_match=verdict.is_match, source=verdict.source)
    for photo_id in draft.facts.photos_with(number):
        draft.put("presence", (photo_id, number), before=(), after=None)
        if photo_id not in draft.facts.photos_with(target):
            draft.put("presence", (photo_id, target), before=None, after=())
    into = draft.people[target]
    draft.change_person(
        target,
        name=into.name or source.name,
        cover_face_id=into.cover_face_id or source.cover_face_id,
        birthday=into.birthday or source.birthday,
    )
    draft.remove_person(number)


def _pin_group(draft: Draft, key: str, *, without: Sequence[int]) -> int:
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
