"""A photo file becomes upright RGB pixels, once, for everything that follows; or one sentence says why not.

The size is known from the header before memory is spent. Pillow's own guard against picture bombs only warns, and
warning filters belong to the whole process while several threads decode; so its limit is set once, here, above our
own, and the room checks for itself.
"""

from __future__ import annotations

import io
import math
import re
import struct
import threading
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import pi_heif
from numpy.typing import NDArray
from PIL import (
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageCms,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

from core.errors import PhotoError
from core.photos import metadata, raw, sentences
from core.photos.reading import check_readable, content_hash, opened, read_photo

__all__ = [
    "MAX_PIXELS",
    "DecodedPhoto",
    "check_readable",
    "content_hash",
    "decode",
    "decode_bytes",
    "make_thumbnail",
    "open_photo",
    "read_photo",
]

# Pillow holds 4 bytes a pixel: 1 GB at the limit. The largest telephones make 200 million; a 4 GB laptop copes, since
# photos above LARGE_PIXELS are decoded one at a time whatever the number of threads.
MAX_PIXELS: Final = 250_000_000
LARGE_PIXELS: Final = 50_000_000
# A JPEG without progressive scans is decoded row by row at 1/8, and so may be a stitched panorama: ten seconds.
MAX_JPEG_PIXELS: Final = 1_000_000_000

# Only these: Pillow's other formats run external programs or are no photos. Their modules are imported above, and
# named here, so that no thread has to while another one decodes.
_CODECS: Final = (
    JpegImagePlugin.JpegImageFile,
    MpoImagePlugin.MpoImageFile,  # several JPEGs in one file, from 3D cameras and telephones; opened as JPEG
    PngImagePlugin.PngImageFile,
    WebPImagePlugin.WebPImageFile,
    TiffImagePlugin.TiffImageFile,
    BmpImagePlugin.BmpImageFile,
    GifImagePlugin.GifImageFile,
    pi_heif.HeifImageFile,
)
FORMATS: Final = tuple(codec.format for codec in _CODECS if codec is not MpoImagePlugin.MpoImageFile)
_SIGNATURES: Final = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\x00", b"MM\x00*")
# ISO/IEC 14496-12, ItemInfoEntry up to its texts: size, version, flags, item (2 bytes; 4 from version 3), protection.
_HEIF_ITEM: Final = re.compile(rb"(.{4})infe(?:[\x00-\x02].{7}|\x03.{9})", re.DOTALL)
HEAD_BYTES: Final = 16  # enough to tell one format from another
HEIF_HEADER_BYTES: Final = 65536  # 48-megapixel photos of telephones, in 200 tiles, take 10,000
_HEIF_BRANDS: Final = (b"heic", b"heix", b"hevc", b"mif1", b"msf1")

# What Pillow and pi_heif raise from bytes that are not what they claim (found by corrupting files at random).
_CODEC_ERRORS: Final = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    EOFError,
    OverflowError,
    ZeroDivisionError,
    RuntimeError,
    struct.error,
    zlib.error,
)

_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SRGB: Final = ImageCms.createProfile("sRGB")

# A panorama's shorter side is kept as fine as that of the widest other picture, up to a photo of 1 to 40.
PANORAMA: Final = 2.5
LONGEST_PANORAMA: Final = 40.0

MUCH_LARGER: Final = 5  # times the size of a thumbnail: then averaging alone misses that size by a sixth at the most

_one_large_photo = threading.RLock()

Image.MAX_IMAGE_PIXELS = MAX_JPEG_PIXELS
pi_heif.register_heif_opener(thumbnails=False)
warnings.filterwarnings("ignore", module=r"PIL\.")  # remarks on broken metadata, which nobody could act on


@dataclass(frozen=True, slots=True, eq=False)
class DecodedPhoto:
    """A photo in memory, the right way up."""

    image: Image.Image  # RGB (sRGB), upright, its pixels loaded
    width: int  # of the full upright photo, in pixels of the file
    height: int
    taken_at: str  # ISO 8601 local time, "" where unknown
    thumbnail: bytes  # a JPEG; "" where none was asked for

    @property
    def pixels(self) -> NDArray[np.uint8]:
        """The image as an array (height, width, 3), contiguous. A copy, made each time."""
        return np.array(self.image)

    @property
    def scale(self) -> float:
        """Width of `image` over width of the full photo, 0..1."""
        return self.image.width / self.width


def decode(path: Path, *, target_side: int | None = None, thumbnail_side: int | None = None) -> DecodedPhoto:
    """Read and decode a photo of any supported format; of an animation, or several pages, the first picture.

    With `target_side` the longer side of the image is at least that (where the photo has as many) and less than twice
    that, more in a panorama, whose shorter side counts; large JPEGs are then decoded at 1/2, 1/4 or 1/8 in the first
    place. With `thumbnail_side` there is a JPEG of the photo, too, whose longer side is at most that.

    Raises PhotoError with a sentence; `passing` where the file itself may be sound.
    """
    return decode_bytes(read_photo(path), target_side=target_side, thumbnail_side=thumbnail_side)


def decode_bytes(data: bytes, *, target_side: int | None = None, thumbnail_side: int | None = None) -> DecodedPhoto:
    """`decode` for the bytes of a file (`read_photo`) that are in memory already."""
    try:
        return _decoded(data, target_side, thumbnail_side)
    except MemoryError as error:
        raise PhotoError(sentences.NO_MEMORY, passing=True) from error


@contextmanager
def open_photo(path: Path) -> Iterator[Image.Image]:
    """A photo's header, without its pixels. Raises PhotoError."""
    check_readable(path)
    with opened(path) as file:
        start = file.read(HEAD_BYTES)
        file.seek(0)
        whole = _is_heif(start)  # libheif reads all of it in any case
        data = file.read() if whole else start
        if _crashes_pi_heif(data):
            raise PhotoError(sentences.DAMAGED)
        with refusals(start):
            image = Image.open(io.BytesIO(data) if whole else file, formats=FORMATS)
        yield image


def make_thumbnail(image: Image.Image, *, side: int) -> bytes:
    """A JPEG of the RGB `image` whose longer side is at most `side`."""
    longest = max(image.size)
    blocks = math.ceil(longest / side) if longest >= MUCH_LARGER * side else 1
    small = image.reduce(blocks)  # a copy where it is 1
    small.thumbnail((side, side), Image.Resampling.LANCZOS)
    file = io.BytesIO()
    small.save(file, "JPEG", quality=75, optimize=True)
    return file.getvalue()


def _decoded(data: bytes, target_side: int | None, thumbnail_side: int | None) -> DecodedPhoto:
    if _crashes_pi_heif(data):
        raise PhotoError(sentences.DAMAGED)
    with refusals(data):
        developed = raw.develop(data, target_side=target_side, most_pixels=MAX_PIXELS)
        image = developed.image if developed else Image.open(io.BytesIO(data), formats=FORMATS)
    width, height = (developed.facts.width, developed.facts.height) if developed else image.size
    pixels = _draft(image, target_side)
    with _one_large_photo if pixels > LARGE_PIXELS else nullcontext():
        with refusals(data):
            image.load()
        turn = developed.turn if developed else metadata.orientation(image)
        small = _reduced(_eight_bit(image), target_side)
        upright = _turned(_rgb(small, profile=_profile(image)), turn)
    if (developed.facts.turn if developed else turn) >= 5:
        width, height = height, width
    taken_at = metadata.taken_at(image) or (developed.facts.taken_at if developed else "")
    upright.info = {}  # comments and colour profiles are not for what is cut from it
    thumbnail = make_thumbnail(upright, side=thumbnail_side) if thumbnail_side else b""
    return DecodedPhoto(upright, width, height, taken_at, thumbnail)


@contextmanager
def refusals(data: bytes) -> Iterator[None]:
    """Turns what the codecs raise into the room's sentences.

    `data` is in memory, so no drive can fail in here; and only Pillow's own work belongs inside, so that no bug of
    ours is taken for a damaged file.
    """
    try:
        yield
    except UnidentifiedImageError as error:
        raise PhotoError(sentences.DAMAGED if _looks_like_photo(data) else sentences.NOT_A_PICTURE) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PhotoError(sentences.TOO_LARGE) from error
    except _CODEC_ERRORS as error:
        too_short = isinstance(error, EOFError) or "truncated" in str(error).lower()
        raise PhotoError(sentences.ENDS_TOO_EARLY if too_short else sentences.DAMAGED) from error


def _looks_like_photo(data: bytes) -> bool:
    return data.startswith(_SIGNATURES) or _is_heif(data)


def _is_heif(data: bytes) -> bool:
    return data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS


def _crashes_pi_heif(data: bytes) -> bool:
    """pi_heif 1.4 ends the whole process where the type of an item or of its content is not text."""
    if not _is_heif(data):
        return False
    for item in _HEIF_ITEM.finditer(data, 0, HEIF_HEADER_BYTES):
        end_of_box = item.start() + int.from_bytes(item[1], "big")
        if not _is_text(data[item.end() : end_of_box]):
            return True
    return False


def _is_text(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _draft(image: Image.Image, target_side: int | None) -> int:
    """Ask a JPEG for fewer pixels. Returns how many pixels decoding will hold; raises where they are too many."""
    width, height = image.size
    held = width * height
    if image.format in ("JPEG", "MPO") and target_side is not None:
        wanted = _wanted_side(image.size, target_side)
        factor = next(f for f in (8, 4, 2, 1) if f == 1 or max(width, height) >= f * wanted)
        image.draft(None, (max(1, width // factor), max(1, height // factor)))
        if not image.info.get("progressive"):  # whose coefficients are all held, at any scale
            held = image.width * image.height
    if held > MAX_PIXELS or width * height > MAX_JPEG_PIXELS:
        raise PhotoError(sentences.TOO_LARGE)
    return held


def _eight_bit(image: Image.Image) -> Image.Image:
    """Modes that cannot be averaged (palettes, 1 bit, 16 and 32 bit grey) become ones that can."""
    if image.mode in ("P", "PA"):
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    if image.mode == "1":
        return image.convert("L")
    if image.mode.startswith(("I", "F")):
        return Image.fromarray(_grey(np.asarray(image)))
    if image.mode in ("L", "RGB") and image.has_transparency_data:  # PNG: one colour stands for none
        return image.convert("LA" if image.mode == "L" else "RGBA")
    return image


def _grey(values: NDArray[np.generic]) -> NDArray[np.uint8]:
    """Shape (H, W), 16 bit, 32 bit or floating: white is 65535, or the brightest value where numbers are real."""
    if values.dtype.kind == "f":
        real = np.nan_to_num(values.astype(np.float32), posinf=0, neginf=0)
        bright = np.clip(real / max(float(real.max()), 1e-9), 0, 1) * 255
    else:
        bright = np.clip(values.astype(np.int32), 0, 65535) >> 8
    return np.array(bright, dtype=np.uint8)


def _reduced(image: Image.Image, target_side: int | None) -> Image.Image:
    """Average whole blocks of pixels, as many as leave `target_side`."""
    factor = int(max(image.size) // _wanted_side(image.size, target_side)) if target_side else 1
    return image.reduce(factor) if factor > 1 else image


def _wanted_side(size: tuple[int, int], target_side: int) -> float:
    """The longer side, in pixels, that is at least wanted of a picture of this shape."""
    shape = max(size) / max(1, min(size))
    return target_side * max(1.0, min(shape, LONGEST_PANORAMA) / PANORAMA)


def _profile(image: Image.Image) -> bytes | None:
    profile = image.info.get("icc_profile")
    return profile if isinstance(profile, bytes) and profile else None  # a damaged TIFF may have a number here


def _rgb(image: Image.Image, *, profile: bytes | None) -> Image.Image:
    """Mode RGB in sRGB, transparent parts on white."""
    if image.mode in ("LA", "La", "RGBA", "RGBa"):
        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image).convert("RGB")
    return _in_srgb(image, profile) if profile else _as_numbers(image)


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Colours as the profile means them; as the numbers say where it is broken or made for other channels."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(source):
            return _as_numbers(image)
        converted = ImageCms.profileToProfile(image, source, _SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return _as_numbers(image)
    return converted if converted is not None else _as_numbers(image)


def _as_numbers(image: Image.Image) -> Image.Image:
    """Mode RGB without a look at profiles; Pillow would copy what is RGB already."""
    return image if image.mode == "RGB" else image.convert("RGB")


def _turned(image: Image.Image, turn: int) -> Image.Image:
    return image.transpose(_TURNS[turn]) if turn in _TURNS else image
