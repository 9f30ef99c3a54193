"""The sample album is worth looking at: many photos, several of each person, over years, all sound."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.errors import PhotoError
from core.photos import sentences
from core.photos.decode import decode
from core.photos.sample import make_sample_album
from core.photos.sample_sources import sample_sources_available
from core.photos.scan import FoundFile, scan


@pytest.fixture(scope="module")
def album(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "new" / "Sample album"
    assert make_sample_album(folder) == 24
    return folder


def test_the_scan_finds_every_photo(album: Path) -> None:
    found = list(scan(album))
    assert len(found) == 24
    assert all(isinstance(item, FoundFile) for item in found)
    assert [item.path.name for item in found] == [f"Sample {number:02}.jpg" for number in range(1, 25)]


def test_every_photo_is_sound_large_enough_and_dated(album: Path) -> None:
    photos = [decode(path) for path in sorted(album.iterdir())]
    assert all(min(photo.width, photo.height) >= 200 for photo in photos)
    moments = [photo.taken_at for photo in photos]
    assert moments == sorted(moments)
    assert len({moment[:4] for moment in moments}) >= 12


def test_photos_on_their_side_come_out_upright(album: Path) -> None:
    """The last print is the whole group, stored on its side: upright it shows what the first one does."""
    with Image.open(album / "Sample 24.jpg") as stored:
        assert stored.height > stored.width
    first, last = decode(album / "Sample 01.jpg"), decode(album / "Sample 24.jpg")
    assert last.width > last.height
    small = [np.asarray(Image.fromarray(photo.pixels).resize((64, 44)), int) for photo in (first, last)]
    assert np.abs(small[0] - small[1]).mean() < 6


def test_no_turned_photo_shows_black_corners(album: Path) -> None:
    for path in album.iterdir():
        pixels = decode(path).pixels
        assert all(pixels[y, x].max() > 3 for y in (0, 1) for x in (0, 1, -2, -1)), path.name


def test_every_run_writes_the_same_bytes(album: Path, tmp_path: Path) -> None:
    make_sample_album(tmp_path)
    assert {path.name: path.read_bytes() for path in album.iterdir()} == {
        path.name: path.read_bytes() for path in tmp_path.iterdir()
    }


def test_the_packages_are_not_imported(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from core.photos.sample import make_sample_album;"
        "make_sample_album(pathlib.Path(sys.argv[1]));"
        "assert not {'insightface', 'skimage', 'onnxruntime', 'cv2'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True)


def test_a_missing_package_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sample_sources_available()
    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "skimage" else real(name))
    assert not sample_sources_available()
    with pytest.raises(PhotoError) as refused:
        make_sample_album(tmp_path / "album")
    assert str(refused.value) == sentences.SAMPLE_MISSING
    assert not (tmp_path / "album").exists()


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(PhotoError) as refused:
        make_sample_album(tmp_path / "file")
    assert str(refused.value) == sentences.SAMPLE_NOT_WRITTEN
