"""The edit that says when somebody was born."""

from __future__ import annotations

import re
from datetime import date

from core.errors import EditError
from core.people.draft import Draft, Edit, Facts

NO_DAY = "This is not a day. Write it like 2003-12-24."
NOT_YET = "This day is still to come."
YEAR = re.compile("[0-9]{4}")


def set_birthday(facts: Facts, person: str, day: str) -> Edit:
    """`day` is an ISO date, a year alone ("1985"), or "" for none. A nameless group becomes a nameless person first.

    Raises `EditError` where it is no day, or one that is still to come.
    """
    if day:
        try:
            born = date.fromisoformat(f"{day}-01-01" if YEAR.fullmatch(day) else day)
        except ValueError:
            raise EditError(NO_DAY) from None
        if born > date.today():
            raise EditError(NOT_YET)
    draft = Draft(facts)
    person_id = draft.person_of(person)
    draft.change_person(person_id, birthday=day or None)
    return draft.edit("birthday", (draft.people[person_id].name, day))


def age_in(birthday: str, year: int) -> int | None:
    """How old somebody becomes in a year; None before they were born, and where no birthday is known."""
    if not birthday or year < int(birthday[:4]):
        return None
    return year - int(birthday[:4])


def age_on(birthday: str, moment: str) -> int | None:
    """How old somebody was at an ISO moment, in full years; None where one of the two is unknown, and before birth.

    Of whom only the year is known: how old they became in that year.
    """
    if not birthday or len(moment) < len(birthday) or moment[:10] < birthday:
        return None
    years = int(moment[:4]) - int(birthday[:4])
    return years - (moment[5:10] < birthday[5:])
