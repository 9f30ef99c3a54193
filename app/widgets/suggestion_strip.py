""" "Is this Anna too?": a row of faces that may belong to the person on the page, each with a yes and a no.

The keys: left and right go along the row, Y says yes, N says no; a button at the end says yes to all that are seen.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app import icons, style, words
from app.previews import CropLoader
from app.widgets.face_grid_delegate import rounded
from app.widgets.thumbnail import kept_square
from core.records import Suggestion

MOST = 8
SIDE = 76


class SuggestionStrip(QWidget):
    """Hidden while there is nothing to suggest."""

    accepted = Signal(object)  # list of Suggestion
    rejected = Signal(object)  # Suggestion
    face_opened = Signal(int)

    def __init__(self, crops: CropLoader, parent: QWidget) -> None:
        super().__init__(parent)
        self._crops = crops
        self._cards: list[SuggestionCard] = []
        self._title = QLabel(self)
        self._title.setProperty("look", "heading")
        self.all = QPushButton(self)
        self.all.setProperty("look", "link")
        self.all.clicked.connect(lambda: self.accepted.emit(self.suggestions()))
        self._row = QHBoxLayout()
        self._row.setSpacing(style.GAP_SMALL)
        heading = QHBoxLayout()
        heading.addWidget(self._title)
        heading.addWidget(self.all)
        heading.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(style.GAP_HUGE, 0, style.GAP_HUGE, style.GAP_SMALL)
        column.setSpacing(style.GAP_TINY)
        column.addLayout(heading)
        column.addLayout(self._row)
        self._row.addStretch(1)
        crops.crop_ready.connect(self._on_crop_ready)
        self.hide()

    def suggestions(self) -> list[Suggestion]:
        """Those that are seen."""
        return [card.suggestion for card in self._cards if not card.isHidden()]

    @property
    def cards(self) -> list[SuggestionCard]:
        return list(self._cards)

    def show_suggestions(self, suggestions: Sequence[Suggestion], name: str) -> None:
        """As many as there is room for."""
        focused = next((place for place, card in enumerate(self._cards) if card.hasFocus()), None)
        for card in self._cards:
            self._row.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._title.setText(self.tr("Is this {name} too?").format(name=name) if name else self.tr("The same person?"))
        self._cards = [self._card(suggestion, name) for suggestion in suggestions[:MOST]]
        self.all.setText(self.tr("Yes, all of these"))
        self.all.setVisible(len(self._cards) > 1)
        self.setVisible(bool(self._cards))
        if focused is not None and self._cards:
            self._cards[min(focused, len(self._cards) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _card(self, suggestion: Suggestion, name: str) -> SuggestionCard:
        card = SuggestionCard(suggestion, name, self._crops, self)
        card.yes.clicked.connect(lambda: self.accepted.emit([suggestion]))
        card.no.clicked.connect(lambda: self.rejected.emit(suggestion))
        self._row.insertWidget(self._row.count() - 1, card)
        card.show()
        return card

    def _on_crop_ready(self, face_id: int) -> None:
        for card in self._cards:
            if face_id == card.suggestion.right_faces[0]:
                card.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        place = next((place for place, card in enumerate(self._cards) if card.hasFocus()), None)
        if place is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif event.key() in steps:
            there = min(max(place + steps[Qt.Key(event.key())], 0), len(self._cards) - 1)
            self._cards[there].setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() == Qt.Key.Key_Y:
            self._cards[place].yes.click()
        elif event.key() == Qt.Key.Key_N:
            self._cards[place].no.click()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.face_opened.emit(self._cards[place].suggestion.right_faces[0])
        else:
            super().keyPressEvent(event)


class SuggestionCard(QWidget):
    """One face with its two buttons."""

    def __init__(self, suggestion: Suggestion, name: str, crops: CropLoader, strip: SuggestionStrip) -> None:
        super().__init__(strip)
        self.suggestion = suggestion
        self._crops = crops
        self._strip = strip
        self.yes = self._button("check", self.tr("Yes, this is {name} (Y)"), name)
        self.no = self._button("cross", self.tr("No, this is not {name} (N)"), name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Perhaps {name}").format(name=name or self.tr("the same person")))
        self.setToolTip(words.faces(suggestion.settles))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, SIDE + style.GAP_TINY, 0, 0)
        row.setSpacing(style.GAP_TINY)
        row.addWidget(self.yes)
        row.addWidget(self.no)
        self.setFixedWidth(SIDE)

    def sizeHint(self) -> QSize:
        return QSize(SIDE, SIDE + style.GAP_TINY + 28)

    def _button(self, icon: str, says: str, name: str) -> QPushButton:
        button = QPushButton(icons.icon(icon), "", self)
        says = says.format(name=name or self.tr("the same person"))
        button.setAccessibleName(says)
        button.setToolTip(says)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setProperty("look", "small button")
        return button

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002
        self._strip.face_opened.emit(self.suggestion.right_faces[0])

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = rounded(QRect(0, 0, SIDE, SIDE), style.RADIUS)
        painter.fillPath(shape, style.colour("placeholder"))
        crop = self._crops.crop(self.suggestion.right_faces[0])
        if crop is not None:
            painter.setClipPath(shape)
            painter.drawPixmap(0, 0, kept_square(crop, SIDE, self.devicePixelRatioF()))
            painter.setClipping(False)
        if self.hasFocus():
            painter.setPen(QPen(style.colour("accent"), 2.5))
            painter.drawRoundedRect(QRect(1, 1, SIDE - 2, SIDE - 2), style.RADIUS, style.RADIUS)
        if self.suggestion.settles > 1:
            self._paint_count(painter)
        painter.end()

    def _paint_count(self, painter: QPainter) -> None:
        """How many faces stand behind this one."""
        text = style.number(self.suggestion.settles)
        width = painter.fontMetrics().horizontalAdvance(text) + 12
        pill = QRect(SIDE - width - 5, SIDE - 23, width, 18)
        painter.setPen(QPen(style.colour("line"), 1))
        painter.setBrush(style.colour("base"))
        painter.drawRoundedRect(pill, 9, 9)
        painter.setPen(style.colour("text"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
