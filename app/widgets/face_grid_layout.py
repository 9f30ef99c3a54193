"""Where each cell of a face grid lies: sections one below the other, cells of one size in lines from the left.

Plain arithmetic without Qt's views, so that it is quick with thousands of rows: every question costs the number of
sections, not of rows. Coordinates are those of the whole content, before scrolling.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect

from app import style
from app.models.keyed_rows import Section

MARGIN = style.GAP_HUGE
SPACE = style.GAP_LARGE  # between cells, at the least
HEADING = 46  # height of a heading


@dataclass(frozen=True, slots=True)
class Block:
    """A section with its place."""

    section: Section
    top: int  # of the heading
    cells_top: int
    bottom: int

    @property
    def shown(self) -> int:
        """How many cells are shown."""
        return 0 if self.section.folded else self.section.end - self.section.first


class GridLayout:
    """The layout for one width, one size of cells and these sections."""

    def __init__(self, sections: Sequence[Section], *, width: int, side: int, below: int) -> None:
        """Cells are about `side` wide, as wide as fills the lines exactly, and `below` higher than wide."""
        usable = max(side // 2, width - 2 * MARGIN)
        self.columns = max(1, round((usable + SPACE) / (side + SPACE)))
        self.side = min((usable + SPACE) // self.columns - SPACE, 2 * side)
        self.cell_height = self.side + below
        self.step_x = self.side + SPACE
        self.step_y = self.cell_height + SPACE
        self.blocks: list[Block] = []
        top = style.GAP
        for section in sections:
            cells_top = top + (HEADING if section.title else 0)
            count = 0 if section.folded else section.end - section.first
            bottom = cells_top + -(-count // self.columns) * self.step_y
            self.blocks.append(Block(section, top, cells_top, bottom))
            top = bottom
        self.height = top + style.GAP_HUGE

    def cell(self, row: int) -> QRect:
        """The rectangle of a row; a null one where it is folded away."""
        block = next((block for block in self.blocks if block.section.first <= row < block.section.end), None)
        if block is None or block.section.folded:
            return QRect()
        line, column = divmod(row - block.section.first, self.columns)
        left = MARGIN + column * self.step_x
        return QRect(left, block.cells_top + line * self.step_y, self.side, self.cell_height)

    def row_at(self, point: QPoint) -> int | None:
        """The row whose cell contains the point."""
        for row in self.rows_in(QRect(point, point)):
            return row
        return None

    def heading_at(self, point: QPoint) -> Section | None:
        """The section whose heading contains the point."""
        for block in self.blocks:
            if block.section.title and block.top <= point.y() < block.cells_top:
                return block.section
        return None

    def rows_in(self, area: QRect) -> list[int]:
        """The rows whose cells touch the area."""
        rows: list[int] = []
        for block in self.blocks:
            if not block.shown or area.bottom() < block.cells_top or area.top() >= block.bottom:
                continue
            first_line = max(0, (area.top() - block.cells_top) // self.step_y)
            last_line = (area.bottom() - block.cells_top) // self.step_y
            start = block.section.first + first_line * self.columns
            end = min(block.section.end, block.section.first + (last_line + 1) * self.columns)
            rows += [row for row in range(start, end) if self.cell(row).intersects(area)]
        return rows

    def shown_rows(self) -> list[int]:
        """All rows that are not folded away, in order."""
        return [row for block in self.blocks if block.shown for row in range(block.section.first, block.section.end)]

    def end_row(self, *, first: bool) -> int | None:
        """The first or the last row that is shown."""
        shown = self.shown_rows()
        return shown[0 if first else -1] if shown else None

    def next_to(self, row: int, step: int) -> int:
        """The row one step on among those that are shown; the same at the end."""
        shown = self.shown_rows()
        return shown[min(max(bisect_left(shown, row) + step, 0), len(shown) - 1)]

    def line_up(self, row: int, lines: int) -> int:
        """The row so many lines further down, or up, in the same column, over headings; the same at the end."""
        shown = [
            range(start, min(start + self.columns, block.section.end))
            for block in self.blocks
            if block.shown
            for start in range(block.section.first, block.section.end, self.columns)
        ]
        here = next(number for number, line in enumerate(shown) if row in line)
        there = min(max(here + lines, 0), len(shown) - 1)
        column = row - shown[here].start
        return row if there == here else min(shown[there].start + column, shown[there].stop - 1)
