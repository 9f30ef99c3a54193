"""What a photo's file says before a pixel is made: its size, which way up it is, and its XMP packet.

Reading names asks this of every photo of a library, so it reads as little of a file as the format allows.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.photos import metadata
from core.photos.decode import open_photo


@dataclass(frozen=True, slots=True)
class Header:
    """A photo's facts, of the photo as it is stored."""

    width: int  # pixels
    height: int
    turn: int  # EXIF orientation, 1..8: how the stored photo becomes the upright one
    xmp: bytes  # b"" where there is none


def read_header(path: Path) -> Header:
    """Raises PhotoError where the file cannot be read, or is no photo."""
    with open_photo(path) as image:
        packet = image.info.get("xmp")
        return Header(*image.size, metadata.orientation(image), packet if isinstance(packet, bytes) else b"")
