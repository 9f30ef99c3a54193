"""What a photo's file says before a pixel is made: its size, which way up it is, its XMP packet, when it was taken.

Reading names and dates asks this of every photo of a library, so it reads as little of a file as the format allows.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image, TiffImagePlugin

from core.errors import PhotoError
from core.photos import extended, kinds, metadata, raw, sentences
from core.photos.decode import open_photo
from core.photos.reading import read_photo

PACKET: Final = 700  # the TIFF tag of XMP


@dataclass(frozen=True, slots=True)
class Header:
    """A photo's facts, of the photo as it is stored."""

    width: int  # pixels
    height: int
    turn: int  # EXIF orientation, 1..8: how the stored photo becomes the upright one
    xmp: bytes = b""  # b"" where there is none
    taken_at: str = ""  # by its EXIF: ISO 8601 local time, "" where it does not say
    turned: int = 1  # EXIF orientation that the decoder has seen to already (HEIC), so that `turn` is 1


def read_header(path: Path) -> Header:
    """Raises PhotoError where the file cannot be read, or is no photo."""
    if path.suffix.lower() in kinds.RAW:
        return _raw_header(read_photo(path))
    with open_photo(path) as image:
        turned = image.info.get("original_orientation") or 1  # pi_heif's word
        return Header(*image.size, metadata.orientation(image), _notes(image), metadata.taken_at(image), turned)


def _notes(image: Image.Image) -> bytes:
    """The packet of a photo that Pillow opened, with its extension."""
    packet = image.info.get("xmp")
    if not isinstance(packet, bytes):
        return b""
    further = [content for name, content in getattr(image, "applist", ()) if name == "APP1"]
    return extended.joined(packet, extended.gathered(further))


def _raw_header(data: bytes) -> Header:
    facts = raw.read_facts(data)
    if facts is None:
        raise PhotoError(sentences.NOT_A_PICTURE)
    packet = _packet(data) if data.startswith(raw.TIFF) else b""  # beside the others a sidecar is the custom
    return Header(facts.width, facts.height, facts.turn, packet, facts.taken_at)


def _packet(data: bytes) -> bytes:
    file = io.BytesIO(data)
    try:
        directory = TiffImagePlugin.ImageFileDirectory_v2(file.read(8))
        file.seek(directory.next)
        directory.load(file)
        packet = directory.get(PACKET)
    except metadata.BROKEN_EXIF:
        return b""
    return packet if isinstance(packet, bytes) else b""
