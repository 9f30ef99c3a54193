"""The rules of the bundle, its gates, and its names: what can be wrong without anything being built."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import gates
import pins
import pytest
import release_notes
from audits import elf, forbidden
from contents import CARRIED, LEFT_OUT, is_wanted
from product import CHECKOUT, read_product

PACKAGING = CHECKOUT / "packaging"


@pytest.mark.parametrize(
    ("name", "kind", "wanted"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "BINARY", True),
        ("PySide6/plugins/platforms/qwindows.dll", "BINARY", True),
        ("PySide6\\plugins\\platforms\\qdirect2d.dll", "BINARY", False),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", "BINARY", False),
        ("PySide6/Qt/plugins/sqldrivers/libqsqlpsql.so", "BINARY", False),
        ("PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so", "BINARY", True),
        ("PySide6/Qt/lib/libQt6Widgets.so.6", "BINARY", True),
        ("PySide6/Qt/lib/libQt6Quick.so.6", "BINARY", False),
        ("PySide6/opengl32sw.dll", "BINARY", False),
        ("ucrtbase.dll", "BINARY", False),
        ("msvcp140.dll", "BINARY", True),
        ("libQt6Widgets.so.6", "SYMLINK", True),
        ("libxcb-cursor.so.0", "BINARY", True),
        ("libgtk-3.so.0", "BINARY", False),
        ("libreadline.so.8", "BINARY", False),
        ("pillow.libs/libpng16-1d1ba958.so.16.58.0", "BINARY", True),
        ("PySide6/translations/qtbase_de.qm", "DATA", False),
        ("resources/translations/ko.qm", "DATA", True),
    ],
)
def test_what_stays_in_the_bundle(name: str, kind: str, *, wanted: bool) -> None:
    assert is_wanted(name, kind) is wanted


def test_no_gpl_library_and_no_heavy_package_may_be_carried() -> None:
    assert {"readline", "_gdbm", "torch", "cv2", "scipy", "sklearn", "insightface", "hdbscan"} <= set(LEFT_OUT)
    assert not [name for name in CARRIED if name.startswith(("libreadline", "libgdbm"))]


@pytest.mark.parametrize("name", ["libreadline.so.8", "scipy/__init__.py", "libx265-1.so", "_internal/cv2/cv2.so"])
def test_the_gate_finds_what_must_not_be_there(name: str, tmp_path: Path) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_bytes(b"")
    assert forbidden.complaints(tmp_path)


def test_the_gate_looks_into_libraries(tmp_path: Path) -> None:
    (tmp_path / "libheif.so.1").write_bytes(b"... x265 (build 1) - H.265/HEVC codec - Copyright ...")
    (tmp_path / "libwebp.so.7").write_bytes(b"WebP")
    assert forbidden.complaints(tmp_path) == ["libheif.so.1 contains x265, GPL"]


def test_the_gate_knows_the_size_and_the_parts(tmp_path: Path) -> None:
    for name, size in (("familiar", 10), ("_internal/PySide6/a.so", 500), ("_internal/numpy/b.so", 300)):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(bytes(size))
    (tmp_path / "_internal" / "link.so").symlink_to("PySide6/a.so")
    assert gates.unpacked(tmp_path) == 810
    assert gates.largest(tmp_path) == [("PySide6", 500), ("numpy", 300), ("familiar", 10)]
    assert "resources/models/centerface-*.onnx is not in the bundle" in gates.missing(tmp_path)


def test_the_audit_finds_a_library_that_nobody_brings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "_internal").mkdir()
    for name in ("familiar", "_internal/libQt6Core.so.6"):
        (tmp_path / name).write_bytes(elf.MAGIC)
    says = "0x01 (NEEDED) Shared library: [libQt6Core.so.6]\n0x01 (NEEDED) Shared library: [libX11.so.6]\n"
    monkeypatch.setattr(elf, "_readelf", lambda what, _: says if what == "--dynamic" else "GLIBC_2.9 GLIBC_2.35")
    assert elf.complaints(tmp_path) == []
    assert elf.debian_packages(tmp_path) == ["libx11-6"]
    says += "0x01 (NEEDED) Shared library: [libbfd.so]\n0x01 (NEEDED) Shared library: [libc.so.6]\n"
    assert ["libbfd.so" in complaint for complaint in elf.complaints(tmp_path)] == [True]
    assert elf.glibc(tmp_path) == "2.35"


def test_names_and_version_come_from_the_project() -> None:
    product = read_product()
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
    assert (product.name, product.version) == (project["name"], project["version"])
    assert re.fullmatch(r"\d+\.\d+\.\d+\.\d+", product.four_numbers)


def test_no_script_repeats_the_version() -> None:
    version = read_product().version
    names = [*PACKAGING.rglob("*.py"), *PACKAGING.rglob("*.nsi"), *PACKAGING.rglob("*.spec"), *PACKAGING.rglob("*.xml")]
    assert [path.name for path in names if f'"{version}"' in path.read_text("utf-8")] == []


def test_the_pins_cover_what_the_project_asks_for() -> None:
    for name, wanted in pins.requirements().items():
        pinned = (pins.PINS / f"{name}.txt").read_text("utf-8").lower().replace("_", "-")
        for requirement in wanted:
            assert f"\n{pins._name(requirement)}==" in f"\n{pinned}", f"run packaging/pins.py: {requirement}"
        assert "--hash=sha256:" in pinned


def test_release_notes_are_those_of_the_version() -> None:
    text = "# Changes\n\n## 1.1.0\n\n- new\n\n## 1.0.0 (2026)\n\n- old\n- older\n"
    assert release_notes.notes(text, "1.1.0") == "- new"
    assert release_notes.notes(text, "1.0.0") == "- old\n- older"
    assert release_notes.notes(text, "0.9.0") == ""


def test_a_tag_of_another_version_stops_the_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notes = tmp_path / "notes.md"
    monkeypatch.setattr("sys.argv", ["release_notes.py", "--out", str(notes), "--tag", "v99.0.0"])
    assert release_notes.main() == 1
    assert not notes.exists()


def test_every_action_of_the_workflows_is_pinned_and_every_script_exists() -> None:
    for workflow in (CHECKOUT / ".github" / "workflows").glob("*.yml"):
        text = workflow.read_text("utf-8")
        for action in re.findall(r"uses: (\S+)", text):
            assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action), action
        for script in re.findall(r"packaging/[\w/.-]+\.(?:py|sh)", text):
            assert (CHECKOUT / script).is_file(), script


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_the_shell_scripts_can_be_read_by_bash() -> None:
    for script in PACKAGING.rglob("*.sh"):
        subprocess.run(["bash", "-n", str(script)], check=True)


def test_file_managers_start_the_program_with_the_folder() -> None:
    for name in ("familiar.desktop", "servicemenu.desktop", "action.desktop", "familiar.nemo_action"):
        text = (PACKAGING / "linux" / name).read_text("utf-8")
        assert re.search(r"^Exec=familiar %[fF]$", text, re.MULTILINE), name
        assert re.search(r"\[ko\]=\S+", text), name


def test_every_text_of_the_windows_setup_is_there_in_both_languages() -> None:
    script = (PACKAGING / "windows" / "familiar.nsi").read_text("utf-8")
    english = set(re.findall(r"LangString (\w+) \$\{LANG_ENGLISH\}", script))
    assert english == set(re.findall(r"LangString (\w+) \$\{LANG_KOREAN\}", script))
    assert set(re.findall(r"\$\(([A-Z_]+)\)", script)) == english
