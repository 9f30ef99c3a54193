"""Everybody on the People page, in sections: the named, "Who is this?", those seen once or twice, the hidden.

Nothing moves under the hand: people that are there keep their order until somebody asks for a fresh one; new ones come
in where they belong by size.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal, get_args

from PySide6.QtCore import QMimeData, QObject, Qt

from app import names, words
from app.models.keyed_rows import AskRole, Index, KeyedRows, QuietRole, Section
from core.records import Person

MIME = "application/x-familiar-people"
SMALL = 2
"""A nameless group of up to so many faces waits in the folded section."""
BACKGROUND, OUT_OF_FOCUS = 5, 0.3
"""So does one of up to so many faces of which not one is sharp and large: people who walked through the picture. Faces
of a quality below 0.3 are left out when groups are founded, too (`core.faces.quality`)."""

Order = Literal["name", "count", "last seen"]

NAMED, UNNAMED, RARE, HIDDEN = "named", "unnamed", "rare", "hidden"
ORDER = (NAMED, UNNAMED, RARE, HIDDEN)

FLAGS = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemNeverHasChildren
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemIsDropEnabled
)


def order_called(name: str) -> Order:
    """The order of that name, as it was remembered; by name where there is none."""
    return next((order for order in get_args(Order) if order == name), "name")


def section_of(person: Person) -> str:
    """The section that somebody belongs to."""
    if person.state != "shown":
        return HIDDEN
    if person.name:
        return NAMED
    stranger = person.faces <= BACKGROUND and person.best < OUT_OF_FOCUS
    return RARE if person.faces <= SMALL or stranger else UNNAMED


class PeopleModel(KeyedRows[Person]):
    """Rows are people; `show_people` gives it what the library says now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._people: Sequence[Person] = ()
        self._filter = ""
        self._order: Order = "name"
        self._counts = dict.fromkeys(ORDER, 0)  # rows of each section
        self._open = {RARE: False, HIDDEN: False}

    def key_of(self, row: Person) -> str:
        return row.key

    def cover_of(self, row: Person) -> int | None:
        return row.cover_face_id

    def show_people(self, people: Sequence[Person], *, fresh_order: bool) -> None:
        """Shows these people; with `fresh_order` in the order of their names and sizes, else moving nobody."""
        if people == self._people and not fresh_order:
            return
        self._people = people
        self._arrange(fresh_order=fresh_order)

    def _arrange(self, *, fresh_order: bool) -> None:
        places = {} if fresh_order else self._places
        members: dict[str, list[Person]] = {section: [] for section in ORDER}
        typed = self._filter
        for person in self._people:
            if not typed or (person.name and names.matches(person.name, typed)):
                members[section_of(person)].append(person)
        self._counts = {section: len(people) for section, people in members.items()}
        rows: list[Person] = []
        for section in ORDER:
            stays = {} if section == NAMED and self._order == "name" else places
            rows += _arranged(members[section], _sort_key(section, self._order), stays)
        self.show(rows)

    @property
    def people(self) -> Sequence[Person]:
        """Everybody, as last shown, whatever the filter."""
        return self._people

    @property
    def searched(self) -> bool:
        """Whether only names that match are shown."""
        return bool(self._filter)

    @property
    def order(self) -> Order:
        return self._order

    def set_order(self, order: Order) -> None:
        """By name (the nameless by size), by how many photos, or by when they were seen last."""
        self._order = order
        self._arrange(fresh_order=True)

    def show_merged(self, keys: Sequence[str], into: str) -> None:
        """Shows a merge before the library has written it: its counts are sums until then."""
        merged = {person.key: person for person in self._people if person.key in keys or person.key == into}
        if into not in merged:
            return
        target = merged[into]
        grown = replace(
            target,
            name=target.name or next((merged[key].name for key in keys if key in merged and merged[key].name), ""),
            faces=sum(person.faces for person in merged.values()),
            photos=sum(person.photos for person in merged.values()),
        )
        left = [
            grown if person is target else person
            for person in self._people
            if person is target or person.key not in merged
        ]
        self.show_people(left, fresh_order=False)

    def show_named(self, key: str, name: str, *, person_id: int | None = None) -> None:
        """Shows somebody's new name before the library has written it, and then as the person they have become."""
        became: dict[str, Any] = {} if person_id is None else {"person_id": person_id, "group_id": None}
        old = self.somebody(key)
        if old is not None:
            self.show_as(key, replace(old, name=name, **became))

    def show_as(self, key: str, person: Person, *, place: int | None = None) -> None:
        """Shows somebody as they are now, or were before, which may give them another key; where they belong then,
        or in this place."""
        old = self.somebody(key)
        if old is None or old is person:
            return
        people = [person if one is old else one for one in self._people]
        if self._filter:
            self.show_people(people, fresh_order=False)
        else:
            self._put(old, person, people, self._place_among_others(key, person) if place is None else place)

    def somebody(self, key: str) -> Person | None:
        """Whoever has this key, whatever the filter."""
        return next((person for person in self._people if person.key == key), None)

    def _put(self, old: Person, new: Person, people: Sequence[Person], place: int) -> None:
        self._people = people
        self._counts[section_of(old)] -= 1
        self._counts[section_of(new)] += 1
        self.show_one(old.key, new, place)

    def _place_among_others(self, key: str, person: Person) -> int:
        """Where somebody belongs who is here already, with what is known of them now: as `_arrange` would have it."""
        here, section = self._places[key], section_of(person)
        stays = section_of(self.rows[here]) == section and not (section == NAMED and self._order == "name")
        if stays:
            return here
        first = sum(self._counts[before] for before in ORDER[: ORDER.index(section)])
        others = [row for row in self.rows[first : first + self._counts[section]] if row.key != key]
        first -= here < first
        sort_key = _sort_key(section, self._order)
        mine = sort_key(person)
        return first + next((number for number, row in enumerate(others) if mine < sort_key(row)), len(others))

    def set_filter(self, text: str) -> None:
        """Shows only names that match; "" for everybody."""
        self._filter = text.strip()
        self._arrange(fresh_order=False)

    def set_open(self, section: str, is_open: bool) -> None:
        """Folds a section or opens it."""
        self._open[section] = is_open
        self.shown.emit()

    def is_open(self, section: str) -> bool:
        """An open section; a search looks into all of them, and so does a library that has nothing else yet."""
        only_rare = section == RARE and all(section_of(row) in (RARE, HIDDEN) for row in self.rows)
        return bool(self._filter) or only_rare or self._open.get(section, True)

    def sections(self) -> list[Section]:
        titles = {
            NAMED: "",
            UNNAMED: self.tr("Who is this?"),
            RARE: self.tr("Seldom seen"),
            HIDDEN: self.tr("Hidden"),
        }
        found: list[Section] = []
        first = 0
        for name in ORDER:
            end = first + self._counts[name]
            if end > first:
                foldable = name in self._open and not self._filter
                found.append(Section(name, titles[name], first, end, foldable, not self.is_open(name)))
            first = end
        return found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        person = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return person.name or self.tr("Add name")
        if role == QuietRole:
            return words.photos(person.photos)
        if role == AskRole:
            return not person.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{person.name or self.tr('Nameless')}, {words.photos(person.photos)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return person.name or None
        return super().data(index, role)

    # --- dragging one cover onto another ----------------------------------------------------------

    def flags(self, index: Index) -> Qt.ItemFlag:
        return FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:
        data = QMimeData()
        data.setData(MIME, " ".join(self.rows[index.row()].key for index in indexes).encode())
        return data

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction


def dragged_keys(data: QMimeData) -> list[str]:
    """The keys of the people that are dragged; none where something else is."""
    return bytes(data.data(MIME).data()).decode().split()


SortKey = Callable[[Person], tuple[Any, ...]]


def _sort_key(section: str, order: Order) -> SortKey:
    if order == "last seen":
        return lambda person: (_later_first(person.last_seen), -person.faces, person.key)
    if section in (NAMED, HIDDEN) and order == "name":
        return lambda person: (not person.name, names.fold(person.name), -person.faces, person.key)
    return lambda person: (-person.photos, -person.faces, person.key)  # as the tiles say


def _later_first(moment: str) -> tuple[int, ...]:
    """Sorts ISO moments backwards; those without a date come last."""
    return tuple(-ord(letter) for letter in moment) or (1,)


def _arranged(people: list[Person], sort_key: SortKey, places: Mapping[Hashable, int]) -> list[Person]:
    """Those that have a place keep their order; each of the others comes before the first that sorts behind it."""
    rows = sorted((person for person in people if person.key in places), key=lambda person: places[person.key])
    new = sorted((person for person in people if person.key not in places), key=sort_key)
    if not rows or not new:
        return rows or new
    keys = [sort_key(person) for person in rows]
    for person in new:
        mine = sort_key(person)
        place = next((number for number, key in enumerate(keys) if mine < key), len(keys))
        rows.insert(place, person)
        keys.insert(place, mine)
    return rows
