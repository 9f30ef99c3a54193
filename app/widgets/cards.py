"""Cards: a framed part of a page with a heading, and what is put on it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app import style


def card(title: str) -> tuple[QFrame, QVBoxLayout]:
    """A card and the column on it, which begins with its heading."""
    frame = QFrame()
    frame.setProperty("look", "card")
    column = QVBoxLayout(frame)
    column.setContentsMargins(style.GAP_LARGE, style.GAP, style.GAP_LARGE, style.GAP_LARGE)
    column.setSpacing(style.GAP_SMALL)
    column.addWidget(label(title, "heading"))
    return frame, column


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
