"""The faces of a photo as the worker finds them, and finds them again: the same face keeps its id, and so its name."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import numpy as np

from core.faces.vectors import dequantise, quantise
from core.records import Box, FoundFace

SAME_BOX = 0.5
"""Overlap from which a face found again in the same content is the same face (Immich uses the same figure)."""

SAME_FACE = 0.10
"""Squared distance below which a face in changed content is the same face of the same picture: 3 in 100,000 pairs of
strangers are nearer (shared measurements on LFW), and a picture holds few of them."""


SAME_MOMENT = 0.05
"""Seconds between two readings of one frame: less than from one frame to the next."""


class FoundFaces:
    """Used by `Queue`, inside its transactions."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def has_one_of(self, photo_id: int, faces: Sequence[FoundFace], model_id: int) -> bool:
        """Whether the photo shows one of these faces: the same face of the same picture."""
        known = self._vectors(photo_id, model_id)
        return any(_distance(vector, face) < SAME_FACE for vector in known.values() for face in faces)

    def keep(
        self, photo_id: int, faces: Sequence[FoundFace], model_id: int, *, seconds: Sequence[float] | None = None
    ) -> dict[int, bytes]:
        """Updates, adds and removes faces of a photo; `seconds` are their moments in a video. Returns the crops by face
        id, in the order of the faces."""
        moments: Sequence[float | None] = [None] * len(faces) if seconds is None else seconds
        ids = self._match(photo_id, faces, moments, model_id)
        crops: dict[int, bytes] = {}
        for face, second, face_id in zip(faces, moments, ids, strict=True):
            kept = self._write_face(photo_id, face, second, face_id)
            self._db.execute(
                "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)",
                (model_id, kept, quantise(face.vector[None])[0].tobytes()),
            )
            crops[kept] = face.crop
        self._drop_faces(photo_id, keep=set(crops))
        return crops

    def _match(
        self, photo_id: int, faces: Sequence[FoundFace], moments: Sequence[float | None], model_id: int
    ) -> list[int | None]:
        """For each found face the id of the face it is, best matches first; None for a new one. In a video a box tells
        something at its own moment only."""
        rows = self._db.execute(
            "SELECT id, at_second, x, y, width, height FROM faces WHERE photo_id = ?", (photo_id,)
        ).fetchall()
        vectors = self._vectors(photo_id, model_id)
        pairs: list[tuple[float, int, int]] = []
        for face_id, moment, *sides in rows:
            for number, face in enumerate(faces):
                overlap = Box(*sides).overlap(face.box) if _at_once(moment, moments[number]) else 0.0
                near = face_id in vectors and _distance(vectors[face_id], face) < SAME_FACE
                if overlap >= SAME_BOX or near:
                    pairs.append((overlap + near, number, face_id))
        ids: list[int | None] = [None] * len(faces)
        taken: set[int] = set()
        for _, number, face_id in sorted(pairs, key=lambda pair: (-pair[0], pair[1:])):
            if ids[number] is None and face_id not in taken:
                ids[number] = face_id
                taken.add(face_id)
        return ids

    def _vectors(self, photo_id: int, model_id: int) -> dict[int, np.ndarray]:
        rows = self._db.execute(
            "SELECT face_id, vector FROM vectors JOIN faces ON faces.id = face_id WHERE photo_id = ? AND model_id = ?",
            (photo_id, model_id),
        )
        return {row[0]: dequantise(np.frombuffer(row[1], np.int8)[None])[0] for row in rows.fetchall()}

    def _write_face(self, photo_id: int, face: FoundFace, second: float | None, face_id: int | None) -> int:
        quality = face.quality
        cursor = self._db.execute(
            "INSERT OR REPLACE INTO faces (id, photo_id, x, y, width, height, landmarks, score, size, sharpness, pose, "
            "overall, clusterable, at_second) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            if face_id is None
            else "UPDATE faces SET id = ?, photo_id = ?, x = ?, y = ?, width = ?, height = ?, landmarks = ?, "
            "score = ?, size = ?, sharpness = ?, pose = ?, overall = ?, clusterable = ?, at_second = ?, "
            "missing = missing & ~1 WHERE id = ?",
            (
                face_id,
                photo_id,
                face.box.x,
                face.box.y,
                face.box.width,
                face.box.height,
                face.landmarks.to_array().astype("<f4").tobytes(),
                face.score,
                quality.size,
                quality.sharpness,
                quality.pose,
                quality.overall,
                int(quality.clusterable),
                second,
                *(() if face_id is None else (face_id,)),
            ),
        )
        return face_id if face_id is not None else int(cursor.lastrowid or 0)

    def _drop_faces(self, photo_id: int, *, keep: set[int]) -> None:
        """Faces not found again: gone, or only marked missing where the user spoke about them. Drawn ones stay."""
        rows = self._db.execute("SELECT id FROM faces WHERE photo_id = ? AND mark_id IS NULL", (photo_id,)).fetchall()
        for (face_id,) in rows:
            if face_id in keep:
                continue
            if is_spoken_of(self._db, "face", face_id):
                self._db.execute("UPDATE faces SET missing = missing | 1 WHERE id = ?", (face_id,))
            else:
                self._db.execute("DELETE FROM faces WHERE id = ?", (face_id,))


def is_spoken_of(db: sqlite3.Connection, kind: str, number: int) -> bool:
    """Whether a row of the user's hangs on this face or photo."""
    questions = {
        "face": (
            "SELECT 1 FROM verdicts WHERE face_id = ?1 UNION ALL SELECT 1 FROM people WHERE cover_face_id = ?1 "
            "UNION ALL SELECT 1 FROM answers WHERE face_a = ?1 OR face_b = ?1 "
            "UNION ALL SELECT 1 FROM removed WHERE face_id = ?1 LIMIT 1"
        ),
        "photo": (
            "SELECT 1 FROM marks WHERE photo_id = ?1 UNION ALL SELECT 1 FROM presence WHERE photo_id = ?1 LIMIT 1"
        ),
    }
    return db.execute(questions[kind], (number,)).fetchone() is not None


def _at_once(moment: float | None, other: float | None) -> bool:
    """The same moment of a video; all moments of a photograph are one."""
    return moment is None or other is None or abs(moment - other) <= SAME_MOMENT


def _distance(vector: np.ndarray, face: FoundFace) -> float:
    return float(2.0 - 2.0 * np.dot(vector, face.vector))
