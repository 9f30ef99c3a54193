"""Names are found as one types, in any script."""

from __future__ import annotations

import pytest

from app import names


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Anna", "an"),
        ("Anna Maria", "mar"),
        ("Anna Maria", "anna m"),
        ("Zoë", "zoe"),
        ("Jürgen", "JURG"),
        ("안나", "안"),
        ("안나", "아"),  # a syllable half typed
        ("김안나", "ㄱㅇ"),  # initial consonants
        ("Øystein", "Ø"),
    ],
)
def test_the_beginning_of_any_word_finds_a_name(name: str, typed: str) -> None:
    assert names.matches(name, typed)


@pytest.mark.parametrize(("name", "typed"), [("Anna", "nna"), ("Hanna", "anna"), ("안나", "나"), ("Anna", "b")])
def test_the_middle_of_a_word_does_not(name: str, typed: str) -> None:
    assert not names.matches(name, typed)


def test_names_that_begin_so_come_before_those_with_a_word_that_does() -> None:
    assert names.completions(["Eva Maria", "Maria", "Mark", "Ben", "Maria"], "mar") == ["Maria", "Mark", "Eva Maria"]


def test_same_is_what_the_library_calls_same() -> None:
    assert names.same("anna  maria", "Anna Maria")
    assert not names.same("Zoë", "Zoe")
