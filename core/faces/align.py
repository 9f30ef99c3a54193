"""Turning a face upright: its five landmarks are brought onto fixed points by a similarity transform.

The network has only ever seen faces in this position; alignment is most of its accuracy. Networks whose training
aligned by least squares get the same (`similarity`). For the built-in network heights count more than widths
(`upright`).
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.faces.picture import Picture, as_image

CHIP_SIDE = 150  # pixels of an aligned face
# Where the detector's landmarks fall in the chips that the network was trained on, x and y in pixels: left
# eye, right eye, nose, left and right corner of the mouth. Median over 2,748 faces of LFW that pairs.txt does not
# show, and their mirror images, against chips made the network's own way, with dlib's five-point landmarks (CC0):
# tests/benchmarks/alignment.py.
TEMPLATE_150: NDArray[np.float64] = np.array([[46.4, 47.1], [103.6, 47.1], [75.0, 79.9], [51.2, 105.7], [98.8, 105.7]])
# How much the landmarks' widths tell of the scale and the turn of a face, against 1 in least squares; the heights tell
# so much more. A face turned aside is narrower but as high. tests/benchmarks/accuracy.py shows what it gains; 0.5 gains
# the same.
WIDTH_WEIGHT = 0.75
# The mirror image is cut a little closer than the face, so that two sizes are averaged at the cost of one: of all pairs
# of 0.97, 1 and 1.06 it had the lowest log loss on LFW's development pairs; tests/benchmarks/accuracy.py.
MIRROR_SIZE = 1.06
TINY = 1e-12  # square pixels: landmarks that lie on one point


def similarity(points: NDArray[np.floating], template: NDArray[np.floating]) -> NDArray[np.float64]:
    """The rotation, scale and shift that bring each row of `points` nearest to `template` in the least
    squares sense.

    `points` has shape (n, p, 2), `template` (p, 2); the result (n, 2, 3) maps column vectors (x, y, 1).
    Mirroring is excluded. Source: Umeyama, "Least-squares estimation of transformation parameters between
    two point patterns", 1991; in the plane the best rotation is an angle, so no singular value
    decomposition is needed.
    """
    middle, goal = points.mean(axis=1), template.mean(axis=0)
    x, y = np.moveaxis(points - middle[:, None], 2, 0)
    u, v = (template - goal).T
    spread = (x * x + y * y).sum(axis=1)
    one_point = spread < TINY  # nothing to turn or to scale, only to shift
    cosine = np.where(one_point, 1, (x * u + y * v).sum(axis=1) / np.maximum(spread, TINY))  # times the scale
    sine = (x * v - y * u).sum(axis=1) / np.maximum(spread, TINY)
    turn = np.stack([np.stack([cosine, -sine], 1), np.stack([sine, cosine], 1)], 1)
    shift = goal - np.einsum("nij,nj->ni", turn, middle)
    return np.concatenate([turn, shift[:, :, None]], axis=2)


def upright(points: NDArray[np.floating]) -> NDArray[np.float64]:
    """The similarity transforms (n, 2, 3), photo to chip, under which faces with the landmarks `points` (n, 5, 2) lie
    as the built-in network knows them.

    Read as complex numbers, scale and turn of chip to photo are a weighted sum of the landmarks, as they are in least
    squares too; here widths and heights weigh differently.
    """
    middle = points.mean(axis=1)
    away = points - middle[:, None]
    pixel = (away[..., 0] + 1j * away[..., 1]) @ UPRIGHT_WEIGHTS  # of the chip, in the photo
    turn = 1 / np.where(np.abs(pixel) < TINY, 1, pixel)
    square = np.stack([np.stack([turn.real, -turn.imag], 1), np.stack([turn.imag, turn.real], 1)], 1)
    shift = TEMPLATE_150.mean(axis=0) - np.einsum("nij,nj->ni", square, middle)
    return np.concatenate([square, shift[:, :, None]], axis=2)


def _weights(template: NDArray[np.float64], *, width: float) -> NDArray[np.complex128]:
    """Shape (5,): what each landmark adds to scale and turn; a face like the template gets exactly 1. With `width` 1
    they are those of least squares."""
    x, y = (template - template.mean(axis=0)).T
    wide, high = (x * x).sum(), (y * y).sum()
    height = 1 + (1 - width) * wide / high
    return np.asarray((width * x - 1j * height * y) / (wide + high))


UPRIGHT_WEIGHTS = _weights(TEMPLATE_150, width=WIDTH_WEIGHT)


def larger(transforms: NDArray[np.float64], size: float, *, side: int = CHIP_SIDE) -> NDArray[np.float64]:
    """The transforms (n, 2, 3) under which the face is `size` times as large around the middle of the chip."""
    grown = transforms * size
    grown[:, :, 2] += (1 - size) * side / 2
    return grown


def cut_chip(picture: Picture, transform: NDArray[np.float64], *, side: int = CHIP_SIDE) -> NDArray[np.uint8]:
    """The chip (side, side, 3) of the photo under `transform` (2, 3), photo to chip.

    Bilinear; where the photo is much larger than the chip it is averaged first, so that it does not flicker
    between pixels. Outside the photo the chip is black, as in the network's training.
    """
    inverse = invert(transform)
    image = as_image(picture)
    left, top, right, bottom = _reach(inverse, side, *image.size)
    if right <= left or bottom <= top:
        return np.zeros((side, side, 3), np.uint8)
    shrink = max(1, math.floor(pixels_per_chip_pixel(transform)))
    part = (left, top, right, bottom)
    image = image.reduce(shrink, part) if shrink > 1 else image.crop(part)
    inverse = (inverse - np.array([[0, 0, left], [0, 0, top]])) / shrink
    coefficients = tuple(inverse.ravel().tolist())
    chip = image.transform((side, side), Image.Transform.AFFINE, coefficients, Image.Resampling.BILINEAR)
    return np.asarray(chip)


def pixels_per_chip_pixel(transform: NDArray[np.float64]) -> float:
    """How many pixels of the photo one pixel of the chip covers along a line; below 1 the face is
    enlarged."""
    return 1 / max(math.hypot(transform[0, 0], transform[1, 0]), TINY)


def invert(transform: NDArray[np.float64]) -> NDArray[np.float64]:
    """The similarity (2, 3) that undoes `transform` (2, 3)."""
    square = np.vstack([transform, [0, 0, 1]])
    return np.asarray(np.linalg.inv(square)[:2])


def _reach(inverse: NDArray[np.float64], side: int, width: int, height: int) -> tuple[int, int, int, int]:
    """The part of the photo that the chip can touch: left, top, right, bottom."""
    corners = inverse @ np.array([[0, side, 0, side], [0, 0, side, side], [1, 1, 1, 1]])
    left, top = np.floor(corners.min(axis=1)).astype(int) - 1
    right, bottom = np.ceil(corners.max(axis=1)).astype(int) + 1
    return max(left, 0), max(top, 0), min(right, width), min(bottom, height)
