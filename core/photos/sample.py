"""The sample album: photographs with which the program can be tried on a machine that has none.

They are made on the spot out of two photographs that lie inside installed packages (`core.photos.sample_sources`): a
group of six and a portrait. Seven people appear, each in several photos: alone, in pairs, all together; slightly
turned, dimmed, mirrored, larger and smaller, on their side with an EXIF note, over sixteen years.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import ExifTags, Image, ImageEnhance, ImageOps

from core.errors import PhotoError
from core.photos import sentences
from core.photos.decode import decode
from core.photos.sample_sources import GROUP, PORTRAIT, sample_source

Rectangle = tuple[int, int, int, int]  # left, top, right, bottom, pixels of the source


@dataclass(frozen=True, slots=True)
class _Print:
    """One photo of the album: a piece of a source, and what was done to it."""

    source: tuple[str, str]
    piece: Rectangle | None
    taken_at: str  # as EXIF writes it; the dates are invented
    size: float = 1.0  # times the piece
    angle: float = 0.0  # degrees, counter-clockwise, around the middle of the piece
    light: float = 1.0
    mirrored: bool = False
    on_its_side: bool = False  # pixels a quarter turn to the left, with the EXIF orientation that undoes it


# Measured by eye on the two photographs, with room for hair and shoulders and without a neighbour's face.
_LEFT_WOMAN: Final = (0, 205, 255, 520)
_LEFT_WOMAN_CLOSER: Final = (28, 222, 255, 505)  # turned pieces leave room at the border of the source
_DARK_WOMAN: Final = (225, 85, 450, 365)
_GREY_MAN: Final = (425, 205, 665, 505)
_LAUGHING_MAN: Final = (685, 262, 895, 545)
_STANDING_MAN: Final = (850, 0, 1095, 285)
_RIGHT_WOMAN: Final = (1062, 215, 1280, 485)
_WOMEN_LEFT: Final = (0, 85, 452, 520)
_DARK_WOMAN_AND_GREY_MAN: Final = (230, 85, 665, 520)
_MEN_AT_TABLE: Final = (420, 205, 910, 560)
_LAUGHING_AND_STANDING: Final = (690, 0, 1075, 545)
_STANDING_AND_RIGHT: Final = (855, 0, 1280, 490)
_RIGHT_THREE: Final = (690, 0, 1280, 560)
_HEAD: Final = (110, 0, 345, 240)
_HEAD_CLOSER: Final = (125, 11, 335, 232)
_SUIT: Final = (0, 0, 400, 440)

_ALBUM: Final = (
    _Print(GROUP, None, "2003:12:24 19:40:12"),
    _Print(GROUP, _LEFT_WOMAN, "2004:05:16 11:02:45", size=1.5),
    _Print(GROUP, _MEN_AT_TABLE, "2004:05:16 11:20:03", light=0.8),
    _Print(PORTRAIT, None, "2005:07:26 09:39:00"),
    _Print(GROUP, _STANDING_MAN, "2006:02:11 15:33:51", size=1.6),
    _Print(GROUP, _WOMEN_LEFT, "2006:08:19 18:05:22", mirrored=True),
    _Print(GROUP, _GREY_MAN, "2007:04:01 10:00:07", size=1.5, on_its_side=True),
    _Print(PORTRAIT, _HEAD, "2007:11:03 13:48:30", size=1.5, light=0.75),
    _Print(GROUP, _RIGHT_WOMAN, "2008:06:21 16:10:10", size=1.6),
    _Print(GROUP, _LAUGHING_AND_STANDING, "2009:01:01 00:12:36", light=0.7),
    _Print(GROUP, None, "2010:12:25 17:55:59", size=0.8, light=0.65, mirrored=True),
    _Print(GROUP, _DARK_WOMAN, "2011:03:13 12:25:40", size=1.7),
    _Print(GROUP, _LAUGHING_MAN, "2011:09:10 14:14:14", size=1.4, angle=6),
    _Print(PORTRAIT, _SUIT, "2012:05:05 10:30:00", mirrored=True, on_its_side=True),
    _Print(GROUP, _DARK_WOMAN_AND_GREY_MAN, "2012:10:20 20:01:18", size=1.2),
    _Print(GROUP, _STANDING_AND_RIGHT, "2013:07:07 17:17:35", mirrored=True),
    _Print(GROUP, _LEFT_WOMAN_CLOSER, "2014:02:14 19:00:00", angle=-7, light=0.85),
    _Print(GROUP, _RIGHT_WOMAN, "2014:08:30 11:44:09", size=1.3, light=1.15, mirrored=True),
    _Print(PORTRAIT, _HEAD_CLOSER, "2015:04:12 09:21:27", angle=5, mirrored=True),
    _Print(GROUP, _GREY_MAN, "2015:12:31 23:30:55", size=1.8, light=0.7, mirrored=True),
    _Print(GROUP, _RIGHT_THREE, "2016:06:18 13:05:41", on_its_side=True),
    _Print(GROUP, _DARK_WOMAN, "2017:05:27 08:50:16", size=1.4, light=0.8, mirrored=True),
    _Print(GROUP, _LAUGHING_MAN, "2018:09:15 21:36:48", size=1.7, light=1.1, mirrored=True),
    _Print(GROUP, None, "2019:12:24 18:20:00", size=1.1, on_its_side=True),
)


def make_sample_album(folder: Path) -> int:
    """Write the album into `folder` (made where it is missing), and return how many photos that are.

    Each run writes the same bytes. Raises PhotoError where a source is missing or the folder cannot be written.
    """
    sources = dict(_load_sources())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number, photo in enumerate(_ALBUM, start=1):
            _write(_developed(sources[photo.source], photo), photo, folder / f"Sample {number:02}.jpg")
    except OSError as error:
        raise PhotoError(sentences.SAMPLE_NOT_WRITTEN, passing=True) from error
    return len(_ALBUM)


def _load_sources() -> Iterator[tuple[tuple[str, str], Image.Image]]:
    for source in (GROUP, PORTRAIT):
        path = sample_source(*source)
        if path is None:
            raise PhotoError(sentences.SAMPLE_MISSING)
        yield source, decode(path).image


def _developed(source: Image.Image, photo: _Print) -> Image.Image:
    left, top, right, bottom = photo.piece or (0, 0, *source.size)
    middle = ((left + right) / 2, (top + bottom) / 2)
    image = source.rotate(photo.angle, Image.Resampling.BICUBIC, center=middle) if photo.angle else source
    image = image.crop((left, top, right, bottom))
    image = image.resize((round(image.width * photo.size), round(image.height * photo.size)), Image.Resampling.LANCZOS)
    image = ImageEnhance.Brightness(image).enhance(photo.light)
    return ImageOps.mirror(image) if photo.mirrored else image


def _write(image: Image.Image, photo: _Print, path: Path) -> None:
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = photo.taken_at
    if photo.on_its_side:
        image = image.transpose(Image.Transpose.ROTATE_90)
        exif[ExifTags.Base.Orientation] = 6
    image.save(path, "JPEG", quality=92, exif=exif)
