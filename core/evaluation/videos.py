"""Do two videos show one person? By the mean over all pairs of their frames, as YouTube Faces is measured.

Source: Wolf et al., "Face recognition in unconstrained videos with matched background similarity", 2011; Schroff et
al., "FaceNet", 2015, section 5.7 (the first hundred frames in which a face was found).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FRAMES = 100


def video_distances(
    vectors: NDArray[np.float32], video: NDArray[np.integer], pairs: NDArray[np.integer], *, frames: int = FRAMES
) -> NDArray[np.float64]:
    """Shape (p,): the mean squared distance over all frame pairs of each pair (p, 2) of videos.

    vectors: unit vectors (n, d) in the order of the frames; video: (n,) the video of each. Of unit vectors that mean is
    2 - 2 times the product of the two mean vectors, so no pair is looked at one by one.
    """
    numbers = np.unique(video)
    means = np.array([vectors[video == one][:frames].mean(axis=0, dtype=np.float64) for one in numbers])
    left, right = (means[np.searchsorted(numbers, side)] for side in pairs.T)
    return np.asarray(2 - 2 * (left * right).sum(axis=1))


def video_pairs(person: NDArray[np.integer]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """All pairs (p, 2) of videos with these persons (v,), and whether they show one."""
    left, right = np.triu_indices(len(person), 1)
    return np.stack([left, right], 1).astype(np.int64), person[left] == person[right]
