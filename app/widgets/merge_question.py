"""Asks before two people become one who stand beside each other in a photo: seldom right, but there are mirrors.

Elsewhere merging asks nothing, since one key takes it back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app import style
from app.live_library import LiveLibrary
from app.previews import CropLoader

PICTURE = (360, 240)  # pixels that the photo may take


class MergeQuestion(QFrame):
    """A card in the middle of its page. `ask` calls back at once where there is nothing to ask."""

    def __init__(self, live: LiveLibrary, crops: CropLoader, page: QWidget) -> None:
        super().__init__(page)
        self.setProperty("look", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._live = live
        for edited in (live.edited, live.taken_back):
            edited.connect(self.hide)  # whom it asks about may be others now
        self._page = page
        self._then: Callable[[], object] = lambda: None
        self._before: QWidget | None = None
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setProperty("look", "heading")
        self._picture = _Picture(crops, self)
        self.merge = QPushButton(self.tr("One person: merge"), self)
        self.merge.clicked.connect(self._on_merge)
        self.cancel = QPushButton(self.tr("Leave them as two"), self)
        self.cancel.setProperty("look", "primary")
        self.cancel.clicked.connect(self.close_)
        self._arrange()
        self.hide()

    @property
    def words(self) -> str:
        """The question; "" while it is not asked."""
        return self._words.text() if self.isVisible() else ""

    def ask(self, keys: Sequence[str], then: Callable[[], object]) -> None:
        """`then` merges: called at once where no photo shows two of them, else after a yes."""
        people = list(dict.fromkeys(keys))
        photos = self._live.ask_now(lambda queries: queries.questions.together(people))
        if not photos:
            then()
            return
        self._then = then
        self._words.setText(
            self.tr("They are both in %Ln photo(s). Are they really one person?", "", len(photos))
            if len(people) == 2
            else self.tr("Some of them are together in %Ln photo(s). Are they really one person?", "", len(photos))
        )
        self._picture.show_photo(photos[0])
        self._before = self._page.focusWidget()
        self.adjustSize()
        place = QRect(self._page.rect().center(), self.size())
        place.moveCenter(self._page.rect().center())
        self.setGeometry(place)
        self.show()
        self.raise_()
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_(self) -> None:
        """Leaves everything as it is."""
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Who goes to another page has left the question."""
        super().hideEvent(event)
        if not event.spontaneous():  # which a minimised window's is
            self.hide()
            self._then = lambda: None

    def _on_merge(self) -> None:
        then = self._then
        self.close_()
        then()

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.merge)
        buttons.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(style.GAP_LARGE, style.GAP_LARGE, style.GAP_LARGE, style.GAP_LARGE)
        column.setSpacing(style.GAP)
        column.addWidget(self._words)
        column.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(buttons)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            button = self.focusWidget()
            if isinstance(button, QPushButton):
                button.click()
        else:
            super().keyPressEvent(event)


class _Picture(QWidget):
    """The thumbnail of a photo, whole."""

    def __init__(self, crops: CropLoader, parent: QWidget) -> None:
        super().__init__(parent)
        self._crops = crops
        self._photo_id = -1
        self.setFixedSize(*PICTURE)
        crops.thumbnail_ready.connect(self._on_thumbnail_ready)

    def _on_thumbnail_ready(self, photo_id: int) -> None:
        if photo_id == self._photo_id:
            self.update()

    def show_photo(self, photo_id: int) -> None:
        self._photo_id = photo_id
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        picture = self._crops.thumbnail(self._photo_id)
        painter = QPainter(self)
        if picture is not None:
            size = picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRect(0, 0, size.width(), size.height())
            place.moveCenter(self.rect().center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(place, picture)
        painter.end()
