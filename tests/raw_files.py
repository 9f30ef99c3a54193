"""Raw files for tests, made here: DNG is the one raw format that may be written by anybody.

Source: Digital Negative Specification 1.4 (Adobe), chapters 2 and 4; TIFF 6.0.
"""

from __future__ import annotations

import io
import struct

import numpy as np
from numpy.typing import NDArray
from PIL import Image

SHORT, LONG, ASCII, BYTE, RATIONAL, SRATIONAL = 3, 4, 2, 1, 5, 10
_CODES = {SHORT: "H", LONG: "I", BYTE: "B", RATIONAL: "II", SRATIONAL: "ii"}
_SRGB_TO_CAMERA = (3.2405, -1.5371, -0.4985, -0.9693, 1.876, 0.0416, 0.0556, -0.204, 1.0572)  # a camera that sees sRGB

Tag = tuple[int, int, tuple[object, ...] | bytes]


def dng(
    pixels: NDArray[np.uint8],
    *,
    preview: Image.Image | None = None,
    turn: int = 1,
    taken_at: str = "2015:06:07 08:09:10",
) -> bytes:
    """A DNG of an RGB picture (height, width, 3), as a camera with a Bayer filter would have seen it."""
    height, width, _ = pixels.shape
    linear = (pixels / 255.0) ** 2.2 * 60000
    mosaic = np.empty((height, width), "<u2")
    mosaic[0::2, 0::2], mosaic[0::2, 1::2] = linear[0::2, 0::2, 0], linear[0::2, 1::2, 1]
    mosaic[1::2, 0::2], mosaic[1::2, 1::2] = linear[1::2, 0::2, 1], linear[1::2, 1::2, 2]
    body = bytearray(b"II*\0\0\0\0\0")
    raw_at = len(body)
    body += mosaic.tobytes()
    preview_ifd = _preview(body, preview) if preview is not None else None
    matrix = tuple(part for value in _SRGB_TO_CAMERA for part in (round(value * 10000), 10000))
    tags: list[Tag] = [
        (254, LONG, (0,)),
        (256, LONG, (width,)),
        (257, LONG, (height,)),
        (258, SHORT, (16,)),
        (259, SHORT, (1,)),
        (262, SHORT, (32803,)),  # a colour filter array
        (271, ASCII, b"Test\0"),
        (272, ASCII, b"Made up\0"),
        (273, LONG, (raw_at,)),
        (274, SHORT, (turn,)),
        (277, SHORT, (1,)),
        (278, LONG, (height,)),
        (279, LONG, (mosaic.nbytes,)),
        (306, ASCII, taken_at.encode() + b"\0"),
        *([(330, LONG, (preview_ifd,))] if preview_ifd is not None else []),
        (33421, SHORT, (2, 2)),
        (33422, BYTE, (0, 1, 1, 2)),
        (50706, BYTE, (1, 4, 0, 0)),
        (50708, ASCII, b"Test Made up\0"),
        (50714, SHORT, (0,)),
        (50717, LONG, (60000,)),
        (50721, SRATIONAL, matrix),
        (50728, RATIONAL, (1, 1, 1, 1, 1, 1)),
        (50778, SHORT, (21,)),
    ]
    struct.pack_into("<I", body, 4, _write_ifd(body, tags))
    return bytes(body)


def _preview(body: bytearray, preview: Image.Image) -> int:
    file = io.BytesIO()
    preview.save(file, "JPEG", quality=95)
    data = file.getvalue()
    at = len(body)
    body += data + b"\0" * (len(data) % 2)
    tags: list[Tag] = [
        (254, LONG, (1,)),
        (256, LONG, (preview.width,)),
        (257, LONG, (preview.height,)),
        (258, SHORT, (8, 8, 8)),
        (259, SHORT, (7,)),
        (262, SHORT, (6,)),
        (273, LONG, (at,)),
        (277, SHORT, (3,)),
        (278, LONG, (preview.height,)),
        (279, LONG, (len(data),)),
    ]
    return _write_ifd(body, tags)


def _write_ifd(body: bytearray, tags: list[Tag]) -> int:
    """Appends a directory, its long values first. Returns where it begins."""
    entries = []
    for tag, kind, values in tags:
        data = values if isinstance(values, bytes) else _packed(kind, values)
        count = len(data) if kind == ASCII else len(values) // len(_CODES[kind])
        if len(data) <= 4:
            place = data.ljust(4, b"\0")
        else:
            place = struct.pack("<I", len(body))
            body += data + b"\0" * (len(data) % 2)
        entries.append(struct.pack("<HHI", tag, kind, count) + place)
    at = len(body)
    body += struct.pack("<H", len(entries)) + b"".join(entries) + b"\0\0\0\0"
    return at


def _packed(kind: int, values: tuple[object, ...]) -> bytes:
    return struct.pack("<" + _CODES[kind][0] * len(values), *values)
