"""The grid of faces: covers with names, or faces alone; typing a name, opening, dragging one onto another.

One view for people and for faces. It knows nothing of either: rows come from a `KeyedRows` model, cells are painted by
`FaceDelegate`; what the user wants leaves as signals.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QCursor,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget

from app import style
from app.models.keyed_rows import GuessRole, Index, KeyedRows
from app.previews import CropLoader
from app.widgets import face_grid_paint
from app.widgets.face_grid_delegate import FaceDelegate
from app.widgets.sectioned_view import SectionedView

DRAGGED = 56  # pixels of the cover beside the pointer


class FaceGrid(SectionedView):
    """The view."""

    opened = Signal(QModelIndex)  # double click or Enter
    typed = Signal(str)  # the user began to type a name
    title_clicked = Signal(QModelIndex)
    guess_clicked = Signal(QModelIndex)  # the mark of a guess
    menu_wanted = Signal(QPoint)  # on the screen
    zoom_wanted = Signal(int)  # steps, with Ctrl and the wheel
    dropped = Signal(object, QModelIndex)  # QMimeData, target

    def __init__(
        self, rows: KeyedRows[Any], crops: CropLoader, *, captions: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(rows, parent)
        self._delegate = FaceDelegate(crops, captions=captions, parent=self)
        self._painted: dict[int, int] = {}  # the row of each cover since everything was laid out
        self._below = self._delegate.below()
        self._hover = QPersistentModelIndex()
        self._target = QPersistentModelIndex()  # of a drag that hovers
        self._target_words = ""
        self.setItemDelegate(self._delegate)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        crops.crop_ready.connect(self._on_crop_ready)
        self.lay_out()

    def title_rect(self, index: Index) -> QRect:
        """Where the name of a row stands, in the viewport."""
        return self._delegate.title_rect(self.visualRect(index))

    def show_named(self, index: QModelIndex) -> None:
        """A field lies over this row's name; over nobody's with an invalid one."""
        self._delegate.named = QPersistentModelIndex(index)
        self.viewport().update()

    def allow_merging(self) -> None:
        """Lets rows be dragged onto each other."""
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)

    def drop_words(self, data: QMimeData, index: QModelIndex) -> str:  # noqa: ARG002
        """What dropping on `index` does, for the user; "" where it does nothing. A page may replace this."""
        return ""

    def lay_out(self) -> None:
        super().lay_out()
        self._painted.clear()  # everything is painted anew
        self._delegate.side = self._layout.side

    def _on_crop_ready(self, face_id: int) -> None:
        row = self._painted.get(face_id)
        if row is not None and row < self._rows.rowCount():
            self.viewport().update(self.visualRect(self._rows.index(row)))

    # --- painting ---------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), style.colour("window"))
        for block in self._layout.blocks:
            if block.section.title:
                face_grid_paint.heading(painter, block.section, block.top - self.verticalOffset())
        self._paint_cells(painter, event.region())
        if self._target.isValid():
            cover = self._delegate.cover_rect(self.visualRect(self._target))
            face_grid_paint.drop_target(painter, cover, self._target_words)
        if not self._band.isNull():
            face_grid_paint.rubber_band(painter, self._band.translated(0, -self.verticalOffset()))
        painter.end()
        self.note_anchor()

    def _paint_cells(self, painter: QPainter, region: QRegion) -> None:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        plain = option.state & ~(QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus)
        for row in self._layout.rows_in(region.boundingRect().translated(0, self.verticalOffset())):
            index = self._rows.index(row)
            option.rect = self.visualRect(index)
            if index.isValid() and region.intersects(option.rect):
                option.state = plain | self._state(index)
                if (cover := self._rows.cover_of(self._rows.rows[row])) is not None:
                    self._painted[cover] = row
                self._delegate.paint(painter, option, index)

    def _state(self, index: QModelIndex) -> QStyle.StateFlag:
        state = QStyle.StateFlag.State_None
        if self.selectionModel().isSelected(index):
            state |= QStyle.StateFlag.State_Selected
        if index == self._hover:
            state |= QStyle.StateFlag.State_MouseOver
        if index == self.currentIndex() and self.hasFocus():
            state |= QStyle.StateFlag.State_HasFocus
        return state

    # --- mouse ------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the mark of a guess chooses nothing."""
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and self._on_badge(event.position().toPoint()):
            self.guess_clicked.emit(index)
        else:
            super().mousePressEvent(event)

    def badge_rect(self, index: Index) -> QRect:
        """Where the mark of a guess stands, in the viewport."""
        return self._delegate.badge_rect(self.visualRect(index))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        point = event.position().toPoint()
        self._set_hover(self.indexAt(point))
        section = self._layout.heading_at(self._in_content(point))
        on_link = (section is not None and section.foldable) or self._on_title(point) or self._on_badge(point)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if on_link else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        had_band = not self._band.isNull()
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier and event.button() == Qt.MouseButton.LeftButton
        index = self.indexAt(point)
        clicked = index.isValid() and index == self.indexAt(self._on_screen(self._pressed))
        if plain and clicked and not had_band and self._on_title(point):
            self.title_clicked.emit(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        index = self.indexAt(point)
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton and not self._on_title(point):
            self.opened.emit(index)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.menu_wanted.emit(self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center()))
        elif self.indexAt(event.pos()).isValid():
            self.menu_wanted.emit(event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_wanted.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._set_hover(QModelIndex())
        return super().viewportEvent(event)

    def _on_title(self, point: QPoint) -> bool:
        index = self.indexAt(point)
        return self._delegate.captions and index.isValid() and self.title_rect(index).contains(point)

    def _on_badge(self, point: QPoint) -> bool:
        index = self.indexAt(point)
        return bool(index.isValid() and index.data(GuessRole) and self.badge_rect(index).contains(point))

    def _set_hover(self, index: QModelIndex) -> None:
        if index != self._hover:
            old, self._hover = self._hover, QPersistentModelIndex(index)
            for changed in (old, self._hover):
                self.viewport().update(self.visualRect(changed))

    # --- keys -------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        elif not held and event.text().strip() and event.text().isprintable():
            self.typed.emit(event.text())
        elif event.key() == Qt.Key.Key_Escape and self.selectionModel().hasSelection():
            self.clearSelection()
        else:
            super().keyPressEvent(event)

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> Any:
        if query == Qt.InputMethodQuery.ImEnabled:
            return self.currentIndex().isValid()
        return super().inputMethodQuery(query)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """A name begun with an input method (Hangul): the editor opens, and composing goes on there."""
        if event.commitString() or event.preeditString():
            self.typed.emit(event.commitString())

    # --- dragging ---------------------------------------------------------------------------------

    def startDrag(self, actions: Qt.DropAction) -> None:
        indexes = self.chosen()
        if not indexes:
            return
        under = self.indexAt(self.viewport().mapFromGlobal(QCursor.pos()))
        cover = self._delegate.cover_rect(self.visualRect(under if under.isValid() else indexes[0]))
        picture = self.viewport().grab(cover)
        across = int(DRAGGED * picture.devicePixelRatio())
        drag = QDrag(self)
        drag.setMimeData(self._rows.mimeData(indexes))
        drag.setPixmap(picture.scaledToWidth(across, Qt.TransformationMode.SmoothTransformation))
        drag.setHotSpot(QPoint(-style.GAP_SMALL, -style.GAP_SMALL))  # beside the pointer: the target's words stay free
        drag.exec(actions)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.setAccepted(any(event.mimeData().hasFormat(kind) for kind in self._rows.mimeTypes()))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        says = self.drop_words(event.mimeData(), index) if index.isValid() else ""
        self._aim(index if says else QModelIndex(), says)
        event.setAccepted(bool(says))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._aim(QModelIndex(), "")
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        self._aim(QModelIndex(), "")
        if index.isValid() and self.drop_words(event.mimeData(), index):
            event.acceptProposedAction()
            self.dropped.emit(event.mimeData(), index)

    def _aim(self, index: QModelIndex, says: str) -> None:
        self._target, self._target_words = QPersistentModelIndex(index), says
        self.viewport().update()
