"""What the photo view has for a video: the moment that is shown, its frame and faces, and the strip beneath.

A frame stands still here; films are watched in the system's own player. Frames and faces go into the photo view's
canvas, so that naming somebody in a video is naming a face in a photo.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QHideEvent, QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app import file_manager, reasons, style
from app.appearances import Appearance, appearances, faces_at, one_each
from app.frame_loader import FrameLoader
from app.previews import CropLoader
from app.widgets.appearance_strip import AppearanceStrip
from app.widgets.photo_canvas import PhotoCanvas
from app.widgets.photo_tools import photo_action, tool_button
from core.records import Face, Photo, Track

STEP: Final = 1.0  # seconds that one key goes


class VideoPanel(QWidget):
    """Under the canvas where a video is shown; hidden otherwise."""

    player_missing = Signal()

    def __init__(self, crops: CropLoader, canvas: PhotoCanvas) -> None:
        super().__init__()
        self._canvas = canvas
        self._photo: Photo | None = None
        self._faces: list[Face] = []
        self._tracks: list[Track] = []
        self._people: list[Appearance] = []
        self._wanted: int | None = None  # the face whose name is to be typed as soon as it is seen
        self.moment: float | None = None  # that is wanted; None until it is known who is seen when
        self.shown: float | None = None  # whose frame is in the canvas; None while the thumbnail stands in for it
        self.loader = FrameLoader(self)
        self.strip = AppearanceStrip(crops)
        self._make_actions()
        self._arrange()
        self.loader.loaded.connect(self._on_loaded)
        self.loader.failed.connect(self._on_failed)
        self.strip.chosen.connect(self.go_to)
        self.hide()

    def _make_actions(self) -> None:
        key = Qt.Key
        play, back, on = self.tr("Play with another program"), self.tr("A second back"), self.tr("A second on")
        self.play_action = photo_action(self, "external", play, key.Key_P, lambda: self._on_play())
        self.back_action = photo_action(self, "left", back, key.Key_Comma, lambda: self._step(-STEP))
        self.on_action = photo_action(self, "right", on, key.Key_Period, lambda: self._step(STEP))

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(style.GAP_SMALL, style.GAP_TINY, style.GAP_SMALL, style.GAP_TINY)
        row.setSpacing(style.GAP_TINY)
        buttons = QVBoxLayout()
        tools = QHBoxLayout()
        tools.setSpacing(0)
        for action in (self.back_action, self.play_action, self.on_action):
            tools.addWidget(tool_button(action))
        buttons.addLayout(tools)
        buttons.addStretch()
        row.addLayout(buttons)
        row.addWidget(self.strip, 1)

    # --- what the photo view asks -----------------------------------------------------------------

    @property
    def shows_video(self) -> bool:
        return self._photo is not None and self._photo.seconds is not None

    def actions_of_keys(self) -> list[QAction]:
        """For the photo view, so that the keys work wherever the focus is in it."""
        return [self.play_action, self.back_action, self.on_action]

    def look_at(self, photo: Photo | None) -> None:
        """Another photo, or video."""
        self._photo = photo
        self._faces, self._tracks, self._people = [], [], []
        self.moment = self.shown = self._wanted = None
        self.setVisible(self.shows_video)
        for action in self.actions_of_keys():
            action.setEnabled(self.shows_video)
        if self.shows_video:
            self.strip.show_people([], self._length(), 0.0)
        else:
            self.loader.rest()

    def show_facts(self, faces: Sequence[Face], tracks: Sequence[Track]) -> None:
        """What the library says about the video."""
        if not self.shows_video:
            return
        self._faces, self._tracks = list(faces), list(tracks)
        people = appearances(self._tracks, self._faces)
        if self.moment is None:
            best = max(self._faces, key=lambda face: face.quality.overall, default=None)
            self.moment = best.at_second or 0.0 if best is not None else 0.0
            self.load()
        if people != self._people or not people:
            self._people = people
            self.strip.show_people(people, self._length(), self.moment)
        self._canvas.set_faces(self.faces_now())

    def faces_now(self) -> list[Face]:
        """The faces that are seen in the frame that is shown."""
        return [] if self.shown is None else faces_at(self.shown, self._tracks, self._faces)

    def one_each(self) -> list[Face]:
        """A face of everybody, for a list."""
        return one_each(self._faces)

    def go_to(self, second: float) -> None:
        """Shows another moment."""
        self._canvas.editor.cancel()
        self.moment = max(0.0, min(second, self._length()))
        self.strip.show_moment(self.moment)
        self.load()

    def edit(self, face_id: int) -> None:
        """Opens the editor of a face's name, in a video at a moment when the face is seen."""
        if not self.shows_video or face_id in [face.face_id for face in self.faces_now()]:
            self._canvas.edit(face_id)
            return
        face = next(face for face in self._faces if face.face_id == face_id)
        self._wanted = face_id
        self.go_to(face.at_second or 0.0)

    def load(self) -> None:
        """Asks for the frame of this moment."""
        if self._photo is not None and self._photo.path and self.moment is not None and self.isVisible():
            self.loader.want(self._photo.path, self.moment)

    # --- inside -----------------------------------------------------------------------------------

    def _length(self) -> float:
        return self._photo.seconds or 0.0 if self._photo is not None else 0.0

    def _step(self, seconds: float) -> None:
        self.go_to((self.moment or 0.0) + seconds)

    def _on_loaded(self, path: str, second: float, image: QImage) -> None:
        if self._photo is None or path != self._photo.path or second != self.moment:
            return
        jumped, self.shown = self.shown is not None, second
        self._canvas.set_image(image)
        self._canvas.set_faces(self.faces_now())
        if jumped:
            self._canvas.linger()
        wanted, self._wanted = self._wanted, None
        if wanted in [face.face_id for face in self.faces_now()]:
            self._canvas.edit(wanted)

    def _on_failed(self, path: str, sentence: str) -> None:
        if self._photo is not None and path == self._photo.path:
            self._canvas.show_sentence(reasons.translated(sentence))

    def _on_play(self) -> None:
        if self._photo is None:
            return
        if not file_manager.open_with_viewer(Path(self._photo.path), self.player_missing.emit):
            self.player_missing.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.loader.rest()
