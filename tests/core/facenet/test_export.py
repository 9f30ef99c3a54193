"""From a network to a pack, and with it to a library that knows who is who."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch

from core.__main__ import main
from core.errors import ModelError, TrainingError
from core.facenet.export import MEAN, SCALE, measure_thresholds, middle_of, save_pack, to_onnx
from core.facenet.face_network import FaceNetwork
from core.facenet.networks import build
from core.faces.manifest import Thresholds, manifest, manifest_of, manifests
from core.faces.packs import open_pack
from core.faces.pipeline import FacePipeline

THRESHOLDS = Thresholds(
    verify=1.2, group=0.9, suggest=1.3, middle=1.2, steepness=8.0, scale=6.4, measured_on="“Nothing”, a test."
)


@pytest.mark.parametrize(
    "network",
    [
        build("nns2", dimension=16, size=(48, 40)),
        build("nns2", dimension=16, size=(48, 40), batch_norm=True),
        build("nn4", dimension=16),
        build("nns1", size=(72, 72)),
        build("inception-resnet-v1", dimension=512, size=(96, 96)),
    ],
    ids=lambda network: network.name,
)
def test_onnx_computes_what_torch_computes(network: FaceNetwork) -> None:
    session = onnxruntime.InferenceSession(to_onnx(network.eval()), providers=["CPUExecutionProvider"])
    chips = torch.randn(3, 3, max(network.size), max(network.size))
    with torch.no_grad():
        expected = network(middle_of(chips, network.size)).numpy()
    (vectors,) = session.run(None, {"chips": chips.numpy()})
    assert np.abs(vectors - expected).max() < 1e-5


def test_the_middle_is_cut(random: np.random.Generator) -> None:
    chips = torch.tensor(random.normal(size=(1, 3, 10, 10)))
    assert torch.equal(middle_of(chips, (10, 6)), chips[:, :, :, 2:8])


def test_thresholds_tell_people_apart(random: np.random.Generator) -> None:
    labels = np.repeat(np.arange(30), 6)
    vectors = random.normal(size=(30, 16))[labels] + 0.5 * random.normal(size=(180, 16))
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    found = measure_thresholds(vectors, labels, seen="Made up.")
    assert 0 < found.group < found.verify < found.suggest
    assert found.probability(found.group) > 0.5 > found.probability(1.8)
    assert found.group / found.scale == pytest.approx(0.14, rel=1e-3)


def test_one_person_alone_measures_nothing() -> None:
    with pytest.raises(TrainingError, match="two people"):
        measure_thresholds(np.eye(4, dtype=np.float32), np.zeros(4, int), seen="")


def test_a_pack_of_ones_own_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAMILIAR_PACKS", str(tmp_path))
    made = save_pack(build("nns2", dimension=16, size=(48, 40)), "my-own", THRESHOLDS, tmp_path)
    assert list(manifests())[-1] == "my-own"
    assert manifest("my-own") == made == manifest_of(made.model)
    assert made.input.side == 48
    assert open_pack("my-own").embedder.read_bytes()
    again = save_pack(build("nns2", dimension=16, size=(48, 40)), "my-own", THRESHOLDS, tmp_path)
    assert again.model != made.model, "other weights, other vectors"


def test_a_broken_manifest_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("FAMILIAR_PACKS", str(tmp_path))
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "pack.toml").write_text("title = ")
    assert "mine" not in manifests()
    assert "is left out" in caplog.text


@pytest.mark.parametrize("name", ["", "../up", "Mine", "built in"])
def test_names_that_are_no_folder_are_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="small letters"):
        save_pack(build("nns2", size=(48, 40)), name, THRESHOLDS, tmp_path)


def test_another_pack_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "auraface").mkdir()
    with pytest.raises(ModelError, match="another pack"):
        save_pack(build("nns2", size=(48, 40)), "auraface", THRESHOLDS, tmp_path)


def test_the_program_uses_it(
    family: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An untrained network knows nobody, but the program runs it on the chips that it was promised."""
    monkeypatch.setenv("FAMILIAR_PACKS", str(tmp_path))
    network = build("nns2", dimension=16, size=(48, 40)).eval()
    save_pack(network, "my-own", THRESHOLDS, tmp_path, mirror=False)
    photo = sorted(family.glob("*.jpg"))[0]
    assert main(["verify", str(photo), str(photo), "--pack", "my-own", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["distance"] == pytest.approx(0, abs=1e-5)
    assert said["threshold"] == THRESHOLDS.verify
    pipeline = FacePipeline(open_pack("my-own"), threads=1)
    chips = np.random.default_rng(0).integers(0, 256, (2, 48, 48, 3), np.uint8)
    pixels = torch.tensor(chips.transpose(0, 3, 1, 2), dtype=torch.float32)
    with torch.no_grad():
        expected = network(middle_of((pixels - MEAN) / SCALE, network.size)).numpy()
    assert np.abs(pipeline._embedder.embed(chips) - expected).max() < 1e-5
