"""What is known and where it lies, and deleting it: of one person, or all of it. Asks first; Enter keeps everything."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.live_library import LiveLibrary
from app.widgets.card import Card, button, choices
from core.store.forgetting import forget_copies, forget_person
from core.store.library import Library


class PrivacyCard(Card):
    """The card "Privacy"."""

    said = Signal(str)  # a sentence for a notice
    delete_wanted = Signal()  # of everything

    def __init__(self, live: LiveLibrary) -> None:
        super().__init__(self.tr("Privacy"))
        self._live = live
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
            self.say(text)
        self.person = choices(self.tr("A person"), [(self.tr("Choose a person"), None)])
        self.delete_person_button = button(self.tr("Delete this person…"), lambda: self.ask_to_delete(True))
        self.delete_person_button.setEnabled(False)
        self.person.currentIndexChanged.connect(lambda row: self.delete_person_button.setEnabled(row > 0))
        self.delete_button = button(self.tr("Delete everything Familiar knows…"), self._ask_about_everything)
        self.add(self.person, self.delete_person_button)
        self.add(self.delete_button)
        self._sure = self.say(look="heading")
        self.yes_button = button(self.tr("Delete"), self._on_sure, look="danger")
        self.no_button = button(self.tr("Keep everything"), lambda: self.ask_to_delete(False))
        self.add(self.yes_button, self.no_button)
        self.ask_to_delete(False)

    def show_names(self, names: dict[int, str]) -> None:
        """Who can be deleted."""
        chosen = self.person.currentData()
        while self.person.count() > 1:
            self.person.removeItem(1)
        for person_id, name in names.items():
            self.person.addItem(name, person_id)
        self.person.setCurrentIndex(max(0, self.person.findData(chosen)) if chosen is not None else 0)

    def ask_to_delete(self, asks: bool) -> None:
        """Asks whether to delete whom the list says, or takes the question back."""
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
        self.ask_to_delete(True)

    def _on_sure(self) -> None:
        person_id, name = self.person.currentData(), self.person.currentText()
        self.ask_to_delete(False)
        if person_id is None:
            self.delete_wanted.emit()
            return
        self._live.work(
            lambda library: _forget(library, person_id),
            lambda _: self.said.emit(self.tr("Deleted {name}.").format(name=name)),
        )


def _forget(library: Library, person_id: int) -> None:
    """Deletes a person for good, on the background thread."""
    faces = [face.face_id for face in library.queries.faces_of(f"p{person_id}")]
    forget_person(library.db, library.previews, person_id, faces)
    forget_copies(library.folder)
