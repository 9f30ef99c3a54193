"""What the worker is doing, at the foot of the sidebar, with pause and stop."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QLabel, QProgressBar, QToolButton, QVBoxLayout, QWidget

from app import icons, reasons, style, words
from app.indexing import Indexing
from core.records import Progress


class IndexingStrip(QWidget):
    """ "1,240 of 5,300 photos · 3,210 faces · about 6 min left", pause and stop. Hidden while nothing runs
    or waits for room on the disk.

    It counts all photos and faces of the library, not those of this run alone: after a restart the count goes on where
    it was.
    """

    def __init__(self, indexing: Indexing, parent: QWidget) -> None:
        super().__init__(parent)
        self._indexing = indexing
        self._title = QLabel(self)
        self._photos = QLabel(self)
        self._count = ""  # what it said last of how far the work is
        self._rest = QLabel(self)
        self._rest.setWordWrap(True)
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
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(0)
        self._line.addWidget(self._title, 1)
        self._line.addWidget(self._pause)
        self._line.addWidget(self._stop)
        column.addLayout(self._line)
        column.addWidget(self._bar)
        column.addWidget(self._photos)
        column.addWidget(self._rest)
        indexing.progressed.connect(self._on_progressed)
        indexing.paused_changed.connect(self._on_paused)
        indexing.finished.connect(self._on_ended)
        indexing.waiting_changed.connect(self._on_ended)
        self._on_ended()

    def set_slim(self, slim: bool) -> None:
        """Without its words, which the tooltip says then."""
        for label in (self._title, self._photos, self._rest):
            label.setVisible(not slim)
        self._line.setDirection(QBoxLayout.Direction.TopToBottom if slim else QBoxLayout.Direction.LeftToRight)
        for button in (self._pause, self._stop):
            self._line.setAlignment(button, Qt.AlignmentFlag.AlignHCenter if slim else Qt.AlignmentFlag(0))
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(0 if slim else style.GAP_SMALL, 0, 0, 0)

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
        self._count = self._photos.text() or self._count
        details = self._details(progress) if known else []
        self._rest.setText("\n".join(details))  # each on a line of its own: together they may be wider than the sidebar
        self._say_all(details)

    def _on_ended(self) -> None:
        """A run is over, or waits for room on the disk, or waits no longer."""
        waiting = self._indexing.waiting
        self.setVisible(bool(waiting) or self._indexing.running)
        self._bar.setVisible(not waiting)
        self._show_pause(self.tr("Try again now"), "play") if waiting else self._show_pause(self.tr("Pause"), "pause")
        if waiting:
            self._title.setText(self.tr("Waiting for space"))
            self._photos.setText(self._count)
            self._rest.setText(reasons.translated(waiting))
            self._say_all([self._rest.text()])

    def _say_all(self, details: list[str]) -> None:
        said = [self._title.text(), self._photos.text(), *details]
        self.setAccessibleName(", ".join(said))
        self.setToolTip("\n".join(part for part in said if part))

    def _show_pause(self, says: str, icon: str) -> None:
        self._pause.setIcon(icons.icon(icon))
        self._pause.setToolTip(says)
        self._pause.setAccessibleName(says)

    def _stage(self, progress: Progress) -> str:
        if self._indexing.paused:
            return self.tr("Paused")
        return {
            "starting": self.tr("Getting ready…"),
            "scanning": self.tr("Looking for photos…"),
            "grouping": self.tr("Sorting faces…"),
        }.get(progress.stage, self.tr("Looking for faces…"))

    def _details(self, progress: Progress) -> list[str]:
        faces = progress.faces_before + progress.faces
        parts = [words.faces(faces)] if faces else []
        if progress.seconds_left is not None and not self._indexing.paused:
            parts.append(words.time_left(progress.seconds_left))
        return parts

    def _on_pause(self) -> None:
        if self._indexing.waiting:
            self._indexing.start()
        elif self._indexing.paused:
            self._indexing.resume()
        else:
            self._indexing.pause()

    def _on_paused(self, paused: bool) -> None:
        self._show_pause(self.tr("Go on"), "play") if paused else self._show_pause(self.tr("Pause"), "pause")
        if self._indexing.running:
            self._title.setText(self.tr("Paused") if paused else self.tr("Looking for faces…"))
