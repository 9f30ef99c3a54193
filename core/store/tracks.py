"""The ways of people through videos: kept by the worker, drawn by the window, and rules for the grouping."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from core.records import FoundTrack, Track

Pairs = NDArray[np.int64]
SIDES = 5  # second, x, y, width, height


class Tracks:
    """For one library."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def keep(self, photo_id: int, found: Sequence[FoundTrack], face_ids: Sequence[int]) -> None:
        """Replaces the tracks of a video, inside the worker's transaction. face_ids: of all their faces, in order."""
        before = self._db.execute("SELECT id FROM tracks WHERE photo_id = ?", (photo_id,)).fetchall()
        ids = iter(face_ids)
        for track in found:
            path = np.column_stack([track.seconds, track.boxes]).astype("<f4")
            cursor = self._db.execute(
                "INSERT INTO tracks (photo_id, begins, ends, path) VALUES (?, ?, ?, ?)",
                (photo_id, float(track.seconds[0]), float(track.seconds[-1]), path.tobytes()),
            )
            self._db.executemany(
                "UPDATE faces SET track_id = ? WHERE id = ?", [(cursor.lastrowid, next(ids)) for _ in track.faces]
            )
        self._db.executemany("DELETE FROM tracks WHERE id = ?", before)

    def of(self, photo_id: int) -> list[Track]:
        """The tracks of a video that have a visible face, by their beginnings."""
        rows = self._db.execute(
            "SELECT t.id, t.path, json_group_array(f.id) FROM tracks t "
            "JOIN faces f ON f.track_id = t.id AND f.missing = 0 WHERE t.photo_id = ? "
            "GROUP BY t.id ORDER BY t.begins, t.id",
            (photo_id,),
        )
        return [_track(*row) for row in rows.fetchall()]

    def links(self) -> tuple[Pairs, Pairs]:
        """Pairs of faces (P, 2) of one track, and (Q, 2) of two tracks that are seen in one frame."""
        together: list[tuple[int, int]] = []
        apart: list[tuple[int, int]] = []
        for tracks in self._by_video():
            for track in tracks:
                together += combinations(track.face_ids, 2)
            for one, other in _in_one_frame(tracks):
                apart += [(a, b) for a in one.face_ids for b in other.face_ids]
        return _pairs(together), _pairs(apart)

    def _by_video(self) -> Iterator[list[Track]]:
        rows = self._db.execute(
            "SELECT t.photo_id, t.id, t.path, json_group_array(f.id) FROM tracks t "
            "JOIN faces f ON f.track_id = t.id AND f.missing = 0 GROUP BY t.id"
        )
        videos: dict[int, list[Track]] = defaultdict(list)
        for photo_id, *row in rows.fetchall():
            videos[photo_id].append(_track(*row))
        yield from videos.values()


def _track(track_id: int, path: bytes, faces: str) -> Track:
    rows = np.frombuffer(path, "<f4").reshape(-1, SIDES)
    face_ids = tuple(sorted(int(face) for face in faces[1:-1].split(",")))
    return Track(track_id, face_ids, rows[:, 0], rows[:, 1:])


def _in_one_frame(tracks: Sequence[Track]) -> Iterator[tuple[Track, Track]]:
    """Pairs of tracks of one video that share a moment. Where one has lost its face for a while, another that is seen
    only then may be the same person."""
    moments = np.unique(np.concatenate([track.seconds for track in tracks]))
    seen = np.zeros((len(tracks), len(moments)), np.float32)
    for number, track in enumerate(tracks):
        seen[number, np.searchsorted(moments, track.seconds)] = 1
    for one, other in np.argwhere(np.triu(seen @ seen.T, k=1)).tolist():
        yield tracks[one], tracks[other]


def _pairs(found: Sequence[tuple[int, int]]) -> Pairs:
    return np.array(found, np.int64).reshape(-1, 2)
