"""The user's word is law: whatever the vectors, verdicts and answers are, no group breaks them."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.people.cluster import average_linkage, group_faces, hdbscan_groups
from core.people.constraints import Constraints
from core.people.incremental import place_new

ids = st.integers(0, 3)


@st.composite
def albums(draw):
    """Vectors of a few faces, some of them equal, and any constraints about them, contradictions included."""
    count = draw(st.integers(1, 14))
    face = st.integers(0, count - 1)
    spots = draw(st.lists(st.integers(0, 5), min_size=count, max_size=count))
    noise = draw(st.sampled_from([0.0, 0.05, 0.3]))
    random = np.random.default_rng(draw(st.integers(0, 1000)))
    vectors = np.eye(6)[spots] + noise * random.standard_normal((count, 6))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)

    def rows(second):
        pairs = draw(st.lists(st.tuples(face, second), max_size=5))
        return np.array(pairs, dtype=np.int64).reshape(-1, 2)

    constraints = Constraints(
        photo=np.array(draw(st.lists(st.integers(0, count), min_size=count, max_size=count)), dtype=np.int64),
        person=np.array(
            draw(st.lists(st.sampled_from([-1, -1, 0, 1, 2]), min_size=count, max_size=count)), dtype=np.int64
        ),
        rejected=rows(ids),
        same=rows(face),
        different=rows(face),
    )
    return vectors.astype(np.float32), constraints


def bound(constraints):
    """Sets of faces that verdicts and "same" answers connect, all taken at their word: the most that can be bound."""
    sets = [{face} for face in range(len(constraints))]
    person = constraints.person.tolist()
    given_alike = [p for p in combinations(range(len(person)), 2) if person[p[0]] == person[p[1]] >= 0]
    for left, right in given_alike + constraints.same.tolist():
        one = next(s for s in sets if left in s)
        other = next(s for s in sets if right in s)
        if one is not other:
            one |= other
            sets.remove(other)
    return sets


def broken_rules(labels, constraints):
    """Every rule of the docstring of core.people.constraints that a partition breaks, looked at pair by pair."""
    person = constraints.person.tolist()
    sets = bound(constraints)
    for left, right in combinations(range(len(labels)), 2):
        together = labels[left] == labels[right]
        named = person[left] >= 0 and person[right] >= 0
        if named and (person[left] == person[right]) != together:
            yield "person", left, right
        one_photo = constraints.photo[left] == constraints.photo[right]
        if together and one_photo and not any({left, right} <= s for s in sets):
            yield "photo", left, right
    for left, right in constraints.different.tolist():
        alike = person[left] == person[right] >= 0
        if left != right and not alike and labels[left] == labels[right]:
            yield "different", left, right
    for face, rejected in constraints.rejected.tolist():
        for other in range(len(labels)):
            if person[other] == rejected != person[face] and labels[face] == labels[other]:
                yield "rejected", face, other


@settings(max_examples=300, deadline=None)
@given(albums(), st.sampled_from([0.05, 0.5, 4.0]))
def test_average_linkage_breaks_no_rule(album, cut_off):
    vectors, constraints = album
    labels = average_linkage(vectors, cut_off=cut_off, constraints=constraints)
    assert list(broken_rules(labels, constraints)) == []


@settings(max_examples=60, deadline=None)
@given(albums())
def test_hdbscan_breaks_no_rule(album):
    vectors, constraints = album
    labels = hdbscan_groups(vectors, constraints=constraints)
    assert list(broken_rules(labels, constraints)) == []


@settings(max_examples=300, deadline=None)
@given(albums(), st.lists(st.booleans(), min_size=14, max_size=14), st.sampled_from([0.05, 0.5, 4.0]))
def test_poor_faces_break_no_rule(album, good, cut_off):
    vectors, constraints = album
    clusterable = np.array(good[: len(vectors)])
    labels = group_faces(vectors, cut_off=cut_off, constraints=constraints, clusterable=clusterable)
    assert list(broken_rules(labels, constraints)) == []


@settings(max_examples=100, deadline=None)
@given(albums())
def test_the_answer_same_holds_where_nothing_forbids_it(album):
    vectors, given_all = album
    none = Constraints.none(len(vectors))
    constraints = Constraints(given_all.photo, none.person, none.rejected, given_all.same, none.different)
    labels = average_linkage(vectors, cut_off=0.05, constraints=constraints)
    assert all(labels[left] == labels[right] for left, right in given_all.same.tolist())


@settings(max_examples=150, deadline=None)
@given(albums(), st.randoms(use_true_random=False))
def test_the_order_of_the_faces_does_not_matter(album, random):
    vectors, constraints = album
    vectors = vectors + 0.01 * np.random.default_rng(1).standard_normal(vectors.shape)  # no two distances tie
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    order = list(range(len(vectors)))
    random.shuffle(order)
    place = np.argsort(order)
    turned = Constraints(
        photo=constraints.photo[order],
        person=constraints.person[order],
        rejected=np.stack([place[constraints.rejected[:, 0]], constraints.rejected[:, 1]], axis=1),
        same=place[constraints.same],
        different=place[constraints.different],
    )
    straight = average_linkage(vectors, cut_off=0.5, constraints=constraints)
    shuffled = average_linkage(vectors[order], cut_off=0.5, constraints=turned)[place]
    assert len(set(zip(straight.tolist(), shuffled.tolist(), strict=True))) == straight.max() + 1
    assert straight.max() == shuffled.max()


@settings(max_examples=50, deadline=None)
@given(albums())
def test_the_same_twice(album):
    vectors, constraints = album
    first = average_linkage(vectors, cut_off=0.3, constraints=constraints)
    np.testing.assert_array_equal(first, average_linkage(vectors, cut_off=0.3, constraints=constraints))


def test_one_photo_twice_the_same_person_if_the_user_says_so(told):
    vectors = np.tile(np.eye(1, 4, dtype=np.float32), (4, 1))
    photo = [0, 0, 1, 1]
    alone = average_linkage(vectors, cut_off=0.1, constraints=told(4, photo=photo))
    mirror = average_linkage(vectors, cut_off=0.1, constraints=told(4, photo=photo, person=[7, 7, -1, -1]))
    assert alone.tolist() == [0, 1, 0, 1]
    assert mirror[0] == mirror[1]
    assert mirror[2] != mirror[3]


@pytest.mark.parametrize(
    ("rules", "groups"),
    [
        ({"person": [1, 2, -1], "same": [(0, 1)]}, [0, 1]),
        ({"person": [1, 1, -1], "different": [(0, 1)]}, [0, 0]),
        ({"person": [1, -1, -1], "rejected": [(1, 1)], "same": [(0, 1)]}, [0, 1]),
        ({"person": [1, 1, -1], "rejected": [(1, 1)]}, [0, 0]),
        ({"same": [(0, 2), (2, 1)], "different": [(0, 1)]}, [0, 1]),
    ],
    ids=[
        "person over same",
        "person over different",
        "rejection over same",
        "yes over no",
        "different over a chain",
    ],
)
def test_what_wins(told, rules, groups):
    vectors = np.eye(3, dtype=np.float32)
    labels = average_linkage(vectors, cut_off=0.1, constraints=told(3, **rules))
    assert labels[:2].tolist() == groups


def test_of_two_same_answers_that_contradict_the_first_wins(told):
    vectors = np.eye(3, dtype=np.float32)
    first = told(3, same=[(0, 2), (1, 2)], different=[(0, 1)])
    other = told(3, same=[(1, 2), (0, 2)], different=[(0, 1)])
    assert average_linkage(vectors, cut_off=0.1, constraints=first).tolist() == [0, 1, 0]
    assert average_linkage(vectors, cut_off=0.1, constraints=other).tolist() == [0, 1, 1]


def test_a_rejection_of_somebody_without_faces_forbids_nothing(told):
    vectors = np.tile(np.eye(1, 4, dtype=np.float32), (2, 1))
    labels = average_linkage(vectors, cut_off=0.1, constraints=told(2, rejected=[(0, 9)]))
    assert labels.tolist() == [0, 0]


def test_thousands_of_persons_and_one_crowded_photo(scatter, told):
    vectors = scatter(3000, 2, spread=0.05)
    person = np.where(np.arange(6000) % 2, -1, np.arange(6000) // 2)
    photo = np.where(np.arange(6000) < 400, 0, np.arange(6000))
    constraints = told(6000, photo=photo, person=person)
    labels = average_linkage(vectors, cut_off=0.05, constraints=constraints)
    assert len(set(labels[::2].tolist())) == 3000
    assert len(set(labels[:400].tolist())) == 400
    assert np.count_nonzero(labels[400::2] == labels[401::2]) > 2000


def test_wrong_shapes_are_refused(told):
    with pytest.raises(ValueError, match="not there"):
        told(3, same=[(0, 3)])
    with pytest.raises(ValueError, match="one value"):
        Constraints.none(3).__class__(np.arange(3), np.arange(2), *[np.empty((0, 2), dtype=np.int64) for _ in range(3)])


@settings(max_examples=200, deadline=None)
@given(
    albums(),
    st.lists(st.integers(-1, 4), min_size=14, max_size=14),
    st.lists(st.booleans(), min_size=14, max_size=14),
    st.lists(st.booleans(), min_size=14, max_size=14),
)
def test_placing_new_faces_breaks_no_rule_whatever_the_groups_were(album, groups, good, new):
    vectors, constraints = album
    count = len(vectors)
    placed = place_new(
        vectors,
        np.array(groups[:count]),
        np.array(new[:count]),
        constraints=constraints,
        clusterable=np.array(good[:count]),
    )
    assert list(broken_rules(placed.labels, constraints)) == []
