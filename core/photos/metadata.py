"""What a photo says about itself beside its pixels: when it was taken, and which way up it is."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from PIL import ExifTags, Image

FIRST_PHOTOGRAPH: Final = 1826  # Niépce's view from his window: an earlier year is a camera's rubbish

# What Pillow raises from EXIF that is cut off, or points nowhere or at the wrong kind of value (found by corrupting
# files at random, tests/core/photos/test_metadata.py).
BROKEN_EXIF: Final = (
    SyntaxError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    OSError,
    OverflowError,
    struct.error,
)

# "2003:07:12 14:05:00" by the standard; other separators, blanks for zeros and missing parts come from old software.
_MOMENT: Final = re.compile(
    r"\s*(\d{4})[:/.-]\s*(\d{1,2})[:/.-]\s*(\d{1,2})(?:[T\s]\s*(\d{1,2}):\s*(\d{1,2})(?::\s*(\d{1,2}))?)?"
)


def taken_at(image: Image.Image) -> str:
    """When the photo was taken, "2003-07-12T14:05:00" in the camera's local time; "" where it does not say.

    A date without a time counts as midnight. PNG may carry its EXIF behind the pixels: load the image first.
    """
    return next((moment for value in _dates(image) if (moment := iso(value))), "")


def orientation(image: Image.Image) -> int:
    """How the pixels must be turned, 1..8 as in EXIF; 1 (as they are) where that is not said or makes no sense."""
    try:
        value = image.getexif().get(ExifTags.Base.Orientation, 1)
    except BROKEN_EXIF:
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _dates(image: Image.Image) -> Iterator[object]:
    """Original before digitized before changed: a scan of a print has only the later ones."""
    try:
        exif = image.getexif()
        details = exif.get_ifd(ExifTags.IFD.Exif)
    except BROKEN_EXIF:
        return
    yield details.get(ExifTags.Base.DateTimeOriginal)
    yield details.get(ExifTags.Base.DateTimeDigitized)
    yield exif.get(ExifTags.Base.DateTime)


def iso(value: object) -> str:
    """A date as programs write it, "2003-07-12T14:05:00"; "" of anything else."""
    text = value.decode("latin-1") if isinstance(value, bytes) else value
    found = _MOMENT.match(text) if isinstance(text, str) else None
    if found is None:
        return ""
    try:
        moment = datetime(*(int(part or 0) for part in found.groups()))  # type: ignore[arg-type]
    except ValueError:  # month 0, 30 February
        return ""
    return moment.isoformat() if moment.year >= FIRST_PHOTOGRAPH else ""
