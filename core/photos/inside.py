"""Names inside the photo itself: the bytes of the same photo with other notes, and the proof that it is the same.

JPEG and PNG only. Their notes stand in a piece of their own, so that all other bytes stay; in TIFF, HEIC and raw files
they are woven into tables of places, and no library that may be shipped here rewrites those safely. Their names go
beside them (`core.photos.sidecars`).
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Final

from PIL import Image

from core.errors import PhotoError
from core.photos import extended, jpeg, png, regions, sentences, xmp
from core.photos.decode import MAX_PIXELS, refusals
from core.photos.header import Header
from core.records import NamedBox

ROWS: Final = 256  # compared at once: a whole photo would be held three times


def can_hold_names(data: bytes) -> bool:
    """Whether names may be written into the file of these bytes. Raises PhotoError where it is damaged."""
    if jpeg.is_jpeg(data):
        return jpeg.can_change(data)
    return png.is_png(data) and png.can_change(data)


def with_names(
    data: bytes, header: Header, faces: Sequence[NamedBox], names: Iterable[str], *, overrule: bool = False
) -> tuple[bytes | None, int]:
    """The photo with these names in it, None where it says so already; and how many faces were left to another program
    that says somebody else (`regions.write`). Boxes are of the upright photo.

    Raises PhotoError where its notes cannot be understood, or belong to another shape.
    """
    packet = _packet(data)
    root = xmp.parse(packet) if packet else xmp.new_tree(regions.PROGRAM)
    before = xmp.contents(root)
    size = (header.width, header.height)
    left = regions.write(root, faces, names, size=size, turn=header.turn, overrule=overrule)
    if left is None:
        raise PhotoError(sentences.NOTES_OF_ANOTHER_SHAPE)
    if xmp.contents(root) == before:
        return None, left
    if png.is_png(data):
        return png.with_packet(data, xmp.serialise(root)), left
    return jpeg.with_packet(data, *extended.split(root, most=jpeg.MOST)), left


def prove_same(old: bytes, new: bytes) -> None:
    """Raises PhotoError unless both show the same pixels and say the same but for the names."""
    kind = png if png.is_png(old) else jpeg
    if kind.foreign(old) != kind.foreign(new) or _other_notes(old) != _other_notes(new):
        raise PhotoError(sentences.PHOTO_NOT_THE_SAME)
    with refusals(old):
        one, other = (Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) for data in (old, new))
        if one.width * one.height > MAX_PIXELS:
            raise PhotoError(sentences.TOO_LARGE)
        same = (one.mode, one.size) == (other.mode, other.size) and _same_pixels(one, other)
    if not same:
        raise PhotoError(sentences.PHOTO_NOT_THE_SAME)


def _packet(data: bytes) -> bytes:
    return png.packet(data) if png.is_png(data) else jpeg.packet(data)


def _other_notes(data: bytes) -> dict[str, str]:
    packet = _packet(data)
    known = xmp.contents(xmp.parse(packet)) if packet else {}
    return {key: value for key, value in known.items() if key not in (regions.REGIONS, regions.PEOPLE)}


def _same_pixels(one: Image.Image, other: Image.Image) -> bool:
    for top in range(0, one.height, ROWS):
        rows = (0, top, one.width, min(top + ROWS, one.height))
        if one.crop(rows).tobytes() != other.crop(rows).tobytes():
            return False
    return True
