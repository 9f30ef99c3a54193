"""What the window says about an edit that was just done or taken back, and what may follow it: Undo, Redo, a look."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.live_library import LiveLibrary
from app.models.people_model import RARE, section_of
from app.views.person_edits import PersonEdits
from app.views.review_page import ReviewPage
from app.widgets.notice import Notice


class EditNotices(QObject):
    """Belongs to the window's notice; `open_page` goes to somebody ("person:p3")."""

    def __init__(
        self,
        live: LiveLibrary,
        notice: Notice,
        *,
        review: ReviewPage,
        open_page: Callable[[str], object],
    ) -> None:
        super().__init__(notice)
        self._live, self._notice, self._review, self._open_page = live, notice, review, open_page
        live.edited.connect(self._on_edited)
        live.taken_back.connect(self._on_taken_back)

    def follow(self, person: PersonEdits) -> None:
        """What is done on a person's page."""
        person.split_off.connect(self._on_split_off)

    def _on_edited(self, sentence: str) -> None:
        if self._review.answering:
            return  # the next question says enough, and Undo stands below it
        self._notice.say(sentence, button=self.tr("Undo"), action=self._live.undo_soon)

    def _on_taken_back(self, sentence: str) -> None:
        if self._review.answering:
            return
        self._notice.say(sentence, button=self.tr("Redo"), action=self._live.redo_soon)

    def _on_split_off(self, person_id: int) -> None:
        """The faces have left the page; they may be folded away now."""
        found = self._live.ask_now(lambda queries: queries.people({person_id}))
        split_off = next((person for person in found if person.person_id == person_id), None)
        if split_off is None:
            return
        where = self.tr("To be found under People, “Who is this?”.")
        if section_of(split_off) == RARE:
            where = self.tr("To be found under People, “Seldom seen”.")
        self._notice.say(
            f"{self._notice.text}. {where}",
            button=self.tr("Undo"),
            action=self._live.undo_soon,
            other=self.tr("Show"),
            other_action=lambda: self._open_page(f"person:p{person_id}"),
        )
