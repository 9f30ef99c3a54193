"""The way between photo and screen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF

from app.widgets.viewport import CLOSEST, LARGEST_FIT, Viewport
from core.records import Box

SIDES = st.floats(50, 8000)
FRACTIONS = st.floats(0, 1)
MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("zoom"), st.floats(0.2, 5), FRACTIONS, FRACTIONS),
        st.tuples(st.just("pan"), st.floats(-3000, 3000), st.floats(-3000, 3000)),
        st.tuples(st.just("resize"), st.floats(100, 3000), st.floats(100, 3000)),
    ),
    max_size=8,
)


@given(SIDES, SIDES, SIDES, SIDES, MOVES, FRACTIONS, FRACTIONS)
def test_there_and_back_is_the_same_point(
    photo_width: float, photo_height: float, width: float, height: float, moves: list, x: float, y: float
) -> None:
    viewport = _moved(Viewport(photo_width, photo_height, width, height), moves)
    back_x, back_y = viewport.to_photo(viewport.to_screen(x, y))
    assert (back_x, back_y) == (pytest.approx(x, abs=1e-6), pytest.approx(y, abs=1e-6))


@given(SIDES, SIDES, SIDES, SIDES, MOVES)
def test_photo_never_leaves_the_screen(
    photo_width: float, photo_height: float, width: float, height: float, moves: list
) -> None:
    viewport = _moved(Viewport(photo_width, photo_height, width, height), moves)
    rect = viewport.photo_rect()
    for start, end, room in ((rect.left(), rect.right(), viewport.width), (rect.top(), rect.bottom(), viewport.height)):
        if end - start >= room:
            assert start <= 0.01 * room
            assert end >= 0.99 * room
        else:
            assert (start + end) / 2 == pytest.approx(room / 2, abs=0.01 * room)


@given(st.floats(1000, 8000), st.floats(1000, 8000), st.floats(1.01, 3), FRACTIONS, FRACTIONS)
def test_zoom_keeps_the_point_under_the_pointer(
    photo_width: float, photo_height: float, factor: float, x: float, y: float
) -> None:
    middle = QPointF(300, 200)
    viewport = Viewport(photo_width, photo_height, 600, 400).zoomed(1000, middle).zoomed(0.3, middle)
    pointer = QPointF(600 * x, 400 * y)
    before = viewport.to_photo(pointer)
    after = viewport.zoomed(factor, pointer).to_photo(pointer)
    assert after == pytest.approx(before, abs=1e-6)


def test_fit_shows_all_of_the_photo_as_large_as_it_goes() -> None:
    rect = Viewport(4000, 3000, 800, 800).photo_rect()
    assert (rect.x(), rect.y(), rect.width(), rect.height()) == (0, 100, 800, 600)


def test_small_photo_is_not_blown_up_without_end() -> None:
    assert Viewport(100, 80, 2000, 2000).photo_rect().width() == 100 * LARGEST_FIT


def test_zoom_ends_at_eight_pixels_a_pixel_and_at_the_whole_photo() -> None:
    viewport = Viewport(4000, 3000, 800, 600)
    assert viewport.zoomed(1e9, QPointF(0, 0)).scale_now == CLOSEST
    assert viewport.zoomed(3, QPointF(0, 0)).zoomed(0.01, QPointF(0, 0)).fits


def test_box_of_a_face_lies_where_the_face_is() -> None:
    rect = Viewport(1000, 500, 1000, 1000).box_rect(Box(0.1, 0.2, 0.3, 0.4))
    assert (rect.x(), rect.y(), rect.width(), rect.height()) == pytest.approx((100, 350, 300, 200))


def _moved(viewport: Viewport, moves: list) -> Viewport:
    for kind, *values in moves:
        if kind == "zoom":
            viewport = viewport.zoomed(values[0], QPointF(viewport.width * values[1], viewport.height * values[2]))
        elif kind == "pan":
            viewport = viewport.panned(*values)
        else:
            viewport = viewport.resized(*values)
    return viewport
