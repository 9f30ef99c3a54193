"""The grid of photos under headings."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.widgets.section_layout import SectionLayout

COUNTS = st.lists(st.integers(1, 40), min_size=1, max_size=12)


@given(COUNTS, st.integers(200, 2000), st.integers(60, 260))
def test_nothing_overlaps_and_every_cell_is_found_where_it_lies(counts: list[int], width: int, cell: int) -> None:
    layout = SectionLayout(counts, width=width, cell=cell)
    rects = [layout.cell_rect(number) for number in range(layout.count)]
    headings = [layout.heading_rect(section) for section in range(len(counts))]
    everything = rects + headings
    for place, rect in enumerate(everything):
        assert 0 <= rect.top() <= rect.bottom() < layout.height
        assert not any(rect.intersects(other) for other in everything[place + 1 :])
    assert [layout.cell_at(rect.center()) for rect in rects] == list(range(layout.count))


@given(COUNTS, st.integers(200, 2000), st.integers(0, 3000), st.integers(1, 900))
def test_what_is_seen_is_what_lies_there(counts: list[int], width: int, top: int, high: int) -> None:
    layout = SectionLayout(counts, width=width, cell=148)
    bottom = top + high
    lies_there = {
        number
        for number in range(layout.count)
        if layout.cell_rect(number).bottom() >= top and layout.cell_rect(number).top() <= bottom
    }
    assert lies_there <= set(layout.cells_between(top, bottom))
    headed = {
        section
        for section in range(len(counts))
        if layout.heading_rect(section).bottom() >= top and layout.heading_rect(section).top() <= bottom
    }
    assert headed <= set(layout.sections_between(top, bottom))


@given(COUNTS, st.integers(200, 2000))
def test_down_and_up_move_by_one_row_and_stop_at_the_ends(counts: list[int], width: int) -> None:
    layout = SectionLayout(counts, width=width, cell=100)
    for number in range(layout.count):
        below = layout.below(number)
        if below == number:
            assert layout.cell_rect(number).top() == layout.cell_rect(layout.count - 1).top()
        else:
            assert layout.cell_rect(below).top() > layout.cell_rect(number).top()
            assert layout.cell_rect(layout.above(below)).top() == layout.cell_rect(number).top()


def test_months_of_few_photos_share_a_row() -> None:
    layout = SectionLayout([1, 2, 1, 9], width=4 * 100 + 3 * 4 + 2 * 24, cell=100)
    assert layout.columns == 4
    assert [layout.heading_rect(section).top() for section in range(4)] == [0, 0, 0, 148]
    assert layout.heading_rect(3).width() == 412
