"""Pictures for those who measure: the pairs that went wrong, and how far apart the looks of a few people are.

The faces in them are those of the data set, so they are written where the user says and nowhere else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from core.errors import PhotoError

TILE, GAP, TEXT = 112, 10, 18  # pixels
COLUMNS = 4  # pairs in a row
INK, RED, GREEN = (32, 32, 36), (200, 60, 40), (40, 130, 70)


@dataclass(frozen=True, slots=True, eq=False)
class WrongPair:
    """Two faces, and what was thought of them."""

    left: NDArray[np.uint8]  # (height, width, 3)
    right: NDArray[np.uint8]
    distance: float
    same: bool  # what is true


def draw_wrong_pairs(pairs: Sequence[WrongPair], *, threshold: float) -> Image.Image:
    """False accepts first, then false rejects, the worst first."""
    accepted = sorted((one for one in pairs if not one.same), key=lambda one: one.distance)
    rejected = sorted((one for one in pairs if one.same), key=lambda one: -one.distance)
    blocks = [
        (f"two people, taken for one ({len(accepted)})", accepted),
        (f"one person, taken for two ({len(rejected)})", rejected),
    ]
    width = COLUMNS * (2 * TILE + GAP) + GAP
    height = sum(2 * TEXT + (-(-len(part) // COLUMNS)) * (TILE + TEXT + GAP) for _, part in blocks) + GAP
    image = Image.new("RGB", (width, height + TEXT), "white")
    pen = ImageDraw.Draw(image)
    _write(pen, GAP, 4, f"threshold {threshold:.3f}", INK)
    top = TEXT + GAP
    for title, part in blocks:
        _write(pen, GAP, top, title, INK)
        top += TEXT + 4
        for number, one in enumerate(part):
            left = GAP + number % COLUMNS * (2 * TILE + GAP)
            row = top + number // COLUMNS * (TILE + TEXT + GAP)
            image.paste(_tile(one.left), (left, row))
            image.paste(_tile(one.right), (left + TILE, row))
            _write(pen, left, row + TILE + 2, f"{one.distance:.3f}", RED)
        top += -(-len(part) // COLUMNS) * (TILE + TEXT + GAP) + TEXT
    return image


def draw_distances(
    faces: Sequence[NDArray[np.uint8]], vectors: NDArray[np.float32], *, threshold: float
) -> Image.Image:
    """A table of faces against each other, with the squared distance of each two; green within the threshold."""
    count = len(faces)
    side = TILE + GAP
    image = Image.new("RGB", ((count + 1) * side + GAP, (count + 1) * side + GAP), "white")
    pen = ImageDraw.Draw(image)
    distances = ((vectors[:, None] - vectors[None]) ** 2).sum(axis=2)
    for number, face in enumerate(faces):
        place = GAP + (number + 1) * side
        image.paste(_tile(face), (place, GAP))
        image.paste(_tile(face), (GAP, place))
        for other in range(count):
            if other != number:
                near = distances[number, other] <= threshold
                left = GAP + (other + 1) * side + TILE // 2 - 20
                _write(pen, left, place + TILE // 2 - 8, f"{distances[number, other]:.2f}", GREEN if near else RED)
    return image


def save_picture(image: Image.Image, path: Path) -> None:
    """Raises PhotoError where it cannot be written."""
    try:
        image.save(path)
    except (OSError, ValueError) as error:
        raise PhotoError(f"The picture {path} cannot be written.") from error


def _tile(face: NDArray[np.uint8]) -> Image.Image:
    return Image.fromarray(face).resize((TILE, TILE), Image.Resampling.LANCZOS)


def _write(pen: ImageDraw.ImageDraw, left: float, top: float, text: str, colour: tuple[int, int, int]) -> None:
    pen.text((left, top), text, fill=colour, font=ImageFont.load_default(15))
