"""The strip of neighbours under a photograph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app import style
from app.previews import CropLoader
from app.widgets.thumbnail import kept_square

SIDE: Final = 56  # pixels of a picture

Index = QModelIndex | QPersistentModelIndex


class StripModel(QAbstractListModel):
    """Photo ids, with their thumbnails as decoration."""

    def __init__(self, crops: CropLoader, parent: QWidget) -> None:
        super().__init__(parent)
        self._crops = crops
        self._ids: list[int] = []
        crops.thumbnail_ready.connect(self._on_thumbnail_ready)

    def set_photos(self, ids: Sequence[int]) -> None:
        if list(ids) != self._ids:
            self.beginResetModel()
            self._ids = list(ids)
            self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DecorationRole:
            return self._crops.thumbnail(self._ids[index.row()])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.tr("Photo {number}").format(number=index.row() + 1)
        return None

    def _on_thumbnail_ready(self, photo_id: int) -> None:
        if photo_id in self._ids:
            index = self.index(self._ids.index(photo_id))
            self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])


class StripDelegate(QStyledItemDelegate):
    """A rounded square of each photo; the one shown is framed and at full strength."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(SIDE + style.GAP_SMALL, SIDE + style.GAP_SMALL)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place = QRect(0, 0, SIDE, SIDE)
        place.moveCenter(option.rect.center())
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        path = QPainterPath()
        path.addRoundedRect(place, style.RADIUS_SMALL, style.RADIUS_SMALL)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(path, QColor(style.DARK.placeholder))
        pixmap: QPixmap | None = index.data(Qt.ItemDataRole.DecorationRole)
        if pixmap is not None:
            painter.setClipPath(path)
            painter.setOpacity(1 if current else 0.6)
            painter.drawPixmap(place, kept_square(pixmap, SIDE, option.widget.devicePixelRatioF()))
            painter.setClipping(False)
        if current:
            painter.setOpacity(1)
            painter.setPen(QPen(QColor("white"), 2))
            painter.drawRoundedRect(place, style.RADIUS_SMALL, style.RADIUS_SMALL)
        painter.restore()


class Filmstrip(QListView):
    """One row of photos; `photo_chosen` gives the place in the row. The arrow keys are the photo view's."""

    photo_chosen = Signal(int)

    def __init__(self, crops: CropLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = StripModel(crops, self)
        self.setModel(self._model)
        self.setItemDelegate(StripDelegate(self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(SIDE + style.GAP_SMALL + style.GAP)
        self.setAccessibleName(self.tr("Photos next to this one"))
        self.clicked.connect(lambda index: self.photo_chosen.emit(index.row()))

    def show_photos(self, ids: Sequence[int], place: int) -> None:
        """The photos of the strip, and which one is shown."""
        self._model.set_photos(ids)
        index = self._model.index(place)
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        self.viewport().update()
