"""What the user says in a photo: who a face is, a face that was missed, somebody who shows none. Each is one edit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from app.live_library import LiveLibrary
from app.widgets.face_label import person_key
from app.widgets.name_editor import NameEditor
from app.widgets.photo_canvas import PhotoCanvas
from app.widgets.photo_info import NOTHING_SAID, PhotoInfo, Said
from core.people import edits, marks
from core.records import Box, Face
from core.store.marks import draw_face


class PhotoEdits(QObject):
    """Belongs to the photo view, which tells it what is shown (`look_at`)."""

    drawn = Signal()  # there is a face for the worker to look at

    def __init__(
        self, live: LiveLibrary, view: QWidget, canvas: PhotoCanvas, info: PhotoInfo, editor: NameEditor
    ) -> None:
        super().__init__(view)
        self._live, self._view, self._canvas, self._info, self._editor = live, view, canvas, info, editor
        self._photo_id: int | None = None
        self._faces: Sequence[Face] = ()
        self._said = NOTHING_SAID
        self._awaited = False  # a box was just drawn: its face is to be named
        canvas.name_chosen.connect(self._on_name)
        canvas.person_chosen.connect(lambda face_id, person_id: self._move(face_id, f"p{person_id}"))
        canvas.face_rejected.connect(lambda face_id: live.do(edits.reject, [face_id], self._key_of(face_id)))
        canvas.face_confirmed.connect(lambda face_id: live.do(edits.confirm, [face_id], self._key_of(face_id)))
        canvas.face_removed.connect(lambda face_id: live.do(marks.remove_faces, [face_id]))
        canvas.face_drawn.connect(self._on_drawn)
        info.face_restored.connect(lambda face_id: live.do(marks.restore_faces, [face_id]))
        info.somebody_wanted.connect(self._on_somebody)
        info.somebody_absent.connect(self._on_absent)
        editor.committed.connect(lambda name, _: self._add(name))
        editor.same_chosen.connect(lambda person_id, _: self._add(f"p{person_id}"))

    def look_at(self, photo_id: int | None) -> None:
        """Another photo."""
        self._photo_id, self._faces, self._said, self._awaited = photo_id, (), NOTHING_SAID, False

    def show(self, faces: Sequence[Face], said: Said) -> None:
        """What the library says about it now. The box that was just drawn has a face: its name can be typed."""
        self._faces, self._said = faces, said
        if self._awaited and said.drawn and said.drawn[-1].face_id is not None:
            self._awaited = False
            face_id = said.drawn[-1].face_id
            if any(face.face_id == face_id and not face.name for face in faces):
                self._canvas.edit(face_id)

    def _face(self, face_id: int) -> Face:
        return next(face for face in self._faces if face.face_id == face_id)

    def _key_of(self, face_id: int) -> str:
        return person_key(self._face(face_id))

    def _on_name(self, face_id: int, name: str) -> None:
        """The editor has asked already where somebody else has that name."""
        face = self._face(face_id)
        if face.name:
            self._move(face_id, name)
        else:
            key = f"f{face_id}" if face.person_id is None else f"p{face.person_id}"
            self._live.do(edits.name, key, name, may_share=True)

    def _move(self, face_id: int, to: str) -> None:
        self._live.do(edits.move, [face_id], to)

    def _on_drawn(self, box: Box) -> None:
        """The face is there at once, to be named; the worker looks at it meanwhile."""
        if self._photo_id is not None and self._live.do(draw_face, self._photo_id, box) is not None:
            self._awaited = True
            self.drawn.emit()

    def _on_somebody(self, place: QRect) -> None:
        """The editor stands over the button in the panel."""
        there = {person_id for person_id, _ in self._said.present} | {face.person_id for face in self._faces}
        names = self._live.ask_now(lambda queries: queries.names())
        people = {person_id: name for person_id, name in names.items() if person_id not in there}
        corner = self._info.mapTo(self._view, place.topLeft())
        hint, says = self.tr("Who else is here?"), self.tr("Add {name}")
        self._editor.edit(QRect(corner, place.size()), text="", people=people, purpose="move", hint=hint, says=says)

    def _add(self, who: str) -> None:
        if self._photo_id is not None:
            self._live.do(marks.add_to_photo, self._photo_id, who)

    def _on_absent(self, person_id: int) -> None:
        if self._photo_id is not None:
            self._live.do(marks.take_from_photo, self._photo_id, f"p{person_id}")
