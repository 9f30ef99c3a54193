"""Squares that show the faces, and bands for what is far from square."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter

from app.live_library import LiveLibrary
from app.models.photos_model import PhotosModel
from app.previews import CropLoader
from app.tiles import Cut, tile_of, window_start
from core.records import Box
from core.store.photo_search import PhotoSearch

if TYPE_CHECKING:
    from tests.app.conftest import Album

SIDE = 100
RED, BLUE = QColor(220, 30, 30), QColor(30, 60, 220)


def picture(width: int, height: int, *, red: Box) -> QImage:
    """Blue, with a red face."""
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(BLUE)
    painter = QPainter(made)
    painter.fillRect(
        round(red.x * width), round(red.y * height), round(red.width * width), round(red.height * height), RED
    )
    painter.end()
    return made


def red_share(tile: QImage) -> float:
    shown = [tile.pixelColor(x, y) for x in range(SIDE) for y in range(SIDE)]
    return sum(colour.red() > 180 for colour in shown) / len(shown)


@pytest.mark.parametrize(
    ("spans", "start"),
    [
        ([], 0.2),
        ([(0.3, 0.5)], 0.2),  # the middle shows it: nothing moves
        ([(0.1, 0.2)], 0.1),  # as little as shows it
        ([(0.05, 0.15), (0.3, 0.6)], 0.05),
        ([(0.9, 1.1)], 0.4),  # never over the border
        ([(0.0, 0.1), (0.7, 0.9)], 0.3),  # both do not fit: the larger one
    ],
)
def test_a_window_moves_as_little_as_shows_the_faces(spans: list[tuple[float, float]], start: float) -> None:
    assert window_start(spans, 0.6) == pytest.approx(start)


@pytest.mark.parametrize(("width", "height"), [(320, 213), (213, 320), (320, 180)])
def test_a_face_at_the_border_is_in_the_square(width: int, height: int) -> None:
    face = Box(0.02, 0.05, 0.2, 0.2)
    image = picture(width, height, red=face)
    with_faces, without = (tile_of(image, Cut(SIDE, 1.0, 0.0, faces)) for faces in ((face,), ()))
    expected = 0.2 * 0.2 * width * height / min(width, height) ** 2
    assert red_share(with_faces) == pytest.approx(expected, abs=0.01)
    assert red_share(without) < 0.9 * expected


@pytest.mark.parametrize(("width", "height"), [(320, 80), (320, 32), (60, 320)])
def test_a_panorama_is_a_band_with_its_faces_over_itself_blurred(width: int, height: int) -> None:
    face = Box(0.85, 0.85, 0.1, 0.1)
    tile = tile_of(picture(width, height, red=face), Cut(SIDE, 1.0, 0.0, (face,)))
    assert (tile.width(), tile.height()) == (SIDE, SIDE)
    long = min(2.5, max(width, height) / min(width, height))
    middle = [tile.pixelColor(SIDE // 2, n) if width > height else tile.pixelColor(n, SIDE // 2) for n in range(SIDE)]
    band = [n for n, colour in enumerate(middle) if colour.blue() > 200]
    assert len(band) == pytest.approx(SIDE / long, abs=4)
    assert red_share(tile) > 0.001
    assert tile.pixelColor(2, 2).blue() < middle[SIDE // 2].blue()  # darker beside the band


def test_a_tile_is_as_dense_as_the_screen_and_has_round_corners() -> None:
    tile = tile_of(picture(320, 80, red=Box(0, 0, 0.1, 0.1)), Cut(SIDE, 2.0, 12.0))
    assert (tile.width(), tile.devicePixelRatio()) == (2 * SIDE, 2.0)
    assert tile.pixelColor(0, 0).alpha() == 0
    assert tile.pixelColor(SIDE, SIDE) != QColor(Qt.GlobalColor.black)


def test_photos_are_shown_with_their_faces(
    album: Album, live: LiveLibrary, crops: CropLoader, monkeypatch: pytest.MonkeyPatch
) -> None:
    album.add([1])
    asked: list[Cut] = []
    monkeypatch.setattr(crops, "tile", lambda _kind, _number, cut: asked.append(cut))
    model = PhotosModel(live, crops)
    model.set_photos(live.ask_now(lambda queries: queries.find_photos(PhotoSearch())))
    model.tile(model.index(0), Cut(SIDE, 1.0, 6.0))
    assert asked == [Cut(SIDE, 1.0, 6.0, (Box(0.3, 0.3, 0.4, 0.4),))]
