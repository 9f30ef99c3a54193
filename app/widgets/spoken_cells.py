"""What a screen reader says of a grid: Qt tells it nothing about the cells of a view that is not one of its own.

The cell on which the keyboard stands becomes the grid's description, and is announced.
"""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QAbstractItemView

from app import style


class SpokenCells(QObject):
    """Belongs to the grid."""

    def __init__(self, grid: QAbstractItemView) -> None:
        super().__init__(grid)
        self._grid = grid
        selection: QItemSelectionModel = grid.selectionModel()
        selection.currentChanged.connect(self._on_current)
        selection.selectionChanged.connect(lambda *_: self._on_current(grid.currentIndex()))

    def _on_current(self, index: QModelIndex, before: QModelIndex | None = None) -> None:  # noqa: ARG002
        says = self._words_of(index) if index.isValid() else ""
        if says == self._grid.accessibleDescription():
            return
        self._grid.setAccessibleDescription(says)
        if not says or not self._grid.hasFocus() or not QAccessible.isActive():
            return
        QAccessible.updateAccessibility(QAccessibleEvent(self._grid, QAccessible.Event.DescriptionChanged))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._grid, says))

    def _words_of(self, index: QModelIndex) -> str:
        name = str(index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data(Qt.ItemDataRole.DisplayRole) or "")
        place = self.tr("{number} of {all}").format(
            number=style.number(index.row() + 1), all=style.number(index.model().rowCount())
        )
        chosen = [self.tr("selected")] if self._grid.selectionModel().isSelected(index) else []
        return ", ".join([name, place, *chosen])
