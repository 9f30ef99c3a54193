"""The converted network against dlib itself, on real aligned faces."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from core.errors import ModelError
from core.faces import align, dlib_weights, weights
from core.faces.embed import Embedder
from core.faces.packs import Pack
from core.faces.runtime import open_session
from core.records import FoundFace


@pytest.fixture(scope="module")
def chips(
    family: Path, album: dict[str, list[FoundFace]], load: Callable[[Path], NDArray[np.uint8]]
) -> NDArray[np.uint8]:
    """Aligned faces of the album: 20 photos, every person."""
    cut = []
    for name, faces in list(album.items())[:20]:
        pixels = load(family / f"{name}.jpg")
        size = (pixels.shape[1], pixels.shape[0])
        points = np.array([face.landmarks.to_array() * size for face in faces])
        cut += [align.cut_chip(pixels, t) for t in align.similarity(points, align.TEMPLATE_150)]
    return np.array(cut)


def test_the_converted_network_agrees_with_dlib(pack: Pack, chips: NDArray[np.uint8]) -> None:
    dlib = pytest.importorskip("dlib", reason="dlib-bin, the reference, is not installed")
    original = dlib.face_recognition_model_v1(str(weights.find_source(weights.EMBEDDER)))
    expected = np.array([original.compute_face_descriptor(chip) for chip in chips])
    session = open_session(pack.embedder, threads=1)
    (vectors,) = session.run({dlib_weights.INPUT: chips.transpose(0, 3, 1, 2).astype(np.float32)})
    assert len(chips) >= 20
    assert np.abs(vectors - expected).max() < 1e-5


def test_a_face_and_its_mirror_image_have_one_vector(pack: Pack, chips: NDArray[np.uint8]) -> None:
    embedder = Embedder(open_session(pack.embedder, threads=1), dimension=128)
    assert np.allclose(embedder.embed(chips[:3]), embedder.embed(chips[:3, :, ::-1]), atol=1e-6)


def test_batches_do_not_change_a_vector(pack: Pack, chips: NDArray[np.uint8]) -> None:
    embedder = Embedder(open_session(pack.embedder, threads=1), dimension=128)
    together = embedder.embed(chips)
    assert together.dtype == np.float32
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-6)
    assert np.allclose(together, np.concatenate([embedder.embed(c[None]) for c in chips]), atol=1e-6)
    assert embedder.embed(chips[:0]).shape == (0, 128)


@pytest.mark.parametrize("keep", [0, 100, 1_000_000])
def test_half_a_file_is_a_sentence(keep: int) -> None:
    data = weights.read_source(weights.EMBEDDER)
    with pytest.raises(ModelError, match="not in the expected format"):
        dlib_weights.read_network(data[:keep])
