"""Lines of a grid: whole where there is room, cut where there is none, and all on the same height."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.widgets.letters import Letters

PLACE = QRect(10, 10, 120, 20)


def written(text: str, place: QRect = PLACE) -> QImage:
    image = QImage(200, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    Letters(QFont(QApplication.font())).write(painter, place, text, "text")
    painter.end()
    return image


def inked(image: QImage) -> list[tuple[int, int]]:
    """Columns and lines that are not white."""
    return [(x, y) for x in range(200) for y in range(40) if image.pixelColor(x, y).lightness() < 200]


@pytest.mark.usefixtures("qapp")
def test_a_line_stays_in_its_place_and_is_cut_where_it_is_too_long() -> None:
    short, long = inked(written("Anna")), inked(written("Anna " * 20))
    assert short
    for columns in (short, long):
        assert all(PLACE.left() <= x <= PLACE.right() and PLACE.top() <= y <= PLACE.bottom() for x, y in columns)
    assert max(x for x, _ in long) > PLACE.center().x()
    assert inked(written("Anna")) == short


@pytest.mark.usefixtures("qapp")
def test_letters_of_another_script_do_not_move_a_line() -> None:
    plain = {(x, y) for x, y in inked(written("Anna")) if x < PLACE.left() + 20}
    mixed = {(x, y) for x, y in inked(written("Anna 안나")) if x < PLACE.left() + 20}
    assert plain == mixed
