"""Where a photograph lies in its widget: zoom, pan, and the way between the two systems of coordinates.

Photo coordinates are fractions (0..1) of the upright photograph, as everywhere in the program; screen coordinates are
the widget's. A value without Qt widgets, so that its rules can be tested by themselves.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QPointF, QRectF

from core.records import Box

CLOSEST: Final = 8.0  # screen pixels a pixel of the photo: nearer there is nothing more to see
LARGEST_FIT: Final = 4.0  # a small photo is not blown up further than this to fill the screen


@dataclass(frozen=True, slots=True)
class Viewport:
    """A photo of `photo_width` x `photo_height` pixels in a widget of `width` x `height`.

    `scale` is screen pixels a pixel of the photo, None while the photo fits the widget; (`x`, `y`) is the point of the
    photo in the middle of the widget, in fractions.
    """

    photo_width: float = 1.0
    photo_height: float = 1.0
    width: float = 1.0
    height: float = 1.0
    scale: float | None = None
    x: float = 0.5
    y: float = 0.5

    @property
    def fit_scale(self) -> float:
        """The scale at which all of the photo is seen, as large as it goes."""
        return min(self.width / self.photo_width, self.height / self.photo_height, LARGEST_FIT)

    @property
    def scale_now(self) -> float:
        return self.fit_scale if self.scale is None else self.scale

    @property
    def fits(self) -> bool:
        return self.scale is None

    def photo_rect(self) -> QRectF:
        """The whole photo in screen coordinates; may reach far over the widget."""
        wide, high = self.photo_width * self.scale_now, self.photo_height * self.scale_now
        return QRectF(self.width / 2 - self.x * wide, self.height / 2 - self.y * high, wide, high)

    def to_screen(self, x: float, y: float) -> QPointF:
        rect = self.photo_rect()
        return QPointF(rect.x() + x * rect.width(), rect.y() + y * rect.height())

    def to_photo(self, point: QPointF) -> tuple[float, float]:
        rect = self.photo_rect()
        return (point.x() - rect.x()) / rect.width(), (point.y() - rect.y()) / rect.height()

    def box_rect(self, box: Box) -> QRectF:
        """A face's box in screen coordinates."""
        return QRectF(self.to_screen(box.x, box.y), self.to_screen(box.x + box.width, box.y + box.height))

    def fitted(self) -> Viewport:
        return replace(self, scale=None, x=0.5, y=0.5)

    def resized(self, width: float, height: float) -> Viewport:
        return replace(self, width=max(1.0, width), height=max(1.0, height))._kept_in_sight()

    def zoomed(self, factor: float, around: QPointF) -> Viewport:
        """Zooms so that the point of the photo under `around` stays there. Never smaller than fitting."""
        scale = min(self.scale_now * factor, max(CLOSEST, self.fit_scale))
        if scale <= self.fit_scale:
            return self.fitted()
        x, y = self.to_photo(around)
        dx = (around.x() - self.width / 2) / (scale * self.photo_width)
        dy = (around.y() - self.height / 2) / (scale * self.photo_height)
        return replace(self, scale=scale, x=x - dx, y=y - dy)._kept_in_sight()

    def panned(self, dx: float, dy: float) -> Viewport:
        """The photo follows the hand by (dx, dy) on the screen, not further than its border."""
        if self.fits:
            return self
        wide, high = self.photo_width * self.scale_now, self.photo_height * self.scale_now
        return replace(self, x=self.x - dx / wide, y=self.y - dy / high)._kept_in_sight()

    def _kept_in_sight(self) -> Viewport:
        """No empty band between the photo's border and the widget's, where the photo is large enough."""
        if self.scale is None:
            return self
        if self.scale <= self.fit_scale:
            return self.fitted()
        half_x = self.width / (2 * self.photo_width * self.scale)
        half_y = self.height / (2 * self.photo_height * self.scale)
        return replace(self, x=_clamped(self.x, half_x), y=_clamped(self.y, half_y))


def _clamped(middle: float, half: float) -> float:
    return 0.5 if half >= 0.5 else min(max(middle, half), 1 - half)
