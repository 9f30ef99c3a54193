"""One question on the Review page: its words, the faces it is about, what may be answered, and what that settles."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app import style
from app.previews import CropLoader
from app.questions import Asked
from app.widgets.answer_buttons import AnswerButtons
from app.widgets.review_side import ReviewSide, dividing_line, lines_of

FIELD_WIDTH, FIELD_HEIGHT = 300, 44


class ReviewQuestion(QWidget):
    """Two sides, or one where a name is asked for, with room for the field into which it is typed."""

    def __init__(self, crops: CropLoader, buttons: AnswerButtons) -> None:
        super().__init__()
        self.left, self.right = ReviewSide(crops, self), ReviewSide(crops, self)
        self.buttons = buttons
        self._words = QLabel()
        self._words.setProperty("look", "title")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._settles = QLabel()
        self._settles.setProperty("look", "quiet")
        self._between = dividing_line()
        self._arrange()

    @property
    def words(self) -> str:
        """What is asked."""
        return self._words.text()

    @property
    def settles(self) -> str:
        """What an answer does."""
        return self._settles.text()

    @property
    def spoken(self) -> str:
        """For screen readers: what is asked, and about whom."""
        facts = "; ".join(side.facts for side in (self.left, self.right) if side.shown)
        return f"{self.words} {facts}"

    def show_question(self, asked: Asked | None) -> None:
        """This one, or none."""
        lines = lines_of(asked.sides) if asked is not None else 1
        self.left.show_somebody(asked.left if asked else None, lines=lines)
        self.right.show_somebody(asked.right if asked else None, lines=lines)
        self.left.make_room(FIELD_HEIGHT if asked is not None and asked.right is None else 0)
        for widget in (self.right, self._between):
            widget.setVisible(asked is None or asked.right is not None)
        self.buttons.show_for(name=asked is not None and asked.right is None)
        if asked is not None:
            self._words.setText(self._words_of(asked))
            self._settles.setText(self.tr("This answer settles %Ln face(s).", "", asked.settles))

    def field_place(self, page: QWidget) -> QRect:
        """Where the field for a name goes, in the middle of the page: over the name that is not there yet."""
        top = self.left.mapTo(page, QPoint(0, self.left.name_place().top())).y()
        return QRect((page.width() - FIELD_WIDTH) // 2, top, FIELD_WIDTH, FIELD_HEIGHT)

    def _words_of(self, asked: Asked) -> str:
        if asked.right is None:
            return self.tr("Who is this?")
        name = asked.left.name or asked.right.name
        return self.tr("Is this {name}?").format(name=name) if name else self.tr("Is this the same person?")

    def _arrange(self) -> None:
        sides = QHBoxLayout()
        sides.setSpacing(style.GAP_HUGE)
        sides.addWidget(self.left, 1)
        sides.addWidget(self._between)
        sides.addWidget(self.right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, style.GAP, 0, 0)
        column.setSpacing(style.GAP_LARGE)
        column.addWidget(self._words, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(sides, 1)
        column.addWidget(self.buttons)
        column.addWidget(self._settles, 0, Qt.AlignmentFlag.AlignHCenter)
