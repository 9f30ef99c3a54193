"""Boxes between the photo as it is stored and as it is seen.

Cameras store a portrait lying on its side and note how to turn it (EXIF orientation, 1..8). Familiar's boxes belong to
the upright photo; other programs' mostly to the stored one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from core.records import Box

_TURNED: Final[dict[int, Callable[[float, float], tuple[float, float]]]] = {  # a stored point, seen upright
    2: lambda x, y: (1 - x, y),
    3: lambda x, y: (1 - x, 1 - y),
    4: lambda x, y: (x, 1 - y),
    5: lambda x, y: (y, x),
    6: lambda x, y: (1 - y, x),
    7: lambda x, y: (1 - y, 1 - x),
    8: lambda x, y: (y, 1 - x),
}
_BACK: Final = {6: 8, 8: 6}  # the other turns are their own inverse


def upright(box: Box, turn: int) -> Box:
    """The box of a stored photo in the upright one; `turn` is its EXIF orientation."""
    if turn not in _TURNED:
        return box
    left, top = _TURNED[turn](box.x, box.y)
    right, bottom = _TURNED[turn](box.x + box.width, box.y + box.height)
    return Box(min(left, right), min(top, bottom), abs(right - left), abs(bottom - top))


def stored(box: Box, turn: int) -> Box:
    """The inverse of `upright`."""
    return upright(box, _BACK.get(turn, turn))


def is_sideways(turn: int) -> bool:
    """Whether width and height change places."""
    return turn >= 5
