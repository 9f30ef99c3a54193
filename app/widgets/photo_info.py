"""The panel beside a photograph: which file it is, when it was taken, who is in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QDateTime, QLocale, QRect, QSize, Qt, QTime, Signal
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app import icons, style, words
from app.previews import CropLoader
from app.tiles import rounded_square
from app.widgets.face_label import person_key, shown_name
from core.records import Face, Photo
from core.store.marks import Drawn, Marks

WIDTH: Final = 264
FACE_SIDE: Final = 32


@dataclass(frozen=True, slots=True)
class Said:
    """What the user said about a photo besides who its faces are."""

    drawn: list[Drawn]
    removed: list[int]  # faces
    present: list[tuple[int, str]]  # person, name: here without a face


NOTHING_SAID: Final = Said([], [], [])


def said_about(marks: Marks, photo_id: int) -> Said:
    """Read from the library."""
    return Said(marks.drawn_in(photo_id), marks.removed_in(photo_id), marks.present_in(photo_id))


class PhotoInfo(QScrollArea):
    """Filled by `show_photo` and `show_faces`; says what was asked of it."""

    person_wanted = Signal(str)
    name_wanted = Signal(int)  # a face without name was clicked
    face_restored = Signal(int)
    somebody_wanted = Signal(QRect)  # somebody without a face; where the button is
    somebody_absent = Signal(int)  # a person: not here after all
    place_wanted = Signal(str)  # show the file at this path in the file manager
    viewer_wanted = Signal(str)  # open the file at this path

    def __init__(self, crops: CropLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._crops = crops
        self._photo: Photo | None = None
        self._faces: list[Face] = []
        self._said = NOTHING_SAID
        self.setFixedWidth(WIDTH)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName("photoInfo")
        crops.crop_ready.connect(self._on_crop_ready)

    def show_photo(self, photo: Photo | None, faces: Iterable[Face], said: Said = NOTHING_SAID) -> None:
        """Everything about this photo."""
        self._photo, self._faces, self._said = photo, list(faces), said
        page = QWidget()
        page.setObjectName("photoInfoPage")
        column = QVBoxLayout(page)
        column.setContentsMargins(style.GAP_LARGE, style.GAP_LARGE, style.GAP_LARGE, style.GAP_LARGE)
        column.setSpacing(style.GAP_SMALL)
        for widget in (*self._file_widgets(), *self._face_widgets(), *self._said_widgets()):
            column.addWidget(widget)
        column.addStretch()
        self.setWidget(page)

    @property
    def _is_video(self) -> bool:
        return self._photo is not None and self._photo.seconds is not None

    def _file_widgets(self) -> list[QWidget]:
        if self._photo is None or not self._photo.path:
            return []
        path = Path(self._photo.path)
        widgets: list[QWidget] = [_words(path.name, "heading")]
        widgets += [_words(line, "quiet") for line in (date_line(self._photo), self._size_line()) if line]
        if self._photo.taken_from in ("name", "file"):
            widgets.insert(2, _words(self._date_source(), "small"))
        widgets.append(_words(str(path.parent), "small"))
        if self._photo.also_at:
            copies = self.tr("The same photo is also here:")
            if self._is_video:
                copies = self.tr("The same video is also here:")
            widgets.append(_words(copies, "small"))
            widgets += [_words(place, "small") for place in self._photo.also_at]
        show = self._button("folder_open", self.tr("Show in file manager"))
        show.clicked.connect(lambda: self.place_wanted.emit(str(path)))
        view = self._button("external", self.tr("Open with another program"))
        view.clicked.connect(lambda: self.viewer_wanted.emit(str(path)))
        return [*widgets, show, view]

    def _date_source(self) -> str:
        """Where a date comes from that the photo itself does not say."""
        by_name = self._photo is not None and self._photo.taken_from == "name"
        if self._is_video:
            return (
                self.tr("The video itself does not say when it was taken; the date is from the file's name.")
                if by_name
                else self.tr(
                    "The video itself does not say when it was taken; the date is that of the file, and the video may "
                    "be older."
                )
            )
        if by_name:
            return self.tr("The photo itself does not say when it was taken; the date is from the file's name.")
        return self.tr(
            "The photo itself does not say when it was taken; the date is that of the file, and the photo may be older."
        )

    def _size_line(self) -> str:
        if self._photo is None or not self._photo.width:
            return ""
        width, height = (QLocale().toString(side) for side in (self._photo.width, self._photo.height))
        return self.tr("{width} by {height} pixels").format(width=width, height=height)

    def _face_widgets(self) -> list[QWidget]:
        if not self._faces:
            nobody = self.tr("No faces were found in this photo.")
            if self._is_video:
                nobody = self.tr("No faces were found in this video.")
            return [_line(), _words(nobody, "quiet")]
        heading = self.tr("In this video") if self._is_video else self.tr("In this photo")
        return [_line(), _words(heading, "heading"), *map(self._face_button, self._faces)]

    def _said_widgets(self) -> list[QWidget]:
        """Those who are here without a face, and faces that were removed."""
        if self._photo is None:
            return []
        absent = [self._person_button(*person) for person in self._said.present]
        add = self._button("person", self.tr("Somebody else is here…"))
        add.setToolTip(self.tr("For somebody whose face cannot be seen"))
        add.clicked.connect(lambda: self.somebody_wanted.emit(QRect(add.mapTo(self, add.rect().topLeft()), add.size())))
        removed = [self._removed_button(face_id) for face_id in self._said.removed]
        heading = [_words(self.tr("Removed faces"), "small")] if removed else []
        return [*absent, add, *heading, *removed]

    def _person_button(self, person_id: int, name: str) -> QPushButton:
        says = self.tr("{name} (no face seen)").format(name=name)
        button = self._button("close", says.replace("&", "&&"))
        button.setToolTip(self.tr("Take {name} out of this photo").format(name=name))
        button.clicked.connect(lambda: self.somebody_absent.emit(person_id))
        return button

    def _removed_button(self, face_id: int) -> QPushButton:
        button = QPushButton(self.tr("Bring back"))
        button.setProperty("look", "link")
        button.setProperty("leading", True)
        button.setProperty("face", face_id)
        button.setIconSize(QSize(FACE_SIDE, FACE_SIDE))
        self._set_crop(button, face_id)
        button.clicked.connect(lambda: self.face_restored.emit(face_id))
        return button

    def _face_button(self, face: Face) -> QPushButton:
        button = QPushButton(shown_name(face) or self.tr("Add name"))
        if face.name and face.how == "guessed":
            button.setToolTip(self.tr("Familiar believes that this is {name}.").format(name=face.name))
        button.setProperty("look", "flat" if face.name else "link")
        button.setProperty("leading", True)
        button.setProperty("face", face.face_id)
        button.setIconSize(QSize(FACE_SIDE, FACE_SIDE))
        self._set_crop(button, face.face_id)
        if face.name:
            button.clicked.connect(lambda: self.person_wanted.emit(person_key(face)))
        else:
            button.clicked.connect(lambda: self.name_wanted.emit(face.face_id))
        return button

    def _set_crop(self, button: QPushButton, face_id: int) -> None:
        """Its crop; until there is one (of a face drawn by hand, say), a soft shape that keeps the place."""
        crop = self._crops.crop(face_id)
        if crop is None:
            crop = QPixmap(1, 1)
            crop.fill(QColor(style.DARK.placeholder))
        button.setIcon(QIcon(rounded_square(crop, FACE_SIDE, self.devicePixelRatioF(), style.RADIUS_SMALL)))

    def _on_crop_ready(self, face_id: int) -> None:
        for button in self.findChildren(QPushButton):
            if button.property("face") == face_id:
                self._set_crop(button, face_id)

    def _button(self, icon: str, text: str) -> QPushButton:
        button = QPushButton(icons.icon(icon, colour=QColor(style.DARK.text)), text)
        button.setProperty("leading", True)
        return button


def date_line(photo: Photo) -> str:
    """ "Saturday, 24 December 2003 19:40" in the user's language; where only a file says so, that it is the file's. ""
    where there is no date."""
    moment = QDateTime.fromString(photo.taken_at, Qt.DateFormat.ISODate)
    if not moment.isValid():
        return ""
    line = QLocale().toString(moment.date(), QLocale.FormatType.LongFormat)
    if photo.taken_from != "name" or moment.time() != QTime(0, 0):  # which most names do not say
        line = f"{line} {QLocale().toString(moment.time(), QLocale.FormatType.ShortFormat)}"
    return words.by_source(line, photo.taken_from)


def _words(text: str, look: str) -> QLabel:
    # A zero-width space after each separator lets long paths break there.
    label = QLabel(text.replace("/", "/\u200b").replace("\\", "\\\u200b").replace("_", "_\u200b"))
    label.setProperty("look", look)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _line() -> QFrame:
    line = QFrame()
    line.setObjectName("line")
    line.setFixedHeight(1)
    return line
