"""What the Help menu opens. Each box is imported when it is wanted: nobody begins with one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.views.pages import LISTED, Pages
from app.views.window_menus import WindowMenus, connect


class HelpBoxes(QObject):
    """Of one window."""

    def __init__(self, window: QWidget, folder: Path, pages: Pages, menus: WindowMenus) -> None:
        super().__init__(window)
        self._window, self._folder, self._pages, self._menus = window, folder, pages, menus
        connect(menus.keys, self._on_keys)
        connect(menus.report, self._on_report)
        connect(menus.newer, self._on_newer)
        connect(menus.about, self._on_about)

    def _on_keys(self) -> None:
        from app.views.keys_box import KeysBox

        pages = [(page.title, page.actions()) for page in map(self._pages.called, LISTED)]
        one = [(self.tr("A person"), self._pages.person.actions()), (self.tr("A photo"), self._pages.photo.actions())]
        KeysBox([*self._menus.places(), *pages, *one], self._window).open()

    def _on_report(self) -> None:
        from app.views.problem_report import ProblemReport

        ProblemReport(self._folder, self._window).open()

    def _on_newer(self) -> None:
        from app.views.newer_version import NewerVersionBox
        from core.updates import releases_page

        NewerVersionBox(releases_page(), self._window).open()

    def _on_about(self) -> None:
        from app.views.about import AboutBox  # which reads what is installed

        AboutBox(self._window).open()
