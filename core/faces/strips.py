"""A panorama cut into strips that are looked at one by one: seen whole, its faces would be too small to be found.

Neighbouring strips share as much as a strip is short, so that every face that is not larger than that lies wholly in
one of them. What a strip's own edge may have cut is left to its neighbour.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from core.records import Box

PANORAMA: Final = 2.5
"""Longer side over the shorter from which a picture is cut; films are 2.35 to 1."""

LENGTH: Final = 2.0  # of a strip, in shorter sides of the picture
EDGE: Final = 0.01  # of a strip's length: nearer to a cut a box may be half a face

Strip = tuple[int, int, int, int]
"""left, top, right, bottom, in pixels."""


def strips_of(width: int, height: int) -> list[Strip]:
    """The strips of a picture; one, all of it, where it is no panorama."""
    long, short = max(width, height), min(width, height)
    if long < PANORAMA * short:
        return [(0, 0, width, height)]
    reach = round(LENGTH * short)
    starts = [*range(0, long - reach, short), long - reach]
    if width >= height:
        return [(start, 0, start + reach, height) for start in starts]
    return [(0, start, width, start + reach) for start in starts]


def is_cut(box: Box, strip: Strip, width: int, height: int) -> bool:
    """Whether a box, in fractions of the strip, touches a side at which the strip was cut from a picture so large."""
    left, top, right, bottom = strip
    return (
        (left > 0 and box.x < EDGE)
        or (right < width and box.x + box.width > 1 - EDGE)
        or (top > 0 and box.y < EDGE)
        or (bottom < height and box.y + box.height > 1 - EDGE)
    )


def points_in_whole(
    points: Iterator[tuple[float, float]], strip: Strip, width: int, height: int
) -> list[tuple[float, float]]:
    """Points in fractions of the strip, in fractions of the picture."""
    left, top, right, bottom = strip
    return [((left + x * (right - left)) / width, (top + y * (bottom - top)) / height) for x, y in points]


def box_in_whole(box: Box, strip: Strip, width: int, height: int) -> Box:
    """The same of a box."""
    corners = iter(((box.x, box.y), (box.x + box.width, box.y + box.height)))
    (left, top), (right, bottom) = points_in_whole(corners, strip, width, height)
    return Box(left, top, right - left, bottom - top)
