"""Names from and for other programs: a look at what they noted, taking it over, and writing names beside the photos.

Nothing is taken over or written before a button is pressed that says so.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app import reasons, style, words
from app.live_library import LiveLibrary
from app.names_exchange import NamesExchange, NamesPlan, Written
from app.widgets.card import Card, label
from app.widgets.names_table import NamesTable
from core.store.foreign_names import ForeignNames

SIZE = (760, 640)


class NamesBox(QDialog):
    """The dialog "Names and other programs". Belongs to an open library."""

    def __init__(self, live: LiveLibrary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._plan = NamesPlan()
        self.exchange = NamesExchange(live.folder, self)
        self.setWindowTitle(self.tr("Names and other programs"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        column = QVBoxLayout(self)
        column.setContentsMargins(style.GAP_LARGE, style.GAP_LARGE, style.GAP_LARGE, style.GAP_LARGE)
        column.setSpacing(style.GAP)
        column.addWidget(self._card_for_reading(), 1)
        column.addWidget(self._card_for_writing())
        column.addLayout(self._foot())
        self._connect()
        self._show_plan(None)
        self._work(False)

    # --- building ---------------------------------------------------------------------------------

    def _card_for_reading(self) -> Card:
        card = Card(self.tr("Names that other programs know"))
        card.say(
            self.tr(
                "Familiar looks for the names that digiKam, Lightroom, Picasa, Windows Photo Gallery, Google "
                "Takeout and other programs have written into your photos or beside them. You see first what was "
                "found; taking it over is one step that can be undone, and whatever you said in Familiar stays."
            )
        )
        self.look_button = QPushButton(self.tr("Look for names"))
        self.contacts_button = QPushButton(self.tr("Choose Picasa's contacts.xml…"))
        self.contacts_button.setProperty("look", "flat")
        card.add(self.look_button, self.contacts_button)
        self.summary = label("", "")
        self.table = NamesTable()
        self.guess = QCheckBox()
        self.take_button = QPushButton(self.tr("Take over"))
        self.take_button.setProperty("look", "primary")
        card.add_whole(self.summary)
        card.add_whole(self.table, 1)
        card.add_whole(self.guess)
        card.add(self.take_button)
        card.fill()
        return card

    def _card_for_writing(self) -> Card:
        card = Card(self.tr("Names for other programs"))
        self.beside = card.say(
            self.tr(
                "Writes a small file beside each photo with a name in it (IMG_1.jpg.xmp beside IMG_1.jpg), which "
                "digiKam and many others read. The photos stay as they are, and so does what others noted there."
            )
        )
        self.guesses = QCheckBox(self.tr("Also faces that Familiar has added to somebody since"))
        self.guesses.setToolTip(self.tr("Otherwise only faces that you named, one by one or many at once."))
        self.overrule = QCheckBox(self.tr("Also where another program says that it is somebody else"))
        self.overrule.setToolTip(self.tr("Your name then takes the place of what that program noted."))
        self.overrule.setVisible(False)
        self.into_photos = QCheckBox(self.tr("Write the names into the photos themselves"))
        self.into_photos.toggled.connect(self._on_into_photos)
        self.warning = label(
            self.tr(
                "This changes the files of your photos (JPEG and PNG; others still get a small file beside them). "
                "The picture itself stays as it is, and so does what others noted in it: each new file is compared "
                "with the old one before it takes its place. It cannot be undone here, so keep a backup."
            ),
            "quiet",
        )
        self.write_button = QPushButton()
        self.list_button = QPushButton(self.tr("Save a list of all faces…"))
        self.list_button.setProperty("look", "flat")
        card.add_whole(self.guesses)
        card.add_whole(self.overrule)
        card.add_whole(self.into_photos)
        card.add_whole(self.warning)
        card.add(self.write_button, self.list_button)
        self._on_into_photos(False)
        self.outcome = label("", "")
        card.add_whole(self.outcome)
        return card

    def _foot(self) -> QHBoxLayout:
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.stop_button = QPushButton(self.tr("Stop"))
        self.close_button = QPushButton(self.tr("Close"))
        line = QHBoxLayout()
        line.setSpacing(style.GAP_SMALL)
        line.addWidget(self.progress, 1)
        line.addWidget(self.stop_button)
        line.addStretch()
        line.addWidget(self.close_button)
        return line

    def _connect(self) -> None:
        self.look_button.clicked.connect(lambda: self.look())
        self.contacts_button.clicked.connect(self._on_contacts)
        self.take_button.clicked.connect(self.take_over)
        self.write_button.clicked.connect(self.write)
        self.list_button.clicked.connect(self._on_list)
        self.stop_button.clicked.connect(self.exchange.stop)
        self.close_button.clicked.connect(self.reject)
        self.table.ticked.connect(self._on_ticked)
        self.guess.toggled.connect(lambda on: self.table.show_guesses(self._plan, guess=on))
        self.exchange.stepped.connect(self._on_step)
        self.exchange.found.connect(self._on_found)
        self.exchange.written.connect(self._on_written)
        self.exchange.listed.connect(self._on_listed)
        self.exchange.failed.connect(self._on_failed)
        self.exchange.stopped.connect(partial(self._work, False))
        self.finished.connect(self.exchange.close)
        self._live.closing.connect(self.exchange.close)

    # --- what can be done -------------------------------------------------------------------------

    def look(self, contacts: Path | None = None) -> None:
        """Reads what other programs noted."""
        self._work(True)
        self.exchange.read(contacts)

    def take_over(self) -> None:
        """Takes over the names that are ticked."""
        plan, guess = self._plan.only(self.table.chosen()), self.guess.isChecked()
        self._live.do_aside(lambda library: library.journal.do(ForeignNames(library.db).take_over, plan, guess=guess))
        self.accept()

    def write(self) -> None:
        """Writes the names beside the photos, or into them."""
        self._work(True)
        self.exchange.write(
            only_confirmed=not self.guesses.isChecked(),
            into_photos=self.into_photos.isChecked(),
            overrule=self.overrule.isChecked(),
        )

    def _on_contacts(self) -> None:
        place, _ = QFileDialog.getOpenFileName(
            self, self.tr("Choose Picasa's contacts.xml"), str(Path.home()), "contacts.xml (*.xml)"
        )
        if place:
            self.look(Path(place))

    def _on_list(self) -> None:
        place, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save a list of all faces"), str(Path.home() / "faces.csv"), "CSV (*.csv);;JSON (*.json)"
        )
        if place:
            self._work(True)
            self.exchange.save_list(Path(place))

    # --- what happens -----------------------------------------------------------------------------

    def _work(self, busy: bool) -> None:
        for button in (self.look_button, self.contacts_button, self.write_button, self.list_button):
            button.setEnabled(not busy)
        for part in (self.progress, self.stop_button):
            part.setVisible(busy)
        self.progress.setRange(0, 0)
        if busy:
            self.outcome.setVisible(False)

    def _on_step(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _on_found(self, plan: NamesPlan) -> None:
        self._work(False)
        self._show_plan(plan)

    def _show_plan(self, plan: NamesPlan | None) -> None:
        self._plan = plan or NamesPlan()
        self.table.show_plan(self._plan)
        perhaps = sum(one.how == "only_face" for one in self._plan.placed)
        self.guess.setText(
            self.tr("Where only one face has no name, the name without a place is its (%Ln photo(s))", "", perhaps)
        )
        self.guess.setToolTip(self.tr("Otherwise Familiar only notes that they are in the photo."))
        self.guess.setChecked(False)
        self.guess.setVisible(perhaps > 0)
        self.contacts_button.setVisible(self._plan.strangers > 0)
        for part in (self.table, self.take_button):
            part.setVisible(bool(self._plan.placed))
        self.summary.setText("" if plan is None else " ".join(self._sentences(plan)))
        self.summary.setVisible(plan is not None)
        self._on_ticked()

    def _sentences(self, plan: NamesPlan) -> list[str]:
        named = len({one.photo_id for one in plan.placed})
        said = [self.tr("%Ln photo(s) with names.", "", named) if named else self.tr("No names were found.")]
        if plan.strangers:
            said.append(
                self.tr("Picasa keeps the names of %Ln person(s) in its file contacts.xml.", "", plan.strangers)
            )
        if plan.damaged:
            said.append(self.tr("%Ln note(s) could not be understood.", "", plan.damaged))
        if plan.waiting:
            said.append(self.tr("%Ln photo(s) are still to be looked through; look again then.", "", plan.waiting))
        if plan.unread:
            said.append(self.tr("%Ln photo(s) could not be read just now.", "", plan.unread))
        return said

    def _on_ticked(self) -> None:
        self.take_button.setEnabled(bool(self.table.chosen()))

    def _on_into_photos(self, wanted: bool) -> None:
        self.warning.setVisible(wanted)
        self.beside.setVisible(not wanted)
        self.write_button.setText(
            self.tr("Write names into the photos") if wanted else self.tr("Write names beside the photos")
        )

    def _on_written(self, written: Written) -> None:
        said = [self.tr("%Ln photo(s) changed.", "", written.photos)] if written.photos else []
        if written.sidecars or not said:
            said.append(self.tr("%Ln file(s) written.", "", written.sidecars))
        if written.unchanged:
            said.append(self.tr("%Ln said so already.", "", written.unchanged))
        if written.left:
            said.append(
                self.tr("%Ln face(s) are somebody else to another program, whose name stays.", "", written.left)
            )
        self.overrule.setVisible(written.left > 0 or self.overrule.isChecked())
        if written.refused:
            said.append(self.tr("%Ln photo(s) were left alone:", "", len(written.refused)))
            photo, why = written.refused[0]
            said.append(f"{words.shortened(Path(photo).name)}: {reasons.translated(why)}")
        self._say(" ".join(said), whole=written.refused[0][0] if written.refused else "")

    def _on_listed(self, place: str) -> None:
        self._say(self.tr("The list is in {file}.").format(file=words.shortened(Path(place).name)), whole=place)

    def _on_failed(self, sentence: str) -> None:
        self._say(reasons.translated(sentence))

    def _say(self, text: str, *, whole: str = "") -> None:
        """`whole` is the place of which the text says the name, perhaps without its middle."""
        self._work(False)
        self.outcome.setText(text)
        self.outcome.setToolTip(whole)
        self.outcome.setVisible(True)
