"""The part for videos: what is taken out of a wheel, and what must not be handed on."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import video_part

from core.photos import libav

LICENCE = b"\0libavcodec license: LGPL version 2.1 or later\0"


def wheel(path: Path, *, says: bytes = LICENCE) -> Path:
    """A made-up one of PySide6-Addons."""
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("PySide6/QtMultimedia.abi3.so", b"Qt")
        for name, major in video_part.MAJOR.items():
            packed.writestr(video_part.LIBRARIES.format(name=name, major=major), b"\xca\xfe\xba\xbe" + says)
    return path


def test_the_program_looks_for_what_the_part_holds(tmp_path: Path) -> None:
    assert video_part.PACKAGE == libav.PACKAGE
    assert video_part.MAJOR == libav.MAJOR
    video_part.take_libraries(wheel(tmp_path / "a.whl"), tmp_path / "inside")
    package = tmp_path / "inside" / libav.PACKAGE
    for name, major in libav.MAJOR.items():
        assert (package / libav.NAMES["darwin"].format(name=name, major=major)).is_file()
    assert (package / "__init__.py").is_file()
    assert "LESSER GENERAL PUBLIC" in (package / "LICENCE.txt").read_text()
    assert "a.whl" in (package / "ABOUT.txt").read_text()
    assert not list(package.glob("*Multimedia*"))


@pytest.mark.parametrize(
    ("says", "complaint"),
    [
        (LICENCE, None),
        (b"\0libavcodec license: GPL version 2 or later\0", "does not say"),
        (LICENCE + b"--enable-gpl --enable-libx264", "--enable-gpl"),
        (LICENCE + b"--enable-nonfree", "--enable-nonfree"),
    ],
)
def test_only_libraries_under_the_lgpl_are_handed_on(tmp_path: Path, says: bytes, complaint: str | None) -> None:
    video_part.take_libraries(wheel(tmp_path / "a.whl", says=says), tmp_path / "inside")
    found = video_part.unfree(tmp_path / "inside")
    assert bool(found) == (complaint is not None)
    assert all(complaint in one for one in found if complaint)


def test_the_same_wheel_makes_the_same_archive(tmp_path: Path) -> None:
    for name in ("one", "two"):
        video_part.take_libraries(wheel(tmp_path / "a.whl"), tmp_path / name)
        video_part.pack(tmp_path / name, tmp_path / f"{name}.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as packed:
        assert packed.testzip() is None
        assert f"{libav.PACKAGE}/__init__.py" in packed.namelist()
