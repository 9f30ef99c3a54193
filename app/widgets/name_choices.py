"""The list under a field for a name: who may be meant. The cursor stays in the field; the arrows come from there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

MOST = 8  # rows seen at once
MOST_HELD = 32
ROW = 32  # pixels: enough for Hangul, and for a face
FACE = 24  # pixels


@dataclass(frozen=True, slots=True)
class Choice:
    """One row: what it says, and the name that it puts into the field."""

    text: str
    name: str
    taken_by_enter: bool = False  # what Enter means as things stand
    icon: QIcon = field(default_factory=QIcon)  # their face; empty for somebody new


class NameChoices(QListView):
    """`taken` where a row is clicked."""

    taken = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._choices: list[Choice] = []
        self._by_hand = False
        self._rows = QStandardItemModel(self)
        self.setModel(self._rows)
        self.setIconSize(QSize(FACE, FACE))
        self.setProperty("look", "choices")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setUniformItemSizes(True)
        self.setAccessibleName(self.tr("People who may be meant"))
        self.clicked.connect(self._on_clicked)
        self.hide()

    @property
    def chosen_by_hand(self) -> str:
        """The name on which the arrows stand; "" where they were not used."""
        return self._choices[self.currentIndex().row()].name if self._by_hand else ""

    def texts(self) -> list[str]:
        """What the rows say."""
        return [choice.text for choice in self._choices]

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Shows these; hides itself with none."""
        self._choices, self._by_hand = list(choices[:MOST_HELD]), False
        self._rows.clear()
        for choice in self._choices:
            self._rows.appendRow(QStandardItem(choice.icon, choice.text))
        enter = next((row for row, choice in enumerate(self._choices) if choice.taken_by_enter), None)
        self.setCurrentIndex(QModelIndex() if enter is None else self._rows.index(enter, 0))
        self.setFixedHeight(ROW * min(MOST, len(self._choices)))
        self.setVisible(bool(self._choices))

    def show_faces(self, icon_of: Callable[[str], QIcon]) -> None:
        """Faces that have come meanwhile, beside the names of existing people."""
        for row, choice in enumerate(self._choices):
            if choice.icon.isNull():
                self._rows.item(row).setIcon(icon_of(choice.name))

    def step(self, rows: int) -> None:
        """Up or down, round the ends."""
        here = self.currentIndex().row()
        there = (here + rows) % len(self._choices) if here >= 0 else (0 if rows > 0 else len(self._choices) - 1)
        self._by_hand = True
        self.setCurrentIndex(self._rows.index(there, 0))

    def width_wanted(self) -> int:
        """Pixels that the longest row takes."""
        widths = (self.fontMetrics().horizontalAdvance(choice.text) for choice in self._choices)
        return max(widths, default=0) + 48 + FACE + 8  # faces may come later

    def sizeHint(self) -> QSize:
        return QSize(self.width_wanted(), ROW * min(MOST, len(self._choices)))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def _on_clicked(self, index: QModelIndex) -> None:
        self.taken.emit(self._choices[index.row()].name)
