"""Crops come from a bounded cache, the newest request first."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, cast

from pytestqt.qtbot import QtBot

from app import previews
from app.live_library import LiveLibrary
from app.previews import CropLoader, Request
from app.tiles import Cut, square
from core.store.previews import Previews

if TYPE_CHECKING:
    from tests.app.conftest import Album


class SlowPreviews:
    """Answers only when it may; notes in which order it was asked."""

    def __init__(self, jpeg: bytes) -> None:
        self.jpeg = jpeg
        self.asked: list[int] = []
        self.go = threading.Event()
        self.busy = threading.Semaphore(0)

    def crop(self, face_id: int) -> bytes:
        self.asked.append(face_id)
        self.busy.release()
        self.go.wait()
        return self.jpeg


def test_a_crop_arrives_once_and_stays(qtbot: QtBot, album: Album, crops: CropLoader) -> None:
    album.add([2])
    face = album.groups[1][0]
    with qtbot.waitSignal(crops.crop_ready) as ready:
        assert crops.crop(face) is None
    assert ready.args == [face]
    pixmap = crops.crop(face)
    assert pixmap is not None
    assert pixmap.width() == 96


def test_thumbnails_are_not_mixed_up_with_crops(qtbot: QtBot, album: Album, crops: CropLoader) -> None:
    album.add([2])
    photo = album.photos[album.groups[1][1]]
    with qtbot.waitSignal(crops.thumbnail_ready) as ready:
        assert crops.thumbnail(photo) is None
    assert ready.args == [photo]


def test_a_crop_that_is_not_there_is_asked_for_again_after_a_commit(
    qtbot: QtBot, album: Album, live: LiveLibrary, crops: CropLoader
) -> None:
    assert crops.crop(1) is None
    qtbot.waitUntil(lambda: not crops.busy)
    qtbot.waitUntil(lambda: crops._absent == {("crop", 1)})
    album.add([2])
    live.look()
    with qtbot.waitSignal(crops.crop_ready):
        crops.look_again()
    with qtbot.waitSignal(crops.crop_ready):
        assert crops.crop(1) is None


def test_what_is_no_jpeg_is_no_preview(qtbot: QtBot) -> None:
    """No plugin of Qt's is asked for anything else: one of them could stop the window for ever."""
    previews = SlowPreviews(b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>')
    previews.go.set()
    crops = CropLoader(cast(Previews, previews))
    crops.crop(1)
    qtbot.waitUntil(lambda: not crops.busy)
    assert crops.crop(1) is None
    assert previews.asked == [1]
    crops.close()


def test_the_newest_request_goes_first_and_old_ones_are_forgotten(
    qtbot: QtBot, album: Album, live: LiveLibrary
) -> None:
    album.add([2])
    jpeg = live.previews.crop(1)
    assert jpeg is not None
    slow = SlowPreviews(jpeg)
    loader = CropLoader(cast(Previews, slow))
    try:
        for face_id in range(previews.THREADS):
            loader.crop(face_id)
        for _ in range(previews.THREADS):
            slow.busy.acquire()
        for face_id in range(100, 100 + previews.LONGEST_QUEUE + 50):
            loader.crop(face_id)
        slow.go.set()
        qtbot.waitUntil(lambda: not loader.busy)
    finally:
        loader.close()
    later = slow.asked[previews.THREADS :]
    assert later[0] == 100 + previews.LONGEST_QUEUE + 49
    assert len(later) == previews.LONGEST_QUEUE
    assert 100 not in later


def test_the_cache_is_bounded(qtbot: QtBot, album: Album, live: LiveLibrary) -> None:
    album.add([6])
    loader = CropLoader(live.previews, cache_bytes=3 * 96 * 96 * 4)
    try:
        for face in album.groups[1]:
            with qtbot.waitSignal(loader.crop_ready):
                assert loader.crop(face) is None
        kept = [face for face in album.groups[1] if Request("crop", face) in loader._cache]
        assert kept == album.groups[1][-3:]
    finally:
        loader.close()


def test_square_cuts_the_middle_for_the_screen(qtbot: QtBot, album: Album, crops: CropLoader) -> None:
    album.add([2])
    with qtbot.waitSignal(crops.crop_ready):
        crops.crop(1)
    pixmap = crops.crop(1)
    assert pixmap is not None
    cut = square(pixmap.copy(0, 0, 96, 60), 40, 2.0)
    assert (cut.width(), cut.height(), cut.devicePixelRatio()) == (80, 80, 2.0)


def test_a_tile_is_cut_off_the_gui_thread_and_another_size_stands_in_for_it(
    qtbot: QtBot, album: Album, crops: CropLoader
) -> None:
    album.add([2])
    small, large = Cut(40, 2.0, 6.0), Cut(60, 2.0, 6.0)
    with qtbot.waitSignal(crops.crop_ready):
        assert crops.tile("crop", 1, small) is None
    tile = crops.tile("crop", 1, small)
    assert tile is not None
    assert (tile.width(), tile.devicePixelRatio()) == (80, 2.0)
    assert tile.toImage().pixelColor(0, 0).alpha() == 0  # a round corner
    assert tile.toImage().pixelColor(40, 40).alpha() == 255
    with qtbot.waitSignal(crops.crop_ready):
        meanwhile = crops.tile("crop", 1, large)
        assert meanwhile is not None
        assert meanwhile.width() == 80
    grown = crops.tile("crop", 1, large)
    assert grown is not None
    assert grown.width() == 120


def test_a_tile_that_was_forgotten_stands_in_for_nothing(qtbot: QtBot, album: Album, live: LiveLibrary) -> None:
    album.add([2])
    loader = CropLoader(live.previews, cache_bytes=1)
    try:
        for face in (1, 2):
            with qtbot.waitSignal(loader.crop_ready):
                assert loader.tile("crop", face, Cut(40, 1.0, 6.0)) is None
        assert loader.tile("crop", 1, Cut(60, 1.0, 6.0)) is None
        assert len(loader._cache) == len(loader._newest) == 1
    finally:
        loader.close()
