"""Faces that are in no group: those that were taken away from somebody, then the others."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from app.models.keyed_rows import Index, KeyedRows, Section
from core.store.lone_faces import LoneFace


class LoneFacesModel(KeyedRows[LoneFace]):
    """Rows are faces."""

    def key_of(self, row: LoneFace) -> int:
        return row.face_id

    def cover_of(self, row: LoneFace) -> int:
        return row.face_id

    def photo_of(self, row: LoneFace) -> int:
        return row.photo_id

    def sections(self) -> list[Section]:
        refused = sum(bool(face.refused) for face in self.rows)
        if not refused:
            return super().sections()
        found = [Section("refused", self.tr("Taken away from somebody"), 0, refused)]
        if refused < len(self.rows):
            found.append(Section("alone", self.tr("Like no other face"), refused, len(self.rows)))
        return found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        face = self.rows[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join((self.tr("Nameless face"), *self._facts(face)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(self._facts(face)) or None
        return super().data(index, role)

    def _facts(self, face: LoneFace) -> list[str]:
        nots = [self.tr("You said: not {name}").format(name=name) for name in face.refused if name]
        return [*nots, *([face.taken_at[:10]] if face.taken_at else [])]
