"""What floats over the bottom of a page: the bar of a selection."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from app import icons, style
from app.widgets.sectioned_view import SectionedView

BAR_ROOM = 72  # pixels: a bar, and the gaps above and below it


class Floating(QFrame):
    """A card in the middle of the lower edge of its parent, however that is resized."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.room = parent
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(style.GAP_LARGE, style.GAP_SMALL, style.GAP_SMALL, style.GAP_SMALL)
        self.row.setSpacing(style.GAP_SMALL)
        parent.installEventFilter(self)
        self.hide()

    def place(self) -> None:
        """Puts it where it belongs."""
        size = self.sizeHint().boundedTo(QSize(self.room.width() - 2 * style.GAP_LARGE, self.room.height()))
        left, top = (self.room.width() - size.width()) // 2, self.room.height() - size.height() - style.GAP_LARGE
        self.setGeometry(left, top, size.width(), size.height())
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.place()
        return super().eventFilter(watched, event)


def flat_button(text: str, icon: QIcon, parent: QWidget) -> QPushButton:
    """A quiet button with an icon and a word, as in bars and headers."""
    button = QPushButton(icon, f" {text}", parent)  # the space keeps the word off the icon
    button.setAccessibleName(text)
    button.setIconSize(QSize(style.ICON_SMALL, style.ICON_SMALL))
    button.setProperty("look", "flat")
    return button


class SelectionBar(Floating):
    """ "3 selected", and what can be done with them, over a grid, which keeps its last line clear of it."""

    def __init__(self, parent: QWidget, grid: SectionedView) -> None:
        super().__init__(parent)
        self._grid = grid
        self._buttons: list[QPushButton] = []
        grid.covered = BAR_ROOM
        self._count = QLabel(self)
        self.row.addWidget(self._count)
        self.row.addSpacing(style.GAP_SMALL)
        self._close = QPushButton(icons.icon("close"), "", self)
        self._close.setProperty("look", "flat")
        self._close.setToolTip(self.tr("Select nobody"))
        self._close.setAccessibleName(self.tr("Select nobody"))
        self._close.clicked.connect(lambda: self._do(grid.clearSelection))
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.row.addWidget(self._close)

    def add(self, text: str, icon: str, slot: Callable[[], None]) -> QPushButton:
        """A button more, before the cross that ends the selection."""
        button = flat_button(text, icons.icon(icon), self)
        button.clicked.connect(lambda: self._do(slot))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.row.insertWidget(self.row.count() - 1, button)
        self._buttons.append(button)
        return button

    def place(self) -> None:
        """In a narrow window the last buttons are icons, which say the rest in their tooltips."""
        room = self.room.width() - 2 * style.GAP_LARGE
        for button in self._buttons:
            button.setText(f" {button.accessibleName()}")
        for button in reversed(self._buttons):
            self.row.activate()
            if self.sizeHint().width() <= room:
                break
            button.setText("")
            button.setToolTip(button.toolTip() or button.accessibleName())
        self.row.activate()
        super().place()

    def _do(self, slot: Callable[[], None]) -> None:
        """The keyboard goes back to the grid first: a button that goes away would hand it to the next one."""
        self._grid.setFocus(Qt.FocusReason.OtherFocusReason)
        slot()

    def show_count(self, count: int) -> None:
        """Shows itself with this count; hides with none."""
        self._count.setText(self.tr("%Ln selected", "", count))
        self.setVisible(count > 0)
        if count:
            self.row.activate()
            self.place()
