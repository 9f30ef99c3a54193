"""Paints one cell of a face grid: the crop as a rounded square, and below it a name and a quieter line.

The only place that knows how a face looks in a grid; there is no widget per face.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app import icons, style
from app.models.keyed_rows import AskRole, CoverRole, FilmRole, GuessRole, Index, QuietRole
from app.previews import CropLoader
from app.tiles import Cut, paint_tile
from app.widgets.letters import Letters
from app.widgets.video_mark import paint_film

LINE = 20  # pixels a line of text takes: enough for Hangul
RING = 3.0  # pixels of the ring around a chosen cover
BADGE = 22  # pixels of the disc that marks a guess

Says = Callable[..., Any]
"""`data` of a model."""


class FaceDelegate(QStyledItemDelegate):
    """`side` is the cover's; with `captions` there are two lines of text below it."""

    def __init__(self, crops: CropLoader, *, captions: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._crops = crops
        self.side = style.COVER_DEFAULT
        self.captions = captions
        self.named = QPersistentModelIndex()  # over whose name there is a field: it covers half of the line below
        self._letters: tuple[QFont, Letters, Letters] | None = None  # of the two lines, for the view's font

    def below(self) -> int:
        """Height of what stands below the cover."""
        return style.GAP_SMALL + 2 * LINE if self.captions else 0

    def cover_rect(self, cell: QRect) -> QRect:
        return QRect(cell.left(), cell.top(), self.side, self.side)

    def title_rect(self, cell: QRect) -> QRect:
        return QRect(cell.left(), cell.top() + self.side + style.GAP_SMALL - 2, self.side, LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        says = index.model().data  # asked directly: by way of Qt it takes ten times as long
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_cover(painter, option, says(index, CoverRole))
        if self.captions:
            self._paint_captions(painter, option.rect, index, says)
        if film := says(index, FilmRole):
            paint_film(painter, self.cover_rect(option.rect), film)
        if says(index, GuessRole):
            self._paint_badge(painter, option)
        painter.restore()

    def _paint_cover(self, painter: QPainter, option: QStyleOptionViewItem, face_id: int | None) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        cover = self.cover_rect(option.rect)
        inner = cover.adjusted(5, 5, -5, -5) if chosen else cover
        radius = style.RADIUS - 3 if chosen else style.RADIUS
        cut = Cut(inner.width(), painter.device().devicePixelRatio(), radius)
        picture = None if face_id is None else self._crops.tile("crop", face_id, cut)
        if picture is None:
            painter.fillPath(rounded(inner, radius), style.colour("placeholder"))
        else:
            paint_tile(painter, inner, picture)
        if option.state & QStyle.StateFlag.State_MouseOver and not chosen:
            painter.fillPath(rounded(inner, radius), QColor(255, 255, 255, 28))
        if chosen:
            _ring(painter, cover, style.colour("accent"), RING)
        elif option.state & QStyle.StateFlag.State_HasFocus:
            _ring(painter, cover, style.colour("quiet"), 1.5)

    def badge_rect(self, cell: QRect) -> QRect:
        """Where the mark of a guess is."""
        cover = self.cover_rect(cell)
        gap = style.GAP_TINY + 2
        return QRect(cover.right() - BADGE - gap, cover.bottom() - BADGE - gap, BADGE, BADGE)

    def _paint_badge(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """A question mark; under the pointer the tick that a click gives."""
        disc = self.badge_rect(option.rect)
        pointed = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(QPen(style.colour("line"), 1))
        painter.setBrush(style.colour("accent" if pointed else "base"))
        painter.drawEllipse(disc)
        if pointed:
            icons.icon("check", colour=style.colour("on_accent")).paint(painter, disc.adjusted(4, 4, -4, -4))
            return
        font = QFont(painter.font())
        font.setPixelSize(style.TYPE_LARGE)
        font.setWeight(QFont.Weight.Medium)
        painter.setFont(font)
        painter.setPen(style.colour("accent"))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, "?")

    def _paint_captions(self, painter: QPainter, cell: QRect, index: Index, says: Says) -> None:
        title = self.title_rect(cell)
        first, second = self._letters_like(painter.font())
        first.write(painter, title, says(index), "accent" if says(index, AskRole) else "text")
        if index != self.named:
            second.write(painter, title.translated(0, LINE - 1), says(index, QuietRole) or "", "quiet")

    def _letters_like(self, font: QFont) -> tuple[Letters, Letters]:
        if self._letters is None or self._letters[0] != font:
            medium, small = QFont(font), QFont(font)
            medium.setWeight(QFont.Weight.Medium)
            small.setPixelSize(style.TYPE_SMALL)
            self._letters = (QFont(font), Letters(medium), Letters(small))
        return self._letters[1:]


def rounded(rect: QRect, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(rect), radius, radius)
    return path


def _ring(painter: QPainter, rect: QRect, colour: QColor, width: float) -> None:
    painter.setPen(QPen(colour, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = width / 2
    painter.drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), style.RADIUS, style.RADIUS)
