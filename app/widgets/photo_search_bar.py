"""The line above the photos that says what is looked for: people, with each other or without, a time, a folder.

One types names, one or several, and Enter (`app.search_words`): "Anna and Ben", "Anna without Ben". Each wish becomes a
button that takes it back; words that are nobody's name stay in the line, with a sentence, and the name most like them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app import icons, names, style
from app.cover_icons import CoverIcons
from app.search_words import SearchWords, Stranger, Wish
from app.widgets.name_choices import Choice
from app.widgets.search_choices import SearchChoices
from app.words import shortened
from core.store.photo_search import PhotoSearch

WIDEST = 440  # pixels of the field for names


class PhotoSearchBar(QWidget):
    """Emits what is looked for whenever that changes."""

    changed = Signal(object)  # PhotoSearch

    def __init__(self, parent: QWidget, covers: CoverIcons | None = None) -> None:
        """Names are offered in a list that lies over `parent`; with `covers`, beside their faces."""
        super().__init__(parent)
        self._covers = covers
        self._people: Mapping[int, str] = {}
        self._words = SearchWords({})
        self._search = PhotoSearch()
        self.line = self._search_line()
        self.choices = SearchChoices(self.line, parent)
        self.choices.taken.connect(self._on_taken)
        if covers is not None:
            covers.came.connect(lambda: self.choices.names.show_faces(self._icon_of))
        self.years = self._combo(self.tr("Any time"), self.tr("Time"))
        self.folders = self._combo(self.tr("All folders"), self.tr("Folder"))
        self.only = QCheckBox(self.tr("Nobody else"), self)
        self.only.toggled.connect(lambda on: self._set(replace(self._search, only_them=on)))
        self.clear_all = QPushButton(self.tr("Clear all"), self)
        self.clear_all.setProperty("look", "link")
        self.clear_all.clicked.connect(self.clear)
        self._wishes: list[QPushButton] = []
        self._chips = QHBoxLayout()
        self._chips.setSpacing(style.GAP_TINY)
        self._sentence = QLabel(self)
        self._sentence.setProperty("look", "quiet")
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.offer = QPushButton(self)
        self.offer.setProperty("look", "link")
        self.offer.clicked.connect(self._on_offer)
        self._meant = ""  # the name that is offered
        self._arrange()
        self._say("", "")

    @property
    def search(self) -> PhotoSearch:
        return self._search

    @property
    def sentence(self) -> str:
        """What it says about the words that are nobody's name; "" where all was understood."""
        return self._sentence.text()

    def chips(self) -> list[QPushButton]:
        """The wishes about people, as buttons."""
        return list(self._wishes)

    def set_people(self, people: Mapping[int, str]) -> None:
        """Who can be looked for: person id to name. Somebody who is gone is looked for no more."""
        if people != self._people:
            self._people, self._words = people, SearchWords(people)
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
        self.choices.offer([])
        self._say("", "")
        for combo in (self.years, self.folders):
            combo.setCurrentIndex(0)
        self.only.setChecked(False)
        self._set(PhotoSearch())

    # --- inside -----------------------------------------------------------------------------------

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.GAP_SMALL)
        row.addWidget(self.line, 1)
        for widget in (self.years, self.folders):
            row.addWidget(widget)
        row.addStretch(0)
        said = QHBoxLayout()
        said.setSpacing(style.GAP_TINY)
        said.addWidget(self._sentence)
        said.addWidget(self.offer)
        said.addStretch()
        wishes = QHBoxLayout()
        wishes.setSpacing(style.GAP_SMALL)
        wishes.addLayout(self._chips)
        wishes.addWidget(self.only)
        wishes.addWidget(self.clear_all)
        wishes.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(style.GAP_HUGE, 0, style.GAP_HUGE, style.GAP_SMALL)
        column.setSpacing(style.GAP_SMALL)
        column.addLayout(row)
        column.addLayout(said)
        column.addLayout(wishes)
        self.only.hide()
        self.clear_all.hide()

    def _search_line(self) -> QLineEdit:
        line = QLineEdit(self)
        line.setProperty("look", "search")
        line.setPlaceholderText(self.tr("Names, then Enter: “Anna and Ben without Mia”"))
        line.setAccessibleName(self.tr("Who is in the photo?"))
        line.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        line.setMaximumWidth(WIDEST)
        line.installEventFilter(self)  # before that of the list of names, which is then asked first
        line.textEdited.connect(self._on_edited)
        line.returnPressed.connect(self._on_return)
        return line

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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape empties the field; in an empty one it clears all that is looked for."""
        if isinstance(event, QKeyEvent) and watched is self.line and event.matches(QKeySequence.StandardKey.Cancel):
            if event.type() == QEvent.Type.KeyPress and self.line.text():
                self.line.clear()
                self._say("", "")
            elif event.type() == QEvent.Type.KeyPress:
                self.clear()
            return True
        return super().eventFilter(watched, event)

    # --- names ------------------------------------------------------------------------------------

    def _on_edited(self, text: str) -> None:
        self._say("", "")
        _, found = self._words.begun(text)
        self.choices.offer([Choice(name, name, name == found[0], self._icon_of(name)) for name in found])

    def _icon_of(self, name: str) -> QIcon:
        person = next((number for number, other in self._people.items() if names.same(other, name)), None)
        if self._covers is None or person is None:
            return QIcon()
        return self._covers.icon(person, self.devicePixelRatioF())

    def _on_taken(self, name: str) -> None:
        """A name out of the list takes the place of the one that was being typed."""
        before, _ = self._words.begun(self.line.text())
        self._look_for(before + name)

    def _on_return(self) -> None:
        chosen = self.choices.chosen_by_hand
        if chosen:
            self._on_taken(chosen)
        else:
            self._look_for(self.line.text())

    def _look_for(self, text: str) -> None:
        """Adds what the line says to what is looked for; what it does not understand stays in it."""
        self.choices.offer([])
        self._say("", "")
        search, strangers = self._search, []
        for one in self._words.read(text):
            if isinstance(one, Wish):
                search = _with_wish(search, f"p{one.person}", wanted=one.wanted)
            elif (year := self.years.findText(one.text)) > 0:
                self.years.setCurrentIndex(year)
                search = replace(search, first_day=self._search.first_day, last_day=self._search.last_day)
            else:
                strangers.append(one)
        self.line.setText(", ".join(("" if one.wanted else "-") + one.text for one in strangers))
        self._set(search)
        if strangers:
            self._say_strangers(strangers)

    def _say_strangers(self, strangers: Sequence[Stranger]) -> None:
        texts = ", ".join(f"“{one.text}”" for one in strangers)
        self._say(self.tr("Nobody is called {names}.").format(names=texts), self._words.nearest(strangers[0].text))
        self.line.selectAll()

    def _say(self, sentence: str, nearest: str) -> None:
        self._meant = nearest
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self.offer.setText(self.tr("Do you mean {name}?").format(name=nearest.replace("&", "&&")))
        self.offer.setVisible(bool(nearest))

    def _on_offer(self) -> None:
        """The name most like the first of the words that were not understood takes its place."""
        first, _, rest = self.line.text().partition(", ")
        sign = "-" if first.startswith("-") else ""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look_for(", ".join([sign + self._meant, *([rest] if rest else [])]))

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
        names = {
            key: shortened(self._people.get(int(key[1:]), "")) for key in self._search.together + self._search.without
        }
        self._wishes = [self._chip(key, names[key]) for key in self._search.together]
        without = self.tr("without {name}")
        self._wishes += [self._chip(key, without.format(name=names[key])) for key in self._search.without]
        for chip in self._wishes:
            self._chips.addWidget(chip)
        self.only.setVisible(bool(self._search.together))
        self.clear_all.setVisible(len(self._wishes) + bool(self._search.first_day) + bool(self._search.folder) > 1)

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


def _with_wish(search: PhotoSearch, key: str, *, wanted: bool) -> PhotoSearch:
    """The same search, in which somebody is looked for, or left out."""
    together = tuple(one for one in search.together if one != key)
    without = tuple(one for one in search.without if one != key)
    if wanted:
        return replace(search, together=(*together, key), without=without)
    return replace(search, together=together, without=(*without, key))
