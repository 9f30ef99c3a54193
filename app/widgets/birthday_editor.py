"""When somebody was born: a small card with a date, over the head of their page. Enter keeps it, Escape leaves."""

from __future__ import annotations

from PySide6.QtCore import QDate, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDateEdit, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app import style, words

FIRST_LOOK = QDate(1990, 1, 1)  # where the field begins: the years of most people are near


class BirthdayEditor(QFrame):
    """Opened with `edit`; `chosen` gives an ISO date, or "" for none."""

    chosen = Signal(str)
    closed = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.setProperty("look", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._question = QLabel(self)
        self._question.setProperty("look", "heading")
        self.day = QDateEdit(self)
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat(words.day_format())
        self.day.setMaximumDate(QDate.currentDate())
        self.day.setAccessibleName(self.tr("Birthday"))
        self.keep = QPushButton(self.tr("Keep"), self)
        self.keep.setProperty("look", "primary")
        self.keep.clicked.connect(self._on_keep)
        self.forget = QPushButton(self.tr("Not known"), self)
        self.forget.clicked.connect(lambda: self._finish(""))
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.setProperty("look", "flat")
        cancel.clicked.connect(self.cancel)
        row = QHBoxLayout()
        row.setSpacing(style.GAP_SMALL)
        for widget in (self.day, self.keep, self.forget, cancel):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(style.GAP_LARGE, style.GAP, style.GAP_LARGE, style.GAP)
        column.addWidget(self._question)
        column.addLayout(row)
        self.hide()

    def edit(self, corner: QPoint, day: str, name: str) -> None:
        """Opens with its upper left corner there, as far as the page has room."""
        self._question.setText(
            self.tr("When was {name} born?").format(name=name) if name else self.tr("When was this person born?")
        )
        self.day.setDate(QDate.fromString(day, Qt.DateFormat.ISODate) if day else FIRST_LOOK)
        self.forget.setVisible(bool(day))
        self.adjustSize()
        page = self.parentWidget()
        assert page is not None
        place = QRect(corner, self.size())
        place.moveRight(min(place.right(), page.width() - style.GAP))
        self.setGeometry(place)
        self.show()
        self.raise_()
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)
        self.day.selectAll()

    def cancel(self) -> None:
        """Closes without a word."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def _on_keep(self) -> None:
        self._finish(self.day.date().toString(Qt.DateFormat.ISODate))

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
