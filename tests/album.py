"""An album of made-up people for tests: a real library, filled through the worker's own door, without networks."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.grouping import group_library
from core.people.edits import add_folder
from core.photos.scan import FoundFile
from core.records import Box, FoundFace, FoundTrack, Landmarks, Quality
from core.store.library import Library
from core.store.queue import Analysis

DIMENSION = 128


def face_vector(somebody: int, look: int = 0) -> NDArray[np.float32]:
    """A unit vector of a made-up person; other looks of the same person lie about 0.05 away, other people about 2."""
    who = np.random.default_rng(somebody).normal(size=DIMENSION)
    today = np.random.default_rng([somebody, look]).normal(size=DIMENSION)
    vector = who / np.linalg.norm(who) + 0.16 * today / np.linalg.norm(today)
    return (vector / np.linalg.norm(vector)).astype(np.float32)


def jpeg(colour: tuple[int, int, int], side: int = 64) -> bytes:
    """A plain picture."""
    file = io.BytesIO()
    Image.new("RGB", (side, side), colour).save(file, "JPEG")
    return file.getvalue()


def found_face(somebody: int, look: int = 0, *, place: float = 0.1, good: bool = True) -> FoundFace:
    """A face as the pipeline would hand it over."""
    colour = tuple(int(value) for value in np.random.default_rng(somebody).integers(40, 220, 3))
    return FoundFace(
        box=Box(place, 0.2, 0.1, 0.15),
        landmarks=Landmarks.from_array(np.full((5, 2), place + 0.05)),
        score=0.9,
        quality=Quality(80.0, 0.8, 0.9, 0.8 if good else 0.1, good),
        vector=face_vector(somebody, look),
        crop=jpeg(colour),  # type: ignore[arg-type]
    )


def found_track(somebody: int, begins: float, ends: float, *, number: int = 0, faces: int = 2) -> FoundTrack:
    """Somebody's way through a video as the worker would hand it over, four looks a second."""
    seconds = np.arange(begins, ends + 0.01, 0.25)
    place = 0.05 + 0.12 * number
    at = np.linspace(begins, ends, faces).round(2).tolist()
    seen = tuple(found_face(somebody, round(1000 + 100 * second), place=place) for second in at)
    return FoundTrack(seconds.astype(np.float32), np.tile([place, 0.2, 0.1, 0.15], (len(seconds), 1)), seen, tuple(at))


def film_analysis(content: str, tracks: Sequence[FoundTrack]) -> Analysis:
    """What the worker makes of a video of ten seconds."""
    return Analysis(content, "2020-05-01T12:00:00", 640, 480, (), jpeg((90, 90, 90)), seconds=10.0, tracks=tracks)


class Album:
    """A library filled through the worker's own door, with made-up people and no networks."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "library"
        self.photos_folder = folder / "photos"
        self.photos_folder.mkdir(parents=True)
        self.library = Library(self.folder)
        self.library.do(add_folder, str(self.photos_folder))
        self.model_id = self.library.model("made-up", DIMENSION)
        self._count = 0

    def photo(self, people: Sequence[int], *, name: str = "", taken_at: str = "2020-05-01T12:00:00") -> list[int]:
        """A photo that shows these people. Returns the ids of their faces, from left to right."""
        self._count += 1
        path = self.photos_folder / (name or f"IMG_{self._count:04}.jpg")
        path.write_bytes(jpeg((self._count % 255, 90, 120)))
        stat = path.stat()
        queue = self.library.queue
        queue.begin_scan()
        queue.add_files(self.library.queries.folders()[0].folder_id, [FoundFile(path, stat.st_size, stat.st_mtime_ns)])
        (task,) = queue.take(1)
        faces = [
            found_face(somebody, self._count, place=0.05 + 0.12 * number) for number, somebody in enumerate(people)
        ]
        analysis = Analysis(f"hash{self._count}", taken_at, 640, 480, faces, jpeg((90, 90, 90)))
        queue.finish(task, analysis, model_id=self.model_id, pipeline="1")
        return [face.face_id for face in self.library.queries.faces_in(self.photo_at(path))]

    def film(self, tracks: Sequence[tuple[int, float, float]], *, name: str = "", faces: int = 2) -> list[list[int]]:
        """A video with these ways through it: somebody, from a second, to a second. Returns the ids of the faces that
        stand for each of them, in the order of the beginnings."""
        self._count += 1
        path = self.photos_folder / (name or f"MOV_{self._count:04}.mp4")
        path.write_bytes(jpeg((self._count % 255, 20, 20)))
        stat = path.stat()
        queue = self.library.queue
        queue.begin_scan()
        queue.add_files(self.library.queries.folders()[0].folder_id, [FoundFile(path, stat.st_size, stat.st_mtime_ns)])
        (task,) = queue.take(1)
        found = [found_track(*track, number=number, faces=faces) for number, track in enumerate(tracks)]
        queue.finish(task, film_analysis(f"hash{self._count}", found), model_id=self.model_id, pipeline="1")
        return [list(track.face_ids) for track in self.library.queries.tracks_in(self.photo_at(path))]

    def photo_at(self, path: Path) -> int:
        """The id of the photo that lies there."""
        photo = self.library.queries.photo_at(str(path))
        assert photo is not None
        return photo.photo_id

    def group(self) -> None:
        """Groups the faces as the worker does."""
        group_library(self.library, self.model_id)

    def key_of(self, face_id: int) -> str:
        """The typed id of whoever this face is shown as."""
        face = self.library.queries.face(face_id)
        assert face is not None
        if face.person_id is not None:
            return f"p{face.person_id}"
        return f"f{face_id}" if face.group_id is None else f"g{face.group_id}"

    def who(self, face_id: int) -> str:
        """The name under which this face is shown."""
        face = self.library.queries.face(face_id)
        assert face is not None
        return face.name

    def words(self) -> dict[str, list[tuple[object, ...]]]:
        """All of the user's tables, to compare."""
        tables = ("people", "verdicts", "folders", "answers", "marks", "removed", "presence")
        return {table: sorted(self.library._db.execute(f"SELECT * FROM {table}").fetchall()) for table in tables}
