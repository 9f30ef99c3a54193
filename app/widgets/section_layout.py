"""Where the cells of a grid with headings lie. Plain arithmetic over sections, so that 100,000 cells cost nothing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, QRect


class SectionLayout:
    """Sections one under the other, each a heading and square cells from left to right, row by row.

    Cells grow from `cell` so that they fill the width. Coordinates count from the top of the first heading.
    """

    def __init__(
        self, counts: Sequence[int], *, width: int, cell: int, gap: int = 4, heading: int = 44, margin: int = 24
    ) -> None:
        room = max(1, width - 2 * margin)
        self.columns = max(1, (room + gap) // (cell + gap))
        self.cell = max(1, (room - (self.columns - 1) * gap) // self.columns)
        self._gap, self._heading, self._margin, self._width = gap, heading, margin, width
        self._firsts: list[int] = []  # first cell of each section
        self._tops: list[int] = []  # top of each heading
        self.count = self.height = 0
        for count in counts:
            self._firsts.append(self.count)
            self._tops.append(self.height)
            self.count += count
            self.height += heading + -(-count // self.columns) * (self.cell + gap)

    def cell_rect(self, number: int) -> QRect:
        """The place of a cell."""
        section = bisect_right(self._firsts, number) - 1
        row, column = divmod(number - self._firsts[section], self.columns)
        top = self._tops[section] + self._heading + row * (self.cell + self._gap)
        return QRect(self._margin + column * (self.cell + self._gap), top, self.cell, self.cell)

    def heading_rect(self, section: int) -> QRect:
        """The place of a heading."""
        return QRect(self._margin, self._tops[section], self._width - 2 * self._margin, self._heading)

    def cell_at(self, point: QPoint) -> int | None:
        """The cell under a point."""
        for number in self.cells_between(point.y(), point.y()):
            if self.cell_rect(number).contains(point):
                return number
        return None

    def sections_between(self, top: int, bottom: int) -> range:
        """Sections that are seen between two heights, both included."""
        if not self._tops:
            return range(0)
        return range(max(0, bisect_right(self._tops, top) - 1), bisect_right(self._tops, bottom))

    def cells_between(self, top: int, bottom: int) -> Iterator[int]:
        """Cells that are seen between two heights, both included."""
        step = self.cell + self._gap
        for section in self.sections_between(top, bottom):
            first = self._firsts[section]
            end = self._firsts[section + 1] if section + 1 < len(self._firsts) else self.count
            start = self._tops[section] + self._heading
            from_row, to_row = max(0, (top - start) // step), (bottom - start) // step
            yield from range(first + from_row * self.columns, min(end, first + (to_row + 1) * self.columns))

    def above(self, number: int) -> int:
        """The cell over this one, in the section before where this is the first row; itself at the top."""
        return self._vertical(number, -1)

    def below(self, number: int) -> int:
        """The cell under this one; the section's or the grid's last where the row is shorter."""
        return self._vertical(number, 1)

    def _vertical(self, number: int, step: int) -> int:
        section = bisect_right(self._firsts, number) - 1
        row, column = divmod(number - self._firsts[section], self.columns)
        rows = self._rows(section)
        if 0 <= row + step < rows:
            return self._clipped(section, row + step, column)
        section += step
        if not 0 <= section < len(self._firsts):
            return number
        return self._clipped(section, 0 if step > 0 else self._rows(section) - 1, column)

    def _rows(self, section: int) -> int:
        return -(-self._size(section) // self.columns)

    def _size(self, section: int) -> int:
        end = self._firsts[section + 1] if section + 1 < len(self._firsts) else self.count
        return end - self._firsts[section]

    def _clipped(self, section: int, row: int, column: int) -> int:
        return self._firsts[section] + min(row * self.columns + column, self._size(section) - 1)
