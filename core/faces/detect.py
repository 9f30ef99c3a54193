"""Finding faces: pixels in, boxes with five landmarks out.

The photo is seen twice. The first look, at a working size that bounds the time, finds the faces. The second
look takes each face again, enlarged to one fixed size, since the landmarks move with the size of a face and
the vectors are only as good as the landmarks.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.faces import centerface
from core.faces.crop import cut_square
from core.faces.runtime import Session
from core.records import Box, Landmarks

WORKING_SIDE = 960  # longest side of the first look, pixels
SCORE_THRESHOLD = 0.5
OVERLAP_THRESHOLD = 0.3  # intersection over union of two boxes that are one face; CenterFace's own
CLOSE_SIDE = 384  # pixels of the second look: lifts LFW from 99.15 to 99.27 %
CLOSE_ROOM = 2.0  # side of the second look over the longer side of the box
CLOSE_OVERLAP = 0.4  # the second look must see the same face
CLOSE_BATCH = 4  # faces at once in the second look; bounds memory


@dataclass(frozen=True, slots=True)
class Detection:
    """A face: box and landmarks in fractions (0..1) of the picture, the detector's confidence 0..1."""

    box: Box
    landmarks: Landmarks
    score: float


class Detector:
    """The detection network with everything around it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, pixels: NDArray[np.uint8]) -> list[Detection]:
        """The faces of an upright RGB picture (height, width, 3), the surest first."""
        seen = self._first_look(pixels)
        closer = self.look_closer(pixels, [face.box for face in seen])
        return [
            face if close is None else replace(face, landmarks=close.landmarks)
            for face, close in zip(seen, closer, strict=True)
        ]

    def look_closer(self, pixels: NDArray[np.uint8], boxes: Sequence[Box]) -> list[Detection | None]:
        """The face that fills each box, seen again enlarged; None where there is none."""
        found: list[Detection | None] = []
        for start in range(0, len(boxes), CLOSE_BATCH):
            found += self._look_closer(pixels, boxes[start : start + CLOSE_BATCH])
        return found

    def _first_look(self, pixels: NDArray[np.uint8]) -> list[Detection]:
        height, width = pixels.shape[:2]
        shown, scale = _fit(pixels)
        faces = self._detect(shown[None])[0]
        return [_detection(face, 1 / scale, (0, 0), (width, height)) for face in faces]

    def _look_closer(self, pixels: NDArray[np.uint8], boxes: Sequence[Box]) -> list[Detection | None]:
        height, width = pixels.shape[:2]
        shown, places = [], []
        for box in boxes:
            side = max(2, round(CLOSE_ROOM * max(box.width * width, box.height * height)))
            left = round((box.x + box.width / 2) * width - side / 2)
            top = round((box.y + box.height / 2) * height - side / 2)
            square = Image.fromarray(cut_square(pixels, left, top, side))
            shown.append(np.asarray(square.resize((CLOSE_SIDE, CLOSE_SIDE), Image.Resampling.BILINEAR)))
            places.append((side / CLOSE_SIDE, (left, top), (width, height)))
        faces = self._detect(np.stack(shown))
        candidates = (
            [_detection(face, *place) for face in of] for of, place in zip(faces, places, strict=True)
        )
        return [_same_face(of, box) for of, box in zip(candidates, boxes, strict=True)]

    def _detect(self, pictures: NDArray[np.uint8]) -> list[list[_Face]]:
        """For each picture of the batch (n, height, width, 3) its faces, the surest first."""
        batch = np.ascontiguousarray(pictures.transpose(0, 3, 1, 2), dtype=np.float32)
        maps = self._session.run({centerface.INPUT: batch})
        return [_faces(centerface.decode(maps, n, threshold=SCORE_THRESHOLD)) for n in range(len(pictures))]


@dataclass(frozen=True, slots=True, eq=False)
class _Face:
    """A face in pixels of the network's picture."""

    box: NDArray[np.float32]  # left, top, right, bottom
    landmarks: NDArray[np.float32]  # shape (5, 2)
    score: float


def _fit(pixels: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], float]:
    """The picture reduced to the working size, black added at the right and the bottom up to the multiple
    that the network needs; and the reduction (working pixels for one pixel)."""
    height, width = pixels.shape[:2]
    scale = min(1.0, WORKING_SIDE / max(height, width))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    image = Image.fromarray(pixels)
    if size != image.size:
        image = image.resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0)
    padded = np.zeros((_multiple(size[1]), _multiple(size[0]), 3), np.uint8)
    padded[: size[1], : size[0]] = np.asarray(image)
    return padded, scale


def _multiple(side: int) -> int:
    return math.ceil(side / centerface.MULTIPLE) * centerface.MULTIPLE


def _faces(candidates: centerface.Candidates) -> list[_Face]:
    return [
        _Face(candidates.boxes[i], candidates.landmarks[i], float(candidates.scores[i]))
        for i in suppress(candidates.boxes)
    ]


def suppress(boxes: NDArray[np.float32]) -> list[int]:
    """Non-maximum suppression: indices of the boxes (n, 4: left, top, right, bottom; best first) that
    overlap no better one."""
    areas = np.prod(boxes[:, 2:] - boxes[:, :2], axis=1)
    kept: list[int] = []
    left = np.arange(len(boxes))
    while left.size:
        best, left = left[0], left[1:]
        kept.append(int(best))
        shared = np.minimum(boxes[left, 2:], boxes[best, 2:]) - np.maximum(boxes[left, :2], boxes[best, :2])
        overlap = np.prod(np.maximum(shared, 0), axis=1)
        left = left[overlap <= OVERLAP_THRESHOLD * (areas[left] + areas[best] - overlap)]
    return kept


def _detection(face: _Face, pixel: float, corner: tuple[int, int], size: tuple[int, int]) -> Detection:
    """From pixels of the network's picture, each `pixel` wide and starting at `corner`, to fractions of the
    photo."""
    left, top, right, bottom = (
        ((face.box.reshape(2, 2) * pixel + np.array(corner)) / np.array(size)).ravel().tolist()
    )
    points = (face.landmarks * pixel + np.array(corner)) / np.array(size)
    return Detection(Box(left, top, right - left, bottom - top), Landmarks.from_array(points), face.score)


def _same_face(candidates: list[Detection], box: Box) -> Detection | None:
    best = max(candidates, key=lambda face: face.box.overlap(box), default=None)
    return best if best is not None and best.box.overlap(box) >= CLOSE_OVERLAP else None
