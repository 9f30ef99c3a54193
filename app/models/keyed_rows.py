"""A list whose rows have keys: it is given the new rows as a whole, and tells the view only the difference.

So selection, the current row and the scroll position survive every refresh.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

RowRole = Qt.ItemDataRole.UserRole + 1
"""The record itself."""
CoverRole = Qt.ItemDataRole.UserRole + 2
"""Id of the face whose crop stands for the row."""
QuietRole = Qt.ItemDataRole.UserRole + 3
"""A second line in the quieter tone."""
AskRole = Qt.ItemDataRole.UserRole + 4
"""Whether the first line asks for something (in the accent colour) instead of saying it."""

GuessRole = Qt.ItemDataRole.UserRole + 5
"""Whether Familiar only believes what the row says."""
FilmRole = Qt.ItemDataRole.UserRole + 6
"""The moment of a video that the face is from, as a clock shows it; "" in a photograph."""


@dataclass(frozen=True, slots=True)
class Section:
    """Neighbouring rows under one heading. Folded ones are not shown."""

    name: str  # stays the same for the life of the section
    title: str  # "" for none
    first: int
    end: int  # one after the last row
    foldable: bool = False
    folded: bool = False


class KeyedRows(QAbstractListModel, Generic[Row]):
    """The rows, and the sections that they fall into. Subclasses say what a row's key and data are."""

    shown = Signal()  # rows or sections may be others now

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self.keys: list[Hashable] = []  # of the rows, in their order
        self._places: dict[Hashable, int] = {}

    def key_of(self, row: Row) -> Hashable:
        raise NotImplementedError

    def cover_of(self, row: Row) -> int | None:
        """The face whose crop stands for the row."""
        raise NotImplementedError

    def photo_of(self, row: Row) -> int | None:  # noqa: ARG002
        """The photo that a row is from; None where it is from many."""
        return None

    def sections(self) -> list[Section]:
        """Without more to say, one section without a heading."""
        return [Section("all", "", 0, len(self.rows))]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        return row if role == RowRole else self.cover_of(row) if role == CoverRole else None

    def place_of(self, key: Hashable) -> QModelIndex:
        """The index of a key; not valid where it is not in the list."""
        place = self._places.get(key)
        return QModelIndex() if place is None else self.index(place)

    def show(self, rows: Sequence[Row]) -> None:
        """Makes `rows` the rows: removes, moves, inserts and changes what differs."""
        after = {self.key_of(row): row for row in rows}
        keys = list(after)
        if keys != self.keys:
            self._remove(after)
            self._reorder([key for key in keys if key in self._places])
            self._insert(keys, after)
        self._change(list(after.values()))
        self.shown.emit()

    def show_one(self, key: Hashable, row: Row, place: int) -> None:
        """Shows one row as it is now, in the place that it has then: in a long list quicker than to compare it all.

        It stays chosen, and the keyboard on it, even where it has another key from now on.
        """
        before = self._places[key]
        if place != before:
            self.beginMoveRows(QModelIndex(), before, before, QModelIndex(), place + (place > before))
            self.rows.insert(place, self.rows.pop(before))
            self.keys.insert(place, self.keys.pop(before))
            self.endMoveRows()
        self.rows[place], self.keys[place] = row, self.key_of(row)
        self._note_places()
        self.dataChanged.emit(self.index(place), self.index(place))
        self.shown.emit()

    def _remove(self, after: Collection[Hashable]) -> None:
        for first, last in reversed(_runs([key not in after for key in self.keys])):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self.rows[first : last + 1]
            del self.keys[first : last + 1]
            self.endRemoveRows()
        self._note_places()

    def _reorder(self, order: list[Hashable]) -> None:
        if order == self.keys:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        held = [self.keys[index.row()] for index in before]
        self.rows = [self.rows[self._places[key]] for key in order]
        self.keys = order
        self._note_places()
        self.changePersistentIndexList(before, [self.index(self._places[key]) for key in held])
        self.layoutChanged.emit()

    def _insert(self, order: list[Hashable], after: Mapping[Hashable, Row]) -> None:
        for first, last in _runs([key not in self._places for key in order]):
            self.beginInsertRows(QModelIndex(), first, last)
            self.rows[first:first] = [after[key] for key in order[first : last + 1]]
            self.keys[first:first] = order[first : last + 1]
            self.endInsertRows()
        self._note_places()

    def _change(self, rows: list[Row]) -> None:
        changed = _runs([old is not new and old != new for old, new in zip(self.rows, rows, strict=True)])
        self.rows = rows
        for first, last in changed:
            self.dataChanged.emit(self.index(first), self.index(last))

    def _note_places(self) -> None:
        self._places = {key: place for place, key in enumerate(self.keys)}


def _runs(flags: list[bool]) -> list[tuple[int, int]]:
    """(first, last) of every run of true flags."""
    found: list[tuple[int, int]] = []
    place = 0
    for flag, run in groupby(flags):
        length = sum(1 for _ in run)
        if flag:
            found.append((place, place + length - 1))
        place += length
    return found
