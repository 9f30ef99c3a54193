"""Faces without a name that are in no group: seen once, too poor to be compared, or taken away from somebody.

Nobody else lists them: the People page shows groups of two faces and more.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

MOST = 5000
"""Shown at once, the best first: a grid of more is not looked through by anybody."""

ALONE = (
    "i.person_id IS NULL AND (i.cluster_id IS NULL OR i.cluster_id IN (SELECT cluster_id FROM face_identity "
    "WHERE person_id IS NULL AND cluster_id IS NOT NULL GROUP BY cluster_id HAVING COUNT(*) = 1))"
)


@dataclass(frozen=True, slots=True)
class LoneFace:
    """One of them."""

    face_id: int
    photo_id: int
    taken_at: str  # ISO 8601, "" where unknown
    refused: tuple[str, ...]  # names of those who it is not, as the user said; "" for somebody nameless


@dataclass(frozen=True, slots=True)
class LoneFaces:
    """Those that are shown, and how many there are."""

    faces: tuple[LoneFace, ...]
    total: int


def lone_faces(db: sqlite3.Connection, *, limit: int = MOST) -> LoneFaces:
    """Those that the user took away from somebody first, then the others, the best of each first."""
    refused: dict[int, list[str]] = {}
    for face_id, name in db.execute(
        "SELECT face_id, name FROM verdicts JOIN people ON people.id = person_id WHERE is_match = 0 ORDER BY name"
    ):
        refused.setdefault(face_id, []).append(name)
    rows = db.execute(
        "SELECT i.face_id, i.photo_id, p.taken_at FROM face_identity i JOIN faces f ON f.id = i.face_id "
        f"JOIN photos p ON p.id = i.photo_id WHERE {ALONE} ORDER BY f.overall DESC, f.id"
    ).fetchall()
    faces = [LoneFace(face_id, photo, taken, tuple(refused.get(face_id, ()))) for face_id, photo, taken in rows]
    faces.sort(key=lambda face: not face.refused)
    return LoneFaces(tuple(faces[:limit]), len(faces))
