"""Where the five landmarks go in the aligned face, for each family of embedding networks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.faces.align import CHIP_SIDE, TEMPLATE_150
from core.faces.manifest import Input

# The template of ArcFace (Deng et al. 2019) for 112 pixels, which its whole family of networks was trained with.
ARCFACE_SIDE = 112
ARCFACE: NDArray[np.float64] = np.array(
    [[38.2946, 51.6963], [73.5318, 51.5014], [56.0252, 71.7366], [41.5493, 92.3655], [70.7299, 92.2041]]
)


def template(wants: Input) -> NDArray[np.float64]:
    """Shape (5, 2): x and y in pixels of the chip, in the order of `Landmarks`."""
    points, side = (ARCFACE, ARCFACE_SIDE) if wants.template == "arcface" else (TEMPLATE_150, CHIP_SIDE)
    return points * (wants.side / side)
