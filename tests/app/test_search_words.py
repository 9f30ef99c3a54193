"""Lines of names as people type them, in English and Korean."""

from __future__ import annotations

import pytest

from app.search_words import SearchWords, Wish

PEOPLE = dict(
    enumerate(
        ["Anna", "Ben", "Dad", "Grandma Rose", "Tom and Jerry", "안나", "벤", "Mary-Ann", "Andy", "Anna Maria"], start=1
    )
)
WORDS = SearchWords(PEOPLE)


def read(line: str) -> str:
    """What it is about, in one form: "Anna, -Ben, ?Zoe"."""
    found = WORDS.read(line)
    return ", ".join(
        ("" if one.wanted else "-") + (PEOPLE[one.person] if isinstance(one, Wish) else f"?{one.text}") for one in found
    )


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("Dad Anna", "Dad, Anna"),
        ("dad, ANNA", "Dad, Anna"),
        ("Anna and Ben", "Anna, Ben"),
        ("Anna + Ben & Dad", "Anna, Ben, Dad"),
        ("Anna+Ben", "Anna, Ben"),
        ("Anna without Ben", "Anna, -Ben"),
        ("Anna without Ben and Dad", "Anna, -Ben, -Dad"),
        ("Anna without Ben with Dad", "Anna, -Ben, Dad"),
        ("Anna -Ben Dad", "Anna, -Ben, Dad"),
        ("Anna − Ben", "Anna, -Ben"),
        ("Anna-Ben", "Anna, -Ben"),
        ("mary-ann and dad", "Mary-Ann, Dad"),
        ("anna maria ben", "Anna Maria, Ben"),
        ("anna m, ben", "Anna Maria, Ben"),
        ("Tom and Jerry and Ben", "Tom and Jerry, Ben"),
        ("gran and be", "Grandma Rose, Ben"),
        ("rose", "Grandma Rose"),
        ("and", "Andy"),
        ("안나와 벤", "안나, 벤"),
        ("안나랑 벤 빼고", "안나, -벤"),
        ("벤 없이 안나", "-벤, 안나"),
        ("벤빼고 안나", "-벤, 안나"),
        ("Anna and Zoe Smith, Ben", "Anna, ?Zoe Smith, Ben"),
        ("Anna without Zoe", "Anna, -?Zoe"),
        ("without", "?without"),
        ("", ""),
    ],
)
def test_what_a_line_means(line: str, meant: str) -> None:
    assert read(line) == meant


def test_of_two_with_one_name_the_first_is_meant() -> None:
    assert SearchWords({1: "Ben", 2: "Anna", 3: "Anna"}).read("anna") == [Wish(2, wanted=True)]


def test_the_name_most_like_a_word() -> None:
    assert WORDS.nearest("Ana") == "Anna"
    assert WORDS.nearest("Bne") == "Ben"
    assert WORDS.nearest("Rosse") == "Grandma Rose"
    assert WORDS.nearest("Xavier") == ""


@pytest.mark.parametrize(
    ("line", "before", "found"),
    [
        ("a", "", ["Anna", "Andy", "Anna Maria", "Tom and Jerry", "Mary-Ann"]),
        ("Anna and b", "Anna and ", ["Ben"]),
        ("Anna - b", "Anna - ", ["Ben"]),
        ("Anna, anna m", "Anna, ", ["Anna Maria"]),
        ("안나와 ㅂ", "안나와 ", ["벤"]),
        ("Anna ", "Anna ", []),
        ("Anna and", "Anna and", []),
        ("", "", []),
    ],
)
def test_the_name_that_is_being_typed(line: str, before: str, found: list[str]) -> None:
    rest, names = WORDS.begun(line)
    assert rest == before
    assert set(names) <= set(found)
    assert names[:1] == found[:1]
