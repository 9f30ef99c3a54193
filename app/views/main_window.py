"""The frame: sidebar, pages, menus, notices. It knows the pages by name and what leads from one to the next.

Everything a page can do lives with the page; the window only lists the page's actions in its menu.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from app import icons, reasons, style
from app.folder_dialog import ask_for_folder
from app.folder_watch import FolderWatch
from app.indexing import Indexing
from app.live_library import LiveLibrary
from app.previews import CropLoader
from app.run_notices import RunNotices
from app.standing_question import StandingQuestion
from app.task_bar import TaskBar
from app.views.edit_notices import EditNotices
from app.views.help_boxes import HelpBoxes
from app.views.notice_room import room_for_notice
from app.views.pages import Pages
from app.views.people_page import PeoplePage
from app.views.person_page import PersonPage
from app.views.photo_view import PhotoView
from app.views.photos_page import PhotosPage
from app.views.seldom_seen import show_seldom_seen
from app.views.unnamed_page import UnnamedPage
from app.views.window_memory import WindowMemory
from app.views.window_menus import WindowMenus, connect
from app.widgets.folder_drop import folders_of
from app.widgets.notice import Notice
from app.widgets.sectioned_view import SectionedView
from app.widgets.sidebar import Sidebar
from app.window_settings import window_settings
from core.people import edits
from core.records import Changes
from core.store.connection import path_to_sql
from core.store.queries import Queries

if TYPE_CHECKING:
    from app.views.pages import Page
    from app.views.settings_page import SettingsPage
    from app.views.welcome_page import WelcomePage

SMALLEST = (900, 600)
LATER_MS = 300  # after the window is there the other pages are made: the first one has been painted by then
BETWEEN_MS = 50  # after each of them the window takes what the user does
BEGIN_MS = 1000  # after the window is there the worker takes a core: the first page has been painted by then
GRIDS = (PeoplePage, PersonPage, PhotosPage, UnnamedPage)


class MainWindow(QMainWindow):
    """One window on one library."""

    sample_wanted = Signal()
    language_chosen = Signal(str)  # these four on the settings page
    restore_wanted = Signal(Path)
    move_wanted = Signal(Path)
    delete_wanted = Signal()

    def __init__(self, live: LiveLibrary, crops: CropLoader, indexing: Indexing, *, only_look: bool) -> None:
        """With `only_look` nothing is started and nothing remembered: for a screenshot."""
        super().__init__()
        self._live = live
        self._crops = crops
        self._indexing = indexing
        self._only_look = only_look
        self._started = False
        self._settings = window_settings(live.folder)
        self.memory = WindowMemory(self, self._settings, only_look=only_look)
        self.setWindowTitle("Familiar")
        self.setWindowIcon(icons.window_icon())
        self.setMinimumSize(*SMALLEST)
        self.setAcceptDrops(True)
        self._content, self._stack = QStackedWidget(), QStackedWidget()
        self.pages = Pages(live, crops, indexing, self._settings, content=self._content, whole=self._stack)
        self.people, self.review, self.photos = self.pages.people, self.pages.review, self.pages.photos
        self.unnamed, self.folders, self.failed = self.pages.unnamed, self.pages.folders, self.pages.failed
        self.sidebar = Sidebar(indexing)
        self._browse = QWidget()
        self._back_to = "people"
        self._begin = QTimer(self, interval=BEGIN_MS, singleShot=True)
        self._begin.timeout.connect(self._on_begin)
        self._later = QTimer(self, interval=LATER_MS, singleShot=True)
        self._later.timeout.connect(self._make_one_more)
        self._arrange()
        self.notice = Notice(self, lambda: room_for_notice(self, self._stack, self.sidebar))
        self.notice.follow(self.sidebar)
        self.sidebar.follow(self)
        self._edit_notices = EditNotices(live, self.notice, review=self.review, open_page=self.open_page)
        self._runs = RunNotices(indexing, self.notice.say, self)
        self._watch = FolderWatch(live, self)
        self._task_bar = TaskBar(self, indexing)
        self._menus = WindowMenus(self, self.pages.listed(), str(self._settings.value("look", "")))
        HelpBoxes(self, live.folder, self.pages, self._menus)
        self._connect_menus()
        self._connect()
        self._counts = StandingQuestion(live, _folders_and_failures, self._on_counts)
        self._restore()

    @property
    def person(self) -> PersonPage:
        return self.pages.person

    @property
    def settings(self) -> SettingsPage:
        return self.pages.settings

    @property
    def photo(self) -> PhotoView:
        return self.pages.photo

    @property
    def welcome(self) -> WelcomePage:
        return self.pages.welcome

    @property
    def page(self) -> Page:
        """The page that is open."""
        return self.pages.called(self.page_name)

    @property
    def page_name(self) -> str:
        """Its name: people, review, person, photos, unnamed, folders, failed or settings."""
        return self.pages.name_of(self._content.currentWidget())

    @property
    def showing_photo(self) -> bool:
        return self.pages.is_it("photo", self._stack.currentWidget())

    @property
    def _welcoming(self) -> bool:
        return self.pages.is_it("welcome", self._stack.currentWidget())

    def open_page(self, where: str) -> None:
        """Opens one of the pages, or somebody (person:p3), or a photo (photo:12)."""
        kind, _, what = where.partition(":")
        if kind == "person" and what:
            self.person.show_person(what)
        elif kind == "photo" and what.isdecimal():
            self._open_photo(int(what), [int(what)])
            return
        page = self.pages.called(kind)
        if page is not self.page:
            self._leave_page()
        self._content.setCurrentWidget(page)
        self._stack.setCurrentWidget(self._browse)
        self.sidebar.show_page("people" if isinstance(page, PersonPage) else self.page_name)
        if not isinstance(page, PersonPage):
            page.refresh()
            self._back_to = self.page_name
        self.memory.note_page("people" if isinstance(page, PersonPage) else self.page_name)
        self._list_actions()
        self.notice.place()
        self._focus_page()

    def _leave_page(self) -> None:
        if isinstance(self.page, (PeoplePage, PhotosPage)):
            self.page.leave()
        elif self.page_name == "settings":
            self.settings.leave()

    def add_folder(self, path: str) -> None:
        """Takes a folder into the library and begins to look through it."""
        added = self._live.do(edits.add_folder, path_to_sql(path)) is not None
        if added and self._welcoming:
            self.open_page("people")

    # --- building ---------------------------------------------------------------------------------

    def _arrange(self) -> None:
        row = QHBoxLayout(self._browse)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addWidget(self._content, 1)
        self._stack.addWidget(self._browse)
        self.setCentralWidget(self._stack)

    def _connect_menus(self) -> None:
        menus = self._menus
        wiring: tuple[tuple[QAction, Callable[[], object]], ...] = (
            (menus.add_folder, self._on_add_folder),
            (menus.look_again, self._runs.look),
            (menus.names, self.folders.exchange_names),
            (menus.quit, self.close),
            (menus.undo, self._on_undo),
            (menus.redo, self._live.redo_soon),
            (menus.select_all, self._on_select_all),
            (menus.find, self._on_find),
            (menus.larger, lambda: self._on_zoom(1)),
            (menus.smaller, lambda: self._on_zoom(-1)),
            *((action, partial(self.open_page, name)) for name, action in menus.pages.items()),
            *((action, partial(self._on_look, name)) for name, action in menus.looks.items()),
        )
        for action, slot in wiring:
            connect(action, slot)

    def _connect(self) -> None:
        self.pages.made.connect(self._on_made)
        self._menus.actions_wanted.connect(self._list_actions)
        self.sidebar.page_wanted.connect(self.open_page)
        self.people.person_opened.connect(lambda key: self.open_page(f"person:{key}"))
        self.review.photo_opened.connect(self._open_photo)
        self.review.counted.connect(self.sidebar.show_questions)
        self.review.people_wanted.connect(self._on_people_wanted)
        self.review.unnamed_wanted.connect(lambda: self.open_page("unnamed"))
        self.photos.photo_opened.connect(self._open_photo)
        self.unnamed.photo_opened.connect(self._open_photo)
        self.folders.look_wanted.connect(self._runs.look)
        self.photos.said.connect(self.notice.say)
        self._live.failed.connect(self.say)
        self._live.changed.connect(self._on_changed)
        self._indexing.failed.connect(self.say)
        self._stack.currentChanged.connect(self._on_stack)
        self._watch.changed.connect(self._indexing.start)

    def _on_made(self, name: str) -> None:
        """One of the pages that are made later is there."""
        {
            "person": self._connect_person,
            "photo": self._connect_photo,
            "settings": self._connect_settings,
            "welcome": self._connect_welcome,
        }[name]()

    def _connect_person(self) -> None:
        page = self.person
        page.set_zoom(self.people.zoom)
        self.people.zoomed.connect(page.set_zoom)
        page.zoom_wanted.connect(self.people.step_zoom)
        page.closed.connect(lambda: self.open_page(self._back_to))
        page.photo_opened.connect(self._open_photo)
        page.photos_wanted.connect(self._on_photos_wanted)
        self._edit_notices.follow(page.edits)

    def _connect_photo(self) -> None:
        self.photo.face_drawn.connect(self._indexing.group_now)
        self.photo.closed.connect(self._on_photo_closed)
        self.photo.person_opened.connect(lambda key: self.open_page(f"person:{key}"))
        if self._only_look:
            self.photo.faces_action.trigger()  # nobody is there to hover over the faces

    def _connect_settings(self) -> None:
        page = self.settings
        page.look_chosen.connect(self._on_look)
        page.said.connect(self.notice.say)
        page.look_again_wanted.connect(self._indexing.start)
        page.group_again_wanted.connect(self._indexing.group_now)
        page.language_chosen.connect(self.language_chosen)
        page.restore_wanted.connect(self.restore_wanted)
        page.move_wanted.connect(self.move_wanted)
        page.delete_wanted.connect(self.delete_wanted)

    def _connect_welcome(self) -> None:
        self.welcome.folder_chosen.connect(self.add_folder)
        self.welcome.sample_wanted.connect(self.sample_wanted)

    def _make_one_more(self) -> None:
        if self.pages.make_one_more():
            self._later.start(BETWEEN_MS)

    def say(self, sentence: str) -> None:
        """A sentence of core's, in the user's language."""
        self.notice.say(reasons.translated(sentence))

    # --- what happens -----------------------------------------------------------------------------

    def _on_changed(self, changes: Changes) -> None:
        self._name_undo()
        if changes.folders:
            self._indexing.start()
        elif not changes.everything:
            self._indexing.group_soon()
        if changes.everything:
            self._crops.look_again()
            self._counts.on_changes(changes)

    def _name_undo(self) -> None:
        self._menus.name_undo(self._live.next_undo(), self._live.next_redo())

    def _on_undo(self) -> None:
        """The Review page asks again what was answered last."""
        if self._reviewing:
            self.review.undo()
        else:
            self._live.undo_soon()

    @property
    def _reviewing(self) -> bool:
        return self.page is self.review and not self.showing_photo

    def _on_counts(self, counts: tuple[bool, int]) -> None:
        has_folders, failed = counts
        self.sidebar.show_failed(failed)
        self._menus.pages["failed"].setVisible(failed > 0)
        welcoming = self._welcoming
        if not has_folders and not welcoming and not self.showing_photo and self.page_name == "people":
            self._stack.setCurrentWidget(self.welcome)
        elif has_folders and welcoming:
            self.open_page("people")
        if has_folders and not self._started and not self._only_look:
            self._begin.start()
        self._started = True

    def _on_begin(self) -> None:
        if not self._indexing.looked:
            self._indexing.start()
        self._watch.start()

    def _on_people_wanted(self) -> None:
        """Those without a name may all be folded away."""
        self.open_page("people")
        left = self.review.share.share
        if left.rare == left.grouped:
            show_seldom_seen(self.people)

    def _on_stack(self) -> None:
        self._list_actions()
        self.notice.place()

    def _open_photo(self, photo_id: int, neighbours: object) -> None:
        self._stack.setCurrentWidget(self.photo)
        self.photo.show_photo(photo_id, neighbours)  # type: ignore[arg-type]

    def _on_photos_wanted(self, key: str) -> None:
        """All photos of somebody, where others can be added to the search."""
        self.open_page("photos")
        self.photos.search_bar.show_person(key)

    def _on_photo_closed(self) -> None:
        self._stack.setCurrentWidget(self._browse)
        if isinstance(self.page, GRIDS):
            self.page.grid.stand_on_photo(self.photo.photo_id)
        self._focus_page()

    def _focus_page(self) -> None:
        (self.page.grid if isinstance(self.page, GRIDS) else self.page).setFocus()

    def _list_actions(self) -> None:
        shown = self.photo if self.showing_photo else self.page
        self._menus.list_actions([action for action in shown.actions() if action.text()])

    def _on_add_folder(self) -> None:
        ask_for_folder(self, self.tr("Choose a folder of photos"), self.add_folder)

    def _on_select_all(self) -> None:
        focused, page = self.focusWidget(), self.page
        if isinstance(focused, SectionedView):  # of the page, or of what lies over it
            focused.selectAll()
        elif isinstance(page, (PeoplePage, PersonPage, UnnamedPage)) and not self.showing_photo:
            page.grid.selectAll()

    def _on_find(self) -> None:
        """The search of the page that is shown, where it has one; else that of People."""
        if self.showing_photo or not isinstance(self.page, (PeoplePage, PhotosPage)):
            self.open_page("people")
        if isinstance(self.page, (PeoplePage, PhotosPage)):
            self.page.search_name()

    def _on_zoom(self, steps: int) -> None:
        page = self.page if isinstance(self.page, (PhotosPage, UnnamedPage)) else self.people
        page.step_zoom(steps)

    def _on_look(self, name: str) -> None:
        """Chosen in the menu or on the settings page: both show it."""
        self._settings.setValue("look", name)
        style.choose(name)
        self._menus.looks[name].setChecked(True)
        if self.pages.has("settings"):
            self.settings.look.show_look()

    # --- folders dropped on the window ------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if folders_of(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        for path in folders_of(event.mimeData()):
            self.add_folder(path)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    # --- remembering ------------------------------------------------------------------------------

    def _restore(self) -> None:
        self.memory.restore()
        self._name_undo()
        self._on_stack()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self._counts.ask)
        self._later.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.memory.keep()
        super().closeEvent(event)


def _folders_and_failures(queries: Queries) -> tuple[bool, int]:
    return bool(queries.folders()), len(queries.failed()) + len(queries.problems())
