"""The left edge of the window: where to go, and at its foot what the worker is doing.

In a small window it is slim: icons alone, so that most of the room is for pictures. What they mean stands in their
tooltips then, and is said to screen readers as ever.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QMainWindow, QVBoxLayout, QWidget

from app import icons, style
from app.indexing import Indexing
from app.widgets.indexing_strip import IndexingStrip
from app.widgets.sidebar_button import SidebarButton

SLIM_BELOW = 1100
"""Pixels of a window in which the words of the sidebar leave pictures less than 70 % of the room."""
MOST = 99  # of a count on an icon


class Sidebar(QWidget):
    """Emits the name of the page that is wanted."""

    page_wanted = Signal(str)

    def __init__(self, indexing: Indexing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(style.SIDEBAR_WIDTH)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, SidebarButton] = {}
        self.slim = False
        column = QVBoxLayout(self)
        column.setContentsMargins(style.GAP_SMALL, style.GAP, style.GAP_SMALL, style.GAP)
        column.setSpacing(2)
        for name, icon, text in (
            ("people", "people", self.tr("People")),
            ("review", "question", self.tr("Review")),
            ("photos", "photos", self.tr("Photos")),
            ("unnamed", "unnamed", self.tr("Unnamed")),
            ("folders", "folder", self.tr("Folders")),
            ("failed", "warning", self.tr("Could not read")),
        ):
            column.addWidget(self._button(name, icon, text))
        column.addStretch(1)
        column.addWidget(self._button("settings", "settings", self.tr("Settings")))
        self.strip = IndexingStrip(indexing, self)
        column.addWidget(self.strip)
        self.show_failed(0)

    def follow(self, window: QMainWindow) -> None:
        """Gets slim with the window; not where the menus are outside of it, and notices need the sidebar's room."""
        if not window.menuBar().isNativeMenuBar():
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent):
            self._set_slim(event.size().width() < SLIM_BELOW)
        return super().eventFilter(watched, event)

    def _set_slim(self, slim: bool) -> None:
        if slim != self.slim:
            self.slim = slim
            self.setFixedWidth(style.SIDEBAR_SLIM if slim else style.SIDEBAR_WIDTH)
            for button in self._buttons.values():
                button.set_slim(slim)
            self.strip.set_slim(slim)

    def _button(self, name: str, icon: str, text: str) -> SidebarButton:
        button = SidebarButton(icons.icon(icon), text, self)
        button.clicked.connect(lambda: self.page_wanted.emit(name))
        self._group.addButton(button)
        self._buttons[name] = button
        return button

    def show_page(self, name: str) -> None:
        """Marks the page that is open."""
        if name in self._buttons:
            self._buttons[name].setChecked(True)

    def free_room(self) -> QRect:
        """Where there is nothing: between the pages and the settings."""
        pages = [button for name, button in self._buttons.items() if name != "settings" and not button.isHidden()]
        top = max(button.geometry().bottom() for button in pages) + style.GAP
        bottom = self._buttons["settings"].geometry().top() - style.GAP
        return QRect(style.GAP_SMALL, top, self.width() - 2 * style.GAP_SMALL, bottom - top)

    def show_questions(self, count: int, more: bool) -> None:
        """Shows how many questions wait on the Review page, or that there are more."""
        says = f"{style.number(count)}+" if more else style.number(count)
        text = self.tr("Review  {count}").format(count=says) if count else self.tr("Review")
        self._buttons["review"].show_words(text, _badge(count, more=more))

    def show_failed(self, count: int) -> None:
        """Shows how many photos could not be read; with none the page has no entry."""
        button = self._buttons["failed"]
        button.setVisible(count > 0)
        button.show_words(self.tr("Could not read  {count}").format(count=style.number(count)), _badge(count))


def _badge(count: int, *, more: bool = False) -> str:
    """What there is room for on an icon; "" for none."""
    if not count:
        return ""
    return f"{style.number(min(count, MOST))}{'+' if more or count > MOST else ''}"
