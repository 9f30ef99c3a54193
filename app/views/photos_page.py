"""All photographs, the newest first, under their months."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QStackedLayout, QVBoxLayout, QWidget

from app import style, words
from app.live_library import LiveLibrary, StandingQuestion
from app.models.photos_model import PhotosModel
from app.previews import CropLoader
from app.widgets.photo_grid import PhotoGrid
from core.records import Changes, Photo
from core.store.queries import Queries


class PhotosPage(QWidget):
    """The page "Photos"."""

    photo_opened = Signal(int, object)  # photo id, the ids of the row it stands in

    def __init__(self, live: LiveLibrary, crops: CropLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = PhotosModel(crops, self)
        self.grid = PhotoGrid(self.model)
        self._question = StandingQuestion(live, Queries.photos, self._on_photos)
        self._stale = True
        self._arrange()
        live.changed.connect(self._on_changed)
        self.grid.opened.connect(self._on_opened)

    @property
    def title(self) -> str:
        return self.tr("Photos")

    def refresh(self) -> None:
        """Asks the library again."""
        self._stale = False
        self._question.ask()

    def _arrange(self) -> None:
        heading = QLabel(self.title)
        heading.setProperty("look", "title")
        self._count = QLabel()
        self._count.setProperty("look", "quiet")
        self._zoom = QSlider(Qt.Orientation.Horizontal)
        self._zoom.setRange(style.COVER_SMALLEST, style.COVER_LARGEST)
        self._zoom.setValue(self.grid.side)
        self._zoom.setFixedWidth(120)
        self._zoom.setAccessibleName(self.tr("Size of the photos"))
        self._zoom.valueChanged.connect(self.grid.set_side)
        header = QHBoxLayout()
        header.setContentsMargins(style.GAP_HUGE, style.GAP_LARGE, style.GAP_HUGE, style.GAP_SMALL)
        header.setSpacing(style.GAP)
        header.addWidget(heading)
        header.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        header.addStretch()
        header.addWidget(self._zoom)
        self._empty = QLabel(self.tr("Your photos appear here as soon as Familiar has looked at them."))
        self._empty.setProperty("look", "quiet")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(header)
        column.addLayout(self._stack, 1)

    def _on_changed(self, changes: Changes) -> None:
        if not changes.everything:
            return  # an edit about people moves no photo
        if self.isVisible():
            self._question.on_changes(changes)
        else:
            self._stale = True

    def _on_photos(self, photos: Sequence[Photo]) -> None:
        current, place = self.grid.currentIndex(), self.grid.verticalScrollBar().value()
        photo_id = self.model.photo(current).photo_id if current.isValid() else None
        self.model.set_photos(photos)
        self._count.setText(words.photos(len(photos)))
        self._stack.setCurrentWidget(self.grid if photos else self._empty)
        self._zoom.setVisible(bool(photos))
        self.grid.verticalScrollBar().setValue(place)
        row = self.model.row_of(photo_id) if photo_id is not None else None
        if row is not None:
            self.grid.selectionModel().setCurrentIndex(
                self.model.index(row), self.grid.selectionModel().SelectionFlag.ClearAndSelect
            )

    def _on_opened(self, row: int) -> None:
        ids = self.model.ids
        self.photo_opened.emit(ids[row], ids)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()
