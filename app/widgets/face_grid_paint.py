"""What a face grid paints besides its cells: headings, the target of a drag, the rubber band."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from app import style
from app.models.keyed_rows import Section
from app.widgets.face_grid_delegate import rounded
from app.widgets.face_grid_layout import HEADING, MARGIN


def heading(painter: QPainter, section: Section, top: int) -> None:
    """An arrow where the section can be folded, its title, and how many there are."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = QFont(painter.font())
    font.setPixelSize(style.TYPE_LARGE)
    font.setWeight(QFont.Weight.Medium)
    painter.setFont(font)
    left = MARGIN
    if section.foldable:
        _arrow(painter, QPoint(left + 5, top + HEADING // 2), section.folded)
        left += style.GAP_LARGE + 2
    letters = painter.fontMetrics()
    line = top + (HEADING + letters.ascent() - letters.descent()) // 2  # the same for letters of several fonts
    painter.setPen(style.colour("text"))
    painter.drawText(QPoint(left, line), section.title)
    left += letters.horizontalAdvance(section.title) + style.GAP_SMALL
    painter.setPen(style.colour("quiet"))
    painter.drawText(QPoint(left, line), style.number(section.end - section.first))
    painter.restore()


def drop_target(painter: QPainter, cover: QRect, words: str) -> None:
    """The cover that a drag hovers over says what dropping does."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    veil = style.colour("accent")
    veil.setAlpha(225)
    painter.fillPath(rounded(cover, style.RADIUS), veil)
    painter.setPen(style.colour("on_accent"))
    font = QFont(painter.font())
    font.setWeight(QFont.Weight.Medium)
    painter.setFont(font)
    margin = style.GAP_SMALL
    flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap  # above the pointer
    painter.drawText(cover.adjusted(margin, margin, -margin, -margin), flags, words)
    painter.restore()


def rubber_band(painter: QPainter, rect: QRect) -> None:
    colour = style.colour("accent")
    painter.setPen(colour)
    painter.setBrush(QColor(colour.red(), colour.green(), colour.blue(), 40))
    painter.drawRect(rect)


def _arrow(painter: QPainter, middle: QPoint, folded: bool) -> None:
    painter.setPen(QPen(style.colour("quiet"), 1.75, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    down = [QPoint(-4, -2), QPoint(0, 2), QPoint(4, -2)]
    aside = [QPoint(-2, -4), QPoint(2, 0), QPoint(-2, 4)]
    painter.drawPolyline([middle + corner for corner in (aside if folded else down)])
