"""Raw photos: what the sensor of a camera saw, with the camera's own JPEG inside.

That JPEG is the photo as its owner knows it, and is decoded in a tenth of the time; so it is taken where it is large
enough for what is wanted, and the sensor's values are developed only where it is not. LibRaw does both (through rawpy);
it is told apart here from pictures that merely look alike, since many raw formats are TIFF.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import numpy as np
import rawpy
from numpy.typing import NDArray
from PIL import Image

from core.errors import PhotoError
from core.photos import metadata, sentences

LARGE_ENOUGH: Final = 0.9  # of the full side: cameras leave a border out of their JPEG

TIFF: Final = (b"II*\x00", b"MM\x00*")
_OTHERS: Final = (b"FUJIFILMCCD-RAW", b"IIRO", b"IIRS", b"MMOR", b"IIU\x00")  # Fujifilm, Olympus (three), Panasonic
_TURNS: Final = {0: 1, 3: 3, 5: 8, 6: 6}  # LibRaw's flip as an EXIF orientation
_NO_DATE: Final = 1990  # a raw file of an earlier year has a clock that was never set


@dataclass(frozen=True, slots=True)
class RawFacts:
    """What a raw file says of itself."""

    width: int  # of the photo as it is stored, pixels
    height: int
    turn: int  # EXIF orientation
    taken_at: str  # ISO 8601 local time, "" where unknown


@dataclass(frozen=True, slots=True, eq=False)
class Developed:
    """A raw photo as a picture."""

    image: Image.Image  # not yet loaded where it is the camera's JPEG
    turn: int  # how `image` must still be turned
    facts: RawFacts


def may_be_raw(data: bytes) -> bool:
    """By the first bytes; a TIFF may be one."""
    return data.startswith((*TIFF, *_OTHERS)) or data[4:12] == b"ftypcrx "


def read_facts(data: bytes) -> RawFacts | None:
    """None of what is no raw photo. Raises PhotoError where it is a damaged one."""
    if not may_be_raw(data):
        return None
    with _known_troubles(), rawpy.RawPy() as file:
        return _facts(file) if _is_open(file, data) else None


def develop(data: bytes, *, target_side: int | None, most_pixels: int) -> Developed | None:
    """The picture in a raw file, its longer side at least `target_side` where the photo has as much; None of what is no
    raw photo. Raises PhotoError where it is damaged, or larger than `most_pixels`."""
    if not may_be_raw(data):
        return None
    with _known_troubles(), rawpy.RawPy() as file:
        if not _is_open(file, data):
            return None
        facts = _facts(file)
        full = max(facts.width, facts.height)
        enough = min(target_side or full, LARGE_ENOUGH * full)
        preview = _preview(file)
        if preview is not None and max(preview.size) >= enough:
            return Developed(preview, _turn_of(preview, facts), facts)
        if facts.width * facts.height > most_pixels:
            raise PhotoError(sentences.TOO_LARGE)
        pixels: NDArray[np.uint8] = file.postprocess(use_camera_wb=True, half_size=full >= 2 * enough)
    return Developed(Image.fromarray(pixels), 1, facts)  # LibRaw has turned it


@contextmanager
def _known_troubles() -> Iterator[None]:
    try:
        yield
    except rawpy.LibRawUnsufficientMemoryError as error:
        raise MemoryError from error
    except rawpy.LibRawIOError as error:
        raise PhotoError(sentences.ENDS_TOO_EARLY) from error
    except rawpy.LibRawTooBigError as error:
        raise PhotoError(sentences.TOO_LARGE) from error
    except (rawpy.LibRawError, rawpy.NotSupportedError) as error:
        raise PhotoError(sentences.DAMAGED) from error


def _is_open(file: rawpy.RawPy, data: bytes) -> bool:
    """Opens it. False of an ordinary TIFF."""
    try:
        file.open_buffer(io.BytesIO(data))
    except (rawpy.LibRawFileUnsupportedError, rawpy.LibRawIOError):
        if data.startswith(TIFF):
            return False
        raise
    return True


def _facts(file: rawpy.RawPy) -> RawFacts:
    sizes, moment = file.sizes, file.other.timestamp
    taken_at = moment.replace(microsecond=0).isoformat() if moment is not None and moment.year >= _NO_DATE else ""
    return RawFacts(sizes.width, sizes.height, _TURNS.get(sizes.flip, 1), taken_at)


def _preview(file: rawpy.RawPy) -> Image.Image | None:
    """The camera's own picture."""
    try:
        found = file.extract_thumb()
    except (rawpy.LibRawNoThumbnailError, rawpy.LibRawUnsupportedThumbnailError):
        return None
    if isinstance(found.data, bytes):
        return Image.open(io.BytesIO(found.data), formats=("JPEG",)) if found.format == rawpy.ThumbFormat.JPEG else None
    return Image.fromarray(found.data)


def _turn_of(preview: Image.Image, facts: RawFacts) -> int:
    """As the raw file says, unless the camera has turned its picture already."""
    own = metadata.orientation(preview)
    lies = (preview.width > preview.height) == (facts.width > facts.height)
    return (own if own != 1 else facts.turn) if lies else 1
