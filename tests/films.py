"""Videos made by the tests: a few small frames each, MPEG-4 in an MP4, as OpenCV writes it."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from core.photos import opencv

RATE = 12  # frames a second: as many as are looked at, so that short videos do
Picture = NDArray[np.uint8]


def write_film(path: Path, frames: Iterable[Picture | Image.Image], *, rate: float = RATE, codec: str = "mp4v") -> Path:
    """A video of these RGB frames, all of one size."""
    cv2 = opencv.load()
    writer = None
    for frame in frames:
        pixels = np.asarray(frame)
        if writer is None:
            size = (pixels.shape[1], pixels.shape[0])
            writer = cv2.VideoWriter(str(path), cv2.CAP_FFMPEG, cv2.VideoWriter_fourcc(*codec), rate, size)
            assert writer.isOpened()
        writer.write(np.ascontiguousarray(pixels[:, :, ::-1]))
    assert writer is not None
    writer.release()
    return path


def scene(number: int, *, size: tuple[int, int] = (160, 96)) -> Image.Image:
    """A picture with colours and places of its own."""
    random = np.random.default_rng(number)
    image = Image.new("RGB", size, tuple(random.integers(0, 255, 3).tolist()))
    pen = ImageDraw.Draw(image)
    for _ in range(6):
        left, top = random.integers(0, size[0]), random.integers(0, size[1])
        pen.rectangle((left, top, left + 50, top + 30), fill=tuple(random.integers(0, 255, 3).tolist()))
    return image


def still(image: Image.Image, seconds: float, *, rate: float = RATE) -> list[Image.Image]:
    """The same picture for a while."""
    return [image] * round(seconds * rate)


def panorama(image: Image.Image, size: tuple[int, int], seconds: float, *, rate: float = RATE) -> list[Image.Image]:
    """A look across a picture from left to right."""
    steps = np.linspace(0, image.width - size[0], round(seconds * rate)).round().astype(int)
    return [image.crop((int(left), 0, int(left) + size[0], size[1])) for left in steps]


def date(path: Path, moment: datetime) -> None:
    """Writes the time of recording into the header of an MP4, as cameras do: in universal time since 1904."""
    data = bytearray(path.read_bytes())
    at = data.index(b"mvhd") + 8
    since = moment.astimezone(UTC) - datetime(1904, 1, 1, tzinfo=UTC)
    data[at : at + 4] = struct.pack(">I", int(since.total_seconds()))
    path.write_bytes(data)


def turn(path: Path, *, quarters: int = 1) -> None:
    """Notes in the header that the picture is to be turned clockwise by so many quarters; a telephone that is held
    upright notes one."""
    cosine, sine = ((1, 0), (0, 1), (-1, 0), (0, -1))[quarters]
    data = bytearray(path.read_bytes())
    at = data.index(b"tkhd") + 4 + 40  # version, flags and five fields, then what nobody uses; the matrix follows
    one = 1 << 16
    matrix = (cosine * one, sine * one, 0, -sine * one, cosine * one, 0, 0, 0, 1 << 30)
    data[at : at + 36] = struct.pack(">9i", *matrix)
    path.write_bytes(data)


def brightness(image: Image.Image, box: Sequence[float]) -> float:
    """Mean grey of a part given in fractions."""
    width, height = image.size
    part = image.crop((int(box[0] * width), int(box[1] * height), int(box[2] * width), int(box[3] * height)))
    return float(np.asarray(part.convert("L")).mean())
