"""The line above the people: how many, in which order, the field to find a name, the size of the faces."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QSlider, QToolButton, QWidget

from app import icons, style, words
from app.models.people_model import Order


class PeopleHeader(QWidget):
    """Emits what is wanted; knows nobody."""

    order_chosen = Signal(str)  # an `Order`

    def __init__(self, title: str, side: int, parent: QWidget) -> None:
        super().__init__(parent)
        heading = QLabel(title)
        heading.setProperty("look", "title")
        self._count = QLabel()
        self._count.setProperty("look", "quiet")
        self._count.setContentsMargins(0, 0, 0, 3)  # on the line of the heading
        self.search = QLineEdit()
        self.search.setProperty("look", "search")
        self.search.setPlaceholderText(self.tr("Find a name"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.sort = QToolButton()
        self.sort.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.sort.setMenu(QMenu(self.sort))
        self.zoom = QSlider(Qt.Orientation.Horizontal)
        self.zoom.setRange(style.COVER_SMALLEST, style.COVER_LARGEST)
        self.zoom.setValue(side)
        self.zoom.setFixedWidth(120)
        self.zoom.setAccessibleName(self.tr("Size of the faces"))
        self.order_actions: dict[Order, QAction] = {}
        self._make_orders()
        row = QHBoxLayout(self)
        row.setContentsMargins(style.GAP_HUGE, style.GAP_LARGE, style.GAP_HUGE, style.GAP_SMALL)
        row.setSpacing(style.GAP)
        row.addWidget(heading)
        row.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch()
        row.addWidget(self.sort)
        row.addWidget(self.search)
        row.addSpacing(style.GAP_SMALL)
        row.addWidget(self.zoom)

    def show_count(self, people: int) -> None:
        """How many people are seen; nothing where there is nobody."""
        self._count.setText(words.people(people) if people else "")

    def show_order(self, order: Order) -> None:
        """The order in force, on the button and in the menu."""
        action = self.order_actions[order]
        action.setChecked(True)
        self.sort.setText(f"{action.text()} ▾")
        self.sort.setAccessibleName(self.tr("Order: {order}").format(order=action.text()))

    def _make_orders(self) -> None:
        names: dict[Order, str] = {
            "name": self.tr("By name"),
            "count": self.tr("Most photos first"),
            "last seen": self.tr("Last seen first"),
        }
        group = QActionGroup(self)
        for order, text in names.items():
            action = QAction(text, self)
            action.setCheckable(True)
            action.triggered.connect(partial(self._on_order, order))
            group.addAction(action)
            self.sort.menu().addAction(action)
            self.order_actions[order] = action

    def _on_order(self, order: Order, checked: bool = True) -> None:
        if checked:
            self.order_chosen.emit(order)
