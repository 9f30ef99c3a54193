"""Labelled faces to learn from: chips in memory, cut from a folder tree with one folder a person.

Pictures that are not chips yet are made into chips by `cut_chips` once, with the program's own detector, so that a
network learns from what the program will show it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from core.errors import PhotoError, TrainingError
from core.evaluation.lfw import most_central
from core.faces import align
from core.faces.manifest import Input
from core.faces.packs import builtin_pack
from core.faces.pipeline import FacePipeline
from core.faces.templates import template
from core.photos.decode import decode
from core.records import Box, Landmarks

SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".heic"}
CHIP_QUALITY = 95  # JPEG
OLD_VECTORS = "vectors.npz"  # beside chips: the built-in network's vector of each
Told = Callable[[int, int], None]  # how many of how many are done


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo with a face that is to become a chip."""

    path: Path
    person: str
    name: str  # of the chip's file
    landmarks: Landmarks | None = None  # None: to be found


@dataclass(frozen=True, slots=True, eq=False)
class Faces:
    """Chips (n, height, width, 3), RGB 0..255, and whose they are: labels (n,) are places in `names`."""

    chips: NDArray[np.uint8]
    labels: NDArray[np.int64]
    names: tuple[str, ...]

    def only(self, wanted: NDArray[np.bool_] | NDArray[np.int64]) -> Faces:
        """Some of them; people who are left without a face are left out."""
        people, labels = np.unique(self.labels[wanted], return_inverse=True)
        return Faces(self.chips[wanted], labels.astype(np.int64), tuple(self.names[person] for person in people))


def labelled_files(folder: Path) -> list[Path]:
    """The pictures of a tree with one folder a person. Raises TrainingError where there are none."""
    if not folder.is_dir():
        raise TrainingError(f"There is no folder {folder}.")
    files = sorted(path for path in folder.glob("*/*") if path.suffix.lower() in SUFFIXES)
    if not files:
        raise TrainingError(f"{folder} holds no pictures in folders, one folder a person.")
    return files


def read_faces(folder: Path, size: tuple[int, int]) -> Faces:
    """The chips of a tree, scaled to `size` (height, width): the middle of a square as wide as its longer side.

    Raises TrainingError or PhotoError where there are none, or one cannot be read.
    """
    files = labelled_files(folder)
    names, labels = np.unique([path.parent.name for path in files], return_inverse=True)
    chips = np.stack([_chip(path, size) for path in files])
    return Faces(chips, labels.astype(np.int64), tuple(names.tolist()))


def pictures_of(folder: Path) -> list[Picture]:
    """The pictures of a tree with one folder a person, whose faces are still to be found."""
    return [Picture(path, path.parent.name, path.stem) for path in labelled_files(folder)]


def cut_chips(pictures: Sequence[Picture], out: Path, *, side: int, told: Told | None = None) -> int:
    """Writes OUT/PERSON/NAME.jpg, the aligned face of each picture, and answers how many there are.

    Where the landmarks are not known, the most central face counts. OUT/vectors.npz keeps the built-in network's vector
    of each chip, for harmonic training. Raises PhotoError where a picture cannot be read, TrainingError where a chip
    cannot be written.
    """
    pipeline = FacePipeline(builtin_pack())
    points = template(Input(side=side, template="arcface"))
    vectors: dict[str, NDArray[np.float32]] = {}
    for number, picture in enumerate(pictures):
        pixels = decode(picture.path).pixels
        face = _face_in(pixels, picture, pipeline)
        if face is not None:
            landmarks, vector = face
            name = f"{_as_folder(picture.person)}/{picture.name}.jpg"
            _write(_cut(pixels, landmarks, points, side), out / name)
            vectors[name] = vector
        if told:
            told(number + 1, len(pictures))
    if vectors:
        np.savez(out / OLD_VECTORS, chips=np.array(list(vectors)), vectors=np.array(list(vectors.values())))
    return len(vectors)


def can_form_triplets(labels: NDArray[np.integer]) -> bool:
    """Whether there are two faces of one person and one of another."""
    counts = np.unique(labels, return_counts=True)[1]
    return len(counts) > 1 and int(counts.max()) > 1


def check_for_triplets(labels: NDArray[np.integer]) -> None:
    """Raises TrainingError, with the reason, where no triplet can be made of faces with these labels (n,)."""
    people, counts = np.unique(labels, return_counts=True)
    if len(people) < 2:
        raise TrainingError("There is one person only; a triplet needs a face of somebody else.")
    if counts.max() < 2:
        raise TrainingError("Nobody has two faces; a triplet needs two of one person.")


def _face_in(
    pixels: NDArray[np.uint8], picture: Picture, pipeline: FacePipeline
) -> tuple[Landmarks, NDArray[np.float32]] | None:
    """Landmarks and vector of the face that is meant."""
    if picture.landmarks is not None:
        where = picture.landmarks.to_array()
        (left, top), (width, height) = where.min(axis=0), np.ptp(where, axis=0)
        around = Box(float(left - width / 2), float(top - height / 2), float(2 * width), float(2 * height))
        return picture.landmarks, pipeline.embed_known(pixels, [(around, picture.landmarks)])[0]
    face = most_central(pipeline.find(pixels, scale=1.0))
    return None if face is None else (face.landmarks, face.vector)


def _cut(pixels: NDArray[np.uint8], known: Landmarks, points: NDArray[np.float64], side: int) -> NDArray[np.uint8]:
    size = np.array([pixels.shape[1], pixels.shape[0]], np.float64)
    (transform,) = align.similarity((known.to_array() * size)[None], points)
    return align.cut_chip(pixels, transform, side=side)


def _write(chip: NDArray[np.uint8], place: Path) -> None:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(chip).save(place, quality=CHIP_QUALITY, subsampling=0)
    except OSError as error:
        raise TrainingError(f"{place} cannot be written.") from error


def _as_folder(person: str) -> str:
    """A name that every file system takes."""
    return "".join(letter if letter.isalnum() or letter in " -_" else "_" for letter in person).strip() or "_"


def _chip(path: Path, size: tuple[int, int]) -> NDArray[np.uint8]:
    side = max(size)
    try:
        with Image.open(path) as image:
            square = image.convert("RGB").resize((side, side), Image.Resampling.BILINEAR, reducing_gap=3.0)
    except (OSError, UnidentifiedImageError) as error:
        raise PhotoError(f"{path} cannot be read.") from error
    top, left = (side - size[0]) // 2, (side - size[1]) // 2
    return np.asarray(square)[top : top + size[0], left : left + size[1]]
