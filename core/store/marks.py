"""What the user said about a photograph itself, read back: drawn boxes, removed faces, people without a face.

And the worker's side of a drawn box: which wait for a face, and the face that was made for one. The box of an import
has a face from the start, so that its name has something to be about; what waits is that face's vector.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass

from core.faces.landmarks import usual_landmarks
from core.faces.vectors import quantise
from core.people.draft import Edit
from core.people.marks import draw, inside
from core.records import Box, FoundFace
from core.store.connection import path_from_sql, transaction
from core.store.journal import LibraryFacts
from core.store.previews import Previews


@dataclass(frozen=True, slots=True)
class Drawn:
    """A box that the user drew, and the face in it once the worker has made it."""

    mark_id: int
    box: Box
    face_id: int | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A drawn box without a face yet, and a place where its photo's file lies."""

    mark_id: int
    photo_id: int
    path: str
    box: Box


NOT_FOUND = 1
"""`faces.missing` where the last look found nothing, but the user has spoken."""
WITHOUT_BOX = 4
"""`faces.missing` while the user's box is not there (0002_marks.sql)."""


def draw_face(facts: LibraryFacts, photo_id: int, box: Box) -> Edit:
    """A box by hand with a face in it at once, so that its name can be said while the worker has not looked yet.

    For `Journal.do`, in whose transaction the face is made, out of sight until the edit brings the box. Raises
    `EditError` as `core.people.marks.draw` does.
    """
    mark_id = facts.next_id("marks")
    edit = draw(facts, photo_id, box)
    make_face(facts.db, photo_id, mark_id, inside(box), missing=WITHOUT_BOX)
    return edit


class Marks:
    """Used through `Library.marks` and `Queries.marks`; `put` by the worker only."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    # --- for the window ---------------------------------------------------------------------------

    def only_named(self) -> frozenset[int]:
        """People with a name and nothing else: no face that stands, seen in no photo, no birthday, and not hidden."""
        rows = self._db.execute(
            "SELECT id FROM people who WHERE name <> '' AND birthday IS NULL AND state = 'shown' "
            "AND NOT EXISTS (SELECT 1 FROM presence WHERE person_id = who.id) "
            "AND NOT EXISTS (SELECT 1 FROM verdicts v JOIN faces f ON f.id = v.face_id "
            f"WHERE v.person_id = who.id AND v.is_match = 1 AND f.missing & ~{NOT_FOUND} = 0)"
        )
        return frozenset(row[0] for row in rows.fetchall())

    def drawn_in(self, photo_id: int) -> list[Drawn]:
        """The boxes that were drawn in a photo."""
        rows = self._db.execute(
            "SELECT m.id, m.x, m.y, m.width, m.height, f.id FROM marks m LEFT JOIN faces f ON f.mark_id = m.id "
            "WHERE m.photo_id = ? AND m.kind = 'drawn' AND COALESCE(f.missing, 0) = 0 ORDER BY m.id",
            (photo_id,),
        )
        return [Drawn(row[0], Box(*row[1:5]), row[5]) for row in rows.fetchall()]

    def removed_in(self, photo_id: int) -> list[int]:
        """The faces of a photo that the user removed."""
        rows = self._db.execute(
            "SELECT face_id FROM removed JOIN faces ON faces.id = face_id WHERE photo_id = ? ORDER BY x", (photo_id,)
        )
        return [row[0] for row in rows.fetchall()]

    def present_in(self, photo_id: int) -> list[tuple[int, str]]:
        """(person, name) of those who are in a photo without showing a face, as the user said."""
        rows = self._db.execute(
            "SELECT people.id, name FROM presence JOIN people ON people.id = person_id "
            "WHERE photo_id = ? ORDER BY name",
            (photo_id,),
        )
        return rows.fetchall()

    # --- for the worker ---------------------------------------------------------------------------

    def waiting(self, *, away: Collection[int] = ()) -> list[Waiting]:
        """Drawn boxes without a face, in photos that can be read; those in the folders `away` cannot."""
        reachable = f"files.folder_id NOT IN ({', '.join(str(int(folder)) for folder in away)})"
        rows = self._db.execute(
            "SELECT m.id, m.photo_id, MIN(files.path), m.x, m.y, m.width, m.height FROM marks m "
            "JOIN photos p ON p.id = m.photo_id AND p.state = 'done' "
            f"JOIN files ON files.photo_id = p.id AND {reachable} JOIN folders ON folders.id = files.folder_id "
            "WHERE m.kind IN ('drawn', 'imported') AND m.id NOT IN (SELECT mark_id FROM faces "
            "JOIN vectors ON vectors.face_id = faces.id WHERE mark_id IS NOT NULL) "
            "GROUP BY m.id ORDER BY m.photo_id, m.id"
        )
        return [Waiting(row[0], row[1], path_from_sql(row[2]), Box(*row[3:7])) for row in rows.fetchall()]

    def put(self, waiting: Waiting, face: FoundFace, *, model_id: int, previews: Previews) -> int | None:
        """Keeps the face of a drawn box. Its id; None where the box was taken back meanwhile."""
        quality = face.quality
        with transaction(self._db):
            if self._db.execute("SELECT 1 FROM marks WHERE id = ?", (waiting.mark_id,)).fetchone() is None:
                return None
            face_id = self._face_of(waiting)
            self._db.execute(
                "UPDATE faces SET landmarks = ?, score = ?, size = ?, sharpness = ?, pose = ?, overall = ?, "
                "clusterable = ? WHERE id = ?",
                (
                    face.landmarks.to_array().astype("<f4").tobytes(),
                    face.score,
                    *(quality.size, quality.sharpness, quality.pose, quality.overall),
                    int(quality.clusterable),
                    face_id,
                ),
            )
            vector = quantise(face.vector[None])[0].tobytes()
            self._db.execute("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", (model_id, face_id, vector))
            previews.put({face_id: face.crop}, {})
        return face_id

    def _face_of(self, waiting: Waiting) -> int:
        """The face of an imported box; for one that was drawn it is made."""
        row = self._db.execute("SELECT id FROM faces WHERE mark_id = ?", (waiting.mark_id,)).fetchone()
        return int(row[0]) if row else make_face(self._db, waiting.photo_id, waiting.mark_id, waiting.box)


def make_face(db: sqlite3.Connection, photo_id: int, mark_id: int, box: Box, *, missing: int = 0) -> int:
    """A face of which only the place is known, without a vector. Returns its id."""
    landmarks = usual_landmarks(box).to_array()
    cursor = db.execute(
        "INSERT INTO faces (photo_id, mark_id, x, y, width, height, landmarks, score, size, sharpness, pose, overall, "
        "clusterable, missing) VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, ?)",
        (photo_id, mark_id, box.x, box.y, box.width, box.height, landmarks.astype("<f4").tobytes(), missing),
    )
    return int(cursor.lastrowid or 0)
