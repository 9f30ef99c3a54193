"""Where a notice covers nothing: in the sidebar (beside the menus where that is slim), beside the title of a photo, or
at the foot of the welcome."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from app import style
from app.views.photo_view import PhotoView
from app.widgets.sidebar import Sidebar

FOOT = 60  # pixels of the welcome page's lower edge


def room_for_notice(window: QMainWindow, stack: QStackedWidget, sidebar: Sidebar) -> QRect:
    """In the window, for what the stack shows now."""
    shown, origin = stack.currentWidget(), stack.mapTo(window, QPoint(0, 0))
    if shown is not None and shown.isAncestorOf(sidebar):
        return beside_the_menus(window) if sidebar.slim else sidebar.free_room().translated(origin)
    if isinstance(shown, PhotoView):
        top = shown.canvas.geometry().top()
        parts = shown.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        gap = widest_gap(part for part in parts if part.isVisible() and part.geometry().bottom() < top)
        return gap.translated(origin)
    return QRect(0, stack.height() - FOOT, stack.width(), FOOT).translated(origin)


def beside_the_menus(window: QMainWindow) -> QRect:
    """From the end of the menus to the right edge, down to where the headers of pages have their first line."""
    bar = window.menuBar()
    used = max((bar.actionGeometry(action).right() for action in bar.actions()), default=0)
    left = bar.mapTo(window, QPoint(used, 0)).x() + style.GAP_LARGE
    return QRect(left, 1, window.width() - left - style.GAP_SMALL, bar.geometry().bottom() + style.GAP_LARGE - 2)


def widest_gap(parts: Iterable[QWidget]) -> QRect:
    """Where there is most room between widgets that stand in a line."""
    places = sorted((part.geometry() for part in parts), key=QRect.left)
    gaps = [
        QRect(left.right() + 1, left.top(), right.left() - left.right() - 1, left.height())
        for left, right in pairwise(places)
    ]
    return max(gaps, key=QRect.width, default=QRect())
