"""A birthday: said, taken back, kept in a merge; and the age that follows from it."""

from __future__ import annotations

import pytest

from core.errors import EditError
from core.people import edits
from core.people.birthdays import age_in, age_on, set_birthday


def test_a_birthday_is_noted_and_taken_back(album, three_people):
    key = album.key_of(three_people["anna"][0])
    before = album.words()
    album.library.do(set_birthday, key, "2003-12-24")
    person = int(album.key_of(three_people["anna"][0])[1:])  # a group became somebody
    assert album.library.queries.birthday(person) == "2003-12-24"
    album.library.do(set_birthday, f"p{person}", "")
    assert album.library.queries.birthday(person) == ""
    album.library.journal.undo()
    assert album.library.queries.birthday(person) == "2003-12-24"
    album.library.journal.undo()
    assert album.words() == before


@pytest.mark.parametrize("day", ["yesterday", "2003-02-30", "2999-01-01"])
def test_what_is_no_day_that_was_is_refused(album, three_people, day):
    with pytest.raises(EditError):
        album.library.do(set_birthday, album.key_of(three_people["anna"][0]), day)


def test_a_birthday_survives_naming_and_merging(album, three_people):
    anna, ben = (album.key_of(three_people[who][0]) for who in ("anna", "ben"))
    album.library.do(set_birthday, ben, "2003-12-24")
    album.library.do(edits.name, anna, "Anna")
    keys = [album.key_of(three_people[who][0]) for who in ("anna", "ben")]
    album.library.do(edits.merge, keys, into=keys[0])
    assert album.library.queries.birthday(int(keys[0][1:])) == "2003-12-24"
    album.library.do(edits.name, keys[0], "Anna Maria")
    assert album.library.queries.birthday(int(keys[0][1:])) == "2003-12-24"


def test_the_age():
    assert age_in("2003-12-24", 2010) == 7
    assert age_in("2003-12-24", 2002) is None
    assert age_in("", 2010) is None
    assert age_on("2003-12-24", "2010-12-23T10:00:00") == 6
    assert age_on("2003-12-24", "2010-12-24T10:00:00") == 7
    assert age_on("2003-12-24", "2003-12-23T10:00:00") is None
    assert age_on("2003-12-24", "") is None


def test_of_whom_only_the_year_is_known_the_age_goes_by_years(album, three_people):
    key = album.key_of(three_people["anna"][0])
    album.library.do(set_birthday, key, "1985")
    person = int(album.key_of(three_people["anna"][0])[1:])
    assert album.library.queries.birthday(person) == "1985"
    assert age_on("1985", "2004-01-01T10:00:00") == 19
    assert age_on("1985", "1985-01-01") == 0
    assert age_on("1985", "1984-12-31") is None
    assert age_in("1985", 2004) == 19
    with pytest.raises(EditError, match="still to come"):
        album.library.do(set_birthday, f"p{person}", "2999")
