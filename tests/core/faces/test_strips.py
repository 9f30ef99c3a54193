"""A panorama in strips: every small face lies wholly in one, and comes back to its place."""

from __future__ import annotations

import pytest

from core.faces.strips import box_in_whole, is_cut, strips_of
from core.records import Box


@pytest.mark.parametrize("size", [(4000, 3000), (3000, 4000), (2350, 1000), (10, 1)])
def test_only_a_panorama_is_cut(size: tuple[int, int]) -> None:
    assert (len(strips_of(*size)) == 1) is (max(size) < 2.5 * min(size))


@pytest.mark.parametrize("size", [(9600, 900), (900, 9600), (2500, 1000), (12345, 777)])
def test_every_face_as_large_as_the_shorter_side_lies_wholly_in_a_strip(size: tuple[int, int]) -> None:
    width, height = size
    short = min(size)
    strips = strips_of(*size)
    assert all(0 <= left < right <= width and 0 <= top < bottom <= height for left, top, right, bottom in strips)
    for place in range(0, max(size) - short + 1, 7):
        left, top = (place, 0) if width > height else (0, place)
        assert any(s[0] <= left and s[1] <= top and left + short <= s[2] and top + short <= s[3] for s in strips)


def test_a_box_comes_back_to_its_place_and_a_cut_one_is_known() -> None:
    strip = (1000, 0, 3000, 1000)
    assert box_in_whole(Box(0.5, 0.5, 0.1, 0.2), strip, 10000, 1000).overlap(Box(0.2, 0.5, 0.02, 0.2)) > 0.999
    assert is_cut(Box(0.0, 0.5, 0.1, 0.2), strip, 10000, 1000)
    assert is_cut(Box(0.9, 0.5, 0.1, 0.2), strip, 10000, 1000)
    assert not is_cut(Box(0.4, 0.0, 0.1, 0.2), strip, 10000, 1000)
    assert not is_cut(Box(0.0, 0.5, 0.1, 0.2), (0, 0, 2000, 1000), 10000, 1000)
