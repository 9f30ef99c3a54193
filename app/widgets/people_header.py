"""The line above the people: how many, in which order, the field to find a name, the size of the faces."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QLineEdit, QMenu, QToolButton, QWidget

from app import icons
from app.models.people_model import Order
from app.widgets.page_header import PageHeader, zoom_slider


class PeopleHeader(PageHeader):
    """Emits what is wanted; knows nobody."""

    order_chosen = Signal(str)  # an `Order`

    def __init__(self, title: str, side: int, parent: QWidget) -> None:
        self.search = QLineEdit()
        self.sort = QToolButton()
        self.zoom = zoom_slider(side, QCoreApplication.translate("PeopleHeader", "Size of the faces"))
        super().__init__(title, self.sort, self.search, self.zoom, parent=parent)
        self.search.setProperty("look", "search")
        self.search.setPlaceholderText(self.tr("Find a name"))
        self.search.setAccessibleName(self.tr("Find a name"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.sort.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.sort.setMenu(QMenu(self.sort))
        self.order_actions: dict[Order, QAction] = {}
        self._make_orders()

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
