"""A card on the settings page: a heading, sentences, and rows of buttons and choices."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QLayout, QPushButton, QVBoxLayout, QWidget

from app import style


class Card(QFrame):
    """Things come one below the other."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(style.GAP_LARGE, style.GAP, style.GAP_LARGE, style.GAP_LARGE)
        self._column.setSpacing(style.GAP_SMALL)
        self.say(title, "heading")

    def say(self, text: str = "", look: str = "quiet") -> QLabel:
        """One more sentence."""
        label = QLabel(text)
        label.setProperty("look", look)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        self._column.addWidget(label)
        return label

    def add(self, *widgets: QWidget) -> None:
        """One more row."""
        row = QHBoxLayout()
        row.setSpacing(style.GAP_SMALL)
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch()
        self._column.addLayout(row)

    def add_whole(self, part: QWidget | QLayout) -> None:
        """Something as wide as the card."""
        if isinstance(part, QWidget):
            self._column.addWidget(part)
        else:
            self._column.addLayout(part)


def button(text: str, slot: Callable[[], object], *, look: str = "") -> QPushButton:
    """A button that does this."""
    made = QPushButton(text)
    made.clicked.connect(lambda: slot())  # without `checked`
    if look:
        made.setProperty("look", look)
    return made


def choices(name: str, rows: Sequence[tuple[str, str | None]]) -> QComboBox:
    """A list to choose from: (text, value); `name` is for screen readers."""
    combo = QComboBox()
    combo.setAccessibleName(name)
    for text, value in rows:
        combo.addItem(text, value)
    return combo


def size(count: int) -> str:
    """Bytes as people say them: "12 kB", "3.4 MB"."""
    return QLocale().formattedDataSize(count, 0 if count < 1_000_000 else 1, QLocale.DataSizeFormat.DataSizeSIFormat)
