"""The values that travel between the rooms. Frozen; nothing here opens a file or knows a database.

Coordinates are fractions (0..1) of the *upright* image, x to the right, y down, from the moment they leave detection.
"Left" and "right" of a face mean the left and the right side of the image.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

How = Literal["confirmed", "guessed", "unnamed"]
PersonState = Literal["shown", "hidden", "ignored"]
Job = Literal["index", "group"]  # everything, or only group the faces anew
Algorithm = Literal["average", "hdbscan"]
PhotoState = Literal["pending", "done", "failed"]
DateSource = Literal["exif", "xmp", "name", "file", ""]  # where a photo's date comes from; "" where there is none


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in fractions (0..1) of the upright image; may reach a little over the border."""

    x: float
    y: float
    width: float
    height: float

    @property
    def area(self) -> float:
        return self.width * self.height

    def overlap(self, other: Box) -> float:
        """Intersection over union, 0..1."""
        across = min(self.x + self.width, other.x + other.width) - max(self.x, other.x)
        down = min(self.y + self.height, other.y + other.height) - max(self.y, other.y)
        if across <= 0 or down <= 0:
            return 0.0
        shared = across * down
        return shared / (self.area + other.area - shared)


@dataclass(frozen=True, slots=True)
class NamedBox:
    """Where another program says that somebody is."""

    name: str
    box: Box


@dataclass(frozen=True, slots=True)
class NamesFound:
    """What one source, a sidecar say, tells about who is in a photo."""

    source: Literal["xmp", "picasa", "takeout"]
    readings: tuple[tuple[NamedBox, ...], ...] = ()
    """The boxes. Where it is uncertain which way up the photo was meant, every way it may be: the likeliest first."""
    names: tuple[str, ...] = ()  # in the photo, nobody knows where


Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Landmarks:
    """Five points of a face as (x, y), fractions (0..1) of the upright image."""

    left_eye: Point
    right_eye: Point
    nose: Point
    left_mouth: Point
    right_mouth: Point

    @classmethod
    def from_array(cls, points: NDArray[np.floating]) -> Landmarks:
        """From an array of shape (5, 2) in the order of the fields."""
        rows: list[Point] = [(float(x), float(y)) for x, y in points]
        return cls(*rows)

    def to_array(self) -> NDArray[np.float32]:
        """Shape (5, 2), in the order of the fields."""
        return np.array([self.left_eye, self.right_eye, self.nose, self.left_mouth, self.right_mouth], dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Quality:
    """How well a face can be judged; `core.faces.quality` says how each figure is made."""

    size: float  # shorter side of the box, in pixels of the source photo
    sharpness: float  # 0 blurred .. 1 sharp
    pose: float  # 0 profile .. 1 frontal
    overall: float  # 0 useless .. 1 perfect: the one documented measure
    clusterable: bool  # good enough to found a group


@dataclass(frozen=True, slots=True, eq=False)
class FoundFace:
    """One face as the pipeline finds it, before the library knows it."""

    box: Box
    landmarks: Landmarks
    score: float  # detector's confidence, 0..1
    quality: Quality
    vector: NDArray[np.float32]  # shape (dimension,), unit length
    crop: bytes  # JPEG of the face with room for hair and chin, at most CROP_SIDE pixels a side


@dataclass(frozen=True, slots=True, eq=False)
class FoundTrack:
    """Somebody's way through a video, from a cut to a cut at most, as it is found."""

    seconds: NDArray[np.float32]  # shape (n,), ascending, from the beginning of the video
    boxes: NDArray[np.float32]  # shape (n, 4): x, y, width, height as in `Box`
    faces: tuple[FoundFace, ...]  # the best few of them
    at: tuple[float, ...]  # the second of each


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """Somebody's way through a video, as the library knows it."""

    track_id: int
    face_ids: tuple[int, ...]  # its best moments
    seconds: NDArray[np.float32]  # shape (n,), ascending
    boxes: NDArray[np.float32]  # shape (n, 4)

    @property
    def begins(self) -> float:
        return float(self.seconds[0])

    @property
    def ends(self) -> float:
        return float(self.seconds[-1])

    def box_at(self, second: float, *, slack: float) -> Box | None:
        """Where the face is then, between two looks in the middle between them; None where it is not there, `slack`
        seconds before and after it included."""
        if not self.begins - slack <= second <= self.ends + slack:
            return None
        return Box(*(float(np.interp(second, self.seconds, self.boxes[:, side])) for side in range(4)))


@dataclass(frozen=True, slots=True)
class Photo:
    """One photograph or video (one content); `path` is one of the places where it lies, "" where there is none now."""

    photo_id: int
    path: str
    also_at: tuple[str, ...]
    state: PhotoState
    reason: str  # why it failed, a sentence; "" otherwise
    taken_at: str  # ISO 8601 local time, "" where unknown
    width: int  # of the upright image, pixels; 0 while unknown
    height: int
    faces: int
    taken_from: DateSource = ""
    seconds: float | None = None  # how long a video lasts; None of a photograph


@dataclass(frozen=True, slots=True)
class Face:
    """One face in one photo, and who it is."""

    face_id: int
    photo_id: int
    photo_path: str
    box: Box
    landmarks: Landmarks
    score: float
    quality: Quality
    taken_at: str
    group_id: int | None  # None for a lone face
    person_id: int | None
    name: str  # "" while nameless
    how: How
    at_second: float | None = None  # the moment in a video; None in a photograph
    taken_from: DateSource = ""

    @property
    def taken_on(self) -> str:
        """The day on which the photo was taken, an ISO date; "" where nobody knows, or only the file has a date."""
        return "" if self.taken_from == "file" else self.taken_at[:10]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the People page: a person of the user's (`person_id`), or a nameless group (`group_id`)."""

    person_id: int | None
    group_id: int | None
    name: str  # "" while nameless
    state: PersonState
    faces: int
    photos: int
    cover_face_id: int | None
    last_seen: str  # ISO 8601, "" where no photo carries a date
    best: float = 1.0  # quality of the best face, 0..1
    key: str = field(init=False, compare=False)
    """The typed id that the command line uses: p3 a person, g12 a group."""

    def __post_init__(self) -> None:
        key = f"p{self.person_id}" if self.person_id is not None else f"g{self.group_id}"
        object.__setattr__(self, "key", key)  # made once: a list of thousands asks for it again and again


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that the user added."""

    folder_id: int
    path: str
    photos: int
    reachable: bool
    files: int = 0  # more than photos where the same photo lies there twice
    failed: int = 0  # of the photos: those that could not be read


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question worth asking: are these two the same person? Each side is a typed id (p3, g12, f7)."""

    left: str
    right: str
    probability: float  # 0..1, calibrated
    settles: int  # how many faces the answer settles
    left_faces: tuple[int, ...]  # example faces to show
    right_faces: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RunSettings:
    """How a run of the worker goes about its job."""

    job: Job = "index"
    algorithm: Algorithm = "average"
    at_once: int = 0  # photos in work at the same time; 0 for one a core


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the worker is. Sent at most ten times a second, and once at the end."""

    stage: Literal["starting", "scanning", "indexing", "grouping", "finished", "stopped"]
    done: int = 0  # photos finished in this run, failed ones included
    total: int = 0  # photos this run has to do, as far as known
    faces: int = 0  # faces found in this run
    failed: int = 0  # photos failed in this run
    known: int = 0  # files that turned out to hold a photo the library has already
    seconds_left: float | None = None  # None while unknown
    current: str = ""  # path of a photo in work, for the log
    before: int | None = None  # photos finished in earlier runs; None while the folders are still looked through
    faces_before: int = 0  # faces found in earlier runs; 0 while `before` is None
    frames: int = 0  # steps in videos in this run: somebody who looks through a long one is not dead


@dataclass(frozen=True, slots=True)
class Changes:
    """What an edit or a commit of the worker touched; `everything` where nobody knows more precisely."""

    people: frozenset[int] = frozenset()
    faces: frozenset[int] = frozenset()
    photos: frozenset[int] = frozenset()
    folders: bool = False
    everything: bool = False

    def __or__(self, other: Changes) -> Changes:
        return Changes(
            self.people | other.people,
            self.faces | other.faces,
            self.photos | other.photos,
            self.folders or other.folders,
            self.everything or other.everything,
        )
