"""What the user says about a photograph itself: a face that was missed, one that is none, somebody without a face.

Edits like those of `core.people.edits`. A drawn box is a row of the user's; the worker makes the face and its vector
for it (`core.drawn`). A removed face stays in the library, out of sight, and may come back.
"""

from __future__ import annotations

from collections.abc import Sequence

from core.errors import EditError
from core.people.draft import Draft, Edit, Facts, Row, is_person_key
from core.records import Box

SAME_PLACE = 0.5
"""Overlap from which a drawn box is around a face that is there already: as in `core.store.queue`."""

SMALLEST = 0.005
"""A drawn box is at least this wide and high, in fractions of the photo: less is a slip of the hand."""


def draw(facts: Facts, photo_id: int, box: Box) -> Edit:
    """A box by hand around a face that was missed."""
    there = facts.boxes_in(photo_id)
    if there is None:
        raise EditError("This photo is no longer in the library.")
    kept = inside(box)
    if min(kept.width, kept.height) < SMALLEST:
        raise EditError("Draw the box a little larger.")
    if any(other.overlap(kept) >= SAME_PLACE for other in there):
        raise EditError("There is a face in this place already. Click on its name to change it.")
    values = (photo_id, kept.x, kept.y, kept.width, kept.height, "drawn")
    return Edit("draw", (), (Row("marks", (facts.next_id("marks"),), None, values),))


def remove_faces(facts: Facts, face_ids: Sequence[int]) -> Edit:
    """These are no faces, or nobody's business: out of sight, until they are restored."""
    draft = Draft(facts)
    draft.load(face_ids)
    gone = facts.removed_among(face_ids)
    for face_id in face_ids:
        if face_id not in gone:
            draft.put("removed", (face_id,), before=None, after=())
    return draft.edit("remove_faces", ("", str(len(face_ids))))


def restore_faces(facts: Facts, face_ids: Sequence[int]) -> Edit:
    """They are faces after all."""
    draft = Draft(facts)
    for face_id in facts.removed_among(face_ids):
        draft.put("removed", (face_id,), before=(), after=None)
    return draft.edit("restore_faces", ("", str(len(face_ids))))


def add_to_photo(facts: Facts, photo_id: int, who: str) -> Edit:
    """Somebody is in the photo without showing a face: `who` is a person's key, or a name."""
    if facts.boxes_in(photo_id) is None:
        raise EditError("This photo is no longer in the library.")
    draft = Draft(facts)
    person_id = draft.existing(who) if is_person_key(who) else draft.person_called(who)
    there = photo_id in facts.photos_with(person_id)
    draft.put("presence", (photo_id, person_id), before=() if there else None, after=())
    return draft.edit("present", (draft.people[person_id].name,))


def take_from_photo(facts: Facts, photo_id: int, person: str) -> Edit:
    """They are not in the photo after all."""
    draft = Draft(facts)
    person_id = draft.existing(person)
    there = photo_id in facts.photos_with(person_id)
    draft.put("presence", (photo_id, person_id), before=() if there else None, after=None)
    return draft.edit("absent", (draft.people[person_id].name,))


def inside(box: Box) -> Box:
    """The part of a box that lies in the photo."""
    left, top = max(0.0, box.x), max(0.0, box.y)
    right, bottom = min(1.0, box.x + box.width), min(1.0, box.y + box.height)
    if (left, top, right, bottom) == (box.x, box.y, box.x + box.width, box.y + box.height):
        return box
    return Box(left, top, max(0.0, right - left), max(0.0, bottom - top))
