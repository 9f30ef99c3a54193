"""What a distance is worth, and the linkage by it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.people.constraints import Constraints
from core.people.judgement import PLAIN, Rules, judged, spread
from core.people.linkage import distances, link
from core.people.rivals import reserves
from core.people.units import Units

SPREADS = Rules(expected=0.08, certain=4, looser=0.04, tighter=0.03)


def strangers(count, dimension=128, seed=0):
    vectors = np.random.default_rng(seed).standard_normal((count, dimension))
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def near(vector, distance, seed=1):
    """A unit vector at this squared distance of a unit vector."""
    aside = np.random.default_rng(seed).standard_normal(len(vector))
    aside -= vector * (vector @ aside)
    alike = 1 - distance / 2
    return alike * vector + np.sqrt(1 - alike**2) * aside / np.linalg.norm(aside)


def linked(vectors, cut_off, rules, sizes=None):
    sizes = np.ones(len(vectors)) if sizes is None else sizes
    apart = Units.from_constraints(Constraints.none(len(vectors))).apart
    return link(vectors, sizes, cut_off=cut_off, apart=apart, rules=rules)


def worth(rules, *groups):
    """The distance of two groups of vectors, and what it is judged to be."""
    sums, sizes = np.array([group.sum(axis=0) for group in groups]), np.array([float(len(group)) for group in groups])
    left, right = np.array([0]), np.array([1])
    distance = distances(sums, sizes, left, right)
    return float(distance[0]), float(judged(rules, rules.known_of(sums, sizes), distance, left, right)[0])


def test_the_spread_is_the_mean_distance_within():
    vectors = strangers(5, 16)
    within = np.array([(vectors.sum(axis=0) ** 2).sum() - 5, 0.0])
    expected = np.mean([((a - b) ** 2).sum() for i, a in enumerate(vectors) for b in vectors[:i]])
    np.testing.assert_allclose(spread(np.array([5.0, 1.0]), within), [expected, 0])


def test_without_rules_a_distance_is_what_it_is():
    distance, height = worth(PLAIN, strangers(3), strangers(4, seed=1))
    assert distance == height


@pytest.mark.parametrize(("left", "right", "times"), [(1, 1, 1.3), (1, 3, 1.1), (3, 3, 1.1), (2, 30, 1.01)])
def test_the_larger_group_says_how_certain_a_distance_is(left, right, times):
    distance, height = worth(Rules(lone=0.3, slack=1), strangers(left), strangers(right, seed=1))
    assert height == pytest.approx(times * distance)


def test_a_wide_spread_makes_a_distance_smaller_and_a_narrow_one_larger():
    centres = strangers(2)

    def group(centre, distance):
        return np.array([near(centres[centre], distance, seed) for seed in range(10, 30)])

    slack = replace(SPREADS, slack=1)
    narrow, wide = (worth(slack, group(0, d), group(1, d)) for d in (0.03, 0.05))
    assert narrow[1] - narrow[0] == pytest.approx((0.08 - 0.06) * 38 / 42, abs=0.003)
    assert wide[1] - wide[0] == pytest.approx((0.08 - 0.1) * 38 / 42, abs=0.003)
    lone = worth(slack, centres[:1], centres[1:])
    assert lone[0] == pytest.approx(lone[1])
    widest = worth(slack, strangers(20, seed=3), strangers(20, seed=4))
    assert widest[0] - widest[1] == pytest.approx(slack.looser)


def test_a_distance_is_judged_smaller_by_the_slack_at_most():
    rules = Rules(expected=0.08, certain=1, looser=0.3, slack=0.01)
    distance, height = worth(rules, strangers(9), strangers(9, seed=1))
    assert distance - height == pytest.approx(0.01)


def test_reserves_count_as_if_they_were_part_of_the_distance():
    vectors = np.array([[1, 0], [np.cos(0.3), np.sin(0.3)]])
    distance = 2 - 2 * np.cos(0.3)
    for reserve, joined in ((0.0, 1), (0.02, 2), (-0.02, 1)):
        tree = linked(vectors, distance + 0.01, Rules(reserve=np.array([reserve, 0.0])))
        assert len(set(tree.labels.tolist())) == joined, reserve
    nearer = Rules(reserve=np.array([-0.02, 0.0]), slack=0.03)
    assert linked(vectors, distance - 0.01, nearer).labels.tolist() == [0, 0]


def test_reserves_are_averaged_over_the_faces():
    """A group of three with a reserve and a lone face without: joined they keep three quarters of it."""
    vectors = np.array([[3.0, 0], [np.cos(0.2), np.sin(0.2)], [np.cos(0.5), np.sin(0.5)]])
    rules = Rules(reserve=np.array([0.04, 0.0, 0.0]))
    tree = linked(vectors, 1.0, rules, sizes=np.array([3.0, 1.0, 1.0]))
    means = vectors[0] / 4 + vectors[1] / 4
    assert tree.joined.tolist() == [[0, 1], [0, 2]]
    np.testing.assert_allclose(tree.heights[1], 2 - 2 * means @ vectors[2] + 0.03)


def test_with_little_memory_the_rules_hold_as_well(scatter, monkeypatch):
    """The search then goes on with smaller radii, at which two lone faces are not yet near enough."""
    vectors = scatter(3, 60, spread=0.25)
    rules = Rules(lone=0.3)
    expected = linked(vectors, 0.3, rules).labels
    monkeypatch.setattr("core.people.linkage.PAIRS_AT_LEAST", 30)
    monkeypatch.setattr("core.people.linkage.PAIRS_FOR_EACH", 0)
    np.testing.assert_array_equal(linked(vectors, 0.3, rules).labels, expected)


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


def test_what_lies_between_two_large_groups_counts_again():
    """Two people, each within 0.08: what is between them beyond that is added, to lone faces nothing."""
    centres = strangers(2)
    rules = Rules(expected=0.08, certain=4, gap=0.5, slack=1)
    large = [np.array([near(centre, 0.04, seed) for seed in range(10, 30)]) for centre in centres]
    distance, height = worth(rules, *large)
    assert height - distance == pytest.approx(0.5 * 0.95**3 * (distance - 0.08), abs=0.003)
    distance, height = worth(rules, large[0], centres[1:])
    assert height == pytest.approx(distance)
