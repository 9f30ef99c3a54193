"""XMP that is too long for one place in a JPEG: the rest stands in further pieces, which the main packet names.

A JPEG segment holds 64 kB. What is longer goes into an extension, cut into pieces; the main packet says which one is
its own by the extension's MD5, so that a stale one left behind by another program counts for nothing.

Source: XMP specification, part 3 (Adobe, 2020), 1.1.3.1.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Final
from xml.etree import ElementTree

from core.errors import PhotoError
from core.photos import xmp
from core.photos.xmp import Element

MARKER: Final = b"http://ns.adobe.com/xmp/extension/\x00"
HAS_EXTENSION: Final = xmp.name("xmpNote", "HasExtendedXMP")
PIECE: Final = 65_000  # bytes of an extension in one segment; with its head at most 65,533
LONGEST: Final = 32 * 2**20  # of an extension that is read: depth pictures of telephones take a few MB
_HEAD: Final = len(MARKER) + 32 + 4 + 4  # the MD5 as text, the whole length, where this piece begins

Pieces = Mapping[str, bytes]
"""Extensions by their MD5, each complete."""


def gathered(payloads: Iterable[bytes]) -> Pieces:
    """The complete extensions among the contents of a JPEG's APP1 segments, in whatever order they stand."""
    parts: dict[tuple[str, int], dict[int, bytes]] = {}
    for payload in payloads:
        if payload.startswith(MARKER) and len(payload) > _HEAD:
            head = payload[len(MARKER) : _HEAD]
            digest = head[:32].decode("latin-1")
            length, begin = int.from_bytes(head[32:36], "big"), int.from_bytes(head[36:40], "big")
            parts.setdefault((digest, length), {})[begin] = payload[_HEAD:]
    whole = {key: b"".join(piece for _, piece in sorted(pieces.items())) for key, pieces in parts.items()}
    return {digest: data for (digest, length), data in whole.items() if len(data) == length <= LONGEST}


def names_of(pieces: Iterable[bytes]) -> set[bytes]:
    """To which extensions these contents belong, by their MD5."""
    return {piece[len(MARKER) : len(MARKER) + 32] for piece in pieces}


def joined(packet: bytes, pieces: Pieces) -> bytes:
    """The packet with what stands in its extension. As it is where it has none, or where that is lost or damaged."""
    if not pieces or b"HasExtendedXMP" not in packet:
        return packet
    try:
        root = xmp.parse(packet)
        wanted = xmp.text(xmp.fields(*xmp.descriptions(root)).get(HAS_EXTENSION))
        rest = pieces.get(wanted)
        if rest is None or not _is_whole(wanted, rest):
            return packet
        further = xmp.parse(rest)
    except PhotoError:
        return packet
    rdf = xmp.rdf_of(root)
    if rdf is not None:
        rdf.extend(xmp.descriptions(further))
    xmp.remove_field(root, HAS_EXTENSION)
    return xmp.serialise(root)


def split(root: Element, *, most: int) -> tuple[bytes, bytes]:
    """The packet in at most `most` bytes, and the extension with its largest fields; b"" where all fits in.

    Changes `root`. Raises PhotoError where it cannot be cut so.
    """
    xmp.remove_field(root, HAS_EXTENSION)
    packet = xmp.serialise(root)
    if len(packet) <= most:
        return packet, b""
    further = xmp.new_tree("Familiar")
    place = xmp.descriptions(further)[0]
    for description, field in _largest_first(root):
        _move(description, field, place)
        extension = ElementTree.tostring(further, encoding="unicode").encode("utf-8")
        xmp.descriptions(root)[0].set(HAS_EXTENSION, digest_of(extension))
        packet = xmp.serialise(root)
        if len(packet) <= most:
            break
    return packet, extension


def pieces_of(extension: bytes) -> list[bytes]:
    """The contents of the segments for an extension."""
    head = MARKER + digest_of(extension).encode() + len(extension).to_bytes(4, "big")
    return [
        head + begin.to_bytes(4, "big") + extension[begin : begin + PIECE] for begin in range(0, len(extension), PIECE)
    ]


def digest_of(extension: bytes) -> str:
    """By which the main packet names it; no secret hangs on it."""
    return hashlib.md5(extension, usedforsecurity=False).hexdigest().upper()


def _is_whole(digest: str, extension: bytes) -> bool:
    return digest_of(extension) == digest.upper()


def _largest_first(root: Element) -> list[tuple[Element, str]]:
    """(description, field), each field with all its namesakes in that description."""
    sizes: dict[tuple[int, str], int] = {}
    places = xmp.descriptions(root)
    for number, description in enumerate(places):
        for key, value in description.attrib.items():
            if xmp.is_field(key):
                sizes[number, key] = len(value)
        for child in description:
            if xmp.is_field(child.tag):
                size = len(ElementTree.tostring(child))
                sizes[number, child.tag] = sizes.get((number, child.tag), 0) + size
    return [(places[number], key) for number, key in sorted(sizes, key=lambda key: -sizes[key])]


def _move(description: Element, field: str, place: Element) -> None:
    text = description.attrib.pop(field, None)
    if text is not None:
        ElementTree.SubElement(place, field).text = text
    for child in description.findall(field):
        description.remove(child)
        place.append(child)
