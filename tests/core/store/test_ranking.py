"""The kept ranking says what a new one would say, whatever the user did since, and keeps nothing that is settled."""

from __future__ import annotations

import pytest

from core.people import edits
from core.people.answers import answer
from core.store import ranking
from core.store.questions import Questions
from tests.core.store.test_questions import parted, place  # noqa: F401  a fixture


@pytest.fixture
def kept(album, parted, monkeypatch):  # noqa: F811
    """A ranking that is kept, and no way to make a new one."""
    monkeypatch.setattr(ranking, "LARGE", 1)
    fresh = album.library.questions.worth_asking(limit=20)
    album.library.ranking.keep()
    monkeypatch.setattr(Questions, "worth_asking", lambda *_, **__: pytest.fail("ranked anew"))
    return fresh


def asked(album):
    return [{ask.left, ask.right} for ask in album.library.ranking.worth_asking(limit=20)]


def test_it_is_the_ranking_as_it_was_made(album, kept):
    assert album.library.ranking.worth_asking(limit=20) == kept
    assert album.library.ranking.worth_asking(limit=1) == kept[:1]


def test_a_small_library_is_ranked_at_once_and_keeps_none(album, parted):  # noqa: F811
    album.library.ranking.keep()
    assert album.library.ranking._kept() is None
    assert album.library.ranking.worth_asking(limit=20) == album.library.questions.worth_asking(limit=20)


def test_who_got_a_name_is_asked_about_by_the_new_key(album, kept):
    assert {"g1", "g2"} in asked(album)
    album.library.do(edits.name, "g2", "Anna")
    anna = album.key_of(album.library.questions.faces_of("p1")[0])
    pairs = album.library.ranking.worth_asking(limit=20)
    assert (anna, "g1") in {(ask.left, ask.right) for ask in pairs}
    assert not any("g2" in pair for pair in asked(album))


def test_two_who_got_names_are_asked_about_no_more(album, kept):
    album.library.do(edits.name, "g1", "Anna")
    album.library.do(edits.name, "g2", "Mia")
    assert not any(pair == {"p1", "p2"} for pair in asked(album))


def test_who_is_hidden_is_asked_about_no_more_until_an_undo(album, kept):
    before = asked(album)
    album.library.do(edits.set_state, ["g1"], "hidden")
    assert not any(key in pair for pair in asked(album) for key in ("g1", "p1"))
    album.library.journal.undo()
    assert asked(album) == before


def test_two_that_were_merged_are_asked_about_no_more(album, kept):
    album.library.do(edits.merge, ["g1", "g2"])
    assert not any(len(pair) == 1 or pair == {"g1", "g2"} for pair in asked(album))


@pytest.mark.parametrize("said", ["different", "unsure"])
@pytest.mark.parametrize("named", [False, True])
def test_an_answer_takes_its_question_out(album, kept, said, named):
    if named:
        album.library.do(edits.name, "g1", "Anna")
    for ask in album.library.ranking.worth_asking(limit=20):
        album.library.do(answer, ask.left, ask.right, said, shown=(ask.left_faces, ask.right_faces))
        assert {ask.left, ask.right} not in asked_or_none(album)


def asked_or_none(album):
    """Where all is answered a new ranking is made, which the fixture forbids."""
    kept = album.library.ranking._kept()
    return [{ask.left, ask.right} for ask in album.library.ranking._standing(kept, limit=20)]


def test_it_serves_on_while_enough_of_it_stands(album, parted, monkeypatch):  # noqa: F811
    monkeypatch.setattr(ranking, "LARGE", 1)
    album.library.ranking.keep()
    first = album.library.ranking._kept()
    album.library.do(edits.name, "g3", "Ben")
    album.library.ranking.keep()
    assert album.library.ranking._kept() == first
    album.library.do(edits.set_state, ["g1", "g2"], "hidden")
    album.library.ranking.keep()
    assert album.library.ranking._kept().last_edit > first.last_edit
    album.photo([4])
    album.library.ranking.keep()
    assert album.library.ranking._kept().last_face > first.last_face


def test_when_all_of_it_is_answered_a_new_one_is_made(album, parted, monkeypatch):  # noqa: F811
    monkeypatch.setattr(ranking, "LARGE", 1)
    monkeypatch.setattr(ranking, "KEPT", 1)
    album.library.ranking.keep()
    (first,) = album.library.ranking.worth_asking(limit=20)
    album.library.do(answer, first.left, first.right, "unsure", shown=(first.left_faces, first.right_faces))
    again = album.library.ranking.worth_asking(limit=20)
    assert again == album.library.questions.worth_asking(limit=20)
    assert {first.left, first.right} not in [{ask.left, ask.right} for ask in again]


def test_groups_that_the_worker_changed_since_are_not_asked_about(album, kept, parted):  # noqa: F811
    place(album, parted["anna"][:2], parted["ben"])
    assert not any("g1" in pair and len(pair) == 2 and "g2" in pair for pair in asked_or_none(album))
