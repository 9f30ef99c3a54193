"""When somebody was born: a small card with a date, over the head of their page. Enter keeps it, Escape leaves."""

from __future__ import annotations

import re

from PySide6.QtCore import QDate, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app import style, words
from core.people.birthdays import YEAR

EXAMPLE = "2012-03-25"
EARLIEST = 1000  # years before are slips of the finger
ROOM = 44  # pixels of the field beside what is written in it


class BirthdayEditor(QFrame):
    """Opened with `edit`; `chosen` gives an ISO date, or "" for none."""

    chosen = Signal(str)
    closed = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._corner = QPoint()
        self.setProperty("look", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._question = QLabel(self)
        self._question.setProperty("look", "heading")
        self.day = QLineEdit(self)  # Qt's own field for dates takes "3/5/2012" for the first of January
        self.day.setPlaceholderText(words.day(EXAMPLE))
        self.day.setAccessibleName(self.tr("Birthday"))
        self.wrong = QLabel(self)
        self.wrong.hide()
        self.keep = QPushButton(self.tr("Keep"), self)
        self.keep.setProperty("look", "primary")
        self.keep.clicked.connect(self._on_keep)
        self.forget = QPushButton(self.tr("Not known"), self)
        self.forget.clicked.connect(lambda: self._finish(""))
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.setProperty("look", "flat")
        cancel.clicked.connect(self.cancel)
        row = self._row = QHBoxLayout()
        row.setSpacing(style.GAP_SMALL)
        for widget in (self.day, self.keep, self.forget, cancel):
            row.addWidget(widget)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(style.GAP_LARGE, style.GAP, style.GAP_LARGE, style.GAP)
        column.addWidget(self._question)
        column.addLayout(row)
        column.addWidget(self.wrong)
        self.hide()

    def edit(self, corner: QPoint, day: str, name: str) -> None:
        """Opens with its upper left corner there, as far as the page has room."""
        self._question.setText(
            self.tr("When was {name} born?").format(name=name) if name else self.tr("When was this person born?")
        )
        self.day.setText(words.day(day) if day else "")
        self.wrong.hide()
        self.forget.setVisible(bool(day))
        self._corner = corner
        self._place()
        self.show()
        self.raise_()
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)
        self.day.selectAll()

    def _place(self) -> None:
        """As large as it needs, inside the page. A hidden card's layout still knows the size of when it was seen."""
        self.day.ensurePolished()
        written = max(self.day.fontMetrics().horizontalAdvance(text) for text in (self.day.text(), words.day(EXAMPLE)))
        self.day.setMinimumWidth(written + ROOM)
        for layout in (self._row, self._column):
            layout.invalidate()
        self._column.activate()
        page = self.parentWidget()
        assert page is not None
        place = QRect(self._corner, self._column.totalSizeHint())
        place.moveRight(min(place.right(), page.width() - style.GAP))
        self.setGeometry(place)

    def cancel(self) -> None:
        """Closes without a word."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Who goes to another page has left it: as with Escape."""
        super().hideEvent(event)
        if not event.spontaneous() and not self.isHidden():
            self.hide()
            self.closed.emit()

    def _on_keep(self) -> None:
        day = read_birthday(self.day.text())
        if not day:
            example = words.day(EXAMPLE)
            self._refuse(self.tr("Please write the day like this: {example}, or the year").format(example=example))
        elif day > QDate.currentDate().toString(Qt.DateFormat.ISODate):
            self._refuse(self.tr("This lies in the future."))
        else:
            self._finish(day)

    def _refuse(self, why: str) -> None:
        self.wrong.setText(why)
        self.wrong.show()
        self._place()
        self.day.selectAll()

    def _finish(self, day: str) -> None:
        self.cancel()
        self.chosen.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, QPushButton):
                focused.click()
            else:
                self._on_keep()
        else:
            super().keyPressEvent(event)


def read_birthday(text: str) -> str:
    """An ISO date, or a year where only that was written; "" where it is neither."""
    year = text.strip()
    if YEAR.fullmatch(year):
        return year if int(year) > EARLIEST else ""
    day = read_day(text)
    return "" if day is None else day.toString(Qt.DateFormat.ISODate)


def read_day(text: str) -> QDate | None:
    """The day that somebody wrote in the order of their language, or year, month, day; None where it is none."""
    numbers = [int(part) for part in re.findall(r"\d+", text)]
    order = [letter for letter in dict.fromkeys(words.day_format()) if letter in "yMd"]
    if len(numbers) != len(order):
        return None
    if numbers[0] > max(31, numbers[-1]):
        order = ["y", "M", "d"]
    part = dict(zip(order, numbers, strict=True))
    day = QDate(part["y"], part["M"], part["d"])
    return day if day.isValid() and day.year() > 31 else None
