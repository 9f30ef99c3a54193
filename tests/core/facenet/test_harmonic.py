"""A new network beside an old one: the last layer is learned again, and mixed triplets bring the two together."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from core.errors import TrainingError
from core.evaluation.all_pairs import cross_hold_out, hold_out
from core.facenet.embedding import embed
from core.facenet.faces import OLD_VECTORS, Faces
from core.facenet.harmonic import judge_mixed, read_old_vectors, relearn_last_layer, three_ways
from core.facenet.networks import build
from core.facenet.progress import run
from core.facenet.training import Plan, Training

SIZE = (40, 32)
PLAN = Plan(size=SIZE, dimension=16, people=8, faces=4, strangers=4, gathered=0.01, images=600, margin=0.1)


@pytest.fixture
def faces(random: np.random.Generator) -> Faces:
    blocks = random.integers(0, 128, (20, 5, 4, 3))
    labels = np.repeat(np.arange(20), 4)
    small = blocks[labels] + random.integers(0, 64, (80, 5, 4, 3))
    return Faces(np.kron(small, np.ones((1, 8, 8, 1))).astype(np.uint8), labels, tuple("abcdefghijklmnopqrst"))


@pytest.fixture
def old(faces: Faces, random: np.random.Generator) -> np.ndarray:
    """What an old network would say of them: good vectors, in directions of its own."""
    vectors = random.normal(size=(20, 16))[faces.labels] + 0.3 * random.normal(size=(80, 16))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def test_new_vectors_become_comparable_with_old_ones(faces: Faces, old: np.ndarray, tmp_path: Path) -> None:
    alone = Training(replace(PLAN, images=300), faces, tmp_path / "alone")
    run(alone, None)
    apart = three_ways(old, embed(alone.network, faces.chips), faces.labels)
    assert apart["new, old"].auc == pytest.approx(0.5, abs=0.15), "two networks know nothing of each other"
    harmonic = Training(replace(PLAN, loss="harmonic"), faces, tmp_path / "harmonic", old=old, start=alone.network)
    run(harmonic, None)
    together = three_ways(old, embed(harmonic.network, faces.chips), faces.labels)
    assert together["new, old"].auc > 0.75
    assert together["old, old"].auc == apart["old, old"].auc


def test_the_last_layer_is_found_where_there_is_one(random: np.random.Generator) -> None:
    network = build("nns2", dimension=4, size=SIZE)
    features = random.normal(size=(800, network.width)).astype(np.float32)
    true = random.normal(size=(network.width, 4)).astype(np.float32)
    relearn_last_layer(network, features, features @ true + 0.5)
    with torch.no_grad():
        found = network.last(torch.tensor(features)).numpy()
    assert np.corrcoef(found.ravel(), (features @ true + 0.5).ravel())[0, 1] > 0.999
    with pytest.raises(TrainingError, match="16 numbers"):
        relearn_last_layer(network, features, np.zeros((800, 16), np.float32))
    with pytest.raises(TrainingError, match="more than linear"):
        relearn_last_layer(build("inception-resnet-v1", size=(96, 96)), features, features[:, :4])


def test_triplets_of_three_old_vectors_are_left_out() -> None:
    """The new vectors are settled, the old ones are not: nothing is to be learned from the old ones alone."""
    labels = torch.tensor([0, 0, 1, 1])
    settled = torch.eye(4)[[0, 0, 1, 1]].requires_grad_()
    loss, active = judge_mixed(settled, labels, torch.eye(4)[[0, 0, 1, 1]], margin=0.2)
    assert float(loss.detach()) == active == 0
    troubled = torch.nn.functional.normalize(torch.tensor([[1.0, 0.9, 0, 0], [0.9, 1, 0, 0]]), dim=1)
    loss, active = judge_mixed(settled, labels, troubled[[0, 0, 1, 1]], margin=0.2)
    loss.backward()
    assert settled.grad is not None


def test_queries_against_themselves_are_the_plain_figure(faces: Faces, old: np.ndarray) -> None:
    plain, crossed = hold_out(old, faces.labels, far=0.01), cross_hold_out(old, old, faces.labels, far=0.01)
    assert crossed.val == pytest.approx(plain.val, abs=0.02)
    assert crossed.auc == pytest.approx(plain.auc)
    assert (crossed.same, crossed.different) == (2 * plain.same, 2 * plain.different)


def test_old_vectors_are_read_in_the_order_of_the_chips(tmp_path: Path, old: np.ndarray) -> None:
    np.savez(tmp_path / OLD_VECTORS, chips=np.array(["b/1.jpg", "a/1.jpg"]), vectors=old[:2])
    files = [tmp_path / "a" / "1.jpg", tmp_path / "b" / "1.jpg"]
    assert np.array_equal(read_old_vectors(tmp_path, files), old[[1, 0]])
    for wanted in ([*files, tmp_path / "c" / "1.jpg"], files):
        if wanted is files:
            (tmp_path / OLD_VECTORS).unlink()
        with pytest.raises(TrainingError, match="every chip"):
            read_old_vectors(tmp_path, wanted)


def test_old_vectors_belong_to_a_harmonic_training(faces: Faces, old: np.ndarray, tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="harmonic"):
        Training(PLAN, faces, tmp_path, old=old)
    with pytest.raises(TrainingError, match="harmonic"):
        Training(replace(PLAN, loss="harmonic"), faces, tmp_path)


@pytest.mark.parametrize("other", [build("nns2", dimension=8, size=SIZE), build("nns2", dimension=16, size=(48, 40))])
def test_another_network_is_no_beginning(other: torch.nn.Module, faces: Faces, tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="to begin with"):
        Training(PLAN, faces, tmp_path, start=other)  # type: ignore[arg-type]
