"""The menu bar: everything the window can do can be found here, with its key, whatever page is open.

What a page can do lives with the page; the menu "Actions" lists it while the page is open.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from app import icons, words
from core.people.draft import Edit

Keys = QKeySequence.StandardKey | str


class WindowMenus(QObject):
    """Made once; the window connects its actions."""

    actions_wanted = Signal()  # the menu of the page's actions is about to be seen

    def __init__(self, window: QMainWindow, pages: Sequence[tuple[str, str]], look: str) -> None:
        """`pages`: (name, title) of those that can be opened from everywhere; `look` is the chosen one."""
        super().__init__(window)
        self._window = window
        self.pages: dict[str, QAction] = {}
        self.looks: dict[str, QAction] = {}
        bar = window.menuBar()
        self._make_file_menu(bar.addMenu(self.tr("&File")))
        self._make_edit_menu(bar.addMenu(self.tr("&Edit")))
        self._make_view_menu(bar.addMenu(self.tr("&View")), pages, look)
        self._actions = bar.addMenu(self.tr("&Actions"))
        self._actions.aboutToShow.connect(self.actions_wanted)
        self._nothing = QAction(self.tr("Nothing to do on this page"), window)
        self._nothing.setEnabled(False)
        self._make_help_menu(bar.addMenu(self.tr("&Help")))

    def places(self) -> list[tuple[str, list[QAction]]]:
        """The titles of the menus and what is in them, but for that of the page's actions."""
        menus = [action.menu() for action in self._window.menuBar().actions()]
        found = [menu for menu in menus if isinstance(menu, QMenu) and menu is not self._actions]
        return [(menu.title(), menu.actions()) for menu in found]

    def list_actions(self, actions: Sequence[QAction]) -> None:
        """What can be done on the page that is open. The menu stays where it is, even with nothing in it."""
        self._actions.clear()
        self._actions.addActions(list(actions) or [self._nothing])

    def name_undo(self, undo: Edit | None, redo: Edit | None) -> None:
        """Says in the menu what would be taken back, and what done again."""
        self.undo.setEnabled(undo is not None)
        self.redo.setEnabled(redo is not None)
        self.undo.setText(self.tr("&Undo “{edit}”").format(edit=words.done(undo)) if undo else self.tr("&Undo"))
        self.redo.setText(self.tr("&Redo “{edit}”").format(edit=words.done(redo)) if redo else self.tr("&Redo"))

    def _make_file_menu(self, menu: QMenu) -> None:
        self.add_folder = self._add(menu, self.tr("&Add a folder…"), "Ctrl+O")
        self.look_again = self._add(menu, self.tr("&Look for new photos"), "F5")
        self.names = self._add(menu, self.tr("&Names and other programs…"))
        menu.addSeparator()
        self.quit = self._add(menu, self.tr("&Quit"), QKeySequence.StandardKey.Quit)

    def _make_edit_menu(self, menu: QMenu) -> None:
        self.undo = self._add(menu, self.tr("&Undo"), QKeySequence.StandardKey.Undo)
        self.redo = self._add(menu, self.tr("&Redo"), QKeySequence.StandardKey.Redo)
        keys = dict.fromkeys([self.redo.shortcut().toString(), "Ctrl+Shift+Z", "Ctrl+Y"])  # the system's own first
        self.redo.setShortcuts([QKeySequence(key) for key in keys])
        self.undo.setIcon(icons.icon("undo"))
        self.redo.setIcon(icons.icon("redo"))
        self.undo.setIconText(self.tr("Undo"))  # what the sheet of keys says, whatever would be taken back
        self.redo.setIconText(self.tr("Redo"))
        menu.addSeparator()
        self.select_all = self._add(menu, self.tr("Select &all"), QKeySequence.StandardKey.SelectAll)
        self.find = self._add(menu, self.tr("&Find a name"), QKeySequence.StandardKey.Find)

    def _make_view_menu(self, menu: QMenu, pages: Sequence[tuple[str, str]], look: str) -> None:
        for number, (name, title) in enumerate(pages, start=1):
            self.pages[name] = self._add(menu, title, f"Ctrl+{number}")
        menu.addSeparator()
        self.larger = self._add(menu, self.tr("&Larger"), QKeySequence.StandardKey.ZoomIn)
        self.smaller = self._add(menu, self.tr("&Smaller"), QKeySequence.StandardKey.ZoomOut)
        menu.addSeparator()
        group = QActionGroup(self)
        for name, text in (("", self.tr("As the system")), ("light", self.tr("Light")), ("dark", self.tr("Dark"))):
            action = self._add(menu, text)
            action.setCheckable(True)
            action.setChecked(name == look)
            group.addAction(action)
            self.looks[name] = action

    def _make_help_menu(self, menu: QMenu) -> None:
        self.keys = self._add(menu, self.tr("&Keys"))
        self.keys.setShortcuts([QKeySequence(QKeySequence.StandardKey.HelpContents), QKeySequence("Ctrl+/")])
        menu.addSeparator()
        self.report = self._add(menu, self.tr("&Report a problem…"))
        self.newer = self._add(menu, self.tr("&Look for a newer version…"))
        self.newer.setVisible(False)
        menu.addSeparator()
        self.about = self._add(menu, self.tr("&About Familiar"))
        menu.aboutToShow.connect(self._on_help)

    def _on_help(self) -> None:
        """Only what was published somewhere can be asked for there."""
        from core.updates import releases_page  # which the start can do without

        self.newer.setVisible(bool(releases_page()))

    def _add(self, menu: QMenu, text: str, keys: Keys = "") -> QAction:
        action = QAction(text, self._window)
        if keys:
            action.setShortcut(QKeySequence(keys))
        menu.addAction(action)
        return action


def connect(action: QAction, slot: Callable[[], object]) -> None:
    """Without `checked`."""
    action.triggered.connect(lambda: slot())
