"""The chunks of a PNG: its XMP taken out and another put in, every other byte as it was.

Sources: PNG specification (W3C, 2003), 5 and 11.3.4.5; XMP specification, part 3, 1.1.5.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from core.errors import PhotoError
from core.photos import sentences

START: Final = b"\x89PNG\r\n\x1a\n"
XMP: Final = b"XML:com.adobe.xmp\x00"
MOST: Final = 16 * 2**20  # bytes of a packet that is read
_HEADER, _SEAL = b"IHDR", b"caBX"  # the latter is C2PA's: it answers for all other bytes


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of the file."""

    kind: bytes
    raw: bytes  # with its length and checksum

    @property
    def content(self) -> bytes:
        return self.raw[8:-4]

    @property
    def is_xmp(self) -> bool:
        return self.kind == b"iTXt" and self.content.startswith(XMP)


def is_png(data: bytes) -> bool:
    """By its first bytes."""
    return data.startswith(START)


def chunks(data: bytes) -> tuple[list[Chunk], bytes]:
    """All chunks, and what stands behind them. Raises PhotoError where it makes no sense."""
    found = list(_chunks(data))
    if not found or found[0].kind != _HEADER or found[-1].kind != b"IEND":
        raise PhotoError(sentences.DAMAGED)
    return found, data[len(START) + sum(len(one.raw) for one in found) :]


def packet(data: bytes) -> bytes:
    """The XMP of a PNG; b"" where there is none. Raises PhotoError."""
    content = next((one.content for one in chunks(data)[0] if one.is_xmp), None)
    if content is None:
        return b""
    is_compressed = content[len(XMP) : len(XMP) + 1] == b"\x01"
    parts = content[len(XMP) + 2 :].split(b"\x00", 2)  # language, keyword in that language, text
    text = parts[2] if len(parts) == 3 else b""
    if not is_compressed:
        return text
    unpacker = zlib.decompressobj()
    try:
        return unpacker.decompress(text, MOST)
    except zlib.error as error:
        raise PhotoError(sentences.NOTES_DAMAGED) from error


def can_change(data: bytes) -> bool:
    """Whether other XMP puts nothing out of order: no seal, and no second XMP that would be lost. Raises PhotoError."""
    found, _ = chunks(data)
    return not any(one.kind == _SEAL for one in found) and sum(one.is_xmp for one in found) <= 1


def with_packet(data: bytes, main: bytes) -> bytes:
    """The same PNG with other XMP, right behind its header. Raises PhotoError."""
    found, rest = chunks(data)
    kept = [one.raw for one in found if not one.is_xmp]
    return b"".join((START, kept[0], _written(b"iTXt", XMP + b"\x00\x00\x00\x00" + main), *kept[1:], rest))


def foreign(data: bytes) -> tuple[list[bytes], bytes]:
    """Everything but the XMP."""
    found, rest = chunks(data)
    return [one.raw for one in found if not one.is_xmp], rest


def _chunks(data: bytes) -> Iterator[Chunk]:
    place = len(START)
    while place + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, place)
        end = place + 12 + length
        if end > len(data):
            return
        kind = data[place + 4 : place + 8]
        yield Chunk(kind, data[place:end])
        if kind == b"IEND":
            return
        place = end


def _written(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
