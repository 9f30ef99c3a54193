"""One photograph on a dark ground: zoom and pan, and the faces in it with their names.

It shows what it is given and says what the user did; decoding, and doing the edits, is the photo view's.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QEnterEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from app import style
from app.cover_icons import CoverIcons
from app.widgets import photo_canvas_paint
from app.widgets.face_label import FaceLabel, label_spot
from app.widgets.face_pen import FacePen
from app.widgets.name_editor import NameEditor
from app.widgets.viewport import Viewport
from core.records import Face
from core.store.marks import Drawn

STEP: Final = 1.25  # zoom of one key or one notch of the wheel
NOTCH: Final = 120.0  # Qt's unit of one notch
STILL: Final = 2500  # milliseconds after which a resting pointer no longer shows the faces
LINGER: Final = 6000  # milliseconds for which they stay shown after a face was named or drawn
PEN: Final = 1.5
EDITOR_WIDTH: Final = 240
CLICK: Final = 6  # pixels that the pointer may move in a click


class PhotoCanvas(QWidget):
    """Shows a photo; faces and names appear while the pointer moves over it, or for as long as they are kept."""

    name_chosen = Signal(int, str)  # face id, a name
    person_chosen = Signal(int, int)  # face id, the id of an existing person
    face_rejected = Signal(int)
    face_confirmed = Signal(int)
    face_removed = Signal(int)  # it is none
    face_drawn = Signal(object)  # Box
    person_wanted = Signal(str)
    side_wanted = Signal(int)  # the longer side, in pixels of the screen, at which the photo is shown now

    def __init__(self, parent: QWidget | None = None, *, covers: CoverIcons | None = None) -> None:
        super().__init__(parent)
        self.viewport = Viewport()
        self._image = QImage()
        self._sentence = ""
        self._names: dict[int, str] = {}
        self._labels: list[FaceLabel] = []
        self._touched: set[int] = set()
        self._edited: int | None = None  # the face whose name is being edited
        self._drawn: list[Drawn] = []
        self._kept = self._held = self._hovered = False
        self._grip: QPointF | None = None
        self._pressed: QPointF | None = None  # where a click began
        self._still = QTimer(self, interval=STILL, singleShot=True)
        self._still.timeout.connect(self._on_still)
        self._linger = QTimer(self, interval=LINGER, singleShot=True)
        self._linger.timeout.connect(self._show_faces)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(240, 180)
        self.pen = FacePen(self)
        self.pen.drawn.connect(self.face_drawn)
        self.pen.left.connect(self.setFocus)
        self.editor = NameEditor(self, covers)
        self.editor.committed.connect(lambda name, _: self._on_chosen(self.name_chosen, name))
        self.editor.same_chosen.connect(lambda person_id, _: self._on_same(person_id))
        self.editor.closed.connect(self._on_editor_closed)

    # --- what is shown ----------------------------------------------------------------------------

    def show_photo(self, width: int, height: int, image: QImage) -> None:
        """Another photo, of `width` x `height` pixels; `image` is what there is of it so far."""
        self.editor.cancel()
        self.pen.stop()
        self._linger.stop()
        self._drawn = []
        self.set_faces([])
        self._sentence = ""
        known = width > 0 and height > 0
        size = (width, height) if known else (max(1, image.width()), max(1, image.height()))
        self.viewport = Viewport(size[0], size[1], self.width(), self.height())
        self.set_image(image)

    def set_image(self, image: QImage) -> None:
        """The same photo, in other pixels."""
        self._image = image
        self.update()

    def set_size(self, width: int, height: int) -> None:
        """The photo's true size, where the library did not know it."""
        if (width, height) != (self.viewport.photo_width, self.viewport.photo_height):
            self._move(Viewport(width, height, self.width(), self.height()))

    def show_sentence(self, sentence: str) -> None:
        """In the place of a photo that cannot be shown."""
        self._image = QImage()
        self._sentence = sentence
        self.set_faces([])
        self.update()

    def set_faces(self, faces: list[Face]) -> None:
        """The faces of the photo, with boxes and labels."""
        focused = next((label.face.face_id for label in self._labels if label.hasFocus()), None)
        for label in self._labels:
            label.hide()
            label.deleteLater()
        self._touched.clear()
        self._labels = [self._label(face) for face in faces]
        self._place_labels()
        for label in self._labels:
            if label.face.face_id == focused:
                label.setFocus()

    def set_drawn(self, drawn: list[Drawn]) -> None:
        """The boxes that were drawn by hand, with and without a face so far."""
        self._drawn = drawn
        self.update()

    def draw(self) -> None:
        """Lets the user draw a box."""
        self.editor.cancel()
        self.pen.start(self.viewport)

    def set_names(self, names: dict[int, str]) -> None:
        """Existing names by person id, for completion."""
        self._names = names

    @property
    def labels(self) -> list[FaceLabel]:
        """The labels of the faces, from left to right."""
        return list(self._labels)

    def face_at(self, point: QPointF) -> int | None:
        """The face in whose box a point of the widget lies; of several the smallest."""
        boxes = [(self.viewport.box_rect(label.face.box), label.face.face_id) for label in self._labels]
        under = [(box.width() * box.height(), face_id) for box, face_id in boxes if box.contains(point)]
        return min(under)[1] if under else None

    @property
    def outlined(self) -> int | None:
        """The face whose name is being typed; None while none is."""
        return self._edited if self.editor.isVisible() else None

    # --- faces seen or not ------------------------------------------------------------------------

    def keep_faces(self, kept: bool) -> None:
        """Shows boxes and names also without the pointer."""
        self._kept = kept
        self._show_faces()

    def hold_faces(self, held: bool) -> None:
        """The same, while a key is held."""
        self._held = held
        self._show_faces()

    def linger(self) -> None:
        """The names stay to be seen for a while."""
        self._linger.start()
        self._show_faces()

    @property
    def faces_shown(self) -> bool:
        pointed = self._hovered and self._grip is None
        busy = bool(self._touched) or self.editor.isVisible() or self._linger.isActive()
        return self._kept or self._held or pointed or busy

    def _show_faces(self) -> None:
        for label in self._labels:
            label.show_name(self.faces_shown)
        self.update()

    def _on_still(self) -> None:
        self._hovered = False
        self._show_faces()

    def _on_touched(self, face_id: int, touched: bool) -> None:
        (self._touched.add if touched else self._touched.discard)(face_id)
        self._show_faces()

    # --- labels and their editor ------------------------------------------------------------------

    def _label(self, face: Face) -> FaceLabel:
        label = FaceLabel(face, self)
        label.clicked.connect(lambda: self.edit(face.face_id))
        label.rejected.connect(self.face_rejected)
        label.removed.connect(self.face_removed)
        label.confirmed.connect(self.face_confirmed)
        label.person_wanted.connect(self.person_wanted)
        label.touched.connect(self._on_touched)
        label.show()
        return label

    def _place_labels(self) -> None:
        """Below each face, inside the widget, none on top of another."""
        taken: list[QRect] = []
        room = self.rect().adjusted(style.GAP_TINY, style.GAP_TINY, -style.GAP_TINY, -style.GAP_TINY)
        for label in self._labels:
            box = self.viewport.box_rect(label.face.box).toRect()
            spot = label_spot(box, label.sizeHint(), room, taken)
            taken.append(spot)
            label.setGeometry(spot)
        self._show_faces()

    def edit(self, face_id: int) -> None:
        """Opens the editor of a face's name. A name that exists means that person: so one says who somebody is."""
        self.editor.cancel()
        label = next(label for label in self._labels if label.face.face_id == face_id)
        self._edited = face_id
        hint = self.tr("Who is this?")
        face = label.face
        guessed = face.person_id if face.name and face.how == "guessed" else None
        people = {who: name for who, name in self._names.items() if who == guessed or who != face.person_id}
        yes = self.tr("Yes, this is {name}").format(name=face.name)
        place = QRect(0, 0, EDITOR_WIDTH, label.height())
        place.moveCenter(label.geometry().center())
        place.moveTop(label.geometry().top())
        says = self.tr("Add this face to {name}")
        self.editor.edit(place, text="", people=people, purpose="move", hint=hint, says=says, own=(guessed, yes))
        self._show_faces()

    def _on_same(self, person_id: int) -> None:
        """Whom Familiar believed it to be is a yes."""
        edited = next((label.face for label in self._labels if label.face.face_id == self._edited), None)
        if edited is not None and edited.person_id == person_id:
            self.face_confirmed.emit(edited.face_id)
        else:
            self._on_chosen(self.person_chosen, person_id)

    def _on_chosen(self, signal: SignalInstance, value: str | int) -> None:
        signal.emit(self._edited, value)

    def _on_editor_closed(self) -> None:
        """What was just said stays to be seen, also for those who use the keys alone."""
        self.setFocus()
        self.linger()

    # --- zoom and pan -----------------------------------------------------------------------------

    def zoom(self, factor: float, around: QPointF | None = None) -> None:
        """Closer or further, the point `around` (or the middle) staying where it is."""
        self._move(self.viewport.zoomed(factor, around or QPointF(self.rect().center())))

    def fit(self) -> None:
        """All of the photo."""
        self._move(self.viewport.fitted())

    def toggle_actual(self) -> None:
        """All of the photo, or each of its pixels as one of the screen's."""
        if self.viewport.fits:
            self.zoom(1 / (self.viewport.fit_scale * self.devicePixelRatioF()))
        else:
            self.fit()

    def wanted_side(self) -> int:
        """The longer side of the photo on the screen, in the screen's pixels."""
        rect = self.viewport.photo_rect()
        return round(max(rect.width(), rect.height()) * self.devicePixelRatioF())

    def _move(self, viewport: Viewport) -> None:
        if viewport == self.viewport:
            return
        larger = viewport.scale_now != self.viewport.scale_now
        self.viewport = viewport
        self.editor.cancel()
        self.pen.stop()
        self._place_labels()
        self._show_grip()
        if larger:
            self.side_wanted.emit(self.wanted_side())

    def _show_grip(self, *, over_face: bool = False) -> None:
        if self._grip is not None:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif over_face:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.setCursor(Qt.CursorShape.ArrowCursor if self.viewport.fits else Qt.CursorShape.OpenHandCursor)

    # --- events -----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._move(self.viewport.resized(self.width(), self.height()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom(STEP ** (event.angleDelta().y() / NOTCH), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.editor.cancel()
        self.setFocus()
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = event.position() if left else None
        if left and not self.viewport.fits:
            self._grip = event.position()
            self._show_grip()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            delta = event.position() - self._grip
            self._grip = event.position()
            self._move(self.viewport.panned(delta.x(), delta.y()))
            return
        self._show_grip(over_face=self.face_at(event.position()) is not None)
        hovered = self.viewport.photo_rect().contains(event.position())
        if hovered:
            self._still.start()
        if hovered != self._hovered:
            self._hovered = hovered
            self._show_faces()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a face is one on its label."""
        pressed, self._pressed = self._pressed, None
        self._grip = None
        self._show_grip()
        face_id = self.face_at(event.position())
        still = pressed is not None and (event.position() - pressed).manhattanLength() < CLICK
        if still and face_id is not None:
            self.edit(face_id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.viewport.fits:
            self.zoom(1 / (self.viewport.fit_scale * self.devicePixelRatioF()), event.position())
        else:
            self.fit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """On a face, what can be done with it."""
        face_id = self.face_at(QPointF(event.pos()))
        if face_id is not None:
            next(label for label in self._labels if label.face.face_id == face_id).contextMenuEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._still.start()
        self._hovered = self.viewport.photo_rect().contains(event.position())
        self._show_faces()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: ARG002
        self._on_still()

    # --- painting ---------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(style.SURROUND))
        if self._sentence:
            photo_canvas_paint.sentence(painter, self.rect(), self._sentence)
        elif not self._image.isNull():
            self._paint_photo(painter)
            self._paint_waiting(painter)
            if self.faces_shown:
                self._paint_boxes(painter)
        painter.end()

    def _paint_photo(self, painter: QPainter) -> None:
        target = self.viewport.photo_rect()
        if self.viewport.fits:
            target = QRectF(target.toRect())  # whole pixels: the image was made in just this size
        # Only what is seen is scaled: a photo close by is many times as large as the screen.
        seen = target.intersected(QRectF(self.rect()).adjusted(-1, -1, 1, 1))
        across, down = self._image.width() / target.width(), self._image.height() / target.height()
        left, top = (seen.x() - target.x()) * across, (seen.y() - target.y()) * down
        source = QRectF(left, top, seen.width() * across, seen.height() * down)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self.viewport.scale_now < 2)
        painter.drawImage(seen, self._image, source)

    def _paint_boxes(self, painter: QPainter) -> None:
        by_hand = {drawn.face_id for drawn in self._drawn}
        for label in self._labels:
            edited = label.face.face_id == self.outlined
            line = QColor(style.DARK.accent) if label.face.name or edited else QColor("white")
            width = PEN + (label.face.face_id in self._touched) + 2 * edited
            rect = self.viewport.box_rect(label.face.box)
            photo_canvas_paint.box(painter, rect, line, width, dashed=label.face.face_id in by_hand)

    def _paint_waiting(self, painter: QPainter) -> None:
        """Boxes just drawn, in which the worker still has to find the face."""
        for drawn in self._drawn:
            if drawn.face_id is None:
                photo_canvas_paint.box(painter, self.viewport.box_rect(drawn.box), QColor("white"), PEN, dashed=True)
