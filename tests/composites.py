"""Group photographs made of LFW's portraits, so that every face's place, size and name are known exactly."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from core.records import Box

ROOM = 1.8  # side of a pasted square over the longer side of its face
FEATHER = 0.06  # share of the square over which it fades into the background
SAME_FACE = 0.4  # intersection over union with the true box


@dataclass(frozen=True, slots=True)
class Portrait:
    """A photograph of LFW with one face in it."""

    path: Path
    box: Box  # of the face

    @property
    def name(self) -> str:
        return self.path.parent.name


@dataclass(frozen=True, slots=True, eq=False)
class Composite:
    """A made-up group photograph."""

    pixels: NDArray[np.uint8]  # shape (height, width, 3)
    boxes: tuple[Box, ...]
    names: tuple[str, ...]


def compose(portraits: list[Portrait], *, width: int, height: int, face: float, seed: int = 0) -> Composite:
    """The portraits in rows, each face's longer side `face` pixels, shifted and sized at random by a tenth."""
    random = np.random.default_rng(seed)
    canvas = _background(width, height, random)
    columns = int(np.ceil(np.sqrt(len(portraits) * width / height)))
    rows = int(np.ceil(len(portraits) / columns))
    boxes = []
    for i, portrait in enumerate(portraits):
        middle = (np.array([i % columns, i // columns]) + 0.5) * (width / columns, height / rows)
        spare = np.maximum(0, np.array([width / columns, height / rows]) - 1.1 * ROOM * face) / 2
        middle += random.uniform(-1, 1, 2) * spare
        boxes.append(_paste(canvas, portrait, middle, face * random.uniform(0.9, 1.1)))
    return Composite(canvas, tuple(boxes), tuple(portrait.name for portrait in portraits))


def darkened(composite: Composite, *, share: float, seed: int = 0) -> Composite:
    """As by candlelight: only `share` of the light, and the grain of a camera that makes up for it."""
    random = np.random.default_rng(seed)
    grain = random.normal(0, 6, composite.pixels.shape[:2])[:, :, None]
    pixels = np.clip(composite.pixels * share + grain * share**0.5, 0, 255).astype(np.uint8)
    return Composite(pixels, composite.boxes, composite.names)


def turned(composite: Composite, quarters: int) -> Composite:
    """Turned against the clock by quarters, as a photo whose EXIF data went missing."""
    boxes = composite.boxes
    for _ in range(quarters % 4):
        boxes = tuple(Box(box.y, 1 - box.x - box.width, box.height, box.width) for box in boxes)
    return Composite(np.ascontiguousarray(np.rot90(composite.pixels, quarters)), boxes, composite.names)


def match(found: list[Box], true: tuple[Box, ...], *, overlap: float = SAME_FACE) -> list[int | None]:
    """For each true box the found one that shows the same face; each found box serves once."""
    left = set(range(len(found)))
    matched: list[int | None] = []
    for box in true:
        best = max(left, key=lambda i: found[i].overlap(box), default=None)
        if best is not None and found[best].overlap(box) < overlap:
            best = None
        left.discard(best)
        matched.append(best)
    return matched


def _background(width: int, height: int, random: np.random.Generator) -> NDArray[np.uint8]:
    """Soft blots of muted colour with a little grain."""
    blots = Image.fromarray(random.integers(40, 190, (12, 16, 3), dtype=np.uint8))
    soft = np.asarray(blots.resize((width, height), Image.Resampling.BICUBIC), np.float32)
    return np.clip(soft + random.normal(0, 4, (height, width, 1)), 0, 255).astype(np.uint8)


def _paste(canvas: NDArray[np.uint8], portrait: Portrait, middle: NDArray[np.float64], face: float) -> Box:
    """Pastes the square around the face, its middle at `middle`; returns where the face then is."""
    height, width = canvas.shape[:2]
    with Image.open(portrait.path) as image:
        photo = image.convert("RGB")
    box, (wide, high) = portrait.box, photo.size
    longer = max(box.width * wide, box.height * high)
    centre = np.array([(box.x + box.width / 2) * wide, (box.y + box.height / 2) * high])
    reach = min(ROOM * longer / 2, *centre, wide - centre[0], high - centre[1])
    scale = face / longer
    side = max(4, round(2 * reach * scale))
    corner = np.clip(np.round(middle - side / 2), 0, np.maximum(0, np.array([width, height]) - side)).astype(int)
    area = tuple((np.concatenate([centre - reach, centre + reach])).tolist())
    square = photo.resize((side, side), Image.Resampling.BICUBIC, box=area, reducing_gap=3.0)
    _blend(canvas, np.asarray(square), int(corner[0]), int(corner[1]))
    start = corner + (np.array([box.x * wide, box.y * high]) - (centre - reach)) * scale
    return Box(
        float(start[0]) / width,
        float(start[1]) / height,
        box.width * wide * scale / width,
        box.height * high * scale / height,
    )


def _blend(canvas: NDArray[np.uint8], square: NDArray[np.uint8], left: int, top: int) -> None:
    side = len(square)
    mask = np.zeros((side, side), np.uint8)
    edge = max(1, round(FEATHER * side))
    mask[edge : side - edge, edge : side - edge] = 255
    soft = np.asarray(Image.fromarray(mask).filter(ImageFilter.GaussianBlur(edge / 2)), np.float32)[:, :, None] / 255
    under = canvas[top : top + side, left : left + side]
    soft, square = soft[: under.shape[0], : under.shape[1]], square[: under.shape[0], : under.shape[1]]
    under[:] = (square * soft + under * (1 - soft)).astype(np.uint8)
