"""The laboratory's protocols on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from core.__main__ import main
from core.evaluation.figures import WrongPair, draw_distances, draw_wrong_pairs

Run = Callable[..., tuple[int, Any, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*words: str | Path) -> tuple[int, Any, str]:
        code = main(["evaluate", *map(str, words), "--json"])
        said = capsys.readouterr()
        return code, json.loads(said.out) if said.out else None, said.err

    return run


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Thirty people, four faces each, two videos each, easy to tell apart."""
    random = np.random.default_rng(2)
    labels = np.repeat(np.arange(30), 4)
    vectors = random.normal(size=(30, 16))[labels] + 0.2 * random.normal(size=(120, 16))
    np.savez(tmp_path / "faces.npz", vectors=vectors, labels=labels, videos=np.arange(120) // 2)
    return tmp_path / "faces.npz"


def test_holdout(file: Path, run: Run) -> None:
    code, said, _ = run("holdout", file)
    assert code == 0
    assert said["as they are"]["val"] > 0.9
    assert said["one byte a dimension"]["val"] == pytest.approx(said["as they are"]["val"], abs=0.02)


def test_identification(file: Path, run: Run) -> None:
    code, said, _ = run("identification", file, "--enrolled", "2")
    assert code == 0
    assert said["first"] == said["nearest"]["1"] > 0.95
    assert said["found"] > 0.8
    assert said["k_means_f"] > 0.8


def test_videos(file: Path, run: Run) -> None:
    code, said, _ = run("videos", file)
    assert code == 0
    assert (said["videos"], said["pairs"]) == (60, 60 * 59 // 2)
    assert said["auc"] > 0.99


@pytest.mark.parametrize("protocol", ["holdout", "identification", "videos"])
def test_vectors_that_measure_nothing_are_a_sentence(protocol: str, tmp_path: Path, run: Run) -> None:
    np.savez(tmp_path / "one.npz", vectors=np.eye(4), labels=np.arange(4))
    code, _, told = run(protocol, tmp_path / "one.npz")
    assert code == 1
    assert "two faces of one" in told


def test_a_gallery_needs_faces_left_over(file: Path, run: Run) -> None:
    assert "more than 4 faces" in run("identification", file, "--enrolled", "4")[2]


def test_videos_need_their_numbers(tmp_path: Path, run: Run) -> None:
    np.savez(tmp_path / "plain.npz", vectors=np.eye(4), labels=[0, 0, 1, 1])
    assert "`videos`" in run("videos", tmp_path / "plain.npz")[2]


def test_errors_are_shown(lfw: Path, tmp_path: Path, run: Run) -> None:
    """A list in which the truth is turned around, so that there are errors to show."""
    lines = ["Zico 1 2", "Zico 1 3", "Zico 2 Aaron_Peirsol 1", "Zico 3 Aaron_Peirsol 2"]
    (tmp_path / "pairs.txt").write_text("\n".join(lines))
    out = tmp_path / "errors.png"
    code, said, _ = run("errors", "--images", lfw, "--pairs", tmp_path / "pairs.txt", "--out", out)
    assert code == 0
    assert (said["accepted"], said["rejected"]) == (0, 0)
    with Image.open(out) as image:
        assert image.width > 800


def test_distances_are_shown(casts: Path, tmp_path: Path, run: Run) -> None:
    images = [casts / "amy" / "amy1.png", casts / "amy" / "amy2.png", casts / "raj" / "raj1.png"]
    code, said, _ = run("distances", *images, "--out", tmp_path / "table.png")
    assert code == 0
    distances = np.array(said["distances"])
    assert distances[0, 1] < distances[0, 2]
    assert np.allclose(distances, distances.T)
    with Image.open(tmp_path / "table.png") as image:
        assert image.width == image.height
    assert "cannot be written" in run("distances", *images, "--out", tmp_path / "no" / "table.png")[2]


def test_wrong_pairs_come_worst_first() -> None:
    def face(value: int) -> np.ndarray:
        return np.full((10, 10, 3), value, np.uint8)

    pairs = [
        WrongPair(face(10), face(20), 0.30, same=False),
        WrongPair(face(30), face(40), 0.10, same=False),
        WrongPair(face(50), face(60), 0.9, same=True),
    ]
    pixels = np.asarray(draw_wrong_pairs(pairs, threshold=0.5))
    values = [value for value in (30, 10, 50) if (pixels == value).all(axis=2).any()]
    assert values == [30, 10, 50]
    first = {value: int(np.argwhere((pixels == value).all(axis=2))[0, 1]) for value in (10, 30)}
    assert first[30] < first[10]


def test_near_faces_are_green() -> None:
    faces = [np.full((8, 8, 3), 128, np.uint8)] * 2
    vectors = np.eye(2, dtype=np.float32)
    near, far = (np.asarray(draw_distances(faces, vectors, threshold=limit)) for limit in (3.0, 1.0))
    assert not np.array_equal(near, far)


def test_a_trained_network_on_worse_pictures(casts: Path, tmp_path: Path, run: Run, capsys: Any) -> None:
    small = ["--size", "48x40", "--dimension", "8", "--people", "6", "--faces", "4", "--images", "40"]
    assert main(["train", str(casts), "--out", str(tmp_path / "t"), *small, "--unseen", "0"]) == 0
    capsys.readouterr()
    code, said, _ = run("sweep", tmp_path / "t", "--chips", casts)
    assert code == 0
    assert list(said)[:3] == ["as they are", "one byte a dimension", "JPEG quality 10"]
    assert "1,600 pixels" in said
    assert "6,400 pixels" not in said, "the network sees 1,920"
    code, said, _ = run("cost", tmp_path / "t", "--chips", casts, "--out", tmp_path / "cost.png")
    assert code == 0
    assert said[0]["multiply_adds"] > 1_000_000
    assert (tmp_path / "cost.png").exists()
