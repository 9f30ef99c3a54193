"""What the product calls: poor faces come last, both algorithms obey the user."""

from __future__ import annotations

import numpy as np

from core.people.cluster import average_linkage, group_faces, hdbscan_groups
from core.people.constraints import Constraints


def at(*degrees):
    """Unit vectors on a circle: the squared distance of two is 2 - 2 cos of the angle between them."""
    turned = np.radians(np.array(degrees, dtype=np.float64))
    return np.stack([np.cos(turned), np.sin(turned)], axis=1).astype(np.float32)


def grouped(vectors, good, constraints=None, **options):
    return group_faces(
        vectors,
        cut_off=options.pop("cut_off", 0.1),
        constraints=constraints or Constraints.none(len(vectors)),
        clusterable=np.array(good, dtype=np.bool_),
        **options,
    ).tolist()


def test_without_poor_faces_it_is_average_linkage(scatter):
    vectors = scatter(20, 5, spread=0.3)
    expected = average_linkage(vectors, cut_off=0.1)
    np.testing.assert_array_equal(grouped(vectors, [True] * 100), expected)


def test_a_poor_face_does_not_bridge_two_groups():
    vectors = at(0, 2, 14, 28, 30)  # the third would pull both sides together
    assert average_linkage(vectors, cut_off=0.2).tolist() == [0, 0, 0, 0, 0]
    assert grouped(vectors, [1, 1, 0, 1, 1], cut_off=0.2) == [0, 0, 0, 1, 1]


def test_poor_faces_do_not_found_a_group():
    assert grouped(at(0, 1, 2), [0, 0, 0]) == [0, 1, 2]
    assert grouped(at(0, 1, 2), [0, 1, 0]) == [0, 1, 2]
    assert grouped(at(0, 1, 2), [0, 1, 1]) == [0, 0, 0]


def test_a_poor_face_joins_a_single_good_one_that_the_user_named(told):
    assert grouped(at(0, 1, 2), [0, 1, 0], told(3, person=[-1, 4, -1])) == [0, 0, 0]
    assert grouped(at(0, 20, 2), [0, 1, 0], told(3, same=[(0, 1)])) == [0, 0, 1]
    assert grouped(at(0, 20, 18), [0, 1, 0], told(3, same=[(0, 1)])) == [0, 0, 0]


def test_a_poor_face_far_from_all_stays_alone():
    assert grouped(at(0, 1, 90), [1, 1, 0]) == [0, 0, 1]


def test_faces_much_poorer_than_the_album_s_must_be_nearer_to_be_joined():
    pairs = at(0, 17, 90, 107, 180, 181)
    good = [1] * 6
    assert grouped(pairs, good, cut_off=None) == [0, 0, 1, 1, 2, 2]
    poorer = np.array([0.9, 0.9, 0.6, 0.5, 0.9, 0.9])
    assert grouped(pairs, good, cut_off=None, quality=poorer) == [0, 0, 1, 2, 3, 3]
    assert grouped(pairs, good, cut_off=None, quality=np.full(6, 0.5)) == [0, 0, 1, 1, 2, 2]


def test_a_poor_face_needs_less_nearness_to_several_than_to_one():
    assert grouped(at(0, 0, 19.5), [1, 1, 0], cut_off=None) == [0, 0, 1]
    assert grouped(at(0, 0, 0, 0, 19.5), [1, 1, 1, 1, 0], cut_off=None) == [0, 0, 0, 0, 0]


def test_a_poor_face_goes_to_the_next_group_where_the_nearest_is_forbidden(told):
    vectors = at(0, 1, 6, 14, 15)
    assert grouped(vectors, [1, 1, 0, 1, 1], cut_off=0.03) == [0, 0, 0, 1, 1]
    shared_photo = told(5, photo=[0, 1, 2, 2, 3])
    assert grouped(at(0, 1, 9, 14, 15), [1, 1, 0, 1, 1], shared_photo, cut_off=0.03) == [0, 0, 0, 1, 1]
    rejected = told(5, person=[4, -1, -1, -1, -1], rejected=[(2, 4)])
    assert grouped(vectors, [1, 1, 0, 1, 1], rejected, cut_off=0.03) == [0, 0, 1, 1, 1]


def test_of_two_poor_faces_in_one_photo_the_nearer_joins(told):
    constraints = told(4, photo=[0, 1, 2, 2])
    assert grouped(at(0, 1, 9, 5), [1, 1, 0, 0], constraints) == [0, 0, 1, 0]


def test_a_poor_face_that_the_user_named_is_with_its_person(told):
    constraints = told(3, person=[5, -1, 5])
    assert grouped(at(0, 1, 120), [1, 1, 0], constraints) == [0, 0, 0]


def test_a_named_poor_face_gives_its_person_to_a_nameless_group_only(told):
    vectors = at(0, 1, 3)
    nameless = grouped(vectors, [1, 1, 0], told(3, person=[-1, -1, 5]))
    of_another = grouped(vectors, [1, 1, 0], told(3, person=[6, -1, 5]))
    assert nameless == [0, 0, 0]
    assert of_another == [0, 0, 1]


def test_two_persons_do_not_meet_through_poor_faces(told):
    constraints = told(4, person=[-1, -1, 5, 6])
    assert grouped(at(0, 1, 3, 4), [1, 1, 0, 0], constraints) == [0, 0, 0, 1]


def test_the_default_needs_no_cut_off(scatter):
    vectors = scatter(20, 5, spread=0.2)
    labels = group_faces(
        vectors, cut_off=None, constraints=Constraints.none(100), clusterable=np.ones(100, dtype=np.bool_)
    )
    np.testing.assert_array_equal(labels, np.arange(100) // 5)


def test_no_faces_and_only_poor_faces():
    assert grouped(at(), []) == []
    assert grouped(at(), [], algorithm="hdbscan") == []
    assert grouped(at(0, 0), [0, 0], algorithm="hdbscan") == [0, 1]


def test_hdbscan_finds_the_people(scatter):
    vectors = scatter(20, 6, spread=0.2)
    np.testing.assert_array_equal(hdbscan_groups(vectors), np.arange(120) // 6)
    np.testing.assert_array_equal(grouped(vectors, [True] * 120, algorithm="hdbscan"), np.arange(120) // 6)


def test_hdbscan_leaves_strangers_alone(scatter):
    vectors = np.concatenate([scatter(5, 6, spread=0.1), -scatter(8, 1, seed=3)])
    labels = hdbscan_groups(vectors)
    np.testing.assert_array_equal(labels[:30], np.arange(30) // 6)
    assert len(set(labels[30:].tolist())) > 4


def test_hdbscan_divides_a_group_that_breaks_a_rule_no_further_than_needed(scatter, told):
    vectors = scatter(10, 6, spread=0.2)
    photo = np.arange(60)
    photo[1] = photo[0]
    labels = hdbscan_groups(vectors, constraints=told(60, photo=photo))
    assert labels[0] != labels[1]
    assert len(set(labels[:6].tolist())) == 2
    np.testing.assert_array_equal(labels[6:], np.arange(6, 60) // 6 + 1)


def test_hdbscan_keeps_two_persons_apart(scatter, told):
    vectors = scatter(10, 6, spread=0.2)
    person = np.full(60, -1)
    person[[0, 1, 2]] = 7
    person[[4, 5]] = 8
    labels = hdbscan_groups(vectors, constraints=told(60, person=person))
    assert labels[0] == labels[1] == labels[2] != labels[4] == labels[5]
    np.testing.assert_array_equal(labels[6:], np.arange(6, 60) // 6 + 1)


def test_hdbscan_takes_the_users_word_for_two_groups(scatter, told):
    labels = hdbscan_groups(scatter(10, 6, spread=0.2), constraints=told(60, same=[(0, 59)]))
    assert set(labels[:6].tolist()) == set(labels[54:].tolist()) == {0}
