"""Where the landmarks of a face fall that nobody has seen: of one that the user has drawn, for want of better ones."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.records import Box, Landmarks

# Where they fall in the detector's box, as fractions of its width and height: median over the 3,443 faces
# of LFW's development set, made symmetric.
USUAL_PLACES: NDArray[np.float64] = np.array(
    [[0.253, 0.382], [0.747, 0.382], [0.5, 0.585], [0.294, 0.747], [0.706, 0.747]]
)


def usual_landmarks(box: Box) -> Landmarks:
    """The landmarks of an upright, frontal face in `box`, for want of better ones."""
    return Landmarks.from_array(USUAL_PLACES * (box.width, box.height) + (box.x, box.y))
