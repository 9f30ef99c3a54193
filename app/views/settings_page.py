"""Language, look, what finds the faces, the library's place, backup, and what is known and how to delete it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, QSettings, Qt, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app import pack_words, reasons, style
from app.file_manager import open_folder
from app.live_library import LiveLibrary
from core.errors import CoreError
from core.store.backup import back_up, check_backup
from core.store.forgetting import forget_copies, forget_person
from core.store.inventory import Inventory, inventory
from core.store.library import Library
from core.store.queries import Queries

LANGUAGES = (("en", "English"), ("ko", "한국어"))
WIDEST = 640  # pixels of a card: longer lines are hard to read


class SettingsPage(QWidget):
    """The page "Settings"."""

    said = Signal(str)  # a sentence for a notice
    look_chosen = Signal(str)  # "light", "dark" or ""
    language_chosen = Signal(str)  # "en", "ko" or "" for the system's
    restore_wanted = Signal(Path)
    delete_wanted = Signal()

    def __init__(self, live: LiveLibrary, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._settings = settings
        self._arrange()

    @property
    def title(self) -> str:
        return self.tr("Settings")

    def actions(self) -> list[QAction]:
        """None of its own for the menu: every setting is on the page."""
        return []

    def refresh(self) -> None:
        """Asks what the library is made of."""
        self._live.work(inventory, self._on_inventory)
        self._live.ask(Queries.names, self._on_names)

    def leave(self) -> None:
        """A question that was not answered is not asked any more."""
        self._ask_to_delete(False)

    # --- building ---------------------------------------------------------------------------------

    def _arrange(self) -> None:
        heading = _label(self.title, "title")
        heading.setContentsMargins(style.GAP_HUGE, style.GAP_LARGE, style.GAP_HUGE, style.GAP_SMALL)
        cards = QWidget()
        column = QVBoxLayout(cards)
        column.setContentsMargins(style.GAP_HUGE, 0, style.GAP_HUGE, style.GAP_HUGE)
        column.setSpacing(style.GAP)
        for card in (self._look_card(), self._faces_card(), self._library_card(), self._privacy_card()):
            column.addWidget(card)
        column.addStretch()
        cards.setMaximumWidth(WIDEST + 2 * style.GAP_HUGE)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(cards)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(heading)
        page.addWidget(area, 1)

    def _look_card(self) -> QFrame:
        self.language = _choices(
            self.tr("Language"), [(self.tr("As the system"), ""), *((name, code) for code, name in LANGUAGES)]
        )
        self.language.setCurrentIndex(max(0, self.language.findData(str(self._settings.value("language", "")))))
        self.language.activated.connect(lambda: self._on_language())
        self.look = _choices(
            self.tr("Light or dark"),
            [(self.tr("As the system"), ""), (self.tr("Light"), "light"), (self.tr("Dark"), "dark")],
        )
        self.look.setCurrentIndex(max(0, self.look.findData(str(self._settings.value("look", "")))))
        self.look.activated.connect(lambda: self.look_chosen.emit(self.look.currentData()))
        card, column = _card(self.tr("Language and look"))
        form = QFormLayout()
        form.setSpacing(style.GAP_SMALL)
        form.addRow(self.tr("Language"), self.language)
        form.addRow(self.tr("Light or dark"), self.look)
        column.addLayout(form)
        return card

    def _faces_card(self) -> QFrame:
        card, column = _card(self.tr("Finding faces"))
        self._pack = _label("", "plain")
        self._hardware = _label("", "quiet")
        careful = self.tr(
            "Familiar puts faces together only when it is sure, and asks about the others under Review: "
            "better two groups of one person than one group of two people."
        )
        for label in (self._pack, self._hardware, _label(careful, "quiet")):
            column.addWidget(label)
        return card

    def _library_card(self) -> QFrame:
        card, column = _card(self.tr("Library"))
        self._place = _label("", "plain")
        self._sizes = _label("", "quiet")
        explains = self.tr("A backup holds all names and everything you said. Pictures are not in it.")
        open_place = _button(self.tr("Open the folder"), lambda: open_folder(self._live.folder))
        self.backup_button = _button(self.tr("Back up…"), self._on_back_up)
        self.restore_button = _button(self.tr("Bring back a backup…"), self._on_restore)
        for label in (self._place, self._sizes, _label(explains, "quiet")):
            column.addWidget(label)
        column.addLayout(_row(open_place, self.backup_button, self.restore_button))
        return card

    def _privacy_card(self) -> QFrame:
        card, column = _card(self.tr("Privacy"))
        for text in (
            self.tr("Everything stays on this computer. Familiar sends nothing anywhere."),
            self.tr(
                "In the library's folder lie the names, where each face is, a row of numbers that describes it, and "
                "small pictures of the faces. It is readable by you alone, but not encrypted."
            ),
            self.tr(
                "Deleting removes all of this for good: names, faces, small pictures, the steps that can be undone, "
                "and the copies that Familiar made of the library. Your photos stay as they are, and so do backups "
                "that you saved elsewhere."
            ),
        ):
            column.addWidget(_label(text, "quiet"))
        self.person = _choices(self.tr("A person"), [(self.tr("Choose a person"), None)])
        self.delete_person_button = _button(self.tr("Delete this person…"), lambda: self._ask_to_delete(True))
        self.delete_person_button.setEnabled(False)
        self.person.currentIndexChanged.connect(lambda row: self.delete_person_button.setEnabled(row > 0))
        self.delete_button = _button(self.tr("Delete everything Familiar knows…"), self._ask_about_everything)
        self._sure = _label("", "heading")
        self.yes_button = _button(self.tr("Delete"), self._on_sure)
        self.yes_button.setProperty("look", "danger")
        self.no_button = _button(self.tr("Keep everything"), lambda: self._ask_to_delete(False))
        column.addLayout(_row(self.person, self.delete_person_button))
        column.addLayout(_row(self.delete_button))
        column.addWidget(self._sure)
        column.addLayout(_row(self.yes_button, self.no_button))
        self._ask_to_delete(False)
        return card

    # --- what happens -----------------------------------------------------------------------------

    def _on_inventory(self, found: Inventory) -> None:
        said = pack_words.translated
        text = self.tr("Recognition: {pack}").format(pack=said(found.pack))
        if found.wanted_pack != found.pack:
            text += " " + self.tr("(changing to {pack})").format(pack=said(found.wanted_pack))
        self._pack.setText(text)
        used = [said(one.title) for one in found.hardware if one.used]
        others = [f"{said(one.title)}: {said(one.reason)}" for one in found.hardware if one.reason]
        runs_on = self.tr("Runs on: {device}").format(device=", ".join(used)) if used else ""
        self._hardware.setText(runs_on)
        self._hardware.setToolTip("\n".join(others))
        self._hardware.setVisible(bool(self._hardware.text()))
        self._place.setText(str(found.folder))
        sizes = self.tr("Names and faces {library}, small pictures {previews}").format(
            library=_size(found.library), previews=_size(found.previews)
        )
        if found.copies:
            sizes += self.tr(", copies from before updates {copies}").format(copies=_size(found.copies))
        self._sizes.setText(sizes)

    def _on_language(self) -> None:
        code = str(self.language.currentData())
        if code != str(self._settings.value("language", "")):
            self._settings.setValue("language", code)
            self.language_chosen.emit(code)

    def _on_back_up(self) -> None:
        target, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save a backup"), str(Path.home() / "familiar-backup.sqlite"), "*.sqlite"
        )
        if target:
            self.back_up_to(Path(target))

    def back_up_to(self, target: Path) -> None:
        """Writes a backup in the background."""
        self._live.work(
            lambda library: back_up(library.db, target),
            lambda _: self.said.emit(self.tr("The backup is in {file}.").format(file=target.name)),
        )

    def _on_restore(self) -> None:
        source, _ = QFileDialog.getOpenFileName(self, self.tr("Bring back a backup"), str(Path.home()), "*.sqlite")
        if source:
            self.bring_back(Path(source))

    def bring_back(self, source: Path) -> None:
        """Asks for the window to be opened anew on a backup, if it is one."""
        try:
            check_backup(source)
        except CoreError as error:
            self.said.emit(reasons.translated(str(error)))
            return
        self.restore_wanted.emit(source)

    def _ask_to_delete(self, asks: bool) -> None:
        for offer in (self.delete_button, self.person, self.delete_person_button):
            offer.setVisible(not asks)
        name = self.person.currentText() if self.person.currentData() is not None else ""
        self._sure.setText(
            self.tr("Delete {name}, with all faces and steps that can be undone? This cannot be undone.").format(
                name=name
            )
            if name
            else self.tr("Delete all names and faces? This cannot be undone.")
        )
        for widget in (self._sure, self.yes_button, self.no_button):
            widget.setVisible(asks)
        if asks:
            self.no_button.setFocus()

    def _ask_about_everything(self) -> None:
        self.person.setCurrentIndex(0)
        self._ask_to_delete(True)

    def _on_sure(self) -> None:
        person_id, name = self.person.currentData(), self.person.currentText()
        self._ask_to_delete(False)
        if person_id is None:
            self.delete_wanted.emit()
            return
        self._live.work(
            lambda library: _forget(library, person_id),
            lambda _: self.said.emit(self.tr("Deleted {name}.").format(name=name)),
        )

    def _on_names(self, names: dict[int, str]) -> None:
        chosen = self.person.currentData()
        while self.person.count() > 1:
            self.person.removeItem(1)
        for person_id, name in names.items():
            self.person.addItem(name, person_id)
        self.person.setCurrentIndex(max(0, self.person.findData(chosen)) if chosen is not None else 0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()


def _forget(library: Library, person_id: int) -> None:
    """Deletes a person for good, on the background thread."""
    faces = [face.face_id for face in library.queries.faces_of(f"p{person_id}")]
    forget_person(library.db, library.previews, person_id, faces)
    forget_copies(library.folder)


def _card(title: str) -> tuple[QFrame, QVBoxLayout]:
    card = QFrame()
    card.setProperty("look", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(style.GAP_LARGE, style.GAP, style.GAP_LARGE, style.GAP_LARGE)
    column.setSpacing(style.GAP_SMALL)
    column.addWidget(_label(title, "heading"))
    return card, column


def _label(text: str, look: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("look", look)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _button(text: str, slot: object) -> QPushButton:
    button = QPushButton(text)
    button.clicked.connect(lambda: slot())  # type: ignore[operator]  # without `checked`
    return button


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(style.GAP_SMALL)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch()
    return row


def _choices(name: str, choices: Sequence[tuple[str, str | None]]) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    for text, value in choices:
        combo.addItem(text, value)
    return combo


def _size(size: int) -> str:
    return QLocale().formattedDataSize(size, 0 if size < 1_000_000 else 1, QLocale.DataSizeFormat.DataSizeSIFormat)
