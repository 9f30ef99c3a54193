"""Faces of a video's frames become tracks: the same face from frame to frame, from one cut to the next at most.

Two faces of neighbouring frames are the same where the box is about where it was heading and the vectors agree. A track
may lose its face for a moment (somebody walks in front), and then finds it again; it never goes over to somebody else:
each new face has to agree with what the track has looked like so far, not only with the last frame. Where that is in
doubt a new track begins, since tracks of one person come together again by their vectors in the grouping ("video
re-identification" in the FaceNet papers), while nothing would take a track of two people apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.records import Box, FoundFace, FoundTrack

# Squared L2 distances to the track's mean face. On LFW's development pairs 0.3 is where strangers begin (1 in 100), and
# faces of one track are of one minute, light and camera. Poor faces lie anywhere: they must be where they are expected.
ALIKE: Final = 0.30  # both good
ALIKE_WHERE_POOR: Final = 0.45  # one of them poor, seen just before, and its box over the expected one
JUST_BEFORE: Final = 0.75  # seconds: at the edge of a panning picture the next half face is somebody else's
FAR: Final = 1.5  # widths of the face between where it is and where it was expected, for each SLOW seconds passed
SLOW: Final = 0.25
OVER: Final = 0.25  # intersection over union with the expected box that a poor face needs
LOST: Final = 1.5  # seconds for which a face may be out of sight; or so many frames where they are far apart
LOST_FRAMES: Final = 1.5
WHERE: Final = 0.1  # weight of a place one face's width off, beside the distance of the vectors

MOST_FACES: Final = 3  # that stand for a track
SHORT: Final = 1.0  # seconds, below which fewer do: a face for each
FLEETING: Final = 2  # faces up to which a track counts only where one of them is good
MOST_TRACKS: Final = 300  # of one video: those that last longest. A film has a cut every few seconds


@dataclass(slots=True, eq=False)
class _Way:
    """A track that is being made."""

    seconds: list[float] = field(default_factory=list)
    faces: list[FoundFace] = field(default_factory=list)
    total: NDArray[np.float64] | None = None  # sum of the vectors of good faces

    def add(self, second: float, face: FoundFace) -> None:
        self.seconds.append(second)
        self.faces.append(face)
        if face.quality.clusterable:
            self.total = face.vector.astype(np.float64) + (0 if self.total is None else self.total)

    @property
    def is_good(self) -> bool:
        return self.total is not None

    def distance(self, face: FoundFace) -> float:
        """Squared L2 from the mean of the good faces; of the last one where there is none."""
        mean = self.faces[-1].vector if self.total is None else self.total / np.linalg.norm(self.total)
        return float(2 - 2 * mean @ face.vector)

    def expected(self, second: float) -> Box:
        """Where the face should be by now, at the speed of its last two looks, half of it after a while."""
        box = self.faces[-1].box
        if len(self.faces) < 2:
            return box
        before, passed = self.faces[-2].box, self.seconds[-1] - self.seconds[-2]
        ahead = min(second - self.seconds[-1], 2 * passed) / max(passed, 1e-3)
        x = box.x + ahead * (box.x + box.width / 2 - before.x - before.width / 2)
        y = box.y + ahead * (box.y + box.height / 2 - before.y - before.height / 2)
        return Box(x, y, box.width, box.height)


class Tracker:
    """Takes the frames of one video in their order."""

    def __init__(self) -> None:
        self._open: list[_Way] = []
        self._done: list[_Way] = []
        self._before: float | None = None

    def see(self, second: float, faces: Sequence[FoundFace], *, cut: bool) -> None:
        """The faces of the next frame; `cut` where the scene changed since the last one."""
        pace = second - self._before if self._before is not None else 0.0
        patience = max(LOST, LOST_FRAMES * pace)
        self._close([way for way in self._open if cut or second - way.seconds[-1] > patience])
        taken: set[int] = set()
        extended: set[int] = set()
        for _, number, place in sorted(self._pairs(second, faces, pace=pace)):
            if number not in extended and place not in taken:
                self._open[number].add(second, faces[place])
                extended.add(number)
                taken.add(place)
        for place, face in enumerate(faces):
            if place not in taken:
                way = _Way()
                way.add(second, face)
                self._open.append(way)
        self._before = second

    def finish(self) -> list[FoundTrack]:
        """The tracks, by their beginnings. Faces that were seen once, and badly, are none."""
        self._close(list(self._open))
        ways = [way for way in self._done if way.is_good or len(way.faces) > FLEETING]
        ways = sorted(ways, key=lambda way: -len(way.faces))[:MOST_TRACKS]
        return [_track(way) for way in sorted(ways, key=lambda way: (way.seconds[0], way.faces[0].box.x))]

    def _close(self, ways: Sequence[_Way]) -> None:
        for way in ways:
            self._open.remove(way)
            self._done.append(way)

    def _pairs(self, second: float, faces: Sequence[FoundFace], *, pace: float) -> list[tuple[float, int, int]]:
        """(cost, track, face) of all that may be the same."""
        found = []
        for number, way in enumerate(self._open):
            expected, passed = way.expected(second), max(second - way.seconds[-1], SLOW)
            for place, face in enumerate(faces):
                cost = _cost(way, expected, face, passed=passed, pace=pace)
                if cost is not None:
                    found.append((cost, number, place))
        return found


def _cost(way: _Way, expected: Box, face: FoundFace, *, passed: float, pace: float) -> float | None:
    """How unlikely it is that the face goes on with the track, `passed` seconds after its last one; None where it does
    not. pace: seconds between two frames."""
    off = _off(expected, face.box)
    if off > FAR * passed / SLOW:
        return None
    distance = way.distance(face)
    if face.quality.clusterable and distance > ALIKE:
        return None
    if not (way.is_good and face.quality.clusterable):
        seen_on = passed <= max(JUST_BEFORE, LOST_FRAMES * pace) and expected.overlap(face.box) >= OVER
        if not seen_on or distance > ALIKE_WHERE_POOR:
            return None
    return distance + WHERE * off


def _off(one: Box, other: Box) -> float:
    """Between the middles, in widths of the larger face."""
    across = one.x + one.width / 2 - other.x - other.width / 2
    down = one.y + one.height / 2 - other.y - other.height / 2
    # Fractions of a wide picture: its height is the shorter side, which makes the measure a little strict across.
    return float(np.hypot(across, down) / max(one.width, other.width, 1e-6))


def _track(way: _Way) -> FoundTrack:
    boxes = [(face.box.x, face.box.y, face.box.width, face.box.height) for face in way.faces]
    best = _best(way)
    return FoundTrack(
        seconds=np.array(way.seconds, np.float32),
        boxes=np.array(boxes, np.float32),
        faces=tuple(way.faces[place] for place in best),
        at=tuple(way.seconds[place] for place in best),
    )


def _best(way: _Way) -> list[int]:
    """Places of the faces that stand for the track: the best of each part of it, poor ones only where all are."""
    lasts = way.seconds[-1] - way.seconds[0]
    count = min(MOST_FACES, 1 + int(lasts / SHORT), len(way.faces))
    parts = np.array_split(np.arange(len(way.faces)), count)
    best = [max(part.tolist(), key=lambda place: way.faces[place].quality.overall) for part in parts]
    good = [place for place in best if way.faces[place].quality.clusterable]
    if good or not way.is_good:
        return good or best[:1]
    return [max(range(len(way.faces)), key=lambda place: way.faces[place].quality.clusterable)]
