"""Somebody's faces in two, before anything happens: those who stay and those who become somebody else.

Familiar proposes; a double click (or Enter) on a face puts it on the other side. Covers its page until it is done.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app import style, words
from app.models.faces_model import FacesModel
from app.models.keyed_rows import RowRole, Section
from app.previews import CropLoader
from app.widgets.face_grid import FaceGrid
from core.records import Face

SIDE = 96


class SplitView(QFrame):
    """Opened with `show_halves`; `split_wanted` gives the faces that leave."""

    split_wanted = Signal(object)  # list of face ids
    closed = Signal()

    def __init__(self, crops: CropLoader, page: QWidget) -> None:
        super().__init__(page)
        self.setObjectName("split")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._page = page
        self._title = QLabel(self)
        self._title.setProperty("look", "title")
        advice = QLabel(self.tr("Double-click a face, or press Enter on it, to put it on the other side."), self)
        advice.setProperty("look", "quiet")
        advice.setWordWrap(True)
        self.stay, self.leave = (_Half(crops, self) for _ in range(2))
        self.stay.grid.opened.connect(lambda index: self._move(index, self.stay, self.leave))
        self.leave.grid.opened.connect(lambda index: self._move(index, self.leave, self.stay))
        self.split = QPushButton(self.tr("Split"), self)
        self.split.setProperty("look", "primary")
        self.split.clicked.connect(self._on_split)
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.clicked.connect(self.cancel)
        halves = QHBoxLayout()
        halves.setSpacing(style.GAP_LARGE)
        halves.addWidget(self.stay, 1)
        halves.addWidget(self.leave, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(advice, 1)
        buttons.addWidget(self.split)
        buttons.addWidget(cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(style.GAP_HUGE, style.GAP_LARGE, style.GAP_HUGE, style.GAP_LARGE)
        column.setSpacing(style.GAP)
        column.addWidget(self._title)
        column.addLayout(halves, 1)
        column.addLayout(buttons)
        page.installEventFilter(self)
        self.hide()

    def show_halves(self, stay: Sequence[Face], leave: Sequence[Face], name: str) -> None:
        """Over the page, with the keyboard."""
        self._title.setText(self.tr("Split {name}").format(name=name) if name else self.tr("Split in two"))
        self.stay.title = self.tr("These stay {name}").format(name=name) if name else self.tr("One person")
        self.leave.title = self.tr("These become somebody else")
        self.stay.show_faces(stay)
        self.leave.show_faces(leave)
        self._on_moved()
        self.setGeometry(self._page.rect())
        self.show()
        self.raise_()
        self.leave.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def cancel(self) -> None:
        """Nothing happens."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def _move(self, index: QModelIndex, source: _Half, target: _Half) -> None:
        face = index.data(RowRole)
        source.show_faces([row for row in source.faces if row.face_id != face.face_id])
        target.show_faces([*target.faces, face])
        self._on_moved()

    def _on_moved(self) -> None:
        self.split.setEnabled(bool(self.stay.faces and self.leave.faces))

    def _on_split(self) -> None:
        faces = [face.face_id for face in self.leave.faces]
        self.hide()
        self.split_wanted.emit(faces)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._page and event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._page.rect())
        return super().eventFilter(watched, event)


class _HalfModel(FacesModel):
    """One half, without headings by year."""

    def sections(self) -> list[Section]:
        return [Section("all", "", 0, len(self.rows))]


class _Half(QFrame):
    """One side: a heading with its count, and the faces."""

    def __init__(self, crops: CropLoader, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.title = ""
        self._heading = QLabel(self)
        self._heading.setProperty("look", "heading")
        self._heading.setContentsMargins(style.GAP_HUGE, 0, 0, 0)
        self._model = _HalfModel(self)
        self.grid = FaceGrid(self._model, crops, captions=False, parent=self)
        self.grid.set_side(SIDE)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, style.GAP, 1, 1)
        column.addWidget(self._heading)
        column.addWidget(self.grid, 1)

    @property
    def faces(self) -> list[Face]:
        return self._model.rows

    def show_faces(self, faces: Sequence[Face]) -> None:
        self._model.show(list(faces))
        self._heading.setText(f"{self.title} · {words.faces(len(faces))}")
        self.grid.setAccessibleName(self._heading.text())
