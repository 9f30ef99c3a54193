"""Where the library lies, how large it is, moving it, and backups."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from app import reasons
from app.file_manager import open_folder
from app.live_library import LiveLibrary
from app.widgets.card import Card, button, size
from app.words import shortened
from core.errors import CoreError
from core.store.backup import REPLACED, back_up, check_backup
from core.store.inventory import Inventory
from core.store.library import default_folder

OWN_FOLDER = "Familiar"  # made inside a chosen folder that has something in it


class LibraryCard(Card):
    """The card "Library"."""

    said = Signal(str)  # a sentence for a notice
    asked = Signal()  # a question that should be seen
    restore_wanted = Signal(Path)
    move_wanted = Signal(Path)

    def __init__(self, live: LiveLibrary) -> None:
        super().__init__(self.tr("Library"))
        self._live = live
        self._place = self.say(look="plain")
        self._sizes = self.say()
        self.say(self.tr("A backup holds all names and everything you said. Pictures are not in it."))
        self.open_button = button(self.tr("Open the folder"), lambda: open_folder(live.folder))
        self.move_button = button(self.tr("Move the library…"), self._on_move)
        movable = live.folder == default_folder()
        self.move_button.setEnabled(movable)
        why = self.tr("This library was opened by naming its folder (--library), so it stays where it is.")
        self.move_button.setToolTip("" if movable else why)
        self.backup_button = button(self.tr("Back up…"), self._on_back_up)
        self.restore_button = button(self.tr("Bring back a backup…"), self._on_restore)
        self.add(self.open_button, self.move_button)
        self.why_not = self.say("" if movable else why)
        self.why_not.setVisible(not movable)
        self.add(self.backup_button, self.restore_button)
        self._source = Path()  # the backup that is asked about
        self._sure = self.say(look="heading")
        self.yes_button = button(self.tr("Bring it back"), self._on_sure)
        self.no_button = button(self.tr("Leave everything as it is"), lambda: self.ask(False), look="primary")
        self.add(self.yes_button, self.no_button)
        self.ask(False)

    def show_inventory(self, found: Inventory) -> None:
        """Its place and its sizes."""
        self._place.setText(str(found.folder))
        sizes = self.tr("Names and faces {library}, small pictures {previews}").format(
            library=size(found.library), previews=size(found.previews)
        )
        if found.copies:
            sizes += self.tr(", copies from before updates {copies}").format(copies=size(found.copies))
        self._sizes.setText(sizes)

    def _on_move(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Where the library shall lie"), str(Path.home()))
        if chosen:
            self.move_to(Path(chosen))

    def move_to(self, chosen: Path) -> None:
        """Asks for the library to be moved there, into a folder of its own where something is in it."""
        empty = not chosen.exists() or not any(chosen.iterdir())
        self.move_wanted.emit(chosen if empty else chosen / OWN_FOLDER)

    def _on_back_up(self) -> None:
        target, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save a backup"), str(Path.home() / suggested_name(date.today())), "*.sqlite"
        )
        if target:
            self.back_up_to(Path(target))

    def back_up_to(self, target: Path) -> None:
        """Writes a backup in the background."""
        self._live.work(
            lambda library: back_up(library.db, target),
            lambda _: self.said.emit(
                self.tr("The backup {file} is in {folder}.").format(file=target.name, folder=target.parent)
            ),
        )

    def _on_restore(self) -> None:
        source, _ = QFileDialog.getOpenFileName(self, self.tr("Bring back a backup"), str(Path.home()), "*.sqlite")
        if source:
            self.bring_back(Path(source))

    def bring_back(self, source: Path) -> None:
        """Asks whether this backup, if it is one, shall take the place of everything."""
        try:
            check_backup(source)
        except CoreError as error:
            self.said.emit(reasons.translated(str(error)))
            return
        self._source = source
        self._sure.setText(
            self.tr(
                "All names and faces are replaced by those in {file}, and the window opens anew. The library of now is "
                "kept beside it, as {old}."
            ).format(file=shortened(source.name), old=REPLACED)
        )
        self.ask(True)

    def ask(self, asks: bool) -> None:
        """Asks about the backup that was chosen, or takes the question back."""
        for part in (self._sure, self.yes_button, self.no_button):
            part.setVisible(asks)
        for offer in (self.backup_button, self.restore_button):
            offer.setVisible(not asks)
        if asks:
            self.no_button.setFocus()
            self.asked.emit()

    def _on_sure(self) -> None:
        self.ask(False)
        self.restore_wanted.emit(self._source)


def suggested_name(day: date) -> str:
    """Of a backup: one of another day does not take its place."""
    return f"familiar-backup-{day.isoformat()}.sqlite"
