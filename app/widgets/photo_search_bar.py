"""The line above the photos that says what is looked for: people, with each other or without, a time, a folder.

One types a name and Enter; "-Ben" or "without Ben" leaves Ben's photos out. Each wish is a button that takes it back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app import icons, names, style
from core.store.photo_search import PhotoSearch


class PhotoSearchBar(QWidget):
    """Emits what is looked for whenever that changes."""

    changed = Signal(object)  # PhotoSearch

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: Mapping[int, str] = {}
        self._search = PhotoSearch()
        self.line = QLineEdit(self)
        self.line.setProperty("look", "search")
        self.line.setPlaceholderText(self.tr("Who is in the photo? “-Ben” leaves Ben out"))
        self.line.setAccessibleName(self.tr("Who is in the photo?"))
        self.line.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.line.setMinimumWidth(360)
        self._found = QStringListModel(self)
        completer = QCompleter(self._found, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        popup = QListView()
        popup.setProperty("look", "popup")
        completer.setPopup(popup)
        completer.activated.connect(self._on_name, Qt.ConnectionType.QueuedConnection)
        self.line.setCompleter(completer)
        self.line.textEdited.connect(self._on_edited)
        self.line.returnPressed.connect(self._on_return)
        self.years = self._combo(self.tr("Any time"), self.tr("Time"))
        self.folders = self._combo(self.tr("All folders"), self.tr("Folder"))
        self.only = QCheckBox(self.tr("Nobody else"), self)
        self.only.toggled.connect(lambda on: self._set(replace(self._search, only_them=on)))
        self._wishes: list[QPushButton] = []
        self._chips = QHBoxLayout()
        self._chips.setSpacing(style.GAP_TINY)
        self._arrange()

    @property
    def search(self) -> PhotoSearch:
        return self._search

    def chips(self) -> list[QPushButton]:
        """The wishes about people, as buttons."""
        return list(self._wishes)

    def set_people(self, people: Mapping[int, str]) -> None:
        """Who can be looked for: person id to name. Somebody who is gone is looked for no more."""
        self._people = people
        gone = {key for key in self._search.together + self._search.without if int(key[1:]) not in people}
        self._set(
            replace(
                self._search,
                together=tuple(key for key in self._search.together if key not in gone),
                without=tuple(key for key in self._search.without if key not in gone),
            )
        )
        self._show_chips()

    def set_years(self, years: Sequence[str]) -> None:
        """The years to choose from, the newest first."""
        self._fill(self.years, [(year, year) for year in years])

    def set_folders(self, folders: Sequence[str]) -> None:
        """The folders to choose from."""
        self._fill(self.folders, [(Path(folder).name or folder, folder) for folder in folders])

    def show_person(self, key: str) -> None:
        """Photos of this person, whoever else is there."""
        self.clear()
        self._set(PhotoSearch(together=(key,)))

    def clear(self) -> None:
        """Every photo again."""
        self.line.clear()
        for combo in (self.years, self.folders):
            combo.setCurrentIndex(0)
        self.only.setChecked(False)
        self._set(PhotoSearch())

    # --- inside -----------------------------------------------------------------------------------

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.GAP_SMALL)
        for widget in (self.line, self.years, self.folders):
            row.addWidget(widget)
        row.addStretch()
        wishes = QHBoxLayout()
        wishes.setSpacing(style.GAP_SMALL)
        wishes.addLayout(self._chips)
        wishes.addWidget(self.only)
        wishes.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(style.GAP_HUGE, 0, style.GAP_HUGE, style.GAP_SMALL)
        column.setSpacing(style.GAP_SMALL)
        column.addLayout(row)
        column.addLayout(wishes)
        self.only.hide()

    def _combo(self, everything: str, name: str) -> QComboBox:
        combo = QComboBox(self)
        combo.addItem(everything, "")
        combo.setAccessibleName(name)
        combo.currentIndexChanged.connect(self._on_chosen)
        return combo

    def _fill(self, combo: QComboBox, choices: Sequence[tuple[str, str]]) -> None:
        """Other choices, the chosen one kept where it is still there."""
        if [combo.itemData(row) for row in range(1, combo.count())] == [value for _, value in choices]:
            return
        chosen = combo.currentData()
        with QSignalBlocker(combo):
            while combo.count() > 1:
                combo.removeItem(1)
            for text, value in choices:
                combo.addItem(text, value)
            combo.setCurrentIndex(max(0, combo.findData(chosen)))
        self._on_chosen()

    def _on_chosen(self) -> None:
        year = self.years.currentData() or ""
        first, last = (f"{year}-01-01", f"{year}-12-31") if year else ("", "")
        self._set(replace(self._search, first_day=first, last_day=last, folder=self.folders.currentData() or ""))

    def _on_edited(self, text: str) -> None:
        sign, name = self._parted(text)
        found = names.completions(self._people.values(), name) if name else []
        self._found.setStringList([sign + one for one in found[:8]])

    def _on_return(self) -> None:
        sign, name = self._parted(self.line.text())
        found = names.completions(self._people.values(), name) if name else []
        if found:
            self._on_name(sign + found[0])

    def _on_name(self, text: str) -> None:
        sign, name = self._parted(text)
        person = next((number for number, other in self._people.items() if names.same(other, name)), None)
        if person is None:
            return
        self.line.clear()
        key = f"p{person}"
        together = tuple(one for one in self._search.together if one != key)
        without = tuple(one for one in self._search.without if one != key)
        wanted = replace(self._search, together=together, without=(*without, key))
        self._set(wanted if sign else replace(self._search, together=(*together, key), without=without))

    def _parted(self, text: str) -> tuple[str, str]:
        """("-", name) for somebody to be left out, else ("", name)."""
        plain = text.strip()
        leaves_out = self.tr("without ", "begins the name of somebody who is to be left out")
        if plain.startswith(("-", "−", "–")):
            return "-", plain[1:].strip()
        if plain.casefold().startswith(leaves_out.casefold()):
            return "-", plain[len(leaves_out) :].strip()
        return "", plain

    def _set(self, search: PhotoSearch) -> None:
        if search == self._search:
            return
        self._search = search
        self._show_chips()
        self.changed.emit(search)

    def _show_chips(self) -> None:
        for chip in self._wishes:
            self._chips.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        names = {key: self._people.get(int(key[1:]), "") for key in self._search.together + self._search.without}
        self._wishes = [self._chip(key, names[key]) for key in self._search.together]
        without = self.tr("without {name}")
        self._wishes += [self._chip(key, without.format(name=names[key])) for key in self._search.without]
        for chip in self._wishes:
            self._chips.addWidget(chip)
        self.only.setVisible(bool(self._search.together))

    def _chip(self, key: str, text: str) -> QPushButton:
        chip = QPushButton(icons.icon("close"), text, self)
        chip.setProperty("look", "chip")
        chip.setAccessibleName(self.tr("Look no longer for: {name}").format(name=text))
        chip.clicked.connect(lambda: self._drop(key))
        return chip

    def _drop(self, key: str) -> None:
        self._set(
            replace(
                self._search,
                together=tuple(one for one in self._search.together if one != key),
                without=tuple(one for one in self._search.without if one != key),
            )
        )
