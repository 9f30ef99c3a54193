"""How well a face can be judged, and the one question that follows: may it found a group?

A poor face (small, blurred, turned away, cut off, uncertain) may join a group, but must never start one or bridge
two.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from core.faces.align import CHIP_SIDE, invert
from core.records import Quality

# Measured on 400 pairs of LFW's development set whose chips were blurred or reduced (99.0 % right
# untouched).
SMALLEST, LARGE_ENOUGH = 14.0, 56.0  # pixels of the shorter side of the box: 90 % of pairs right, 98.8 %
BLURRED, SHARP = 0.004, 0.15  # detail of the chip: Gaussian of 6 chip pixels, 81 % right; of 1 pixel, 98.5 %
PROFILE = 1.5  # the nose is half the eyes' distance in front of an eye, in halves of their distance
FOUND_SIZE = 28.0  # 97 % of pairs right, no two people nearer than the grouping threshold
FOUND_SHARPNESS = 0.3  # Gaussian of 4 chip pixels: 93 % right, 1 % of strangers within the grouping threshold
FOUND_POSE = 0.3  # the nose is not beyond an eye: 97 % of LFW's faces
FOUND_SCORE = 0.6  # all of LFW's development set
FOUND_INSIDE = 0.85  # of the face lies in the photo
LUMA = np.array([0.299, 0.587, 0.114], dtype=np.float32)  # ITU-R BT.601
MARGIN = 0.15  # of the chip on each side that is hair and background
INSIDE_POINTS = 12  # along a side
BLOCK = 8  # pixels of a side of JPEG's blocks
CLEAN, BLOCKY = 0.45, 1.2  # steps at the edges of blocks: no untouched face of 150 reaches it; most at JPEG quality 10
BLOCKS_FROM, BLOCKS_TO = 24, 160  # pixels of a side in which blocks can be told, and are looked for
FLAT_STEP = 0.1  # grey levels from pixel to pixel in a picture without any contrast
FLAT = 1.0  # variance of grey levels of a chip without any contrast


def judge(
    chip: NDArray[np.uint8],
    points: NDArray[np.floating],
    face: NDArray[np.uint8],
    *,
    size: float,
    enlarged: float,
    score: float,
    inside: float,
) -> Quality:
    """The quality of a face from its chip (side, side, 3), its landmarks (5, 2) in pixels, its part of the photo
    (height, width, 3), the shorter side of its box in pixels of the source photo, how many times the chip is larger
    than the photo, the detector's score, and the share of the face that is not cut off by the photo's edge."""
    sharpness = measure_sharpness(chip, enlarged=enlarged) * measure_cleanness(face)
    pose = measure_pose(points)
    return Quality(
        size=size,
        sharpness=sharpness,
        pose=pose,
        overall=rate(size=size, sharpness=sharpness, pose=pose, score=score, inside=inside),
        clusterable=may_found_a_group(size=size, sharpness=sharpness, pose=pose, score=score, inside=inside),
    )


def rate(*, size: float, sharpness: float, pose: float, score: float, inside: float) -> float:
    """The one measure of a face, 0..1: the geometric mean of four figures, so that one bad figure spoils it, times the
    share of the face that is there."""
    large = min(max((size - SMALLEST) / (LARGE_ENOUGH - SMALLEST), 0.0), 1.0)
    return float((large * sharpness * pose * min(max(score, 0.0), 1.0)) ** 0.25) * inside


def may_found_a_group(*, size: float, sharpness: float, pose: float, score: float, inside: float) -> bool:
    """Whether a face is good enough to found a group or to bridge two; the others are only attached or
    suggested."""
    seen = pose >= FOUND_POSE and inside >= FOUND_INSIDE
    return size >= FOUND_SIZE and sharpness >= FOUND_SHARPNESS and score >= FOUND_SCORE and seen


def measure_inside(transform: NDArray[np.float64], width: int, height: int) -> float:
    """The share 0..1 of the face's part of the chip under `transform` (2, 3), photo to chip, that lies in the photo;
    the network sees black for the rest, and two halves of faces look alike."""
    along = np.linspace(MARGIN, 1 - MARGIN, INSIDE_POINTS) * CHIP_SIDE
    x, y = (axis.ravel() for axis in np.meshgrid(along, along))
    across, down = invert(transform) @ np.array([x, y, np.ones_like(x)])
    return float(((across >= 0) & (across < width) & (down >= 0) & (down < height)).mean())


def measure_sharpness(chip: NDArray[np.uint8], *, enlarged: float) -> float:
    """0 blurred .. 1 sharp, on a logarithmic scale of the chip's detail."""
    detail = measure_detail(chip, enlarged=enlarged)
    place = math.log(max(detail, BLURRED) / BLURRED) / math.log(SHARP / BLURRED)
    return min(place, 1.0)


def measure_cleanness(face: NDArray[np.uint8]) -> float:
    """0 the detail is that of JPEG's blocks .. 1 none of it is, from the pixels (height, width, 3) of a face.

    Where a photo was saved too small, each block of 8 pixels is smooth and ends in a step, which a measure of detail
    takes for sharpness. Where the blocks begin is not known, since photos are cut and turned.
    """
    top, left = (max(0, (length - BLOCKS_TO) // 2) for length in face.shape[:2])
    grey = face[top : top + BLOCKS_TO, left : left + BLOCKS_TO, 1].astype(np.float32)  # green is most of the grey
    if min(grey.shape) < BLOCKS_FROM:
        return 1.0
    steps = (_steps_at_blocks(grey) + _steps_at_blocks(grey.T)) / 2
    return float(np.clip((BLOCKY - steps) / (BLOCKY - CLEAN), 0.0, 1.0))


def _steps_at_blocks(grey: NDArray[np.float32]) -> float:
    """How much larger the steps from column to column are at every eighth column than beside it, over the mean step:
    0.3 untouched, 1.5 at JPEG quality 10."""
    steps = np.abs(np.diff(grey, axis=1))
    beside = (steps[:, :-2] + steps[:, 2:]) / 2
    larger = (steps[:, 1:-1] - beside).mean(axis=0)
    larger = larger[: len(larger) // BLOCK * BLOCK].reshape(-1, BLOCK).mean(axis=0)
    return float(larger.max() / max(float(steps.mean()), FLAT_STEP))


def measure_detail(chip: NDArray[np.uint8], *, enlarged: float) -> float:
    """Variance of the Laplacian over the variance of the grey levels: contrast and light cancel out.

    A chip that was enlarged from a small face is reduced to that face's own pixels first; how small it was
    is said by its size. Every chip is at least halved: noise and JPEG grain of single pixels are not
    detail.
    """
    side = chip.shape[0]
    edge = round(side * MARGIN)
    grey = _reduce(chip[edge : side - edge, edge : side - edge] @ LUMA, max(2, math.ceil(enlarged)))
    inner = grey[1:-1, 1:-1]
    around = grey[:-2, 1:-1] + grey[2:, 1:-1] + grey[1:-1, :-2] + grey[1:-1, 2:]
    return float((around - 4 * inner).var() / max(float(inner.var()), FLAT)) if inner.size else 0.0


def measure_pose(points: NDArray[np.floating]) -> float:
    """0 profile .. 1 frontal, from where the nose stands between the eyes and between the corners of the
    mouth."""
    left_eye, right_eye, nose, left_mouth, right_mouth = points
    turned = max(_off_centre(nose, left_eye, right_eye), _off_centre(nose, left_mouth, right_mouth))
    return max(0.0, 1.0 - turned / PROFILE)


def _off_centre(point: NDArray[np.floating], left: NDArray[np.floating], right: NDArray[np.floating]) -> float:
    """How far `point` is from the middle between `left` and `right`, along their line: 0 middle, 1 at an
    end."""
    line = right - left
    length = float(line @ line)
    return abs(float((point - left) @ line) / length - 0.5) * 2 if length else PROFILE


def _reduce(grey: NDArray[np.float32], factor: int) -> NDArray[np.float32]:
    """Averages of squares of `factor` pixels."""
    factor = min(factor, grey.shape[0])
    side = grey.shape[0] // factor
    squares = grey[: side * factor, : side * factor].reshape(side, factor, side, factor)
    return np.asarray(squares.mean(axis=(1, 3)))
