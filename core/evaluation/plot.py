"""A curve as a picture, for the measurements in the README. Pillow draws it: nothing else is needed for two axes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from core.errors import PhotoError

WIDTH, HEIGHT = 720, 540
LEFT, TOP, RIGHT, BOTTOM = 78, 52, 24, 64  # pixels around the axes
FINER = 3  # drawn so many times larger, then reduced: Pillow's lines are not smooth
INK, GREY, GRID = (32, 32, 36), (110, 112, 120), (226, 228, 232)
COLOURS = (
    (30, 95, 190),
    (200, 80, 30),
    (40, 140, 80),
    (140, 70, 170),
    (190, 150, 20),
    (90, 90, 90),
)


@dataclass(frozen=True, slots=True)
class Axis:
    """One side of the plot. A logarithmic axis has ticks that are powers of ten."""

    label: str
    ticks: tuple[float, ...]  # rising; the first and the last are the ends
    logarithmic: bool = False

    def place(self, values: NDArray[np.floating]) -> NDArray[np.float64]:
        """Where values lie, 0 at the first tick .. 1 at the last; what lies beyond goes to the end."""
        low, high = self.ticks[0], self.ticks[-1]
        inside = np.clip(np.asarray(values, np.float64), low, high)
        if self.logarithmic:
            return np.asarray(np.log(inside / low) / math.log(high / low))
        return (inside - low) / (high - low)


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """A line through points; with `dots` each point is marked."""

    label: str  # "" leaves it out of the legend
    x: NDArray[np.floating]  # shape (n,)
    y: NDArray[np.floating]  # shape (n,)
    dots: bool = False
    faint: bool = False  # for comparison only


def write_plot(path: Path, title: str, x: Axis, y: Axis, series: Sequence[Series], *, key_above: bool = False) -> None:
    """Raises PhotoError where the file cannot be written."""
    try:
        draw_plot(title, x, y, series, key_above=key_above).save(path, "PNG", optimize=True)
    except OSError as error:
        raise PhotoError(f"The picture {path} cannot be written.") from error


def draw_plot(title: str, x: Axis, y: Axis, series: Sequence[Series], *, key_above: bool = False) -> Image.Image:
    """The plot as an RGB picture of WIDTH x HEIGHT pixels; the key is at the lower right, where a curve that is any
    good does not come, or at the upper left."""
    image = Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER), "white")
    pen = ImageDraw.Draw(image)
    _write(pen, (LEFT, TOP - 16), title, size=17, anchor="ls", colour=INK)
    _draw_axes(pen, x, y)
    colours = iter(COLOURS)
    key = 0
    for one in series:
        colour = GREY if one.faint else next(colours)
        _draw_series(pen, one, x, y, colour)
        if one.label:
            _draw_key(pen, one.label, colour, line=key, above=key_above)
            key += 1
    _draw_label_upwards(image, y.label)
    return image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def _spot(across: float, up: float) -> tuple[float, float]:
    """Pixels of the plot, from fractions of the axes."""
    return LEFT + across * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM)


def _draw_axes(pen: ImageDraw.ImageDraw, x: Axis, y: Axis) -> None:
    for tick, across in zip(x.ticks, x.place(np.array(x.ticks)), strict=True):
        _line(pen, [_spot(across, 0), _spot(across, 1)], GRID, 1)
        left, top = _spot(across, 0)
        _write(pen, (left, top + 8), f"{tick:g}", size=13, anchor="mt", colour=GREY)
    for tick, up in zip(y.ticks, y.place(np.array(y.ticks)), strict=True):
        _line(pen, [_spot(0, up), _spot(1, up)], GRID, 1)
        left, top = _spot(0, up)
        _write(pen, (left - 8, top), f"{tick:g}", size=13, anchor="rm", colour=GREY)
    _line(pen, [_spot(0, 1), _spot(0, 0), _spot(1, 0)], INK, 1.3)
    _write(pen, (_spot(0.5, 0)[0], HEIGHT - 16), x.label, size=14, anchor="ms", colour=INK)


def _draw_series(pen: ImageDraw.ImageDraw, one: Series, x: Axis, y: Axis, colour: tuple[int, int, int]) -> None:
    spots = [_spot(a, b) for a, b in zip(x.place(one.x).tolist(), y.place(one.y).tolist(), strict=True)]
    _line(pen, spots, colour, 1.2 if one.faint else 2.2)
    if one.dots:
        for left, top in spots:
            pen.ellipse([c * FINER for c in (left - 4, top - 4, left + 4, top + 4)], fill=colour)


def _draw_key(pen: ImageDraw.ImageDraw, label: str, colour: tuple[int, int, int], *, line: int, above: bool) -> None:
    left, top = _spot(0.04, 0.96) if above else _spot(0.52, 0.08)
    top += line * 22 if above else -line * 22
    _line(pen, [(left, top), (left + 26, top)], colour, 2.2)
    _write(pen, (left + 34, top), label, size=13, anchor="lm", colour=INK)


def _draw_label_upwards(image: Image.Image, label: str) -> None:
    strip = Image.new("RGB", ((HEIGHT - TOP - BOTTOM) * FINER, 22 * FINER), "white")
    middle = (HEIGHT - TOP - BOTTOM) / 2
    _write(ImageDraw.Draw(strip), (middle, 11), label, size=14, anchor="mm", colour=INK)
    image.paste(strip.transpose(Image.Transpose.ROTATE_90), (8 * FINER, TOP * FINER))


def _line(
    pen: ImageDraw.ImageDraw, spots: Sequence[tuple[float, float]], colour: tuple[int, int, int], width: float
) -> None:
    points = [(left * FINER, top * FINER) for left, top in spots]
    pen.line(points, fill=colour, width=round(width * FINER), joint="curve")


def _write(
    pen: ImageDraw.ImageDraw,
    spot: tuple[float, float],
    text: str,
    *,
    size: int,
    anchor: str,
    colour: tuple[int, int, int],
) -> None:
    font = ImageFont.load_default(size * FINER)
    pen.text((spot[0] * FINER, spot[1] * FINER), text, fill=colour, font=font, anchor=anchor)
