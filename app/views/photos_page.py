"""All photographs, the newest first, under their months; and those of some people together, of a year, of a folder."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QLabel,
    QMenu,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app import style, words
from app.cover_icons import CoverIcons
from app.live_library import LiveLibrary
from app.models.photos_model import PhotosModel
from app.photo_export import PhotoCopies, write_list
from app.previews import CropLoader
from app.standing_question import StandingQuestion
from app.widgets.page_header import PageHeader, zoom_slider
from app.widgets.photo_grid import PhotoGrid
from app.widgets.photo_search_bar import PhotoSearchBar
from core.records import Changes
from core.store.bursts import Bursts, fold
from core.store.photo_search import FoundPhotos, PhotoSearch
from core.store.queries import Queries

ZOOM_STEP = 16  # pixels


@dataclass(frozen=True, slots=True)
class Answer:
    """What the page shows, and what can be looked for."""

    found: FoundPhotos
    names: dict[int, str] | None  # None where only the search is another one
    folders: list[str]
    bursts: Bursts
    unfolded: tuple[int, ...]  # all ids, those of folded bursts too
    lengths: dict[int, float]  # of the videos, in seconds


class PhotosPage(QWidget):
    """The page "Photos"."""

    photo_opened = Signal(int, object)  # photo id, the ids of the row it stands in
    said = Signal(str)  # a sentence for a notice

    def __init__(self, live: LiveLibrary, crops: CropLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self.model = PhotosModel(live, crops, self)
        self.grid = PhotoGrid(self.model)
        self.search_bar = PhotoSearchBar(self, CoverIcons.of(live, crops))
        self._copies = PhotoCopies(self)
        self._search = PhotoSearch()
        self._folds = False  # whether of a burst one photo is enough
        self._unfolded: tuple[int, ...] = ()
        self._again = True  # whether the library may have changed since the last answer
        self._later = False  # whether that was left for after a search
        self._question = StandingQuestion(live, self._ask, self._on_answer)
        self._arrange()
        self._make_actions()
        live.changed.connect(self._on_changed)
        self.grid.opened.connect(self._on_opened)
        self.search_bar.changed.connect(self._on_search)
        self.grid.verticalScrollBar().valueChanged.connect(self.search_bar.choices.hide)
        self._copies.finished.connect(self._on_copied)

    @property
    def title(self) -> str:
        return self.tr("Photos")

    def refresh(self) -> None:
        """Asks the library again."""
        self._again = True
        self._question.ask()

    def leave(self) -> None:
        """Another page opens: a search is over then."""
        self.search_bar.clear()

    def search_name(self) -> None:
        """Puts the cursor into the search field."""
        self.search_bar.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search_bar.line.selectAll()

    # --- building ---------------------------------------------------------------------------------

    def _arrange(self) -> None:
        self._give = QToolButton()
        self._give.setText(f"{self.tr('Export')} ▾")
        self._give.setAccessibleName(self.tr("Export"))
        self._give.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._give.setMenu(QMenu(self._give))
        self._zoom = zoom_slider(self.grid.side, self.tr("Size of the photos"))
        self._zoom.valueChanged.connect(self.grid.set_side)
        self._header = PageHeader(self.title, self._give, self._zoom)
        self._empty = QLabel()
        self._empty.setProperty("look", "quiet")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self.search_bar)
        self._stack = QStackedLayout()
        column.addLayout(self._stack, 1)  # first: what is put into one that lies nowhere is a window for a moment
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self._empty)

    def actions(self) -> list[QAction]:
        """For the menu."""
        return [self.fold_action, self.copy_action, self.list_action]

    def take_over(self, other: PhotosPage) -> None:
        """Shows photos as this page of another window does."""
        self._zoom.setValue(other._zoom.value())
        self.fold_action.setChecked(other.fold_action.isChecked())

    def step_zoom(self, steps: int) -> None:
        """Larger or smaller photos."""
        self._zoom.setValue(self._zoom.value() + steps * ZOOM_STEP)

    def _make_actions(self) -> None:
        self.fold_action = QAction(self.tr("One photo of each burst"), self)
        self.fold_action.setCheckable(True)
        self.fold_action.setToolTip(
            self.tr("Of photos that look nearly the same and were taken within seconds, only one is shown.")
        )
        self.fold_action.toggled.connect(self._on_fold)
        self.copy_action = QAction(self.tr("Copy these photos to a folder…"), self)
        self.copy_action.triggered.connect(lambda: self._on_copy())
        self.list_action = QAction(self.tr("Save a list of these photos…"), self)
        self.list_action.triggered.connect(lambda: self._on_list())
        self.addAction(self.fold_action)
        for action in (self.copy_action, self.list_action):
            self.addAction(action)
            self._give.menu().addAction(action)

    # --- the library ------------------------------------------------------------------------------

    def _ask(self, queries: Queries) -> Answer:
        """On the background thread."""
        again, self._again = self._again, False
        found = queries.find_photos(self._search, again=again)
        bursts = queries.bursts() if self._folds else {}
        shown = fold(found, bursts)
        lengths = queries.lengths()
        if not again:
            return Answer(shown, None, [], bursts, found.ids, lengths)
        return Answer(shown, queries.names(), [folder.path for folder in queries.folders()], bursts, found.ids, lengths)

    def _on_changed(self, changes: Changes) -> None:
        self._again = self._again or changes.everything or bool(changes.photos or changes.people)
        if self.isVisible():
            self._question.on_changes(changes)

    def _on_search(self, search: PhotoSearch) -> None:
        """Answered at once from what was read last; what the worker has found since comes after that."""
        self._search = search
        self._later, self._again = self._later or self._again, False
        self._question.ask()

    def _on_answer(self, answer: Answer) -> None:
        if self._later and not self._again:
            self._later, self._again = False, True
            self._question.on_changes(Changes(everything=True))  # after a rest
        current, held = self.grid.currentIndex(), self._held()
        photo_id = self.model.photo_id(current) if current.isValid() else None
        self._unfolded = answer.unfolded
        if self._folds and not answer.bursts:
            self._on_no_bursts()
        self.model.set_photos(answer.found, {best: len(photos) for best, photos in answer.bursts.items()})
        self.model.set_lengths(answer.lengths)
        if answer.names is not None:
            self.search_bar.set_people(answer.names)
            self.search_bar.set_folders(answer.folders)
        if self._search.is_all:
            self.search_bar.set_years(list(dict.fromkeys(month[:4] for month, _ in answer.found.months if month)))
        self._show_emptiness(answer.found)
        self._hold(held)
        row = self.model.row_of(photo_id) if photo_id is not None else None
        if row is not None:
            self.grid.selectionModel().setCurrentIndex(
                self.model.index(row), self.grid.selectionModel().SelectionFlag.ClearAndSelect
            )

    def _held(self) -> tuple[int | None, int]:
        """The first photo that is seen whole, and where: it stays there, whatever comes in above it. At the very top
        nothing is held, so that new photos are seen to come."""
        place = self.grid.verticalScrollBar().value()
        for height in range(0, self.grid.viewport().height() if place else 0, style.GAP_HUGE):
            index = self.grid.indexAt(QPoint(2 * style.GAP_HUGE, height))
            if index.isValid() and self.grid.visualRect(index).top() >= 0:
                return self.model.photo_id(index), self.grid.visualRect(index).top()
        return None, place

    def _hold(self, held: tuple[int | None, int]) -> None:
        photo_id, top = held
        bar = self.grid.verticalScrollBar()
        row = self.model.row_of(photo_id) if photo_id is not None else None
        if photo_id is None:
            bar.setValue(top)
        elif row is not None:
            bar.setValue(bar.value() + self.grid.visualRect(self.model.index(row)).top() - top)

    def _show_emptiness(self, found: FoundPhotos) -> None:
        self._header.show_count(words.photos(len(found.ids)))
        self._empty.setText(
            self.tr("Your photos appear here as soon as Familiar has looked at them.")
            if self._search.is_all
            else self.tr("There is no such photo. Look for fewer names, or at another time or folder.")
        )
        self._stack.setCurrentWidget(self.grid if found.ids else self._empty)
        for widget in (self._zoom, self._give):
            widget.setVisible(bool(found.ids))
        for action in (self.copy_action, self.list_action):
            action.setEnabled(bool(found.ids))
        self.search_bar.setVisible(bool(found.ids) or not self._search.is_all)

    def _on_opened(self, row: int) -> None:
        """The photos of a folded burst are leafed through like the others."""
        self.photo_opened.emit(self.model.ids[row], list(self._unfolded))

    def _on_fold(self, folds: bool) -> None:
        self._folds = folds
        self._question.ask()

    def _on_no_bursts(self) -> None:
        """There is nothing to fold: that is said, and the wish is over."""
        self.fold_action.setChecked(False)
        self.said.emit(
            self.tr("There are no bursts: no photos that look nearly the same were taken within seconds of each other.")
        )

    # --- giving away ------------------------------------------------------------------------------

    def _on_copy(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Choose a folder for the copies"), str(Path.home()))
        if folder:
            self.copy_to(Path(folder))

    def copy_to(self, folder: Path) -> None:
        """Copies what is shown to a folder."""
        self._live.ask(
            partial(Queries.paths_of, photo_ids=self.model.ids), lambda paths: self._copies.copy(paths, folder)
        )

    def _on_copied(self, copied: int, failed: int) -> None:
        says = self.tr("Copied %Ln photo(s).", "", copied)
        if failed:
            says += " " + self.tr("%Ln could not be copied. Is there room, and is every disk connected?", "", failed)
        self.said.emit(says)

    def _on_list(self) -> None:
        target, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save a list of these photos"), str(Path.home() / "photos.txt"), "*.txt"
        )
        if target:
            self.list_to(Path(target))

    def list_to(self, target: Path) -> None:
        """Writes the places of what is shown into a text file."""
        self._live.ask(
            partial(Queries.paths_of, photo_ids=self.model.ids), lambda paths: self._write_list(paths, target)
        )

    def _write_list(self, paths: list[str], target: Path) -> None:
        try:
            write_list(paths, target)
        except OSError:
            self.said.emit(self.tr("The list could not be written there. Choose another folder."))
            return
        self.said.emit(self.tr("The list is in {file}.").format(file=target.name))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._question.ask()
