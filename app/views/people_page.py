"""Everybody in the library: naming, merging, hiding. The page that opens first."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QMenu, QVBoxLayout, QWidget

from app import icons, words
from app.cover_icons import CoverIcons
from app.indexing import Indexing
from app.live_library import LiveLibrary
from app.merging import merge_words, survivor
from app.models.keyed_rows import RowRole
from app.models.people_model import HIDDEN, RARE, Order, PeopleModel, section_of
from app.people_question import PeopleQuestion
from app.previews import CropLoader
from app.views.people_edits import PeopleMerging, PeopleNaming
from app.widgets.face_grid import FaceGrid
from app.widgets.face_label import person_key
from app.widgets.floating import SelectionBar
from app.widgets.merge_question import MergeQuestion
from app.widgets.name_editor import NameEditor
from app.widgets.people_header import PeopleHeader
from app.widgets.sectioned_view import Choosing
from core.people import edits
from core.records import Changes, Person

UNTOUCHED = 5.0
"""Seconds without mouse or keys after which the order may follow the sizes again."""

ZOOM_STEP = 16  # pixels

TOUCHES = (QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress, QEvent.Type.Wheel)


class PeoplePage(QWidget):
    """Covers in sections; `person_opened` leads on to the person's page."""

    person_opened = Signal(str)  # key
    zoomed = Signal(int)  # side of a cover, pixels

    def __init__(self, live: LiveLibrary, crops: CropLoader, indexing: Indexing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._indexing = indexing
        self._loaded = False
        self._fresh_order = True
        self._covers = CoverIcons.of(live, crops)
        self._touched = 0.0
        self._choose_next: list[str] = []
        self.model = PeopleModel(self)
        self.grid = FaceGrid(self.model, crops, captions=True, parent=self)
        self.grid.setAccessibleName(self.title)
        self.grid.viewport().installEventFilter(self)
        self.grid.installEventFilter(self)
        self.editor = NameEditor(self, CoverIcons.of(live, crops))
        self.question = MergeQuestion(live, crops, self)
        self.bar = SelectionBar(self, self.grid)
        self.naming = PeopleNaming(live, self.grid, self.model, self.editor, self.question, self.bar)
        self.merging = PeopleMerging(live, self.grid, self.model, self.question)
        self._arrange()
        self._make_actions()
        self._connect()
        self._people = PeopleQuestion(live, self._on_people)

    @property
    def title(self) -> str:
        return self.tr("People")

    def refresh(self) -> None:
        """Asks anew, and lets the order follow."""
        self._fresh_order = True
        self._people.ask_all()

    @property
    def zoom(self) -> int:
        """The side of a cover in pixels."""
        return self.grid.side

    def set_zoom(self, side: int) -> None:
        self._zoom.setValue(side)

    def step_zoom(self, steps: int) -> None:
        """Larger or smaller covers."""
        self._zoom.setValue(self._zoom.value() + steps * ZOOM_STEP)

    def search_name(self) -> None:
        """Puts the cursor into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def chosen(self) -> list[Person]:
        """The people that are chosen, in their order."""
        return [self.model.rows[index.row()] for index in self.grid.chosen()]

    # --- building ---------------------------------------------------------------------------------

    def _arrange(self) -> None:
        self.header = PeopleHeader(self.title, self.grid.side, self)
        self.search = self.header.search
        self.search.installEventFilter(self)
        self.order_actions = self.header.order_actions
        self._zoom = self.header.zoom
        self._empty = QLabel(self.grid)
        self._empty.setProperty("look", "quiet")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.grid, 1)

    def _make_actions(self) -> None:
        self.name_action = self._action(self.tr("Name…"), "pencil", "F2", self.naming.edit)
        self.merge_action = self._action(self.tr("Merge"), "merge", "Ctrl+M", self.merging.merge_chosen)
        self.hide_action = self._action(self.tr("Hide"), "hide", "Ctrl+Shift+H", self._on_hide)
        self.show_action = self._action(self.tr("Bring back"), "show", "", self._on_bring_back)
        self.rare_action = self._action(self.tr("Show people seldom seen"), "", "", self._on_rare)
        self.hidden_action = self._action(self.tr("Show hidden people"), "", "", self._on_hidden)
        self.hide_rare_action = self._action(self.tr("Hide everybody seldom seen"), "", "", self._on_hide_rare)
        self.rare_action.setCheckable(True)
        self.hidden_action.setCheckable(True)
        self.addActions(list(self.order_actions.values()))
        self.set_order("name")
        self.name_button = self.bar.add(self.tr("Name"), "pencil", self.naming.edit)
        self.merge_button = self.bar.add(self.tr("Merge"), "merge", self.merging.merge_chosen)
        self.hide_button = self.bar.add(self.tr("Hide"), "hide", self._on_hide)
        self.show_button = self.bar.add(self.tr("Bring back"), "show", self._on_bring_back)

    def set_order(self, order: Order) -> None:
        """Sorts by name, by how many photos, or by when they were seen last."""
        self.header.show_order(order)
        self.model.set_order(order)

    @property
    def order(self) -> Order:
        return self.model.order

    def take_over(self, other: PeoplePage) -> None:
        """Shows at once what this page of another window shows: who is there, and what is unfolded and chosen."""
        for section in (RARE, HIDDEN):
            self.model.set_open(section, other.model.is_open(section))
        self._on_people(other.model.people)
        for person in other.chosen():
            self.grid.selectionModel().select(self.model.place_of(person.key), Choosing.Select)
        self.grid.stand_at(other.grid.verticalScrollBar().value())

    def leave(self) -> None:
        """Another page opens: a search is over then."""
        self.search.clear()

    def _action(self, text: str, icon: str, keys: str, slot: Callable[[], None]) -> QAction:
        action = QAction(text, self)
        if icon:
            action.setIcon(icons.icon(icon))
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda: slot())  # without `checked`
        self.addAction(action)
        return action

    def _connect(self) -> None:
        self.header.order_chosen.connect(self.set_order)
        self.grid.opened.connect(lambda index: self.person_opened.emit(self._key(index)))
        self.grid.typed.connect(self._on_typed)
        self.grid.title_clicked.connect(self._on_title_clicked)
        self.grid.fold_wanted.connect(self._set_open)
        self.grid.chosen_changed.connect(self._on_chosen)
        self.grid.menu_wanted.connect(self._on_menu)
        self.grid.zoom_wanted.connect(self.step_zoom)
        self._zoom.valueChanged.connect(self._on_zoom)
        self.search.textChanged.connect(self._on_search)
        self.search.returnPressed.connect(self._on_found)
        self.grid.verticalScrollBar().valueChanged.connect(self.editor.cancel)
        self.editor.opened.connect(self._on_chosen)
        self.editor.closed.connect(self._on_chosen)
        for editing in (self.naming, self.merging):
            editing.done.connect(self._on_done)
        self.merging.failed.connect(self.refresh)
        self._live.turned.connect(self._on_turned)

    # --- what the library says --------------------------------------------------------------------

    def _on_people(self, people: Sequence[Person]) -> None:
        fresh = self._fresh_order or self._is_untouched()
        self._fresh_order = False
        self._loaded = True
        self._covers.note(people)
        self.model.show_people(people, fresh_order=fresh)
        self._choose_the_next()
        self._on_chosen()
        self._show_emptiness()
        self._show_count()

    def _choose_the_next(self) -> None:
        """After naming and merging: one that is seen, or nobody, lest what is typed next go to somebody else."""
        if not self._choose_next:
            return
        places = (self.model.place_of(key) for key in self._choose_next)
        self._choose_next = []
        shown = next((place for place in places if place.isValid() and not self.grid.isIndexHidden(place)), None)
        if shown is not None:
            self.grid.choose(shown)
        else:
            self.grid.choose_nothing()

    def _is_untouched(self) -> bool:
        calm = time.monotonic() - self._touched > UNTOUCHED
        return calm and not self.editor.isVisible() and not self.grid.selectionModel().hasSelection()

    def _show_emptiness(self) -> None:
        if self.model.rows or not self._loaded:
            self._empty.hide()
            return
        running = self._indexing.running
        self._empty.setText(
            self.tr("Nobody’s name begins like that.")
            if self.model.is_open(HIDDEN)
            else self.tr("People appear here as Familiar finds them.")
            if running
            else self.tr("There are no photos in your folders. Add another folder (Ctrl+O), or put photos into these.")
            if not self._live.ask_now(lambda queries: queries.counts())["photos"]
            else self.tr("Familiar found nobody in your photos so far.")
        )
        self._empty.setGeometry(self.grid.viewport().rect())
        self._empty.show()

    def _show_count(self) -> None:
        """As many as there are to be seen: who is folded away counts in its own heading."""
        shown = (section for section in self.model.sections() if section.name != HIDDEN and not section.folded)
        seen = sum(section.end - section.first for section in shown)
        self.header.show_count(words.people(seen) if seen else "")

    def _on_zoom(self, side: int) -> None:
        self.editor.cancel()
        self.grid.set_side(side)
        self.zoomed.emit(side)

    def _on_search(self, text: str) -> None:
        self.model.set_filter(text)
        self._show_emptiness()

    def _on_found(self) -> None:
        """Enter in the search field: on to the first that was found."""
        if self.model.rows:
            self.grid.choose(self.model.index(0))
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _key(self, index: QModelIndex) -> str:
        return str(index.data(RowRole).key)

    def _on_done(self, keys: list[str]) -> None:
        """Somebody was named or merged: one of these is chosen, as soon as the library tells about it at the latest."""
        self._choose_next = keys
        if any(self.model.place_of(key).isValid() for key in keys):
            self._choose_the_next()

    def _on_turned(self, changes: Changes) -> None:
        """Whom the step that was taken back, or done again, was about is chosen, or nobody: never who came after."""
        if self.isVisible() and (changes.people or changes.faces):
            self.grid.choose_nothing()
            self._choose_next = [f"p{number}" for number in sorted(changes.people)] + self._owner(changes.faces)

    def _owner(self, faces: frozenset[int]) -> list[str]:
        """The key of whoever has the first of these faces now: who was named has none of their own any more."""
        face = self._live.ask_now(lambda queries: queries.face(min(faces))) if faces else None
        return [person_key(face)] if face is not None else []

    def _on_typed(self, text: str) -> None:
        """A name for those who have none; else one looks for somebody: who has a name is not renamed by chance."""
        people = self.chosen() or [self.model.rows[row] for row in [self.grid.currentIndex().row()] if row >= 0]
        if any(person.name for person in people):
            self.search.setText(text)
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.naming.edit(typed=text)

    def _on_title_clicked(self, index: QModelIndex) -> None:
        if not index.data(RowRole).name:
            self.naming.edit()

    # --- choosing ---------------------------------------------------------------------------------

    def _on_chosen(self) -> None:
        chosen = self.chosen()
        hidden = bool(chosen) and all(person.state != "shown" for person in chosen)
        self.bar.show_count(0 if self.editor.isVisible() and len(chosen) < 2 else len(chosen))
        several = len(chosen) > 1
        self.name_action.setEnabled(bool(chosen))
        self.merge_action.setEnabled(several)
        self.merge_button.setVisible(several)
        if several:
            stays = survivor(chosen)
            says = merge_words([person for person in chosen if person is not stays], stays)
            self.merge_button.setText(f" {says}")
            self.merge_button.setAccessibleName(says)
        for shown in (self.hide_action, self.hide_button):
            shown.setEnabled(bool(chosen) and not hidden)
        self.hide_button.setVisible(not hidden)
        self.show_action.setEnabled(hidden)
        self.show_button.setVisible(hidden)
        self.bar.place()
        self.rare_action.setChecked(self.model.is_open(RARE))
        self.hidden_action.setChecked(self.model.is_open(HIDDEN))

    def _on_menu(self, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([self.name_action, self.merge_action, self.hide_action, self.show_action])
        menu.popup(point)

    def _set_open(self, section: str, is_open: bool) -> None:
        self.model.set_open(section, is_open)
        self._show_count()
        self._on_chosen()

    def _on_rare(self) -> None:
        self._set_open(RARE, self.rare_action.isChecked())

    def _on_hidden(self) -> None:
        self._set_open(HIDDEN, self.hidden_action.isChecked())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in TOUCHES:
            self._touched = time.monotonic()
        if event.type() == QEvent.Type.Resize and watched is self.grid.viewport():
            self._empty.setGeometry(self.grid.viewport().rect())
        if isinstance(event, QKeyEvent) and watched is self.search and event.matches(QKeySequence.StandardKey.Cancel):
            self.search.clear()
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        return super().eventFilter(watched, event)

    # --- hiding ------------------------------------------------------------------------------------

    def _on_hide(self) -> None:
        keys = [person.key for person in self.chosen() if person.state == "shown"]
        if keys:
            self._live.do(edits.set_state, keys, "hidden")

    def _on_hide_rare(self) -> None:
        """Strangers in the background, all at once."""
        keys = [person.key for person in self.model.people if section_of(person) == RARE]
        if keys:
            self._live.do(edits.set_state, keys, "ignored")

    def _on_bring_back(self) -> None:
        keys = [person.key for person in self.chosen() if person.state != "shown"]
        if keys and self._live.do(edits.set_state, keys, "shown") is not None:
            self._choose_next = keys
