"""Squares cut out of a photo: what the window shows of a face, and what the detector looks at again."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image

from core.faces.picture import Picture, as_image
from core.records import Box

CROP_SIDE = 192  # pixels of a crop at most: twice a thumbnail of 96, for displays of high density
CROP_ROOM = 1.9  # side of the crop over the longer side of the box
EDGE_ROOM = 1.25  # the same for a face at the edge of the photo: closer, so that it stays in the middle of its crop
CROP_RISE = 0.06  # the crop sits higher than the box by this share of its height: hair needs more room than chin
CROP_QUALITY = 88  # JPEG


def cut_crop(picture: Picture, box: Box) -> bytes:
    """The face as a square JPEG with room for hair and chin, at most CROP_SIDE pixels a side and never
    enlarged.

    The square moves inside the photo where it can; where the photo is too small for it, the outermost pixels are
    repeated.
    """
    photo = as_image(picture)
    left, top, side = _square(*photo.size, box)
    image = cut_square(photo, left, top, side)
    if side > CROP_SIDE:
        image = image.resize((CROP_SIDE, CROP_SIDE), Image.Resampling.LANCZOS, reducing_gap=1.0)
    file = io.BytesIO()
    image.save(file, "JPEG", quality=CROP_QUALITY)
    return file.getvalue()


def cut_square(image: Image.Image, left: int, top: int, side: int) -> Image.Image:
    """The square with `side` pixels at `left`, `top`; outside the photo its outermost pixels are repeated."""
    width, height = image.size
    if left >= 0 and top >= 0 and left + side <= width and top + side <= height:
        return image.crop((left, top, left + side, top + side))
    rows = np.arange(top, top + side).clip(0, height - 1)
    columns = np.arange(left, left + side).clip(0, width - 1)
    there = image.crop((int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1))
    return Image.fromarray(np.asarray(there)[rows - rows[0]].take(columns - columns[0], axis=1))


def _square(width: int, height: int, box: Box) -> tuple[int, int, int]:
    """Left, top and side of the crop in pixels."""
    longer = max(box.width * width, box.height * height)
    middle = box.x + box.width / 2, box.y + box.height * (0.5 - CROP_RISE)
    around = 2 * min(middle[0] * width, (1 - middle[0]) * width, middle[1] * height, (1 - middle[1]) * height)
    room = max(min(width, height), longer)  # what fits the photo, yet never less than the face
    side = max(1, round(min(max(around, EDGE_ROOM * longer), CROP_ROOM * longer, room)))
    return _shift(middle[0] * width, side, width), _shift(middle[1] * height, side, height), side


def _shift(middle: float, side: int, length: int) -> int:
    """Where a side around `middle` begins so that it stays within 0 .. length; centred where it is
    longer."""
    if side >= length:
        return (length - side) // 2
    return min(max(round(middle - side / 2), 0), length - side)
