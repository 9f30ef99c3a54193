"""The default cut-off, and cutting a tree again."""

from __future__ import annotations

import numpy as np
import pytest

from core.people.cluster import average_linkage, group_faces
from core.people.constraints import Constraints
from core.people.cutoff import SAFE_CUT_OFF, default_cut_off
from core.people.linkage import Tree, link
from core.people.units import Units, first_numbered


def tree_of(vectors, cut_off):
    units = Units.from_constraints(Constraints.none(len(vectors)))
    return link(vectors, np.ones(len(vectors)), cut_off=cut_off, apart=units.apart)


def tree_with(count, heights):
    return Tree(np.zeros(count, dtype=np.int64), np.zeros((len(heights), 2), dtype=np.int64), np.array(heights))


@pytest.mark.parametrize("cut_off", [0.0, 0.02, 0.05, 0.1, 0.3])
def test_a_tree_cut_again_is_the_linkage_at_that_cut_off(scatter, cut_off):
    vectors = scatter(20, 10, spread=0.35)
    tree = tree_of(vectors, 0.3)
    labels = first_numbered(tree.cut(cut_off))
    np.testing.assert_array_equal(labels, average_linkage(vectors, cut_off=cut_off))
    assert tree.groups(cut_off) == labels.max() + 1


def test_a_small_album_has_the_safe_cut_off(scatter):
    assert default_cut_off(tree_of(scatter(20, 5), SAFE_CUT_OFF)) == SAFE_CUT_OFF
    assert default_cut_off(tree_with(0, [])) == SAFE_CUT_OFF


def test_the_more_people_the_lower():
    hundred, thousands = (default_cut_off(tree_with(people, [])) for people in (100, 6000))
    assert hundred == SAFE_CUT_OFF
    assert 0.12 < thousands < 0.125


def test_it_suits_the_groups_that_it_leaves():
    """Joinings between 0.12 and 0.14 are undone, which leaves more groups, which asks for less again."""
    tree = tree_with(20_000, np.linspace(0.08, 0.14, 15_000))
    cut_off = default_cut_off(tree)
    assert cut_off == pytest.approx(0.19 - 0.018 * np.log10(tree.groups(cut_off)))
    assert cut_off < 0.19 - 0.018 * np.log10(tree.groups(SAFE_CUT_OFF))


def test_the_default_is_what_the_product_uses():
    """Two thousand strangers and one pair at 0.135: joined among few, not among many."""
    random = np.random.default_rng(0)
    vectors = random.standard_normal((2000, 128))
    vectors[1] -= vectors[0] * (vectors[0] @ vectors[1]) / (vectors[0] @ vectors[0])
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    alike = 1 - 0.135 / 2
    vectors[1] = alike * vectors[0] + np.sqrt(1 - alike**2) * vectors[1]
    vectors = vectors.astype(np.float32)

    def joined(count):
        labels = group_faces(
            vectors[:count],
            cut_off=None,
            constraints=Constraints.none(count),
            clusterable=np.ones(count, dtype=np.bool_),
        )
        return bool(labels[0] == labels[1])

    assert joined(100)
    assert not joined(2000)
