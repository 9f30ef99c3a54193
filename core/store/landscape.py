"""Who is near whom in a large library, roughly: so that the faces that may be somebody's, too, are found in no time.

To read a quarter of a million vectors takes seconds. So for each group and each lone face the mean is kept as it was
when the library was last looked over; near somebody's faces are then only a few, and those alone are read anew and
judged, under everything the user has said since (`questions`). What an album is like (`core.people.chance.Album`)
changes slowly, too, and comes from the same look.

Read in pieces, so that little memory is taken: 14 MB stay for 28,000 groups and lone faces.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.faces.vectors import dequantise
from core.people.chance import Album
from core.people.cutoff import rescaled
from core.store.columns import columns

if TYPE_CHECKING:
    from core.store.library import Library

Indexes = NDArray[np.int64]

LARGE = 20_000  # faces; with fewer everything is read anew each time, in a tenth of a second
PIECE = 25_000  # faces read at once
NEAREST = 96  # groups and lone faces that are judged; eight are shown, and a few turn out to be closed
MOST_FACES = 20_000  # of all of them together


@dataclass(frozen=True, slots=True, eq=False)
class Landscape:
    """K groups and lone faces."""

    model_id: int
    means: NDArray[np.float32]  # (K, dimension) plain means of unit vectors, rescaled
    sizes: Indexes  # (K,)
    face: Indexes  # (K,) one face of each, by which it is found again
    nameless: NDArray[np.bool_]  # (K,) no face was given to anybody
    album: Album

    def near(self, mean: NDArray[np.float64], *, within: float) -> Indexes:
        """One face of each nameless group, and the lone faces, nearest to a mean (dimension,), at most NEAREST."""
        distance = np.where(self.nameless, 2 - 2 * (self.means @ mean.astype(np.float32)), np.inf)
        nearest = np.argsort(distance, kind="stable")[:NEAREST]
        nearest = nearest[distance[nearest] <= within]
        chosen: Indexes = self.face[nearest[np.cumsum(self.sizes[nearest]) <= MOST_FACES]]
        return chosen

    @property
    def rivals(self) -> Indexes:
        """(R,) a face of each of the groups that `album` asks."""
        return self.face[self.album.rivals.group]


def landscape_of(library: Library) -> Landscape | None:
    """For a child process (`core.aside`): the window would stutter, and take twice the memory."""
    return library.questions.landscape()


def is_large(db: sqlite3.Connection, model_id: int) -> bool:
    """Whether a library is too large to be read whole each time."""
    some = "SELECT 1 FROM vectors WHERE model_id = ? LIMIT ?"
    (count,) = db.execute(f"SELECT COUNT(*) FROM ({some})", (model_id, LARGE)).fetchone()
    return int(count) >= LARGE


def look_over(db: sqlite3.Connection, model_id: int, *, scale: float) -> Landscape | None:
    """The landscape of a library; None of one without faces."""
    face_ids, groups, given = _sides(db, model_id)
    if not len(face_ids):
        return None
    _, first, side, sizes = np.unique(groups, return_index=True, return_inverse=True, return_counts=True)
    sums = _sums(db, model_id, face_ids, side, len(first), scale=scale)
    nameless = np.bincount(side, weights=given, minlength=len(first)) == 0
    album = Album.of(sums, sizes.astype(np.float64), made=nameless)
    means = (sums / sizes[:, None]).astype(np.float32)
    return Landscape(model_id, means, sizes, face_ids[first], nameless, album)


def _sides(db: sqlite3.Connection, model_id: int) -> tuple[Indexes, Indexes, NDArray[np.bool_]]:
    """(N,) visible faces in their order; their groups, a lone face with one of its own; whether given to a person."""
    face_ids, groups, given = columns(
        db,
        "SELECT json_group_array(id), json_group_array(COALESCE(cluster_id, -id)), json_group_array(given) FROM ("
        "SELECT f.id, c.cluster_id, v.face_id IS NOT NULL AS given FROM faces f "
        "JOIN photos p ON p.id = f.photo_id AND p.places > 0 AND f.missing = 0 "
        "JOIN vectors n ON n.face_id = f.id AND n.model_id = ?1 "
        "LEFT JOIN clustering c ON c.face_id = f.id AND c.model_id = ?1 "
        "LEFT JOIN verdicts v ON v.face_id = f.id AND v.is_match = 1 ORDER BY f.id)",
        model_id,
    )
    return face_ids, groups, given.astype(np.bool_)


def _sums(
    db: sqlite3.Connection, model_id: int, face_ids: Indexes, side: Indexes, count: int, *, scale: float
) -> NDArray[np.float64]:
    """The sums (count, dimension) of the vectors of each side."""
    sums: NDArray[np.float64] | None = None
    for ids, vectors in _vectors(db, model_id):
        place = np.searchsorted(face_ids, ids)
        here = place < len(face_ids)
        here[here] = face_ids[place[here]] == ids[here]
        vectors = rescaled(vectors[here], scale)
        sums = np.zeros((count, vectors.shape[1])) if sums is None else sums
        whose = side[place[here]]
        order = np.argsort(whose, kind="stable")
        starts = np.flatnonzero(np.diff(whose[order], prepend=-1))
        if starts.size:
            sums[whose[order[starts]]] += np.add.reduceat(vectors[order], starts, axis=0)
    assert sums is not None
    return sums


def _vectors(db: sqlite3.Connection, model_id: int) -> Iterator[tuple[Indexes, NDArray[np.float32]]]:
    """Ids (n,) and unit vectors (n, dimension), piece by piece. As text: SQLite joins it, without a row of Python."""
    last = -1
    while True:
        ids, packed, last = db.execute(
            "SELECT json_group_array(face_id), group_concat(hex(vector), ''), MAX(face_id) FROM ("
            "SELECT face_id, vector FROM vectors WHERE model_id = ? AND face_id > ? ORDER BY face_id LIMIT ?)",
            (model_id, last, PIECE),
        ).fetchone()
        if not packed:
            return
        found = np.fromstring(ids[1:-1], np.int64, sep=",")
        yield found, dequantise(np.frombuffer(bytes.fromhex(packed), np.int8).reshape(len(found), -1))
