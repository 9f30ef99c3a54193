"""Drawing a box around a face that was missed: lies over the photograph while it is wanted.

With the mouse one drags from corner to corner. With the keys the arrows move a box, with Shift they change its size,
Enter takes it and Escape leaves.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app import style
from app.widgets.viewport import Viewport
from core.records import Box

SMALLEST: Final = 12.0  # pixels of the screen: less was a click
FIRST: Final = 0.2  # of the shorter side, for the box that the keys begin with
STEP: Final = 6.0  # pixels of the screen for one press of an arrow
ARROWS: Final = {
    Qt.Key.Key_Left: QPointF(-STEP, 0),
    Qt.Key.Key_Right: QPointF(STEP, 0),
    Qt.Key.Key_Up: QPointF(0, -STEP),
    Qt.Key.Key_Down: QPointF(0, STEP),
}


class FacePen(QWidget):
    """Over its parent; `start` shows it."""

    drawn = Signal(object)  # Box
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        self._viewport = Viewport()
        self._start: QPointF | None = None
        self._rect = QRectF()
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Draw a box around the face"))
        self.hide()

    def start(self, viewport: Viewport) -> None:
        """The next box is drawn on the photo as it lies now."""
        self._viewport, self._start, self._rect = viewport, None, QRectF()
        self.setGeometry(self._room.rect())
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def stop(self) -> None:
        """Draws nothing."""
        if self.isVisible():
            self.hide()
            self.left.emit()

    def _finish(self) -> None:
        photo = self._viewport.photo_rect()
        rect = self._rect.intersected(photo)
        if min(rect.width(), rect.height()) < SMALLEST:
            self._rect = QRectF()
            self.update()
            return
        x, y = self._viewport.to_photo(rect.topLeft())
        self.stop()
        self.drawn.emit(Box(x, y, rect.width() / photo.width(), rect.height() / photo.height()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._start = event.position()
            self._rect = QRectF(self._start, QSizeF(0, 0))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._start is not None:
            self._rect = QRectF(self._start, event.position()).normalized()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._start is not None and event.button() == Qt.MouseButton.LeftButton:
            self._rect = QRectF(self._start, event.position()).normalized()
            self._start = None
            self._finish()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.stop()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._finish()
        elif event.key() in ARROWS:
            self._move_by_key(
                ARROWS[Qt.Key(event.key())], grow=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            )
        else:
            super().keyPressEvent(event)

    def _move_by_key(self, step: QPointF, *, grow: bool) -> None:
        photo = self._viewport.photo_rect().intersected(QRectF(self.rect()))
        if self._rect.isEmpty():
            side = FIRST * min(photo.width(), photo.height())
            self._rect = QRectF(0, 0, side, side)
            self._rect.moveCenter(photo.center())
        elif grow:
            bottom_right = self._rect.bottomRight() + step
            self._rect.setBottomRight(
                QPointF(
                    max(bottom_right.x(), self._rect.left() + SMALLEST),
                    max(bottom_right.y(), self._rect.top() + SMALLEST),
                )
            )
        else:
            self._rect.translate(step)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_advice(painter)
        if not self._rect.isEmpty():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(style.DARK.accent), 2, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(self._rect, style.RADIUS_SMALL, style.RADIUS_SMALL)
        painter.end()

    def _paint_advice(self, painter: QPainter) -> None:
        words = self.tr("Draw a box around the face, or use the arrows and Enter. Esc leaves.")
        room = painter.fontMetrics().boundingRect(words).adjusted(-14, -8, 14, 8)
        room.moveCenter(self.rect().center())
        room.moveTop(style.GAP)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(18, 18, 18, 215))
        painter.drawRoundedRect(room, 14, 14)
        painter.setPen(QColor(style.DARK.text))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)
