"""The questions worth asking."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.people import suggest
from core.people.constraints import Constraints
from core.people.suggest import Seen, rank_questions

NO_PAIRS = np.empty((0, 2), dtype=np.int64)


def at(*degrees):
    turned = np.radians(np.array(degrees, dtype=np.float64))
    return np.stack([np.cos(turned), np.sin(turned)], axis=1).astype(np.float32)


def ask(vectors, labels, constraints=None, **options):
    return rank_questions(
        vectors,
        np.array(labels, dtype=np.int64),
        constraints=constraints or Constraints.none(len(vectors)),
        unsure=np.array(options.pop("unsure", NO_PAIRS), dtype=np.int64).reshape(-1, 2),
        reach=options.pop("reach", 0.5),
        least=options.pop("least", 0.0),
        faces=options.pop("faces", None),
        limit=options.pop("limit", 100),
    )


def sides(questions):
    return [(q.left.kind, q.left.number, q.right.kind, q.right.number) for q in questions]


def test_two_parts_of_one_person_are_asked_about():
    (question,) = ask(at(0, 2, 20, 22, 24, 170), [7, 7, 3, 3, 3, 9])
    assert (question.left.kind, question.left.number, question.left.size) == ("group", 7, 2)
    assert (question.right.kind, question.right.number, question.right.size) == ("group", 3, 3)
    assert question.settles == 2
    mean = np.mean([[2 - 2 * math.cos(math.radians(a - b)) for a in (0, 2)] for b in (20, 22, 24)])
    assert question.distance == pytest.approx(mean, abs=1e-5)
    assert 0.1 < question.probability < 0.7


def test_the_most_typical_faces_are_shown():
    vectors = np.concatenate([at(0, 1, 2.2, 3.1, 4.4, 15, -11), at(40)])
    (question,) = ask(vectors, [0] * 7 + [1], reach=1.0)
    assert question.left.faces == (2, 3, 1, 0)
    assert question.right == suggest.Side("face", 7, 1, (7,))


def test_a_group_with_a_named_face_is_its_person(told):
    (question,) = ask(at(20, 22, 0, 2), [5, 5, 6, 6], told(4, person=[-1, -1, -1, 12]))
    assert (question.left.kind, question.left.number, question.left.size) == ("person", 12, 2)
    assert (question.right.kind, question.right.number) == ("group", 5)
    assert question.settles == 2


def test_what_settles_more_comes_first():
    vectors = at(0, 1, 2, 3, 17, 18, 19, 180, 181, 199)
    labels = [0] * 4 + [1] * 3 + [2] * 2 + [3]
    questions = ask(vectors, labels)
    assert sides(questions) == [("group", 0, "group", 1), ("group", 2, "face", 9)]
    assert [q.settles for q in questions] == [3, 1]
    worth = [q.settles * q.probability for q in questions]
    assert worth == sorted(worth, reverse=True)
    assert sides(ask(vectors, labels, limit=1)) == sides(questions)[:1]


@pytest.mark.parametrize(
    "rules",
    [
        {"different": [(0, 3)]},
        {"person": [1, -1, 2, -1]},
        {"person": [1, -1, -1, -1], "rejected": [(3, 1)]},
        {"photo": [0, 1, 1, 2]},
    ],
    ids=["different", "two persons", "rejected", "one photo"],
)
def test_what_is_known_is_not_asked(told, rules):
    vectors = at(0, 2, 20, 22)
    assert len(ask(vectors, [0, 0, 1, 1])) == 1
    assert ask(vectors, [0, 0, 1, 1], told(4, **rules)) == []


def test_not_sure_is_not_asked_again():
    assert ask(at(0, 2, 20, 22), [0, 0, 1, 1], unsure=[(3, 0)]) == []


def test_the_answer_same_is_not_asked_again_before_the_next_grouping(told):
    assert ask(at(0, 2, 20, 22), [0, 0, 1, 1], told(4, same=[(0, 2)])) == []


def test_a_verdict_newer_than_the_groups_divides_them(told):
    questions = ask(at(0, 2, 4, 6), [0, 0, 0, 0], told(4, person=[1, -1, -1, 2]))
    assert sorted(sides(questions)) == [("person", 1, "group", 0), ("person", 2, "group", 0)]


def test_whoever_grew_up_is_reached_through_the_years(told):
    """A child's faces turn with the years; what the user has joined so far spans six of them."""
    vectors = at(0, 4, 8, 18, 22, 26, 36, 40, 44, 90)
    labels = [0, 0, 0, 1, 1, 1, 2, 2, 2, 3]
    joined = told(10, person=[7] * 6 + [-1] * 4)
    taken = np.array([2000, 2001, 2002, 2003.5, 2004, 2005, 2006.5, 2007, 2008, 2007])
    assert ask(vectors, labels, joined, reach=0.2) == []

    def dated(years):
        return replace(Seen.well(10), taken=years)

    (question,) = ask(vectors, labels, joined, reach=0.2, faces=dated(taken))
    assert (question.left.kind, question.right.number) == ("person", 2)
    assert question.distance == pytest.approx(
        np.mean([2 - 2 * math.cos(math.radians(a)) for a in range(10, 27, 4)]), abs=0.01
    )
    at_another_time = np.where(taken > 2006, taken + 20, taken)
    assert ask(vectors, labels, joined, reach=0.2, faces=dated(at_another_time)) == []
    assert (
        ask(vectors, labels, told(10, person=[7] * 6 + [-1] * 4, rejected=[(6, 7)]), reach=0.2, faces=dated(taken))
        == []
    )


def test_poor_faces_are_hardly_asked_about():
    vectors, labels = at(0, 2, 20, 90), [0, 0, 1, 2]

    def chance(**known):
        (question,) = ask(vectors, labels, faces=replace(Seen.well(4), **known), reach=0.2)
        return question.probability

    sure = chance()
    assert sure > 0.1
    assert chance(clusterable=np.array([True, True, False, True])) < 0.3 * sure
    assert chance(clusterable=np.array([True, False, True, True])) == sure
    assert chance(quality=np.array([0.9, 0.9, 0.5, 0.9])) < 0.9 * sure


def test_no_faces_no_questions():
    assert ask(at(), []) == []
    assert ask(at(0), [0]) == []


def test_with_too_many_near_pairs_the_nearest_are_asked(scatter, monkeypatch):
    monkeypatch.setattr(suggest, "PAIRS_HELD", 200)
    vectors = scatter(1, 200, spread=0.5)
    questions = ask(vectors, np.arange(200), limit=20)
    distance = 2 - 2 * (vectors @ vectors.T)[np.triu_indices(200, 1)]
    assert len(questions) == 20
    assert max(question.distance for question in questions) <= np.sort(distance)[200]


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**6))
def test_nothing_forbidden_or_answered_is_ever_asked(seed):
    random = np.random.default_rng(seed)
    count = int(random.integers(2, 15))
    vectors = at(*random.uniform(0, 60, count))
    labels = random.integers(0, count, count)
    pairs = {name: random.integers(0, count, (3, 2)) for name in ("same", "different", "unsure")}
    constraints = Constraints(
        photo=random.integers(0, 2 * count, count),
        person=np.where(random.random(count) < 0.3, random.integers(0, 3, count), -1),
        rejected=np.stack([random.integers(0, count, 3), random.integers(0, 3, 3)], axis=1),
        same=pairs["same"],
        different=pairs["different"],
    )
    unsure = pairs["unsure"]
    for question in ask(vectors, labels, constraints, unsure=unsure):
        left, right = set(question.left.faces), set(question.right.faces)
        assert not left & right
        persons = [set(constraints.person[list(side)].tolist()) - {-1} for side in (left, right)]
        assert not (persons[0] and persons[1])
        for name in ("same", "different"):
            for one, other in getattr(constraints, name).tolist():
                assert not ({one, other} & left and {one, other} & right), name
        for one, other in unsure.tolist():
            assert not ({one, other} & left and {one, other} & right)
        photos = [set(constraints.photo[list(side)].tolist()) for side in (left, right)]
        assert not photos[0] & photos[1]
        for face, person in constraints.rejected.tolist():
            if constraints.person[face] != person:
                assert not (face in left and question.right.kind == "person" and question.right.number == person)
                assert not (face in right and question.left.kind == "person" and question.left.number == person)
