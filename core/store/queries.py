"""What the library says, as records: people, faces, photos, folders. Read only."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Collection, Sequence

import numpy as np

from core.photos.reading import Reach
from core.records import Box, DateSource, Face, Folder, Landmarks, Person, Photo, Quality, Track
from core.store.birthdays import birthday_of
from core.store.bursts import find_bursts
from core.store.census import LOOKED_AT, Census
from core.store.connection import path_from_sql, path_to_sql
from core.store.lone_faces import LoneFaces, lone_faces
from core.store.marks import Marks
from core.store.photo_search import FoundPhotos, PhotoSearch, find_photos
from core.store.questions import Questions
from core.store.ranking import Ranking
from core.store.standing import newest_edit
from core.store.tracks import Tracks

REACH = Reach(patience=1.0)
"""For everybody: a disk that has yet to wake up is shown as away for a moment, and nobody waits for one that hangs."""

FACE_COLUMNS = (
    "f.id, f.photo_id, f.x, f.y, f.width, f.height, f.landmarks, f.score, f.size, f.sharpness, f.pose, f.overall, "
    "f.clusterable, p.taken_at, i.cluster_id, i.person_id, COALESCE(who.name, ''), i.how, "
    "(SELECT MIN(files.path) FROM files JOIN folders ON folders.id = files.folder_id "
    "WHERE files.photo_id = f.photo_id), f.at_second, p.taken_from"
)
FACE_TABLES = (
    "face_identity i JOIN faces f ON f.id = i.face_id JOIN photos p ON p.id = f.photo_id "
    "LEFT JOIN people who ON who.id = i.person_id"
)


class Queries:
    """Used through `Library.queries`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._census = Census(db)

    @property
    def marks(self) -> Marks:
        """What the user said about the photos themselves."""
        return Marks(self._db)

    @property
    def questions(self) -> Questions:
        """What is worth asking the user."""
        return Questions(self._db)

    @property
    def ranking(self) -> Ranking:
        """The same, ranked beforehand where the library is large."""
        return Ranking(self._db)

    def newest_edit(self) -> int:
        """The number of the edit that would be taken back now: no two have the same; 0 where there is none."""
        return newest_edit(self._db)

    # --- people -----------------------------------------------------------------------------------

    def people(self, touched: Collection[int] | None = None) -> list[Person]:
        """Everybody with a visible face: the named by name, then nameless people and groups of two or more by size.

        Hidden and ignored people are among them; `Person.state` tells. Where only the user's word about some people
        may have changed since the last call, `touched` says so, and the answer comes at once.
        """
        self._census.read(touched)
        return sorted(self._census.people(), key=_order)

    def names(self) -> dict[int, str]:
        """Every name ever given and still standing, also of people without a visible face: person id to name."""
        return dict(self._db.execute("SELECT id, name FROM people WHERE name <> '' ORDER BY name COLLATE NOCASE"))

    def birthday(self, person_id: int) -> str:
        """When somebody was born, an ISO date; "" where nobody said."""
        return birthday_of(self._db, person_id)

    def lone_faces(self) -> LoneFaces:
        """Faces without a name that are in no group, the best first. Takes a second in a large library."""
        return lone_faces(self._db)

    def named_share(self) -> tuple[int, int]:
        """(faces with a name, faces in all)."""
        row = self._db.execute(
            "SELECT COUNT(CASE WHEN who.name <> '' THEN 1 END), COUNT(*) FROM face_identity i "
            "LEFT JOIN people who ON who.id = i.person_id"
        ).fetchone()
        return int(row[0]), int(row[1])

    # --- faces ------------------------------------------------------------------------------------

    def faces_of(self, key: str) -> list[Face]:
        """The faces of a person (p3) or a nameless group (g12), or one face (f7), newest photo first."""
        where = {
            "p": "i.person_id = ?1 AND i.face_id IN (SELECT face_id FROM verdicts WHERE person_id = ?1 UNION "
            "SELECT face_id FROM active_groups WHERE cluster_id IN "
            "(SELECT cluster_id FROM votes WHERE person_id = ?1))",
            "g": "i.person_id IS NULL AND i.cluster_id = ?1 AND i.face_id IN "
            "(SELECT face_id FROM active_groups WHERE cluster_id = ?1)",
            "f": "i.face_id = ?1",
        }[key[0]]
        return self._faces(f"{where} ORDER BY p.taken_at DESC, f.id", (int(key[1:]),))

    def faces_in(self, photo_id: int) -> list[Face]:
        """The faces of one photo, from left to right."""
        return self._faces("i.photo_id = ? ORDER BY f.x, f.id", (photo_id,))

    def faces(self) -> list[Face]:
        """All visible faces."""
        return self._faces("1 ORDER BY f.id", ())

    def boxes_in(self, photo_id: int) -> tuple[Box, ...]:
        """Where the faces of a photograph are; nowhere in a video, whose picture shows another moment."""
        where = "photo_id = ? AND missing = 0 AND at_second IS NULL"
        found = self._db.execute(f"SELECT x, y, width, height FROM faces WHERE {where} ORDER BY id", (photo_id,))
        return tuple(Box(*row) for row in found)

    def face(self, face_id: int) -> Face | None:
        """One visible face."""
        found = self._faces("i.face_id = ?", (face_id,))
        return found[0] if found else None

    # --- photos and folders -----------------------------------------------------------------------

    def photo(self, photo_id: int) -> Photo | None:
        """One photo, visible or not."""
        found = self._photos("photos.id = ?", (photo_id,))
        return found[0] if found else None

    def photo_at(self, path: str) -> Photo | None:
        """The photo whose file lies there."""
        found = self._photos("photos.id = (SELECT photo_id FROM files WHERE path = ?)", (path_to_sql(path),))
        return found[0] if found else None

    def photos_of(self, key: str) -> list[Photo]:
        """The photos in which a person or group appears, newest first."""
        ids = dict.fromkeys(face.photo_id for face in self.faces_of(key))
        return [photo for photo_id in ids if (photo := self.photo(photo_id)) is not None]

    def photos(self) -> list[Photo]:
        """All visible photos that were looked at, newest first."""
        return self._photos(
            f"{LOOKED_AT} AND photos.places > 0 ORDER BY photos.taken_at DESC, photos.id DESC",
            (),
        )

    def find_photos(self, search: PhotoSearch, *, again: bool = True) -> FoundPhotos:
        """The photos that were looked at and match, as ids. Without `again` as of the last reading: in milliseconds."""
        self._census.read(None if again else ())
        return find_photos(self._db, self._census, search)

    def tracks_in(self, photo_id: int) -> list[Track]:
        """The ways of people through a video, by their beginnings; empty for a photograph."""
        return Tracks(self._db).of(photo_id)

    def lengths(self) -> dict[int, float]:
        """How long each video lasts, in seconds, by photo id."""
        return dict(self._db.execute("SELECT id, seconds FROM photos WHERE seconds IS NOT NULL").fetchall())

    def bursts(self) -> dict[int, tuple[int, ...]]:
        """Photos of nearly the same thing within seconds: which stands for which."""
        return find_bursts(self._db)

    def paths_of(self, photo_ids: Sequence[int]) -> list[str]:
        """One place of each photo, in this order; "" where it lies nowhere now."""
        rows = self._db.execute(
            "SELECT files.photo_id, MIN(files.path) FROM files JOIN folders ON folders.id = files.folder_id "
            "WHERE files.photo_id IN (SELECT value FROM json_each(?)) GROUP BY files.photo_id",
            (json.dumps(list(photo_ids)),),
        )
        paths = {photo_id: path_from_sql(path) for photo_id, path in rows.fetchall()}
        return [paths.get(photo_id, "") for photo_id in photo_ids]

    def failed(self) -> list[Photo]:
        """Photos that could not be used, with their reasons."""
        return self._photos(
            "photos.state = 'failed' AND photos.places > 0 ORDER BY photos.id",
            (),
        )

    def problems(self) -> list[tuple[str, str]]:
        """Places that the last scan could not read: (path, reason)."""
        rows = self._db.execute(
            "SELECT problems.path, reason FROM problems JOIN folders ON folders.id = folder_id ORDER BY problems.path"
        )
        return [(path_from_sql(path), reason) for path, reason in rows.fetchall()]

    def folders(self) -> list[Folder]:
        """The user's folders, and how many photos lie in each; those that could not be read are counted, too."""
        rows = self._db.execute(
            "SELECT folders.id, folders.path, COUNT(DISTINCT files.photo_id), COUNT(files.id) FROM folders "
            "LEFT JOIN files ON files.folder_id = folders.id GROUP BY folders.id ORDER BY folders.id"
        ).fetchall()
        failed = dict(
            self._db.execute(
                "SELECT files.folder_id, COUNT(DISTINCT photos.id) FROM photos "
                "JOIN files ON files.photo_id = photos.id WHERE photos.state = 'failed' GROUP BY files.folder_id"
            ).fetchall()
        )
        paths = [(row[0], path_from_sql(row[1]), row[2], row[3]) for row in rows]
        return [
            Folder(number, path, photos, REACH.has(path), files, failed.get(number, 0))
            for number, path, photos, files in paths
        ]

    def directories(self) -> list[str]:
        """Every directory in which a file of the library lies, and the user's folders themselves."""
        roots = [path_from_sql(row[0]) for row in self._db.execute("SELECT path FROM folders").fetchall()]
        files = self._db.execute("SELECT files.path FROM files JOIN folders ON folders.id = files.folder_id")
        return list(dict.fromkeys([*roots, *(os.path.dirname(path_from_sql(row[0])) for row in files.fetchall())]))  # noqa: PTH120

    def counts(self) -> dict[str, int]:
        """Visible photos, photos to be done, failed photos, and faces."""
        row = self._db.execute(
            "SELECT COUNT(*), COUNT(CASE WHEN state = 'pending' THEN 1 END), "
            "COUNT(CASE WHEN state = 'failed' THEN 1 END) FROM photos WHERE places > 0"
        ).fetchone()
        faces = self._db.execute("SELECT COUNT(*) FROM owned_faces").fetchone()
        return {"photos": row[0], "pending": row[1], "failed": row[2], "faces": faces[0]}

    # --- inside -----------------------------------------------------------------------------------

    def _faces(self, where: str, values: tuple[int, ...]) -> list[Face]:
        rows = self._db.execute(f"SELECT {FACE_COLUMNS} FROM {FACE_TABLES} WHERE {where}", values)
        return [_face(row) for row in rows.fetchall()]

    def _photos(self, where: str, values: tuple[object, ...]) -> list[Photo]:
        rows = self._db.execute(
            "SELECT id, state, reason, taken_at, width, height, "
            "(SELECT COUNT(*) FROM faces WHERE photo_id = photos.id AND missing = 0), taken_from, seconds FROM photos "
            f"WHERE {where}",
            values,
        ).fetchall()
        places = self._db.execute(
            "SELECT files.photo_id, files.path FROM files JOIN folders ON folders.id = files.folder_id "
            f"WHERE files.photo_id IN (SELECT id FROM photos WHERE {where})",
            values,
        )
        paths: dict[int, list[str]] = {}
        for photo_id, path in places.fetchall():
            paths.setdefault(photo_id, []).append(path_from_sql(path))
        return [_photo(row, sorted(paths.get(row[0], [""]))) for row in rows]


def _photo(row: tuple[int, str, str, str, int, int, int, DateSource, float | None], paths: list[str]) -> Photo:
    return Photo(
        photo_id=row[0],
        path=paths[0],
        also_at=tuple(paths[1:]),
        state=row[1],  # type: ignore[arg-type]
        reason=row[2],
        taken_at=row[3],
        width=row[4],
        height=row[5],
        faces=row[6],
        taken_from=row[7],
        seconds=row[8],
    )


def _order(person: Person) -> tuple[bool, str, int, str]:
    return (not person.name, person.name.casefold(), -person.faces, person.key)


def _face(row: tuple) -> Face:  # type: ignore[type-arg]
    return Face(
        face_id=row[0],
        photo_id=row[1],
        box=Box(*row[2:6]),
        landmarks=Landmarks.from_array(np.frombuffer(row[6], "<f4").reshape(5, 2)),
        score=row[7],
        quality=Quality(size=row[8], sharpness=row[9], pose=row[10], overall=row[11], clusterable=bool(row[12])),
        taken_at=row[13],
        group_id=row[14],
        person_id=row[15],
        name=row[16],
        how=row[17],
        photo_path=os.fsdecode(row[18]) if isinstance(row[18], bytes) else (row[18] or ""),
        at_second=row[19],
        taken_from=row[20],
    )
