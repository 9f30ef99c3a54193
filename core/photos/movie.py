"""What a video's container says about itself, read without a decoder: when it was taken, and whether it is all there.

MP4, MOV, M4V and 3GP are boxes of ISO/IEC 14496-12: a length, four letters, the content. Telephones write nothing else;
of other containers nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO, Final

from core.photos.reading import opened

MAX_HEADER: Final = 64 * 2**20  # bytes of the `moov` box: an hour has about one million
FIRST_FILM: Final = 1990  # digital video on disk; what is older is a clock that was never set
_TOP: Final = frozenset(  # what stands outermost in such a file; anything else is not one, or its end
    (
        b"ftyp",
        b"moov",
        b"mdat",
        b"free",
        b"skip",
        b"wide",
        b"uuid",
        b"meta",
        b"moof",
        b"mfra",
        b"styp",
        b"sidx",
        b"pnot",
    )
)
_EPOCH: Final = datetime(1904, 1, 1, tzinfo=UTC)  # from which these files count
# com.apple.quicktime.creationdate, the camera's own local time: 2019-07-04T15:30:00+0200
_LOCAL: Final = re.compile(rb"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)[+-]\d\d:?\d\d")


@dataclass(frozen=True, slots=True)
class Movie:
    """What the container says."""

    taken_at: str = ""  # ISO 8601 local time, "" where it does not say
    whole: bool = True  # False where the file ends before its last box does


def read_movie(path: Path) -> Movie:
    """Raises PhotoError where the file cannot be read; other containers, and rubbish, say nothing."""
    taken_at, whole = "", True
    with opened(path) as file:
        size = file.seek(0, 2)
        for kind, start, end in _boxes(file, 0, size):
            if end > size:
                whole = False
            elif kind == b"moov" and end - start <= MAX_HEADER:
                file.seek(start)
                taken_at = _date(file.read(end - start))
    return Movie(taken_at, whole)


def _boxes(file: BinaryIO, start: int, stop: int) -> Iterator[tuple[bytes, int, int]]:
    """(letters, where the content begins, where it ends) of the boxes one after the other. The last may end beyond."""
    place = start
    while place + 8 <= stop:
        file.seek(place)
        head = file.read(16)
        length, kind, begins = int.from_bytes(head[:4], "big"), head[4:8], place + 8
        if length == 1:
            length, begins = int.from_bytes(head[8:16], "big"), place + 16
        elif length == 0:
            length = stop - place  # to the end of the file
        if length < 8 or kind not in _TOP:
            return
        yield kind, begins, place + length
        place += length


def _date(moov: bytes) -> str:
    """Apple's note in local time, else the header's in universal time, as this computer's clock shows it."""
    local = _LOCAL.search(moov)
    if local:
        return _plausible(local[1].decode())
    at = moov.find(b"mvhd")
    if at < 0:
        return ""
    long = moov[at + 4 : at + 5] == b"\x01"  # version 1 has 64 bits
    seconds = int.from_bytes(moov[at + 8 : at + (16 if long else 12)], "big")
    try:
        moment = (_EPOCH + timedelta(seconds=seconds)).astimezone()
    except (OverflowError, ValueError, OSError):
        return ""
    return _plausible(moment.replace(tzinfo=None, microsecond=0).isoformat())


def _plausible(text: str) -> str:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return ""
    return text if FIRST_FILM <= moment.year <= datetime.now().year + 1 else ""
