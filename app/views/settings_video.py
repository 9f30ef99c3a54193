"""The part that opens videos, where the program was installed without it: what it is, where to get it, bringing it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from app.live_library import LiveLibrary
from app.widgets.card import Card, button, size
from core import video_part


class VideoCard(Card):
    """The card "Videos". Not to be seen where videos are opened without an extra part."""

    said = Signal(str)  # a sentence for a notice
    brought = Signal()  # videos can be looked through now

    def __init__(self, live: LiveLibrary) -> None:
        super().__init__(self.tr("Videos"))
        self._live = live
        self._part = video_part.offered()
        self._state = self.say(look="plain")
        self._how = self.say()
        self.page_button = button(self.tr("Open the page"), self._on_page)
        self.file_button = button(self.tr("Choose the file…"), self._on_file)
        self.remove_button = button(self.tr("Remove the part"), self._on_remove)
        self.add(self.page_button, self.file_button, self.remove_button)
        self._page = ""
        self.refresh()

    def refresh(self) -> None:
        """Shows whether the part is there."""
        self.setVisible(self._part is not None)
        if self._part is None:
            return
        from core.updates import releases_page  # and what is installed, which the start can do without

        self._page = releases_page()
        there = self._part.is_there
        self._state.setText(
            self.tr("Familiar looks through your videos, too.")
            if there
            else self.tr("To look through videos, Familiar needs an extra part of {size}.").format(
                size=size(self._part.size)
            )
        )
        self._how.setText(
            self.tr("Download the file {file} from the page where you found Familiar, then choose it here.").format(
                file=self._part.file
            )
        )
        self._how.setVisible(not there)
        self.page_button.setVisible(bool(self._page) and not there)
        self.file_button.setVisible(not there)
        self.remove_button.setVisible(there)

    def take_file(self, archive: Path) -> None:
        """Brings the part in from the file that the user has."""
        part = self._part
        if part is not None:
            self.file_button.setEnabled(False)
            self._live.work(
                lambda _: video_part.install(archive, part),
                lambda _: self._on_brought(),
                otherwise=lambda: self.file_button.setEnabled(True),
            )

    def _on_brought(self) -> None:
        self.file_button.setEnabled(True)
        self.refresh()
        self.said.emit(self.tr("Familiar can look through videos now."))
        self.brought.emit()

    def _on_page(self) -> None:
        QDesktopServices.openUrl(QUrl(self._page))

    def _on_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("The part for videos"), str(Path.home()))
        if chosen:
            self.take_file(Path(chosen))

    def _on_remove(self) -> None:
        if self._part is not None:
            video_part.remove(self._part)
            self.refresh()
