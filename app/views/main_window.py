"""The frame: sidebar, pages, menus, notices. It knows the pages by name and what leads from one to the next.

Everything a page can do lives with the page; the window only lists the page's actions in its menu.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

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
from app.views.failed_page import FailedPage
from app.views.folders_page import FoldersPage
from app.views.notice_room import room_for_notice
from app.views.people_page import PeoplePage
from app.views.person_page import PersonPage
from app.views.photo_view import PhotoView
from app.views.photos_page import PhotosPage
from app.views.review_page import ReviewPage
from app.views.seldom_seen import show_seldom_seen
from app.views.settings_page import SettingsPage
from app.views.unnamed_page import UnnamedPage
from app.views.welcome_page import WelcomePage
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

SMALLEST = (900, 600)
BEGIN_MS = 1000  # after the window is there the worker takes a core: the first page has been painted by then


LISTED = ("people", "review", "photos", "unnamed", "folders", "failed", "settings")  # in the menu, by their keys

Page = PeoplePage | ReviewPage | PersonPage | PhotosPage | UnnamedPage | FoldersPage | FailedPage | SettingsPage
GRIDS = (PeoplePage, PersonPage, PhotosPage, UnnamedPage)


class MainWindow(QMainWindow):
    """One window on one library."""

    sample_wanted = Signal()

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
        self.people = PeoplePage(live, crops, indexing)
        self.person = PersonPage(live, crops)
        self.review = ReviewPage(live, crops)
        self.photos = PhotosPage(live, crops)
        self.unnamed = UnnamedPage(live, crops)
        self.folders = FoldersPage(live)
        self.failed = FailedPage(live, indexing)
        self.settings = SettingsPage(live, self._settings)
        self.photo = PhotoView(live, crops)
        self.welcome = WelcomePage(live)
        self.sidebar = Sidebar(indexing)
        self._content = QStackedWidget()
        self._browse = QWidget()
        self._stack = QStackedWidget()
        self._pages: dict[str, Page] = {
            "people": self.people,
            "review": self.review,
            "person": self.person,
            "photos": self.photos,
            "unnamed": self.unnamed,
            "folders": self.folders,
            "failed": self.failed,
            "settings": self.settings,
        }
        self._back_to = "people"
        self._begin = QTimer(self, interval=BEGIN_MS, singleShot=True)
        self._begin.timeout.connect(self._on_begin)
        self._arrange()
        self.notice = Notice(self, lambda: room_for_notice(self, self._stack, self.sidebar))
        self.notice.follow(self.sidebar)
        self.sidebar.follow(self)
        EditNotices(live, self.notice, review=self.review, person=self.person.edits, open_page=self.open_page)
        self._runs = RunNotices(indexing, self.notice.say, self)
        self._watch = FolderWatch(live, self)
        self._task_bar = TaskBar(self, indexing)
        listed = [(name, self._pages[name].title) for name in LISTED]
        self._menus = WindowMenus(self, listed, str(self._settings.value("look", "")))
        self._connect_menus()
        self._connect()
        self._counts = StandingQuestion(live, _folders_and_failures, self._on_counts)
        self._restore()

    @property
    def page(self) -> Page:
        """The page that is open."""
        return next(page for page in self._pages.values() if page is self._content.currentWidget())

    @property
    def page_name(self) -> str:
        """Its name: people, review, person, photos, unnamed, folders, failed or settings."""
        return next(name for name, page in self._pages.items() if page is self.page)

    @property
    def showing_photo(self) -> bool:
        return self._stack.currentWidget() is self.photo

    def open_page(self, where: str) -> None:
        """Opens one of the pages, or somebody (person:p3), or a photo (photo:12)."""
        kind, _, what = where.partition(":")
        if kind == "person" and what:
            self.person.show_person(what)
        elif kind == "photo" and what.isdecimal():
            self._open_photo(int(what), [int(what)])
            return
        page = self._pages.get(kind, self.people)
        if page is not self.page and isinstance(self.page, (PeoplePage, PhotosPage, SettingsPage)):
            self.page.leave()
        self._content.setCurrentWidget(page)
        self._stack.setCurrentWidget(self._browse)
        self.sidebar.show_page("people" if page is self.person else self.page_name)
        if page is not self.person:
            page.refresh()
            self._back_to = self.page_name
        self.memory.note_page("people" if page is self.person else self.page_name)
        self._list_actions()
        self.notice.place()
        self._focus_page()

    def add_folder(self, path: str) -> None:
        """Takes a folder into the library and begins to look through it."""
        added = self._live.do(edits.add_folder, path_to_sql(path)) is not None
        if added and self._stack.currentWidget() is self.welcome:
            self.open_page("people")

    # --- building ---------------------------------------------------------------------------------

    def _arrange(self) -> None:
        for page in self._pages.values():
            self._content.addWidget(page)
        row = QHBoxLayout(self._browse)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addWidget(self._content, 1)
        for widget in (self._browse, self.photo, self.welcome):
            self._stack.addWidget(widget)
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
            (menus.report, self._on_report),
            (menus.newer, self._on_newer),
            (menus.keys, self._on_keys),
            (menus.about, self._on_about),
            *((action, partial(self.open_page, name)) for name, action in menus.pages.items()),
            *((action, partial(self._on_look, name)) for name, action in menus.looks.items()),
        )
        for action, slot in wiring:
            connect(action, slot)

    def _connect(self) -> None:
        self._menus.actions_wanted.connect(self._list_actions)
        self.sidebar.page_wanted.connect(self.open_page)
        self.people.person_opened.connect(lambda key: self.open_page(f"person:{key}"))
        self.people.zoomed.connect(self.person.set_zoom)
        self.person.zoom_wanted.connect(self.people.step_zoom)
        self.person.closed.connect(lambda: self.open_page(self._back_to))
        self.person.photo_opened.connect(self._open_photo)
        self.person.photos_wanted.connect(self._on_photos_wanted)
        self.review.photo_opened.connect(self._open_photo)
        self.review.counted.connect(self.sidebar.show_questions)
        self.review.people_wanted.connect(self._on_people_wanted)
        self.review.unnamed_wanted.connect(lambda: self.open_page("unnamed"))
        self.photos.photo_opened.connect(self._open_photo)
        self.unnamed.photo_opened.connect(self._open_photo)
        self.folders.look_wanted.connect(self._runs.look)
        self.settings.look_chosen.connect(self._on_look)
        self.photos.said.connect(self.notice.say)
        self.settings.said.connect(self.notice.say)
        self.settings.look_again_wanted.connect(self._indexing.start)
        self.settings.group_again_wanted.connect(self._indexing.group_now)
        self.photo.face_drawn.connect(self._indexing.group_now)
        self.photo.closed.connect(self._on_photo_closed)
        self.photo.person_opened.connect(lambda key: self.open_page(f"person:{key}"))
        self.welcome.folder_chosen.connect(self.add_folder)
        self.welcome.sample_wanted.connect(self.sample_wanted)
        self._live.failed.connect(self.say)
        self._live.changed.connect(self._on_changed)
        self._indexing.failed.connect(self.say)
        self._stack.currentChanged.connect(self._on_stack)
        self._watch.changed.connect(self._indexing.start)

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
        welcoming = self._stack.currentWidget() is self.welcome
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
        self.settings.look.show_look()

    def _on_report(self) -> None:
        from app.views.problem_report import ProblemReport

        ProblemReport(self._live.folder, self).open()

    def _on_newer(self) -> None:
        from app.views.newer_version import NewerVersionBox
        from core.updates import releases_page

        NewerVersionBox(releases_page(), self).open()

    def _on_keys(self) -> None:
        from app.views.keys_box import KeysBox  # as below

        pages = [(self._pages[name].title, self._pages[name].actions()) for name in LISTED]
        one = [(self.tr("A person"), self.person.actions()), (self.tr("A photo"), self.photo.actions())]
        KeysBox([*self._menus.places(), *pages, *one], self).open()

    def _on_about(self) -> None:
        from app.views.about import AboutBox  # which reads what is installed

        AboutBox(self).open()

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
        if self._only_look:
            self.photo.faces_action.trigger()  # nobody is there to hover over the faces

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self._counts.ask)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.memory.keep()
        super().closeEvent(event)


def _folders_and_failures(queries: Queries) -> tuple[bool, int]:
    return bool(queries.folders()), len(queries.failed()) + len(queries.problems())
