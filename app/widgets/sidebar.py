"""The left edge of the window: where to go, and at its foot what the worker is doing."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app import icons, style, words
from app.indexing import Indexing
from core.records import Progress


class Sidebar(QWidget):
    """Emits the name of the page that is wanted."""

    page_wanted = Signal(str)

    def __init__(self, indexing: Indexing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(style.SIDEBAR_WIDTH)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(style.GAP_SMALL, style.GAP, style.GAP_SMALL, style.GAP)
        column.setSpacing(2)
        for name, icon, text in (
            ("people", "people", self.tr("People")),
            ("review", "question", self.tr("Review")),
            ("photos", "photos", self.tr("Photos")),
            ("unnamed", "unnamed", self.tr("Unnamed")),
            ("folders", "folder", self.tr("Folders")),
            ("failed", "warning", self.tr("Could not read")),
        ):
            column.addWidget(self._button(name, icon, text))
        column.addStretch(1)
        column.addWidget(self._button("settings", "settings", self.tr("Settings")))
        self.strip = IndexingStrip(indexing, self)
        column.addWidget(self.strip)
        self.show_failed(0)

    def _button(self, name: str, icon: str, text: str) -> QPushButton:
        button = QPushButton(icons.icon(icon), text, self)
        button.setIconSize(QSize(style.ICON, style.ICON))
        button.setCheckable(True)
        button.clicked.connect(lambda: self.page_wanted.emit(name))
        self._group.addButton(button)
        self._buttons[name] = button
        return button

    def show_page(self, name: str) -> None:
        """Marks the page that is open."""
        if name in self._buttons:
            self._buttons[name].setChecked(True)

    def free_room(self) -> QRect:
        """Where there is nothing: between the pages and the settings."""
        pages = [button for name, button in self._buttons.items() if name != "settings" and not button.isHidden()]
        top = max(button.geometry().bottom() for button in pages) + style.GAP
        bottom = self._buttons["settings"].geometry().top() - style.GAP
        return QRect(style.GAP_SMALL, top, self.width() - 2 * style.GAP_SMALL, bottom - top)

    def show_questions(self, count: int, more: bool) -> None:
        """Shows how many questions wait on the Review page, or that there are more."""
        says = f"{style.number(count)}+" if more else style.number(count)
        text = self.tr("Review  {count}").format(count=says) if count else self.tr("Review")
        self._buttons["review"].setText(text)

    def show_failed(self, count: int) -> None:
        """Shows how many photos could not be read; with none the page has no entry."""
        button = self._buttons["failed"]
        button.setVisible(count > 0)
        button.setText(self.tr("Could not read  {count}").format(count=style.number(count)))


class IndexingStrip(QWidget):
    """ "1,240 of 5,300 photos · 3,210 faces · about 6 min left", pause and stop. Hidden while nothing runs.

    It counts all photos and faces of the library, not those of this run alone: after a restart the count goes on where
    it was.
    """

    def __init__(self, indexing: Indexing, parent: QWidget) -> None:
        super().__init__(parent)
        self._indexing = indexing
        self._title = QLabel(self)
        self._photos = QLabel(self)
        self._rest = QLabel(self)
        for label in (self._photos, self._rest):
            label.setProperty("look", "small")
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._pause = self._tool("pause", self.tr("Pause"))
        self._pause.clicked.connect(self._on_pause)
        self._stop = self._tool("stop", self.tr("Stop"))
        self._stop.clicked.connect(indexing.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(style.GAP_SMALL, 0, 0, 0)
        column.setSpacing(style.GAP_TINY)
        line = QHBoxLayout()
        line.setSpacing(0)
        line.addWidget(self._title, 1)
        line.addWidget(self._pause)
        line.addWidget(self._stop)
        column.addLayout(line)
        column.addWidget(self._bar)
        column.addWidget(self._photos)
        column.addWidget(self._rest)
        indexing.progressed.connect(self._on_progressed)
        indexing.paused_changed.connect(self._on_paused)
        indexing.finished.connect(self.hide)
        self.setVisible(indexing.running)

    def _tool(self, icon: str, text: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("look", "flat")
        button.setIcon(icons.icon(icon))
        button.setIconSize(QSize(style.ICON_SMALL, style.ICON_SMALL))
        button.setToolTip(text)
        button.setAccessibleName(text)
        return button

    def _on_progressed(self, progress: Progress) -> None:
        self.setVisible(progress.stage not in ("finished", "stopped"))
        self._title.setText(self._stage(progress))
        known = progress.total > 0 and progress.before is not None
        before = progress.before or 0
        done, total = before + progress.done, before + progress.total
        self._bar.setRange(0, total if known else 0)
        self._bar.setValue(done if known else 0)
        count = self.tr("{done} of {photos}").format(done=style.number(done), photos=words.photos(total))
        self._photos.setText(count if known else "")
        self._rest.setText(self._details(progress) if known else "")
        self.setAccessibleName(", ".join((self._title.text(), self._photos.text(), self._rest.text())))

    def _stage(self, progress: Progress) -> str:
        if self._indexing.paused:
            return self.tr("Paused")
        return {
            "starting": self.tr("Getting ready…"),
            "scanning": self.tr("Looking for photos…"),
            "grouping": self.tr("Sorting faces…"),
        }.get(progress.stage, self.tr("Looking for faces…"))

    def _details(self, progress: Progress) -> str:
        faces = progress.faces_before + progress.faces
        parts = [words.faces(faces)] if faces else []
        if progress.seconds_left is not None and not self._indexing.paused:
            parts.append(words.time_left(progress.seconds_left))
        return " · ".join(parts)

    def _on_pause(self) -> None:
        if self._indexing.paused:
            self._indexing.resume()
        else:
            self._indexing.pause()

    def _on_paused(self, paused: bool) -> None:
        self._pause.setIcon(icons.icon("play" if paused else "pause"))
        says = self.tr("Go on") if paused else self.tr("Pause")
        self._pause.setToolTip(says)
        self._pause.setAccessibleName(says)
        if self._indexing.running:
            self._title.setText(self.tr("Paused") if paused else self.tr("Looking for faces…"))
