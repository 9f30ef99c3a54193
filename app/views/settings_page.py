"""Language, look, how faces are found and put together, the library's place, backup, and what is known and deleted.

One card for each; the page brings them what the library is made of, and passes on what leads beyond it.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app import style
from app.live_library import LiveLibrary
from app.views.settings_leaning import LeaningCard
from app.views.settings_library import LibraryCard
from app.views.settings_look import LookCard
from app.views.settings_pack import PackCard
from app.views.settings_privacy import PrivacyCard
from app.views.settings_video import VideoCard
from core.records import Changes
from core.store.inventory import Inventory, inventory
from core.store.queries import Queries

LOOK_AGAIN_MS = 2000  # while photos come in, or faces are looked at again
WIDEST = 640  # pixels of a card: longer lines are hard to read


class SettingsPage(QWidget):
    """The page "Settings"."""

    said = Signal(str)  # a sentence for a notice
    look_chosen = Signal(str)  # "light", "dark" or ""
    language_chosen = Signal(str)  # "en", "ko" or "" for the system's
    look_again_wanted = Signal()  # the worker has a pack to change to
    group_again_wanted = Signal()
    restore_wanted = Signal(Path)
    move_wanted = Signal(Path)
    delete_wanted = Signal()

    def __init__(self, live: LiveLibrary, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self.look = LookCard(settings)
        self.leaning = LeaningCard(live)
        self.pack = PackCard(live)
        self.library = LibraryCard(live)
        self.video = VideoCard(live)
        self.privacy = PrivacyCard(live)
        self._look_again = QTimer(self, interval=LOOK_AGAIN_MS, singleShot=True)
        self._look_again.timeout.connect(self.refresh)
        live.changed.connect(self._on_changed)
        self._arrange()
        self._connect()
        self._make_actions()

    @property
    def title(self) -> str:
        return self.tr("Settings")

    def actions(self) -> list[QAction]:
        """For the menu: what one does here, not what one chooses."""
        return list(self._actions)

    def refresh(self) -> None:
        """Asks what the library is made of."""
        self._live.work(inventory, self._on_inventory)
        self._live.ask(Queries.names, self.privacy.show_names)
        self.look.show_look()

    def leave(self) -> None:
        """A question that was not answered is not asked any more."""
        self.privacy.ask_to_delete(False)
        self.library.ask(False)
        self.leaning.leave()

    def stand_like(self, other: SettingsPage) -> None:
        """Shows the same part of the page, which is written in another language, with the keyboard on the language."""
        self._area.verticalScrollBar().setValue(other._area.verticalScrollBar().value())
        self.look.language.setFocus()

    def _arrange(self) -> None:
        heading = QLabel(self.title)
        heading.setProperty("look", "title")
        heading.setContentsMargins(style.GAP_HUGE, style.GAP_LARGE, style.GAP_HUGE, style.GAP_SMALL)
        area = self._area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(heading)
        page.addWidget(area, 1)
        cards = QWidget(area)
        cards.setMaximumWidth(WIDEST + 2 * style.GAP_HUGE)
        area.setWidget(cards)
        column = QVBoxLayout(cards)
        column.setContentsMargins(style.GAP_HUGE, 0, style.GAP_HUGE, style.GAP_HUGE)
        column.setSpacing(style.GAP)
        for card in (self.look, self.leaning, self.pack, self.video, self.library, self.privacy):
            column.addWidget(card)  # last: Qt goes through all parts anew for each box that they are put into
        column.addStretch()

    def _connect(self) -> None:
        for card in (self.pack, self.video, self.library, self.privacy):
            card.said.connect(self.said)
        self.look.look_chosen.connect(self.look_chosen)
        self.look.language_chosen.connect(self.language_chosen)
        self.leaning.leaned.connect(self.group_again_wanted)
        self.pack.switched.connect(self._on_switched)
        self.video.brought.connect(self.look_again_wanted)
        self.library.asked.connect(lambda: QTimer.singleShot(0, self, self._show_question))
        self.library.restore_wanted.connect(self.restore_wanted)
        self.library.move_wanted.connect(self.move_wanted)
        self.privacy.delete_wanted.connect(self.delete_wanted)

    def _show_question(self) -> None:
        """The buttons below it may lie below the page's edge."""
        self._area.ensureWidgetVisible(self.library.no_button)

    def _make_actions(self) -> None:
        self._actions: list[QAction] = []
        library = self.library
        buttons: list[QPushButton] = [library.open_button, library.backup_button, library.restore_button]
        for button in (*buttons, library.move_button):
            action = QAction(button.text(), self)
            action.setEnabled(button.isEnabled())
            action.triggered.connect(button.click)
            self._actions.append(action)

    def _on_inventory(self, found: Inventory) -> None:
        for card in (self.leaning, self.pack, self.library):
            card.show_inventory(found)

    def _on_changed(self, changes: Changes) -> None:
        if changes.everything and self.isVisible() and not self._look_again.isActive():
            self._look_again.start()

    def _on_switched(self) -> None:
        self.refresh()
        self.look_again_wanted.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
