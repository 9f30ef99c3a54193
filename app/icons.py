"""The window's icons: outlines from `resources/icons`, in the colour of the text around them.

The drawings are SVG with `currentColor`. They are drawn when they are painted, at the size and the pixel ratio of that
moment, in the palette of that moment: so one icon serves light and dark, and is crisp on every screen.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Final

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

DISABLED_OPACITY: Final = 0.4
STROKE: Final = "1.75"  # of 24; the set's own 2 looks heavy beside text of 13 px
WINDOW_SIZES: Final = (16, 24, 32, 48, 64, 128, 256)  # what window systems ask for


def icon(name: str, *, colour: QColor | None = None) -> QIcon:
    """The icon `resources/icons/NAME.svg`; without a colour it follows the palette's text.

    Raises `FileNotFoundError` for a name that is not there: a bug.
    """
    return QIcon(_OutlineEngine(_svg(name), colour))


def window_icon() -> QIcon:
    """The program's own drawing, for the window and the task bar."""
    drawing = QIcon()
    for side in WINDOW_SIZES:
        drawing.addPixmap(picture("familiar", QSize(side, side)))
    return drawing


def picture(name: str, size: QSize, *, ratio: float = 1.0, colour: QColor | None = None) -> QPixmap:
    """A drawing as a pixmap of `size` in the window's units, for a screen of that pixel ratio."""
    svg = _svg(name) if colour is None else _coloured(_svg(name), colour)
    return _drawn(svg, size * ratio, ratio)


class _OutlineEngine(QIconEngine):
    """Draws one SVG whenever and however large Qt wants it."""

    def __init__(self, svg: str, colour: QColor | None) -> None:
        super().__init__()
        self._svg = svg
        self._colour = colour

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        pixels = rect.size() * painter.device().devicePixelRatioF()
        painter.drawPixmap(rect, self.pixmap(pixels, mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:  # noqa: ARG002
        pixels = size * scale  # Qt gives the size in the window's units since 6.8
        return _cached(self._svg, self._now(mode).rgba(), pixels.width(), pixels.height(), scale)

    def clone(self) -> QIconEngine:
        return _OutlineEngine(self._svg, self._colour)

    def _now(self, mode: QIcon.Mode) -> QColor:
        colour = QColor(self._colour or QGuiApplication.palette().color(QPalette.ColorRole.WindowText))
        if mode == QIcon.Mode.Disabled:
            colour.setAlphaF(DISABLED_OPACITY)
        return colour


@lru_cache(maxsize=128)
def _svg(name: str) -> str:
    return (files("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _cached(svg: str, rgba: int, width: int, height: int, ratio: float) -> QPixmap:
    return _drawn(_coloured(svg, QColor.fromRgba(rgba)), QSize(width, height), ratio)


def _coloured(svg: str, colour: QColor) -> str:
    """`currentColor` replaced; the opacity goes apart, since SVG has no colours with one that Qt reads everywhere."""
    painted = svg.replace('"currentColor"', f'"{colour.name()}" stroke-opacity="{colour.alphaF():.3f}"')
    return painted.replace('stroke-width="2"', f'stroke-width="{STROKE}"')


def _drawn(svg: str, size: QSize, ratio: float) -> QPixmap:
    """`size` in pixels of the screen."""
    pixmap = QPixmap(size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = min(size.width(), size.height())
    corner = QPoint((size.width() - side) // 2, (size.height() - side) // 2)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(corner, QSize(side, side)))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
