"""A wall of photos under date headings: Qt's item view (keys, selection, screen readers) over `SectionLayout`."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from app import style
from app.models.photos_model import PhotosModel
from app.tiles import Cut, paint_tile
from app.widgets.cells_view import CellsView
from app.widgets.section_layout import SectionLayout
from app.widgets.video_mark import paint_length

Index = QModelIndex | QPersistentModelIndex
Movement = QAbstractItemView.CursorAction


class PhotoGrid(CellsView):
    """Shows a `PhotosModel`. Enter or a double click opens."""

    opened = Signal(int)  # row

    def __init__(self, model: PhotosModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._photos = model
        self._side = style.COVER_DEFAULT
        self._layout = SectionLayout([], width=1, cell=self._side)
        self.setModel(model)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # else scrolling paints everything anew
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Photos"))
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    @property
    def side(self) -> int:
        """The side of a photo, in pixels, before it is stretched to fill the row."""
        return self._side

    def set_side(self, side: int) -> None:
        """Larger or smaller photos, the one at the top staying in sight."""
        top = self.indexAt(QPoint(self.viewport().width() // 2, self._layout.cell // 2))
        self._side = side
        self.updateGeometries()
        if top.isValid():
            self.scrollTo(top, QAbstractItemView.ScrollHint.PositionAtTop)

    def stand_on_photo(self, photo_id: int | None) -> None:
        """Goes to the photo that was looked at last."""
        row = None if photo_id is None else self._photos.row_of(photo_id)
        if row is not None and row != self.currentIndex().row():
            index = self.model().index(row, 0)
            self.selectionModel().setCurrentIndex(index, self.selectionModel().SelectionFlag.ClearAndSelect)
            self.scrollTo(index)

    # --- what an item view must answer ------------------------------------------------------------

    def visualRect(self, index: Index) -> QRect:
        if not 0 <= index.row() < self._layout.count:
            return QRect()
        return self._layout.cell_rect(index.row()).translated(0, -self.verticalOffset())

    def indexAt(self, point: QPoint) -> QModelIndex:
        number = self._layout.cell_at(point + QPoint(0, self.verticalOffset()))
        return QModelIndex() if number is None else self.model().index(number, 0)

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint | None = None) -> None:
        rect, bar, high = self.visualRect(index), self.verticalScrollBar(), self.viewport().height()
        if hint == QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(bar.value() + rect.center().y() - high // 2)
        elif rect.top() < style.GAP or hint == QAbstractItemView.ScrollHint.PositionAtTop:
            bar.setValue(bar.value() + rect.top() - style.GAP)
        elif rect.bottom() > high - style.GAP:
            bar.setValue(bar.value() + rect.bottom() - high + style.GAP)

    def moveCursor(self, action: Movement, modifiers: Qt.KeyboardModifier) -> QModelIndex:  # noqa: ARG002
        last = self._layout.count - 1
        if last < 0:
            return QModelIndex()
        row = self.currentIndex().row()
        return self.model().index(0 if row < 0 else max(0, min(self._moved(row, action), last)), 0)

    def _moved(self, row: int, action: Movement) -> int:
        page = max(1, self.viewport().height() // (self._layout.cell + style.GAP_TINY)) * self._layout.columns
        steps = {
            Movement.MoveLeft: row - 1,
            Movement.MovePrevious: row - 1,
            Movement.MoveRight: row + 1,
            Movement.MoveNext: row + 1,
            Movement.MoveUp: self._layout.above(row),
            Movement.MoveDown: self._layout.below(row),
            Movement.MovePageUp: row - page,
            Movement.MovePageDown: row + page,
            Movement.MoveHome: 0,
            Movement.MoveEnd: self._layout.count - 1,
        }
        return steps[action]

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: Index) -> bool:  # noqa: ARG002
        return False

    def setSelection(self, rect: QRect, command: object) -> None:
        index = self.indexAt(rect.topLeft())
        if index.isValid():
            self.selectionModel().select(index, command)  # type: ignore[call-overload]

    def visualRegionForSelection(self, selection: object) -> QRegion:
        region = QRegion()
        for index in selection.indexes():  # type: ignore[attr-defined]
            region += self.visualRect(index)
        return region

    # --- geometry ---------------------------------------------------------------------------------

    def updateGeometries(self) -> None:
        counts = [count for _, count in self._photos.sections]
        self._layout = SectionLayout(counts, width=self.viewport().width(), cell=self._side)
        high = self.viewport().height()
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self._layout.height + style.GAP_LARGE - high))
        bar.setPageStep(high)
        bar.setSingleStep((self._layout.cell + style.GAP_TINY) // 3)
        super().updateGeometries()
        self.viewport().update()

    def reset(self) -> None:
        super().reset()
        self.updateGeometries()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometries()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().scroll(dx, dy)  # only what comes into sight is painted

    # --- keys and painting ------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        opens = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if opens and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), style.colour("window"))
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        shift = self.verticalOffset()
        top, bottom = event.rect().top() + shift, event.rect().bottom() + shift
        for section in self._layout.sections_between(top, bottom):
            self._paint_heading(painter, section, self._layout.heading_rect(section).translated(0, -shift))
        for number in self._layout.cells_between(top, bottom):
            index = self.model().index(number, 0)
            if event.region().intersects(self.visualRect(index)):
                self._paint_photo(painter, index)
        painter.end()

    def _paint_heading(self, painter: QPainter, section: int, rect: QRect) -> None:
        font = self.font()
        font.setPixelSize(style.TYPE_LARGE)
        font.setWeight(font.Weight.Medium)
        painter.setFont(font)
        painter.setPen(style.colour("text"))
        words = painter.fontMetrics().elidedText(
            self._photos.sections[section][0], Qt.TextElideMode.ElideRight, rect.width() - style.GAP_TINY
        )
        painter.drawText(rect.adjusted(0, 0, 0, -style.GAP_SMALL), Qt.AlignmentFlag.AlignBottom, words)

    def _paint_photo(self, painter: QPainter, index: QModelIndex) -> None:
        rect = self.visualRect(index)
        radius = style.RADIUS_SMALL
        cut = Cut(rect.width(), self.devicePixelRatioF(), radius)
        picture = self._photos.tile(index, cut)
        if picture is None:
            path = QPainterPath()
            path.addRoundedRect(rect, radius, radius)
            painter.fillPath(path, style.colour("placeholder"))
        else:
            paint_tile(painter, rect, picture)
        count = self._photos.stands_for(index)
        if count > 1:
            self._paint_count(painter, rect, count)
        length = self._photos.length_of(index)
        if length is not None:
            paint_length(painter, rect, length)
        if index == self.currentIndex() and (self.hasFocus() or self.selectionModel().isSelected(index)):
            for colour, width in ((style.colour("accent"), 3), (QColor("white"), 1)):
                painter.setPen(QPen(colour, width))
                inside = (3 - width) * 1.5
                painter.drawRoundedRect(rect.toRectF().adjusted(inside, inside, -inside, -inside), 6, 6)

    def _paint_count(self, painter: QPainter, rect: QRect, count: int) -> None:
        """For how many photos of a burst this one stands, in its corner."""
        words = QLocale().toString(count)
        font = self.font()
        font.setPixelSize(style.TYPE_SMALL)
        painter.setFont(font)
        width = painter.fontMetrics().horizontalAdvance(words) + 2 * style.GAP_SMALL
        corner = QRect(rect.right() - width - style.GAP_TINY, rect.top() + style.GAP_TINY, width, 20)
        path = QPainterPath()
        path.addRoundedRect(corner, 10, 10)
        painter.fillPath(path, QColor(0, 0, 0, 170))
        painter.setPen(QColor("white"))
        painter.drawText(corner, Qt.AlignmentFlag.AlignCenter, words)
