"""All keys of the program on one sheet that can be searched, made from the actions themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app import icons, names, style

SIZE = (520, 620)  # pixels
NATIVE = QKeySequence.SequenceFormat.NativeText


class KeysBox(QDialog):
    """What can be done with keys: `places` are (where, its actions); those without a key are left out."""

    def __init__(self, places: Iterable[tuple[str, Sequence[QAction]]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Find a key, or what it does"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self._on_search)
        self.sheet = QTreeWidget()
        self.sheet.setHeaderLabels([self.tr("What"), self.tr("Key")])
        self.sheet.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.sheet.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.sheet.header().setStretchLastSection(False)
        self.sheet.setRootIsDecorated(False)
        self.sheet.setAccessibleName(self.tr("Keys"))
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(style.GAP_LARGE, style.GAP_LARGE, style.GAP_LARGE, style.GAP_LARGE)
        column.setSpacing(style.GAP)
        column.addWidget(self.search)
        column.addWidget(self.sheet, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self._add(self.tr("Everywhere"), self._hands())
        for where, actions in places:
            self._add(where, _lines(actions))
        self.sheet.expandAll()

    def shown(self) -> list[tuple[str, str]]:
        """(what, key) of the lines that the search leaves."""
        lines = [line for place in _children(self.sheet.invisibleRootItem()) for line in _children(place)]
        return [(line.text(0), line.text(1)) for line in lines if not line.isHidden()]

    def _hands(self) -> list[tuple[str, str]]:
        """What no action stands for."""
        enter, escape = (QKeySequence(key).toString(NATIVE) for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape))
        return [
            (self.tr("Go from picture to picture"), "← → ↑ ↓"),
            (self.tr("Open what is chosen"), enter),
            (self.tr("Back, or leave a field as it was"), escape),
            (self.tr("Choose one more"), self.tr("Ctrl and click")),
            (self.tr("Choose all up to here"), self.tr("Shift and click")),
            (self.tr("Name who has no name yet"), self.tr("Type the name")),
            (self.tr("On others: find somebody"), self.tr("Type the name")),
        ]

    def _add(self, where: str, lines: Sequence[tuple[str, str]]) -> None:
        if not lines:
            return
        place = QTreeWidgetItem(self.sheet, [_plain(where)])
        font = place.font(0)
        font.setBold(True)
        place.setFont(0, font)
        place.setFlags(Qt.ItemFlag.ItemIsEnabled)
        for what, key in lines:
            QTreeWidgetItem(place, [what, key])

    def _on_search(self, text: str) -> None:
        wanted = names.fold(text)
        for place in _children(self.sheet.invisibleRootItem()):
            whole = wanted in names.fold(place.text(0))
            lines = _children(place)
            for line in lines:
                line.setHidden(not whole and wanted not in names.fold(f"{line.text(0)} {line.text(1)}"))
            place.setHidden(all(line.isHidden() for line in lines))


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    found = (item.child(row) for row in range(item.childCount()))
    return [one for one in found if one is not None]


def _lines(actions: Sequence[QAction]) -> list[tuple[str, str]]:
    """(what, keys) of the actions that have a key; in their short words where they have some (`QAction.iconText`)."""
    found = []
    for action in actions:
        keys = [key.toString(NATIVE) for key in action.shortcuts() if not key.isEmpty()]
        if keys and action.text():
            found.append((_plain(action.iconText()).rstrip("…"), ", ".join(keys)))
    return found


def _plain(text: str) -> str:
    """Without the letter that a menu underlines: "&File", in Korean in brackets behind the word."""
    return re.sub(r"\(&\w\)|&", "", text)
