"""One side of a question on the Review page: up to four large faces, and what is known of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app import style, words
from app.previews import CropLoader
from app.widgets.face_grid_delegate import rounded
from app.widgets.thumbnail import kept_square
from core.records import Face

SMALLEST, LARGEST = 88, 184  # pixels of a face among four; crops hold 192
LARGEST_ALONE = 248
MOST = 4


@dataclass(frozen=True, slots=True)
class Somebody:
    """Who stands on one side."""

    key: str
    name: str
    faces: tuple[Face, ...]  # to show
    count: int  # faces in all


class ReviewSide(QWidget):
    """Two by two faces with two lines under them; a click asks for the photo."""

    face_clicked = Signal(int)  # photo id

    def __init__(self, crops: CropLoader, parent: QWidget) -> None:
        super().__init__(parent)
        self._faces = _Faces(crops, self)
        self._name = QLabel(self)
        self._name.setProperty("look", "heading")
        self._facts = QLabel(self)
        self._facts.setProperty("look", "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.GAP_TINY)
        column.addWidget(self._faces, 4)
        self._room = QWidget(self)  # of the name: a label remembers how high it had to be
        room = QVBoxLayout(self._room)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(self._name, 0, Qt.AlignmentFlag.AlignTop)
        for label in (self._name, self._facts):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._room)
        column.addWidget(self._facts)
        column.addStretch(1)

    @property
    def facts(self) -> str:
        """The two lines."""
        return f"{self._name.text()}, {self._facts.text()}"

    @property
    def shown(self) -> Sequence[Face]:
        """The faces that are seen."""
        return self._faces.faces

    def make_room(self, height: int) -> None:
        """As much as a field needs that lies over the name; 0 for none."""
        self._room.setMinimumHeight(height)

    def name_place(self) -> QRect:
        """Where the name stands, in this widget."""
        return self._room.geometry()

    def show_somebody(self, who: Somebody | None, *, lines: int = 1) -> None:
        """With room for so many lines of pictures, since both sides of a question are of one height."""
        faces = who.faces[:MOST] if who is not None else ()
        self._faces.show_faces(faces, lines)
        self._name.setText("" if who is None else who.name or self.tr("No name yet"))
        years = words.years(faces)
        parts = [] if who is None else [words.faces(who.count), years]
        self._facts.setText(", ".join(part for part in parts if part))
        self.setAccessibleName(self.facts)


class _Faces(QWidget):
    """The pictures, as large as there is room."""

    def __init__(self, crops: CropLoader, side: ReviewSide) -> None:
        super().__init__(side)
        self._crops = crops
        self._side = side
        self.faces: Sequence[Face] = ()
        self._lines = 1
        self.setMinimumSize(2 * SMALLEST + style.GAP_SMALL, 2 * SMALLEST + style.GAP_SMALL)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(self.tr("Show the photo (Space)"))
        crops.crop_ready.connect(self._on_crop_ready)

    def _on_crop_ready(self, face_id: int) -> None:
        if any(face.face_id == face_id for face in self.faces):
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(2 * LARGEST + style.GAP_SMALL, 2 * LARGEST + style.GAP_SMALL)

    def show_faces(self, faces: Sequence[Face], lines: int) -> None:
        self.faces, self._lines = faces, lines
        self.update()

    def places(self) -> list[QRect]:
        """Where each face is: one alone, two beside each other, else two lines; in the middle of the common height."""
        count = len(self.faces)
        if not count:
            return []
        gap = style.GAP_SMALL
        lines = (count + 1) // 2
        cell = min(LARGEST, (self.width() - gap) // 2, (self.height() - (self._lines - 1) * gap) // self._lines)
        block = self._lines * cell + (self._lines - 1) * gap
        if count == 1:
            cell = min(LARGEST_ALONE, self.width(), block if self._lines > 1 else self.height())
            block = max(block, cell)
        step = cell + gap
        top = self.height() - block + (block - lines * step + gap) // 2  # on the names below
        places = []
        for n in range(count):
            beside = 1 if n == count - 1 and n % 2 == 0 else 2  # the last of three is in the middle of its line
            left = (self.width() - beside * step + gap) // 2
            places.append(QRect(left + n % 2 * step, top + n // 2 * step, cell, cell))
        return places

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for face, place in zip(self.faces, self.places(), strict=True):
            shape = rounded(place, style.RADIUS)
            painter.fillPath(shape, style.colour("placeholder"))
            crop = self._crops.crop(face.face_id)
            if crop is not None:
                painter.setClipPath(shape)
                painter.drawPixmap(place.topLeft(), kept_square(crop, place.width(), self.devicePixelRatioF()))
                painter.setClipping(False)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        for face, place in zip(self.faces, self.places(), strict=True):
            if place.contains(event.position().toPoint()):
                self._side.face_clicked.emit(face.photo_id)


def lines_of(sides: Iterable[Somebody]) -> int:
    """How many lines of pictures the fuller side has."""
    return max((min(len(side.faces), MOST) + 1) // 2 for side in sides)


def dividing_line() -> QWidget:
    """Stands between the two sides."""
    line = QWidget()
    line.setObjectName("line")
    line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    line.setFixedWidth(1)
    return line
