"""Faces that are like no other, or that were taken away from somebody: to be named, or put aside, one or many at once.

Whoever is in two photos and more is a group, and on the People page.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import QLabel, QMenu, QStackedLayout, QVBoxLayout, QWidget

from app import icons, words
from app.cover_icons import CoverIcons
from app.live_library import LiveLibrary
from app.models.keyed_rows import RowRole
from app.models.lone_faces_model import LoneFacesModel
from app.previews import CropLoader
from app.rankings import Rankings
from app.widgets.face_grid import FaceGrid
from app.widgets.floating import SelectionBar
from app.widgets.name_editor import NameEditor
from app.widgets.page_header import PageHeader, zoom_slider
from core.people import edits, marks
from core.records import Changes
from core.store.lone_faces import LoneFace, LoneFaces
from core.store.queries import Queries

EDITOR = (260, 40)
ZOOM_STEP = 16  # pixels


class UnnamedPage(QWidget):
    """The page "Unnamed"."""

    photo_opened = Signal(int, object)  # photo, neighbours

    def __init__(self, live: LiveLibrary, crops: CropLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._rankings = Rankings.of(live)
        self._loaded = False
        self.model = LoneFacesModel(self)
        self.grid = FaceGrid(self.model, crops, captions=False, parent=self)
        self.grid.setAccessibleName(self.title)
        self.bar = SelectionBar(self, self.grid)
        self.editor = NameEditor(self, CoverIcons.of(live, crops))
        self._zoom = zoom_slider(self.grid.side, self.tr("Size of the faces"))
        self._header = PageHeader(self.title, self._zoom)
        self._empty = QLabel()
        self._empty.setProperty("look", "quiet")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        self._stack = QStackedLayout()
        column.addLayout(self._stack, 1)
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self._empty)
        self._make_actions()
        self._connect()
        self._on_chosen()

    @property
    def title(self) -> str:
        return self.tr("Unnamed")

    def refresh(self) -> None:
        """Asks the library again."""
        self._rankings.ask(self, Queries.lone_faces, self._on_faces)

    def actions(self) -> list[QAction]:
        """For the menu."""
        return [self.name_action, self.ignore_action, self.remove_action, self.open_action]

    def chosen(self) -> list[LoneFace]:
        """The chosen faces."""
        return [index.data(RowRole) for index in self.grid.chosen()]

    def take_over(self, other: UnnamedPage) -> None:
        """Shows faces as large as this page of another window does."""
        self._zoom.setValue(other._zoom.value())

    def step_zoom(self, steps: int) -> None:
        """Larger or smaller faces."""
        self._zoom.setValue(self._zoom.value() + steps * ZOOM_STEP)

    # --- building ---------------------------------------------------------------------------------

    def _make_actions(self) -> None:
        self.name_action = self._action(self.tr("Name…"), "pencil", "F2", self._on_name)
        self.ignore_action = self._action(self.tr("Nobody I know"), "hide", "Ctrl+Shift+H", self._on_ignore)
        self.remove_action = self._action(self.tr("Not a face"), "remove", "Ctrl+Del", self._on_remove)
        self.open_action = self._action(self.tr("Show the photo"), "photo", "", self._on_photo)
        for action in (self.name_action, self.ignore_action, self.remove_action):
            self.bar.add(action.text(), str(action.data()), action.trigger).setToolTip(action.toolTip())

    def _action(self, text: str, icon: str, key: str, slot: Callable[[], None]) -> QAction:
        action = QAction(icons.icon(icon), text, self)
        action.setData(icon)
        if key:
            shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
            action.setShortcut(QKeySequence(key))
            action.setToolTip(f"{text} ({shown})")
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda: slot())
        self.addAction(action)
        return action

    def _connect(self) -> None:
        self._live.changed.connect(self._on_changed)
        self._zoom.valueChanged.connect(self.grid.set_side)
        self.grid.zoom_wanted.connect(self.step_zoom)
        self.grid.opened.connect(self._open)
        self.grid.typed.connect(lambda text: self._on_name(typed=text))
        self.grid.chosen_changed.connect(self._on_chosen)
        self.grid.menu_wanted.connect(self._on_menu)
        self.editor.committed.connect(lambda name, _: self._name(name))
        self.editor.same_chosen.connect(lambda person_id, _: self._name(f"p{person_id}"))
        self.editor.closed.connect(lambda: self.grid.setFocus(Qt.FocusReason.OtherFocusReason))

    # --- what the library says --------------------------------------------------------------------

    def _on_changed(self, changes: Changes) -> None:
        if self.isVisible() and (changes.people or changes.faces or changes.everything):
            self.refresh()

    def _on_faces(self, found: LoneFaces) -> None:
        self._loaded = True
        self.model.show(found.faces)
        shown = words.faces(found.total)
        if found.total > len(found.faces):
            shown = self.tr("the best {some} of {faces}").format(some=f"{len(found.faces):n}", faces=shown)
        self._header.show_count(shown if found.total else "")
        self._empty.setText(self.tr("Nobody is left here: every face has a name, or is in a group on the People page."))
        self._stack.setCurrentWidget(self.grid if found.faces else self._empty)
        self._zoom.setVisible(bool(found.faces))
        self._on_chosen()

    # --- choosing ---------------------------------------------------------------------------------

    def _on_chosen(self) -> None:
        count = len(self.grid.chosen())
        self.bar.show_count(count)
        for action in self.actions():
            action.setEnabled(count > 0)
        self.open_action.setEnabled(count == 1)

    def _on_menu(self, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.actions())
        menu.popup(point)

    def _open(self, index: QModelIndex) -> None:
        photos = list(dict.fromkeys(face.photo_id for face in self.model.rows))
        self.photo_opened.emit(index.data(RowRole).photo_id, photos)

    def _on_photo(self) -> None:
        self._open(self.grid.chosen()[0])

    # --- edits ------------------------------------------------------------------------------------

    def _on_name(self, *, typed: str = "") -> None:
        if not self.grid.chosen() and self.grid.currentIndex().isValid():
            self.grid.choose(self.grid.currentIndex())
        if self.grid.chosen():
            bar = self.bar.geometry()
            place = QRect(bar.center().x() - EDITOR[0] // 2, bar.top() - EDITOR[1] - 20, *EDITOR)
            people = self._live.ask_now(lambda queries: queries.names())
            says = self.tr("This is {name}")
            hint = self.tr("Who is it?")
            self.editor.edit(
                place, text="", people=people, purpose="move", hint=hint, typed=typed, says=says, upwards=True
            )

    def _name(self, who: str) -> None:
        self._live.do(edits.move, [face.face_id for face in self.chosen()], who)

    def _on_ignore(self) -> None:
        self._live.do(edits.set_state, [f"f{face.face_id}" for face in self.chosen()], "ignored")

    def _on_remove(self) -> None:
        self._live.do(marks.remove_faces, [face.face_id for face in self.chosen()])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
