"""New faces find their places and nobody else moves."""

from __future__ import annotations

import numpy as np
import pytest

from core.people.cluster import average_linkage
from core.people.constraints import Constraints
from core.people.incremental import place_new, usual_reach


def placed(vectors, groups, constraints=None, good=None, new=None):
    """Labels and who was touched; new is whoever has the group -1, unless told otherwise."""
    groups = np.array(groups)
    return place_new(
        vectors,
        groups,
        groups < 0 if new is None else np.array(new, dtype=np.bool_),
        constraints=constraints or Constraints.none(len(groups)),
        clusterable=np.ones(len(groups), dtype=np.bool_) if good is None else np.array(good, dtype=np.bool_),
        reach=0.4,
    )


def partition(labels):
    return {frozenset(np.flatnonzero(labels == label).tolist()) for label in set(labels.tolist())}


@pytest.fixture
def people(scatter):
    """Ten people with eight faces each, and their groups; the last face of each is still to be placed."""
    vectors = scatter(10, 8, spread=0.3)
    groups = np.repeat(np.arange(10) * 7, 8)
    groups[7::8] = -1
    return vectors, groups


def test_new_faces_join_their_people(people):
    vectors, groups = people
    labels = placed(vectors, groups).labels
    assert partition(labels) == partition(np.arange(80) // 8)


def test_only_groups_that_took_something_in_are_touched(people):
    vectors, groups = people
    groups[15::8] = np.repeat(np.arange(1, 10) * 7, 1)
    assert placed(vectors, groups).touched.tolist() == [True] * 8 + [False] * 72


def test_new_faces_of_one_stranger_make_a_group(people, scatter):
    vectors, groups = people
    stranger = scatter(1, 3, spread=0.2, seed=9)
    labels = placed(np.concatenate([vectors, stranger]), np.concatenate([groups, [-1] * 3])).labels
    assert labels[-3:].tolist() == [10, 10, 10]


def far_apart(*degrees):
    turned = np.radians(np.array(degrees, dtype=np.float64))
    return np.stack([np.cos(turned), np.sin(turned)], axis=1).astype(np.float32)


def among_poor(quality, good):
    """A group at 0 degrees, two new faces at 90, 16 degrees from each other, and another one near them."""
    return place_new(
        far_apart(0, 1, 2, 90, 106, 91),
        np.array([4, 4, 4, -1, -1, -1]),
        np.arange(6) >= 3,
        constraints=Constraints.none(6),
        clusterable=np.array(good, dtype=np.bool_),
        quality=np.array(quality),
        reach=0.11,
    ).labels.tolist()


def test_new_faces_must_be_nearer_to_each_other_than_to_a_group_and_poorer_ones_nearer_still():
    assert among_poor([0.9] * 6, [1] * 6) == [0, 0, 0, 1, 1, 1]
    assert among_poor([0.9, 0.9, 0.9, 0.9, 0.5, 0.9], [1] * 6) == [0, 0, 0, 1, 2, 1]


def test_a_new_poor_face_makes_no_group_with_a_lone_one():
    assert among_poor([0.9] * 6, [1, 1, 1, 1, 1, 0]) == [0, 0, 0, 1, 1, 1]
    assert among_poor([0.9, 0.9, 0.9, 0.9, 0.5, 0.9], [1, 1, 1, 1, 1, 0]) == [0, 0, 0, 1, 2, 3]


def test_old_groups_stay_two_although_a_new_face_lies_between(people):
    vectors, groups = people
    groups[:8] = [100, 100, 100, 100, 200, 200, 200, -1]  # one person in two groups: not this grouping's business
    result = placed(vectors, groups)
    assert result.labels[0] != result.labels[4]
    assert result.labels[7] in (result.labels[0], result.labels[4])


def test_nothing_new_touches_nothing(people):
    vectors, _ = people
    result = placed(vectors, np.arange(80) // 8)
    assert not result.touched.any()
    assert partition(result.labels) == partition(np.arange(80) // 8)


def test_a_group_that_breaks_a_rule_is_taken_apart(people, told):
    vectors, _ = people
    result = placed(vectors, np.arange(80) // 8, told(80, different=[(0, 1)]))
    assert result.labels[0] != result.labels[1]
    assert result.touched[:8].all()
    assert not result.touched[8:].any()


def test_the_users_word_joins_two_groups_and_nothing_else(people, told):
    vectors, _ = people
    person = np.full(80, -1)
    person[[0, 8]] = 3
    result = placed(vectors, np.arange(80) // 8, told(80, person=person))
    assert len(set(result.labels[:16].tolist())) == 1
    assert result.touched.tolist() == [True] * 16 + [False] * 64


def test_a_new_face_does_not_go_where_the_user_refused_it(people, told):
    vectors, groups = people
    person = np.full(80, -1)
    person[0] = 3
    result = placed(vectors, groups, told(80, person=person, rejected=[(7, 3)]))
    assert np.count_nonzero(result.labels == result.labels[7]) == 1


def test_a_poor_face_is_attached_and_founds_nothing(people):
    vectors, groups = people
    good = np.ones(80)
    good[7::8] = 0
    assert partition(placed(vectors, groups, good=good).labels) == partition(np.arange(80) // 8)
    poor = np.concatenate([vectors, -vectors[:2]])
    alone = placed(poor, [*groups, -1, -1], good=[*good, 0, 0]).labels
    assert alone[-2] != alone[-1]


def test_the_reach_is_that_of_nearly_all_members(scatter):
    vectors = scatter(40, 10, spread=0.25)
    groups = average_linkage(vectors, cut_off=0.1)
    to_others = [
        np.delete(2 - 2 * vectors[groups == group] @ vectors[face], list(np.flatnonzero(groups == group)).index(face))
        for face, group in enumerate(groups.tolist())
        if np.count_nonzero(groups == group) > 1
    ]
    mean = np.array([distances.mean() for distances in to_others])
    assert usual_reach(vectors, groups, np.ones(400, dtype=np.bool_)) == pytest.approx(np.quantile(mean, 0.95))


def test_no_faces_and_no_groups():
    nothing = np.empty((0, 4), dtype=np.float32)
    assert placed(nothing, np.empty(0, dtype=np.int64)).labels.tolist() == []
    assert placed(np.eye(3, dtype=np.float32), [-1, -1, -1]).labels.tolist() == [0, 1, 2]
