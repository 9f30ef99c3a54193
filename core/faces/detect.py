"""Finding faces: pixels in, boxes with five landmarks out.

The photo is seen twice. The first look, at a working size that bounds the time, finds what may be a face. The second
look takes each of them again, enlarged to one fixed size, for two reasons. The landmarks move with the size of a face,
and the vectors are only as good as the landmarks. And a small face of which the first look was not sure is confirmed or
dismissed by the second.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.faces import centerface
from core.faces.crop import cut_square
from core.faces.network import MULTIPLE, Candidates, DetectionNetwork
from core.faces.picture import Picture, as_image, turned
from core.faces.runtime import Session
from core.faces.strips import Strip, box_in_whole, is_cut, points_in_whole, strips_of
from core.faces.turn import mirrored, quarters_to_upright, turn_of_most, turned_back
from core.records import Box, Landmarks

# The first look, longest side in pixels. Faces over half of it are missed (150 px portraits enlarged to
# 640: 39 of 40 found, to 960: 16), so a larger photo is seen at the coarse size too, which costs a ninth of
# the time.
FINE_SIDE = 960
# Larger where whole blocks of pixels can be averaged instead, as in the usual 12 and 48 megapixels: what the network
# takes longer is saved in making the picture.
FINE_AT_MOST = 1024
COARSE_SIDE = 320
# A third look at twice the fine size, four times its cost, where the fine look shows faces at the edge of what it can
# see. Recall by the longer side of the face in pixels of the look: 24 px 94 %, 20 px 67 %, 17 px 21 %; with the second
# look at weak candidates 100, 97 and 82 %, and 14 px 35 %.
FINER_SIDE = 1920
SURE_SIDE = 24  # pixels of the fine look
CROWD = 2  # different faces smaller than that
COARSE_FROM = 480  # longest side that needs no coarse look: all 40 portraits are found
SMALL_SIDE = 128  # smaller pictures are enlarged to it: all 40 portraits are found again at 24 px
MOST_ENLARGED = 4.0
OVERLAP_THRESHOLD = 0.3  # intersection over union of two boxes that are one face; CenterFace's own
INSIDE_THRESHOLD = 0.45  # share of the smaller box inside the other: half a face taken for one, in close-ups
CLOSE_OVERLAP = 0.4  # intersection over union: the second look must see the same face
CLOSE_BATCH = 4  # faces at once in the second look; bounds memory


@dataclass(frozen=True, slots=True)
class SecondLook:
    """How each face is looked at again.

    The network sets both eyes a pixel aside, and in the mirror image to the other side. Both looks together are better
    than one at 384 pixels and twice the box, in the same time: tests/benchmarks/accuracy.py.
    """

    side: int = 256  # pixels
    room: float = 1.5  # side of the square over the longer side of the box
    mirror: bool = True  # and once more in the mirror image


BOTH_WAYS = SecondLook()


@dataclass(frozen=True, slots=True)
class Detection:
    """A face: box and landmarks in fractions (0..1) of the picture, the detector's confidence 0..1."""

    box: Box
    landmarks: Landmarks
    score: float


class Detector:
    """The detection network with everything around it."""

    def __init__(
        self,
        session: Session,
        network: DetectionNetwork = centerface.NETWORK,
        second_look: SecondLook = BOTH_WAYS,
    ) -> None:
        self._session = session
        self._network = network
        self._second = second_look

    def find(self, picture: Picture) -> list[Detection]:
        """The faces of a picture, the surest first. Where most of them do not stand upright, or none is seen but in the
        picture turned, it is turned and looked at anew. A panorama is looked at strip by strip."""
        image = as_image(picture)
        strips = strips_of(*image.size)
        if len(strips) == 1:
            return self._find_either_way(image)
        faces = [face for strip in strips for face in self._find_in_strip(image, strip)]
        return _detections(_candidates(faces, *image.size), *image.size)

    def _find_in_strip(self, image: Image.Image, strip: Strip) -> Iterator[Detection]:
        """The faces of a strip, in fractions of the whole picture."""
        for face in self._find_either_way(image.crop(strip)):
            if not is_cut(face.box, strip, *image.size):
                points = points_in_whole(map(tuple, face.landmarks.to_array().tolist()), strip, *image.size)
                landmarks = Landmarks.from_array(np.array(points))
                yield Detection(box_in_whole(face.box, strip, *image.size), landmarks, face.score)

    def _find_either_way(self, image: Image.Image) -> list[Detection]:
        faces = self._find(image)
        turn = turn_of_most(_quarters(image, faces)) if faces else self._turn_of_the_unseen(image)
        if not turn:
            return faces
        width, height = image.size
        upright = turned(image, turn)
        found = _candidates(self._find(upright), *upright.size)
        return _detections(turned_back(found, turn, width=width, height=height), width, height)

    def look_closer(
        self, picture: Picture, boxes: Sequence[Box], *, turns: Sequence[int] | None = None
    ) -> list[Detection | None]:
        """The face that fills each box, seen again enlarged; None where there is none.

        Each of `turns` says how many quarters against the clock set that face upright; none: all are.
        """
        image = as_image(picture)
        found: list[Detection | None] = []
        quarters = [0] * len(boxes) if turns is None else turns
        for start in range(0, len(boxes), CLOSE_BATCH):
            part = slice(start, start + CLOSE_BATCH)
            found += self._look_closer(image, boxes[part], quarters[part])
        return found

    def _find(self, image: Image.Image) -> list[Detection]:
        """Both looks at a picture as it lies."""
        seen = self.first_look(image)
        again = [face for face in seen if self._network.better_enlarged or not self._is_sure(face)]
        closer = self.look_closer(image, [face.box for face in again], turns=_quarters(image, again))
        judged = [self._judge(face, close) for face, close in zip(again, closer, strict=True)]
        faces = [face for face in judged if face is not None]
        faces += [] if self._network.better_enlarged else filter(self._is_sure, seen)
        # The second look may have moved a weak face onto another one.
        return _detections(_candidates(faces, *image.size), *image.size)

    def _turn_of_the_unseen(self, image: Image.Image) -> int:
        """The quarters, 0 .. 3, after which the coarse look sees a face where none was seen; 0 where none is."""
        coarse = _resized(image, min(1.0, COARSE_SIDE / max(image.size)))
        best = {turn: self._look(turned(coarse, turn), 1.0).scores.max(initial=0.0) for turn in (1, 2, 3)}
        turn = max(best, key=lambda one: best[one])
        return turn if best[turn] >= self._network.threshold else 0

    def _is_sure(self, face: Detection) -> bool:
        return face.score >= self._network.threshold

    def _judge(self, face: Detection, close: Detection | None) -> Detection | None:
        """What both looks say together. A sure face keeps its box; a weak one is what the second look makes of it."""
        if self._is_sure(face):
            return face if close is None else replace(face, landmarks=close.landmarks)
        return close if close is not None and self._is_sure(close) else None

    def first_look(self, picture: Picture) -> list[Detection]:
        """All candidates, the weak ones too."""
        image = as_image(picture)
        longest = max(image.size)
        scales = _scales(longest)
        fine = _resized(image, scales[0])
        looks = [self._look(fine, scales[0])]
        looks += [self._look(_resized(fine, scale / scales[0]), scale) for scale in scales[1:]]
        finer = min(1.0, FINER_SIDE / longest)
        if _shows_a_crowd(looks[0], longest) and longest > FINE_SIDE:
            looks.append(self._look(_resized(image, finer), finer))
        return _detections(Candidates.join(looks), *image.size)

    def _look(self, picture: Image.Image, scale: float) -> Candidates:
        """What is found in a picture of the whole photo at this scale, in pixels of the photo."""
        (candidates,) = self._detect(_padded(picture)[None])
        return candidates.placed(1 / scale)

    def _look_closer(self, image: Image.Image, boxes: Sequence[Box], turns: Sequence[int]) -> list[Detection | None]:
        width, height = image.size
        squares = [_around(box, width, height, room=self._second.room) for box in boxes]
        wide = self._second.side
        upright = [turned(cut_square(image, *square), turn) for square, turn in zip(squares, turns, strict=True)]
        looks = self._see_squares(upright)
        found: list[Detection | None] = []
        for box, (left, top, side), turn, seen in zip(boxes, squares, turns, looks, strict=True):
            back = [turned_back(candidates, turn, width=wide, height=wide) for candidates in seen]
            placed = [candidates.placed(side / wide, left, top) for candidates in back]
            found.append(_average([_same_face(_detections(one, width, height), box) for one in placed]))
        return found

    def _see_squares(self, squares: list[Image.Image]) -> list[list[Candidates]]:
        """For each square what each look at it found, in pixels of the look."""
        side = self._second.side
        pictures = np.stack([_enlarge(square, side) for square in squares])
        if not self._second.mirror:
            return [[candidates] for candidates in self._detect(pictures)]
        seen = self._detect(np.concatenate([pictures, pictures[:, :, ::-1]]))
        straight, swapped = seen[: len(squares)], seen[len(squares) :]
        return [[one, mirrored(other, side)] for one, other in zip(straight, swapped, strict=True)]

    def _detect(self, pictures: NDArray[np.uint8]) -> list[Candidates]:
        """For each picture of the batch (n, height, width, 3) what may be a face."""
        batch = 1 if self._network.one_at_a_time else self._session.batch or len(pictures)
        found: list[Candidates] = []
        for start in range(0, len(pictures), batch):
            part = pictures[start : start + batch]
            maps = self._session.run({self._session.input: self._network.prepare(part)})
            found += [
                self._network.decode(maps, n, part.shape[1:3], threshold=self._network.weak * self._network.threshold)
                for n in range(len(part))
            ]
        return found


def _scales(longest: int) -> list[float]:
    """The sizes of the first look, working pixels for one pixel of the photo."""
    if longest < SMALL_SIDE:
        return [min(SMALL_SIDE / longest, MOST_ENLARGED)]
    fine = min(1.0, FINE_SIDE / longest)
    blocks = longest // FINE_SIDE
    if longest > FINE_SIDE and longest <= blocks * FINE_AT_MOST:
        fine = 1 / blocks
    return [fine] if longest <= COARSE_FROM else [fine, COARSE_SIDE / longest]


def _shows_a_crowd(candidates: Candidates, longest: int) -> bool:
    """Whether there may be faces that are too small for the fine look. Candidates within a larger face, which every
    face has, do not count."""
    boxes = candidates.boxes[suppress(candidates.boxes, candidates.scores)]
    sides = (boxes[:, 2:] - boxes[:, :2]).max(axis=1, initial=0) * (FINE_SIDE / longest)
    return int((sides < SURE_SIDE).sum()) >= CROWD


def _resized(image: Image.Image, scale: float) -> Image.Image:
    """The picture at `scale`; whole blocks of pixels are averaged first, which halves the time of the large looks."""
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    if size == image.size:
        return image
    blocks = round(1 / scale)
    if blocks * scale == 1:
        return image.reduce(blocks)
    return image.resize(size, Image.Resampling.BILINEAR, reducing_gap=1.0)


def _padded(picture: Image.Image) -> NDArray[np.uint8]:
    """Its pixels, with black added at the right and the bottom up to the multiple that the network needs."""
    width, height = picture.size
    padded = np.zeros((_multiple(height), _multiple(width), 3), np.uint8)
    padded[:height, :width] = np.asarray(picture)
    return padded


def _multiple(side: int) -> int:
    return math.ceil(side / MULTIPLE) * MULTIPLE


def _around(box: Box, width: int, height: int, *, room: float) -> tuple[int, int, int]:
    """Left, top and side in pixels of the square that the second look sees."""
    side = max(2, round(room * max(box.width * width, box.height * height)))
    left = round((box.x + box.width / 2) * width - side / 2)
    top = round((box.y + box.height / 2) * height - side / 2)
    return left, top, side


def _enlarge(square: Image.Image, side: int) -> NDArray[np.uint8]:
    return np.asarray(square.resize((side, side), Image.Resampling.BILINEAR))


def _detections(candidates: Candidates, width: int, height: int) -> list[Detection]:
    """Without duplicates, the surest first; `candidates` are in pixels of the photo."""
    size = np.array([width, height])
    found = []
    for i in suppress(candidates.boxes, candidates.scores):
        left, top, right, bottom = (candidates.boxes[i].reshape(2, 2) / size).ravel().tolist()
        box = Box(left, top, right - left, bottom - top)
        landmarks = Landmarks.from_array(candidates.landmarks[i] / size)
        found.append(Detection(box, landmarks, float(candidates.scores[i])))
    return found


def _quarters(image: Image.Image, faces: list[Detection]) -> list[int]:
    """How many quarters against the clock set each face upright."""
    points = np.array([face.landmarks.to_array() for face in faces]).reshape(-1, 5, 2)
    return [int(turn) for turn in quarters_to_upright(points * image.size)]


def _candidates(faces: list[Detection], width: int, height: int) -> Candidates:
    """Faces in pixels again; the inverse of `_detections`."""
    corners = [(face.box.x, face.box.y, face.box.x + face.box.width, face.box.y + face.box.height) for face in faces]
    size = np.array([width, height], np.float32)
    return Candidates(
        np.array(corners, np.float32).reshape(-1, 4) * np.tile(size, 2),
        np.array([face.landmarks.to_array() for face in faces], np.float32).reshape(-1, 5, 2) * size,
        np.array([face.score for face in faces], np.float32),
    )


def suppress(boxes: NDArray[np.float32], scores: NDArray[np.float32]) -> list[int]:
    """Non-maximum suppression: indices of the boxes (n, 4: left, top, right, bottom), the surest first,
    that neither overlap a surer one nor lie inside it."""
    areas = np.prod(boxes[:, 2:] - boxes[:, :2], axis=1)
    kept: list[int] = []
    left = np.argsort(-scores, kind="stable")
    while left.size:
        best, left = left[0], left[1:]
        kept.append(int(best))
        across = np.minimum(boxes[left, 2:], boxes[best, 2:]) - np.maximum(boxes[left, :2], boxes[best, :2])
        shared = np.prod(np.maximum(across, 0), axis=1)
        apart = shared <= OVERLAP_THRESHOLD * (areas[left] + areas[best] - shared)
        left = left[apart & (shared <= INSIDE_THRESHOLD * np.minimum(areas[left], areas[best]))]
    return kept


def _average(looks: list[Detection | None]) -> Detection | None:
    """One face as several looks saw it; None where none did."""
    seen = [look for look in looks if look is not None]
    if not seen:
        return None
    boxes = np.array([(face.box.x, face.box.y, face.box.width, face.box.height) for face in seen])
    return Detection(
        Box(*boxes.mean(axis=0).tolist()),
        Landmarks.from_array(np.mean([face.landmarks.to_array() for face in seen], axis=0)),
        sum(face.score for face in seen) / len(looks),
    )


def _same_face(found: list[Detection], box: Box) -> Detection | None:
    best = max(found, key=lambda face: face.box.overlap(box), default=None)
    return best if best is not None and best.box.overlap(box) >= CLOSE_OVERLAP else None
