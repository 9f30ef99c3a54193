"""The user's answer to a question: are these two the same person?

A yes joins the two as a merge does, or confirms a single face. A no and a "not sure" are kept, so that the question
never comes back. Both hang on faces and persons, never on groups, whose ids mean nothing and whose members change:

- no, about a person: every face of the other side is rejected for that person, as if each had been chosen;
- no, between nameless ones: their faces are called different;
- not sure: the same pairs of faces, called unsure.

Of two nameless groups not all pairs are written, but one face of each against all of the other, and those that were
shown against each other. So wherever a later grouping puts them, most parts of the two sides still know of the answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import product

from core.errors import EditError
from core.people.draft import Draft, Edit, Facts, Said, parse_key
from core.people.edits import gather, survivor_of

Shown = tuple[Sequence[int], Sequence[int]]


def answer(facts: Facts, left: str, right: str, said: Said, *, shown: Shown = ((), ())) -> Edit:
    """What the user said about two typed ids: p3 a person, g12 a group, f7 a face.

    `shown` are the faces of each side that stood before the user's eyes. Raises `EditError` where one is not there.
    """
    if left == right:
        raise EditError("Choose two different people or faces.")
    if said == "same":
        return _join(facts, left, right)
    draft = Draft(facts)
    sides = [_Side.of(draft, key, faces) for key, faces in zip((left, right), shown, strict=True)]
    sides.sort(key=lambda side: side.person_id is None)
    known, other = sides
    if said == "different" and known.person_id is not None and other.person_id is None:
        source = "face" if other.key[0] == "f" else "group"
        draft.say(other.faces, known.person_id, is_match=False, source=source)
    else:
        draft.say_of_pairs(_across(known, other), said, at=datetime.now(UTC).isoformat())
    return draft.edit(said, (known.name or other.name,))


def _join(facts: Facts, left: str, right: str) -> Edit:
    draft = Draft(facts)
    keys = [left, right]
    target = gather(draft, keys, survivor_of(facts, keys))
    return draft.edit("same", (draft.people[target].name,))


class _Side:
    """One side of a question, as faces."""

    def __init__(self, key: str, faces: Sequence[int], shown: Sequence[int], person_id: int | None, name: str) -> None:
        self.key = key
        self.faces = faces  # of a person only those that the user gave to them
        self.person_id = person_id
        self.name = name
        theirs = set(faces)
        self.shown = [face_id for face_id in shown if face_id in theirs] or list(faces[:1])

    @classmethod
    def of(cls, draft: Draft, key: str, shown: Sequence[int]) -> _Side:
        kind, number = parse_key(key)
        if kind == "p":
            person_id = draft.existing(key)
            given = [verdict.face_id for verdict in draft.facts.verdicts_for(number) if verdict.is_match]
            if not given:
                raise EditError("Nobody said yet which faces are theirs.")
            return cls(key, given, shown, person_id, draft.people[person_id].name)
        faces = draft.facts.faces_of_group(number) if kind == "g" else [number]
        if not faces:
            raise EditError(f"There is no group with the id {key}. Groups change as photos come in; look again.")
        return cls(key, faces, shown, None, "")

    @property
    def bound(self) -> bool:
        """Whether the user holds the faces together, so that one of them speaks for all."""
        return self.person_id is not None


def _across(left: _Side, right: _Side) -> set[tuple[int, int]]:
    """The pairs of faces that an answer is written down for."""
    pairs = set(product(left.shown, right.shown))
    if not right.bound:
        pairs |= {(left.shown[0], face_id) for face_id in right.faces}
    if not left.bound:
        pairs |= {(face_id, right.shown[0]) for face_id in left.faces}
    return pairs
