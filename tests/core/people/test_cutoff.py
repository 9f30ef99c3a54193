"""The default rules: how near is near enough, where nobody chose."""

from __future__ import annotations

import numpy as np
import pytest

from core.people.cluster import average_linkage, group_faces
from core.people.constraints import Constraints
from core.people.cutoff import EVIDENCE, SAFE_CUT_OFF, suiting, suiting_groups
from core.people.linkage import PLAIN, Rules, factor, link
from core.people.rivals import reserves
from core.people.units import Units, first_numbered


def apart_of(count):
    return Units.from_constraints(Constraints.none(count)).apart


def tree_of(vectors, cut_off, rules=PLAIN):
    return link(vectors, np.ones(len(vectors)), cut_off=cut_off, apart=apart_of(len(vectors)), rules=rules)


def strangers(count, dimension=128, seed=0):
    vectors = np.random.default_rng(seed).standard_normal((count, dimension))
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def near(vector, distance, seed=1):
    """A unit vector at this squared distance of a unit vector."""
    aside = np.random.default_rng(seed).standard_normal(len(vector))
    aside -= vector * (vector @ aside)
    alike = 1 - distance / 2
    return alike * vector + np.sqrt(1 - alike**2) * aside / np.linalg.norm(aside)


def by_default(vectors, **options):
    return group_faces(
        np.array(vectors, dtype=np.float32),
        cut_off=None,
        constraints=Constraints.none(len(vectors)),
        clusterable=np.ones(len(vectors), dtype=np.bool_),
        **options,
    )


@pytest.mark.parametrize("cut_off", [0.0, 0.02, 0.05, 0.1, 0.3])
def test_a_tree_cut_again_is_the_linkage_at_that_cut_off(scatter, cut_off):
    vectors = scatter(20, 10, spread=0.35)
    tree = tree_of(vectors, 0.3)
    labels = first_numbered(tree.cut(cut_off))
    np.testing.assert_array_equal(labels, average_linkage(vectors, cut_off=cut_off))
    assert tree.groups(cut_off) == labels.max() + 1


def test_the_more_groups_the_lower():
    assert suiting(1) > suiting(10) > suiting(100) > suiting(10_000) > 0.1
    assert suiting(0) == suiting(1)


def people_at_right_angles(count):
    """Strangers who are all equally far from each other, and room for as many more."""
    return np.eye(2 * count)[:count]


def test_a_pair_of_look_alikes_is_joined_among_few_and_not_among_many():
    def joined(count):
        vectors = people_at_right_angles(count)
        vectors[1] = np.sqrt(1 - 0.9425**2) * np.eye(2 * count)[-1] + 0.9425 * vectors[0]  # a distance of 0.115
        labels = by_default(vectors)
        return bool(labels[0] == labels[1])

    assert joined(40)
    assert not joined(1500)


def test_a_lone_face_must_be_nearer_to_another_than_to_a_person_of_many_photographs():
    vectors = people_at_right_angles(300)
    alike = 1 - 0.9 * suiting(300) / 2
    vectors[1] = alike * vectors[0] + np.sqrt(1 - alike**2) * np.eye(600)[-1]
    vectors[3] = alike * vectors[2] + np.sqrt(1 - alike**2) * np.eye(600)[-2]
    labels = by_default(np.concatenate([vectors, np.array([vectors[0]] * 12)]))
    assert labels[1] == labels[0]
    assert labels[2] != labels[3]


def test_evidence_weighs_lone_faces_and_large_groups():
    one, ten = np.array([1.0]), np.array([10.0])
    lone, joining, large = (float(factor(EVIDENCE, *pair)[0]) for pair in ((one, one), (one, ten), (ten, ten)))
    assert lone > large > joining > 1
    assert float(factor(PLAIN, one, ten)[0]) == 1


def test_reserves_count_as_if_they_were_part_of_the_distance():
    vectors = np.array([[1, 0], [np.cos(0.3), np.sin(0.3)]])
    distance = 2 - 2 * np.cos(0.3)
    for reserve, joined in ((0.0, 1), (0.02, 2), (-0.02, 1)):
        tree = tree_of(vectors, distance + 0.01, Rules(reserve=np.array([reserve, 0.0])))
        assert len(set(tree.labels.tolist())) == joined, reserve
    assert tree_of(vectors, distance - 0.01, Rules(reserve=np.array([-0.02, 0.0]))).labels.tolist() == [0, 0]


def test_who_has_near_rivals_keeps_a_reserve():
    """Ten strangers, and five more that all look like each other."""
    vectors = strangers(15)
    for index in range(11, 15):
        vectors[index] = near(vectors[10], 0.3, seed=index)
    kept = reserves(vectors, np.ones(15), np.arange(15))
    assert kept[10:].min() > kept[:10].max()
    assert kept[:10].max() < 0 < kept[10]


def test_ones_own_person_is_no_rival():
    vectors = strangers(12)
    vectors[11] = near(vectors[0], 0.02)
    alone = reserves(vectors[:11], np.ones(11), np.arange(11))
    together = reserves(vectors, np.ones(12), np.array([*range(11), 0]))
    np.testing.assert_allclose(together[:11], alone, atol=0.02)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_things_have_no_rivals(count):
    assert reserves(strangers(count), np.ones(count), np.arange(count)).tolist() == [0.0] * count


def test_another_network_has_another_scale():
    """The same faces with distances three times as large, and a safe cut-off that is three times as large."""
    vectors = strangers(60)
    for index in range(1, 20):
        vectors[index] = near(vectors[0], 0.3, seed=index)
    sums, sizes = vectors, np.ones(60)
    narrow, _ = suiting_groups(sums, sizes, apart=apart_of(60))
    wide, cut_off = suiting_groups(sums, sizes, apart=apart_of(60), safe=6 * SAFE_CUT_OFF)
    assert len(set(narrow.tolist())) > len(set(wide.tolist()))
    assert cut_off > 4 * SAFE_CUT_OFF


def test_with_little_memory_the_rules_hold_as_well(scatter, monkeypatch):
    """The search then goes on with smaller radii, at which two lone faces are not yet near enough."""
    vectors = scatter(3, 60, spread=0.25)
    expected = tree_of(vectors, 0.3, EVIDENCE).labels
    monkeypatch.setattr("core.people.linkage.PAIRS_AT_LEAST", 30)
    monkeypatch.setattr("core.people.linkage.PAIRS_FOR_EACH", 0)
    np.testing.assert_array_equal(tree_of(vectors, 0.3, EVIDENCE).labels, expected)
