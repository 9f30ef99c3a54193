"""A sentence that goes away by itself, with Undo where there is something to undo, where it covers nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from app import icons, style

SHOWN_MS = 8000
NARROW = 300  # pixels of room: in less the sentence takes several lines, and the buttons stand below it


class Notice(QFrame):
    """One at a time: a new sentence takes the place of the old one.

    `room` says where there is nothing else, in its parent: a column (at whose lower end the notice stands) or a line.
    """

    def __init__(self, parent: QWidget, room: Callable[[], QRect]) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._room = room
        self._sentence = ""
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._button = QPushButton(self)
        self._button.setProperty("look", "link")
        self._button.clicked.connect(lambda: self._leave_for(self._action))
        self._other = QPushButton(self)
        self._other.setProperty("look", "link")
        self._other.clicked.connect(lambda: self._leave_for(self._other_action))
        self._close = QPushButton(icons.icon("close"), "", self)
        self._close.setProperty("look", "flat")
        self._close.setToolTip(self.tr("Close this notice"))
        self._close.setAccessibleName(self.tr("Close this notice"))
        self._close.clicked.connect(self.hide)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setSpacing(style.GAP_TINY)
        buttons = QHBoxLayout()
        buttons.addWidget(self._other)
        buttons.addWidget(self._button)
        buttons.addStretch()
        buttons.addWidget(self._close)
        self._row.addWidget(self._text, 1)
        self._row.addLayout(buttons)
        self._action: Callable[[], object] | None = None
        self._other_action: Callable[[], object] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self._on_timeout)
        parent.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        return self._sentence

    def say(
        self,
        sentence: str,
        *,
        button: str = "",
        action: Callable[[], object] | None = None,
        other: str = "",
        other_action: Callable[[], object] | None = None,
    ) -> None:
        """Shows a sentence, and a button or two that do something about it."""
        self._sentence = sentence
        self._button.setText(button)
        self._button.setVisible(action is not None)
        self._action = action
        self._other.setText(other)
        self._other.setVisible(other_action is not None)
        self._other_action = other_action
        self.show()
        self.place()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def follow(self, part: QWidget) -> None:
        """Moves where this part of the window arranges itself anew."""
        part.installEventFilter(self)

    def place(self) -> None:
        """Puts it where there is room now."""
        if not self.isVisible():
            return
        room = self._room()
        narrow = room.width() < NARROW
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._text.setWordWrap(narrow)
        self._text.setText(self._sentence if narrow else self._shortened(room.width()))
        self._text.setToolTip("" if self._text.text() == self._sentence else self._sentence)
        around = style.GAP_SMALL if narrow else 0
        self._row.setContentsMargins(style.GAP, around, style.GAP_TINY, around // 2)
        self._row.activate()
        if narrow:
            height = min(self._row.heightForWidth(room.width()) + style.GAP_TINY, room.height())
            self.setGeometry(room.left(), room.bottom() + 1 - height, room.width(), height)
        else:
            size = self._row.sizeHint().boundedTo(room.size())
            self.setGeometry(QRect(room.center() - QRect(0, 0, *size.toTuple()).center(), size))
        self.raise_()

    def _shortened(self, wide: int) -> str:
        """As much of the sentence as a line has room for, beside the buttons."""
        buttons = sum(one.sizeHint().width() for one in (self._other, self._button, self._close) if not one.isHidden())
        room = wide - buttons - 4 * style.GAP
        return self._text.fontMetrics().elidedText(self._sentence, Qt.TextElideMode.ElideRight, room)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest) and self.isVisible():
            QTimer.singleShot(0, self, self.place)  # the parts have their places by then
        return super().eventFilter(watched, event)

    def _leave_for(self, action: Callable[[], object] | None) -> None:
        self.hide()
        if action is not None:
            action()

    def _on_timeout(self) -> None:
        if self.underMouse():
            self._timer.start()
        else:
            self.hide()
