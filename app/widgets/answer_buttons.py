"""The row of large buttons under a question, each with its key.

While a name is typed the letters are the field's, so the buttons name the keys that work then.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app import icons, style

HEIGHT = 36


def answer_action(page: QWidget, text: str, icon: str, keys: Sequence[str], slot: Callable[[], object]) -> QAction:
    """Something that can be answered on this page, by any of these keys."""
    action = QAction(icons.icon(icon), text, page)
    action.setShortcuts([QKeySequence(key) for key in keys])
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.triggered.connect(lambda: slot())
    page.addAction(action)
    return action


class AnswerButton(QPushButton):
    """Does an action, and says so with its key; `typing` is the one that works while a name is typed."""

    def __init__(self, action: QAction, key: str, *, typing: str = "", look: str = "") -> None:
        super().__init__(action.icon(), "")
        self._action = action
        self._key, self._typing = key, typing or key
        self.setAccessibleName(action.text())
        self.setMinimumHeight(HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the cursor in the field
        if look:
            self.setProperty("look", look)
        if look == "primary":
            self.setIcon(icons.icon("check", colour=style.colour("on_accent")))
        self.show_key(typing=False)
        self.clicked.connect(action.trigger)
        action.changed.connect(lambda: self.setEnabled(action.isEnabled()))

    def show_key(self, *, typing: bool) -> None:
        """Names the key that works now."""
        wanted = QKeySequence(self._typing if typing else self._key)
        key = wanted.toString(QKeySequence.SequenceFormat.NativeText)
        self.setText(f" {self._action.text()}  ({key})")
        self.setToolTip(f"{self._action.text()} ({key})")


class AnswerButtons(QWidget):
    """Two sets, of which one is shown: for pairs, and for names, whose first opens the field; Undo beside both."""

    def __init__(self, pair: Sequence[AnswerButton], name: Sequence[AnswerButton], undo: AnswerButton) -> None:
        super().__init__()
        self._pair, self._name, self._undo = list(pair), list(name), undo
        self._for_name = self._typing = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.GAP_SMALL)
        row.addStretch(1)
        for button in (*self._pair, *self._name, undo):
            row.addWidget(button)
        row.addStretch(1)

    def show_for(self, *, name: bool) -> None:
        """The buttons of a question for a name, or of one about a pair."""
        self._for_name = name
        self._show()

    def show_keys(self, *, typing: bool) -> None:
        """Names the keys that work now; the button that opens the field goes while it is open."""
        self._typing = typing
        for button in (*self._name, self._undo):
            button.show_key(typing=typing)
        self._show()

    def _show(self) -> None:
        for button in self._pair:
            button.setVisible(not self._for_name)
        for place, button in enumerate(self._name):
            button.setVisible(self._for_name and (place > 0 or not self._typing))
