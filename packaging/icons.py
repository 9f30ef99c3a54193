"""The program's icon in the formats of all systems, from the one drawing: PNG, Windows' .ico, Apple's .icns."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

PNG_SIDES = (16, 24, 32, 48, 64, 128, 256, 512)
ICO_SIDES = (16, 20, 24, 32, 40, 48, 64, 128, 256)  # Windows' at 100 to 250 %
LARGEST = 1024


def make_all(drawing: Path, folder: Path) -> None:
    """Writes icons/SIDE.png, familiar.ico and familiar.icns into `folder`."""
    (folder / "icons").mkdir(parents=True, exist_ok=True)
    for side in PNG_SIDES:
        render(drawing, side).save(folder / "icons" / f"{side}.png", optimize=True)
    drawn = [render(drawing, side) for side in ICO_SIDES]
    drawn[-1].save(folder / "familiar.ico", sizes=[image.size for image in drawn], append_images=drawn[:-1])
    render(drawing, LARGEST).save(folder / "familiar.icns")


def render(drawing: Path, side: int) -> Image.Image:
    """The drawing as a square picture with transparency."""
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(drawing.read_bytes())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return Image.open(io.BytesIO(buffer.data().data()))
