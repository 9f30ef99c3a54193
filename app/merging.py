"""Who stays when people are merged, and what speaks against it: said before it happens, and done the same way."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from app.live_library import LiveLibrary
from core.records import Person

translate = QCoreApplication.translate


def survivor(people: Sequence[Person]) -> Person:
    """Who stays when these are merged: the first with a name, else the first that the user made, else the first."""
    made = [person for person in people if person.person_id is not None]
    return next((person for person in made if person.name), (made or people)[0])


def merge_words(people: Sequence[Person], target: Person) -> str:
    """What merging these into `target` does: "Merge into Anna"; of two names the user is asked which one stays."""
    named = [person.name for person in people if person.name]
    if target.name and len(people) == 1 and named:
        return translate("Merging", "Merge {other} and {name}").format(other=named[0], name=target.name)
    name = target.name or (named[0] if named else "")
    if name and len(people) == 1:
        return translate("Merging", "Merge into {name}").format(name=name)
    if name:
        return translate("Merging", "Merge %Ln into {name}", "", len(people)).format(name=name)
    return translate("Merging", "Merge into one")


def doubts(live: LiveLibrary, keys: Sequence[str]) -> Callable[[int], str]:
    """What speaks against these being a person whose id is given: photos of both. "" where nothing does."""

    def words(person_id: int) -> str:
        photos = live.ask_now(lambda queries: queries.questions.together([*keys, f"p{person_id}"]))
        return translate("Merging", "They are together in %Ln photo(s).", "", len(photos)) if photos else ""

    return words
