"""The machine's grouping in the library: what it is made from, and how its result is written.

Groups are written as differences in small transactions, so that an edit of the user's never waits for long.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.faces.vectors import dequantise, unit
from core.people.constraints import Constraints
from core.store.columns import columns
from core.store.connection import transaction
from core.store.standing import Standing, forget_standing, keep_standing, newest_edit, only_added, standing_of
from core.store.tracks import Tracks

ROWS_A_TRANSACTION = 50
"""An edit of the user's waits for no more than one of these transactions: a few milliseconds (grouping_churn.py among
the benchmarks measures it)."""

MOST_UNDONE = 1 << 20
"""Edits that can be undone at the same time, for `last_edit`: an edit after two undos must not count like them."""

REST, LONGEST_REST = 2.0, 0.1
"""Between two of them the worker rests so many times as long as the one before took, so that whoever waits for its turn
gets in, but not longer than this (seconds)."""


FINENESS = 1_000_000
"""Steps of a face's measure, as it is read."""

PHOTO = "CASE WHEN at_second IS NULL THEN photo_id ELSE -id END"
"""What makes two faces of one photo two people; in a video their moments do (`Tracks`)."""


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """Everything the grouping needs, over N visible faces in the order of their ids."""

    face_ids: NDArray[np.int64]  # (N,)
    vectors: NDArray[np.float32]  # (N, dimension), unit length
    clusterable: NDArray[np.bool_]  # (N,)
    quality: NDArray[np.float64]  # (N,) the one measure of each face, 0..1
    constraints: Constraints
    groups: NDArray[np.int64]  # (N,) the group so far; -1 for a lone or new face
    unsure: NDArray[np.int64]  # (U, 2) pairs of faces about which the user was asked and did not know
    last_edit: int  # `Groups.last_edit`, as this material knows it
    newest_edit: int = 0  # id of the newest of the edits that stand

    def labels(self) -> NDArray[np.int64]:
        """The groups so far as labels, shape (N,): each lone face has one of its own above all groups."""
        alone = self.groups < 0
        fresh = self.groups.max(initial=0) + 1 + np.arange(np.count_nonzero(alone))
        labels = self.groups.copy()
        labels[alone] = fresh
        return labels


class Groups:
    """Used through `Library.groups`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._tracks = Tracks(db)

    def material(self, model_id: int, *, among: NDArray[np.int64] | None = None) -> Material:
        """Reads vectors, verdicts and the groups so far, of all faces or of those `among` these ids.

        A face that has a group and no vector of this model (its photo cannot be read now) is judged by its company: its
        vector is the mean of the others in its group, and it founds none.
        """
        last_edit, newest = self.last_edit(), newest_edit(self._db)
        only = "" if among is None else json.dumps(among.tolist())
        face_ids, photo, clusterable, overall = columns(
            self._db,
            f"SELECT json_group_array(id), json_group_array({PHOTO}), json_group_array(clusterable), "
            f"json_group_array(CAST(overall * {FINENESS} AS INTEGER)) FROM (SELECT f.* FROM faces f "
            "JOIN photos p ON p.id = f.photo_id AND p.places > 0 AND f.missing = 0"
            f"{_only(only, 'f.id')} ORDER BY f.id)",
            *([only] if only else []),
        )
        members, cluster = columns(
            self._db,
            "SELECT json_group_array(face_id), json_group_array(cluster_id) FROM clustering WHERE model_id = ?"
            + _only(only, "face_id"),
            *([model_id, only] if only else [model_id]),
        )
        given, to_whom = columns(
            self._db,
            "SELECT json_group_array(face_id), json_group_array(person_id) FROM verdicts WHERE is_match = 1"
            + _only(only, "face_id"),
            *([only] if only else []),
        )
        groups, person = _of_faces(face_ids, members, cluster), _of_faces(face_ids, given, to_whom)
        vectors, known = self._vectors(model_id, face_ids, groups, only)
        judged = np.flatnonzero(np.abs(vectors).any(axis=1))
        face_ids, groups = face_ids[judged], groups[judged]
        return Material(
            face_ids=face_ids,
            vectors=vectors if len(judged) == len(vectors) else vectors[judged],
            clusterable=(clusterable.astype(np.bool_) & known)[judged],
            quality=overall[judged] / FINENESS,
            constraints=self._constraints(face_ids, photo=photo[judged], person=person[judged]),
            groups=groups,
            unsure=self._answers("unsure", face_ids),
            last_edit=last_edit,
            newest_edit=newest,
        )

    def write(self, model_id: int, face_ids: NDArray[np.int64], groups: NDArray[np.int64]) -> int:
        """Keeps the group of each face; -1 for a lone one. Returns how many faces changed.

        Faces that nothing was known to judge by (a whole group without vectors of this model) keep their group.
        """
        before = dict(
            self._db.execute("SELECT face_id, cluster_id FROM clustering WHERE model_id = ?", (model_id,)).fetchall()
        )
        after = {int(face): int(group) for face, group in zip(face_ids, groups, strict=True) if group >= 0}
        unjudged = self._without_vector(model_id) - set(face_ids.tolist())
        gone = [face for face in before if face not in after and face not in unjudged]
        new = [(face, group) for face, group in after.items() if before.get(face) != group]
        self._change(model_id, gone, new)
        return len(gone) + len(new)

    def write_some(
        self, model_id: int, face_ids: NDArray[np.int64], *, before: NDArray[np.int64], groups: NDArray[np.int64]
    ) -> int:
        """Keeps the groups of some faces, -1 for a lone one; the others stay as they are. Returns how many changed."""
        differs = before != groups
        rows = list(zip(face_ids[differs].tolist(), groups[differs].tolist(), strict=True))
        gone, new = [face for face, group in rows if group < 0], [row for row in rows if row[1] >= 0]
        self._change(model_id, gone, new)
        return len(rows)

    def forget_invisible(self, model_id: int) -> None:
        """Takes faces that are not to be seen any more out of their groups."""
        rows = self._db.execute(
            "SELECT c.face_id FROM clustering c JOIN faces f ON f.id = c.face_id JOIN photos p ON p.id = f.photo_id "
            "WHERE c.model_id = ? AND (f.missing <> 0 OR p.places = 0)",
            (model_id,),
        )
        self._change(model_id, [row[0] for row in rows.fetchall()], [])

    def standing(self, model_id: int) -> Standing | None:
        """What the last grouping knew; None before the first one."""
        return standing_of(self._db, model_id)

    def keep_standing(self, model_id: int, standing: Standing) -> None:
        """Notes what this grouping knew."""
        keep_standing(self._db, model_id, standing)

    def forget_standing(self) -> None:
        """Lets the next grouping begin anew, of whatever model."""
        forget_standing(self._db)

    def only_added(self, since: int) -> bool:
        """Whether the user, after this edit, took no word back that holds faces together."""
        return only_added(self._db, since)

    def next_id(self, model_id: int) -> int:
        """An id that no group has."""
        row = self._db.execute("SELECT MAX(cluster_id) FROM clustering WHERE model_id = ?", (model_id,)).fetchone()
        return int(row[0] or 0) + 1

    def last_edit(self) -> int:
        """Another number for another state of the journal: after every edit, undo and redo."""
        row = self._db.execute(f"SELECT COALESCE(MAX(id), 0) * {MOST_UNDONE} + SUM(undone) FROM edits").fetchone()
        return int(row[0] or 0)

    def _change(self, model_id: int, gone: Sequence[int], new: Sequence[tuple[int, int]]) -> None:
        """Takes faces out of their groups, then gives (face, group), a few rows at a time."""
        self._in_steps("DELETE FROM clustering WHERE model_id = ? AND face_id = ?", [(model_id, face) for face in gone])
        self._in_steps(
            "INSERT INTO clustering VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET cluster_id = excluded.cluster_id",
            [(model_id, face, group) for face, group in new],
        )

    def _in_steps(self, sql: str, rows: Sequence[tuple[int, ...]]) -> None:
        for start in range(0, len(rows), ROWS_A_TRANSACTION):
            began = time.monotonic()
            with transaction(self._db):
                self._db.executemany(sql, rows[start : start + ROWS_A_TRANSACTION])
            if start + ROWS_A_TRANSACTION < len(rows):
                time.sleep(min(REST * (time.monotonic() - began), LONGEST_REST))

    def _without_vector(self, model_id: int) -> set[int]:
        """Visible faces that have a group of this model and no vector."""
        rows = self._db.execute(
            "SELECT c.face_id FROM clustering c JOIN faces f ON f.id = c.face_id AND f.missing = 0 "
            "JOIN photos p ON p.id = f.photo_id AND p.places > 0 "
            "LEFT JOIN vectors v ON v.model_id = c.model_id AND v.face_id = c.face_id "
            "WHERE c.model_id = ? AND v.face_id IS NULL",
            (model_id,),
        )
        return {row[0] for row in rows.fetchall()}

    def _vectors(
        self, model_id: int, face_ids: NDArray[np.int64], groups: NDArray[np.int64], only: str
    ) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """The vectors (N, dimension), and which of them are the faces' own (N,). The others are the mean of those of
        their group, noughts where nobody there has one."""
        rows = self._db.execute(
            f"SELECT face_id, vector FROM vectors WHERE model_id = ?{_only(only, 'face_id')}",
            (model_id, only) if only else (model_id,),
        ).fetchall()
        packed = b"".join(row[1] for row in rows)
        dimension = len(packed) // max(1, len(rows))
        place, here = _places(face_ids, np.array([row[0] for row in rows], np.int64))
        vectors, known = np.zeros((len(face_ids), dimension), np.float32), np.zeros(len(face_ids), np.bool_)
        if dimension:
            vectors[place[here]] = dequantise(np.frombuffer(packed, np.int8).reshape(-1, dimension))[here]
        known[place[here]] = True
        if not known.all():
            _, group = np.unique(groups, return_inverse=True)
            sums = np.zeros((group.max() + 1, dimension), np.float32)
            company = known & (groups >= 0)
            np.add.at(sums, group[company], vectors[company])
            vectors[~known] = unit(sums[group[~known]])
        return vectors, known

    def _constraints(
        self, face_ids: NDArray[np.int64], *, photo: NDArray[np.int64], person: NDArray[np.int64]
    ) -> Constraints:
        rejected = self._pairs("SELECT face_id, person_id FROM verdicts WHERE is_match = 0")
        place, known = _places(face_ids, rejected[:, 0])
        rejected = np.column_stack([place, rejected[:, 1]])[known]
        same, different = (self._answers(answer, face_ids) for answer in ("same", "different"))
        one_track, at_once = (_indexes(face_ids, pairs) for pairs in self._tracks.links())
        return Constraints(photo, person, rejected, same, different, one_track, at_once)

    def _answers(self, answer: str, face_ids: NDArray[np.int64]) -> NDArray[np.int64]:
        """Pairs of faces, as indexes, about which the user said this; the newest first."""
        said = self._pairs(f"SELECT face_a, face_b FROM answers WHERE answer = '{answer}' ORDER BY at DESC")
        return _indexes(face_ids, said)

    def _pairs(self, sql: str) -> NDArray[np.int64]:
        return np.array(self._db.execute(sql).fetchall(), np.int64).reshape(-1, 2)


def _only(faces: str, column: str) -> str:
    """The condition that keeps to these faces, a JSON list; none where there is no list."""
    return f" AND {column} IN (SELECT value FROM json_each(?))" if faces else ""


def _of_faces(face_ids: NDArray[np.int64], keys: NDArray[np.int64], values: NDArray[np.int64]) -> NDArray[np.int64]:
    """The value of each face (N,), from values (K,) of the faces `keys`; -1 where there is none."""
    place, known = _places(face_ids, keys)
    found = np.full(len(face_ids), -1, dtype=np.int64)
    found[place[known]] = values[known]
    return found


def _indexes(face_ids: NDArray[np.int64], pairs: NDArray[np.int64]) -> NDArray[np.int64]:
    """Pairs of ids (P, 2) as pairs of indexes, without those of which a face is not there."""
    left, left_known = _places(face_ids, pairs[:, 0])
    right, right_known = _places(face_ids, pairs[:, 1])
    return np.column_stack([left, right])[left_known & right_known]


def _places(face_ids: NDArray[np.int64], wanted: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Index of each wanted id in the sorted `face_ids`, and whether it is there."""
    place = np.searchsorted(face_ids, wanted)
    known = place < len(face_ids)
    known[known] = face_ids[place[known]] == wanted[known]
    return place.astype(np.int64), known
