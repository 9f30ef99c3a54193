"""Names that other programs know: which face each belongs to, and the edit that takes them over.

Placing a name is arithmetic on boxes; nothing here knows networks. A name with a box goes to the face that lies there;
without one the box becomes a face of its own, as if the user had drawn it. A name without a box only says that
somebody is in the photo. What the user said in Familiar is never overruled: it is the newer word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from core.errors import EditError
from core.people.draft import Draft, Edit, Facts, clean_name
from core.records import Box, NamedBox, NamesFound

OVERLAP: Final = 0.3
"""From this overlap on two boxes are around one face. Less than the 0.5 for boxes of one detector: programs differ in
how much hair and chin belongs to a face, and a square one and a half times as wide as ours overlaps 0.44."""

TIMES_LARGER: Final = 5.0
"""Boxes around one middle belong together although they overlap less, unless one's area is this many times the other's:
somebody drew the whole head with shoulders, or a face in a picture on a shirt."""

How = Literal["face", "box", "photo", "only_face", "known", "differs"]
"""Where a name goes: to a face, to a new box, to the photo, perhaps to the only nameless face of the photo (else to the
photo); or nowhere, because it is there already or the user said something else."""


@dataclass(frozen=True, slots=True)
class FaceHere:
    """A face of a photo, and what the user said about it."""

    face_id: int
    box: Box
    name: str = ""  # whom the user said it is; "" where nothing was said, or somebody nameless
    spoken_of: bool = False  # whether the user said whose it is
    never: frozenset[str] = frozenset()  # whom the user said it is not (`_plain`)


@dataclass(frozen=True, slots=True)
class Placed:
    """A name of one photo, and where it goes."""

    photo_id: int
    name: str
    how: How
    face_id: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class NamesPlan:
    """What an import would do; nothing is done yet."""

    placed: tuple[Placed, ...] = ()
    photos: int = 0  # photos that were looked at
    unread: int = 0  # photos that could not be read now
    damaged: int = 0  # notes that could not be understood
    strangers: int = 0  # people of Picasa's whose names are missing
    waiting: int = 0  # photos that were not looked through yet

    def counts(self) -> dict[str, Counter[How]]:
        """For each name how often it goes where; names in the order of the alphabet."""
        found: dict[str, Counter[How]] = {}
        for one in self.placed:
            found.setdefault(one.name, Counter())[one.how] += 1
        return dict(sorted(found.items(), key=lambda item: item[0].casefold()))

    def only(self, names: Collection[str]) -> NamesPlan:
        """The same for some of the names."""
        kept = tuple(one for one in self.placed if one.name in names)
        return replace(self, placed=kept)


def place(
    photo_id: int, found: Sequence[NamesFound], faces: Sequence[FaceHere], present: Collection[str] = ()
) -> list[Placed]:
    """Where the names of a photo go. `found`: the sources, that which counts first in front; `present`: who is known to
    be in the photo without a face."""
    spot = _Photo(photo_id, {face.face_id: face for face in faces}, {_plain(name) for name in present})
    boxes = [_best_reading(one.readings, faces) for one in found]
    for named in boxes:
        spot.place_boxes(named)
    with_box = {_plain(one.name) for named in boxes for one in named}
    names = (name for one in found for name in one.names)
    spot.place_names(name for name in dict.fromkeys(map(_tidy, names)) if name and _plain(name) not in with_box)
    return spot.placed


def take_over(facts: Facts, plan: NamesPlan, new_faces: Mapping[Placed, int], *, guess: bool = False) -> Edit:
    """The import as one edit: verdicts, boxes and who is in photos without a face.

    `new_faces` are the ids of the faces that were made for new boxes (`core.store.foreign_names`). With `guess` a name
    without a box goes to the only nameless face of its photo, as a word that the review may question.
    """
    draft = Draft(facts)
    people = _People(draft)
    mark_id = facts.next_id("marks")
    for one in plan.placed:
        if one.how == "box" and one.box is not None and one in new_faces:
            values = (one.photo_id, one.box.x, one.box.y, one.box.width, one.box.height, "imported")
            draft.put("marks", (mark_id,), before=None, after=values)
            mark_id += 1
            people.is_face(one.name, new_faces[one], source="import")
        elif one.how == "face" and one.face_id is not None:
            people.is_face(one.name, one.face_id, source="import")
        elif one.how == "only_face" and guess and one.face_id is not None:
            people.is_face(one.name, one.face_id, source="group")
        elif one.how in ("photo", "only_face"):
            people.is_in(one.name, one.photo_id)
    people.say()
    if not people.told:
        raise EditError(NOTHING_NEW)
    return draft.edit("import", ("", str(people.told)))


NOTHING_NEW: Final = "There are no new names to take over."


@dataclass(slots=True)
class _People:
    """Words about people, gathered so that each person is looked up once."""

    draft: Draft
    told: int = 0  # names that were taken over
    _ids: dict[str, int] = field(default_factory=dict)
    _faces: dict[tuple[int, str], list[int]] = field(default_factory=dict)
    _photos: dict[int, set[int]] = field(default_factory=dict)

    def is_face(self, name: str, face_id: int, *, source: str) -> None:
        self._faces.setdefault((self._person(name), source), []).append(face_id)
        self.told += 1

    def is_in(self, name: str, photo_id: int) -> None:
        person = self._person(name)
        if person not in self._photos:
            self._photos[person] = set(self.draft.facts.photos_with(person))
        if photo_id not in self._photos[person]:
            self._photos[person].add(photo_id)
            self.draft.put("presence", (photo_id, person), before=None, after=())
            self.told += 1

    def say(self) -> None:
        self.draft.load(face for faces in self._faces.values() for face in faces)
        for (person, source), faces in self._faces.items():
            self.draft.say(faces, person, is_match=True, source=source)

    def _person(self, name: str) -> int:
        key = _plain(name)
        if key not in self._ids:
            self._ids[key] = self.draft.person_called(name)
        return self._ids[key]


@dataclass(slots=True)
class _Photo:
    """One photo while its names are placed."""

    photo_id: int
    free: dict[int, FaceHere]  # faces that no name was placed on
    present: set[str]
    placed: list[Placed] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)  # of names that were placed
    here: set[str] = field(default_factory=set)  # names of which a face is known

    def __post_init__(self) -> None:
        self.here = {_plain(face.name) for face in self.free.values() if face.name}

    def place_boxes(self, named: Sequence[NamedBox]) -> None:
        """The boxes of one source: nearest pairs of box and face first, then boxes where no face is."""
        wanted = [one for one in named if not any(_together(one.box, box) for box in self.boxes)]
        pairs = [(one, face) for one in wanted for face in self.free.values() if _together(one.box, face.box)]
        done: set[int] = set()
        for one, face in sorted(pairs, key=lambda pair: -pair[0].box.overlap(pair[1].box)):
            if id(one) not in done and face.face_id in self.free:
                done.add(id(one))
                del self.free[face.face_id]
                self._put(one.name, _word_about(face, one.name), face.face_id, one.box)
        for one in wanted:
            if id(one) not in done and not any(_together(one.box, box) for box in self.boxes):
                self._put(one.name, "box", None, one.box)

    def place_names(self, names: Iterable[str]) -> None:
        """Names without a box, of those of whom no face is known here."""
        new = [name for name in names if _plain(name) not in self.here]
        nameless = [face for face in self.free.values() if not face.spoken_of]
        for name in new:
            if _plain(name) in self.present:
                self._put(name, "known", None, None)
            elif len(new) == 1 and len(nameless) == 1 and _plain(name) not in nameless[0].never:
                self._put(name, "only_face", nameless[0].face_id, None)
            else:
                self._put(name, "photo", None, None)

    def _put(self, name: str, how: How, face_id: int | None, box: Box | None) -> None:
        self.placed.append(Placed(self.photo_id, _tidy(name), how, face_id, box))
        if box is not None:
            self.boxes.append(box)
            self.here.add(_plain(name))


def _word_about(face: FaceHere, name: str) -> How:
    if face.spoken_of:
        return "known" if _plain(face.name) == _plain(name) else "differs"
    return "differs" if _plain(name) in face.never else "face"


def _best_reading(readings: Sequence[Sequence[NamedBox]], faces: Sequence[FaceHere]) -> list[NamedBox]:
    """That way up in which most boxes lie on faces; of equal ones the first."""
    ways = [list(_named(reading)) for reading in readings]
    return max(ways, key=lambda reading: _on_faces(reading, faces), default=[])


def _named(reading: Sequence[NamedBox]) -> Iterator[NamedBox]:
    for one in reading:
        if _tidy(one.name):
            yield one


def _on_faces(reading: Sequence[NamedBox], faces: Sequence[FaceHere]) -> int:
    return sum(any(_together(one.box, face.box) for face in faces) for one in reading)


def _together(one: Box, other: Box) -> bool:
    """Whether two boxes are around one face."""
    if one.overlap(other) >= OVERLAP:
        return True
    larger, smaller = max(one.area, other.area), min(one.area, other.area)
    return larger < TIMES_LARGER * smaller and _has_middle(one, other) and _has_middle(other, one)


def _has_middle(box: Box, of: Box) -> bool:
    x, y = of.x + of.width / 2, of.y + of.height / 2
    return box.x < x < box.x + box.width and box.y < y < box.y + box.height


def _tidy(name: str) -> str:
    """Spaces put in order; "" where nothing is left."""
    try:
        return clean_name(name)
    except EditError:
        return ""


def _plain(name: str) -> str:
    """A name as two of them are compared."""
    return _tidy(name).casefold()
