"""Asks before people become one whose merging is not plain: two names, of which one stays, or two beside each other in
a photo, which is seldom right (but there are mirrors).

Elsewhere merging asks nothing, since one key takes it back. The card shows who they are, says whose name stays, and
lets one choose the other: a click, or the arrows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app import style
from app.live_library import LiveLibrary
from app.previews import CropLoader
from app.widgets.merge_side import MergeSide, Shown
from core.store.queries import Queries

PICTURE = (300, 170)  # pixels that the photo may take
SIDES = 3  # as many are seen; a window of 900 pixels has no room for more
FACES = {1: 3, 2: 3, 3: 2}  # of each, by how many are seen

Then = Callable[[str], object]  # the key of whose name stays


class MergeQuestion(QFrame):
    """A card in the middle of its page. `ask` calls back at once where there is nothing to ask."""

    closed = Signal()  # before anybody is merged

    def __init__(self, live: LiveLibrary, crops: CropLoader, page: QWidget) -> None:
        super().__init__(page)
        self.setProperty("look", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._live, self._crops, self._page = live, crops, page
        for edited in (live.edited, live.taken_back):
            edited.connect(self.hide)  # whom it asks about may be others now
        self._then: Then = lambda _: None
        self._before: QWidget | None = None
        self._stays = ""  # the key of whose name stays
        self.sides: list[MergeSide] = []
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setProperty("look", "heading")
        self._outcome = QLabel(self)
        self._outcome.setWordWrap(True)
        self._together = QLabel(self)
        self._together.setWordWrap(True)
        self._together.setProperty("look", "quiet")
        self._picture = _Picture(crops, self)
        self.merge = QPushButton(self.tr("One person: merge"), self)
        self.merge.clicked.connect(self._on_merge)
        self.cancel = QPushButton(self.tr("Leave them as two"), self)
        self.cancel.clicked.connect(self.close_)
        self._arrange()
        self.hide()

    @property
    def words(self) -> str:
        """The question, and what makes it doubtful; "" while it is not asked."""
        said = [part.text() for part in (self._words, self._together) if not part.isHidden()]
        return " ".join(said) if self.isVisible() else ""

    @property
    def outcome(self) -> str:
        """What merging does, in words."""
        return self._outcome.text()

    @property
    def stays(self) -> str:
        """The key of whose name stays as things stand."""
        return self._stays

    def ask(self, keys: Sequence[str], then: Then, *, into: str, sure: bool = False, called: str = "") -> None:
        """`then` merges into the one whose name stays: `into`, unless the user chooses another.

        Called at once where no photo shows two of them and no two have names, or the user was `sure` whose name stays;
        else after a yes. `called` is the name that they get where that is a new one.
        """
        people = list(dict.fromkeys([*keys, into]))
        photos = self._live.ask_now(lambda queries: queries.questions.together(people))
        names = self._live.ask_now(Queries.names)
        shown = [Shown(key, names.get(int(key[1:]), "") if key.startswith("p") else "") for key in people]
        several = len({one.name for one in shown if one.name}) > 1 and not called
        if not photos and (sure or not several):
            then(into)
            return
        self._then = then
        self._show_sides(shown, into, may_choose=several)
        self._ask_in_words(shown, called)
        self._show_together(photos, len(people))
        self._choose(into, called)
        self._open(safe=bool(photos), choosing=several)
        self._live.ask(lambda queries: _looked_up(queries, people), self._on_looked_up)

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
            self._then = lambda _: None
            self.closed.emit()

    # --- what it shows ----------------------------------------------------------------------------

    def _show_sides(self, shown: Sequence[Shown], into: str, *, may_choose: bool) -> None:
        for side in self.sides:
            self._row.removeWidget(side)
            side.hide()
            side.deleteLater()
        first = sorted(shown, key=lambda one: (one.key != into, not one.name))[:SIDES]
        most = FACES[len(first)]
        self.sides = [MergeSide(one, self._crops, self, most=most) for one in shown if one in first]
        for place, side in enumerate(self.sides):
            side.allow_choosing(may_choose and bool(side.shown.name))
            side.clicked.connect(lambda _=False, key=side.shown.key: self._choose(key))
            side.stepped.connect(self._step)
            self._row.insertWidget(1 + place, side)
            side.show()
        self._more.setText(self.tr("and {count} more").format(count=style.number(len(shown) - len(self.sides))))
        self._more.setVisible(len(shown) > len(self.sides))

    def _ask_in_words(self, shown: Sequence[Shown], called: str) -> None:
        names = list(dict.fromkeys(one.name for one in shown if one.name))
        if len(names) == 2 and not called:
            self._words.setText(
                self.tr("Are {name} and {other} the same person?").format(name=names[0], other=names[1])
            )
        elif len(shown) == 2:
            self._words.setText(self.tr("Are these two the same person?"))
        else:
            self._words.setText(self.tr("Are all of these the same person?"))

    def _show_together(self, photos: Sequence[int], people: int) -> None:
        self._together.setText(
            self.tr("They are both in %Ln photo(s). Are they really one person?", "", len(photos))
            if people == 2
            else self.tr("Some of them are together in %Ln photo(s). Are they really one person?", "", len(photos))
        )
        for part in (self._together, self._picture):
            part.setVisible(bool(photos))
        if photos:
            self._picture.show_photo(photos[0])

    def _choose(self, key: str, called: str = "") -> None:
        """Theirs is the name that stays."""
        self._stays = key
        name = called
        for side in self.sides:
            side.set_stays(side.shown.key == key and not called)
            if side.stays:
                name = side.shown.name
        self._outcome.setText(
            self.tr("They become one person, and the name {name} stays.").format(name=name)
            if name and not called
            else self.tr("They become one person, called {name}.").format(name=name)
            if name
            else self.tr("They become one person.")
        )

    def _step(self, step: int) -> None:
        """The arrows: the next one with a name."""
        named = [side for side in self.sides if side.isEnabled()]
        here = next((place for place, side in enumerate(named) if side.shown.key == self._stays), 0)
        there = named[(here + step) % len(named)]
        self._choose(there.shown.key)
        there.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_looked_up(self, found: Mapping[str, tuple[tuple[int, ...], int]]) -> None:
        for side in self.sides:
            if side.shown.key in found:
                faces, photos = found[side.shown.key]
                side.show_more(replace(side.shown, faces=faces, photos=photos))

    # --- opening and ending -----------------------------------------------------------------------

    def _open(self, *, safe: bool, choosing: bool) -> None:
        """With the safe answer ready where a photo speaks against it; else Enter merges, and the arrows choose."""
        ready, other = (self.cancel, self.merge) if safe else (self.merge, self.cancel)
        for button, look in ((ready, "primary"), (other, "")):
            button.setProperty("look", look)
            button.style().unpolish(button)
            button.style().polish(button)
        self._before = self._page.focusWidget()
        self._place()
        self.show()
        self.raise_()
        chosen = next((side for side in self.sides if side.stays), None) if choosing and not safe else None
        (chosen or ready).setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        """In the middle of the page, as large as it needs."""
        self._column.invalidate()
        self._column.activate()
        wide = min(self._column.totalMinimumSize().width(), self._page.width() - 2 * style.GAP)
        high = self._column.totalHeightForWidth(wide) if self._column.hasHeightForWidth() else self.sizeHint().height()
        place = QRect(0, 0, wide, min(high, self._page.height() - 2 * style.GAP))
        place.moveCenter(self._page.rect().center())
        self.setGeometry(place)

    def _on_merge(self) -> None:
        then, stays = self._then, self._stays
        self.close_()
        then(stays)

    def _arrange(self) -> None:
        self._row = QHBoxLayout()
        self._row.setSpacing(style.GAP)
        self._more = QLabel(self)
        self._more.setProperty("look", "quiet")
        self._row.addStretch(1)
        self._row.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.merge)
        buttons.addWidget(self.cancel)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(style.GAP_LARGE, style.GAP_LARGE, style.GAP_LARGE, style.GAP_LARGE)
        column.setSpacing(style.GAP)
        column.addWidget(self._words)
        column.addLayout(self._row)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._outcome)
        column.addWidget(self._together)
        column.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(buttons)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """The Tab key stays in the card until it is answered."""
        ring = [*(side for side in self.sides if side.isEnabled()), self.merge, self.cancel]
        here = next((place for place, part in enumerate(ring) if part.hasFocus()), -1)
        ring[(here + (1 if forwards else -1)) % len(ring)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            button = self.focusWidget()
            (button if isinstance(button, QPushButton) else self.merge).click()
        else:
            super().keyPressEvent(event)


def _looked_up(queries: Queries, keys: Sequence[str]) -> dict[str, tuple[tuple[int, ...], int]]:
    """Of each: the best faces, and how many photos; on the background thread."""
    found = {}
    for key in keys:
        photos = {face.photo_id for face in queries.faces_of(key)}
        found[key] = (tuple(queries.questions.best_faces(key, limit=max(FACES.values()))), len(photos))
    return found


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
