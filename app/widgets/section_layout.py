"""Where the cells of a grid with headings lie. Plain arithmetic over sections, so that 100,000 cells cost nothing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, QRect


class SectionLayout:
    """Sections, each a heading and square cells from left to right, row by row.

    Sections that fit into one row together share it, so that months with two photos do not take a row each: a band is
    such a row, or a section of several rows. Cells grow from `cell` so that they fill the width. Coordinates count
    from the top of the first heading.
    """

    def __init__(
        self, counts: Sequence[int], *, width: int, cell: int, gap: int = 4, heading: int = 44, margin: int = 24
    ) -> None:
        room = max(1, width - 2 * margin)
        self.columns = max(1, (room + gap) // (cell + gap))
        self.cell = max(1, (room - (self.columns - 1) * gap) // self.columns)
        self.count = sum(counts)
        self.height = 0
        self._gap, self._heading, self._margin = gap, heading, margin
        self._firsts: list[int] = []  # first cell of each band
        self._tops: list[int] = []  # top of each band
        self._headings: list[tuple[int, int, int]] = []  # of each section: band, column, columns it may take
        self._band_sections: list[int] = []  # first section of each band
        self._place(counts)

    def _place(self, counts: Sequence[int]) -> None:
        first = used = 0
        for section, count in enumerate(counts):
            if section == 0 or used + count > self.columns:
                if section > 0:
                    self.height += self._band_height(used)
                self._firsts.append(first)
                self._tops.append(self.height)
                self._band_sections.append(section)
                used = 0
            self._headings.append((len(self._tops) - 1, used, min(count, self.columns)))
            used += count
            first += count
        self.height += self._band_height(used) if counts else 0

    def _band_height(self, cells: int) -> int:
        return self._heading + -(-cells // self.columns) * (self.cell + self._gap)

    def cell_rect(self, number: int) -> QRect:
        """The place of a cell."""
        band = bisect_right(self._firsts, number) - 1
        row, column = divmod(number - self._firsts[band], self.columns)
        top = self._tops[band] + self._heading + row * (self.cell + self._gap)
        return QRect(self._left(column), top, self.cell, self.cell)

    def heading_rect(self, section: int) -> QRect:
        """The place of a heading: as wide as its cells, or all of the row where it has the row for itself."""
        band, column, columns = self._headings[section]
        alone = self._sections_of(band) == range(section, section + 1)
        span = self.columns if alone else columns
        return QRect(self._left(column), self._tops[band], span * (self.cell + self._gap) - self._gap, self._heading)

    def cell_at(self, point: QPoint) -> int | None:
        """The cell under a point."""
        for number in self.cells_between(point.y(), point.y()):
            if self.cell_rect(number).contains(point):
                return number
        return None

    def sections_between(self, top: int, bottom: int) -> Iterator[int]:
        """Sections that are seen between two heights, both included."""
        for band in self._bands_between(top, bottom):
            yield from self._sections_of(band)

    def cells_between(self, top: int, bottom: int) -> Iterator[int]:
        """Cells that are seen between two heights, both included."""
        step = self.cell + self._gap
        for band in self._bands_between(top, bottom):
            first, start = self._firsts[band], self._tops[band] + self._heading
            from_row, to_row = max(0, (top - start) // step), (bottom - start) // step
            end = min(first + self._size(band), first + (to_row + 1) * self.columns)
            yield from range(first + from_row * self.columns, end)

    def above(self, number: int) -> int:
        """The cell over this one, or the last of a shorter row; itself at the top."""
        return self._vertical(number, -1)

    def below(self, number: int) -> int:
        """The cell under this one, or the last of a shorter row; itself at the bottom."""
        return self._vertical(number, 1)

    def _vertical(self, number: int, step: int) -> int:
        band = bisect_right(self._firsts, number) - 1
        row, column = divmod(number - self._firsts[band], self.columns)
        row += step
        if not 0 <= row < self._rows(band):
            band += step
            if not 0 <= band < len(self._firsts):
                return number
            row = 0 if step > 0 else self._rows(band) - 1
        return self._firsts[band] + min(row * self.columns + column, self._size(band) - 1)

    def _left(self, column: int) -> int:
        return self._margin + column * (self.cell + self._gap)

    def _bands_between(self, top: int, bottom: int) -> range:
        return range(max(0, bisect_right(self._tops, top) - 1), bisect_right(self._tops, bottom))

    def _rows(self, band: int) -> int:
        return -(-self._size(band) // self.columns)

    def _size(self, band: int) -> int:
        return (self._firsts[band + 1] if band + 1 < len(self._firsts) else self.count) - self._firsts[band]

    def _sections_of(self, band: int) -> range:
        ends = [*self._band_sections[band + 1 : band + 2], len(self._headings)]
        return range(self._band_sections[band], ends[0])
