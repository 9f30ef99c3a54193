"""A view of rows in sections: places, scrolling, the keys that move, and every way of choosing.

What the rows are and how a cell looks is the subclass's; where each cell lies is `GridLayout`'s.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QMouseEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from app import style
from app.models.keyed_rows import Index, KeyedRows
from app.widgets.cells_view import CellsView
from app.widgets.face_grid_layout import HEADING, GridLayout

Action = QAbstractItemView.CursorAction
Choosing = QItemSelectionModel.SelectionFlag

FEW = 50  # cells that are painted one by one; from there on everything is


class SectionedView(CellsView):
    """Covers of about `side` pixels in lines, sections one below the other."""

    fold_wanted = Signal(str, bool)  # name of the section, whether to open it
    chosen_changed = Signal()

    def __init__(self, rows: KeyedRows[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self._wanted = style.COVER_DEFAULT
        self._below = 0  # height of what stands below a cover
        self.covered = 0  # pixels at the lower edge over which something may float: the last line clears them
        self._layout = GridLayout([], width=100, side=100, below=0)
        self._anchor: tuple[QPersistentModelIndex, int] = (QPersistentModelIndex(), 0)
        self._pressed = QPoint()  # content coordinates
        self._pointer = QPoint()  # where a drag has come to, content coordinates
        self._wanted_place = 0  # pixels that it is to be scrolled by once there is so much
        self._band = QRect()  # of the rubber band, content coordinates; null while there is none
        self.setModel(rows)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # else scrolling paints everything anew
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionRectVisible(True)  # else a rubber band chooses only while the pointer is over a cell
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        rows.shown.connect(self.lay_out)
        rows.rowsAboutToBeMoved.connect(self._on_about_to_move)

    def set_side(self, side: int) -> None:
        """The size of a cover in pixels."""
        self._wanted = side
        self.lay_out()

    @property
    def side(self) -> int:
        """The size that was asked for; covers are a little larger or smaller, to fill the lines."""
        return self._wanted

    def chosen(self) -> list[QModelIndex]:
        """The chosen rows, in their order."""
        return sorted(self.selectionModel().selectedIndexes(), key=lambda index: index.row())

    def choose(self, index: QModelIndex) -> None:
        """Makes this row the only chosen one."""
        self.selectionModel().setCurrentIndex(index, Choosing.ClearAndSelect)

    def stand_on_photo(self, photo_id: int | None) -> None:
        """Goes to the row of the photo that was looked at last; stays where that is not here, or more than one is."""
        rows, current = self._rows, self.currentIndex()
        if photo_id is None or (current.isValid() and rows.photo_of(rows.rows[current.row()]) == photo_id):
            return
        place = next((place for place, row in enumerate(rows.rows) if rows.photo_of(row) == photo_id), None)
        if place is not None:
            how = Choosing.ClearAndSelect if self.selectionModel().hasSelection() else Choosing.NoUpdate
            self.selectionModel().setCurrentIndex(rows.index(place), how)
            self.scrollTo(rows.index(place))

    def choose_nothing(self) -> None:
        """Nor does the keyboard stand anywhere then."""
        self.selectionModel().clear()

    def stand_at(self, scrolled: int) -> None:
        """Scrolled so far, as soon as there is something to scroll."""
        self._wanted_place = scrolled
        self.lay_out()

    def section_rect(self, name: str) -> QRect:
        """Where the heading of a section is, in the viewport; null without one."""
        block = next((block for block in self._layout.blocks if block.section.name == name), None)
        if block is None:
            return QRect()
        return QRect(0, block.top - self.verticalOffset(), self.viewport().width(), block.cells_top - block.top)

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
        elif cell.bottom() > bar.value() + page - max(self.covered, style.GAP):
            bar.setValue(cell.bottom() - page + max(self.covered, style.GAP_HUGE))

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: Index) -> bool:
        return self._layout.cell(index.row()).isNull()

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        if sum(chosen.height() for chosen in selection.toList()) > FEW:
            return QRegion(self.viewport().rect())
        region = QRegion()
        for index in selection.indexes():
            region += self.visualRect(index)
        return region

    # --- keys that move ---------------------------------------------------------------------------

    def moveCursor(self, action: Action, modifiers: Qt.KeyboardModifier) -> QModelIndex:  # noqa: ARG002
        row = self.currentIndex().row()
        there = self._moved(action, row if row >= 0 and not self._layout.cell(row).isNull() else None)
        return QModelIndex() if there is None else self._rows.index(there)

    def _moved(self, action: Action, row: int | None) -> int | None:
        page = max(1, self.viewport().height() // self._layout.step_y)
        lines = {Action.MoveUp: -1, Action.MoveDown: 1, Action.MovePageUp: -page, Action.MovePageDown: page}
        if row is None or action == Action.MoveHome:
            return self._layout.end_row(first=True)
        if action == Action.MoveEnd:
            return self._layout.end_row(first=False)
        if action in lines:
            return self._layout.line_up(row, lines[action])
        return self._layout.next_to(row, -1 if action in (Action.MoveLeft, Action.MovePrevious) else 1)

    # --- choosing ---------------------------------------------------------------------------------

    def setSelection(self, rect: QRect, command: Choosing) -> None:
        """A rubber band chooses what it touches; clicks and keys with Shift choose from the first to the last.

        Qt's rectangle of a rubber band begins at the cell from which the last choice began, not where it was pressed.
        """
        if self.state() == QAbstractItemView.State.DragSelectingState:
            rows = self._layout.rows_in(_spanned(self._pressed, self._pointer))
        else:
            rows = self._between(rect.topLeft(), rect.bottomRight())
        self.selectionModel().select(self._selection(rows), command)

    def selectAll(self) -> None:
        """All that are not folded away."""
        self.selectionModel().select(self._selection(self._layout.shown_rows()), Choosing.ClearAndSelect)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.chosen_changed.emit()

    def _between(self, start: QPoint, end: QPoint) -> list[int]:
        ends = [index.row() for index in (self.indexAt(start), self.indexAt(end)) if index.isValid()]
        return [row for row in self._layout.shown_rows() if min(ends) <= row <= max(ends)] if ends else []

    def _selection(self, rows: Iterable[int]) -> QItemSelection:
        """As few ranges as there are gaps: choosing thousands stays quick."""
        selection = QItemSelection()
        first = last = -1
        for row in [*rows, -2]:
            if row == last + 1 and first >= 0:
                last = row
                continue
            if first >= 0:
                selection.select(self._rows.index(first), self._rows.index(last))
            first = last = row
        return selection

    # --- mouse ------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        self._pressed = self._in_content(point)
        section = self._layout.heading_at(self._pressed)
        if section is not None and section.foldable and event.button() == Qt.MouseButton.LeftButton:
            self.fold_wanted.emit(section.name, section.folded)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = self._in_content(event.position().toPoint())
        super().mouseMoveEvent(event)
        if self.state() == QAbstractItemView.State.DragSelectingState:
            self._band = _spanned(self._pressed, self._pointer)
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._band = QRect()
        super().mouseReleaseEvent(event)
        self.viewport().update()

    def _in_content(self, point: QPoint) -> QPoint:
        return point + QPoint(0, self.verticalOffset())

    def _on_screen(self, point: QPoint) -> QPoint:
        return point - QPoint(0, self.verticalOffset())

    # --- layout -----------------------------------------------------------------------------------

    def doItemsLayout(self) -> None:
        super().doItemsLayout()
        self.lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()

    def lay_out(self) -> None:
        """Places everything anew and keeps the first visible row where it is on the screen."""
        first, before = self._anchor
        self._layout = GridLayout(
            self._rows.sections(), width=self.viewport().width(), side=self._wanted, below=self._below
        )
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(self._layout.step_y // 3)
        bar.setRange(0, max(0, self._layout.height + self.covered - self.viewport().height()))
        if first.isValid() and bar.value() > 0:
            bar.setValue(bar.value() + self.visualRect(first).top() - before)
        if 0 < self._wanted_place <= bar.maximum() and self.isVisible():
            bar.setValue(self._wanted_place)
            self._wanted_place = 0
        self._let_go_of_folded()
        self.viewport().update()

    def _let_go_of_folded(self) -> None:
        """What is not seen is not chosen, and the keyboard does not stand on it: nothing happens to it unseen."""
        chosen = self.selectionModel()
        for section in self._rows.sections():
            if not section.folded or section.end > self._rows.rowCount():
                continue
            if section.first <= self.currentIndex().row() < section.end:
                chosen.clearCurrentIndex()
            if chosen.hasSelection():
                rows = QItemSelection(self._rows.index(section.first), self._rows.index(section.end - 1))
                chosen.select(rows, Choosing.Deselect)

    def _on_about_to_move(self, _parent: QModelIndex, first: int, last: int) -> None:
        """The first row on the screen goes elsewhere: the eye stays where it is, on whoever comes into its place."""
        if first <= self._anchor[0].row() <= last and last + 1 < self._rows.rowCount():
            top = self.visualRect(self._rows.index(first)).top()
            self._anchor = (QPersistentModelIndex(self._rows.index(last + 1)), top)

    def note_anchor(self) -> None:
        """Remembers which row is the first on the screen, and where."""
        rows = self._layout.rows_in(self.viewport().rect().translated(0, self.verticalOffset()))
        if rows and rows[0] < self._rows.rowCount():
            index = self._rows.index(rows[0])
            self._anchor = (QPersistentModelIndex(index), self.visualRect(index).top())

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if self.state() == QAbstractItemView.State.NoState:
            self.viewport().scroll(dx, dy)  # only what comes into sight is painted
        else:
            self.viewport().update()  # a rubber band or a drag is painted over the cells
        self.note_anchor()  # what the library says next may come before the paint


def _spanned(start: QPoint, end: QPoint) -> QRect:
    """From one corner to the opposite one, both included."""
    left, right = sorted((start.x(), end.x()))
    top, bottom = sorted((start.y(), end.y()))
    return QRect(QPoint(left, top), QPoint(right, bottom))
