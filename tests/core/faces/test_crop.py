from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from core.faces.crop import CROP_SIDE, cut_crop, cut_square
from core.records import Box

WHITE = np.full((400, 600, 3), 255, np.uint8)


def opened(crop: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(crop))
    assert image.format == "JPEG"
    return image


@pytest.mark.parametrize(
    "box",
    [
        Box(0.4, 0.4, 0.2, 0.3),
        Box(0.0, 0.0, 0.1, 0.1),
        Box(0.9, 0.9, 0.1, 0.1),
        Box(-0.1, -0.1, 0.3, 0.3),
        Box(0.0, 0.0, 1.0, 1.0),
    ],
)
def test_a_crop_is_square_and_without_black_bars(box: Box) -> None:
    image = opened(cut_crop(WHITE, box))
    assert image.width == image.height <= CROP_SIDE
    assert np.asarray(image).min() > 250


def test_a_small_face_is_not_enlarged() -> None:
    image = opened(cut_crop(WHITE, Box(0.5, 0.5, 20 / 600, 20 / 400)))
    assert image.size == (38, 38)


def test_the_face_is_in_the_crop_with_more_room_above() -> None:
    photo = WHITE.copy()
    photo[150:250, 250:350] = 0
    dark = np.asarray(opened(cut_crop(photo, Box(250 / 600, 150 / 400, 100 / 600, 100 / 400))).convert("L")) < 128
    rows, columns = np.nonzero(dark.any(axis=1))[0], np.nonzero(dark.any(axis=0))[0]
    above, below = rows[0], len(dark) - 1 - rows[-1]
    assert above > below > 0
    assert abs(columns[0] - (len(dark) - 1 - columns[-1])) <= 1


def test_a_face_at_the_edge_is_shown_closer_than_its_neighbour() -> None:
    photo = WHITE.copy()
    photo[150:250, 500:600] = 0  # the face
    photo[150:250, 400:480] = 90  # somebody beside it
    shades = np.asarray(opened(cut_crop(photo, Box(500 / 600, 150 / 400, 100 / 600, 100 / 400))).convert("L"))
    assert shades.shape == (125, 125)
    middle = shades[60]
    assert (middle < 45).sum() >= 99
    assert (abs(middle.astype(int) - 90) < 20).sum() <= 6


def test_a_strip_repeats_its_border() -> None:
    image = opened(cut_crop(np.full((20, 900, 3), 255, np.uint8), Box(0.4, 0.0, 0.1, 1.0)))
    assert image.width == image.height
    assert np.asarray(image).min() > 250


@given(
    left=st.integers(-300, 300),
    top=st.integers(-300, 300),
    side=st.integers(1, 250),
    seed=st.integers(0, 100),
)
def test_a_square_shows_the_nearest_pixels_of_the_photo(left: int, top: int, side: int, seed: int) -> None:
    photo: NDArray[np.uint8] = np.random.default_rng(seed).integers(0, 256, (50, 70, 3), dtype=np.uint8)
    rows, columns = np.arange(top, top + side).clip(0, 49), np.arange(left, left + side).clip(0, 69)
    assert (np.asarray(cut_square(Image.fromarray(photo), left, top, side)) == photo[rows][:, columns]).all()
