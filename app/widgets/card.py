"""A card on a page or in a box: a heading, sentences, and rows of buttons and choices."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

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
        made = label(text, look)
        self._column.addWidget(made)
        return made

    def add(self, *widgets: QWidget) -> None:
        """One more row."""
        self._column.addLayout(row(*widgets))

    def add_whole(self, part: QWidget | QLayout, stretch: int = 0) -> None:
        """Something as wide as the card, and with `stretch` as high as there is room."""
        if isinstance(part, QWidget):
            self._column.addWidget(part, stretch)
        else:
            self._column.addLayout(part, stretch)

    def fill(self) -> None:
        """What comes is at the top, whatever the height."""
        self._column.addStretch()


def label(text: str, look: str = "") -> QLabel:
    """A text that may take several lines."""
    made = QLabel(text)
    made.setProperty("look", look)
    made.setWordWrap(True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


def row(*widgets: QWidget) -> QHBoxLayout:
    """Widgets side by side, from the left."""
    line = QHBoxLayout()
    line.setSpacing(style.GAP_SMALL)
    for widget in widgets:
        line.addWidget(widget)
    line.addStretch()
    return line


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
    combo.setItemDelegate(QStyledItemDelegate(combo))  # the one that the style sheet can dress
    combo.setAccessibleName(name)
    for text, value in rows:
        combo.addItem(text, value)
    return combo


def size(count: int) -> str:
    """Bytes as people say them: "12 kB", "3.4 MB"."""
    return QLocale().formattedDataSize(count, 0 if count < 1_000_000 else 1, QLocale.DataSizeFormat.DataSizeSIFormat)
