"""A crop that a raw developer only noted: the stored photo is whole, the boxes may belong to the part that is shown.

Adobe's programs note the crop's two opposite corners in fractions of the stored photo, and by how much the part is
turned. Which of the two a program's boxes belong to is told by the size that it wrote beside them.

Source: "SDK: Computing the corners of a crop rectangle", Adobe Support Community, 2022 (no specification says it).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from core.photos import xmp
from core.photos.xmp import Fields
from core.records import Box

Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Crop:
    """The part of a stored photo that is shown."""

    size: Size  # of the stored photo, pixels
    corners: tuple[float, float, float, float]  # left, top, right, bottom, fractions of it
    angle: float  # radians

    @property
    def shown(self) -> Size:
        """Width and height of the part, pixels."""
        across, down = self._diagonal()
        sine, cosine = math.sin(self.angle), math.cos(self.angle)
        return across * cosine + down * sine, down * cosine - across * sine

    def whole(self, box: Box) -> Box:
        """A box of the part as one of the whole photo, around the same middle."""
        width, height = self.shown
        x, y = (box.x + box.width / 2) * width, (box.y + box.height / 2) * height
        sine, cosine = math.sin(self.angle), math.cos(self.angle)
        middle = (
            self.corners[0] + (x * cosine - y * sine) / self.size[0],
            self.corners[1] + (x * sine + y * cosine) / self.size[1],
        )
        across, down = box.width * width / self.size[0], box.height * height / self.size[1]
        return Box(middle[0] - across / 2, middle[1] - down / 2, across, down)

    def _diagonal(self) -> Size:
        left, top, right, bottom = self.corners
        return (right - left) * self.size[0], (bottom - top) * self.size[1]


def crops_of(known: Fields, size: Size) -> list[Crop]:
    """How the crop that a packet notes may be meant, for either sense of its angle; none where there is no crop, or the
    photo has it already."""
    flags = {key: xmp.text(known.get(xmp.name("crs", key))).lower() for key in ("HasCrop", "AlreadyApplied")}
    sides = xmp.numbers(known, "crs", "CropLeft CropTop CropRight CropBottom")
    if flags["HasCrop"] != "true" or flags["AlreadyApplied"] == "true" or sides is None:
        return []
    left, top, right, bottom = sides
    if not (left < right and top < bottom):
        return []
    (angle,) = xmp.numbers(known, "crs", "CropAngle") or [0.0]
    turns = {math.radians(angle), -math.radians(angle)}
    crops = [Crop(size, (left, top, right, bottom), turn) for turn in sorted(turns)]
    return [crop for crop in crops if min(crop.shown) > 0]
