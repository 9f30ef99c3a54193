"""The pages of a window by their names.

People are to be seen soon after the start: what nobody begins with, and has many parts, is made when it is wanted
first, or a moment after the first picture (`make_one_more`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import QCoreApplication, QObject, QSettings, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.indexing import Indexing
from app.live_library import LiveLibrary
from app.previews import CropLoader
from app.views.failed_page import FailedPage
from app.views.folders_page import FoldersPage
from app.views.people_page import PeoplePage
from app.views.person_page import PersonPage
from app.views.photo_view import PhotoView
from app.views.photos_page import PhotosPage
from app.views.review_page import ReviewPage
from app.views.unnamed_page import UnnamedPage
from app.views.welcome_page import WelcomePage

if TYPE_CHECKING:
    from app.views.settings_page import SettingsPage

    Page = PeoplePage | ReviewPage | PersonPage | PhotosPage | UnnamedPage | FoldersPage | FailedPage | SettingsPage

Made = TypeVar("Made", bound=QWidget)

LISTED = ("people", "review", "photos", "unnamed", "folders", "failed", "settings")  # in the menu, by their keys
LATER = ("person", "photo", "settings", "welcome")


class Pages(QObject):
    """Those of one window: six are there from the beginning, and `made` tells of each of the others.

    They lie in `content`, beside the sidebar; a photo and the welcome take all of the window's room (`whole`). Each is
    made in its place: put there afterwards, Qt would go through all its parts once more.
    """

    made = Signal(str)  # name

    def __init__(
        self,
        live: LiveLibrary,
        crops: CropLoader,
        indexing: Indexing,
        settings: QSettings,
        *,
        content: QStackedWidget,
        whole: QStackedWidget,
    ) -> None:
        super().__init__(content)
        self._live, self._crops, self._remembered = live, crops, settings
        self._content, self._whole = content, whole
        self.people = PeoplePage(live, crops, indexing)
        self.review = ReviewPage(live, crops)
        self.photos = PhotosPage(live, crops)
        self.unnamed = UnnamedPage(live, crops)
        self.folders = FoldersPage(live)
        self.failed = FailedPage(live, indexing)
        self._there: dict[str, QWidget] = {
            "people": self.people,
            "review": self.review,
            "photos": self.photos,
            "unnamed": self.unnamed,
            "folders": self.folders,
            "failed": self.failed,
        }
        for page in self._there.values():
            content.addWidget(page)

    @property
    def person(self) -> PersonPage:
        return self._wanted("person", lambda: PersonPage(self._live, self._crops, self._content), self._content)

    @property
    def photo(self) -> PhotoView:
        return self._wanted("photo", lambda: PhotoView(self._live, self._crops, self._whole), self._whole)

    @property
    def settings(self) -> SettingsPage:
        def make() -> SettingsPage:
            from app.views.settings_page import SettingsPage  # with all its cards

            return SettingsPage(self._live, self._remembered, self._content)

        return self._wanted("settings", make, self._content)

    @property
    def welcome(self) -> WelcomePage:
        return self._wanted("welcome", lambda: WelcomePage(self._live, self._whole), self._whole)

    def called(self, name: str) -> Page:
        """A page by its name, People where there is none of that name."""
        if name in ("person", "settings"):
            return self.person if name == "person" else self.settings
        return self.people if name in ("photo", "welcome") else cast("Page", self._there.get(name, self.people))

    def is_it(self, name: str, widget: QWidget | None) -> bool:
        """Whether this is the page of that name. Makes none."""
        return widget is not None and self._there.get(name) is widget

    def name_of(self, widget: QWidget | None) -> str:
        """The name of a page."""
        return next(name for name, page in self._there.items() if page is widget)

    def has(self, name: str) -> bool:
        """Whether it was made."""
        return name in self._there

    def make_one_more(self) -> bool:
        """Makes one of those that are missing; False where none is."""
        missing = next((name for name in LATER if not self.has(name)), "")
        if missing:
            getattr(self, missing)
        return bool(missing)

    def listed(self) -> list[tuple[str, str]]:
        """(name, title) of those that can be opened from everywhere."""
        settings = QCoreApplication.translate("SettingsPage", "Settings")
        return [(name, settings if name == "settings" else self.called(name).title) for name in LISTED]

    def _wanted(self, name: str, make: Callable[[], Made], place: QStackedWidget) -> Made:
        if name not in self._there:
            self._there[name] = page = make()
            place.addWidget(page)
            self.made.emit(name)
        return cast("Made", self._there[name])
