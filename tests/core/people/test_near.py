"""The search for near pairs: a bound that loses nothing, and neighbourhoods that lose hardly anything."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import fastcluster
import numpy as np
import pytest
from scipy.cluster.hierarchy import fcluster
from scipy.spatial.distance import pdist

from core.people import near
from core.people.cells import Cells
from core.people.cluster import average_linkage
from core.people.constraints import Constraints
from core.people.sketch import sketch_of
from core.people.units import Units, first_numbered

LFW_FACES = 13_233


@pytest.fixture(scope="module")
def faces() -> np.ndarray:
    """5,000 faces, two or so of each person, most of their variance in few dimensions as with real ones."""
    return uneven_faces(5000, people=2500)


def uneven_faces(count: int, *, people: int) -> np.ndarray:
    random = np.random.default_rng(0)
    lengths = np.exp(-np.arange(128) / 20)
    person = np.sort(random.integers(0, people, count))
    centres = random.standard_normal((people, 128)) * lengths
    centres[:, 0] += 5
    vectors = centres[person] + 0.35 * random.standard_normal((count, 128)) * lengths
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def keys_within(vectors: np.ndarray, radius: float) -> set[int]:
    left, right = np.nonzero(np.triu(2 - 2 * vectors @ vectors.T <= radius, 1))
    return set((left * len(vectors) + right).tolist())


def search(vectors: np.ndarray, radius: float) -> list[int]:
    apart = Units.from_constraints(Constraints.none(len(vectors))).apart
    _, (left, right) = near.near_pairs(vectors, within=radius, apart=apart, limit=10**7)
    assert (left < right).all()
    return (left.astype(np.int64) * len(vectors) + right).tolist()


def test_a_sketch_is_smaller_and_never_below_the_product(faces):
    sketch = sketch_of(faces, least_product=0.95)
    assert sketch is not None
    assert sketch.shape[1] < 100
    assert (sketch @ sketch.T - faces @ faces.T).min() > -1e-6


def test_a_sketch_that_saves_nothing_is_not_made():
    everywhere = np.random.default_rng(0).standard_normal((5000, 24)).astype(np.float32)
    everywhere /= np.linalg.norm(everywhere, axis=1, keepdims=True)
    assert sketch_of(everywhere, least_product=0.1) is None


@pytest.mark.parametrize("radius", [0.05, 0.15])
def test_the_search_with_a_sketch_finds_every_pair_once(faces, radius):
    found = search(faces, radius)
    expected = keys_within(faces, radius)
    assert len(expected) > 500
    assert len(set(found)) == len(found)
    assert expected <= set(found)
    assert set(found) <= keys_within(faces, radius + 2e-5)


def test_neighbourhoods_find_nearly_every_pair_and_none_twice(faces, monkeypatch):
    monkeypatch.setattr(near, "EXACT_UP_TO", 0)
    monkeypatch.setattr("core.people.cells.VECTORS_A_CELL", 25)
    found = search(faces, 0.05)
    expected = keys_within(faces, 0.05)
    assert len(set(found)) == len(found)
    assert set(found) <= keys_within(faces, 0.05 + 2e-5)
    assert len(expected - set(found)) < 0.01 * len(expected)


def test_every_vector_has_one_home_and_looks_into_it(faces):
    with ThreadPoolExecutor(2) as pool:
        cells = Cells.of(faces, pool)
    homes = [cells.sides(cell)[0] for cell in range(len(cells))]
    assert sorted(np.concatenate(homes).tolist()) == list(range(len(faces)))
    for cell, natives in enumerate(homes):
        assert (cells.looks_into[natives, 0] == cell).all()
        assert set(natives) <= set(cells.sides(cell)[1])


def test_an_album_of_the_size_of_lfw_is_grouped_as_in_the_textbook():
    """13,233 faces, their whole matrix of distances: the same groups to the last face."""
    vectors = uneven_faces(LFW_FACES, people=5749)
    tree = fastcluster.linkage(pdist(vectors.astype(np.float64), "sqeuclidean"), "average")
    for cut_off in (0.04, 0.10):
        expected = first_numbered(fcluster(tree, cut_off, "distance"))
        assert 3000 < expected.max() < 12_000
        np.testing.assert_array_equal(average_linkage(vectors, cut_off=cut_off), expected)
