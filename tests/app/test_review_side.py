"""One side of a question: as high after a field lay over its name as before."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.previews import CropLoader
from app.widgets.review_side import ReviewSide, Somebody

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_both_sides_are_level_after_a_field_lay_over_a_name(qtbot: QtBot, crops: CropLoader) -> None:
    parent = QWidget()
    sides = [ReviewSide(crops, parent), ReviewSide(crops, parent)]
    row = QHBoxLayout(parent)
    for side in sides:
        row.addWidget(side)
        side.show_somebody(Somebody("g1", "", (), 3))
    parent.resize(900, 600)
    qtbot.addWidget(parent)
    parent.show()
    left, right = sides
    left.make_room(44)
    qtbot.waitUntil(lambda: left.name_place().height() == 44)
    left.make_room(0)
    left.show_somebody(Somebody("g1", "", (), 3))
    qtbot.waitUntil(lambda: left.name_place() == right.name_place())
    assert left._facts.geometry() == right._facts.geometry()
