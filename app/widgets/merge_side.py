"""One of those who are about to become one person: some faces, the name, how many photos; and whose name stays."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from app import icons, style, words
from app.previews import CropLoader
from app.widgets.face_grid_delegate import rounded
from app.widgets.thumbnail import kept_square

FACE = 60  # pixels
LINE = 20  # pixels a line of text takes: enough for Hangul
HIGH = FACE + 3 * LINE + 2 * style.GAP + style.GAP_SMALL


@dataclass(frozen=True, slots=True)
class Shown:
    """What is seen of somebody."""

    key: str
    name: str
    faces: tuple[int, ...] = ()  # those that can be judged best
    photos: int = 0


class MergeSide(QAbstractButton):
    """Can be chosen where there is more than one name."""

    stepped = Signal(int)  # to the next one, or the one before

    def __init__(self, shown: Shown, crops: CropLoader, parent: QWidget, *, most: int) -> None:
        """With room for `most` faces."""
        super().__init__(parent)
        self.shown = shown
        self._most = most
        self._crops = crops
        self.stays = False  # whether theirs is the name that stays
        self.setText(shown.name)
        self.setFixedSize(most * (FACE + style.GAP_TINY) - style.GAP_TINY + 2 * style.GAP, HIGH)
        crops.crop_ready.connect(self._on_crop_ready)

    def allow_choosing(self, allowed: bool) -> None:
        """Whether a click makes this name the one that stays."""
        self.setEnabled(allowed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if allowed else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if allowed else Qt.CursorShape.ArrowCursor)
        self.setToolTip(self.tr("Keep the name {name}").format(name=self.shown.name) if allowed else "")

    def show_more(self, shown: Shown) -> None:
        """Faces and photos have been counted."""
        self.shown = shown
        self.set_stays(self.stays)

    def set_stays(self, stays: bool) -> None:
        """Whether theirs is the name that stays."""
        self.stays = stays
        parts = (self.shown.name or self.tr("Nameless"), self._photos(), self._verdict())
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.update()

    def _photos(self) -> str:
        return words.photos(self.shown.photos) if self.shown.photos else ""

    def _verdict(self) -> str:
        return self.tr("This name stays") if self.stays and self.shown.name else ""

    def _on_crop_ready(self, face_id: int) -> None:
        if face_id in self.shown.faces:
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        if event.key() in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # the card's
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = rounded(self.rect().adjusted(1, 1, -1, -1), style.RADIUS)
        painter.fillPath(shape, style.colour("accent_soft" if self.stays else "window"))
        if self.hasFocus() or self.stays:
            painter.setPen(QPen(style.colour("accent"), 2.5 if self.hasFocus() else 1))
            painter.drawPath(shape)
        self._paint_faces(painter)
        self._paint_words(painter)
        painter.end()

    def _paint_faces(self, painter: QPainter) -> None:
        count = max(1, len(self.shown.faces[: self._most]))
        left = (self.width() - count * (FACE + style.GAP_TINY) + style.GAP_TINY) // 2
        for number in range(count):
            place = QRect(left + number * (FACE + style.GAP_TINY), style.GAP, FACE, FACE)
            painter.fillPath(rounded(place, style.RADIUS_SMALL), style.colour("placeholder"))
            crop = self._crops.crop(self.shown.faces[number]) if self.shown.faces else None
            if crop is not None:
                picture = kept_square(crop, FACE, self.devicePixelRatioF(), style.RADIUS_SMALL)
                painter.drawPixmap(place.topLeft(), picture)

    def _paint_words(self, painter: QPainter) -> None:
        line = QRect(style.GAP_SMALL, style.GAP + FACE + style.GAP_SMALL, self.width() - 2 * style.GAP_SMALL, LINE)
        font = self.font()
        font.setPixelSize(style.TYPE_LARGE)
        font.setWeight(font.Weight.Medium)
        _write(painter, line, self.shown.name or self.tr("Nameless"), font, "text")
        small = self.font()
        small.setPixelSize(style.TYPE_SMALL)
        _write(painter, line.translated(0, LINE), self._photos(), small, "quiet")
        verdict = self._verdict()
        if verdict:
            font = self.font()
            font.setWeight(font.Weight.Medium)
            below = line.translated(0, 2 * LINE)
            wide = QFontMetrics(font).horizontalAdvance(verdict) + style.ICON_SMALL + style.GAP_TINY
            tick = QRect(below.center().x() - wide // 2, below.top() + 2, style.ICON_SMALL, style.ICON_SMALL)
            icons.icon("check", colour=style.colour("accent")).paint(painter, tick)
            _write(painter, below.adjusted(style.ICON_SMALL + style.GAP_TINY, 0, 0, 0), verdict, font, "text")


def _write(painter: QPainter, rect: QRect, text: str, font: QFont, colour: str) -> None:
    painter.setFont(font)
    painter.setPen(style.colour(colour))
    fitted = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, fitted)
