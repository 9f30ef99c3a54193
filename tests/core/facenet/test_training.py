"""Training on made-up faces: it learns, stops and goes on, keeps what it has, and refuses what cannot be learned."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from core.errors import TrainingError
from core.facenet import training as room
from core.facenet.batches import Batches, Mix
from core.facenet.checkpoint import FILE, load, save, trained_network
from core.facenet.embedding import embed
from core.facenet.faces import Faces
from core.facenet.progress import LOG, Report, read_log, run
from core.facenet.training import Plan, Training, unseen_people

SIZE = (40, 32)
PLAN = Plan(size=SIZE, dimension=16, people=8, faces=4, strangers=4, gathered=0.01, images=400)


@pytest.fixture
def faces(random: np.random.Generator) -> Faces:
    """Twenty people, four faces each: blocks of colour, and as much noise."""
    blocks = random.integers(0, 128, (20, 5, 4, 3))
    labels = np.repeat(np.arange(20), 4)
    small = blocks[labels] + random.integers(0, 64, (80, 5, 4, 3))
    return Faces(np.kron(small, np.ones((1, 8, 8, 1))).astype(np.uint8), labels, tuple("abcdefghijklmnopqrst"))


def weights(training: Training) -> torch.Tensor:
    return torch.cat([values.flatten().float() for values in training.network.state_dict().values()])


def reports(training: Training, unseen: Faces | None = None, **options: float) -> list[Report]:
    told: list[Report] = []
    run(training, unseen, told=told.append, **options)  # type: ignore[arg-type]
    return told


def test_it_learns(faces: Faces, tmp_path: Path) -> None:
    kept = unseen_people(faces.labels, share=0.25, seed=1)
    training = Training(replace(PLAN, images=1500), faces.only(~kept), tmp_path)
    first, *_, last = reports(training, faces.only(kept), every=500)
    assert last.loss < first.loss
    assert last.spread > 0.02
    assert last.unseen is not None
    assert last.unseen.auc > 0.8
    assert training.done
    assert [int(row["step"]) for row in read_log(tmp_path / LOG)][-1] == training.step


@pytest.mark.parametrize("selection", ["semi-hard", "offline"])
def test_stopped_and_gone_on_it_comes_out_the_same(selection: str, faces: Faces, tmp_path: Path) -> None:
    plan = replace(PLAN, images=300, selection=selection)
    whole = Training(plan, faces, tmp_path / "whole")
    run(whole, None)
    first = Training(plan, faces, tmp_path / "parts")
    run(first, None, seconds=0)
    assert 0 < first.images < 300
    again = Training(plan, faces, tmp_path / "parts")
    assert again.images == first.images
    run(again, None)
    assert torch.equal(weights(again), weights(whole))
    assert len(read_log(tmp_path / "parts" / LOG)) == 2


def test_another_seed_comes_out_otherwise(faces: Faces, tmp_path: Path) -> None:
    one, other = (Training(replace(PLAN, seed=seed), faces, tmp_path / str(seed)) for seed in (1, 2))
    one.advance()
    other.advance()
    assert not torch.equal(weights(one), weights(other))


def test_a_batch_in_parts_has_the_gradient_of_the_whole(
    faces: Faces, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = replace(PLAN, batch_norm=False, mirror=False, loss="softmax")
    gradients = []
    for chunk in (1000, 7):
        monkeypatch.setattr(room, "CHUNK", chunk)
        training = Training(plan, faces, tmp_path / str(chunk))
        training.advance()
        gradients.append([values.grad for values in training.network.parameters()])
    largest = max(float(one.abs().max()) for one in gradients[0])
    for one, other in zip(*gradients, strict=True):
        assert torch.allclose(one, other, atol=1e-4 * largest, rtol=1e-3)


def test_a_batch_in_parts_counts_once_for_the_running_means(
    faces: Faces, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "CHUNK", 20)
    training = Training(PLAN, faces, tmp_path)
    training.advance()
    norm = next(part for part in training.network.modules() if isinstance(part, torch.nn.BatchNorm2d))
    assert norm.momentum == 0.1


@pytest.mark.parametrize("loss", ["contrastive", "deepid2", "softmax", "centre", "angular"])
def test_the_baselines_learn_too(loss: str, faces: Faces, tmp_path: Path) -> None:
    training = Training(replace(PLAN, loss=loss, rate=0.01, people=20), faces, tmp_path)
    losses = [training.advance()[0] for _ in range(12)]
    assert np.mean(losses[-3:]) < np.mean(losses[:2])


def test_a_checkpoint_appears_at_once_or_not_at_all(
    faces: Faces, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    training = Training(PLAN, faces, tmp_path)
    training.advance()
    training.save()
    before = (tmp_path / FILE).read_bytes()

    def dies(state: object, file: object) -> None:
        file.write(b"half")  # type: ignore[attr-defined]
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(torch, "save", dies)
    with pytest.raises(TrainingError, match="No space left"):
        save({}, tmp_path / FILE)
    assert (tmp_path / FILE).read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_a_trained_network_comes_back(faces: Faces, tmp_path: Path) -> None:
    training = Training(PLAN, faces, tmp_path)
    training.advance()
    training.save()
    chips = faces.chips[:5]
    assert np.array_equal(embed(trained_network(tmp_path), chips), embed(training.network, chips))
    assert np.allclose(np.linalg.norm(embed(training.network, chips, mirror=True), axis=1), 1, atol=1e-6)


def test_another_plan_or_other_people_are_refused(faces: Faces, tmp_path: Path) -> None:
    Training(PLAN, faces, tmp_path).save()
    with pytest.raises(TrainingError, match="begun with another dimension, seed"):
        Training(replace(PLAN, dimension=8, seed=2), faces, tmp_path)
    with pytest.raises(TrainingError, match="other people"):
        Training(PLAN, faces.only(faces.labels < 19), tmp_path)
    assert not Training(replace(PLAN, images=900), faces, tmp_path).done, "more images are more of the same"


@pytest.mark.parametrize("content", [b"", b"nothing"])
def test_a_damaged_checkpoint_is_a_sentence(content: bytes, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(TrainingError, match="no checkpoint"):
        load(tmp_path / FILE)


def test_what_cannot_form_triplets_is_refused(faces: Faces, tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="one person only"):
        Training(PLAN, faces.only(faces.labels == 0), tmp_path)
    with pytest.raises(TrainingError, match="Nobody has two faces"):
        Training(PLAN, faces.only(np.arange(0, 80, 4)), tmp_path)


def test_batches_hold_some_people_and_strangers() -> None:
    labels = np.array([0] * 6 + [1] * 3 + [2] * 2 + [3] + [4] * 5)
    batches = Batches(labels, Mix(people=2, faces=3, strangers=4), seed=5)
    for number in range(20):
        shown = batches.batch(number)
        assert len(set(shown.tolist())) == len(shown)
        counts = np.bincount(labels[shown], minlength=5)
        assert (counts >= 2).sum() >= 2
        assert counts.max() <= 4
        assert np.array_equal(shown, batches.batch(number))
    assert len({batches.batch(number).tobytes() for number in range(20)}) > 10
    assert Mix().most == 1800, "as published"
