"""The questions worth asking."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.people import suggest
from core.people.constraints import Constraints
from core.people.suggest import rank_questions

NO_PAIRS = np.empty((0, 2), dtype=np.int64)


def likely(distance):
    return 1 / (1 + math.exp(20 * (distance - 0.3)))


def at(*degrees):
    turned = np.radians(np.array(degrees, dtype=np.float64))
    return np.stack([np.cos(turned), np.sin(turned)], axis=1).astype(np.float32)


def ask(vectors, labels, constraints=None, **options):
    return rank_questions(
        vectors,
        np.array(labels, dtype=np.int64),
        constraints=constraints or Constraints.none(len(vectors)),
        unsure=np.array(options.pop("unsure", NO_PAIRS), dtype=np.int64).reshape(-1, 2),
        probability=likely,
        reach=options.pop("reach", 0.5),
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
    assert question.probability == pytest.approx(likely(mean), abs=1e-4)


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
    vectors = at(0, 1, 2, 3, 20, 21, 22, 180, 181, 199)
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


def test_no_faces_no_questions():
    assert ask(at(), []) == []
    assert ask(at(0), [0]) == []


def test_with_too_many_near_pairs_the_nearest_are_asked(scatter, monkeypatch):
    monkeypatch.setattr(suggest, "PAIRS_HELD", 200)
    vectors = scatter(1, 200, spread=0.5)
    questions = ask(vectors, np.arange(200), limit=20)
    distance = 2 - 2 * (vectors @ vectors.T)[np.triu_indices(200, 1)]
    np.testing.assert_allclose([q.distance for q in questions], np.sort(distance)[:20], atol=1e-5)


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
