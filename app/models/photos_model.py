"""All photos, newest first, under the months in which they were taken."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QDate, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt

from app import words
from app.previews import CropLoader
from core.records import Photo

Index = QModelIndex | QPersistentModelIndex


class PhotosModel(QAbstractListModel):
    """A row is a photo; `sections` says which rows share a heading."""

    def __init__(self, crops: CropLoader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._crops = crops
        self._photos: list[Photo] = []
        self._rows: dict[int, int] = {}
        self._sections: list[tuple[str, int]] = []
        crops.thumbnail_ready.connect(self._on_thumbnail_ready)

    def set_photos(self, photos: Sequence[Photo]) -> None:
        """Shows these, which are newest first, those without a date last."""
        if list(photos) == self._photos:
            return
        self.beginResetModel()
        self._photos = list(photos)
        self._rows = {photo.photo_id: row for row, photo in enumerate(photos)}
        months = groupby(photos, key=lambda photo: photo.taken_at[:7])
        self._sections = [(self._heading(month), sum(1 for _ in group)) for month, group in months]
        self.endResetModel()

    @property
    def sections(self) -> list[tuple[str, int]]:
        """(heading, number of rows), from the top."""
        return self._sections

    @property
    def ids(self) -> list[int]:
        """The photos' ids in the order of the rows."""
        return [photo.photo_id for photo in self._photos]

    def photo(self, index: Index) -> Photo:
        return self._photos[index.row()]

    def row_of(self, photo_id: int) -> int | None:
        """The row of a photo, if it is here."""
        return self._rows.get(photo_id)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._photos)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        photo = self._photos[index.row()]
        if role == Qt.ItemDataRole.DecorationRole:
            return self._crops.thumbnail(photo.photo_id)
        if role == Qt.ItemDataRole.ToolTipRole:
            return Path(photo.path).name
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._spoken(photo)
        return None

    def _heading(self, month: str) -> str:
        date = QDate.fromString(f"{month}-01", Qt.DateFormat.ISODate)
        if not date.isValid():
            return self.tr("Without a date")
        return QLocale().toString(date, self.tr("MMMM yyyy", "a month as a heading, in the letters of QLocale"))

    def _spoken(self, photo: Photo) -> str:
        date = QDate.fromString(photo.taken_at[:10], Qt.DateFormat.ISODate)
        day = QLocale().toString(date, QLocale.FormatType.LongFormat) if date.isValid() else Path(photo.path).name
        return f"{day}, {words.faces(photo.faces)}"

    def _on_thumbnail_ready(self, photo_id: int) -> None:
        row = self._rows.get(photo_id)
        if row is not None:
            self.dataChanged.emit(self.index(row), self.index(row), [Qt.ItemDataRole.DecorationRole])
