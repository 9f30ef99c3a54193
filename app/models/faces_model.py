"""The faces of one person, newest photo first, under headings by year where there are many.

Where only the file of a photo has a date, the heading and the tooltip say so, and nobody is said to be of some age:
such a photo may be much older.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt

from app import words
from app.appearances import clock
from app.models.keyed_rows import FilmRole, GuessRole, Index, KeyedRows, Section
from core.people.birthdays import age_on
from core.records import Face

MANY = 40
"""From so many faces on, years have headings."""


class FacesModel(KeyedRows[Face]):
    """Rows are faces; with a `birthday` (an ISO date) years say how old the person was."""

    birthday = ""

    def key_of(self, row: Face) -> int:
        return row.face_id

    def cover_of(self, row: Face) -> int:
        return row.face_id

    def photo_of(self, row: Face) -> int:
        return row.photo_id

    def sections(self) -> list[Section]:
        if len(self.rows) < MANY and not self.birthday:
            return super().sections()
        found: list[Section] = []
        for place, face in enumerate(self.rows):
            year = words.by_source(face.taken_at[:4], "exif" if face.taken_on else "file")
            if found and found[-1].name == year:
                found[-1] = Section(year, found[-1].title, found[-1].first, place + 1)
            else:
                found.append(Section(year, year or self.tr("Without a date"), place, place + 1))
        return [replace(section, title=self._with_age(section)) for section in found] if self.birthday else found

    def _with_age(self, section: Section) -> str:
        """ "2010 · 6 to 7 years old": as old as on the photos of this year."""
        days = (face.taken_on for face in self.rows[section.first : section.end])
        ages = [age for day in days if (age := age_on(self.birthday, day)) is not None]
        if not ages:
            return section.title
        return self.tr("{year} · {age}").format(year=section.title, age=words.age(min(ages), max(ages)))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        face = self.rows[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (face.name or self.tr("Nameless face"), self._how(face), _day(face), self._film(face))
            return ", ".join(part for part in parts if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            parts = (_day(face), self._film(face), self._age(face), self._advice(face))
            return "\n".join(part for part in parts if part) or None
        if role == FilmRole:
            return "" if face.at_second is None else clock(face.at_second)
        if role == GuessRole:
            return bool(face.name) and face.how == "guessed"
        return super().data(index, role)

    def _film(self, face: Face) -> str:
        return "" if face.at_second is None else self.tr("in a video, at {moment}").format(moment=clock(face.at_second))

    def _age(self, face: Face) -> str:
        age = age_on(self.birthday, face.taken_on)
        return "" if age is None else words.age(age, age)

    def _how(self, face: Face) -> str:
        if not face.name:
            return ""
        return self.tr("confirmed by you") if face.how == "confirmed" else self.tr("a guess of Familiar’s")

    def _advice(self, face: Face) -> str:
        if not face.name:
            return ""
        if face.how == "confirmed":
            return self.tr("You confirmed that this is {name}.").format(name=face.name)
        return self.tr("Familiar believes that this is {name}. Click on the question mark to confirm.").format(
            name=face.name
        )


def _day(face: Face) -> str:
    return words.by_source(face.taken_at[:10], face.taken_from)
