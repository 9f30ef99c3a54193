"""One photograph, as large as it goes, with its neighbours under it and what is known about it beside it.

The view owns its actions: leafing, zooming, naming the faces, handing the file to another program. Decoding runs in
`photo_loader`; the library's thumbnail stands in until the photo is there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from importlib import resources
from pathlib import Path
from string import Template
from typing import Final

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QAction, QHideEvent, QImage, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app import file_manager, reasons, style
from app.cover_icons import CoverIcons
from app.live_library import LiveLibrary
from app.photo_loader import PhotoLoader, ScreenPhoto
from app.previews import CropLoader
from app.views.photo_edits import PhotoEdits
from app.views.video_view import VideoPanel
from app.widgets.filmstrip import Filmstrip
from app.widgets.name_editor import NameEditor
from app.widgets.photo_canvas import STEP, PhotoCanvas
from app.widgets.photo_info import NOTHING_SAID, PhotoInfo, Said, date_line, said_about
from app.widgets.photo_tools import photo_action, tool_button
from core.records import Changes, Face, Photo, Track
from core.store.queries import Queries

CALM: Final = 150  # milliseconds without zooming or resizing before the photo is decoded in the new size
TAP: Final = 300  # milliseconds: B pressed for less than that keeps the names shown


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """What the library says about a photo."""

    photo_id: int
    faces: list[Face]
    names: dict[int, str]  # everybody's
    said: Said
    tracks: list[Track]  # of a video


class PhotoView(QWidget):
    """Shows a photo out of a row of photos."""

    closed = Signal()
    person_opened = Signal(str)
    face_drawn = Signal()  # somebody waits for the worker

    def __init__(self, live: LiveLibrary, crops: CropLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._crops = crops
        self._ids: list[int] = []
        self._place = 0
        self._photo: Photo | None = None
        self._faces: list[Face] = []
        self._said = NOTHING_SAID
        self._held = QElapsedTimer()
        self._kept = False
        self.loader = PhotoLoader(self)
        self.canvas = PhotoCanvas(covers=CoverIcons.of(live, crops))
        self.info = PhotoInfo(crops)
        self.editor = NameEditor(self, CoverIcons.of(live, crops))  # for somebody without a face
        self.strip = Filmstrip(crops)
        self.video = VideoPanel(crops, self.canvas)
        self.edits = PhotoEdits(live, self, self.canvas, self.info, self.editor)
        self.edits.drawn.connect(self.face_drawn)
        self._calm = QTimer(self, interval=CALM, singleShot=True)
        self._make_actions()
        self._arrange()
        self._connect()
        self._dress()

    @property
    def title(self) -> str:
        return Path(self._photo.path).name if self._photo is not None else self.tr("Photo")

    @property
    def photo_id(self) -> int | None:
        """The photo that is shown."""
        return self._ids[self._place] if self._ids else None

    def show_photo(self, photo_id: int, neighbours: Sequence[int]) -> None:
        """Shows a photo; `neighbours` is the row in which one leafs, itself included."""
        self._ids = list(neighbours) if photo_id in neighbours else [photo_id]
        self._go(self._ids.index(photo_id))
        self.canvas.setFocus()

    def refresh(self) -> None:
        """Reads again what the library says about the photo."""
        if self.photo_id is not None:
            self._live.ask(_facts_of(self.photo_id), self._on_facts)

    # --- building ---------------------------------------------------------------------------------

    def _make_actions(self) -> None:
        key = Qt.Key
        self.close_action = self._action("back", self.tr("Back"), None, self.closed)
        self.previous_action = self._action("left", self.tr("Previous photo"), key.Key_Left, lambda: self._step(-1))
        self.next_action = self._action("right", self.tr("Next photo"), key.Key_Right, lambda: self._step(1))
        self.zoom_in_action = self._action("zoom_in", self.tr("Closer"), key.Key_Plus, lambda: self.canvas.zoom(STEP))
        self.zoom_in_action.setShortcuts([QKeySequence(key.Key_Plus), QKeySequence(key.Key_Equal)])
        self.zoom_out_action = self._action(
            "zoom_out", self.tr("Further"), key.Key_Minus, lambda: self.canvas.zoom(1 / STEP)
        )
        self.fit_action = self._action("fit", self.tr("The whole photo"), key.Key_0, self.canvas.fit)
        self.faces_action = self._action("boxes", self.tr("Keep the names shown (B)"), None, self._on_faces_toggled)
        self.faces_action.setCheckable(True)
        self.draw_action = self._action("face_plus", self.tr("Mark a face by hand"), key.Key_D, self._on_draw)
        self._draw_tip = self.draw_action.toolTip()
        self.info_action = self._action("info", self.tr("About this photo"), key.Key_I, self._on_info_toggled)
        self.info_action.setCheckable(True)
        self.addActions(self.video.actions_of_keys())

    def _action(self, icon: str, text: str, key: Qt.Key | None, do: Callable[..., None] | SignalInstance) -> QAction:
        action = photo_action(self, icon, text, key, do)
        self.addAction(action)
        return action

    def _arrange(self) -> None:
        self._heading = QLabel()
        self._heading.setTextFormat(Qt.TextFormat.PlainText)
        self._count = QLabel()
        self._count.setProperty("look", "quiet")
        header = QHBoxLayout()
        header.setContentsMargins(style.GAP_SMALL, style.GAP_TINY, style.GAP_SMALL, style.GAP_TINY)
        header.setSpacing(style.GAP_TINY)
        header.addWidget(tool_button(self.close_action))
        header.addSpacing(style.GAP_SMALL)
        header.addWidget(self._heading)
        header.addSpacing(style.GAP)
        header.addWidget(self._count)
        header.addStretch()
        looking = (self.zoom_out_action, self.fit_action, self.zoom_in_action)
        for action in (*looking, self.draw_action, self.faces_action, self.info_action):
            header.addWidget(tool_button(action))
        self._leafers = [self._leafer(action) for action in (self.previous_action, self.next_action)]
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.canvas, 1)
        middle.addWidget(self.info)
        self.info.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(header)
        column.addLayout(middle, 1)
        column.addWidget(self.video)
        column.addWidget(self.strip)

    def _leafer(self, action: QAction) -> QToolButton:
        """An arrow at the side of the photo; the keyboard has its keys."""
        button = tool_button(action)
        button.setParent(self.canvas)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setProperty("look", "leaf")
        button.setFixedSize(36, 64)
        return button

    def _connect(self) -> None:
        self._live.changed.connect(self._on_changed)
        self._crops.thumbnail_ready.connect(self._on_thumbnail_ready)
        self._calm.timeout.connect(self._load)
        self.canvas.installEventFilter(self)
        self.loader.loaded.connect(self._on_loaded)
        self.loader.failed.connect(self._on_failed)
        self.canvas.side_wanted.connect(self._calm.start)
        self.canvas.editor.closed.connect(self.refresh)
        self.canvas.person_wanted.connect(self.person_opened)
        self.editor.closed.connect(self.canvas.setFocus)
        self.info.person_wanted.connect(self.person_opened)
        self.info.name_wanted.connect(self.video.edit)
        self.video.player_missing.connect(self._on_no_viewer)
        self.info.place_wanted.connect(self._on_place_wanted)
        self.info.viewer_wanted.connect(self._on_viewer_wanted)
        self.strip.photo_chosen.connect(self._go)

    def _dress(self) -> None:
        """Dark in every palette: photographs are judged on a dark ground."""
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setPalette(style.palette(style.DARK))
        text = resources.files("resources").joinpath("styles", "photo.qss").read_text("utf-8")
        own = Template(text).substitute(
            asdict(style.DARK), surround=style.SURROUND, radius_small=style.RADIUS_SMALL, gap_small=style.GAP_SMALL
        )
        self.setStyleSheet(style.style_sheet(style.DARK) + own)

    # --- the photo --------------------------------------------------------------------------------

    def _step(self, step: int) -> None:
        self._go(max(0, min(self._place + step, len(self._ids) - 1)))

    def _go(self, place: int) -> None:
        self._place = place
        photo_id = self._ids[place]
        self._photo = self._live.ask_now(lambda queries: queries.photo(photo_id))
        self._faces, self._said = [], NOTHING_SAID
        self.video.look_at(self._photo)
        self.draw_action.setEnabled(not self.video.shows_video)
        why = self.tr("Faces are marked by hand in photos only, not in videos")
        self.draw_action.setToolTip(why if self.video.shows_video else self._draw_tip)
        self.edits.look_at(self._photo.photo_id if self._photo is not None else None)
        self.editor.cancel()
        self._show()
        self.refresh()

    def _show(self) -> None:
        photo = self._photo
        self._heading.setText(self._heading_text())
        self._count.setText(
            self.tr("{number} of {all}").format(number=style.number(self._place + 1), all=style.number(len(self._ids)))
        )
        self.previous_action.setEnabled(self._place > 0)
        self.next_action.setEnabled(self._place < len(self._ids) - 1)
        for leafer, action in zip(self._leafers, (self.previous_action, self.next_action), strict=True):
            leafer.setVisible(action.isEnabled())
        self.strip.setVisible(len(self._ids) > 1)
        self.strip.show_photos(self._ids, self._place)
        self._show_info()
        if photo is None or not photo.path:
            self.canvas.show_sentence(self.tr("This photo is no longer in one of your folders."))
            return
        self.canvas.show_photo(photo.width, photo.height, self._image_so_far(photo))
        self._load()

    def _heading_text(self) -> str:
        if self._photo is None:
            return ""
        return date_line(self._photo) or Path(self._photo.path).name

    def _image_so_far(self, photo: Photo) -> QImage:
        ready = self.loader.photo(photo.path)
        if ready is not None:
            return ready.image
        thumbnail = self._crops.thumbnail(photo.photo_id)
        return thumbnail.toImage() if thumbnail is not None else QImage()

    def _load(self) -> None:
        """Asks for the photo as large as it is shown, and for the next ones as large as they will be."""
        if self._photo is None or not self._photo.path or not self.isVisible():
            return
        if self.video.shows_video:
            self.video.load()
            return
        screen = round(max(self.canvas.width(), self.canvas.height()) * self.devicePixelRatioF())
        beside = [place for place in (self._place + 1, self._place - 1) if 0 <= place < len(self._ids)]
        paths = [self._path_of(self._ids[place]) for place in beside]
        self.loader.want((self._photo.path, self.canvas.wanted_side()), soon=[(path, screen) for path in paths])

    def _path_of(self, photo_id: int) -> str:
        photo = self._live.ask_now(lambda queries: queries.photo(photo_id))
        return photo.path if photo is not None and photo.seconds is None else ""

    def _on_loaded(self, loaded: ScreenPhoto) -> None:
        if self._photo is not None and loaded.path == self._photo.path:
            self.canvas.set_size(loaded.width, loaded.height)
            self.canvas.set_image(loaded.image)

    def _on_failed(self, path: str, sentence: str) -> None:
        if self._photo is not None and path == self._photo.path:
            self.canvas.show_sentence(reasons.translated(sentence))

    def _on_thumbnail_ready(self, photo_id: int) -> None:
        if self._photo is None or photo_id != self._photo.photo_id or self.loader.photo(self._photo.path) is not None:
            return
        thumbnail = self._crops.thumbnail(photo_id)
        if thumbnail is not None and self.video.shown is None:
            self.canvas.set_image(thumbnail.toImage())

    # --- the faces --------------------------------------------------------------------------------

    def _on_changed(self, changes: Changes) -> None:
        shown = {face.face_id for face in self._faces} | set(self._said.removed)
        touched = changes.everything or changes.people or changes.faces & shown or self.photo_id in changes.photos
        if touched and self.isVisible():
            self.refresh()

    def _on_facts(self, facts: PhotoFacts) -> None:
        if facts.photo_id != self.photo_id or self.canvas.editor.isVisible():
            return  # nothing moves under a name that is being typed; it is asked again when the editor closes
        self.canvas.set_names(facts.names)
        self.canvas.set_drawn(facts.said.drawn)
        news = (facts.faces, facts.said) != (self._faces, self._said)
        if news or not facts.faces:
            self._faces, self._said = facts.faces, facts.said
            self.video.show_facts(facts.faces, facts.tracks)
            if not self.video.shows_video:
                self.canvas.set_faces(facts.faces)
            self._show_info()
        self.edits.show(facts.faces, facts.said)

    def _on_draw(self) -> None:
        if self._photo is not None and self._photo.path:
            self.canvas.draw()

    # --- actions and keys -------------------------------------------------------------------------

    def _on_faces_toggled(self, kept: bool) -> None:
        self._kept = kept
        self.canvas.keep_faces(kept)

    def _on_info_toggled(self, shown: bool) -> None:
        self.info.setVisible(shown)
        self._show_info()

    def _show_info(self) -> None:
        if self.info_action.isChecked():
            faces = self.video.one_each() if self.video.shows_video else self._faces
            self.info.show_photo(self._photo, faces, self._said)

    def _on_place_wanted(self, path: str) -> None:
        if not file_manager.show_in_file_manager(Path(path)):
            self._live.failed.emit(self.tr("The file manager could not be opened."))

    def _on_viewer_wanted(self, path: str) -> None:
        if not file_manager.open_with_viewer(Path(path)):
            self._on_no_viewer()

    def _on_no_viewer(self) -> None:
        photo, film = self.tr("No program was found that opens this photo."), self.tr("No program plays this video.")
        self._live.failed.emit(film if self.video.shows_video else photo)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() == Qt.Key.Key_Space:
            self.canvas.toggle_actual()
        elif event.key() == Qt.Key.Key_B and not event.isAutoRepeat():
            self._held.start()
            self.canvas.hold_faces(True)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_B and not event.isAutoRepeat() and self._held.isValid():
            if self._held.elapsed() < TAP:
                self.faces_action.trigger()
            self._held.invalidate()
            self.canvas.hold_faces(False)
        else:
            super().keyReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:  # the release of B may have gone to another window
            self.canvas.hold_faces(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.canvas and event.type() == QEvent.Type.Resize:
            self._place_leafers()
        return super().eventFilter(watched, event)

    def _place_leafers(self) -> None:
        middle = (self.canvas.height() - self._leafers[0].height()) // 2
        self._leafers[0].move(style.GAP_SMALL, middle)
        self._leafers[1].move(self.canvas.width() - self._leafers[1].width() - style.GAP_SMALL, middle)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._load()
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.loader.forget()


def _facts_of(photo_id: int) -> Callable[[Queries], PhotoFacts]:
    return lambda queries: PhotoFacts(
        photo_id,
        queries.faces_in(photo_id),
        queries.names(),
        said_about(queries.marks, photo_id),
        queries.tracks_in(photo_id),
    )
