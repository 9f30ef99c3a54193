"""One person, or one nameless group: name, years, and every face, to be opened, confirmed, taken out or moved.

Above the faces stand those that may belong here, too; a mixed person is split after a look at the two halves.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app import icons, style
from app.cover_icons import CoverIcons
from app.live_library import LiveLibrary
from app.models.faces_model import FacesModel
from app.models.keyed_rows import RowRole
from app.previews import CropLoader
from app.rankings import Rankings
from app.standing_question import StandingQuestion
from app.views.person_edits import PersonEdits
from app.views.split_view import SplitView
from app.widgets.birthday_editor import BirthdayEditor
from app.widgets.face_grid import FaceGrid
from app.widgets.floating import SelectionBar
from app.widgets.merge_question import MergeQuestion
from app.widgets.name_editor import NameEditor
from app.widgets.person_header import PersonHeader
from app.widgets.suggestion_strip import MOST, SuggestionStrip
from core.records import Changes, Face, Person, Suggestion
from core.store.landscape import Landscape
from core.store.queries import Queries

MOST_OTHERS = 20  # in the menu of those who share photos


@dataclass(frozen=True, slots=True)
class _Whole:
    """What the page shows. `key` is where the faces are now: groups are renumbered, and named."""

    key: str
    person: Person | None
    faces: Sequence[Face]
    born: str


@dataclass(frozen=True, slots=True)
class _Around:
    """What takes longer to find out about somebody."""

    key: str
    others: Sequence[tuple[str, str, int]]  # key, name, photos together
    like: Sequence[Suggestion]  # who may be the same person


class PersonPage(QWidget):
    """Shows whom `show_person` says; `closed` when there is nobody left, or with Esc."""

    closed = Signal()
    photo_opened = Signal(int, object)  # photo, neighbours
    photos_wanted = Signal(str)  # of this person
    zoom_wanted = Signal(int)  # steps

    def __init__(self, live: LiveLibrary, crops: CropLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._key = ""
        self._name = ""
        self._born = ""  # ISO date
        self._seen: list[int] = []  # faces shown last, to follow them when the key goes
        self._with: tuple[str, str] | None = None  # key and name: only photos with them, too
        self._others: Sequence[tuple[str, str, int]] = ()
        self._header: tuple[Person | None, Sequence[Face]] = (None, ())
        self._asked_around: tuple[str, tuple[int, ...], int] | None = None
        self._rankings = Rankings.of(live)
        self.model = FacesModel(self)
        self.grid = FaceGrid(self.model, crops, captions=False, parent=self)
        self.header = PersonHeader(crops, self)
        self.strip = SuggestionStrip(crops, self)
        self.question = MergeQuestion(live, crops, self)
        self.split_view = SplitView(crops, self)
        self.bar = SelectionBar(self, self.grid)
        self.editor = NameEditor(self, CoverIcons.of(live, crops))
        self.birthday = BirthdayEditor(self)
        self.edits = PersonEdits(live, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.strip)
        column.addWidget(self.grid, 1)
        self._make_actions()
        self._connect()
        self._whole = StandingQuestion(live, self._ask, self._on_whole)
        live.changed.connect(self._on_changed)

    @property
    def title(self) -> str:
        return self._name or self.tr("Who is this?")

    @property
    def key(self) -> str:
        return self._key

    @property
    def name(self) -> str:
        """Of whom is shown; "" while nameless."""
        return self._name

    @property
    def born(self) -> str:
        """The birthday, an ISO date; "" where nobody said."""
        return self._born

    @property
    def seen(self) -> list[int]:
        """The faces that are shown, or were until just now."""
        return self._seen

    def let_go(self, faces: Sequence[int]) -> None:
        """These leave: they must not lead the page to where they go."""
        leaving = set(faces)
        self._seen = [face_id for face_id in self._seen if face_id not in leaving]

    @property
    def loaded(self) -> bool:
        return bool(self._seen)

    def show_person(self, key: str) -> None:
        """Shows another person or group."""
        self.editor.cancel()
        self.birthday.cancel()
        if key != self._key:
            self._key, self._seen, self._name, self._born = key, [], "", ""
            self._with, self._others, self._asked_around = None, (), None
            self.split_view.cancel()
            self.strip.show_suggestions([], "")
            self.model.show([])
            self.header.show_nobody()
            self._allow()
        self._whole.ask()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        if self._key:
            self._whole.ask()

    def set_zoom(self, side: int) -> None:
        self.grid.set_side(side)

    def chosen(self) -> list[Face]:
        """The chosen faces."""
        return [self.model.rows[index.row()] for index in self.grid.chosen()]

    # --- building ---------------------------------------------------------------------------------

    def _make_actions(self) -> None:
        self.back_action = self._action(self.tr("Back"), "back", ["Alt+Left", "Esc"], self._on_back)
        self.name_action = self._action(self.tr("Name…"), "pencil", ["F2"], self.edits.name)
        self.merge_action = self._action(self.tr("Merge into…"), "merge", ["Ctrl+M"], self.edits.merge)
        self.hide_action = self._action(self.tr("Hide"), "hide", ["Ctrl+Shift+H"], self.edits.hide)
        self.reject_action = self._action(self.tr("Not this person"), "cross", ["Del"], self.edits.reject)
        self.move_action = self._action(self.tr("Move to…"), "people", ["Ctrl+Shift+M"], self.edits.move)
        self.cover_action = self._action(self.tr("Use as cover"), "photos", [], self.edits.cover)
        self.split_action = self._action(self.tr("Split…"), "split", ["Ctrl+Shift+S"], self.edits.split)
        self.photos_action = self._action(self.tr("All photos"), "photo", ["Ctrl+Shift+P"], self._on_photos)
        self.with_action = self._action(self.tr("Photos with…"), "photos", ["Ctrl+Shift+W"], self._on_with)
        keys = ["Ctrl+Return", "Ctrl+Enter"]
        self.confirm_action = self._action(self.tr("Confirm"), "check", keys, self.edits.confirm_chosen)
        keys = ["Ctrl+Shift+Return", "Ctrl+Shift+Enter"]
        self.confirm_all_action = self._action(self.tr("Confirm all"), "check", keys, self.edits.confirm_all)
        self.birthday_action = self._action(self.tr("Birthday…"), "cake", ["Ctrl+Shift+B"], self.edits.birthday)
        self.remove_action = self._action(self.tr("Not a face"), "remove", ["Ctrl+Del"], self.edits.remove)
        self.header.add(self.name_action, self.merge_action, self.split_action)
        self.header.add_more(self.photos_action, self.with_action, self.birthday_action)
        self.header.add_more(self.confirm_all_action, self.hide_action)
        self.confirm_button = self.bar.add(self.tr("Confirm"), "check", self.edits.confirm_chosen)
        self.reject_button = self.bar.add(self.tr("Not this person"), "cross", self.edits.reject)
        self.bar.add(self.tr("Move to…"), "people", self.edits.move)
        self.cover_button = self.bar.add(self.tr("Use as cover"), "photos", self.edits.cover)

    def _action(self, text: str, icon: str, keys: list[str], slot: Callable[[], None]) -> QAction:
        action = QAction(icons.icon(icon), text, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda: slot())  # without `checked`
        self.addAction(action)
        return action

    def _connect(self) -> None:
        self.header.back.clicked.connect(self._on_back)
        self.header.name_clicked.connect(self.edits.name)
        self.header.confirm_wanted.connect(self.edits.confirm_all)
        self.strip.accepted.connect(self.edits.accept)
        self.strip.rejected.connect(self.edits.refuse)
        self.strip.face_opened.connect(self._on_face_opened)
        self.edits.hidden.connect(self.closed)
        self.grid.guess_clicked.connect(lambda index: self.edits.confirm([index.data(RowRole)]))
        self.grid.opened.connect(self._on_opened)
        self.grid.typed.connect(self.edits.type)
        self.grid.chosen_changed.connect(self._on_chosen)
        self.grid.menu_wanted.connect(self._on_menu)
        self.grid.zoom_wanted.connect(self.zoom_wanted)

    # --- what the library says --------------------------------------------------------------------

    def _ask(self, queries: Queries) -> _Whole:
        """Runs on the background thread."""
        key = self._key
        faces = queries.faces_of(key) if key else []
        if not faces:
            key = _where_now(queries, self._seen) or key
            faces = queries.faces_of(key) if key != self._key else []
        person = next((person for person in queries.people() if person.key == key), None)
        shared = set(queries.questions.together([key, self._with[0]])) if self._with else None
        if shared is not None:
            faces = [face for face in faces if face.photo_id in shared] or faces
        faces.sort(key=lambda face: not face.taken_on)  # what only the file dates comes last, newest first in itself
        born = queries.birthday(int(key[1:])) if key.startswith("p") else ""
        return _Whole(key, person, faces, born)

    def _on_whole(self, whole: _Whole) -> None:
        if not self._key:
            return
        if not whole.faces:
            self.model.show([])
            self._key = ""
            self.closed.emit()
            return
        self._key = whole.key
        self._name = whole.faces[0].name if whole.key.startswith("p") else ""
        self._born = whole.born
        self._seen = [face.face_id for face in whole.faces]
        self.model.birthday = whole.born
        self.model.show(whole.faces)
        self._header = (whole.person, whole.faces)
        self._show_header()
        self.grid.setAccessibleName(self.title)
        self._name_the_words()
        self._allow()
        self._on_chosen()
        self._ask_around()

    def _ask_around(self) -> None:
        """Only where something about this person is new: it takes long, and photos of others come in all the time."""
        key, state = self._key, (self._key, tuple(self._seen), self._live.last_edit())
        if state != self._asked_around:
            self._asked_around = state
            rankings = self._rankings
            rankings.ask(self.strip, lambda queries: _around(queries, key, rankings.landscape()), self._on_around)

    def _show_header(self) -> None:
        person, faces = self._header
        with_whom = [self._with[1]] if self._with else [name for _, name, _ in self._others]
        self.header.show_person(person, faces, self._name, with_whom, born=self._born)
        self.with_action.setEnabled(bool(self._others))
        self.photos_action.setEnabled(bool(self._name))

    def _on_around(self, around: _Around) -> None:
        if around.key == self._key:
            self._others = around.others
            self._show_header()
            self.strip.show_suggestions(around.like, self._name)

    def _allow(self) -> None:
        """What concerns the whole person waits until it is known who that is."""
        for action in (self.name_action, self.merge_action, self.hide_action, self.split_action, self.birthday_action):
            action.setEnabled(self.loaded)

    def _name_the_words(self) -> None:
        says = self.tr("Not {name}").format(name=self._name) if self._name else self.tr("Not this person")
        self.reject_action.setText(says)
        self.reject_button.setText(f" {says}")
        self.reject_button.setAccessibleName(says)
        says = self.tr("This is {name}").format(name=self._name) if self._name else self.tr("Confirm")
        self.confirm_action.setText(says)
        self.confirm_button.setText(f" {says}")
        self.confirm_button.setAccessibleName(says)

    def _on_changed(self, changes: Changes) -> None:
        if self._key and self.isVisible() and (changes.people or changes.faces or changes.everything):
            self._whole.on_changes(changes)

    # --- choosing ---------------------------------------------------------------------------------

    def _on_chosen(self) -> None:
        count = len(self.grid.chosen())
        self.bar.show_count(count)
        self.cover_button.setVisible(count == 1)
        guessed = self.key.startswith("p") and any(face.how != "confirmed" for face in self.chosen())
        self.confirm_button.setVisible(guessed)
        self.confirm_action.setEnabled(guessed)
        self.confirm_all_action.setEnabled(any(face.how != "confirmed" for face in self.model.rows))
        self.bar.row.activate()
        self.bar.place()
        for action in (self.reject_action, self.move_action, self.remove_action):
            action.setEnabled(count > 0)
        self.cover_action.setEnabled(count == 1)

    def _on_menu(self, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([self.confirm_action, self.reject_action, self.move_action, self.cover_action])
        menu.addSeparator()
        menu.addAction(self.remove_action)
        menu.popup(point)

    def _on_opened(self, index: QModelIndex) -> None:
        photos = list(dict.fromkeys(face.photo_id for face in self.model.rows))
        self.photo_opened.emit(index.data(RowRole).photo_id, photos)

    def _on_back(self) -> None:
        """One step back: out of what lies over the page, then out of the choice, then out of the page."""
        if self.split_view.isVisible():
            self.split_view.cancel()
        elif self.birthday.isVisible():
            self.birthday.cancel()
        elif self.question.isVisible():
            self.question.close_()
        elif self.editor.isVisible():
            self.editor.cancel()
        elif self.grid.selectionModel().hasSelection():
            self.grid.clearSelection()
        else:
            self.closed.emit()

    # --- where it leads ------------------------------------------------------------------------------

    def _on_photos(self) -> None:
        self.photos_wanted.emit(self._key)

    def _on_with(self) -> None:
        """Whose photos with this person are wanted; or all of them again."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        everybody = menu.addAction(self.tr("All photos"))
        everybody.triggered.connect(lambda: self._show_with(None))
        everybody.setCheckable(True)
        everybody.setChecked(self._with is None)
        menu.addSeparator()
        for key, name, count in self._others[:MOST_OTHERS]:
            text = self.tr("With {name} ({count})").format(name=name, count=style.number(count))
            menu.addAction(text.replace("&", "&&"), partial(self._show_with, (key, name)))
        menu.popup(self.mapToGlobal(self.header.actions_place().topLeft()))

    def _show_with(self, somebody: tuple[str, str] | None) -> None:
        self._with = somebody
        self._whole.ask()

    def _on_face_opened(self, face_id: int) -> None:
        face = self._live.ask_now(lambda queries: queries.face(face_id))
        if face is not None:
            self.photo_opened.emit(face.photo_id, [face.photo_id])


def _around(queries: Queries, key: str, landscape: Landscape | None) -> _Around:
    """Runs on the thread of the rankings."""
    like = queries.questions.like(key, limit=MOST, landscape=landscape)
    return _Around(key, queries.questions.with_others(key), like)


def _where_now(queries: Queries, face_ids: Sequence[int]) -> str:
    """The key under which the first of these faces that still belongs to somebody is found; "" for none."""
    for face_id in face_ids:
        face = queries.face(face_id)
        if face is not None and face.person_id is not None:
            return f"p{face.person_id}"
        if face is not None and face.group_id is not None:
            return f"g{face.group_id}"
    return ""
