"""One question at a time: who is this, are these the same person? The shortest way to an album full of names.

The questions come ranked from the library, on a thread of their own; while the next ranking is made, the rest of the
last one is asked. Answers are edits, so none is asked again, and Z takes the last one back. Whoever is left without a
name ("later") is not asked about again while the window is open, unless the user wants it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app import style
from app.cover_icons import CoverIcons
from app.live_library import LiveLibrary
from app.previews import CropLoader
from app.questions import Asked, Ranking, followed, nameless_keys, ranking
from app.rankings import Rankings
from app.widgets.answer_buttons import AnswerButton, AnswerButtons, answer_action
from app.widgets.empty_field import EmptyField
from app.widgets.merge_question import MergeQuestion
from app.widgets.name_editor import NameEditor
from app.widgets.review_end import ReviewEnd
from app.widgets.review_question import ReviewQuestion
from app.widgets.review_share import ReviewShare
from app.widgets.review_side import MOST
from core.people import edits
from core.people.answers import answer
from core.people.draft import Edit, Said
from core.records import Changes
from core.store.queries import Queries

REST_MS = 3000  # between two rankings while photos come in
COUNT_MS = 5000  # from a change until the questions are counted again, while another page is open


class ReviewPage(QWidget):
    """`photo_opened` leads to the photographs, the others to the pages of those who have no name."""

    photo_opened = Signal(int, object)  # photo, neighbours
    people_wanted = Signal()
    unnamed_wanted = Signal()
    counted = Signal(int, bool)  # questions that can be asked now, and whether there may be more

    def __init__(self, live: LiveLibrary, crops: CropLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._rankings = Rankings.of(live)
        self._now: Asked | None = None
        self._next: deque[Asked] = deque()
        self._answered: list[tuple[int, Asked]] = []  # in this window, for Z: each with the number of its edit
        self._later: set[int] = set()  # faces of those who were left without a name
        self._put_off = 0  # how many people these are
        self._doubted = False  # whether what is asked may have been settled while another page was open
        self._answering = False
        self._loaded = False
        self.editor = NameEditor(self, CoverIcons.of(live, crops))
        self.doubt = MergeQuestion(live, crops, self)
        self.share = ReviewShare(live, self.title, self)
        self._make_actions()
        self._shown = ReviewQuestion(crops, self._answer_buttons())
        self.left, self.right = self._shown.left, self._shown.right
        self._arrange()
        self.editor.committed.connect(lambda name, _: self._name(name))
        self.editor.same_chosen.connect(lambda person_id, _: self._name_same(person_id))
        self.editor.opened.connect(self._on_editor_opened)
        self.editor.closed.connect(self._on_editor_closed)
        self.doubt.closed.connect(self._on_doubt_closed)
        EmptyField(self.editor.line, self).space.connect(self._on_photo)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for side in (self.left, self.right):
            side.face_clicked.connect(self._open_photo)
        self._look_again = QTimer(self, interval=REST_MS, singleShot=True)
        self._look_again.timeout.connect(self.refresh)
        self._count_soon = QTimer(self, interval=COUNT_MS, singleShot=True)
        self._count_soon.timeout.connect(self._rank)
        self._count_soon.start()
        self.share.counted.connect(lambda _: self._show_end())
        live.changed.connect(self._on_changed)
        for timer in (self._look_again, self._count_soon):
            live.closing.connect(timer.stop)

    @property
    def title(self) -> str:
        return self.tr("Review")

    @property
    def question(self) -> str:
        """What is asked; "" while nothing is."""
        return self._shown.words if self._now is not None else ""

    @property
    def done(self) -> bool:
        """Whether there is nothing to ask."""
        return self._loaded and self._now is None and not self._rankings.busy

    def refresh(self) -> None:
        """Ranks anew."""
        self._rank()
        self.share.ask()

    def _rank(self) -> None:
        self._count_soon.stop()
        self._rankings.ask(self, partial(ranking, later=frozenset(self._later)), self._on_ranking)

    # --- building ---------------------------------------------------------------------------------

    def _make_actions(self) -> None:
        """Letters answer; while a name is typed they are the field's, and the second keys work."""
        self.yes_action = answer_action(
            self, self.tr("Yes, the same person"), "check", ["Y"], lambda: self._say("same")
        )
        self.no_action = answer_action(self, self.tr("No, two people"), "cross", ["N"], lambda: self._say("different"))
        self.unsure_action = answer_action(self, self.tr("Not sure"), "question", ["S"], lambda: self._say("unsure"))
        self.undo_action = answer_action(self, self.tr("Undo"), "undo", ["Z"], self.undo)
        self.name_action = answer_action(self, self.tr("Name…"), "pencil", ["Return"], self._on_name)
        self.later_action = answer_action(self, self.tr("Later"), "right", ["L", "Ctrl+L"], self._on_later)
        self.ignore_action = answer_action(self, self.tr("Nobody I know"), "hide", ["X", "Ctrl+I"], self._on_ignore)
        self.photo_action = answer_action(self, self.tr("Show the photo"), "photo", ["Space"], self._on_photo)

    def actions(self) -> list[QAction]:
        """For the menu: what can be answered, and what helps."""
        pair = [self.yes_action, self.no_action, self.unsure_action]
        name = [self.name_action, self.later_action, self.ignore_action]
        return [*pair, *name, self.photo_action, self.undo_action]

    def _arrange(self) -> None:
        self._end = ReviewEnd(AnswerButton(self.undo_action, "Z"))
        self._end.people_wanted.connect(self.people_wanted)
        self._end.unnamed_wanted.connect(self.unnamed_wanted)
        self._end.later_wanted.connect(self._on_later_wanted)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._shown)
        self._pages.addWidget(self._end)
        column = QVBoxLayout(self)
        column.setContentsMargins(style.GAP_HUGE, style.GAP_LARGE, style.GAP_HUGE, style.GAP_LARGE)
        column.setSpacing(style.GAP)
        column.addWidget(self.share)
        column.addWidget(self._pages, 1)
        self._show_question(None)

    def _answer_buttons(self) -> AnswerButtons:
        return AnswerButtons(
            [
                AnswerButton(self.yes_action, "Y", look="primary"),
                AnswerButton(self.no_action, "N"),
                AnswerButton(self.unsure_action, "S"),
            ],
            [
                AnswerButton(self.name_action, "Return"),
                AnswerButton(self.later_action, "L", typing="Ctrl+L"),
                AnswerButton(self.ignore_action, "X", typing="Ctrl+I"),
            ],
            AnswerButton(self.undo_action, "Z", typing="Ctrl+Z", look="flat"),
        )

    # --- what the library says --------------------------------------------------------------------

    def _on_ranking(self, ranking: Ranking) -> None:
        self.counted.emit(ranking.count, ranking.more)
        if not self.isVisible():  # what is asked then would be settled, or its field closed, when the page is opened
            return
        self._loaded = True
        self._put_off = ranking.later
        # A ranking that was under way when "later" was pressed knows nothing of it.
        fresh = [asked for asked in ranking.questions if asked.right is not None or not asked.shows(self._later)]
        here = self._now
        if self._doubted and here is not None and here.keys not in [asked.keys for asked in fresh]:
            here = self._now = None
        self._doubted = False
        self._next = deque(asked for asked in fresh if here is None or asked.keys != here.keys)
        if here is None:
            self._show_next()

    def _on_changed(self, changes: Changes) -> None:
        self.share.note(changes)
        self._enable_undo()
        if self._answering or not (changes.people or changes.faces or changes.everything):
            return
        if not self.isVisible():
            self._on_changed_unseen(changes)
            return
        self.share.on_changes(changes)
        if changes.everything:  # the worker's: what is asked stays, and new photos may bring more to ask
            self._follow()
            if not self._next and not self._look_again.isActive():
                self._look_again.start()
        else:  # an edit elsewhere: what is asked may be settled
            self._now = None
            self.refresh()

    def _follow(self) -> None:
        """The faces that are asked about may be in other groups now. Where the question is settled, another comes."""
        if self._now is not None:
            self._now = self._live.ask_now(partial(followed, asked=self._now))
            if self._now is None:
                self.refresh()

    def _on_changed_unseen(self, changes: Changes) -> None:
        self._doubted = True
        if not changes.everything:
            self._now = None
            self._next.clear()
        if not self._count_soon.isActive():
            self._count_soon.start()

    # --- asking -----------------------------------------------------------------------------------

    def _show_next(self) -> None:
        """The first of those that wait that is not settled yet."""
        asked = None
        while self._next and asked is None:
            asked = self._live.ask_now(partial(followed, asked=self._next.popleft()))
        self._show_question(asked)

    def _show_question(self, asked: Asked | None) -> None:
        self._now = asked
        self.editor.cancel()
        self.doubt.hide()
        self._enable_answers()
        self._pages.setCurrentIndex(0 if asked is not None else 1)
        self._show_end()
        self._shown.show_question(asked)
        if asked is not None:
            self.setAccessibleName(self._shown.spoken)
            if asked.right is None:
                QTimer.singleShot(0, self._open_field)

    def _show_end(self) -> None:
        looking = not self._loaded or self._rankings.busy
        self._end.show_end(self.share.share, looking=looking, later=self._put_off)

    def _enable_answers(self) -> None:
        asked = self._now
        self._enable(pair=asked is not None and asked.right is not None, name=asked is not None and asked.right is None)

    def _enable(self, *, pair: bool, name: bool) -> None:
        for action in (self.yes_action, self.no_action, self.unsure_action):
            action.setEnabled(pair)
        for action in (self.name_action, self.later_action, self.ignore_action):
            action.setEnabled(name)
        self.photo_action.setEnabled(pair or name)
        self._enable_undo()

    def _enable_undo(self) -> None:
        """As in the menu."""
        self.undo_action.setEnabled(self._live.next_undo() is not None)

    # --- answering --------------------------------------------------------------------------------

    def _say(self, said: Said) -> None:
        self._follow()  # the worker may have grouped anew a moment ago
        asked = self._now
        if asked is None or asked.right is None:
            return
        left, right = ([face.face_id for face in side.faces[:MOST]] for side in asked.sides)
        settled = asked.keys if said == "same" else set()
        self._do(asked, settled, answer, asked.left.key, asked.right.key, said, shown=(left, right))

    def _do(self, asked: Asked, settled: set[str], make: Callable[..., Edit], *args: object, **kwargs: object) -> None:
        """Answers, and goes on; `settled` are those who have become somebody else."""
        self._answering = True
        changes = self._live.do(make, *args, **kwargs)
        self._answering = False
        if changes is not None:
            self._answered.append((self._live.ask_now(Queries.newest_edit), asked))
        kept = asked.left.key if asked.right is not None and asked.left.key.startswith("p") else ""
        self._drop(settled - {kept})
        self.refresh()
        self._show_next()

    def _drop(self, settled: set[str]) -> None:
        """Until the next ranking is there: nothing about those who are settled, nor about those they resemble."""
        alike = {key for one in self._next if not one.keys.isdisjoint(settled) for key in one.keys}
        self._next = deque(one for one in self._next if one.keys.isdisjoint(alike | settled))

    def _open_field(self) -> None:
        """The cursor is ready for the name, also where the page was left and opened again."""
        if not self.editor.isVisible():
            self._on_name()

    def _on_name(self) -> None:
        """The field for the name, under the faces; where it is open, what stands in it is taken."""
        asked = self._now
        if asked is None or asked.right is not None or not self.isVisible():
            return
        if self.editor.isVisible():
            self.editor.commit()
            return
        people = self._live.ask_now(lambda queries: queries.names())
        place = self._shown.field_place(self)
        self.editor.edit(
            place, text="", people=people, purpose="move", hint=self.tr("Name"), says="{name}", offers=False
        )

    def _on_editor_opened(self) -> None:
        self.name_action.setShortcuts([QKeySequence()])  # Enter is the editor's now
        self._shown.buttons.show_keys(typing=True)

    def _on_editor_closed(self) -> None:
        self.name_action.setShortcuts([QKeySequence("Return")])
        self._shown.buttons.show_keys(typing=False)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name(self, name: str) -> None:
        if self._now is not None:
            self._do(self._now, self._now.keys, edits.name, self._keys_now(self._now), name, may_share=True)

    def _keys_now(self, asked: Asked) -> list[str]:
        return self._live.ask_now(partial(nameless_keys, side=asked.left)) or [asked.left.key]

    def _name_same(self, person_id: int) -> None:
        """At once, unless a photo shows them beside each other: then it is shown, and the keys are the question's."""
        asked = self._now
        if asked is None:
            return
        self.doubt.ask(
            [asked.left.key],
            lambda stays: self._do(asked, asked.keys, edits.merge, self._keys_now(asked), into=stays),
            into=f"p{person_id}",
            sure=True,
        )
        if self.doubt.isVisible():
            self._enable(pair=False, name=False)

    def _on_doubt_closed(self) -> None:
        """The same is asked on, or the next."""
        self._enable_answers()
        QTimer.singleShot(0, self, self._open_field)

    def _on_ignore(self) -> None:
        if self._now is not None:
            self._do(self._now, self._now.keys, edits.set_state, self._keys_now(self._now), "ignored")

    def _on_later(self) -> None:
        if self._now is not None:
            self._later.update(face.face_id for face in self._now.faces)
            self._put_off += 1
            self._show_next()
            if self._now is None:
                self._rank()  # there may be more than were looked at

    def _on_later_wanted(self) -> None:
        """Now is later."""
        self._later.clear()
        self._rank()

    @property
    def answering(self) -> bool:
        """Whether what changes now is an answer, or taken back as one: the next question says enough."""
        return self._answering

    @property
    def can_undo(self) -> bool:
        """Whether the last thing that was done is an answer of this page."""
        return bool(self._answered) and self._answered[-1][0] == self._live.ask_now(Queries.newest_edit)

    def undo(self) -> None:
        """Takes the last answer back, and asks again; what was done elsewhere is taken back as everywhere."""
        if not self.can_undo:
            self._live.undo_soon()
            return
        self._answering = True
        undone = self._live.undo()
        self._answering = False
        _, asked = self._answered.pop()
        if undone is None:
            return
        if self._now is not None:
            self._next.appendleft(self._now)
        self.refresh()
        self._show_question(asked)

    # --- the photographs --------------------------------------------------------------------------

    def _on_photo(self) -> None:
        if self._now is not None:
            self._open_photo(self._now.faces[0].photo_id)

    def _open_photo(self, photo_id: int) -> None:
        if self._now is None:
            return
        self.photo_opened.emit(photo_id, list(dict.fromkeys(face.photo_id for face in self._now.faces)))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """While there is a field, one types into it, however the page was come to."""
        super().focusInEvent(event)
        if self.editor.isVisible():
            self.editor.line.setFocus(event.reason())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
        QTimer.singleShot(0, self._open_field)
