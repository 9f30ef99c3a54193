"""Pictures cut to squares with round corners, as grids show them: with the faces, and panoramas as more than a middle.

A square of a photograph is its middle, moved as little as shows the faces in it. Of a picture that is far wider than
high, or higher than wide, a square would show next to nothing: it is shown as a band, with the faces, over a blurred
and darker copy of itself that fills the square.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPixmap

from core.records import Box

BAND_FROM = 2.0
"""How many times as long as high a picture is that is shown as a band: usual photographs reach 16:9, 1.8."""
LONGEST_BAND = 2.5
"""Sides of a band: of a longer picture it is a part, so that faces in it can be told apart."""
HAIR = 0.3
"""Of a face's height: room above it that belongs to the face."""
BLURRED = 6  # pixels that remain of a picture's side where it is blurred
SHADE = QColor(0, 0, 0, 90)  # over the blurred copy, so that the band stands out


@dataclass(frozen=True, slots=True)
class Cut:
    """The shape of a tile: `side` and `radius` in pixels of the window, `ratio` of the device's to one of those, and
    the faces that it is to show."""

    side: int
    ratio: float
    radius: float
    faces: tuple[Box, ...] = ()


def paint_tile(painter: QPainter, place: QRect, tile: QPixmap) -> None:
    """A tile in its place; one of another size is stretched until the right one comes."""
    if tile.deviceIndependentSize().toSize() == place.size():
        painter.drawPixmap(place.topLeft(), tile)
    else:
        painter.drawPixmap(place, tile)


def square(pixmap: QPixmap, side: int, ratio: float) -> QPixmap:
    """The middle of `pixmap` as a square of `side` pixels of the screen's own size, `ratio` of the device's."""
    return QPixmap.fromImage(_filled(pixmap.toImage(), Cut(side, ratio, 0)))


def rounded_square(pixmap: QPixmap, side: int, ratio: float, radius: float) -> QPixmap:
    """The same with round corners: cut once, so that painting it needs no clipping, which takes ten times as long."""
    cut = Cut(side, ratio, radius)
    return QPixmap.fromImage(_rounded(_filled(pixmap.toImage(), cut), cut))


def tile_of(image: QImage, cut: Cut) -> QImage:
    """A picture in this shape. Runs on any thread."""
    long = max(image.width(), image.height()) > BAND_FROM * min(image.width(), image.height())
    return _rounded(_banded(image, cut) if long else _filled(image, cut), cut)


def window_start(spans: Sequence[tuple[float, float]], length: float) -> float:
    """Where a window of this length begins on the way from 0 to 1: in the middle, or as near to it as shows all spans
    (from, to); where they do not fit into it, those of which it shows most."""
    last = 1 - length
    if not spans:
        return last / 2

    def shown(start: float) -> float:
        return sum(max(0.0, min(end, start + length) - max(begin, start)) for begin, end in spans)

    bounds = [begin for begin, _ in spans] + [end - length for _, end in spans]
    starts = [last / 2, *(min(max(bound, 0.0), last) for bound in bounds)]
    return max(starts, key=lambda start: (round(shown(start), 6), -abs(start - last / 2)))


def _filled(image: QImage, cut: Cut) -> QImage:
    """A square of it."""
    side = min(image.width(), image.height())
    return _scaled(image.copy(_part(image, side, side, cut.faces)), cut, side=cut.side, across=cut.side)


def _banded(image: QImage, cut: Cut) -> QImage:
    """Of a long picture so much as can be seen, and behind it the same, blurred."""
    short = min(image.width(), image.height())
    long = min(max(image.width(), image.height()), round(LONGEST_BAND * short))
    lies = image.width() > image.height()
    part = image.copy(_part(image, *((long, short) if lies else (short, long)), cut.faces))
    thin = max(1, round(cut.side * short / long))
    band = _scaled(part, cut, side=thin if lies else cut.side, across=cut.side if lies else thin)
    made = _scaled(_blurred(part), cut, side=cut.side, across=cut.side)
    painter = QPainter(made)
    painter.fillRect(QRect(0, 0, cut.side, cut.side), SHADE)
    at = (cut.side - thin) // 2
    painter.drawImage(0 if lies else at, at if lies else 0, band)
    painter.end()
    return made


def _part(image: QImage, width: int, height: int, faces: Sequence[Box]) -> QRect:
    """The rectangle of this size that shows the faces, in pixels of the picture."""
    across = [(box.x, box.x + box.width) for box in faces]
    down = [(box.y - HAIR * box.height, box.y + box.height) for box in faces]
    left = round(image.width() * window_start(across, width / image.width()))
    top = round(image.height() * window_start(down, height / image.height()))
    return QRect(left, top, width, height)


def _blurred(image: QImage) -> QImage:
    """So few pixels that their smooth enlargement is a blur."""
    return image.scaled(
        QSize(BLURRED, BLURRED), Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def _scaled(image: QImage, cut: Cut, *, side: int, across: int) -> QImage:
    """`across` by `side` pixels of the window."""
    size = QSize(round(across * cut.ratio), round(side * cut.ratio))
    made = image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    made = made.convertToFormat(QImage.Format.Format_RGB32)
    made.setDevicePixelRatio(cut.ratio)
    return made


def _rounded(plain: QImage, cut: Cut) -> QImage:
    made = QImage(plain.size(), QImage.Format.Format_ARGB32_Premultiplied)
    made.setDevicePixelRatio(cut.ratio)
    made.fill(Qt.GlobalColor.transparent)
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(0, 0, cut.side, cut.side), cut.radius, cut.radius)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipPath(shape)
    painter.drawImage(0, 0, plain)
    painter.end()
    return made
