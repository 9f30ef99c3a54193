"""Photos become upright RGB pixels; bad files become sentences, and nothing else."""

from __future__ import annotations

import errno
import io
import os
import struct
import subprocess
import sys
import threading
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pi_heif
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image, ImageCms, TiffImagePlugin

from core.errors import PhotoError
from core.photos import decode as decode_module
from core.photos import reading, sentences
from core.photos.decode import DecodedPhoto, content_hash, decode, make_thumbnail, read_photo

# The program ignores Pillow's remarks on broken metadata (decode.py); pytest resets that before every test.
pytestmark = pytest.mark.filterwarnings(r"ignore:::PIL\.")

FIXTURES = Path(__file__).parent / "fixtures"
FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF")


def picture(width: int = 96, height: int = 64) -> NDArray[np.uint8]:
    """Red, green / blue, white quadrants with a slope over them: no turn or mirror leaves it as it is."""
    pixels = np.zeros((height, width, 3), np.uint8)
    top, left = height // 2, width // 2
    pixels[:top, :left], pixels[:top, left:] = (200, 20, 20), (20, 180, 20)
    pixels[top:, :left], pixels[top:, left:] = (20, 20, 200), (220, 220, 220)
    return pixels + (np.arange(width) * 30 // width).astype(np.uint8)[None, :, None]


def encoded(image: Image.Image | NDArray[np.uint8], kind: str, **options: Any) -> bytes:
    file = io.BytesIO()
    image = image if isinstance(image, Image.Image) else Image.fromarray(image)
    image.save(file, kind, **options)
    return file.getvalue()


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def writer(content: bytes, name: str = "photo.jpg") -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return writer


def refusal(path: Path, **options: Any) -> tuple[str, bool]:
    with pytest.raises(PhotoError) as refused:
        decode(path, **options)
    assert str(refused.value) in sentences.SENTENCES
    return str(refused.value), refused.value.passing


Write = Callable[..., Path]


# ---------------------------------------------------------------- good photos


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_gives_its_pixels(write: Write, kind: str) -> None:
    photo = decode(write(encoded(picture(), kind)))
    assert (photo.width, photo.height, photo.scale) == (96, 64, 1.0)
    assert photo.pixels.shape == (64, 96, 3)
    assert photo.pixels.dtype == np.uint8
    assert photo.pixels.flags.c_contiguous
    off = np.abs(photo.pixels.astype(int) - picture())
    assert off.mean() < (8 if kind in ("JPEG", "WEBP", "GIF") else 0.01)


@pytest.mark.parametrize("name", ["upright.heic", "turned.heic"])
def test_heic_is_upright_and_dated(name: str) -> None:
    """Quadrants red, green / blue, white; `turned` is stored on its side, with HEIF's own turn and the EXIF one."""
    photo = decode(FIXTURES / name)
    assert (photo.width, photo.height) == (192, 128)
    assert photo.taken_at == "2014-08-23T17:30:05"
    corners = photo.pixels[[20, 20, -20, -20], [20, -20, 20, -20]].astype(int)
    assert np.abs(corners - [(220, 30, 30), (30, 200, 30), (30, 30, 220), (240, 240, 240)]).max() < 6


def stored(upright: NDArray[np.uint8], orientation: int) -> NDArray[np.uint8]:
    """The pixels that a camera stores with this EXIF orientation: written from the EXIF standard, without Pillow."""
    ways = {
        1: upright,
        2: upright[:, ::-1],
        3: upright[::-1, ::-1],
        4: upright[::-1],
        5: upright.transpose(1, 0, 2),
        6: np.rot90(upright, 1),
        7: upright[::-1, ::-1].transpose(1, 0, 2),
        8: np.rot90(upright, -1),
    }
    return np.ascontiguousarray(ways[orientation])


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "WEBP", "JPEG"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_all_exif_orientations_come_out_upright(write: Write, kind: str, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    options = {"WEBP": {"lossless": True}, "JPEG": {"quality": 95}}.get(kind, {})
    path = write(encoded(stored(picture(), orientation), kind, exif=exif, **options))
    for target_side in (None, 48):
        photo = decode(path, target_side=target_side)
        assert (photo.width, photo.height) == (96, 64)
        expected = picture()[:: 96 // photo.pixels.shape[1], :: 96 // photo.pixels.shape[1]]
        assert np.abs(photo.pixels.astype(int) - expected).mean() < 6


@pytest.mark.parametrize("value", [0, 9, 65535])
def test_a_senseless_orientation_is_none(write: Write, value: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = value
    photo = decode(write(encoded(picture(), "PNG", exif=exif)))
    assert np.array_equal(photo.pixels, picture())


@pytest.mark.parametrize(
    ("mode", "kind", "expected"),
    [
        ("L", "PNG", 128),
        ("1", "PNG", 255),
        ("LA", "PNG", 128),
        ("CMYK", "JPEG", 128),
        ("CMYK", "TIFF", 128),
        ("YCbCr", "JPEG", 128),
        ("I;16", "PNG", 128),
        ("I;16", "TIFF", 128),
        ("I", "TIFF", 128),
        ("F", "TIFF", 255),
    ],
)
def test_every_mode_becomes_rgb(write: Write, mode: str, kind: str, expected: int) -> None:
    if mode == "CMYK":
        image = Image.new("CMYK", (8, 6), (0, 0, 0, 127))
    elif mode == "YCbCr":
        image = Image.new("RGB", (8, 6), (128, 128, 128)).convert("YCbCr")
    elif mode in ("I;16", "I", "F"):
        kinds = {"I;16": np.uint16, "I": np.int32, "F": np.float32}
        image = Image.fromarray(np.full((6, 8), 128 * 257 if mode != "F" else 3.5, kinds[mode]))
        assert image.mode == mode
    else:
        image = Image.new("L", (8, 6), 128 if mode != "1" else 255).convert(mode)
    photo = decode(write(encoded(image, kind)))
    assert photo.pixels.shape == (6, 8, 3)
    assert np.abs(photo.pixels.astype(int) - expected).max() <= 2


def test_a_16_bit_colour_png_keeps_its_colours(write: Write) -> None:
    row = b"\0" + struct.pack(">HHH", 0xC800, 0x6400, 0x0A00) * 5

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 5, 4, 16, 2, 0, 0, 0)
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(row * 4)) + chunk(b"IEND", b"")
    photo = decode(write(png))
    assert photo.pixels.shape == (4, 5, 3)
    assert (photo.pixels == (200, 100, 10)).all()


@pytest.mark.parametrize("kind", ["PNG", "GIF", "WEBP", "TIFF"])
def test_transparent_parts_are_white(write: Write, kind: str) -> None:
    image = Image.new("RGBA", (20, 10), (200, 0, 0, 255))
    image.paste((0, 0, 0, 0), (10, 0, 20, 10))
    photo = decode(write(encoded(image, kind)))
    assert (photo.pixels[:, 15] == 255).all()
    assert np.abs(photo.pixels[:, 4].astype(int) - (200, 0, 0)).max() < 8


def test_a_palette_png_with_transparency_is_on_white(write: Write) -> None:
    image = Image.new("P", (20, 10), 0)
    image.putpalette([10, 20, 30, 250, 100, 0])
    image.paste(1, (0, 0, 10, 10))
    photo = decode(write(encoded(image, "PNG", transparency=0)))
    assert (photo.pixels[:, :10] == (250, 100, 0)).all()
    assert (photo.pixels[:, 10:] == 255).all()


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "TIFF", "PNG"])
def test_the_first_of_several_pictures_counts(write: Write, kind: str) -> None:
    first, second = Image.new("RGB", (16, 16), (250, 0, 0)), Image.new("RGB", (16, 16), (0, 0, 250))
    path = write(encoded(first, kind, save_all=True, append_images=[second]))
    assert np.abs(decode(path).pixels.astype(int) - (250, 0, 0)).max() < 8


def test_a_moving_photo_is_its_still(write: Write) -> None:
    """Samsung's and Google's telephones put a clip behind the picture, into the same file."""
    still = encoded(picture(), "JPEG", quality=95)
    moving = still + struct.pack(">I4s4sI", 16, b"ftyp", b"mp42", 0) + os.urandom(5000) + b"MotionPhoto_Data"
    photo = decode(write(moving))
    assert np.array_equal(photo.pixels, decode(write(still)).pixels)


def test_of_a_heic_with_several_pictures_the_primary_one_counts() -> None:
    """Three pictures, of which the second is the primary one (a test image of pillow-heif, BSD licence)."""
    path = FIXTURES / "several.heic"
    pictures = pi_heif.open_heif(path)
    assert (len(pictures), pictures.primary_index) == (3, 1)
    shown = decode(path).pixels
    assert np.array_equal(shown, np.asarray(pictures[1].to_pillow().convert("RGB")))
    assert pictures[0].size != pictures[1].size or not np.array_equal(
        shown, np.asarray(pictures[0].to_pillow().convert("RGB"))
    )


@pytest.mark.parametrize("size", [(12000, 900), (900, 9000)])
def test_a_panorama_keeps_its_shape(write: Write, size: tuple[int, int]) -> None:
    photo = decode(write(encoded(picture(*size), "JPEG")), target_side=1600, thumbnail_side=320)
    assert (photo.width, photo.height) == size
    assert photo.image.width / photo.image.height == pytest.approx(size[0] / size[1], rel=0.01)
    assert min(photo.image.size) >= 640  # small faces are still found in it


def test_a_photo_of_a_3d_camera_is_its_first_picture_reduced_like_a_jpeg(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = Image.fromarray(picture(800, 600)), Image.new("RGB", (800, 600), (0, 0, 250))
    path = write(encoded(first, "MPO", save_all=True, append_images=[second]))
    with Image.open(path) as image:
        assert image.format == "MPO"
    monkeypatch.setattr(decode_module, "_reduced", lambda image, _: image)
    photo = decode(path, target_side=400)
    assert (photo.width, photo.pixels.shape) == (800, (300, 400, 3))
    assert np.abs(photo.pixels[20, 20].astype(int) - (200, 20, 20)).max() < 12


def swapped_profile() -> bytes:
    """sRGB with red and green changed over: a profile whose effect nobody can miss."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    profile = profile.replace("sRGB".encode("utf-16-be"), "sWAP".encode("utf-16-be"))
    return profile.replace(b"rXYZ", b"????", 1).replace(b"gXYZ", b"rXYZ", 1).replace(b"????", b"gXYZ", 1)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP"])
def test_colours_are_converted_from_the_photos_profile(write: Write, kind: str) -> None:
    image = Image.new("RGB", (16, 16), (200, 40, 30))
    photo = decode(write(encoded(image, kind, icc_profile=swapped_profile())))
    assert np.abs(photo.pixels.astype(int) - (40, 200, 30)).max() < 8


@pytest.mark.parametrize(
    ("mode", "profile"),
    [
        ("RGB", b"rubbish"),
        ("RGB", swapped_profile()[:300]),
        ("L", b"rubbish"),
        ("L", swapped_profile()),
        ("CMYK", swapped_profile()),
    ],
    ids=["rubbish", "cut off", "rubbish on grey", "RGB on grey", "RGB on CMYK"],
)
def test_a_profile_that_does_not_fit_is_ignored(write: Write, mode: str, profile: bytes) -> None:
    image = Image.new("RGB", (16, 16), (120, 120, 120)).convert(mode)
    photo = decode(write(encoded(image, "TIFF", icc_profile=profile)))
    assert np.abs(photo.pixels.astype(int) - 120).max() < 3


def test_a_profile_that_is_a_number_is_ignored(write: Write) -> None:
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags.tagtype[34675] = 3
    tags[34675] = 5
    assert np.array_equal(decode(write(encoded(picture(), "TIFF", tiffinfo=tags))).pixels, picture())


# ---------------------------------------------------------------- reduced decoding


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("target_side", [100, 333, 640, 1000, 5000])
def test_reduced_decoding_keeps_the_size_and_tells_the_scale(
    write: Write, kind: str, turned: bool, target_side: int
) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6 if turned else 1
    photo = decode(write(encoded(picture(1001, 667), kind, exif=exif)), target_side=target_side)
    size = (667, 1001) if turned else (1001, 667)
    assert (photo.width, photo.height) == size
    longer = max(photo.pixels.shape)
    assert min(target_side, 1001) <= longer
    assert longer < 2 * target_side or longer == 1001
    assert photo.scale == pytest.approx(longer / 1001, rel=0.01)


def test_large_jpegs_are_reduced_while_decoding(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[tuple[int, int]] = []
    real = decode_module._eight_bit

    def eight_bit(image: Image.Image) -> Image.Image:
        loaded.append(image.size)
        return real(image)

    monkeypatch.setattr(decode_module, "_eight_bit", eight_bit)
    path = write(encoded(picture(1600, 1200), "JPEG"))
    for target_side in (200, 201, 799, 801):
        decode(path, target_side=target_side)
    assert loaded == [(200, 150), (400, 300), (800, 600), (1600, 1200)]


def test_reduced_pixels_show_the_same_picture(write: Write) -> None:
    jpeg, png = (
        write(encoded(picture(1600, 1200), "JPEG", quality=95)),
        write(encoded(picture(1600, 1200), "PNG"), "p"),
    )
    small = [decode(path, target_side=300).pixels.astype(int) for path in (jpeg, png)]
    for pixels in small:
        assert np.abs(pixels[20, 20] - (200, 20, 20)).max() < 12
        assert np.abs(pixels[-20, -20] - (248, 248, 248)).max() < 12


@pytest.mark.parametrize("size", [(3000, 1), (1, 3000), (1, 1), (2999, 3)])
def test_very_narrow_photos_survive_reduction(write: Write, size: tuple[int, int]) -> None:
    for kind in ("JPEG", "PNG"):
        photo = decode(write(encoded(Image.new("RGB", size), kind)), target_side=100)
        assert (photo.width, photo.height) == size
        assert min(photo.pixels.shape[:2]) >= 1


def test_only_large_photos_wait_for_one_another(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    entered: list[bool] = []

    class Turn:
        def __enter__(self) -> None:
            entered.append(True)

        def __exit__(self, *_: object) -> None:
            entered.append(False)

    monkeypatch.setattr(decode_module, "_one_large_photo", Turn())
    path = write(encoded(picture(), "PNG"))
    decode(path)
    assert entered == []
    monkeypatch.setattr(decode_module, "LARGE_PIXELS", 96 * 64 - 1)
    decode(path)
    assert entered == [True, False]


def test_several_threads_decode_at_once(write: Write) -> None:
    files = [write(encoded(picture(300 + n, 200), FORMATS[n % 6]), f"{n}") for n in range(24)]
    start = threading.Barrier(4)

    def work(part: int) -> list[int]:
        start.wait()
        return [decode(path, target_side=100).width for path in files[part::4]]

    with ThreadPoolExecutor(4) as pool:
        widths = list(pool.map(work, range(4)))
    assert widths == [[300 + n for n in range(part, 24, 4)] for part in range(4)]


# ---------------------------------------------------------------- bad files


def test_an_empty_file(write: Write) -> None:
    assert refusal(write(b"")) == (sentences.EMPTY, False)


@pytest.mark.parametrize(
    "content", [b"Dear diary,\n" * 40, b"\0" * 4096, b"%!PS-Adobe-3.0 EPSF-3.0\n", b"P6 2 2 255 " + b"x" * 12]
)
def test_what_is_no_photo_although_named_so(write: Write, content: bytes) -> None:
    assert refusal(write(content)) == (sentences.NOT_A_PICTURE, False)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "BMP", "TIFF", "WEBP", "GIF"])
@pytest.mark.parametrize("part", [0.05, 0.5, 0.9])
def test_a_truncated_file(write: Write, kind: str, part: float) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (120, 160, 3), np.uint8)
    data = encoded(noise, kind)
    sentence, passing = refusal(write(data[: int(len(data) * part)]))
    assert sentence in (sentences.ENDS_TOO_EARLY, sentences.DAMAGED)
    assert not passing
    if kind == "JPEG" and part >= 0.5:
        assert sentence == sentences.ENDS_TOO_EARLY
        assert refusal(write(data[: int(len(data) * part)]), target_side=40)[0] == sentence


@pytest.mark.parametrize("keep", [20, 100, 400, 700])
def test_a_truncated_heic(write: Write, keep: int) -> None:
    data = (FIXTURES / "upright.heic").read_bytes()[:keep]
    assert refusal(write(data))[0] in (sentences.ENDS_TOO_EARLY, sentences.DAMAGED)


def damaged_item(place: int, value: int) -> bytes:
    data = bytearray((FIXTURES / "upright.heic").read_bytes())
    data[data.index(b"Exif") + place] = value
    return bytes(data)


@pytest.mark.parametrize("place", range(4))
def test_a_heic_that_would_end_the_process(write: Write, place: int) -> None:
    """pi_heif crashes on an item type that is no text; an unknown type is harmless, and its item is passed over."""
    assert refusal(write(damaged_item(place, 0xFF))) == (sentences.DAMAGED, False)
    assert decode(write(damaged_item(place, ord("Q")))).taken_at == ""


def png_bomb(width: int, height: int) -> bytes:
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))


@pytest.mark.parametrize(
    ("width", "height"),
    [(60000, 60000), (16000, 16000), (40000, 30000), (2**31 - 1, 2**31 - 1), (2**31 - 1, 1)],
)
@pytest.mark.parametrize("target_side", [None, 1000])
def test_a_bomb_is_refused_by_its_header(write: Write, width: int, height: int, target_side: int | None) -> None:
    bomb = png_bomb(width, height) + b"\0\0\0\0IDAT\x35\xaf\x06\x1e"
    assert len(bomb) < 100
    assert refusal(write(bomb), target_side=target_side) == (sentences.TOO_LARGE, False)


def resized_jpeg(width: int, height: int, *, progressive: bool = False) -> bytes:
    """A small JPEG whose header claims another size."""
    data = encoded(picture(), "JPEG", progressive=progressive)
    place = data.index(b"\xff\xc2" if progressive else b"\xff\xc0") + 5
    return data[:place] + struct.pack(">HH", height, width) + data[place + 4 :]


def test_a_huge_jpeg_is_only_decoded_reduced(write: Write) -> None:
    """400 megapixels, which as a whole would need 1.6 GB (most of them missing, which a JPEG fills with grey)."""
    path = write(resized_jpeg(20000, 20000))
    assert refusal(path) == (sentences.TOO_LARGE, False)
    photo = decode(path, target_side=1600)
    assert (photo.width, photo.height, photo.pixels.shape) == (20000, 20000, (2500, 2500, 3))


@pytest.mark.parametrize("progressive", [False, True])
def test_a_jpeg_bomb(write: Write, progressive: bool) -> None:
    side = 20000 if progressive else 65000
    assert refusal(write(resized_jpeg(side, side, progressive=progressive)), target_side=1000) == (
        sentences.TOO_LARGE,
        False,
    )


def test_a_photo_of_the_largest_size_is_not_refused_for_it(write: Write) -> None:
    """Its pixels are missing, which is only noticed once they are read."""
    assert refusal(write(png_bomb(15800, 15800)))[0] in (sentences.ENDS_TOO_EARLY, sentences.DAMAGED)


def test_a_file_too_large_to_read(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 1000)
    assert refusal(write(b"x" * 1001)) == (sentences.TOO_LARGE, False)


def test_too_little_memory_is_passing(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    def reduced(*_: object) -> Image.Image:
        raise MemoryError

    monkeypatch.setattr(decode_module, "_reduced", reduced)
    assert refusal(write(encoded(picture(), "PNG"))) == (sentences.NO_MEMORY, True)


def test_a_bug_of_ours_looks_like_one(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decode_module, "_reduced", lambda *_: None.width)  # type: ignore[attr-defined]
    with pytest.raises(AttributeError):
        decode(write(encoded(picture(), "PNG")))


# ---------------------------------------------------------------- files that cannot be read; decode and hash agree


@pytest.fixture(params=[decode, read_photo], ids=["decode", "read"])
def read(request: pytest.FixtureRequest) -> Callable[[Path], object]:
    return request.param  # type: ignore[no-any-return]


Read = Callable[[Path], object]


def refused(read: Read, path: Path) -> tuple[str, bool]:
    with pytest.raises(PhotoError) as error:
        read(path)
    return str(error.value), error.value.passing


def test_a_missing_file(read: Read, tmp_path: Path) -> None:
    assert refused(read, tmp_path / "gone.jpg") == (sentences.GONE, True)
    assert refused(read, tmp_path / "gone" / "deep.jpg") == (sentences.GONE, True)


def test_a_file_below_a_file(read: Read, write: Write) -> None:
    assert refused(read, write(b"x") / "a.jpg") == (sentences.GONE, True)


def test_a_broken_link(read: Read, tmp_path: Path) -> None:
    (tmp_path / "link.jpg").symlink_to("nowhere")
    assert refused(read, tmp_path / "link.jpg") == (sentences.BROKEN_LINK, True)


def test_a_looping_link(read: Read, tmp_path: Path) -> None:
    (tmp_path / "a.jpg").symlink_to("b.jpg")
    (tmp_path / "b.jpg").symlink_to("a.jpg")
    assert refused(read, tmp_path / "a.jpg") == (sentences.LINK_LOOP, False)


def test_a_folder_named_like_a_photo(read: Read, tmp_path: Path) -> None:
    (tmp_path / "x.jpg").mkdir()
    assert refused(read, tmp_path / "x.jpg") == (sentences.NOT_A_FILE, False)


def test_a_pipe_named_like_a_photo_is_not_waited_for(read: Read, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.jpg")
    assert refused(read, tmp_path / "x.jpg") == (sentences.NOT_A_FILE, False)


def test_an_empty_file_has_no_hash_either(read: Read, write: Write) -> None:
    assert refused(read, write(b"")) == (sentences.EMPTY, False)


def test_a_name_too_long_for_the_disk(read: Read, tmp_path: Path) -> None:
    assert refused(read, tmp_path / ("n" * 300 + ".jpg")) == (sentences.PATH_TOO_LONG, False)


IO_FAILURES = [
    (errno.EACCES, sentences.NO_PERMISSION),
    (errno.EPERM, sentences.NO_PERMISSION),
    (errno.EIO, sentences.NOT_ANSWERING),
    (errno.ESTALE, sentences.NOT_ANSWERING),
    (errno.ENXIO, sentences.NOT_ANSWERING),
    (errno.ENOENT, sentences.GONE),
]


@pytest.mark.parametrize(("number", "sentence"), IO_FAILURES)
def test_failures_of_the_disk_are_passing(
    read: Read, write: Write, monkeypatch: pytest.MonkeyPatch, number: int, sentence: str
) -> None:
    """While looking, while opening and in the middle of reading. Permission bits would not stop root."""
    path = write(encoded(picture(), "PNG"))

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(reading, "open", fail, raising=False)
    assert refused(read, path) == (sentence, True)
    monkeypatch.setattr(reading, "open", lambda *_: BrokenDrive(number), raising=False)
    assert refused(read, path) == (sentence, True)
    monkeypatch.undo()
    monkeypatch.setattr(reading, "os", SimpleNamespace(stat=fail, path=os.path, name=os.name))
    assert refused(read, path) == (sentence, True)


class BrokenDrive(io.BytesIO):
    """Opens, and fails when it is read."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def read(self, *_: object) -> bytes:
        raise OSError(self.number, os.strerror(self.number))


@pytest.mark.parametrize(
    "facts",
    [
        {"st_file_attributes": 0x400000 | 0x20},
        {"st_file_attributes": 0x40000},
        {"st_file_attributes": 0x1000},
        {"st_flags": 0x40000000},
    ],
)
def test_a_cloud_placeholder_is_never_opened(
    read: Read, write: Write, monkeypatch: pytest.MonkeyPatch, facts: dict[str, int]
) -> None:
    path = write(encoded(picture(), "PNG"))
    real = path.stat()
    info = SimpleNamespace(st_mode=real.st_mode, st_size=real.st_size, **facts)
    monkeypatch.setattr(reading, "os", SimpleNamespace(stat=lambda _: info, path=os.path, name=os.name))
    monkeypatch.setattr(reading, "open", lambda *_: pytest.fail("opened: that downloads it"), raising=False)
    assert refused(read, path) == (sentences.IN_THE_CLOUD, True)


def test_a_file_with_everyday_attributes_is_opened(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(encoded(picture(), "PNG"))
    real = path.stat()
    info = SimpleNamespace(st_mode=real.st_mode, st_size=real.st_size, st_file_attributes=0x2020, st_flags=0x40)
    monkeypatch.setattr(reading, "os", SimpleNamespace(stat=lambda _: info, path=os.path, name=os.name))
    assert decode(path).width == 96


@pytest.mark.parametrize(
    "name", ["🎂 Léa 가족.jpg", "n" * 246 + ".jpg", os.fsdecode(b"f\xfcr Oma.jpg"), "%s {0} 'a'\n.jpg"]
)
def test_unusual_names_are_read(read: Read, write: Write, name: str) -> None:
    assert read(write(encoded(picture(), "PNG"), name))


def test_a_path_of_more_than_300_characters_is_read(read: Read, tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*["folder-with-a-long-name-" * 3] * 5)
    folder.mkdir(parents=True)
    (folder / "a.png").write_bytes(encoded(picture(), "PNG"))
    assert len(str(folder)) > 300
    assert read(folder / "a.png")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("C:\\Users\\Ada\\photo.jpg", "\\\\?\\C:\\Users\\Ada\\photo.jpg"),
        ("C:/Users/Ada/../Bob/photo.jpg", "\\\\?\\C:\\Users\\Bob\\photo.jpg"),
        ("\\\\nas\\photos\\a.jpg", "\\\\?\\UNC\\nas\\photos\\a.jpg"),
        ("\\\\?\\C:\\a.jpg", "\\\\?\\C:\\a.jpg"),
    ],
)
def test_windows_paths_may_be_long(path: str, expected: str) -> None:
    assert reading.extended(path) == expected


# ---------------------------------------------------------------- hash and thumbnail


def test_the_hash_follows_the_content_only(write: Write) -> None:
    first, copy, other = (
        read_photo(write(b"a" * 3_000_000, "1")),
        read_photo(write(b"a" * 3_000_000, "2")),
        read_photo(write(b"a" * 3_000_001, "3")),
    )
    assert content_hash(first) == content_hash(copy) != content_hash(other)
    assert len(content_hash(first)) == 32
    int(content_hash(first), 16)


@pytest.mark.parametrize(
    ("size", "expected"),
    [((960, 640), (320, 213)), ((96, 64), (96, 64)), ((1600, 1000), (320, 200)), ((700, 2000), (100, 286))],
)
def test_a_thumbnail_is_a_small_jpeg(size: tuple[int, int], expected: tuple[int, int]) -> None:
    photo = Image.fromarray(picture(*size))
    with Image.open(io.BytesIO(make_thumbnail(photo, side=320))) as image:
        assert image.format == "JPEG"
        assert image.size == expected
        assert np.abs(np.asarray(image, int)[10, 10] - (200, 20, 20)).max() < 15
    assert photo.size == size


def test_a_photo_brings_its_thumbnail_where_it_is_wanted(write: Write) -> None:
    path = write(encoded(picture(900, 600), "JPEG"), "photo.jpg")
    assert decode(path).thumbnail == b""
    with Image.open(io.BytesIO(decode(path, thumbnail_side=300).thumbnail)) as image:
        assert image.size == (300, 200)


# ---------------------------------------------------------------- anything at all


BASES = {kind: encoded(picture(), kind) for kind in FORMATS}
BASES["HEIC"] = (FIXTURES / "upright.heic").read_bytes()
BASES["progressive"] = encoded(picture(), "JPEG", progressive=True)
BASES["HEIC turned"] = (FIXTURES / "turned.heic").read_bytes()


def decodes_or_refuses(path: Path) -> None:
    for target_side in (None, 40):
        outcome = attempt(path, target_side)
        if isinstance(outcome, PhotoError):
            assert str(outcome) in sentences.SENTENCES
            assert not outcome.passing
        else:
            assert outcome.pixels.ndim == 3
            assert outcome.pixels.shape[2] == 3
            assert 0 < outcome.scale <= 1


def attempt(path: Path, target_side: int | None) -> DecodedPhoto | PhotoError:
    try:
        return decode(path, target_side=target_side)
    except PhotoError as error:
        return error


FUZZ = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@FUZZ
@given(
    content=st.binary(min_size=1, max_size=400),
    start=st.sampled_from([b"", *(b[:20] for b in BASES.values())]),
)
def test_random_bytes_are_refused(write: Write, content: bytes, start: bytes) -> None:
    decodes_or_refuses(write(start + content))


@FUZZ
@pytest.mark.parametrize("kind", sorted(BASES))
@given(data=st.data())
def test_damaged_files_are_decoded_or_refused(write: Write, kind: str, data: st.DataObject) -> None:
    content = bytearray(BASES[kind])
    place = st.one_of(st.integers(0, min(300, len(content) - 1)), st.integers(0, len(content) - 1))
    for index, value in data.draw(st.lists(st.tuples(place, st.integers(0, 255)), min_size=1, max_size=8)):
        content[index] = value
    end = data.draw(st.one_of(st.just(len(content)), st.integers(1, len(content))))
    decodes_or_refuses(write(bytes(content[:end])))


def test_broken_metadata_says_nothing_on_the_console(write: Write) -> None:
    exif = Image.Exif()
    exif[0x0132] = "2003:07:12 14:05:00"
    data = encoded(picture(), "JPEG", exif=exif)
    place = data.index(b"Exif\0\0") + 6 + 8 + 2  # behind the header and the number of entries
    path = write(data[: place + 4] + b"\xff\xff\xff\x7f\xff\xff\xff\x7f" + data[place + 12 :])
    code = "import sys, pathlib; from core.photos.decode import decode; decode(pathlib.Path(sys.argv[1]))"
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, check=True, text=True)
    assert done.stderr == ""
