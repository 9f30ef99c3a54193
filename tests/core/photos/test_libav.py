"""Films through FFmpeg's own libraries, as on macOS.

What needs the libraries runs where they are: the package `familiar_ffmpeg` that `packaging/video_part.py macos` makes,
or the same of Linux's wheel of PySide6-Addons. Everywhere else it is skipped; where FFmpeg's records are read is tested
everywhere.
"""

from __future__ import annotations

import ctypes
import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from films import RATE, brightness, scene, still, turn, write_film

from core.errors import PhotoError
from core.photos import libav, opencv, sentences, video
from core.photos.video import Video

needs_libraries = pytest.mark.skipif(libav.folder() is None, reason="FFmpeg's libraries are not here")


@pytest.fixture
def film(tmp_path: Path) -> Path:
    return write_film(tmp_path / "film.mp4", [*still(scene(1), 1.5), *still(scene(2), 1.5)])


@pytest.fixture
def without_opencv(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opencv, "is_there", lambda: False)


def place_of(record: type[ctypes.Structure], name: str) -> int:
    return int(getattr(record, name).offset)


def test_records_are_read_where_ffmpeg_7_1_keeps_them() -> None:
    """Counted in its headers, for pointers of eight bytes."""
    assert place_of(libav._Format, "streams") == 48
    assert place_of(libav._Format, "duration") == 104
    assert place_of(libav._Stream, "parameters") == 16
    assert place_of(libav._Stream, "frames") == 56
    assert place_of(libav._Stream, "rate") == 88
    assert place_of(libav._Packet, "stream") == 36
    assert place_of(libav._Frame, "width") == 104
    assert place_of(libav._Frame, "pts") == 136


def broken(place: Path) -> None:
    for name, major in libav.MAJOR.items():
        for pattern in libav.NAMES.values():
            (place / pattern.format(name=name, major=major)).write_bytes(b"cut short")


def of_another_version(place: Path) -> None:
    """Nothing is there under the names of this version."""


@pytest.mark.parametrize("make", [broken, of_another_version])
def test_libraries_that_cannot_be_loaded_are_a_missing_part(
    film: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, without_opencv: None, make: Callable[[Path], None]
) -> None:
    package = tmp_path / "part" / libav.PACKAGE
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    make(package)
    monkeypatch.setattr(sys, "path", [str(package.parent), *sys.path])
    monkeypatch.delitem(sys.modules, libav.PACKAGE, raising=False)
    importlib.invalidate_caches()
    assert video.has_decoder()
    with pytest.raises(PhotoError, match="part of Familiar that opens videos is missing"):
        Video(film)


def test_without_any_decoder_the_part_is_missing(film: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    assert libav.folder() is None
    with pytest.raises(PhotoError) as refused:
        Video(film)
    assert str(refused.value) == sentences.NEEDS_VIDEO_PART


def test_pictures_are_reduced_as_opencv_does_it() -> None:
    pixels = np.random.default_rng(3).integers(0, 255, (360, 640, 3), dtype=np.uint8)
    size = (64, 36)
    ours, theirs = libav.shrink(pixels, size), opencv.shrink(pixels, size)
    assert ours.shape == theirs.shape == (36, 64, 3)
    assert np.abs(ours.astype(int) - theirs).max() <= 1


@needs_libraries
@pytest.mark.parametrize("name", ["f.mp4", "f.mov", "f.mkv", "f.avi"])
def test_the_same_frames_as_opencv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    path = write_film(tmp_path / name, [*still(scene(1), 1.5), *still(scene(2), 1.5)])
    with Video(path) as opened:
        theirs, facts = list(opened.samples()), (opened.width, opened.height, round(opened.seconds, 2))
    monkeypatch.setattr(opencv, "is_there", lambda: False)
    with Video(path) as opened:
        ours = list(opened.samples())
        assert (opened.width, opened.height, round(opened.seconds, 2)) == facts
    assert [(round(one.second, 2), one.cut) for one in ours] == [(round(one.second, 2), one.cut) for one in theirs]
    for one, other in zip(ours, theirs, strict=True):
        assert np.abs(np.asarray(one.image, int) - np.asarray(other.image)).mean() < 2


@needs_libraries
def test_any_moment_can_be_asked_for(film: Path, without_opencv: None) -> None:
    with Video(film) as opened:
        for second in (2.0, 0.5, 1.5, 0.0, 2.9):
            assert abs(opened.at(second).second - second) < 1 / RATE
        assert abs(brightness(opened.at(2.0).image, (0, 0, 1, 1)) - brightness(scene(2), (0, 0, 1, 1))) < 3


@needs_libraries
@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_telephones_held_in_any_way(film: Path, monkeypatch: pytest.MonkeyPatch, quarters: int) -> None:
    turn(film, quarters=quarters)
    with Video(film) as opened:
        theirs = opened.at(1.0).image
    monkeypatch.setattr(opencv, "is_there", lambda: False)
    with Video(film) as opened:
        assert opened.at(1.0).image.size == theirs.size
        assert np.abs(np.asarray(opened.at(1.0).image, int) - np.asarray(theirs)).mean() < 2


@needs_libraries
def test_damaged_films_are_refused_or_read_but_never_crash(film: Path, without_opencv: None) -> None:
    whole, random = film.read_bytes(), np.random.default_rng(5)
    for _ in range(40):
        data = bytearray(whole[: random.integers(1, len(whole))] if random.random() < 0.3 else whole)
        for place in random.integers(0, len(data), 20):
            data[place] = random.integers(256)
        film.write_bytes(bytes(data))
        try:
            with Video(film) as opened:
                assert len(list(opened.samples())) <= 40
        except PhotoError:
            continue
