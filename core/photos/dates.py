"""When a photo was taken, where its EXIF does not say: by its XMP notes, by its name, at last by its file.

Messengers and screenshots leave no EXIF, but put the day into the name. A file's own time is the weakest of all (it is
often that of a copy), so whoever compares dates asks where one comes from.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, Literal

from core.errors import PhotoError
from core.photos import metadata, xmp
from core.photos.header import Header, read_header
from core.photos.kinds import is_video
from core.photos.movie import read_movie
from core.photos.reading import check_readable
from core.photos.sidecars import read_sidecar, sidecars_of

Source = Literal["exif", "xmp", "name", "file"]

FIELDS: Final = (("exif", "DateTimeOriginal"), ("photoshop", "DateCreated"), ("xmp", "CreateDate"))

# IMG_20190704_153000, PXL_20190704_153000123, 2019-07-04 15.30.00, IMG-20190704-WA0001, Screenshot_2019-07-04-15-30-00,
# "Bildschirmfoto 2019-07-04 um 15.30.00", "WhatsApp Image 2019-07-04 at 15.30.00"
_DAY: Final = r"(?<!\d)((?:18|19|20)\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])"
_TIME: Final = r"(?:(?:[-_. T]|\s*(?:at|um|à)\s*)?([01]\d|2[0-3])([-_.]?)([0-5]\d)\6([0-5]\d)(?:\d{3})?)?(?!\d)"
_NAME: Final = re.compile(_DAY + _TIME, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dated:
    """A moment and where it comes from."""

    taken_at: str  # ISO 8601 local time
    source: Source


def date_of(path: Path) -> Dated:
    """Of a file on disk: EXIF (of a video, its container), XMP beside it, XMP in it, its name, its own time. Raises
    PhotoError where it cannot be read."""
    info = check_readable(path)
    header = Header(0, 0, 1, taken_at=read_movie(path).taken_at) if is_video(path) else read_header(path)
    if header.taken_at:
        return Dated(header.taken_at, "exif")
    for moment in _in_notes(path, header.xmp):
        return Dated(moment, "xmp")
    named = in_name(path.name)
    if named:
        return Dated(named, "name")
    return Dated(datetime.fromtimestamp(info.st_mtime).replace(microsecond=0).isoformat(), "file")


def in_name(name: str) -> str:
    """The moment in a file's name, "2019-07-04T15:30:00"; midnight where it has only a day; "" where it has none."""
    for found in _NAME.finditer(os.path.splitext(name)[0]):  # noqa: PTH122 - a name, no path
        year, _, month, day, hour, _, minute, second = found.groups()
        try:
            moment = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0))
        except ValueError:  # 31 June
            continue
        if moment.year >= metadata.FIRST_PHOTOGRAPH and moment < datetime.now() + timedelta(days=1):
            return moment.isoformat()
    return ""


def _in_notes(path: Path, packet: bytes) -> Iterator[str]:
    """Dates in the sidecars, then in the photo itself."""
    for place in sidecars_of(path):
        yield from _of_notes(place, None)
    if packet:
        yield from _of_notes(path, packet)


def _of_notes(place: Path, packet: bytes | None) -> Iterator[str]:
    """None of notes that are damaged: they are somebody else's, and a date is no reason to refuse a photo."""
    try:
        root = read_sidecar(place) if packet is None else xmp.parse(packet)
    except PhotoError:
        return
    known = xmp.fields(*xmp.descriptions(root))
    moments = (metadata.iso(xmp.text(known.get(xmp.name(*field)))) for field in FIELDS)
    yield from (moment for moment in moments if moment)
