"""Faces that do not stand upright in the photo, and what is seen in mirror images and in turned pictures.

A photo whose EXIF data went missing lies on its side or stands on its head; so may a child in an upright one. The
detection network finds most such faces but sets their landmarks badly; only well enough to say which way is up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.faces.network import Candidates


def quarters_to_upright(points: NDArray[np.floating]) -> NDArray[np.int64]:
    """How many quarters against the clock (n,), -2 .. 2, set faces with the landmarks `points` (n, 5, 2), in pixels,
    upright: their eyes over their mouths."""
    x, y = (points[:, :2].mean(axis=1) - points[:, 3:].mean(axis=1)).T
    return np.asarray(np.rint(np.arctan2(x, -y) / (np.pi / 2)), np.int64)


def turn_of_most(quarters: Sequence[int]) -> int:
    """The quarters, 0 .. 3, by which more than half of the faces of a photo must be turned; 0 where none are."""
    (most, faces), *_ = Counter(turn % 4 for turn in quarters).most_common(1) or [(0, 0)]
    return most if 2 * faces > len(quarters) else 0


def turned_back(candidates: Candidates, quarters: int, *, width: float, height: float) -> Candidates:
    """What was seen in a picture of `width` x `height` after it had been turned against the clock by quarters, in the
    picture itself."""
    points = np.concatenate([candidates.boxes.reshape(-1, 2, 2), candidates.landmarks], axis=1)
    sides = (height, width) if quarters % 2 else (width, height)  # of the turned picture
    for _ in range(quarters % 4):
        points = np.stack([sides[1] - points[..., 1], points[..., 0]], axis=2)
        sides = sides[::-1]
    corners = points[:, :2]
    boxes = np.concatenate([corners.min(axis=1), corners.max(axis=1)], axis=1)
    return Candidates(boxes, points[:, 2:], candidates.scores)


def mirrored(candidates: Candidates, width: float) -> Candidates:
    """What was seen in the mirror image of a picture of this width, in the picture itself."""
    left, top, right, bottom = candidates.boxes.T
    points = candidates.landmarks[:, [1, 0, 2, 4, 3]]
    return Candidates(
        np.stack([width - right, top, width - left, bottom], axis=1),
        np.stack([width - points[..., 0], points[..., 1]], axis=2),
        candidates.scores,
    )
