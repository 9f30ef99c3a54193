from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.faces.align import (
    TEMPLATE_150,
    cut_chip,
    invert,
    larger,
    pixels_per_chip_pixel,
    similarity,
    upright,
)

IDENTITY = np.array([[1.0, 0, 0], [0, 1, 0]])


def turned(angle: float, scale: float, x: float, y: float) -> NDArray[np.float64]:
    c, s = scale * math.cos(angle), scale * math.sin(angle)
    return np.array([[c, -s, x], [s, c, y]])


def moved(points: NDArray[np.float64], transform: NDArray[np.float64]) -> NDArray[np.float64]:
    return points @ transform[:, :2].T + transform[:, 2]


transforms = st.builds(
    turned,
    st.floats(-math.pi, math.pi),
    st.floats(0.05, 20),
    st.floats(-3000, 3000),
    st.floats(-3000, 3000),
)


@given(transform=transforms)
def test_a_known_similarity_is_recovered(transform: NDArray[np.float64]) -> None:
    points = moved(TEMPLATE_150, invert(transform))
    (found,) = similarity(points[None], TEMPLATE_150)
    assert np.allclose(moved(points, found), TEMPLATE_150, atol=1e-6)
    assert np.allclose(found[:, :2], transform[:, :2], rtol=1e-6, atol=1e-8)


@given(transform=transforms, seed=st.integers(0, 10_000))
def test_no_other_similarity_fits_better(transform: NDArray[np.float64], seed: int) -> None:
    """Against the same least squares problem written out and solved by NumPy."""
    noise = np.random.default_rng(seed).normal(scale=4, size=(5, 2))
    points = moved(TEMPLATE_150 + noise, invert(transform))
    (found,) = similarity(points[None], TEMPLATE_150)
    (x, y), one, zero = points.T, np.ones(5), np.zeros(5)
    rows = np.concatenate([np.stack([x, -y, one, zero], 1), np.stack([y, x, zero, one], 1)])
    a, b, tx, ty = np.linalg.lstsq(rows, TEMPLATE_150.T.ravel(), rcond=None)[0]
    assert np.allclose(moved(points, found), moved(points, np.array([[a, -b, tx], [b, a, ty]])), atol=1e-5)


def test_many_faces_at_once_are_the_same_as_one_by_one() -> None:
    points = np.random.default_rng(3).normal(scale=50, size=(6, 5, 2))
    together = similarity(points, TEMPLATE_150)
    assert np.allclose(together, np.concatenate([similarity(p[None], TEMPLATE_150) for p in points]))


@given(transform=transforms)
def test_upright_follows_the_face(transform: NDArray[np.float64]) -> None:
    """However the photo is turned, scaled and shifted, the face lands in the same place of the chip."""
    noise = np.random.default_rng(5).normal(scale=3, size=(5, 2))
    face = TEMPLATE_150 + noise
    (straight,), (found,) = upright(face[None]), upright(moved(face, invert(transform))[None])
    assert np.allclose(moved(moved(face, invert(transform)), found), moved(face, straight), atol=1e-5)


def test_a_face_like_the_template_stays_where_it_is() -> None:
    (found,) = upright(TEMPLATE_150[None])
    assert np.allclose(moved(TEMPLATE_150, found), TEMPLATE_150, atol=1e-9)


def test_upright_knows_no_left_and_right() -> None:
    face = TEMPLATE_150 + np.random.default_rng(6).normal(scale=3, size=(5, 2))
    mirrored = (face * (-1, 1) + (150, 0))[[1, 0, 2, 4, 3]]
    (one,), (other,) = upright(face[None]), upright(mirrored[None])
    expected = (moved(face, one) * (-1, 1) + (150, 0))[[1, 0, 2, 4, 3]]
    assert np.allclose(moved(mirrored, other), expected)


def test_a_face_turned_aside_keeps_its_height() -> None:
    """It is narrower, and least squares would enlarge it for that."""
    aside = TEMPLATE_150.copy()
    aside[:, 0] = (aside[:, 0] - 75) * 0.7 + 75
    (found,), (squares,) = upright(aside[None]), similarity(aside[None], TEMPLATE_150)
    assert 1 <= found[0, 0] < squares[0, 0]


def test_larger_grows_around_the_middle_of_the_chip() -> None:
    (found,) = larger(IDENTITY[None], 1.06)
    points = np.array([[75.0, 75], [85, 75], [75, 65]])
    assert np.allclose(moved(points, found), [[75, 75], [85.6, 75], [75, 64.4]])


def test_landmarks_on_one_point_are_no_error() -> None:
    (found,) = similarity(np.full((1, 5, 2), 20.0), TEMPLATE_150)
    assert np.allclose(moved(np.full((1, 2), 20.0), found), TEMPLATE_150.mean(axis=0))
    assert cut_chip(np.zeros((40, 40, 3), np.uint8), found).shape == (150, 150, 3)
    assert np.isfinite(upright(np.full((1, 5, 2), 20.0))).all()


@pytest.fixture(scope="module")
def photo() -> NDArray[np.uint8]:
    return np.random.default_rng(0).integers(0, 256, (150, 150, 3), dtype=np.uint8)


def test_the_identity_copies(photo: NDArray[np.uint8]) -> None:
    assert (cut_chip(photo, IDENTITY) == photo).all()


def test_whole_pixels_are_moved_exactly(photo: NDArray[np.uint8]) -> None:
    chip = cut_chip(photo, turned(0, 1, -20, -30))
    assert (chip[:120, :130] == photo[30:, 20:]).all()


def test_a_quarter_turn_is_exact(photo: NDArray[np.uint8]) -> None:
    chip = cut_chip(photo, turned(math.pi / 2, 1, 150, 0))
    assert np.abs(chip.astype(int) - np.rot90(photo, -1)).max() <= 1


def test_outside_the_photo_is_black(photo: NDArray[np.uint8]) -> None:
    chip = cut_chip(np.maximum(photo, 1), turned(0, 1, 60, 0))
    assert (chip[:, :59] == 0).all()
    assert (chip[:, 61:] > 0).any(axis=2).all()


def test_a_chip_beside_the_photo_is_black(photo: NDArray[np.uint8]) -> None:
    assert not cut_chip(photo, turned(0, 1, 5000, 0)).any()


@pytest.mark.parametrize("scale", [0.1, 0.25, 0.4])
def test_shrinking_averages_fine_detail(scale: float) -> None:
    board = np.indices((1500, 1500)).sum(axis=0) % 2 * np.uint8(255)
    chip = cut_chip(np.repeat(board[:, :, None], 3, axis=2).astype(np.uint8), turned(0, scale, 0, 0))
    inside = chip[2:-2, 2:-2].astype(int)
    assert np.abs(inside - 127).max() <= 2


def test_a_shrunk_chip_stays_in_its_place() -> None:
    """A ramp of grey shows a shift of a fraction of a pixel."""
    ramp = np.tile(np.linspace(0, 255, 1200), (1200, 1))
    photo = np.repeat(ramp[:, :, None], 3, axis=2).astype(np.uint8)
    chip = cut_chip(photo, turned(0, 150 / 1200, 0, 0))[75, :, 0]
    assert np.abs(chip - np.linspace(0, 255, 1200).reshape(150, 8).mean(axis=1)).max() <= 1.5


def test_the_scale_of_a_transform() -> None:
    assert pixels_per_chip_pixel(turned(1.0, 0.25, 7, 8)) == pytest.approx(4)
