"""The line above the questions: how many of the faces have a name by now, moving as one answers."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from app import style
from app.live_library import LiveLibrary
from app.models.people_model import RARE, section_of
from app.standing_question import StandingQuestion
from core.records import Changes, Person
from core.store.queries import Queries

BAR_WIDTH = 160


@dataclass(frozen=True, slots=True)
class Share:
    """Faces by what is known of them. Those of people who were put aside without a name are left out."""

    named: int
    grouped: int  # without a name, in a group: on the People page
    alone: int  # without a name and like no other: on the page of the unnamed
    rare: int = 0  # of the grouped: in the folded section of those who are seldom seen

    @property
    def every(self) -> int:
        return self.named + self.grouped + self.alone

    @property
    def percent(self) -> int:
        return 100 * self.named // self.every if self.every else 0


def share_of(people: list[Person], faces: int) -> Share:
    """Out of everybody, and how many faces there are in all."""
    named = sum(person.faces for person in people if person.name)
    grouped = sum(person.faces for person in people if not person.name and person.state == "shown")
    rare = sum(person.faces for person in people if section_of(person) == RARE)
    return Share(named, grouped, faces - sum(person.faces for person in people), rare)


class ReviewShare(QWidget):
    """Counts on the background thread; quick after an answer."""

    counted = Signal(object)  # Share

    def __init__(self, live: LiveLibrary, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.share = Share(0, 0, 0)
        self._touched: set[int] | None = None  # by edits since the last count; None where all may have changed
        self._lock = threading.Lock()
        self._faces = 0
        self._words = QLabel()
        self._words.setProperty("look", "quiet")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(BAR_WIDTH)
        heading = QLabel(title)
        heading.setProperty("look", "title")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.GAP)
        row.addWidget(heading)
        row.addStretch(1)
        row.addWidget(self._words)
        row.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignVCenter)
        self._question = StandingQuestion(live, self._count, self._on_share)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def ask(self) -> None:
        self._question.ask()

    def note(self, changes: Changes) -> None:
        """Remembers what the next count has to look at."""
        only_words = changes.people and not changes.photos and not changes.everything
        with self._lock:
            self._touched = self._touched | changes.people if only_words and self._touched is not None else None

    def on_changes(self, changes: Changes) -> None:
        self._question.on_changes(changes)

    def _count(self, queries: Queries) -> Share:
        with self._lock:
            touched, self._touched = self._touched, set()
        if touched is None:
            self._faces = queries.counts()["faces"]
        return share_of(queries.people(touched), self._faces)

    def _on_share(self, share: Share) -> None:
        self.share = share
        self._bar.setRange(0, max(1, share.every))
        self._bar.setValue(share.named)
        self._words.setText(self.tr("{percent} % of the faces have a name").format(percent=share.percent))
        self._bar.setAccessibleName(self._words.text())
        self.counted.emit(share)
