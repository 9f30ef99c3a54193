"""What stands in the place of a question where there is none: a small success, and where the rest can be named."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app import style
from app.widgets.icon_label import IconLabel
from app.widgets.review_share import Share


class ReviewEnd(QWidget):
    """Says what `show_end` is told; leads on to the pages of those who have no name."""

    people_wanted = Signal()
    unnamed_wanted = Signal()
    later_wanted = Signal()  # who was left for later is to be asked about now

    def __init__(self, undo: QPushButton, parent: QWidget | None = None) -> None:
        """`undo` takes the last answer back, here as on every question."""
        super().__init__(parent)
        self._words = QLabel()
        self._words.setProperty("look", "heading")
        self._more = QLabel()
        self._more.setProperty("look", "quiet")
        self._people = QPushButton(self.tr("Go to People"))
        self._people.clicked.connect(self.people_wanted)
        self._unnamed = QPushButton(self.tr("Go to Unnamed"))
        self._unnamed.clicked.connect(self.unnamed_wanted)
        self._later = QPushButton(self.tr("Ask me now"))
        self._later.setProperty("look", "primary")
        self._later.clicked.connect(self.later_wanted)
        ways = QHBoxLayout()
        ways.setSpacing(style.GAP_SMALL)
        for button in (self._later, self._people, self._unnamed, undo):
            ways.addWidget(button)
        column = QVBoxLayout(self)
        column.setSpacing(style.GAP)
        column.addStretch(1)
        column.addWidget(IconLabel("check", 2 * style.ICON), 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self._words, self._more):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addLayout(ways)
        line.addStretch(1)
        column.addLayout(line)
        column.addStretch(2)

    @property
    def words(self) -> str:
        """Both sentences."""
        return f"{self._words.text()} {self._more.text()}"

    def show_end(self, share: Share, *, looking: bool, later: int) -> None:
        """With what is left; `looking` while the next questions are still being found, `later` people were put off."""
        nameless = share.grouped + share.alone
        if looking:
            self._words.setText(self.tr("Looking for questions…"))
        elif later:
            self._words.setText(self.tr("%Ln person(s) wait for a name: you said Later.", "", later))
        elif nameless:
            self._words.setText(self.tr("No more questions just now."))
        else:
            self._words.setText(self.tr("Nothing more to ask. Well done!"))
        self._more.setText(self._where_all(share) if nameless else self.tr("Every face has a name."))
        self._more.setVisible(share.every > 0)
        self._later.setVisible(later > 0 and not looking)
        self._people.setVisible(share.grouped > 0)
        self._unnamed.setVisible(share.alone > 0)

    def _where_all(self, share: Share) -> str:
        """With the section that is folded, where some of them are there."""
        where = self._where(share)
        if share.rare:
            where += " " + self.tr("%Ln of them wait(s) under People, “Seldom seen”.", "", share.rare)
        return where

    def _where(self, share: Share) -> str:
        if not share.alone:
            return self.tr("%Ln face(s) have no name yet. You can name them on the People page.", "", share.grouped)
        if not share.grouped:
            return self.tr("%Ln single face(s) have no name yet. They are under Unnamed.", "", share.alone)
        return self.tr(
            "%Ln face(s) have no name yet: groups are on the People page, single faces under Unnamed.",
            "",
            share.grouped + share.alone,
        )
