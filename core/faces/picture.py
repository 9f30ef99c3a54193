"""A photo in memory, as this room takes it: upright RGB, Pillow's image or an array of its pixels.

Chips, crops and the detector's looks are all cut from Pillow's image; making one from an array copies the photo, which
takes as long as everything that is cut from it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Picture = Image.Image | NDArray[np.uint8]  # an array has the shape (height, width, 3)

_TURNS = {1: Image.Transpose.ROTATE_90, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_270}


def as_image(picture: Picture) -> Image.Image:
    """The picture as Pillow's image, which is itself where it is one."""
    return picture if isinstance(picture, Image.Image) else Image.fromarray(picture)


def turned(image: Image.Image, quarters: int) -> Image.Image:
    """The image turned so many quarters against the clock."""
    return image.transpose(_TURNS[quarters % 4]) if quarters % 4 else image
