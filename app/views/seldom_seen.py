"""The way to those who are seldom seen: their section is the last one of the People page, and folded."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView

from app.models.people_model import RARE
from app.views.people_page import PeoplePage


def show_seldom_seen(page: PeoplePage) -> None:
    """Unfolds their section and goes there, if there are any."""
    if not page.model.is_open(RARE):
        page.rare_action.trigger()
    section = next((one for one in page.model.sections() if one.name == RARE), None)
    if section is not None:
        page.grid.scrollTo(page.model.index(section.first), QAbstractItemView.ScrollHint.PositionAtTop)
