"""Lines of a grid: whole where there is room, cut where there is none, and all on the same height."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.widgets.letters import Letters

PLACE = QRect(10, 10, 120, 20)


def written(text: str, place: QRect = PLACE, letters: Letters | None = None) -> QImage:
    image = QImage(200, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    (letters or Letters(QFont(QApplication.font()))).write(painter, place, text, "text")
    painter.end()
    return image


def inked(image: QImage) -> set[tuple[int, int]]:
    """Columns and lines that are not white."""
    return {(x, y) for x in range(200) for y in range(40) if image.pixelColor(x, y).lightness() < 200}


@pytest.mark.usefixtures("qapp")
def test_a_line_stays_in_its_place_and_is_cut_where_it_is_too_long() -> None:
    letters = Letters(QFont(QApplication.font()))
    narrow = QRect(10, 10, 60, 20)
    for text in ("Anna", "Anna " * 20):
        for place in (PLACE, narrow, PLACE):
            dots = inked(written(text, place, letters))
            assert dots == inked(written(text, place))  # what is remembered is the same
            assert all(place.left() <= x <= place.right() and 10 <= y <= 30 for x, y in dots)
            assert (max(x for x, _ in dots) > place.left() + 0.7 * place.width()) == (len(text) > 4)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("size", [11, 12, 13, 14, 15])
def test_a_line_looks_the_same_at_every_height(size: int) -> None:
    """What is scrolled is moved, and only the rest is painted: both halves of a line must fit."""
    font = QFont(QApplication.font())
    font.setPixelSize(size)
    letters = Letters(font)
    first = inked(written("Anna", PLACE, letters))
    for down in range(1, 6):
        lower = inked(written("Anna", PLACE.translated(0, down), letters))
        assert lower == {(x, y + down) for x, y in first}


@pytest.mark.usefixtures("qapp")
def test_letters_of_another_script_do_not_move_a_line() -> None:
    plain = {(x, y) for x, y in inked(written("Anna")) if x < PLACE.left() + 20}
    mixed = {(x, y) for x, y in inked(written("Anna 안나")) if x < PLACE.left() + 20}
    assert plain == mixed
