"""Rounds that cost only what they change lead to the groups that looking at everything each time leads to."""

from __future__ import annotations

import numpy as np
import pytest

from core.people.judgement import PLAIN, Rules, judged
from core.people.linkage import distances, link
from core.people.pairs import Columns, Pairs
from core.people.units import Units, first_numbered

RULES = Rules(lone=0.3, gap=0.65, expected=0.083, certain=4.0, looser=0.01, tighter=0.03, slack=0.01)


def in_rounds(vectors, cut_off, rules, apart):
    """The definition: every round looks at all pairs and joins those that are each other's nearest."""
    count = len(vectors)
    sums, sizes = vectors.astype(np.float64), np.ones(count)
    labels = np.arange(count)
    while True:
        known = rules.known_of(sums, sizes)
        alive = np.unique(labels)
        left, right = (alive[ends] for ends in np.triu_indices(len(alive), 1))
        allowed = apart.renumbered(labels, count).allows(left, right)
        left, right = left[allowed], right[allowed]
        height = judged(rules, known, distances(sums, sizes, left, right), left, right)
        nearest = np.full(count, np.inf)
        np.minimum.at(nearest, left, height)
        np.minimum.at(nearest, right, height)
        mutual = (height == nearest[left]) & (height == nearest[right]) & (height <= cut_off)
        if not mutual.any():
            return first_numbered(labels)
        taken = set()
        for low, high in sorted(zip(left[mutual].tolist(), right[mutual].tolist(), strict=True)):
            if not taken & {low, high}:
                taken |= {low, high}
                sums[low] += sums[high]
                sizes[low] += sizes[high]
                labels[labels == high] = low


@pytest.mark.parametrize("rules", [PLAIN, RULES], ids=["plain", "rules"])
@pytest.mark.parametrize("seed", range(6))
def test_the_same_groups_as_by_looking_at_all_pairs_in_every_round(scatter, told, rules, seed):
    """One person with very many photographs among others, copies, photographs of several people, and named ones."""
    random = np.random.default_rng(seed)
    vectors = np.concatenate([scatter(1, 90, spread=0.3, seed=seed), scatter(12, 8, spread=0.3, seed=seed + 100)])
    vectors = np.concatenate([vectors, vectors[::9], vectors[::9]])[random.permutation(len(vectors) + 42)]
    count = len(vectors)
    photo = random.integers(0, count, count)
    person = np.where(random.random(count) < 0.05, random.integers(0, 3, count), -1)
    constraints = told(count, photo=photo, person=person if seed % 2 else np.full(count, -1))
    units = Units.from_constraints(constraints)
    first = np.unique(units.of, return_index=True)[1]  # one face of each unit
    vectors, apart = vectors[first], units.apart
    tree = link(vectors, np.ones(len(vectors)), cut_off=0.14, apart=apart, rules=rules)
    expected = in_rounds(vectors, 0.14, rules, apart)
    assert np.bincount(expected).max() > 20
    np.testing.assert_array_equal(first_numbered(tree.labels), expected)


@pytest.mark.parametrize("first", [0.0, 0.02, 0.08])
def test_a_stop_on_the_way_changes_nothing_in_the_textbooks_linkage(scatter, told, first):
    vectors = scatter(20, 10, spread=0.35)
    apart = Units.from_constraints(told(200)).apart
    whole, stopped = (
        link(vectors, np.ones(200), cut_off=0.2, apart=apart, first=radius).labels for radius in (None, first)
    )
    np.testing.assert_array_equal(stopped, whole)


def test_pairs_that_no_growth_would_join_are_not_missed(scatter, told, monkeypatch):
    """Among few they are looked at, among many they are left out; on these faces it makes no difference."""
    vectors = scatter(40, 12, spread=0.3)
    apart = Units.from_constraints(told(len(vectors))).apart

    def labels():
        return link(vectors, np.ones(len(vectors)), cut_off=0.14, apart=apart, rules=RULES).labels

    expected = labels()
    assert 41 < len(set(expected.tolist())) < 400
    monkeypatch.setattr("core.people.linkage.ALL_PAIRS_UP_TO", 0)
    np.testing.assert_array_equal(labels(), expected)


def columns(*rows):
    left, right, height = zip(*rows, strict=True)
    heights = np.array(height, dtype=np.float64)
    return Columns(np.array(left, np.int32), np.array(right, np.int32), heights.copy(), heights)


def test_who_has_lost_the_nearest_finds_the_next_one_in_the_index_and_among_newer_pairs():
    pairs = Pairs(columns((0, 1, 0.1), (1, 2, 0.2), (2, 3, 0.4), (0, 3, 0.5)), 5)
    everyone = np.arange(5)
    assert pairs.mutual(everyone, within=0.3).tolist() == [0]
    assert pairs.of(np.array([0])).tolist() == [0, 3]
    assert sorted(pairs.left_by(np.array([0])).tolist()) == [0, 1]
    pairs.replace(np.array([0]), columns((1, 4, 0.15)))
    (found,) = pairs.mutual(np.array([0, 1]), within=0.3).tolist()
    assert (pairs.at.left[found], pairs.at.right[found]) == (1, 4)
    assert pairs.mutual(np.array([0]), within=0.3).size == 0
    pairs.replace(pairs.of(np.array([1])), columns((0, 4, 0.45)))
    (found,) = pairs.mutual(np.array([0, 2, 4]), within=0.42).tolist()
    assert (pairs.at.left[found], pairs.at.right[found]) == (2, 3)


def test_many_pairs_in_and_out_are_never_lost():
    """Against a plain list, through several new indexes."""
    random = np.random.default_rng(0)

    def some(number):
        return columns(*zip(*random.integers(0, 30, (2, number)), random.integers(1, 50, number) / 50, strict=True))

    first = some(3000)
    pairs, kept = Pairs(first, 30), sorted(zip(first.left, first.right, first.height, strict=True))
    for _ in range(60):
        gone, new = pairs.of(random.integers(0, 30, 1)), some(100)
        for pair in gone:
            kept.remove((pairs.at.left[pair], pairs.at.right[pair], pairs.at.height[pair]))
        kept += zip(new.left, new.right, new.height, strict=True)
        pairs.replace(gone, new)
        places = pairs.of(np.arange(30))
        found = zip(pairs.at.left[places], pairs.at.right[places], pairs.at.height[places], strict=True)
        assert sorted(found) == sorted(kept)
