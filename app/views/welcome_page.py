"""The first page of somebody who has no folder yet: one sentence, one button."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app import icons, style
from app.folder_dialog import ask_for_folder, pictures_folder
from app.live_library import LiveLibrary
from app.widgets.folder_drop import FolderDrop
from app.widgets.icon_label import IconLabel
from core.store.queries import Queries

DRAWING: Final = 132  # pixels
TEXT_WIDTH: Final = 460
PROMISE_WIDTH: Final = 540  # two lines, of about one length


class WelcomePage(FolderDrop):
    """Says what the program does and how to begin."""

    folder_chosen = Signal(str)
    sample_wanted = Signal()

    def __init__(self, live: LiveLibrary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choose_button = QPushButton(self.tr("Choose a folder"))
        self.choose_button.setProperty("look", "primary")
        self.choose_button.setMinimumSize(220, 40)
        self.choose_button.clicked.connect(self.choose)
        self.pictures_button = QPushButton()
        self.pictures_button.setProperty("look", "flat")
        self.pictures_button.clicked.connect(self._on_pictures_wanted)
        self.sample_button = QPushButton(self.tr("Try with the sample album"))
        self.sample_button.setProperty("look", "link")
        self.sample_button.clicked.connect(self.sample_wanted)
        self.sample_button.hide()
        self._arrange()
        self._offer_pictures()
        self.folder_dropped.connect(self.folder_chosen)
        live.ask(_sample_available, self._on_sample_known)

    @property
    def title(self) -> str:
        return self.tr("Welcome")

    def refresh(self) -> None:
        """Looks again whether there is a Pictures folder."""
        self._offer_pictures()

    def choose(self) -> None:
        """Asks the user for a folder with the system's own dialog."""
        ask_for_folder(self, self.tr("Choose a folder with photos"), self.folder_chosen.emit)

    def _arrange(self) -> None:
        drawing = QLabel()
        drawing.setPixmap(self._drawing())
        heading = QLabel(self.tr("Find the people in your photos"))
        heading.setProperty("look", "title")
        sentence = QLabel(
            self.tr(
                "Show Familiar a folder of photographs. It gathers the faces, puts those of one person together, "
                "and asks you who they are."
            )
        )
        sentence.setProperty("look", "quiet")
        sentence.setWordWrap(True)
        sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        sentence.setFixedWidth(TEXT_WIDTH)
        sentence.setMinimumHeight(sentence.heightForWidth(TEXT_WIDTH))
        self._hint = QLabel(self.tr("You can also drop a folder here."))
        self._hint.setProperty("look", "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(style.GAP_HUGE, style.GAP_HUGE, style.GAP_HUGE, style.GAP_HUGE)
        column.addStretch(2)
        parts = [drawing, heading, sentence, self.choose_button, self.pictures_button, self.sample_button, self._hint]
        gaps = [style.GAP_LARGE, style.GAP_SMALL, style.GAP_HUGE, style.GAP_SMALL, 0, style.GAP, 0]
        for part, gap in zip(parts, gaps, strict=True):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
            column.addSpacing(gap)
        column.addStretch(3)
        column.addWidget(self._promise(), 0, Qt.AlignmentFlag.AlignHCenter)

    def _drawing(self) -> QPixmap:
        return icons.picture("familiar", QSize(DRAWING, DRAWING), ratio=self.devicePixelRatioF())

    def _promise(self) -> QWidget:
        text = QLabel(
            self.tr(
                "Everything stays on this computer. "
                "Your photos are only read, never changed, unless you ask Familiar to write names into them."
            )
        )
        text.setProperty("look", "quiet")
        text.setWordWrap(True)
        text.setFixedWidth(PROMISE_WIDTH)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.GAP_SMALL)
        row.addWidget(IconLabel("lock", style.ICON_SMALL))
        row.addWidget(text)
        return line

    def _offer_pictures(self) -> None:
        self._pictures = pictures_folder()
        self.pictures_button.setVisible(self._pictures is not None)
        text = self.tr("Use my Pictures folder ({path})").format(path=self._pictures)
        self.pictures_button.setText(text.replace("&", "&&"))

    def _on_pictures_wanted(self) -> None:
        self.folder_chosen.emit(str(self._pictures))

    def _on_sample_known(self, available: bool) -> None:
        self.sample_button.setVisible(available)


def _sample_available(queries: Queries) -> bool:  # noqa: ARG001
    # Asked on the background thread: it loads the codecs, which would hold up the first window.
    from core.photos.sample_sources import sample_sources_available

    return sample_sources_available()
