"""The line above a page of pictures: its title and how many there are, and at the right what the page can be told."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from app import style

ZOOM_WIDTH = 120


class PageHeader(QWidget):
    """`tools` come at the right edge, in their order."""

    def __init__(self, title: str, *tools: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heading = QLabel(title)
        heading.setProperty("look", "title")
        self._count = QLabel()
        self._count.setProperty("look", "quiet")
        self._count.setContentsMargins(0, 0, 0, 2)  # on the line of the heading
        words = QHBoxLayout()
        words.setSpacing(style.GAP)
        words.addWidget(heading)
        words.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        row = QHBoxLayout(self)
        row.setContentsMargins(style.GAP_HUGE, style.GAP_LARGE, style.GAP_HUGE, style.GAP_SMALL)
        row.setSpacing(style.GAP)
        row.addLayout(words)
        row.setAlignment(words, Qt.AlignmentFlag.AlignVCenter)  # no higher than the heading, whatever the tools are
        row.addStretch()
        for tool in tools:
            row.addWidget(tool)

    @property
    def count(self) -> str:
        """What stands beside the title."""
        return self._count.text()

    def show_count(self, says: str) -> None:
        """How many there are, in words; "" for nothing."""
        self._count.setText(says)


def zoom_slider(side: int, name: str) -> QSlider:
    """Chooses the size of the pictures; `name` is for screen readers and the tooltip."""
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setRange(style.COVER_SMALLEST, style.COVER_LARGEST)
    slider.setValue(side)
    slider.setFixedWidth(ZOOM_WIDTH)
    slider.setAccessibleName(name)
    slider.setToolTip(name)
    return slider
