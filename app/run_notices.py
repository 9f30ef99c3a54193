"""What the window says about looking through the folders: that it looks, and what came of it.

Copies of one photo count once, which surprises whoever counts files; so it is said, once, when a run ends.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from app import style, words
from app.indexing import Indexing
from core.records import Progress


class RunNotices(QObject):
    """Says what a run over the folders came to."""

    def __init__(self, indexing: Indexing, say: Callable[[str], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._indexing = indexing
        self._say = say
        self._asked = False  # whether the user waits for an answer
        self._last = Progress("starting")
        indexing.progressed.connect(self._on_progressed)
        indexing.finished.connect(self._on_finished)

    def look(self) -> None:
        """The user asks to look for new photos."""
        self._asked = True
        self._say(self.tr("Looking for new photos…"))
        self._indexing.start()

    def _on_progressed(self, progress: Progress) -> None:
        self._last = progress

    def _on_finished(self) -> None:
        last, self._last = self._last, Progress("starting")
        asked, self._asked = self._asked, False
        if last.stage != "finished":
            return  # stopped or failed: that is said elsewhere
        new = last.done - last.known - last.failed
        if last.done > 0:
            self._say(self._summary(new, last))
        elif asked:
            self._say(self.tr("There is nothing new: Familiar knows all photos in your folders."))

    def _summary(self, new: int, last: Progress) -> str:
        parts = [self.tr("Done: {photos}, {faces}.").format(photos=words.photos(new), faces=words.faces(last.faces))]
        if last.before:  # photos came to others, or an earlier run was cut short: what is said must not seem all
            parts = [
                self.tr("Done: {photos} now, {all} in all.").format(
                    photos=words.photos(new), all=style.number(last.before + new)
                )
            ]
        if last.known:
            parts.append(self.tr("%Ln file(s) are copies of these; copies count once.", "", last.known))
        if last.failed:
            parts.append(self.tr("%Ln could not be read.", "", last.failed))
        return " ".join(parts)
