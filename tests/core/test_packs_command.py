"""`packs` on the command line: the whole way from a web server to a library whose groups hold one person each."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from model_server import ModelServer

from core.__main__ import main

NAME = "mobilefacenet-yunet"


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, Any, str]]:
    """Runs a command with packs and library of its own: (exit code, JSON document or text, stderr)."""
    monkeypatch.setenv("FAMILIAR_PACKS", str(tmp_path / "packs"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")

    def run(*words: str, as_json: bool = True, library: bool = True) -> tuple[int, Any, str]:
        place = ["--library", str(tmp_path / "library")] if library else []
        code = main([*words, *place, *(["--json"] if as_json else [])])
        said = capsys.readouterr()
        return code, json.loads(said.out) if as_json and said.out else said.out, said.err

    return run


@pytest.fixture
def server(shared: Path) -> Iterator[ModelServer]:
    """A mirror that holds the files under the names that they have at their public places."""
    models = shared / "models"
    files = {
        "yunet_n_dynamic.onnx": (models / "yunet_n_dynamic.onnx").read_bytes(),
        "MobileFaceNet.onnx": (models / "mobilefacenet.onnx").read_bytes(),
    }
    with ModelServer(files) as server:
        yield server


def state(rows: list[dict[str, Any]], name: str) -> tuple[bool, bool, bool]:
    """(installed, wanted, active)"""
    (row,) = [row for row in rows if row["name"] == name]
    return row["installed"], row["wanted"], row["active"]


def test_the_list_says_what_there_is(run: Callable[..., tuple[int, Any, str]]) -> None:
    code, rows, _ = run("packs", "list")
    assert code == 0
    assert rows == run("packs")[1]
    assert rows[0]["name"] == "built-in"
    assert state(rows, "built-in")[0]
    assert not state(rows, NAME)[0]
    assert all(row["licence"] and row["terms"] and row["measured_on"] for row in rows)
    text = run("packs", as_json=False)[1]
    assert "non-commercial" in text
    assert "261 MB" in text


def test_from_a_server_to_a_family(
    run: Callable[..., tuple[int, Any, str]], server: ModelServer, family: Path, tmp_path: Path
) -> None:
    shutil.copytree(family, tmp_path / "photos", ignore=lambda _, names: [n for n in names if "Family1-" not in n])
    assert run("index", str(tmp_path / "photos"))[1]["groups"] >= 3
    (dad, *_) = [face for face in run("faces")[1] if "Family1-Dad1" in face["photo"]]
    assert run("name", f"g{dad['group']}", "Dad")[0] == 0
    code, _, errors = run("packs", "use", NAME)
    assert code == 1
    assert "is not installed. Install it with: python -m core packs install mobilefacenet-yunet" in errors

    assert run("packs", "install", NAME, "--from", server.url)[0] == 0
    assert state(run("packs")[1], NAME) == (True, False, False)
    code, answer, _ = run("packs", "use", NAME)
    assert (code, answer["active"], answer["done"], answer["total"]) == (0, False, 0, 10)
    assert state(run("packs")[1], NAME) == (True, True, False)
    assert "will use the pack “Small and quick”" in run("packs", "use", NAME, as_json=False)[1]

    assert run("index")[1]["indexed"] == 10, "every photo was read again"
    assert state(run("packs")[1], NAME) == (True, True, True)
    groups: dict[str, set[str]] = {}
    for face in run("faces")[1]:
        if face["name"] or face["group"]:
            groups.setdefault(face["name"] or face["group"], set()).add(Path(face["photo"]).stem.rstrip("0123456789"))
    assert sorted(map(sorted, groups.values())) == [
        ["Family1-Dad"],
        ["Family1-Daughter"],
        ["Family1-Mom"],
        ["Family1-Son"],
    ]
    assert groups["Dad"] == {"Family1-Dad"}
    assert run("packs", "use", "built-in")[1]["active"]
    assert state(run("packs")[1], "built-in") == (True, True, True)


def test_verify_compares_with_the_pack_that_is_asked_for(
    run: Callable[..., tuple[int, Any, str]], shared: Path, family: Path
) -> None:
    assert run("packs", "install", NAME, "--from", str(shared / "models"))[0] == 0
    photos = [str(family / f"Family1-{who}1.jpg") for who in ("Dad", "Mom")] + [str(family / "Family1-Dad2.jpg")]
    for pack, threshold in (("built-in", None), (NAME, 1.434)):
        _, same, _ = run("verify", photos[0], photos[2], "--pack", pack)
        _, other, _ = run("verify", photos[0], photos[1], "--pack", pack)
        assert same["same"]
        assert not other["same"]
        assert same["probability"] > 0.9 > 0.1 > other["probability"]
        if threshold:
            assert same["threshold"] == threshold


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["install", "nonsense"], "There is no pack “nonsense”"),
        (["use", "nonsense"], "There is no pack “nonsense”"),
        (["install", NAME, "--from", "/nowhere/at all"], "There is no file or folder /nowhere/at all"),
        (["install", "insightface-buffalo-l"], "must be accepted first. Its makers allow these networks for non-comm"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(
    run: Callable[..., tuple[int, Any, str]], words: list[str], sentence: str
) -> None:
    code, _, errors = run("packs", *words)
    assert code == 1
    assert sentence in errors


def test_the_licence_sentence_names_the_option(run: Callable[..., tuple[int, Any, str]]) -> None:
    assert "--accept-licence" in run("packs", "install", "insightface-buffalo-l")[2]
