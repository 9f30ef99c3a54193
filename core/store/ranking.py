"""The questions worth asking, ranked beforehand: in a large library the ranking takes seconds, reading it does not.

The worker ranks after it has grouped (`keep`); the window reads (`worth_asking`) and leaves out what was settled since
by an answer, a name, or any other edit. A small library is ranked while the window waits, as it is at that moment.
Whom a question is about is kept as faces: keys of groups change, and whoever gets a name meanwhile gets another key.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from core.people.draft import parse_key
from core.records import Suggestion
from core.store.connection import transaction
from core.store.groups import Groups
from core.store.models import Models
from core.store.questions import Questions

KEY = "ranking:"
LARGE = 20_000
"""Visible faces from which on the ranking is kept: so many are ranked in half a second."""

KEPT = 100
ENOUGH = 40
"""Questions in a ranking; and how many of them must stand for it to serve on after edits, or half of fewer."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """A ranking, the newest edit that it knew (`Groups.last_edit`), and the newest face."""

    last_edit: int
    last_face: int
    questions: tuple[Suggestion, ...]


class Ranking:
    """Used through `Library.ranking` and `Queries.ranking`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._questions = Questions(db)
        self._models = Models(db)
        self._groups = Groups(db)

    def keep(self) -> None:
        """Ranks and keeps it, in a large library. For the worker, which has nothing better to do.

        A ranking of the same faces of which enough stands is left as it is.
        """
        model_id = self._models.active()
        if model_id is None or not self._is_large():
            return
        last_edit, last_face = self._groups.last_edit(), self._last_face()
        if self._serves_on(last_edit, last_face):
            return
        questions = self._questions.worth_asking(limit=KEPT)
        kept = json.dumps([last_edit, last_face, [asdict(question) for question in questions]])
        with transaction(self._db):
            self._db.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (f"{KEY}{model_id}", kept))

    def _serves_on(self, last_edit: int, last_face: int) -> bool:
        kept = self._kept()
        if kept is None or kept.last_face != last_face:
            return False
        enough = min(ENOUGH, len(kept.questions) // 2)
        return last_edit == kept.last_edit or 0 < enough <= len(self._standing(kept, limit=ENOUGH))

    def worth_asking(self, *, limit: int) -> list[Suggestion]:
        """The questions worth asking about this library, best first: those of the last ranking that stand, or new ones
        where there is no ranking, or all of it was answered."""
        kept = self._kept() if self._is_large() else None
        standing = [] if kept is None else self._standing(kept, limit=limit)
        if standing or (kept is not None and not kept.questions):
            return standing
        return self._questions.worth_asking(limit=limit)

    # --- inside -----------------------------------------------------------------------------------

    def _is_large(self) -> bool:
        row = self._db.execute(f"SELECT COUNT(*) FROM (SELECT 1 FROM faces WHERE missing = 0 LIMIT {LARGE})").fetchone()
        return int(row[0]) >= LARGE

    def _last_face(self) -> int:
        return int(self._db.execute("SELECT COALESCE(MAX(id), 0) FROM faces").fetchone()[0])

    def _kept(self) -> _Kept | None:
        row = self._db.execute(
            "SELECT value FROM settings WHERE key = ?", (f"{KEY}{self._models.active()}",)
        ).fetchone()
        if row is None:
            return None
        last_edit, last_face, questions = json.loads(row[0])
        faces = ("left_faces", "right_faces")
        return _Kept(
            last_edit,
            last_face,
            tuple(Suggestion(**{**one, **{side: tuple(one[side]) for side in faces}}) for one in questions),
        )

    def _standing(self, kept: _Kept, *, limit: int) -> list[Suggestion]:
        unchanged = kept.last_edit == self._groups.last_edit()
        found: list[Suggestion] = []
        for question in self._as_they_are_called_now(kept.questions):
            if unchanged or not self._is_settled(question):
                found.append(question)
            if len(found) == limit:
                break
        return found

    def _as_they_are_called_now(self, questions: Sequence[Suggestion]) -> Iterator[Suggestion]:
        """Questions whose sides are each still one person or group, and two, and to be seen."""
        for question in questions:
            left, right = self._key_of(question.left_faces), self._key_of(question.right_faces)
            if left is None or right is None or left == right:
                continue
            sides = ((left, question.left_faces), (right, question.right_faces))
            (left, left_faces), (right, right_faces) = sorted(sides, key=lambda side: side[0][0] != "p")  # stable
            yield Suggestion(left, right, question.probability, question.settles, left_faces, right_faces)

    def _key_of(self, faces: Sequence[int]) -> str | None:
        """Who all these faces are; None where they are not one, or hidden."""
        rows = self._db.execute(
            "SELECT COALESCE('p' || i.person_id, 'g' || i.cluster_id, 'f' || i.face_id) FROM face_identity i "
            "LEFT JOIN people who ON who.id = i.person_id "
            f"WHERE i.face_id IN ({', '.join('?' * len(faces))}) AND COALESCE(who.state, 'shown') = 'shown'",
            tuple(faces),
        ).fetchall()
        keys = {row[0] for row in rows}
        return keys.pop() if len(keys) == 1 and len(rows) == len(faces) else None

    def _is_settled(self, question: Suggestion) -> bool:
        """Whether an edit since the ranking answers the question, or two who share a photo would be asked about."""
        sides = (question.left, question.right)
        if all(self._is_named(key) for key in sides):
            return True  # of two with names the user knows that they are two
        left, right = (json.dumps(self._questions.faces_of(key)) for key in sides)
        for mine, theirs in ((left, right), (right, left)):
            if self._one(
                "SELECT 1 FROM answers WHERE face_a IN {} AND face_b IN {} AND answer <> 'same'", mine, theirs
            ):
                return True
        for key, faces in ((question.left, right), (question.right, left)):
            kind, number = parse_key(key)
            if kind == "p" and self._one(
                f"SELECT 1 FROM verdicts WHERE face_id IN {{}} AND person_id = {number} AND is_match = 0", faces
            ):
                return True
        return bool(self._questions.together(sides))

    def _is_named(self, key: str) -> bool:
        kind, number = parse_key(key)
        return kind == "p" and self._one(f"SELECT 1 FROM people WHERE id = {number} AND name <> ''")

    def _one(self, sql: str, *faces: str) -> bool:
        """Whether there is a row; {} are lists of faces."""
        listed = sql.format(*["(SELECT value FROM json_each(?))"] * len(faces))
        return self._db.execute(f"{listed} LIMIT 1", faces).fetchone() is not None
