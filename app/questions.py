"""What the Review page asks, in the order of what an answer is worth.

Two kinds of questions: are these the same person (`core.people.suggest`), and who is this, about those who are in many
photographs and have no name yet.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from app.models.people_model import SMALL
from app.widgets.review_side import MOST, Somebody
from core.people.suggest import worth_of_a_name, worth_of_a_pair
from core.records import Face, Person, Suggestion
from core.store.queries import Queries

AHEAD = 12  # questions of a kind in one ranking


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with all that the page shows of it."""

    left: Somebody
    right: Somebody | None  # None: who is the left one?
    settles: int
    worth: float  # faces that the answer brings a name, as far as can be foreseen
    likely: float  # probability of a yes; 0 where there is none to give

    @property
    def sides(self) -> tuple[Somebody, ...]:
        return (self.left,) if self.right is None else (self.left, self.right)

    @property
    def keys(self) -> set[str]:
        return {side.key for side in self.sides}

    @property
    def faces(self) -> list[Face]:
        """All that are shown, the right ones first: they are asked about."""
        return [face for side in reversed(self.sides) for face in side.faces[:MOST]]

    def shows(self, faces: Collection[int]) -> bool:
        """Whether one of these faces is among them."""
        return any(face.face_id in faces for face in self.faces)


@dataclass(frozen=True, slots=True)
class Ranking:
    """The next questions, best first, and how many there are besides."""

    questions: list[Asked]
    count: int  # of all that can be asked now
    more: bool  # whether there may be more pairs than were counted
    later: int  # people whose names the user wants to be asked for later


def ranking(queries: Queries, later: Collection[int] = ()) -> Ranking:
    """Runs on the thread of the rankings. Who is probably somebody with a name is not asked for a name, and nobody who
    has one of the faces `later`."""
    people = queries.people()
    counts = {person.key: person.faces for person in people}
    suggestions = queries.ranking.worth_asking(limit=AHEAD)
    pairs = [asked for asked in (_pair(queries, one, counts) for one in suggestions) if asked is not None]
    known = {one.right.key: one.likely for one in reversed(pairs) if one.left.name and one.right is not None}
    nameless = [person for person in people if not person.name and person.state == "shown" and person.faces > SMALL]
    names: list[Asked] = []
    put_off = 0
    for person in sorted(nameless, key=lambda person: -person.faces):
        asked = _who_is(queries, person, known=known.get(person.key, 0.0))
        if asked is not None and asked.shows(later):
            put_off += 1
        elif asked is not None:
            names.append(asked)
        if len(names) == AHEAD:
            break
    found = sorted([*pairs, *names], key=lambda asked: -asked.worth)
    count = len(suggestions) + len(nameless) - put_off
    return Ranking(found, count, len(suggestions) == AHEAD, put_off)


def followed(queries: Queries, asked: Asked) -> Asked | None:
    """The same question, about those who have its faces now; None where it is settled, or these are not together."""
    sides = [_followed(queries, side) for side in asked.sides]
    left, right = sides[0], sides[-1] if asked.right is not None else None
    if left is None or (asked.right is not None and (right is None or right.key == left.key)):
        return None
    if right is None and left.name:
        return None
    return replace(asked, left=left, right=right)


def nameless_keys(queries: Queries, side: Somebody) -> list[str]:
    """Who has the faces of one side this very moment, as far as they have no name: the worker may have grouped anew
    since they were shown, and the window not have heard of it."""
    faces = (queries.face(one.face_id) for one in side.faces)
    return list(dict.fromkeys(_key_of(face) for face in faces if face is not None and not face.name))


def _followed(queries: Queries, side: Somebody) -> Somebody | None:
    faces = tuple(face for face in (queries.face(one.face_id) for one in side.faces) if face is not None)
    keys = {_key_of(face) for face in faces}
    return Somebody(keys.pop(), faces[0].name, faces, side.count) if len(keys) == 1 else None


def _key_of(face: Face) -> str:
    if face.person_id is not None:
        return f"p{face.person_id}"
    return f"f{face.face_id}" if face.group_id is None else f"g{face.group_id}"


def _pair(queries: Queries, suggestion: Suggestion, counts: Mapping[str, int]) -> Asked | None:
    left = _somebody(queries, suggestion.left, suggestion.left_faces, counts)
    right = _somebody(queries, suggestion.right, suggestion.right_faces, counts)
    if not left.faces or not right.faces:
        return None
    named = bool(left.name or right.name)
    worth = worth_of_a_pair(suggestion.settles, suggestion.probability, named=named)
    return Asked(left, right, suggestion.settles, worth, suggestion.probability)


def _who_is(queries: Queries, person: Person, *, known: float) -> Asked | None:
    count = person.faces
    faces = queries.questions.best_faces(person.key, limit=MOST)
    somebody = _somebody(queries, person.key, faces, {person.key: count})
    return Asked(somebody, None, count, worth_of_a_name(count, known=known), 0.0) if somebody.faces else None


def _somebody(queries: Queries, key: str, face_ids: Sequence[int], counts: Mapping[str, int]) -> Somebody:
    faces = tuple(face for face in map(queries.face, face_ids) if face is not None)
    return Somebody(key, faces[0].name if faces else "", faces, counts.get(key, len(faces)))
