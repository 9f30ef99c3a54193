"""All photos, newest first, under the months in which they were taken.

Holds ids only, so that 100,000 photos cost next to nothing; what a photo is called is asked when somebody wants to
know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QDate, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QPixmap

from app import words
from app.appearances import clock
from app.live_library import LiveLibrary
from app.previews import CropLoader
from app.tiles import Cut
from core.records import Photo
from core.store.photo_search import FoundPhotos

Index = QModelIndex | QPersistentModelIndex

NOTHING = FoundPhotos((), ())
KEPT = 1000  # photos whose names are remembered: several screens full


class PhotosModel(QAbstractListModel):
    """A row is a photo; `sections` says which rows share a heading."""

    def __init__(self, live: LiveLibrary, crops: CropLoader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._crops = crops
        self._found = NOTHING
        self._bursts: Mapping[int, int] = {}
        self._lengths: Mapping[int, float] = {}
        self._rows: dict[int, int] = {}
        self._sections: list[tuple[str, int]] = []
        self._faces = lru_cache(KEPT)(lambda photo_id: live.ask_now(lambda queries: queries.boxes_in(photo_id)))
        self._photo = lru_cache(KEPT)(lambda photo_id: live.ask_now(lambda queries: queries.photo(photo_id)))
        crops.thumbnail_ready.connect(self._on_thumbnail_ready)

    def set_photos(self, found: FoundPhotos, bursts: Mapping[int, int] | None = None) -> None:
        """Shows these, which are newest first, those without a date last. `bursts`: for how many a photo stands."""
        self._photo.cache_clear()
        self._faces.cache_clear()
        if found == self._found and (bursts or {}) == self._bursts:
            return
        self.beginResetModel()
        self._found, self._bursts = found, bursts or {}
        self._rows = {photo_id: row for row, photo_id in enumerate(found.ids)}
        self._sections = [(self._heading(month), count) for month, count in found.months]
        self.endResetModel()

    @property
    def sections(self) -> list[tuple[str, int]]:
        """(heading, number of rows), from the top."""
        return self._sections

    @property
    def ids(self) -> tuple[int, ...]:
        """The photos' ids in the order of the rows."""
        return self._found.ids

    def photo_id(self, index: Index) -> int:
        return self._found.ids[index.row()]

    def photo(self, index: Index) -> Photo | None:
        """All that is known of a photo; None where it has just gone."""
        return self._photo(self.photo_id(index))

    def tile(self, index: Index, cut: Cut) -> QPixmap | None:
        """A photo's thumbnail in this shape, with its faces; None while it is being loaded."""
        photo_id = self.photo_id(index)
        return self._crops.tile("thumbnail", photo_id, replace(cut, faces=self._faces(photo_id)))

    def stands_for(self, index: Index) -> int:
        """How many photos of a burst this one stands for; 1 where it stands for itself."""
        return self._bursts.get(self.photo_id(index), 1)

    def set_lengths(self, lengths: Mapping[int, float]) -> None:
        """How long the videos among them last, in seconds."""
        if lengths != self._lengths:
            self._lengths = lengths
            if self._found.ids:
                self.dataChanged.emit(self.index(0), self.index(len(self._found.ids) - 1))

    def length_of(self, index: Index) -> float | None:
        """How long a video lasts; None of a photograph."""
        return self._lengths.get(self.photo_id(index))

    def row_of(self, photo_id: int) -> int | None:
        """The row of a photo, if it is here."""
        return self._rows.get(photo_id)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._found.ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DecorationRole:
            return self._crops.thumbnail(self.photo_id(index))
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            photo = self.photo(index)
            if photo is None:
                return None
            if role == Qt.ItemDataRole.ToolTipRole:
                return "\n".join(part for part in (Path(photo.path).name, self._day(photo)) if part)
            count = self.stands_for(index)
            burst = [self.tr("one of a burst of %Ln", "", count)] if count > 1 else []
            length = self.length_of(index)
            video = [self.tr("video, {length}").format(length=clock(length))] if length is not None else []
            return ", ".join([self._spoken(photo), *burst, *video])
        return None

    def _heading(self, month: str) -> str:
        date = QDate.fromString(f"{month}-01", Qt.DateFormat.ISODate)
        if not date.isValid():
            return self.tr("Without a date")
        return QLocale().toString(date, self.tr("MMMM yyyy", "a month as a heading, in the letters of QLocale"))

    def _spoken(self, photo: Photo) -> str:
        return f"{self._day(photo) or Path(photo.path).name}, {words.faces(photo.faces)}"

    def _day(self, photo: Photo) -> str:
        """When it was taken, or what is only its file's date; "" for neither."""
        date = QDate.fromString(photo.taken_at[:10], Qt.DateFormat.ISODate)
        day = QLocale().toString(date, QLocale.FormatType.LongFormat) if date.isValid() else ""
        return words.by_source(day, photo.taken_from) if day else ""

    def _on_thumbnail_ready(self, photo_id: int) -> None:
        row = self._rows.get(photo_id)
        if row is not None:
            self.dataChanged.emit(self.index(row), self.index(row), [Qt.ItemDataRole.DecorationRole])
