"""What could not be read, and why: photos, and folders that could not be looked into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from app import reasons
from core.store.queries import Queries

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Failure:
    """One place that could not be read."""

    path: str
    reason: str  # the sentence as core wrote it
    is_folder: bool

    @property
    def name(self) -> str:
        return Path(self.path).name or self.path

    def line(self) -> str:
        """Path and reason, for a list that is copied."""
        return f"{self.path}\t{reasons.translated(self.reason)}"


def failures(queries: Queries) -> list[Failure]:
    """Folders first: one of them may explain many missing photos."""
    places = [Failure(path, reason, True) for path, reason in queries.problems()]
    return places + [Failure(photo.path, photo.reason, False) for photo in queries.failed()]


class FailuresModel(QAbstractListModel):
    """A row is a `Failure`."""

    def __init__(self) -> None:
        super().__init__()
        self._failures: list[Failure] = []

    def set_failures(self, found: Sequence[Failure]) -> None:
        if list(found) != self._failures:
            self.beginResetModel()
            self._failures = list(found)
            self.endResetModel()

    @property
    def failures(self) -> list[Failure]:
        """All of them, in the order of the rows."""
        return list(self._failures)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._failures)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        failure = self._failures[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return failure
        if role == Qt.ItemDataRole.ToolTipRole:
            return failure.path
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{failure.name}: {reasons.translated(failure.reason)}"
        return None
