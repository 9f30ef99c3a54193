"""Raw photos: the camera's own picture where it is large enough, else what the sensor saw."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import rawpy
from PIL import Image
from raw_files import dng

from core.errors import PhotoError
from core.photos import raw, sentences
from core.photos.decode import decode, decode_bytes
from core.photos.header import read_header
from core.photos.reading import read_photo

# The program ignores Pillow's remarks on broken metadata (decode.py); pytest resets that before every test.
pytestmark = pytest.mark.filterwarnings(r"ignore:::PIL\.")

RED, GREEN, BLUE, WHITE = (200, 20, 20), (20, 180, 20), (20, 20, 200), (220, 220, 220)


def picture(width: int = 400, height: int = 240) -> np.ndarray:
    """Red, green / blue, white."""
    pixels = np.empty((height, width, 3), np.uint8)
    top, left = height // 2, width // 2
    pixels[:top, :left], pixels[:top, left:], pixels[top:, :left], pixels[top:, left:] = RED, GREEN, BLUE, WHITE
    return pixels


def preview(width: int = 200, *, grey: bool = True) -> Image.Image:
    image = Image.fromarray(picture()).resize((width, width * 240 // 400))
    return image.convert("L").convert("RGB") if grey else image  # to be told from the sensor's


@pytest.fixture
def write(tmp_path: Path):
    def writer(content: bytes, name: str = "photo.dng") -> Path:
        (tmp_path / name).write_bytes(content)
        return tmp_path / name

    return writer


def corners(pixels: np.ndarray) -> list[tuple[int, ...]]:
    height, width, _ = pixels.shape
    places = [(height // 4, width // 4), (height // 4, 3 * width // 4), (3 * height // 4, width // 4)]
    return [tuple(int(value) for value in pixels[place]) for place in places]


def is_near(found: list[tuple[int, ...]], *wanted: tuple[int, ...]) -> bool:
    return all(np.abs(np.subtract(one, other)).max() < 40 for one, other in zip(found, wanted, strict=True))


def test_the_sensors_values_are_developed(write) -> None:
    photo = decode(write(dng(picture())))
    assert (photo.width, photo.height, photo.taken_at) == (400, 240, "2015-06-07T08:09:10")
    assert is_near(corners(photo.pixels), RED, GREEN, BLUE)


def test_the_cameras_picture_is_taken_where_it_is_large_enough(write) -> None:
    path = write(dng(picture(), preview=preview(200)))
    small, whole = decode(path, target_side=150), decode(path)
    assert small.image.width < 400
    assert len({*corners(small.pixels)[0]}) == 1  # grey
    assert (small.width, small.height) == (400, 240)
    assert is_near(corners(whole.pixels), RED, GREEN, BLUE)


def test_a_picture_nearly_as_large_as_the_photo_is_the_photo(write) -> None:
    photo = decode(write(dng(picture(), preview=preview(380))))
    assert photo.image.width == 380
    assert photo.scale == pytest.approx(0.95)


@pytest.mark.parametrize("target_side", [None, 100])
@pytest.mark.parametrize(
    ("turn", "wanted"), [(3, (WHITE, BLUE, GREEN)), (6, (BLUE, RED, WHITE)), (8, (GREEN, WHITE, RED))]
)
def test_raw_photos_are_upright(write, turn: int, wanted: tuple[tuple[int, ...], ...], target_side: int | None) -> None:
    photo = decode(write(dng(picture(), preview=preview(grey=False), turn=turn)), target_side=target_side)
    assert is_near(corners(photo.pixels), *wanted)
    assert (photo.width, photo.height) == ((240, 400) if turn in (6, 8) else (400, 240))


def test_a_picture_that_the_camera_has_turned_is_not_turned_again(write) -> None:
    turned = preview(grey=False).transpose(Image.Transpose.ROTATE_270)
    photo = decode(write(dng(picture(), preview=turned, turn=6)), target_side=100)
    assert is_near(corners(photo.pixels), BLUE, RED, WHITE)


def test_an_ordinary_tiff_of_a_camera_is_no_raw_photo(write, tmp_path: Path) -> None:
    Image.fromarray(picture()).save(tmp_path / "scan.tif", tiffinfo={271: "Canon", 272: "Canon EOS 5D"})
    assert raw.read_facts(read_photo(tmp_path / "scan.tif")) is None
    assert is_near(corners(decode(tmp_path / "scan.tif").pixels), RED, GREEN, BLUE)


@pytest.mark.parametrize(
    "start", [b"FUJIFILMCCD-RAW 0201", b"IIRO\x08\0\0\0", b"IIU\0\x18\0\0\0", b"\0\0\0\x18ftypcrx "]
)
def test_rubbish_that_begins_like_a_raw_photo_is_refused(write, start: bytes) -> None:
    with pytest.raises(PhotoError) as refused:
        decode(write(start + bytes(range(256)) * 40, "photo.raf"))
    assert str(refused.value) in sentences.SENTENCES


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_truncated_raw_photo(write, part: float) -> None:
    whole = dng(picture())
    with pytest.raises(PhotoError):
        decode(write(whole[: int(len(whole) * part)]))


@pytest.mark.parametrize("seed", range(60))
def test_a_raw_photo_that_is_damaged_anywhere_is_decoded_or_refused(seed: int) -> None:
    """Also by what nobody foresaw: any other error, or the end of the process, fails the test."""
    dice = np.random.default_rng(seed)
    whole = bytearray(dng(picture(64, 48), preview=preview(40) if seed % 2 else None))
    for place in dice.integers(len(whole) - 900, len(whole), 5):  # the directories lie at the end
        whole[place] = int(dice.integers(0, 256))
    with contextlib.suppress(PhotoError):
        assert decode_bytes(bytes(whole), target_side=30).image.width > 0


def test_the_header_of_a_raw_photo(write) -> None:
    header = read_header(write(dng(picture(), turn=6)))
    assert (header.width, header.height, header.turn, header.xmp) == (400, 240, 6, b"")
    assert header.taken_at == "2015-06-07T08:09:10"


def test_no_other_inference_or_image_library_comes_along() -> None:
    """rawpy's own improvements would load OpenCV, which quarrels with Qt."""
    code = "import sys, core.photos.raw; sys.exit(bool({'cv2', 'skimage', 'scipy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_nothing_of_libraw_under_the_gpl_is_built_in() -> None:
    assert rawpy.flags is not None
    assert not any(built_in for part, built_in in rawpy.flags.items() if "GPL" in part)
    assert {"DEMOSAIC_PACK_GPL2", "DEMOSAIC_PACK_GPL3"} <= set(rawpy.flags)
