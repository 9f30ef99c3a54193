"""The laboratory on the command line: from photographs to a pack."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from album import Album
from PIL import Image

from core.__main__ import main
from core.facenet.faces import OLD_VECTORS
from core.facenet.inception_resnet import inception_resnet
from core.faces.manifest import manifest
from core.people.edits import name

SMALL = ["--size", "40x32", "--dimension", "8", "--people", "6", "--faces", "4"]
Run = Callable[..., tuple[int, Any, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("FAMILIAR_PACKS", str(tmp_path / "packs"))

    def run(*words: str | Path) -> tuple[int, Any, str]:
        code = main([*map(str, words), "--json"])
        said = capsys.readouterr()
        return code, json.loads(said.out) if said.out else None, said.err

    return run


def test_from_chips_to_a_pack(casts: Path, family: Path, run: Run, tmp_path: Path) -> None:
    """The galleries of the casts are chips already: eight people of five."""
    out = tmp_path / "training"
    code, said, told = run("train", casts, "--out", out, *SMALL, "--images", "60", "--unseen", "0.4")
    assert (code, said["done"]) == (0, True)
    assert said["unseen"]["people"] == 4
    assert "unseen people: VAL" in told
    assert run("train", casts, "--out", out, *SMALL, "--images", "60", "--unseen", "0.4")[1]["done"]
    code, said, _ = run("export-model", out, "mine", "--chips", casts)
    assert (code, said["pack"], said["dimension"]) == (0, "mine", 8)
    photo = sorted(family.glob("*.jpg"))[0]
    assert run("verify", photo, photo, "--pack", "mine")[1]["same"]


def test_chips_are_cut_from_photographs(family: Path, run: Run, tmp_path: Path) -> None:
    for number, path in enumerate(sorted(family.glob("*Dad*"))[:2]):
        place = tmp_path / "photos" / f"Dad {number}" / path.name
        place.parent.mkdir(parents=True)
        place.write_bytes(path.read_bytes())
    code, said, _ = run("cut-chips", tmp_path / "photos", tmp_path / "chips", "--side", "64")
    assert code == 0
    assert said == {"photos": 2, "chips": 2, "people": 2}
    for path in (tmp_path / "chips").glob("*/*.jpg"):
        with Image.open(path) as image:
            assert image.size == (64, 64)


def test_chips_are_cut_from_the_librarys_names(album: Album, run: Run, tmp_path: Path) -> None:
    (face,) = album.photo([1])
    album.photo([2])
    album.group()
    album.library.do(name, f"f{face}", "Anna/../B")
    code, said, _ = run("cut-chips", "--names", tmp_path / "chips", "--side", "32", "--library", album.folder)
    assert code == 0, said
    assert [str(path.relative_to(tmp_path / "chips")) for path in (tmp_path / "chips").rglob("*.jpg")] == [
        str(Path("Anna____B") / f"f{face}.jpg")
    ]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["cut-chips", "nowhere", "chips"], "There is no folder"),
        (["cut-chips", "chips"], "Give either a folder"),
        (["train", "nowhere", "--out", "x"], "There is no folder"),
        (["train", "nowhere", "--out", "x", "--network", "nn9"], "There is no network"),
        (["train", "nowhere", "--out", "x", "--size", "big"], "is no size"),
        (["export-model", "nowhere", "mine", "--chips", "x"], "is no checkpoint"),
    ],
)
def test_mistakes_are_sentences(words: list[str], sentence: str, run: Run) -> None:
    code, _, told = run(*words)
    assert code == 1
    assert sentence in told


def test_without_torch_it_says_what_to_install(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    code, _, told = run("train", "x", "--out", "y")
    assert code == 1
    assert "PyTorch" in told


def test_a_network_that_meets_the_old_one(casts: Path, run: Run, tmp_path: Path) -> None:
    """Chips with the vectors of an old network beside them, as cut-chips leaves them."""
    chips = tmp_path / "chips"
    names = [f"{path.parent.name}/{path.name}" for path in sorted(casts.glob("*/*.png"))]
    for one in names:
        (chips / one).parent.mkdir(parents=True, exist_ok=True)
        (chips / one).write_bytes((casts / one).read_bytes())
    old = np.random.default_rng(0).normal(size=(len(names), 8)).astype(np.float32)
    old /= np.linalg.norm(old, axis=1, keepdims=True)
    np.savez(chips / OLD_VECTORS, chips=np.array(names), vectors=old)
    alone, harmonic = tmp_path / "alone", tmp_path / "harmonic"
    few = [*SMALL, "--images", "40", "--unseen", "0.4"]
    assert run("train", chips, "--out", alone, *few)[0] == 0
    assert run("train", chips, "--out", harmonic, *few, "--loss", "harmonic", "--start", alone)[0] == 0
    code, said, _ = run("evaluate", "harmonic", harmonic, "--chips", chips)
    assert code == 0
    assert list(said) == ["old, old", "new, old", "new, new"]
    (chips / OLD_VECTORS).unlink()
    assert "old vector of every chip" in run("evaluate", "harmonic", harmonic, "--chips", chips)[2]


def test_a_public_weight_file_becomes_a_pack(casts: Path, run: Run, tmp_path: Path) -> None:
    own = inception_resnet((160, 160)).state_dict()
    torch.save({name.split(".", 1)[1]: values for name, values in own.items()}, tmp_path / "public.pt")
    code, said, told = run("export-model", tmp_path / "public.pt", "public", "--chips", casts, "--no-mirror")
    assert code == 0, told
    assert said["dimension"] == 512
    assert manifest("public").input.side == 160
