"""The names that other programs know, each with what an import would do; to be ticked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from core.people.known_names import How, NamesPlan

COLUMNS: tuple[How, ...] = ("face", "box", "photo", "known", "differs")
NAME_WIDTH = 190  # pixels


class NamesTable(QTreeWidget):
    """One line a name."""

    ticked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setAccessibleName(self.tr("Names from other programs"))
        titles = [
            self.tr("Name"),
            self.tr("Faces found"),
            self.tr("New boxes"),
            self.tr("Only in the photo"),
            self.tr("Known already"),
            self.tr("You said otherwise"),
        ]
        self.setHeaderLabels(titles)
        for column in range(1, len(titles)):
            self.headerItem().setTextAlignment(column, Qt.AlignmentFlag.AlignRight)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.itemChanged.connect(lambda: self.ticked.emit())

    def show_plan(self, plan: NamesPlan) -> None:
        """All names, ticked where there is something to take over."""
        self.blockSignals(True)
        self.clear()
        for name, counts in _counts(plan, guess=False).items():
            numbers = _numbers(counts)
            line = QTreeWidgetItem([name, *numbers])
            line.setData(0, Qt.ItemDataRole.UserRole, name)
            for column in range(1, len(numbers) + 1):
                line.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            new = counts["face"] + counts["box"] + counts["photo"] > 0
            line.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            line.setCheckState(0, Qt.CheckState.Checked if new else Qt.CheckState.Unchecked)
            line.setDisabled(not new)
            self.addTopLevelItem(line)
        self.blockSignals(False)
        self.ticked.emit()

    def show_guesses(self, plan: NamesPlan, *, guess: bool) -> None:
        """What the same would do with a name without a place: with `guess` it goes to the only nameless face."""
        self.blockSignals(True)
        for row, counts in enumerate(_counts(plan, guess=guess).values()):
            line = self.topLevelItem(row)
            for column, text in enumerate(_numbers(counts), start=1):
                if line is not None:
                    line.setText(column, text)
        self.blockSignals(False)

    def chosen(self) -> set[str]:
        """The names that are ticked."""
        lines = (self.topLevelItem(row) for row in range(self.topLevelItemCount()))
        return {
            str(line.data(0, Qt.ItemDataRole.UserRole))
            for line in lines
            if line is not None and line.checkState(0) == Qt.CheckState.Checked
        }


def _counts(plan: NamesPlan, *, guess: bool) -> dict[str, Counter[How]]:
    """For each name how often it goes where; names without a place to a face or to the photo."""
    found = plan.counts()
    for counts in found.values():
        counts["face" if guess else "photo"] += counts.pop("only_face", 0)
    return found


def _numbers(counts: Mapping[How, int]) -> list[str]:
    return [QLocale().toString(counts[how]) if counts[how] else "" for how in COLUMNS]
