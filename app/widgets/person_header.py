"""The head of a person's page: back, cover, name, "214 photos, 1998–2025", and what can be done with the person."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from app import icons, style, words
from app.previews import CropLoader
from app.tiles import square
from app.widgets.face_grid_delegate import rounded
from app.widgets.floating import flat_button
from core.records import Face, Person

COVER = 88
MOST_OTHERS = 3
NARROW_ROOM = 400  # pixels of a header that are not for what it says of guesses, without the words of the buttons
WIDEST_NAME = 120  # pixels of a name in the button that confirms
ROOM_FOR_THE_NAME = 620  # pixels of the header that are not for the buttons


class PersonHeader(QWidget):
    """Its places are in the coordinates of the page that it is a child of."""

    name_clicked = Signal()
    confirm_wanted = Signal()  # all that Familiar only believes

    def __init__(self, crops: CropLoader, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self.back = QPushButton(icons.icon("back"), "", self)
        self.back.setProperty("look", "flat")
        self.back.setIconSize(QSize(style.ICON, style.ICON))
        self.back.setAccessibleName(self.tr("Back"))
        self.back.setToolTip(self.tr("Back"))
        self._cover = _Cover(crops, self)
        self._name = QPushButton(self)
        self._name.setProperty("look", "name")
        self._name.setCursor(Qt.CursorShape.IBeamCursor)
        self._name.clicked.connect(self.name_clicked)
        self._facts = QLabel(self)
        self._facts.setProperty("look", "quiet")
        self._facts.setMinimumWidth(1)  # long lists of names give way to the buttons
        self._guesses = QLabel(self)
        self._guesses.setProperty("look", "quiet")
        self._guesses.setMinimumWidth(1)  # else a long one would keep the header from getting narrow
        self.confirm = QPushButton(self)
        self.confirm.setProperty("look", "link")
        self.confirm.clicked.connect(self.confirm_wanted)
        self._guessed = 0
        self._tools: list[tuple[QPushButton, str]] = []  # with their words
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(style.GAP_TINY)
        self._more = self._more_button()
        self._arrange()

    @property
    def name(self) -> str:
        """What stands in the place of the name."""
        return self._name.text()

    @property
    def facts(self) -> str:
        return self._facts.text()

    @property
    def guesses(self) -> str:
        """What it says about guesses; "" where there are none."""
        return "" if self._guesses.isHidden() else self._guesses.text()

    def add(self, *actions: QAction) -> None:
        """Buttons at the right edge."""
        for action in actions:
            button = flat_button(action.text(), action.icon(), self)
            button.setToolTip(action.toolTip())
            button.clicked.connect(action.trigger)
            self._buttons.addWidget(button)
            self._tools.append((button, button.text()))

    def add_more(self, *actions: QAction) -> None:
        """What is rarely wanted, in the menu at the right edge."""
        self._more.menu().addActions(actions)

    def _more_button(self) -> QToolButton:
        more = QToolButton(self)
        more.setIcon(icons.icon("more"))
        more.setIconSize(QSize(style.ICON, style.ICON))
        more.setProperty("look", "flat")
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        more.setAccessibleName(self.tr("More"))
        more.setToolTip(self.tr("More"))
        more.setMenu(QMenu(more))
        return more

    def name_place(self) -> QRect:
        """Where the name stands."""
        return QRect(self._name.mapTo(self._page, QPoint(0, 0)), QSize(320, self._name.height()))

    def actions_place(self) -> QRect:
        """Where an editor for the actions goes."""
        return QRect(self.mapTo(self._page, self._buttons.geometry().bottomLeft()), QSize(280, 40))

    def show_nobody(self) -> None:
        """Until the answer is there."""
        self._cover.show_face(None)
        self._name.setText("")
        self._facts.setText("")
        self._show_guesses([], "")

    def show_person(
        self, person: Person | None, faces: Sequence[Face], name: str, others: Sequence[str] = (), *, born: str = ""
    ) -> None:
        """`faces` are all of theirs, at least one; `others` the names of those who share most photos with them."""
        self._name.setText(name or self.tr("Add name"))
        self._name.setProperty("look", "name" if name else "add name")
        self._name.style().polish(self._name)
        count = words.photos(len({face.photo_id for face in faces}))
        years = words.years(faces)
        facts = f"{count}, {years}" if years else count
        if others:
            facts = self.tr("{facts}, with {names}").format(facts=facts, names=", ".join(others[:MOST_OTHERS]))
        if born:
            facts = self.tr("{facts}, born {day}").format(facts=facts, day=words.day(born))
        self._facts.setText(facts)
        self._show_guesses(faces, name)
        cover = person.cover_face_id if person is not None else None
        self._cover.show_face(cover if cover is not None else faces[0].face_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the buttons are icons, which say the rest in their tooltips."""
        super().resizeEvent(event)
        for button, text in self._tools:
            button.setText(text)
        widths = [button.sizeHint().width() for button, _ in self._tools]
        roomy = self.width() - sum(widths) > ROOM_FOR_THE_NAME
        for (button, text), width in zip(self._tools, widths, strict=True):
            button.setText(text if roomy else "")
            button.setMinimumWidth(width if roomy else 0)
        self._say_guesses()

    def _show_guesses(self, faces: Sequence[Face], name: str) -> None:
        count = sum(face.how == "guessed" for face in faces) if name else 0
        self._guessed = count
        fitted = self.confirm.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, WIDEST_NAME)
        self.confirm.setText(self.tr("All of these are {name}").format(name=fitted.replace("&", "&&")))
        self.confirm.setToolTip(self.tr("Confirms every face on this page (Ctrl+Shift+Return)"))
        self._say_guesses()
        self._guesses.setVisible(count > 0)
        self.confirm.setVisible(count > 0)

    def _say_guesses(self) -> None:
        """As long as there is room for it beside what confirms them."""
        says = self.tr("? marks %Ln guess(es) of Familiar’s", "", self._guessed)
        wide = self._guesses.fontMetrics().horizontalAdvance(says) + self.confirm.sizeHint().width()
        buttons = sum(button.minimumWidth() for button, _ in self._tools)  # 0 where it is an icon alone
        short = wide > self.width() - NARROW_ROOM - buttons
        self._guesses.setText(self.tr("%Ln guess(es)", "", self._guessed) if short else says)
        self._guesses.setToolTip(says if short else "")

    def _arrange(self) -> None:
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addStretch(1)
        lines.addWidget(self._name, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addWidget(self._facts)
        guesses = QHBoxLayout()
        guesses.setSpacing(style.GAP_TINY)
        guesses.addWidget(self._guesses)
        guesses.addWidget(self.confirm)
        guesses.addStretch(1)
        lines.addLayout(guesses)
        lines.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(style.GAP_SMALL, style.GAP, style.GAP_HUGE, style.GAP_SMALL)
        row.setSpacing(style.GAP)
        row.addWidget(self.back)
        row.addWidget(self._cover)
        row.addLayout(lines, 1)
        row.addLayout(self._buttons)
        row.addWidget(self._more)


class _Cover(QWidget):
    """The person's cover."""

    def __init__(self, crops: CropLoader, parent: QWidget) -> None:
        super().__init__(parent)
        self._crops = crops
        self._face_id: int | None = None
        self.setFixedSize(COVER, COVER)
        crops.crop_ready.connect(self._on_ready)

    def show_face(self, face_id: int | None) -> None:
        self._face_id = face_id
        self.update()

    def _on_ready(self, face_id: int) -> None:
        if face_id == self._face_id:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = rounded(self.rect(), style.RADIUS)
        painter.fillPath(shape, style.colour("placeholder"))
        crop = None if self._face_id is None else self._crops.crop(self._face_id)
        if crop is not None:
            painter.setClipPath(shape)
            painter.drawPixmap(0, 0, square(crop, COVER, self.devicePixelRatioF()))
        painter.end()
