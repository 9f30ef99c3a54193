"""The segments of a JPEG: its XMP taken out and another put in, every other byte as it was.

Only what stands before the picture is looked at; the picture itself, and whatever a telephone keeps behind it (a clip,
a second picture), is carried over as it is.

Sources: ITU-T T.81, annex B (segments); XMP specification, part 3, 1.1.3 (where XMP stands); CIPA DC-007 (several
pictures in one file).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from core.errors import PhotoError
from core.photos import extended, sentences

START: Final = b"\xff\xd8"
XMP: Final = b"http://ns.adobe.com/xap/1.0/\x00"
LONGEST: Final = 65_533  # bytes of a segment's content: its length, two bytes more, is told in 16 bits
MOST: Final = LONGEST - len(XMP)  # bytes of a packet

_APP0, _APP1, _APP2, _APP11, _PICTURE, _END = 0xE0, 0xE1, 0xE2, 0xEB, 0xDA, 0xD9
_ALONE: Final = frozenset((0x01, *range(0xD0, 0xD8)))  # markers without content
_EXIF: Final = b"Exif\x00"
_SEVERAL: Final = b"MPF\x00"  # says where further pictures begin, counted from itself
_TRAILER_BY_PLACE: Final = (b"AXS!", b"AXS*")  # AFCP, whose numbers count from the beginning of the file


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece in front of the picture."""

    marker: int
    raw: bytes  # with its marker, and the filling before that
    content: bytes

    @property
    def is_xmp(self) -> bool:
        return self.marker == _APP1 and self.content.startswith((XMP, extended.MARKER))


def is_jpeg(data: bytes) -> bool:
    """By its first bytes."""
    return data.startswith(START + b"\xff")


def segments(data: bytes) -> tuple[list[Segment], bytes]:
    """What stands before the picture, and all the rest. Raises PhotoError where it makes no sense."""
    found: list[Segment] = []
    place = len(START)
    while True:
        begin = place
        if data[place : place + 1] != b"\xff":
            raise PhotoError(sentences.DAMAGED)
        while data[place : place + 1] == b"\xff":
            place += 1
        marker = int.from_bytes(data[place : place + 1], "big")
        place += 1
        if marker in (_PICTURE, _END, 0):
            return found, data[begin:]
        end = place if marker in _ALONE else place + int.from_bytes(data[place : place + 2], "big")
        if end > len(data) or (marker not in _ALONE and end < place + 2):
            raise PhotoError(sentences.DAMAGED)
        found.append(Segment(marker, data[begin:end], data[place + 2 : end]))
        place = end


def packet(data: bytes) -> bytes:
    """The XMP of a JPEG with its extension; b"" where there is none. Raises PhotoError."""
    found = [one.content for one in segments(data)[0] if one.is_xmp]
    main = next((content[len(XMP) :] for content in found if content.startswith(XMP)), b"")
    return extended.joined(main, extended.gathered(found))


def can_change(data: bytes) -> bool:
    """Whether other XMP puts nothing out of order: no numbers that count bytes across it, no seal, and no second XMP
    that would be lost. Raises PhotoError."""
    found, _ = segments(data)
    sealed = any(one.marker == _APP11 and b"c2pa" in one.content for one in found)
    return not (sealed or _has_strays(found) or _is_counted_across(found) or data[-12:-8] in _TRAILER_BY_PLACE)


def with_packet(data: bytes, main: bytes, extension: bytes) -> bytes:
    """The same JPEG with other XMP: the packet, at most `MOST` bytes, and its extension. Raises PhotoError."""
    found, rest = segments(data)
    place = next((number for number, one in enumerate(found) if one.is_xmp), _behind_exif(found))
    new = [XMP + main, *(extended.pieces_of(extension) if extension else ())]
    before = [one.raw for one in found[:place]]
    behind = [one.raw for one in found[place:] if not one.is_xmp]
    return b"".join((START, *before, *(_written(content) for content in new), *behind, rest))


def foreign(data: bytes) -> tuple[list[bytes], bytes]:
    """Everything but the XMP."""
    found, rest = segments(data)
    return [one.raw for one in found if not one.is_xmp], rest


def _behind_exif(found: list[Segment]) -> int:
    """JFIF and EXIF come first, as their own standards want it."""
    place = 0
    while place < len(found) and (
        found[place].marker == _APP0 or (found[place].marker == _APP1 and found[place].content.startswith(_EXIF))
    ):
        place += 1
    return place


def _has_strays(found: list[Segment]) -> bool:
    """Whether there is XMP that nobody joins with the first packet: another packet, a damaged or foreign extension."""
    contents = [one.content for one in found if one.is_xmp]
    mains = [content[len(XMP) :] for content in contents if content.startswith(XMP)]
    pieces = [content for content in contents if content.startswith(extended.MARKER)]
    if len(mains) > 1 or (pieces and not mains):
        return True
    if not pieces:
        return False
    known = extended.gathered(pieces)
    return len(extended.names_of(pieces)) > 1 or extended.joined(mains[0], known) == mains[0]


def _is_counted_across(found: list[Segment]) -> bool:
    """Whether XMP stands behind the list of further pictures, whose places are counted from that list."""
    lists = [n for n, one in enumerate(found) if one.marker == _APP2 and one.content.startswith(_SEVERAL)]
    return bool(lists) and any(one.is_xmp for one in found[lists[0] :])


def _written(content: bytes) -> bytes:
    return b"\xff" + bytes((_APP1,)) + (len(content) + 2).to_bytes(2, "big") + content
