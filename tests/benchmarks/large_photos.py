"""An album of 12-megapixel photographs, made of the portraits in a folder: what the measurements of speed run on.

Each photo shows one to four people of the folder before a soft background, with the grain of a camera, so that a file
is as large (about 4 MB) and as slow to decode as one of a telephone. Every fourth scene was held upright and says so in
its EXIF data. No two are alike, unless `encoded` is smaller than the number of photos: then pictures are used again
with another comment in the file, which makes it another content at no cost.
"""

from __future__ import annotations

import io
import random
from pathlib import Path

import numpy as np
from composites import Portrait, compose
from numpy.typing import NDArray
from PIL import Image

from core.errors import PhotoError
from core.faces.packs import builtin_pack
from core.faces.pipeline import FacePipeline
from core.photos.decode import decode

SIZE = (4000, 3000)
MOST_PEOPLE = 4
FACES = (250, 650)  # pixels of the longer side of a face
GRAIN = 6.0  # standard deviation in grey levels: about 4 MB a file
QUALITY = 92  # JPEG
SCENES = 12  # different compositions; grain, light and mirroring make the rest
TALL_EVERY = 4  # scenes
ORIENTATION, TURNED = 0x0112, 6  # EXIF: to be turned clockwise by a quarter


def make_album(source: Path, folder: Path, *, count: int, encoded: int | None = None) -> list[Path]:
    """Writes `count` JPEGs, `encoded` of them different pictures (none: all). Returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    portraits = find_portraits(source)
    pictures = min(count, encoded or count)
    chance = random.Random(0)
    numbers = list(range(count))
    chance.shuffle(numbers)  # neighbours shall not be alike
    grain = np.random.default_rng(0).normal(0, GRAIN, (SIZE[1], SIZE[0])).astype(np.int16)
    paths = []
    for scene in range(min(SCENES, pictures)):
        tall = scene % TALL_EVERY == 0
        people = chance.sample(portraits, min(len(portraits), chance.randint(1, MOST_PEOPLE)))
        width, height = SIZE[::-1] if tall else SIZE
        picture = compose(people, width=width, height=height, face=chance.uniform(*FACES), seed=scene).pixels
        for number in range(scene, pictures, SCENES):
            data = _encode(picture, grain, chance, tall=tall)
            for copy in range(number, count, pictures):
                paths.append(folder / f"IMG_{numbers[copy]:05}.jpg")
                paths[-1].write_bytes(_with_comment(data, f"copy {copy // pictures}"))
    return sorted(paths)


def find_portraits(source: Path) -> list[Portrait]:
    """The photographs below `source` that show exactly one face."""
    pipeline = FacePipeline(builtin_pack())
    found = []
    for path in sorted(source.rglob("*")):
        if path.suffix.lower() not in (".jpg", ".jpeg", ".png"):
            continue
        try:
            faces = pipeline.find(decode(path).pixels, scale=1.0)
        except PhotoError:
            continue
        if len(faces) == 1:
            found.append(Portrait(path, faces[0].box))
    if not found:
        raise SystemExit(f"no photograph of {source} shows exactly one face")
    return found


def _encode(picture: NDArray[np.uint8], grain: NDArray[np.int16], chance: random.Random, *, tall: bool) -> bytes:
    """One shot of the scene as a JPEG: lit differently, perhaps mirrored, with a grain of its own."""
    shift = chance.randrange(grain.shape[0]), chance.randrange(grain.shape[1])
    light = round(chance.uniform(-15, 15))
    shot = picture[:, ::-1] if chance.random() < 0.5 else picture
    if tall:
        shot = np.rot90(shot)  # as the camera's chip lay
    pixels = np.clip(shot + (np.roll(grain, shift, (0, 1)) + np.int16(light))[:, :, None], 0, 255).astype(np.uint8)
    exif = Image.Exif()
    if tall:
        exif[ORIENTATION] = TURNED
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "JPEG", quality=QUALITY, exif=exif)
    return file.getvalue()


def _with_comment(data: bytes, text: str) -> bytes:
    """The JPEG with a comment right behind its first marker."""
    comment = text.encode()
    return data[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + data[2:]
