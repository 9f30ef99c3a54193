"""How a network does on worse pictures: JPEG at several qualities, faces of fewer pixels. FaceNet's table 4.

The chips are made worse at the size that the network sees and brought back to it, so a network is measured on what it
would get of such a photo. Also: what a trained network costs against what it is worth, for the published plot.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.evaluation.all_pairs import HoldOut, hold_out
from core.evaluation.plot import Axis, Series, write_plot
from core.facenet.cost import stages, total
from core.facenet.embedding import embed
from core.facenet.face_network import FaceNetwork
from core.facenet.faces import Faces
from core.faces.vectors import dequantise, quantise

QUALITIES = (10, 20, 30, 50, 70, 90)  # as published
PIXELS = (1_600, 6_400, 14_400, 25_600, 65_536)


@dataclass(frozen=True, slots=True)
class Level:
    """One row of a table."""

    name: str
    result: HoldOut


def sweep(network: FaceNetwork, faces: Faces, *, far: float = 1e-3) -> Iterator[Level]:
    """The faces as they are, quantised to a byte a dimension, at each JPEG quality, and with fewer pixels.

    Pixel counts beyond those of the network's input change nothing and are left out.
    """
    vectors = embed(network, faces.chips)
    yield Level("as they are", hold_out(vectors, faces.labels, far=far))
    yield Level("one byte a dimension", hold_out(dequantise(quantise(vectors)), faces.labels, far=far))
    for quality in QUALITIES:
        worse = np.stack([as_jpeg(chip, quality) for chip in faces.chips])
        yield Level(f"JPEG quality {quality}", hold_out(embed(network, worse), faces.labels, far=far))
    for pixels in PIXELS:
        if pixels < network.size[0] * network.size[1]:
            worse = np.stack([with_pixels(chip, pixels) for chip in faces.chips])
            yield Level(f"{pixels:,} pixels", hold_out(embed(network, worse), faces.labels, far=far))


def as_jpeg(chip: NDArray[np.uint8], quality: int) -> NDArray[np.uint8]:
    """What is left of a chip (height, width, 3)."""
    file = io.BytesIO()
    Image.fromarray(chip).save(file, "JPEG", quality=quality)
    with Image.open(file) as image:
        return np.asarray(image.convert("RGB"))


def with_pixels(chip: NDArray[np.uint8], pixels: int) -> NDArray[np.uint8]:
    """The chip, scaled down to so many pixels and up again."""
    height, width = chip.shape[:2]
    share = (pixels / (height * width)) ** 0.5
    small = (max(1, round(width * share)), max(1, round(height * share)))
    image = Image.fromarray(chip).resize(small, Image.Resampling.BOX)
    return np.asarray(image.resize((width, height), Image.Resampling.BILINEAR))


def write_cost_plot(path: Path, rows: list[tuple[str, FaceNetwork, float]]) -> None:
    """Multiply-adds against VAL, one point for each (name, network, VAL)."""
    points = [(name, total(stages(network))[1], val) for name, network, val in rows]
    costs = np.log10([cost for _, cost, _ in points])
    decades = tuple(float(10.0**power) for power in range(int(costs.min()), int(costs.max()) + 2))
    top = max(0.1, np.ceil(max(val for _, _, val in points) * 10) / 10)
    write_plot(
        path,
        "What a network costs, and what it is worth",
        Axis("multiply-adds for one face", decades, logarithmic=True),
        Axis("VAL at FAR 0.1 %", tuple(np.round(np.linspace(0, top, 6), 3).tolist())),
        [Series(name, np.array([cost]), np.array([val]), dots=True) for name, cost, val in points],
    )
