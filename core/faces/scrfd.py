"""SCRFD: the detection network of the InsightFace packs, and what its nine maps mean.

Source: Guo et al., "Sample and Computation Redistribution for Efficient Face Detection", 2021. The published files take
one picture at a time.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.faces.network import Candidates, DetectionNetwork, Maps, cells

STRIDES = (8, 16, 32)  # pixels of the picture for one cell; of each three kinds of maps there is one a stride
ANCHORS = 2  # answers for one cell
MIDDLE, SPREAD = 127.5, 128.0
SCORE_THRESHOLD = 0.5  # InsightFace's own


def prepare(pictures: NDArray[np.uint8]) -> NDArray[np.float32]:
    """RGB around nought, channels first."""
    return np.ascontiguousarray((pictures.transpose(0, 3, 1, 2).astype(np.float32) - MIDDLE) / SPREAD)


def decode(maps: Maps, picture: int, shape: tuple[int, int], *, threshold: float) -> Candidates:  # noqa: ARG001
    """See `core.faces.network.Decode`. The maps have no axis for the pictures: there is only the one."""
    kinds = [maps[start::3] for start in range(3)]
    return Candidates.join(
        [
            _decode_stride(kind, cells(shape, stride) * stride, stride, threshold)
            for kind, stride in zip(kinds, STRIDES, strict=True)
        ]
    )


def _decode_stride(kind: Maps, corner: NDArray[np.float32], stride: int, threshold: float) -> Candidates:
    """The maps of one stride: score, distances from the cell's corner to the four sides, landmarks."""
    score, sides, points = (m.reshape(len(corner) * ANCHORS, -1) for m in kind)
    sure = score[:, 0] >= threshold
    start = np.repeat(corner, ANCHORS, axis=0)[sure]
    away = sides[sure] * stride
    landmarks = points[sure].reshape(-1, 5, 2) * stride + start[:, None]
    boxes = np.concatenate([start - away[:, :2], start + away[:, 2:]], axis=1)
    return Candidates(boxes, landmarks, score[sure, 0])


NETWORK = DetectionNetwork(prepare, decode, SCORE_THRESHOLD, one_at_a_time=True, better_enlarged=False)
