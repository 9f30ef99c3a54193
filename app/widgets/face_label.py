"""The name under a face in a photograph: a small button that opens the name's editor, with a menu for the rest."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QEnterEvent, QFocusEvent, QIcon, QKeyEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app import icons, style
from core.records import Face


class FaceLabel(QPushButton):
    """Who one face is. `clicked` asks for the editor."""

    rejected = Signal(int)  # face id: not this person
    confirmed = Signal(int)  # face id: rightly guessed
    removed = Signal(int)  # face id: not a face
    person_wanted = Signal(str)  # the key of whom to look at
    touched = Signal(int, bool)  # face id; whether the pointer or the keyboard is on it

    def __init__(self, face: Face, parent: QWidget) -> None:
        super().__init__(parent)
        self.face = face
        self.setText(shown_name(face) or self.tr("Add name"))
        self.setProperty("look", "named" if face.name else "unnamed")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self._spoken())
        self.setToolTip(self._advice())
        self.ensurePolished()
        self.adjustSize()

    def show_name(self, shown: bool) -> None:
        """Seen or not. Never hidden: the Tab key must find it."""
        if shown != self.property("seen"):
            self.setProperty("seen", shown)
            self.style().polish(self)

    def _spoken(self) -> str:
        if not self.face.name:
            return self.tr("A face without a name")
        if self.face.how == "confirmed":
            return self.tr("The face of {name}").format(name=self.face.name)
        return self.tr("The face of {name}, as Familiar believes").format(name=self.face.name)

    def _advice(self) -> str:
        if not self.face.name:
            return ""
        if self.face.how == "confirmed":
            return self.tr("You confirmed that this is {name}.").format(name=self.face.name)
        return self.tr("Familiar believes that this is {name}.").format(name=self.face.name)

    def menu_now(self) -> QMenu:
        """What can be done with this face."""
        menu = QMenu(self)
        name, key = self.face.name, person_key(self.face)
        text = self.tr("Somebody else…") if name else self.tr("Add name")
        menu.addAction(_icon("pencil"), text, self.clicked.emit)
        if name and self.face.how == "guessed":
            text = self.tr("This is {name}").format(name=name)
            menu.addAction(_icon("check"), text, lambda: self.confirmed.emit(self.face.face_id))
        if name:
            text = self.tr("Not {name}").format(name=name)
            menu.addAction(_icon("not_person"), text, lambda: self.rejected.emit(self.face.face_id))
        if key:
            text = self.tr("All photos of {name}").format(name=name) if name else self.tr("All faces like this one")
            menu.addAction(_icon("people"), text, lambda: self.person_wanted.emit(key))
        menu.addSeparator()
        menu.addAction(_icon("remove"), self.tr("Not a face"), lambda: self.removed.emit(self.face.face_id))
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.menu_now()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Delete and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.removed.emit(self.face.face_id)
        elif event.key() == Qt.Key.Key_Delete and self.face.name:
            self.rejected.emit(self.face.face_id)
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.touched.emit(self.face.face_id, True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.touched.emit(self.face.face_id, self.hasFocus())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.touched.emit(self.face.face_id, True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.touched.emit(self.face.face_id, self.underMouse())


def _icon(name: str) -> QIcon:
    return icons.icon(name, colour=QColor(style.DARK.text))


def shown_name(face: Face) -> str:
    """The name for a button, with the mark of a guess; "" for nobody."""
    guessed = " ?" if face.name and face.how == "guessed" else ""
    return face.name.replace("&", "&&") + guessed


def person_key(face: Face) -> str:
    """The typed id of the person or nameless group that a face belongs to, "" for a lone face."""
    if face.person_id is not None:
        return f"p{face.person_id}"
    return f"g{face.group_id}" if face.group_id is not None else ""


def label_spot(box: QRect, size: QSize, room: QRect, taken: list[QRect]) -> QRect:
    """Where a label goes: under its face, else above it, inside `room`, moved down past labels that are there."""
    spot = QRect(QPoint(box.center().x() - size.width() // 2, box.bottom() + style.GAP_TINY), size)
    if spot.bottom() > room.bottom():
        spot.moveBottom(box.top() - style.GAP_TINY)
    spot.moveLeft(max(room.left(), min(spot.left(), room.right() - size.width())))
    spot.moveTop(max(room.top(), min(spot.top(), room.bottom() - size.height())))
    for other in sorted(taken, key=lambda rect: rect.top()):
        if spot.intersects(other) and other.bottom() + 2 + size.height() <= room.bottom():
            spot.moveTop(other.bottom() + 2)
    return spot
