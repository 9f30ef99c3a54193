"""Small faces beside names, wherever names are offered: who each person is at a glance.

The People page learns everybody's cover with every answer of the library; it is remembered here for the other pages, so
that no list of names has to ask.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon

from app import style
from app.live_library import LiveLibrary
from app.previews import CropLoader
from app.tiles import rounded_square
from core.records import Person

SIDE = 24  # pixels


class CoverIcons(QObject):
    """One a window: `CoverIcons.of(live, crops)`."""

    came = Signal()  # a cover that was asked for is there

    def __init__(self, live: LiveLibrary, crops: CropLoader) -> None:
        super().__init__(live)
        self._live = live
        self._crops = crops
        self._covers: dict[int, int] = {}
        self._awaited: set[int] = set()
        crops.crop_ready.connect(self._on_crop_ready)

    @classmethod
    def of(cls, live: LiveLibrary, crops: CropLoader) -> CoverIcons:
        """The one of this library."""
        found = live.findChild(CoverIcons)
        return found if isinstance(found, CoverIcons) else cls(live, crops)

    def note(self, people: Iterable[Person]) -> None:
        """What the library says now."""
        self._covers = {
            person.person_id: person.cover_face_id
            for person in people
            if person.person_id is not None and person.cover_face_id is not None
        }

    def faceless(self) -> frozenset[int]:
        """People of whom nothing but the name is left: they are not offered."""
        return self._live.ask_now(lambda queries: queries.marks.only_named())

    def icon(self, person_id: int, ratio: float) -> QIcon:
        """The person's cover, for a screen of that pixel ratio; an empty icon while it is not there yet."""
        cover = self._covers.get(person_id)
        crop = None if cover is None else self._crops.crop(cover)
        if crop is None:
            self._awaited.add(cover or 0)
            return QIcon()
        return QIcon(rounded_square(crop, SIDE, ratio, style.RADIUS_SMALL))

    def _on_crop_ready(self, face_id: int) -> None:
        if face_id in self._awaited:
            self._awaited.discard(face_id)
            self.came.emit()
