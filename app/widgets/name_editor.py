"""The one place where a name is typed: over a cover, in a person's header, above the bar of a selection.

Offers existing names by the beginning of any word, in a list inside the editor, which opens upwards where there is no
room below. Where a face is given to somebody, the list says so in words, and the row that Enter takes is marked. A name
that somebody has already is never merged silently: the editor asks, in the same place, and turning to anything else
answers nothing. What is typed is not lost by clicking elsewhere: that counts as Enter.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QIcon, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app import names, style
from app.cover_icons import CoverIcons
from app.widgets.elsewhere import Elsewhere
from app.widgets.name_choices import MOST_HELD, Choice, NameChoices

Purpose = Literal["name", "merge", "move"]

NARROWEST = 150


def _no_doubt(person_id: int) -> str:  # noqa: ARG001
    return ""


class NameEditor(QFrame):
    """Opened with `edit`; ends with one of its signals and `closed`."""

    committed = Signal(str, bool)  # a name; whether somebody else may have it already
    same_chosen = Signal(int, str)  # the person, existing, who is meant
    opened = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget, covers: CoverIcons | None = None) -> None:
        """With `covers`, the names that are offered have faces."""
        super().__init__(parent)
        self._covers = covers
        self.setProperty("look", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._room = parent
        self._purpose: Purpose = "name"
        self._names: Mapping[int, str] = {}
        self._own: tuple[int | None, str] = (None, "")  # who the face is by a guess, and what a yes says
        self._doubt: Callable[[int], str] = _no_doubt
        self._faceless: Collection[int] = ()
        self._before = ""
        self._buttons: list[QPushButton] = []
        self._line = QLineEdit(self)
        self._line.setAccessibleName(self.tr("Name"))
        self._line.textEdited.connect(self._on_edited)
        self._line.returnPressed.connect(self._on_return)
        self._line.installEventFilter(self)
        self.choices = NameChoices(self)
        self.choices.taken.connect(self._on_taken)
        if covers is not None:
            covers.came.connect(lambda: self.choices.show_faces(self._icon_of))
        self._place_wanted = QRect()
        self._says = "{name}"
        self._upwards = False
        self._question = QLabel(self)
        self._question.setWordWrap(True)
        self._elsewhere = Elsewhere(self)
        self._elsewhere.turned.connect(self.leave_question)
        self._answers = QHBoxLayout()
        self._answers.setSpacing(style.GAP_SMALL)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(*(style.GAP_TINY,) * 4)
        self._box.setSpacing(style.GAP_SMALL)
        self._box.addWidget(self._line)
        self._box.addWidget(self.choices)
        self._box.addWidget(self._question)
        self._box.addLayout(self._answers)
        self.hide()

    @property
    def line(self) -> QLineEdit:
        return self._line

    @property
    def question(self) -> str:
        """What it asks just now; "" while a name is being typed."""
        return self._question.text() if self._question.isVisible() else ""

    def answers(self) -> list[QPushButton]:
        """The buttons below the question."""
        return list(self._buttons)

    def edit(
        self,
        place: QRect,
        *,
        text: str,
        people: Mapping[int, str],
        purpose: Purpose = "name",
        hint: str = "",
        typed: str = "",
        says: str = "{name}",
        offers: bool = True,
        upwards: bool = False,
        own: tuple[int | None, str] = (None, ""),
        doubt: Callable[[int], str] = _no_doubt,
    ) -> None:
        """Opens at `place` (in the parent's coordinates). `people` are those who may be meant, by id.

        `text` is there to be replaced; `typed` was typed already and is not. `says` is what choosing somebody does, for
        instance "Add this face to {name}". Where `offers`, everybody is offered before a letter is typed;
        `upwards` puts the list above the field, where what is below it is to stay seen. `own` is who it is already by a
        guess, and the words for a yes, which come first. `doubt` says what speaks against the same one being meant.
        """
        self._faceless = () if self._covers is None else self._covers.faceless()
        order = sorted(people, key=lambda number: (number != own[0], number in self._faceless))
        self._purpose, self._names, self._before = purpose, {number: people[number] for number in order}, text
        self._own, self._doubt = own, doubt
        self._says, self._place_wanted, self._upwards = says, place, upwards
        self.choices.show_choices([])
        self._ask("", [])
        self._line.setText(typed or text)
        self._line.setPlaceholderText(hint or self.tr("Name"))
        self._place()
        self.show()
        self.raise_()
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.opened.emit()
        if typed:
            self._on_edited(typed)
        else:
            self._line.selectAll()
            if purpose != "name" and offers:
                self._on_edited("")

    def cancel(self) -> None:
        """Closes without a word."""
        self._close()

    def leave_question(self) -> None:
        """Closes if it asks something: what it asks about may be other than it was."""
        if self.question:
            self._close()

    # --- typing -----------------------------------------------------------------------------------

    def _on_edited(self, text: str) -> None:
        if self.question:
            self._ask("", [])
        self.choices.show_choices(self._choices(text))
        self._place()

    def _choices(self, text: str) -> list[Choice]:
        """Existing names that match; where faces are given away, somebody new as the last one."""
        if not text.strip() and self._purpose == "name":
            return []
        offered = [
            name for number, name in self._names.items() if number not in self._faceless or names.same(name, text)
        ]
        found = [
            Choice(self._words_for(name), name, names.same(name, text), self._icon_of(name))
            for name in names.completions(offered, text)[:MOST_HELD]
        ]
        if self._purpose == "move" and text.strip() and not any(choice.taken_by_enter for choice in found):
            found.append(Choice(self.tr("Somebody new: {name}").format(name=text.strip()), text, taken_by_enter=True))
        return found

    def _words_for(self, name: str) -> str:
        """What choosing this name does."""
        own, yes = self._own
        return yes if own is not None and names.same(name, self._names.get(own, "")) else self._says.format(name=name)

    def _icon_of(self, name: str) -> QIcon:
        """The face of whoever has this name first, as choosing it means them."""
        person = next((number for number, other in self._names.items() if names.same(other, name)), None)
        if self._covers is None or person is None:
            return QIcon()
        return self._covers.icon(person, self.devicePixelRatioF())

    def _on_taken(self, name: str) -> None:
        self._line.setText(name)
        self.commit()

    def _on_return(self) -> None:
        chosen = self.choices.chosen_by_hand
        if chosen:
            self._line.setText(chosen)
        self.commit()

    def commit(self) -> None:
        text = self._line.text().strip()
        if not self.isVisible() or self.question:
            return
        if not text or (self._purpose == "name" and text == self._before):
            self._close()
            return
        known = [person_id for person_id, name in self._names.items() if names.same(name, text)]
        if self._purpose == "name":
            self._commit_name(text, known)
        elif known:
            self._finish_same(known[0], self._names[known[0]])
        elif self._purpose == "move":
            self._finish(text, may_share=False)
        else:
            self._ask(self.tr("Nobody is called {name}.").format(name=text), [])
            self._line.selectAll()

    def _commit_name(self, text: str, known: list[int]) -> None:
        if not known:
            self._finish(text, may_share=False)
            return
        name = self._names[known[0]]
        doubt = self._doubt(known[0])
        merge = QPushButton(self.tr("Merge"), self)
        merge.clicked.connect(lambda: self._finish_same(known[0], name))
        other = QPushButton(self.tr("Another {name}").format(name=name), self)
        other.clicked.connect(lambda: self._finish(text, may_share=True))
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.clicked.connect(self._close)
        ready = cancel if doubt else merge  # where a photo speaks against it, one Enter more must not merge
        ready.setProperty("look", "primary")
        question = self.tr("Is this the same {name}?").format(name=name)
        self._ask(f"{question} {doubt}".rstrip(), [merge, other, cancel], ready=ready)

    # --- asking -----------------------------------------------------------------------------------

    def _ask(self, question: str, buttons: list[QPushButton], *, ready: QPushButton | None = None) -> None:
        """`ready` is the button that Enter presses."""
        for old in self._buttons:
            self._answers.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = buttons
        for button in buttons:
            button.installEventFilter(self)
            self._answers.addWidget(button)
            button.show()
        self._question.setText(question)
        self._question.setVisible(bool(question))
        self._line.setReadOnly(bool(buttons))
        self._elsewhere.watch(bool(buttons))
        if question:
            self.choices.show_choices([])
        if self.isVisible():
            self._place()
        if ready is not None:
            ready.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        """Over the wanted place, inside the parent, as large as it needs; upwards where there is no room below."""
        place, room = self._place_wanted, self._room.rect().adjusted(4, 4, -4, -4)
        self._box.activate()
        needed = max(self._box.minimumSize().width(), NARROWEST, self.choices.width_wanted())
        wide = min(max(place.width(), needed), room.width())
        high = self._box.heightForWidth(wide) if self._box.hasHeightForWidth() else self.sizeHint().height()
        too_low = place.top() + high > room.bottom() and place.center().y() > room.center().y()
        upwards = self._upwards or too_low
        ways = QVBoxLayout.Direction
        self._box.setDirection(ways.BottomToTop if upwards else ways.TopToBottom)
        top = min(place.bottom(), room.bottom()) - high if upwards else place.top()
        left = min(max(place.left(), room.left()), room.right() - wide)
        self.setGeometry(left, min(max(top, room.top()), room.bottom() - high), wide, high)

    # --- ending -----------------------------------------------------------------------------------

    def _finish(self, name: str, *, may_share: bool) -> None:
        self._close()
        self.committed.emit(name, may_share)

    def _finish_same(self, person_id: int, name: str) -> None:
        self._close()
        self.same_chosen.emit(person_id, name)

    def _close(self) -> None:
        self._elsewhere.watch(False)
        if self.isVisible():
            self.choices.show_choices([])
            self.hide()
            self.closed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Who goes to another page has left it: as with Escape."""
        super().hideEvent(event)
        if not event.spontaneous() and not self.isHidden():  # it went with its page; a minimised window's stays
            self._elsewhere.watch(False)
            self.choices.show_choices([])
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # the grid below must not open anybody
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            self._on_focus_out(watched, event.reason())
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return self._on_shortcut(watched, event)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_line_key(event) if watched is self._line else self._on_answer_key(watched, event)
        return super().eventFilter(watched, event)

    def _on_line_key(self, event: QKeyEvent) -> bool:
        """The arrows go through the list while the cursor stays in the field."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() not in steps or not self.choices.isVisible():
            return False
        self.choices.step(steps[Qt.Key(event.key())])
        return True

    def _on_shortcut(self, watched: QObject, event: QKeyEvent) -> bool:
        """Undo takes the question back, not what was done before it."""
        turns = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
        if watched is self._line or not self.question or not any(event.matches(turn) for turn in turns):
            return False
        event.accept()
        self._close()
        return True

    def _on_answer_key(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(watched, QPushButton):
            watched.click()
            return True
        return False

    def _on_focus_out(self, watched: QObject, reason: Qt.FocusReason) -> None:
        away = reason in (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.TabFocusReason)
        if not away or watched is not self._line or self.question:
            return
        if self._purpose == "name":
            self.commit()
        else:
            self._close()
