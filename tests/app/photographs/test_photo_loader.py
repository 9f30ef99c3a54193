"""Photos for the screen, decoded in threads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from app import photo_loader
from app.photo_loader import PhotoLoader
from core.photos import sentences


@pytest.fixture
def loader(qapp: object) -> Iterator[PhotoLoader]:
    made = PhotoLoader()
    yield made
    made.stop()


def test_photo_arrives_in_the_size_of_the_wish(loader: PhotoLoader, qtbot: QtBot, tmp_path: Path) -> None:
    path = _photo(tmp_path / "a.png", (1600, 800))
    with qtbot.waitSignal(loader.loaded) as caught:
        loader.want((path, 500))
    loaded = caught.args[0]
    assert (loaded.image.width(), loaded.image.height()) == (500, 250)
    assert (loaded.width, loaded.height) == (1600, 800)
    assert loader.photo(path) is loaded


def test_a_small_photo_is_not_asked_for_twice(loader: PhotoLoader, qtbot: QtBot, tmp_path: Path) -> None:
    path = _photo(tmp_path / "a.png", (300, 200))
    with qtbot.waitSignal(loader.loaded):
        loader.want((path, 5000))
    (tmp_path / "a.png").unlink()
    other = _photo(tmp_path / "b.png", (10, 10))
    with qtbot.assertNotEmitted(loader.failed), qtbot.waitSignal(loader.loaded) as caught:
        loader.want((path, 5000), soon=[(other, 100)])
    assert caught.args[0].path == other


def test_unreadable_photo_says_why(loader: PhotoLoader, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "letter.jpg"
    path.write_text("Dear Anna")
    with qtbot.waitSignal(loader.failed) as caught:
        loader.want((str(path), 500))
    assert caught.args == [str(path), sentences.NOT_A_PICTURE]


def test_what_is_no_longer_wanted_is_not_decoded(
    loader: PhotoLoader, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decoded: list[str] = []
    real = photo_loader.load_photo
    monkeypatch.setattr(photo_loader, "load_photo", lambda path, side: decoded.append(path) or real(path, side))
    paths = [_photo(tmp_path / f"{number}.png", (60, 40)) for number in range(20)]
    loader._pool.setMaxThreadCount(1)
    for path in paths[:-1]:
        loader.want((path, 50))
    with qtbot.waitSignal(loader.loaded, check_params_cb=lambda loaded: loaded.path == paths[-1]):
        loader.want((paths[-1], 50))
    assert len(decoded) < len(paths)


def test_memory_is_bounded(loader: PhotoLoader, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photo_loader, "CACHE_BYTES", 2 * 100 * 100 * 4)
    paths = [_photo(tmp_path / f"{number}.png", (100, 100)) for number in range(4)]
    for path in paths:
        with qtbot.waitSignal(loader.loaded):
            loader.want((path, 100))
    assert [loader.photo(path) is not None for path in paths] == [False, False, True, True]


def _photo(path: Path, size: tuple[int, int]) -> str:
    Image.new("RGB", size, (120, 60, 30)).save(path)
    return str(path)
