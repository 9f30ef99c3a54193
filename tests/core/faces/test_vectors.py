from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.faces.vectors import dequantise, quantise, squared_distances, unit
from core.records import FoundFace


def random_vectors(seed: int, *, count: int = 20, dimension: int = 128) -> np.ndarray:
    return unit(np.random.default_rng(seed).normal(size=(count, dimension)))


@given(seed=st.integers(0, 10_000), dimension=st.sampled_from([2, 64, 128, 512]))
def test_distances_are_those_of_the_definition(seed: int, dimension: int) -> None:
    a, b = random_vectors(seed, dimension=dimension), random_vectors(seed + 1, count=7, dimension=dimension)
    expected = ((a[:, None] - b[None]) ** 2).sum(axis=2)
    assert np.allclose(squared_distances(a, b), expected, atol=1e-6)


@given(seed=st.integers(0, 10_000))
def test_a_byte_a_dimension_keeps_the_direction(seed: int) -> None:
    vectors = random_vectors(seed)
    restored = dequantise(quantise(vectors))
    assert restored.dtype == np.float32
    assert np.allclose(np.linalg.norm(restored, axis=1), 1, atol=1e-6)
    assert squared_distances(vectors, restored).diagonal().max() < 2e-4


def test_storing_hardly_moves_the_distances_of_real_faces(album: dict[str, list[FoundFace]]) -> None:
    vectors = np.array([face.vector for faces in album.values() for face in faces])
    restored = dequantise(quantise(vectors))
    moved = np.abs(squared_distances(vectors, vectors) - squared_distances(restored, restored))
    assert moved.max() < 0.004
    assert moved.mean() < 0.001


def test_every_vector_fills_the_whole_range() -> None:
    stored = quantise(random_vectors(1) * 0.001)
    assert stored.dtype == np.int8
    assert (np.abs(stored.astype(int)).max(axis=1) == 127).all()


def test_storing_twice_changes_nothing() -> None:
    stored = quantise(random_vectors(2))
    assert np.abs(quantise(dequantise(stored)).astype(int) - stored).max() == 0


def test_no_vectors_and_a_zero_vector_are_no_error() -> None:
    assert quantise(np.zeros((0, 128), np.float32)).shape == (0, 128)
    assert dequantise(quantise(np.zeros((1, 128), np.float32))).tolist() == [[0.0] * 128]
