"""The protocol on made-up vectors, and the whole way on a few real photographs."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.__main__ import main
from core.evaluation.lfw import measure, most_central, pair_distances
from core.evaluation.pairs import Pair, PairList
from core.records import Box, FoundFace, Landmarks, Quality

ANNA, ANNA2, BEN = ("Anna", 1), ("Anna", 2), ("Ben", 1)
PAIRS = PairList((Pair(ANNA, ANNA2, True, 0), Pair(ANNA, BEN, False, 0)), 1)
EAST, NORTH = np.array([1, 0], np.float32), np.array([0, 1], np.float32)


def face(x: float, y: float) -> FoundFace:
    points = Landmarks.from_array(np.zeros((5, 2)))
    good = Quality(size=90, sharpness=1, pose=1, overall=1, clusterable=True)
    return FoundFace(Box(x - 0.1, y - 0.1, 0.2, 0.2), points, 0.9, good, EAST, b"")


def test_the_most_central_face_counts() -> None:
    aside, middle = face(0.1, 0.5), face(0.6, 0.5)
    assert most_central([aside, middle]) is middle
    assert most_central([]) is None


def test_distances_are_squared() -> None:
    vectors = {ANNA: EAST, ANNA2: EAST, BEN: NORTH}
    assert pair_distances(PAIRS, vectors).tolist() == [0, 2]
    result = measure(PAIRS, vectors)
    assert (result.accuracy, result.val, result.missing) == (1, 1, 0)


def test_pairs_of_a_photo_without_a_face_are_wrong() -> None:
    result = measure(PAIRS, {ANNA: None, ANNA2: EAST, BEN: NORTH})
    assert (result.accuracy, result.val, result.missing) == (0, 0, 1)


def test_the_command_on_photographs(lfw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = ["2\t1", "Zico\t1\t2", "Zico\t1\tAaron_Peirsol\t2", "Aaron_Peirsol\t1\t2", "Zico\t2\tAaron_Peirsol\t1"]
    (tmp_path / "pairs.txt").write_text("\n".join(lines))
    roc = tmp_path / "roc.png"
    code = main(
        ["evaluate", "lfw", "--images", str(lfw), "--pairs", str(tmp_path / "pairs.txt"), "--roc", str(roc), "--json"]
    )
    document = json.loads(capsys.readouterr().out)
    assert code == 0
    assert document["accuracy"] == document["val_at_far_1e-3"] == document["auc"] == 1
    assert document["val_interval"] == [1, 1]
    assert (document["pairs"], document["folds"], document["missing"]) == (4, 2, 0)
    with Image.open(roc) as image:
        assert image.width > 300


def test_without_the_mirror_image_the_figures_are_others(
    lfw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pairs.txt").write_text("Zico\t1\t2\nZico\t1\tAaron_Peirsol\t2\n")
    command = ["evaluate", "lfw", "--images", str(lfw), "--pairs", str(tmp_path / "pairs.txt"), "--json"]
    thresholds = []
    for option in ([], ["--no-mirror"]):
        assert main([*command, *option]) == 0
        thresholds.append(json.loads(capsys.readouterr().out)["threshold"])
    assert thresholds[0] != thresholds[1]
    assert thresholds[0] == pytest.approx(thresholds[1], abs=0.1)


@pytest.mark.parametrize("images", ["nowhere", "."])
def test_missing_photographs_are_told(tmp_path: Path, images: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pairs.txt").write_text("Anna 1 2\nAnna 1 Ben 1\n")
    code = main(["evaluate", "lfw", "--images", str(tmp_path / images), "--pairs", str(tmp_path / "pairs.txt")])
    assert code == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
