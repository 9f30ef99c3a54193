"""The strip under a video: one line for each person, marked where they are seen. A click jumps there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QToolTip, QVBoxLayout, QWidget

from app import style
from app.appearances import Appearance, clock
from app.previews import CropLoader
from app.tiles import rounded_square

LINE: Final = 32  # pixels of height
FACE: Final = 24
WORDS: Final = 150  # pixels for the face and the name
RAIL: Final = 8  # height of the bar
SHORTEST: Final = 4.0  # pixels of a mark, so that a moment is seen, too
SPOKEN: Final = 4  # spans that a screen reader is told
SEEN: Final = 5  # lines without scrolling


class TimeLine(QAbstractButton):
    """A bar as long as the video, with a mark where we are. `chosen` gives the second."""

    chosen = Signal(float)

    def __init__(self, length: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.length = max(length, 0.001)
        self.second = 0.0
        self.setFixedHeight(LINE)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Moments of the video"))

    def show_moment(self, second: float) -> None:
        self.second = second
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(3 * WORDS, LINE)

    def bar(self) -> QRect:
        """Where the bar is."""
        return self.rect().adjusted(WORDS, (LINE - RAIL) // 2, -style.GAP, -(LINE - RAIL) // 2)

    def x_of(self, second: float) -> float:
        return self.bar().left() + self.bar().width() * min(1.0, second / self.length)

    def second_at(self, x: float) -> float:
        share = (x - self.bar().left()) / max(1, self.bar().width())
        return max(0.0, min(1.0, share)) * self.length

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.position().x() >= self.bar().left() - style.GAP_TINY:
            self.chosen.emit(self.second_at(event.position().x()))
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.position().x() < self.bar().left():
            return
        second = self.second_at(event.position().x())
        QToolTip.showText(event.globalPosition().toPoint(), clock(second), self)
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.chosen.emit(second)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(style.DARK.hover))
        painter.drawRoundedRect(self.bar(), RAIL / 2, RAIL / 2)
        self.paint_content(painter)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("white"))
        painter.drawRoundedRect(QRectF(self.x_of(self.second) - 1, self.bar().top() - 6, 2, RAIL + 12), 1, 1)
        if self.hasFocus():
            painter.setPen(QColor(style.DARK.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), style.RADIUS_SMALL, style.RADIUS_SMALL)
        painter.end()

    def paint_content(self, painter: QPainter) -> None:
        """What has been of it so far, and which moment it is."""
        bar = QRectF(self.bar())
        bar.setRight(self.x_of(self.second))
        painter.setBrush(QColor(style.DARK.field_line))
        painter.drawRoundedRect(bar, RAIL / 2, RAIL / 2)
        self.paint_words(painter, f"{clock(self.second)} / {clock(self.length)}", left=0, colour=style.DARK.quiet)

    def paint_words(self, painter: QPainter, text: str, *, left: int, colour: str) -> None:
        place = QRect(left, 0, WORDS - style.GAP - left, LINE)
        painter.setPen(QColor(colour))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)


class AppearanceLine(TimeLine):
    """One person. A click on the bar jumps there; on the name, or Enter, to where they appear next."""

    def __init__(self, appearance: Appearance, length: float, crops: CropLoader, parent: QWidget | None = None) -> None:
        super().__init__(length, parent)
        self.appearance = appearance
        self._crops = crops
        crops.crop_ready.connect(self._on_crop_ready)
        self.clicked.connect(lambda: self.chosen.emit(self.appearance.after(self.second)))
        self.setAccessibleName(self._spoken())

    @property
    def title(self) -> str:
        return self.appearance.name or self.tr("No name yet")

    def _spoken(self) -> str:
        spans = [f"{clock(begins)}–{clock(ends)}" for begins, ends in self.appearance.spans]
        more = ["…"] if len(spans) > SPOKEN else []
        return f"{self.title}: {', '.join(spans[:SPOKEN] + more)}"

    def _on_crop_ready(self, face_id: int) -> None:
        if face_id == self.appearance.face_id:
            self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._spoken(), self)  # type: ignore[attr-defined]
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paint_content(self, painter: QPainter) -> None:
        painter.setBrush(QColor(style.DARK.accent if self.appearance.name else style.DARK.quiet))
        for begins, ends in self.appearance.spans:
            left, right = self.x_of(begins), self.x_of(ends)
            mark = QRectF(left, self.bar().top(), max(SHORTEST, right - left), RAIL)
            painter.drawRoundedRect(mark, RAIL / 2, RAIL / 2)
        crop = self._crops.crop(self.appearance.face_id)
        if crop is not None:
            face = rounded_square(crop, FACE, self.devicePixelRatioF(), style.RADIUS_SMALL)
            painter.drawPixmap(style.GAP_TINY, (LINE - FACE) // 2, face)
        colour = style.DARK.text if self.appearance.name else style.DARK.quiet
        self.paint_words(painter, self.title, left=style.GAP_TINY + FACE + style.GAP_SMALL, colour=colour)


class AppearanceStrip(QScrollArea):
    """The lines of a video: its moments, then everybody in it."""

    chosen = Signal(float)

    def __init__(self, crops: CropLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._crops = crops
        self.lines: list[TimeLine] = []
        self.setObjectName("appearances")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Who is seen when"))

    def show_people(self, people: Sequence[Appearance], length: float, second: float) -> None:
        """Builds the lines anew; the one that had the focus keeps it."""
        focused = next((number for number, line in enumerate(self.lines) if line.hasFocus()), None)
        page = QWidget()
        page.setObjectName("appearancesPage")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.lines = [TimeLine(length), *(AppearanceLine(one, length, self._crops) for one in people)]
        for line in self.lines:
            line.show_moment(second)
            line.chosen.connect(self.chosen)
            column.addWidget(line)
        self.setWidget(page)
        self.setFixedHeight(LINE * min(len(self.lines), SEEN))
        if focused is not None and focused < len(self.lines):
            self.lines[focused].setFocus()

    def show_moment(self, second: float) -> None:
        for line in self.lines:
            line.show_moment(second)
