"""A grid of faces in sections: choosing with mouse, rubber band and keys, dragging one onto another, zooming.

One view for people and for faces. It knows nothing of either: rows come from a `KeyedRows` model, cells are painted by
`FaceDelegate`, places come from `GridLayout`; what the user wants leaves as signals.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QCursor,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFont,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget

from app import style
from app.models.keyed_rows import CoverRole, KeyedRows, Section
from app.previews import CropLoader
from app.widgets.face_grid_delegate import FaceDelegate, rounded
from app.widgets.face_grid_layout import HEADING, MARGIN, GridLayout

Index = QModelIndex | QPersistentModelIndex
Action = QAbstractItemView.CursorAction


class FaceGrid(QAbstractItemView):
    """The view. `drop_words(keys, index)` may be set to say what a drop on a row does; "" refuses it."""

    opened = Signal(QModelIndex)  # double click or Enter
    typed = Signal(str)  # the user began to type a name
    title_clicked = Signal(QModelIndex)
    fold_wanted = Signal(str, bool)  # name of the section, whether to open it
    chosen_changed = Signal()
    menu_wanted = Signal(QPoint)  # on the screen
    zoom_wanted = Signal(int)  # steps, with Ctrl and the wheel
    dropped = Signal(object, QModelIndex)  # QMimeData, target

    def __init__(self, rows: KeyedRows, crops: CropLoader, *, captions: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self._delegate = FaceDelegate(crops, captions=captions, parent=self)
        self._wanted = style.COVER_DEFAULT
        self._layout = GridLayout([], width=100, side=100, below=0)
        self._anchor: tuple[QPersistentModelIndex, int] = (QPersistentModelIndex(), 0)
        self._hover = QPersistentModelIndex()
        self._target = QPersistentModelIndex()  # of a drag that hovers
        self._target_words = ""
        self._pressed = QPoint()  # content coordinates
        self._band = QRect()  # content coordinates; null while there is none
        self._rows_by_cover: dict[int, int] = {}
        self.setModel(rows)
        self.setItemDelegate(self._delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        rows.shown.connect(self._on_shown)
        crops.crop_ready.connect(self._on_crop_ready)
        self._on_shown()

    # --- what pages use ---------------------------------------------------------------------------

    def set_side(self, side: int) -> None:
        """The size of a cover in pixels."""
        self._wanted = side
        self._lay_out()

    @property
    def side(self) -> int:
        """The size that was asked for; covers are a little larger or smaller, to fill the lines."""
        return self._wanted

    def chosen(self) -> list[QModelIndex]:
        """The chosen rows, in their order."""
        return sorted(self.selectionModel().selectedIndexes(), key=lambda index: index.row())

    def choose(self, index: QModelIndex) -> None:
        """Makes this row the only chosen one."""
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def title_rect(self, index: Index) -> QRect:
        """Where the name of a row stands, in the viewport."""
        return self._delegate.title_rect(self.visualRect(index))

    def allow_merging(self) -> None:
        """Lets rows be dragged onto each other."""
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)

    def drop_words(self, data: QMimeData, index: QModelIndex) -> str:  # noqa: ARG002
        """What dropping on `index` does, for the user; "" where it does nothing. A page may replace this."""
        return ""

    def cover_pixmap(self, index: QModelIndex) -> QPixmap:
        """A picture of the cell, for dragging."""
        rect = self.visualRect(index)
        return self.viewport().grab(self._delegate.cover_rect(rect))

    # --- QAbstractItemView's questions ------------------------------------------------------------

    def visualRect(self, index: Index) -> QRect:
        return self._layout.cell(index.row()).translated(0, -self.verticalOffset()) if index.isValid() else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self._layout.row_at(self._in_content(point))
        return QModelIndex() if row is None or row >= self._rows.rowCount() else self._rows.index(row)

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,  # noqa: ARG002
    ) -> None:
        cell = self._layout.cell(index.row()) if index.isValid() else QRect()
        if cell.isNull():
            return
        bar, page = self.verticalScrollBar(), self.viewport().height()
        if cell.top() < bar.value() + style.GAP:
            bar.setValue(cell.top() - HEADING)
        elif cell.bottom() > bar.value() + page - style.GAP:
            bar.setValue(cell.bottom() - page + style.GAP_HUGE)

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: Index) -> bool:
        return self._layout.cell(index.row()).isNull()

    def moveCursor(self, action: Action, modifiers: Qt.KeyboardModifier) -> QModelIndex:  # noqa: ARG002
        shown = self._layout.shown_rows()
        if not shown:
            return QModelIndex()
        row = self.currentIndex().row()
        if row < 0 or self._layout.cell(row).isNull():
            return self._rows.index(shown[0])
        return self._rows.index(self._moved(action, row, shown))

    def _moved(self, action: Action, row: int, shown: list[int]) -> int:
        page = max(1, self.viewport().height() // self._layout.step_y)
        lines = {Action.MoveUp: -1, Action.MoveDown: 1, Action.MovePageUp: -page, Action.MovePageDown: page}
        if action in lines:
            there = self._layout.line_up(row, lines[action])
            return row if there is None else there
        if action in (Action.MoveHome, Action.MoveEnd):
            return shown[0] if action == Action.MoveHome else shown[-1]
        step = -1 if action in (Action.MoveLeft, Action.MovePrevious) else 1
        return shown[min(max(shown.index(row) + step, 0), len(shown) - 1)]

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """A rubber band chooses what it touches; clicks and keys with Shift choose from the first to the last."""
        if self.state() == QAbstractItemView.State.DragSelectingState:
            rows = self._layout.rows_in(rect.normalized().translated(0, self.verticalOffset()))
        else:
            rows = self._between(rect.topLeft(), rect.bottomRight())
        self.selectionModel().select(self._selection(rows), command)

    def _between(self, start: QPoint, end: QPoint) -> list[int]:
        ends = [index.row() for index in (self.indexAt(start), self.indexAt(end)) if index.isValid()]
        return [row for row in self._layout.shown_rows() if min(ends) <= row <= max(ends)] if ends else []

    def _selection(self, rows: Iterable[int]) -> QItemSelection:
        selection = QItemSelection()
        for row in rows:
            index = self._rows.index(row)
            selection.select(index, index)
        return selection

    def selectAll(self) -> None:
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().select(self._selection(self._layout.shown_rows()), flags)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        for index in selection.indexes():
            region += self.visualRect(index)
        return region

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()
        self.chosen_changed.emit()

    # --- layout -----------------------------------------------------------------------------------

    def _on_shown(self) -> None:
        covers = (self._rows.index(row).data(CoverRole) for row in range(self._rows.rowCount()))
        self._rows_by_cover = {cover: row for row, cover in enumerate(covers) if cover is not None}
        self._lay_out()

    def doItemsLayout(self) -> None:
        super().doItemsLayout()
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        """Places everything anew and keeps the first visible row where it is on the screen."""
        first, before = self._anchor
        self._layout = GridLayout(
            self._rows.sections(), width=self.viewport().width(), side=self._wanted, below=self._delegate.below()
        )
        self._delegate.side = self._layout.side
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(self._layout.step_y // 3)
        bar.setRange(0, max(0, self._layout.height - self.viewport().height()))
        if first.isValid() and bar.value() > 0:
            bar.setValue(bar.value() + self.visualRect(first).top() - before)
        self.viewport().update()

    def _note_anchor(self) -> None:
        rows = self._layout.rows_in(self.viewport().rect().translated(0, self.verticalOffset()))
        if rows and rows[0] < self._rows.rowCount():
            index = self._rows.index(rows[0])
            self._anchor = (QPersistentModelIndex(index), self.visualRect(index).top())

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: ARG002
        self.viewport().update()

    # --- painting ---------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        area = event.rect().translated(0, self.verticalOffset())
        for block in self._layout.blocks:
            if block.section.title:
                self._paint_heading(painter, block.section, block.top - self.verticalOffset())
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        plain = option.state & ~(QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus)
        for row in self._layout.rows_in(area):
            index = self._rows.index(row)
            if not index.isValid():
                continue
            option.rect = self.visualRect(index)
            option.state = plain | self._state(index)
            self._delegate.paint(painter, option, index)
        if self._target.isValid():
            self._paint_target(painter)
        self._paint_band(painter)
        painter.end()
        self._note_anchor()

    def _state(self, index: QModelIndex) -> QStyle.StateFlag:
        state = QStyle.StateFlag.State_None
        if self.selectionModel().isSelected(index):
            state |= QStyle.StateFlag.State_Selected
        if index == self._hover:
            state |= QStyle.StateFlag.State_MouseOver
        if index == self.currentIndex() and self.hasFocus():
            state |= QStyle.StateFlag.State_HasFocus
        return state

    def _paint_heading(self, painter: QPainter, section: Section, top: int) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(style.TYPE_LARGE)
        font.setWeight(QFont.Weight.Medium)
        painter.setFont(font)
        left = MARGIN
        if section.foldable:
            self._paint_arrow(painter, QPoint(left + 5, top + HEADING // 2), section.folded)
            left += style.GAP_LARGE + 2
        rect = QRect(left, top, self.viewport().width() - left, HEADING)
        painter.setPen(style.colour("text"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, section.title)
        wide = painter.fontMetrics().horizontalAdvance(section.title)
        painter.setPen(style.colour("quiet"))
        count = style.number(section.end - section.first)
        rect.setLeft(left + wide + style.GAP_SMALL)
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, count)
        painter.restore()

    def _paint_arrow(self, painter: QPainter, middle: QPoint, folded: bool) -> None:
        painter.setPen(QPen(style.colour("quiet"), 1.75, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        corners = [QPoint(-2, -4), QPoint(2, 0), QPoint(-2, 4)] if folded else [QPoint(-4, -2), QPoint(0, 2), QPoint(4, -2)]
        painter.drawPolyline([middle + corner for corner in corners])

    def _paint_target(self, painter: QPainter) -> None:
        cover = self._delegate.cover_rect(self.visualRect(self._target))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = style.colour("accent")
        veil.setAlpha(225)
        painter.fillPath(rounded(cover, style.RADIUS), veil)
        painter.setPen(style.colour("on_accent"))
        font = QFont(self.font())
        font.setWeight(QFont.Weight.Medium)
        painter.setFont(font)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(cover.adjusted(8, 8, -8, -8), flags, self._target_words)
        painter.restore()

    def _paint_band(self, painter: QPainter) -> None:
        if self._band.isNull():
            return
        colour = style.colour("accent")
        painter.setPen(colour)
        painter.setBrush(QColor(colour.red(), colour.green(), colour.blue(), 40))
        painter.drawRect(self._band.normalized().translated(0, -self.verticalOffset()))

    def _on_crop_ready(self, face_id: int) -> None:
        row = self._rows_by_cover.get(face_id)
        if row is not None and row < self._rows.rowCount():
            self.viewport().update(self.visualRect(self._rows.index(row)))

    # --- mouse ------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        section = self._layout.heading_at(self._in_content(point))
        if section is not None and section.foldable and event.button() == Qt.MouseButton.LeftButton:
            self.fold_wanted.emit(section.name, section.folded)
            return
        self._pressed = self._in_content(point)
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        super().mouseMoveEvent(event)
        if self.state() == QAbstractItemView.State.DragSelectingState:
            self._band = QRect(self._pressed, self._in_content(point))
            self.viewport().update()
        self._set_hover(self.indexAt(point))
        section = self._layout.heading_at(self._in_content(point))
        on_link = (section is not None and section.foldable) or self._on_title(point)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if on_link else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        had_band = not self._band.isNull()
        self._band = QRect()
        super().mouseReleaseEvent(event)
        self.viewport().update()
        point = event.position().toPoint()
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier and event.button() == Qt.MouseButton.LeftButton
        index = self.indexAt(point)
        clicked = index.isValid() and index == self.indexAt(self._on_screen(self._pressed))
        if plain and clicked and not had_band and self._on_title(point):
            self.title_clicked.emit(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton and not self._on_title(event.position().toPoint()):
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

    def _set_hover(self, index: QModelIndex) -> None:
        if index != self._hover:
            old, self._hover = self._hover, QPersistentModelIndex(index)
            for changed in (old, self._hover):
                self.viewport().update(self.visualRect(changed))

    def _in_content(self, point: QPoint) -> QPoint:
        return point + QPoint(0, self.verticalOffset())

    def _on_screen(self, point: QPoint) -> QPoint:
        return point - QPoint(0, self.verticalOffset())

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

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:
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
        drag = QDrag(self)
        drag.setMimeData(self._rows.mimeData(indexes))
        grabbed = self.indexAt(self.viewport().mapFromGlobal(QCursor.pos()))
        cover = self.cover_pixmap(grabbed if grabbed.isValid() else indexes[0])
        small = cover.scaledToWidth(int(72 * cover.devicePixelRatio()), Qt.TransformationMode.SmoothTransformation)
        drag.setPixmap(small)
        drag.setHotSpot(QPoint(36, 36))
        drag.exec(actions)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.setAccepted(event.source() is self)

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
