"""The folders that Familiar looks through: add, remove, look again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app import icons, style, words
from app.folder_dialog import ask_for_folder
from app.live_library import LiveLibrary
from app.standing_question import StandingQuestion
from app.widgets.floating import flat_button
from app.widgets.folder_drop import FolderDrop
from app.widgets.icon_label import IconLabel
from core.people import edits
from core.records import Changes, Folder
from core.store.connection import path_to_sql
from core.store.new_places import find_new_place, place_meant
from core.store.queries import Queries


class FoldersPage(FolderDrop):
    """The page "Folders"."""

    folder_added = Signal()
    look_wanted = Signal()

    def __init__(self, live: LiveLibrary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._folders: list[Folder] | None = None
        self._cards: list[FolderCard] = []
        self._question = StandingQuestion(live, Queries.folders, self._on_folders)
        self._stale = True
        self._arrange()
        live.changed.connect(self._on_changed)
        self.folder_dropped.connect(self.add)
        self.hovered.connect(self._on_hovered)

    @property
    def title(self) -> str:
        return self.tr("Folders")

    def refresh(self) -> None:
        """Asks the library again."""
        self._stale = False
        self._question.ask()

    def cards(self) -> list[FolderCard]:
        """The cards of the folders, from the top."""
        return list(self._cards)

    def choose(self) -> None:
        """Asks the user for a folder with the system's own dialog."""
        ask_for_folder(self, self.tr("Choose a folder with photos"), self.add)

    def add(self, path: str) -> None:
        """Takes a folder into the library."""
        if self._live.do(edits.add_folder, path_to_sql(str(Path(path)))) is not None:
            self.folder_added.emit()

    def remove(self, folder_id: int) -> None:
        """Takes a folder out of the library. Its files stay as they are, and so do the names."""
        self._live.do_aside(lambda library: library.journal.do(edits.remove_folder, folder_id))

    def choose_place(self, folder_id: int) -> None:
        """Asks where a folder is now that is not in its place."""
        ask_for_folder(self, self.tr("Where is this folder now?"), lambda path: self.take_place(folder_id, Path(path)))

    def take_place(self, folder_id: int, chosen: Path) -> None:
        """Moves the folder there if its photos are there; else the card says that they are not, and asks."""

        def take(place: Path | None) -> None:
            card = next((card for card in self._cards if card.folder.folder_id == folder_id), None)
            if place is not None:
                self.move_to(folder_id, str(place))
            elif card is not None:
                card.doubt_place(chosen)

        self._live.work(lambda library: place_meant(library.db, folder_id, chosen), take)

    def move_to(self, folder_id: int, path: str) -> None:
        """The folder is there now; everything known of its photos goes along."""
        self._live.do(edits.move_folder, folder_id, path_to_sql(str(Path(path))))

    def _look_for(self, card: FolderCard) -> None:
        """Looks, in the background, whether the folder turned up somewhere else."""
        self._live.work(
            lambda library: find_new_place(library.db, card.folder.folder_id, library=library.folder),
            card.offer_place,
        )

    def exchange_names(self) -> None:
        """Opens the box with names from and for other programs."""
        from app.views.names_box import NamesBox  # and with it every reader of photos, which the start can do without

        NamesBox(self._live, self).open()

    # --- building ---------------------------------------------------------------------------------

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(style.GAP_HUGE, style.GAP_LARGE, style.GAP_HUGE, style.GAP_LARGE)
        column.setSpacing(style.GAP)
        column.addLayout(self._header())
        column.addWidget(self._scrolled_list(), 1)
        column.addWidget(self._promise())

    def _header(self) -> QHBoxLayout:
        heading = QLabel(self.title)
        heading.setProperty("look", "title")
        look = flat_button(self.tr("Look for new photos now"), icons.icon("refresh"), self)
        look.clicked.connect(lambda: self.look_wanted.emit())
        add = flat_button(self.tr("Add folder"), icons.icon("folder_plus"), self)
        add.setProperty("look", "")
        add.clicked.connect(self.choose)
        header = QHBoxLayout()
        header.setSpacing(style.GAP_SMALL)
        header.addWidget(heading)
        header.addStretch()
        header.addWidget(look)
        header.addWidget(add)
        return header

    def _scrolled_list(self) -> QScrollArea:
        page = QWidget()
        self._list = QVBoxLayout(page)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(style.GAP_SMALL)
        self._hint = QLabel(self.tr("You can also drop a folder here."))
        self._hint.setProperty("look", "drop")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setMinimumHeight(72)
        self._list.addWidget(self._hint)
        self._list.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(page)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    def _promise(self) -> QWidget:
        promise = QLabel(
            self.tr(
                "Familiar only reads your photos and never moves or uploads them. "
                "It does not change them, either, unless you ask it to write names into them."
            )
        )
        promise.setProperty("look", "quiet")
        promise.setWordWrap(True)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.GAP_SMALL)
        row.addWidget(IconLabel("lock", style.ICON_SMALL))
        row.addWidget(promise, 1)
        names = flat_button(self.tr("Names and other programs…"), icons.icon("pencil"), self)
        names.clicked.connect(self.exchange_names)
        row.addWidget(names)
        return line

    # --- answers ----------------------------------------------------------------------------------

    def _on_changed(self, changes: Changes) -> None:
        if not (changes.folders or changes.everything):
            return
        if self.isVisible():
            self._question.on_changes(changes)
        else:
            self._stale = True

    def _on_folders(self, folders: Sequence[Folder]) -> None:
        if list(folders) == self._folders:
            return
        self._folders = list(folders)
        for card in self._cards:
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [FolderCard(folder) for folder in folders]
        for place, card in enumerate(self._cards):
            card.remove_wanted.connect(self.remove)
            card.place_wanted.connect(self.choose_place)
            card.place_taken.connect(self.move_to)
            if not card.folder.reachable:
                self._look_for(card)
            self._list.insertWidget(place, card)

    def _on_hovered(self, hovered: bool) -> None:
        self._hint.setProperty("hovered", hovered)
        self._hint.style().polish(self._hint)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()


class FolderCard(QFrame):
    """One folder: where it is, how many photos it has."""

    remove_wanted = Signal(int)
    place_wanted = Signal(int)  # the user wants to say where it is now
    place_taken = Signal(int, str)  # it is there

    def __init__(self, folder: Folder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.folder = folder
        self.found_button: QPushButton | None = None
        self._said: list[QWidget] = []  # of a place: what is said of another one takes its room
        self.setProperty("look", "card")
        drawing = IconLabel("folder" if folder.reachable else "folder_away", style.GAP_HUGE)
        remove = flat_button(self.tr("Remove"), icons.icon("remove"), self)
        remove.setAccessibleName(self.tr("Remove {folder}").format(folder=folder.path))
        remove.setToolTip(self.tr("Takes the folder out of Familiar. The photos stay where they are."))
        remove.clicked.connect(lambda: self.remove_wanted.emit(folder.folder_id))
        self.place_button = QPushButton(self.tr("Choose its new place…"))
        self.place_button.setProperty("look", "flat")
        self.place_button.setVisible(not folder.reachable)
        self.place_button.clicked.connect(lambda: self.place_wanted.emit(folder.folder_id))
        row = QHBoxLayout(self)
        row.setContentsMargins(style.GAP_LARGE, style.GAP, style.GAP, style.GAP)
        row.setSpacing(style.GAP_LARGE)
        row.addWidget(drawing)
        row.addLayout(self._words(), 1)
        row.addWidget(self.place_button)
        row.addWidget(remove)

    def offer_place(self, place: Path | None) -> None:
        """Shows where the folder seems to be now, to be taken with a click."""
        if place is None:
            return
        self._say_of(place, self.tr("It seems to be in {folder} now."), self.tr("Use this place"))

    def doubt_place(self, place: Path) -> None:
        """The user chose a place where hardly any photo of the folder is: to be taken with another click."""
        self._say_of(
            place,
            self.tr("The photos that Familiar knows from this folder are not in {folder}."),
            self.tr("Use this place all the same"),
        )

    def _say_of(self, place: Path, sentence: str, button: str) -> None:
        for old in self._said:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        breakable = str(place).replace("/", "/\u200b").replace("\\", "\\\u200b")
        found = QPushButton(button)
        found.setProperty("look", "link")
        found.clicked.connect(lambda: self.place_taken.emit(self.folder.folder_id, str(place)))
        said = _words(sentence.format(folder=breakable), "quiet")
        self._column.addWidget(said)
        self._column.addWidget(found, 0, Qt.AlignmentFlag.AlignLeft)
        self.found_button, self._said = found, [said, found]

    def _words(self) -> QVBoxLayout:
        path = Path(self.folder.path)
        name = _words(path.name or str(path), "heading")
        state = words.photos(self.folder.photos - self.folder.failed)
        if self.folder.failed:
            state = self.tr("{photos} (%Ln could not be read)", "", self.folder.failed).format(photos=state)
        if self.folder.files > self.folder.photos:
            copies = self.tr("in %Ln file(s), since copies count once", "", self.folder.files)
            state = f"{state}, {copies}"
        if not self.folder.reachable:
            state = self.tr("Cannot be reached just now. Its photos and names are kept.")
        column = QVBoxLayout()
        column.setSpacing(2)
        for label in (name, _words(str(path), "small"), _words(state, "quiet")):
            column.addWidget(label)
        self._column = column
        return column


def _words(text: str, look: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("look", look)
    label.setWordWrap(True)
    return label
