"""Where a notice covers nothing: in the sidebar, beside the title of a photo, or at the foot of the welcome."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.views.photo_view import PhotoView
from app.widgets.sidebar import Sidebar

FOOT = 60  # pixels of the welcome page's lower edge


def room_for_notice(stack: QStackedWidget, sidebar: Sidebar) -> QRect:
    """In the stack, for what it shows now."""
    shown = stack.currentWidget()
    if shown is not None and shown.isAncestorOf(sidebar):
        return sidebar.free_room()
    if isinstance(shown, PhotoView):
        top = shown.canvas.geometry().top()
        parts = shown.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return widest_gap(part for part in parts if part.isVisible() and part.geometry().bottom() < top)
    return QRect(0, stack.height() - FOOT, stack.width(), FOOT)


def widest_gap(parts: Iterable[QWidget]) -> QRect:
    """Where there is most room between widgets that stand in a line."""
    places = sorted((part.geometry() for part in parts), key=QRect.left)
    gaps = [
        QRect(left.right() + 1, left.top(), right.left() - left.right() - 1, left.height())
        for left, right in pairwise(places)
    ]
    return max(gaps, key=QRect.width, default=QRect())
