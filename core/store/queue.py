"""The worker's side of the library: which files there are, which photos are to be done, what was found in them.

The photo rows in state `pending` are the queue. A photo taken up is marked `in_flight` first, so that after a death of
the worker its suspects are known; finishing a photo is one transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from core.photos.scan import FoundFile, Problem
from core.records import Box, Folder, FoundFace, FoundTrack
from core.store.clocks import Clocks, Step, step_between
from core.store.connection import path_from_sql, path_to_sql, transaction
from core.store.found_faces import FoundFaces, is_spoken_of
from core.store.previews import Previews
from core.store.tracks import Tracks
from core.store.twins import twin_of

UNDO_IN_PEACE = timedelta(days=1)
"""What is known of a removed folder is kept out of sight for so long: whoever brings it back need not wait again."""

MAX_DEATHS = 3
"""A photo that the worker died on this often, each time alone, is given up."""

DIED = "Familiar stopped unexpectedly each time it read this photo, so it is left out."

SAME_CONTENT = (
    "SELECT id FROM photos WHERE content_hash = ?1 AND id <> ?2 "
    "UNION ALL SELECT photo_id FROM other_contents WHERE content_hash = ?1 AND photo_id <> ?2"
)
"""The photo besides ?2 that has the content ?1, or had it before names were written into it."""

FORGET_OTHERS = (
    "DELETE FROM other_contents WHERE photo_id = ?1 AND ?2 NOT IN (SELECT content_hash FROM other_contents WHERE "
    "photo_id = ?1 UNION ALL SELECT content_hash FROM photos WHERE id = ?1 AND content_hash IS NOT NULL)"
)
"""A photo whose picture was edited is no longer what its other contents show."""


@dataclass(frozen=True, slots=True)
class Task:
    """A photo to be done and a place where its file lies."""

    photo_id: int
    path: str
    folder_id: int


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the worker learned about one photo."""

    content_hash: str
    taken_at: str
    width: int
    height: int
    faces: Sequence[FoundFace]  # of a photograph
    thumbnail: bytes
    seconds: float | None = None  # how long a video lasts
    tracks: Sequence[FoundTrack] = ()  # of a video

    @property
    def all_faces(self) -> list[FoundFace]:
        """Of a photograph, or of all tracks."""
        return [*self.faces, *(face for track in self.tracks for face in track.faces)]


class Queue:
    """Used through `Library.queue`, by the worker only."""

    def __init__(self, db: sqlite3.Connection, previews: Previews) -> None:
        self._db = db
        self._found = FoundFaces(db)
        self._tracks = Tracks(db)
        self._previews = previews
        self._clocks = Clocks(db)

    def folders(self) -> list[Folder]:
        """The folders that the user added."""
        rows = self._db.execute("SELECT id, path FROM folders ORDER BY id").fetchall()
        return [Folder(row[0], path_from_sql(row[1]), 0, True) for row in rows]

    # --- scanning ---------------------------------------------------------------------------------

    def begin_scan(self) -> None:
        """Forgets places whose folder was removed, and starts noting which files are seen."""
        self._db.execute("CREATE TEMP TABLE IF NOT EXISTS seen (path PRIMARY KEY) WITHOUT ROWID")
        self._db.execute("DELETE FROM temp.seen")
        self._clocks = Clocks(self._db)
        lately = (datetime.now(UTC) - UNDO_IN_PEACE).isoformat()
        with transaction(self._db):
            self._db.execute(
                "DELETE FROM files WHERE folder_id NOT IN (SELECT id FROM folders) AND NOT EXISTS "
                "(SELECT 1 FROM edits WHERE kind = 'remove_folder' AND undone = 0 AND at > ?)",
                (lately,),
            )
            self._db.execute("DELETE FROM problems WHERE folder_id NOT IN (SELECT id FROM folders)")
            self._db.execute("UPDATE photos SET state = 'pending', reason = '' WHERE state = 'failed' AND retry = 1")

    def add_files(self, folder_id: int, files: Sequence[FoundFile]) -> None:
        """Takes note of files; new and changed ones become pending photos. A few of those whose clock seems to have
        moved are read."""
        with transaction(self._db):
            moved = [(file, step) for file in files if (step := self._add_file(folder_id, file)) is not None]
        if not moved:
            return
        untouched = set(self._clocks.untouched(folder_id, moved))
        with transaction(self._db):
            for file, _ in moved:
                self._add_moved(file, untouched=file in untouched)

    def end_scan(self, folder_id: int, problems: Sequence[Problem]) -> None:
        """Forgets files of the folder that are gone; below a directory that could not be read nothing is gone."""
        rows = self._db.execute(
            "SELECT id, path FROM files WHERE folder_id = ? AND path NOT IN (SELECT path FROM temp.seen)",
            (folder_id,),
        ).fetchall()
        unread = tuple(str(problem.path) for problem in problems)
        gone = [(row[0],) for row in rows if not any(_lies_in(path_from_sql(row[1]), place) for place in unread)]
        with transaction(self._db):
            self._db.executemany("DELETE FROM files WHERE id = ?", gone)
            self._db.execute("DELETE FROM problems WHERE folder_id = ?", (folder_id,))
            self._db.executemany(
                "INSERT OR REPLACE INTO problems VALUES (?, ?, ?)",
                [(folder_id, path_to_sql(str(problem.path)), problem.reason) for problem in problems],
            )

    def has_files(self, folder_id: int) -> bool:
        """Whether the library knows a file in this folder."""
        return self._db.execute("SELECT 1 FROM files WHERE folder_id = ?", (folder_id,)).fetchone() is not None

    def _add_moved(self, file: FoundFile, *, untouched: bool) -> None:
        """A known file with another time."""
        path = path_to_sql(str(file.path))
        row_id, photo_id = self._db.execute("SELECT id, photo_id FROM files WHERE path = ?", (path,)).fetchone()
        photo = photo_id if untouched else self._changed_photo(photo_id)
        self._db.execute("UPDATE files SET mtime_ns = ?, photo_id = ? WHERE id = ?", (file.mtime_ns, photo, row_id))

    def _add_file(self, folder_id: int, file: FoundFile) -> Step | None:
        """The step by which its clock may have moved; then nothing is noted yet."""
        path = path_to_sql(str(file.path))
        self._db.execute("INSERT OR IGNORE INTO temp.seen VALUES (?)", (path,))
        row = self._db.execute("SELECT id, size, mtime_ns, photo_id FROM files WHERE path = ?", (path,)).fetchone()
        if row is None:
            row = twin_of(self._db, folder_id, path)
        if row is None:
            self._db.execute(
                "INSERT INTO files (folder_id, path, size, mtime_ns, photo_id) VALUES (?, ?, ?, ?, ?)",
                (folder_id, path, file.size, file.mtime_ns, self._new_photo(None)),
            )
        elif (row[1], row[2]) != (file.size, file.mtime_ns):
            step = step_between(row[2], file.mtime_ns) if row[1] == file.size else None
            if step is not None:
                return step
            self._db.execute(
                "UPDATE files SET path = ?, size = ?, mtime_ns = ?, photo_id = ? WHERE id = ?",
                (path, file.size, file.mtime_ns, self._changed_photo(row[3]), row[0]),
            )
        return None

    def _changed_photo(self, photo_id: int) -> int:
        """The photo to be done for a file that changed: a row never read so far serves again."""
        unread = self._db.execute(
            "UPDATE photos SET state = 'pending', reason = '', attempts = 0 WHERE id = ? AND content_hash IS NULL",
            (photo_id,),
        )
        return photo_id if unread.rowcount else self._new_photo(photo_id)

    def _new_photo(self, replaces: int | None) -> int:
        cursor = self._db.execute("INSERT INTO photos (replaces) VALUES (?)", (replaces,))
        return int(cursor.lastrowid or 0)

    # --- taking up --------------------------------------------------------------------------------

    def renew(self, pipeline: str) -> int:
        """Makes photos pending that another version of the pipeline looked at. Returns how many.

        A pipeline is called MODEL/VERSION; only the version counts, since another model finds the same faces: it only
        needs vectors of its own (`core.store.models`).
        """
        with transaction(self._db):
            cursor = self._db.execute(
                "UPDATE photos SET state = 'pending' WHERE state = 'done' "
                "AND substr(pipeline, instr(pipeline, '/') + 1) <> ?",
                (pipeline.rpartition("/")[2],),
            )
        return cursor.rowcount

    def pending(self, *, away: Collection[int] = ()) -> int:
        """How many photos are to be done; those in the folders `away` cannot be now."""
        tasks = self._tasks("1", away)
        return int(self._db.execute(f"SELECT COUNT(*) FROM ({tasks})").fetchone()[0])

    def finished(self) -> int:
        """How many visible photos are done with, failed ones included."""
        row = self._db.execute("SELECT COUNT(*) FROM photos WHERE places > 0 AND state <> 'pending'").fetchone()
        return int(row[0])

    def suspects(self, *, away: Collection[int] = ()) -> list[Task]:
        """Photos that were in work when the last worker died: they are to run one at a time."""
        return self._load(self._tasks("in_flight = 1", away))

    def take(self, count: int, *, away: Collection[int] = ()) -> list[Task]:
        """The next photos, marked as in work."""
        with transaction(self._db):
            tasks = self._load(f"{self._tasks('in_flight = 0', away)} ORDER BY photos.id LIMIT {count}")
            self._db.executemany("UPDATE photos SET in_flight = 1 WHERE id = ?", [(task.photo_id,) for task in tasks])
        return tasks

    def put_back(self, tasks: Iterable[Task]) -> None:
        """Not in work any more, and not done: an ordered stop."""
        with transaction(self._db):
            self._db.executemany("UPDATE photos SET in_flight = 0 WHERE id = ?", [(task.photo_id,) for task in tasks])

    def enter_alone(self, task: Task) -> bool:
        """Counts a death in advance for a suspect that now runs alone. False where it is given up instead."""
        with transaction(self._db):
            deaths = self._db.execute("SELECT attempts FROM photos WHERE id = ?", (task.photo_id,)).fetchone()[0]
            if deaths >= MAX_DEATHS:
                self._fail(task, DIED, retry=False)
                return False
            self._db.execute("UPDATE photos SET attempts = attempts + 1 WHERE id = ?", (task.photo_id,))
        return True

    def forgive(self) -> None:
        """Nobody is to blame: the parent killed the worker on purpose."""
        with transaction(self._db):
            self._db.execute("UPDATE photos SET in_flight = 0, attempts = MAX(0, attempts - 1) WHERE in_flight = 1")

    def _tasks(self, where: str, away: Collection[int]) -> str:
        """SQL for the photos to be done, each with one place where its file lies."""
        reachable = f"files.folder_id NOT IN ({', '.join(str(int(folder)) for folder in away)})"
        return (
            "SELECT photos.id, MIN(files.path), files.folder_id FROM photos "
            "JOIN files ON files.photo_id = photos.id JOIN folders ON folders.id = files.folder_id "
            f"WHERE state = 'pending' AND {where} AND {reachable} GROUP BY photos.id"
        )

    def _load(self, tasks: str) -> list[Task]:
        return [Task(row[0], path_from_sql(row[1]), row[2]) for row in self._db.execute(tasks).fetchall()]

    # --- finishing --------------------------------------------------------------------------------

    def known_as(self, task: Task, content_hash: str) -> bool:
        """Whether this content is in the library already, under another place: then the place joins it."""
        with transaction(self._db):
            row = self._db.execute(SAME_CONTENT, (content_hash, task.photo_id)).fetchone()
            if row is None:
                return False
            self._db.execute("UPDATE files SET photo_id = ? WHERE photo_id = ?", (row[0], task.photo_id))
            self._db.execute("UPDATE photos SET replaces = ? WHERE replaces = ?", (row[0], task.photo_id))
            try:
                self._db.execute("DELETE FROM photos WHERE id = ?", (task.photo_id,))
            except sqlite3.IntegrityError:  # it was looked at before, when its file held something else: it has faces
                self._db.execute("UPDATE photos SET state = 'done', in_flight = 0 WHERE id = ?", (task.photo_id,))
        return True

    def fail(self, task: Task, reason: str, *, retry: bool) -> None:
        """The photo cannot be used, and why."""
        with transaction(self._db):
            self._fail(task, reason, retry=retry)

    def finish(self, task: Task, analysis: Analysis, *, model_id: int, pipeline: str) -> None:
        """Keeps what was found, in one transaction. Faces found again keep their ids, and so their names."""
        with transaction(self._db):
            photo_id = self._settle(task, analysis, model_id)
            self._db.execute(FORGET_OTHERS, (photo_id, analysis.content_hash))
            self._db.execute(
                "UPDATE photos SET content_hash = ?, taken_at = ?, taken_from = ?, likeness = NULL, width = ?, "
                "height = ?, seconds = ?, state = 'done', in_flight = 0, "
                "attempts = 0, reason = '', retry = 0, pipeline = ?, replaces = NULL WHERE id = ?",
                (
                    analysis.content_hash,
                    analysis.taken_at,
                    "exif" if analysis.taken_at else "",
                    analysis.width,
                    analysis.height,
                    analysis.seconds,
                    pipeline,
                    photo_id,
                ),
            )
            seconds = [at for track in analysis.tracks for at in track.at] if analysis.seconds is not None else None
            crops = self._found.keep(photo_id, analysis.all_faces, model_id, seconds=seconds)
            self._tracks.keep(photo_id, analysis.tracks, list(crops))
            # Previews first: if the commit below is lost, they are overwritten when the ids are given again.
            self._previews.put(crops, {photo_id: analysis.thumbnail})

    def _settle(self, task: Task, analysis: Analysis, model_id: int) -> int:
        """The photo row this content belongs to: the replaced one where it shows the same picture edited."""
        (old,) = self._db.execute("SELECT replaces FROM photos WHERE id = ?", (task.photo_id,)).fetchone()
        if old is None or self._db.execute("SELECT 1 FROM files WHERE photo_id = ?", (old,)).fetchone():
            return task.photo_id
        if not self._shows_same(int(old), analysis, model_id):
            return task.photo_id
        self._db.execute("UPDATE files SET photo_id = ? WHERE photo_id = ?", (old, task.photo_id))
        self._db.execute("DELETE FROM photos WHERE id = ?", (task.photo_id,))
        return int(old)

    def _shows_same(self, photo_id: int, analysis: Analysis, model_id: int) -> bool:
        """The same face; where there is none, the same thumbnail to the last byte: something was noted in the file."""
        if not analysis.all_faces:
            return bool(analysis.thumbnail) and analysis.thumbnail == self._previews.thumbnail(photo_id)
        return self._found.has_one_of(photo_id, analysis.all_faces, model_id)

    def _fail(self, task: Task, reason: str, *, retry: bool) -> None:
        self._db.execute(
            "UPDATE photos SET state = 'failed', in_flight = 0, reason = ?, retry = ? WHERE id = ?",
            (reason, int(retry), task.photo_id),
        )

    # --- previews ---------------------------------------------------------------------------------

    def without_previews(self) -> list[tuple[Task, list[tuple[int, Box, float | None]]]]:
        """Photos with a face that has no crop: with all their faces, boxes and moments."""
        faces = [row[0] for row in self._db.execute("SELECT face_id FROM owned_faces").fetchall()]
        found: list[tuple[Task, list[tuple[int, Box, float | None]]]] = []
        photos = {}
        for face_id in self._previews.without_crop(faces):
            (photo_id,) = self._db.execute("SELECT photo_id FROM faces WHERE id = ?", (face_id,)).fetchone()
            photos[photo_id] = True
        for photo_id in photos:
            path, folder_id = self._db.execute(
                "SELECT MIN(files.path), folder_id FROM files JOIN folders ON folders.id = folder_id "
                "WHERE photo_id = ?",
                (photo_id,),
            ).fetchone()
            rows = self._db.execute(
                "SELECT id, at_second, x, y, width, height FROM faces WHERE photo_id = ? AND missing = 0", (photo_id,)
            )
            boxes = [(row[0], Box(*row[2:]), row[1]) for row in rows.fetchall()]
            found.append((Task(photo_id, path_from_sql(path), folder_id), boxes))
        return found

    # --- cleaning ---------------------------------------------------------------------------------

    def forget_homeless(self) -> int:
        """Deletes photos that lie nowhere any more, unless the user spoke about them. Returns how many."""
        rows = self._db.execute(
            "SELECT id FROM photos WHERE NOT EXISTS (SELECT 1 FROM files WHERE photo_id = photos.id)"
        ).fetchall()
        gone: list[int] = []
        crops: list[int] = []
        with transaction(self._db):
            for (photo_id,) in rows:
                faces = [
                    row[0]
                    for row in self._db.execute("SELECT id FROM faces WHERE photo_id = ?", (photo_id,)).fetchall()
                ]
                if is_spoken_of(self._db, "photo", photo_id) or any(
                    is_spoken_of(self._db, "face", face) for face in faces
                ):
                    continue
                self._db.execute("DELETE FROM faces WHERE photo_id = ?", (photo_id,))
                self._db.execute("UPDATE photos SET replaces = NULL WHERE replaces = ?", (photo_id,))
                self._db.execute("DELETE FROM photos WHERE id = ?", (photo_id,))
                gone.append(photo_id)
                crops += faces
        if gone:
            self._previews.forget(faces=crops, photos=gone)
        return len(gone)


def _lies_in(path: str, place: str) -> bool:
    inside = place.rstrip("/\\")
    return path == place or path.startswith((inside + "/", inside + "\\"))
