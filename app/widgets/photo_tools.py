"""Actions and buttons around a photograph, which are light on dark in every palette."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, SignalInstance
from PySide6.QtGui import QAction, QColor, QKeySequence
from PySide6.QtWidgets import QToolButton, QWidget

from app import icons, style


def photo_action(
    owner: QWidget, icon: str, text: str, key: Qt.Key | None, do: Callable[..., object] | SignalInstance
) -> QAction:
    """Something that one can do with a photo, by this key wherever the focus is in the widget that it is added to."""
    action = QAction(icons.icon(icon, colour=QColor(style.DARK.text)), text, owner)
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    if key is not None:
        action.setShortcut(key)
        shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{text} ({shown})")
    action.triggered.connect(do)
    return action


def tool_button(action: QAction) -> QToolButton:
    """Its icon, to be pressed; the keyboard reaches it with Tab."""
    button = QToolButton()
    button.setDefaultAction(action)
    button.setIconSize(QSize(style.ICON, style.ICON))
    button.setProperty("look", "flat")
    button.setAccessibleName(action.text())
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
