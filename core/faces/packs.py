"""A pack: the networks that find and embed faces, and what their distances mean.

Distances of two packs are never compared; every stored vector carries the name of its pack's model.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path

from core.errors import ModelError
from core.faces import weights
from core.faces.manifest import (
    BUILTIN,
    DetectorKind,
    Input,
    Manifest,
    PackFile,
    Thresholds,
    manifest,
    packs_folder,
)
from core.program import command


@dataclass(frozen=True, slots=True)
class Pack:
    """Detector, embedder and thresholds that belong together, with the files at hand."""

    name: str
    model_name: str  # of the embedder and its conversion: vectors of different names must not meet
    detector: Path
    embedder: Path
    dimension: int
    thresholds: Thresholds
    detector_kind: DetectorKind
    input: Input  # how the embedder wants its aligned faces


def open_pack(name: str = BUILTIN, *, folder: Path | None = None, cache: Path | None = None) -> Pack:
    """The pack of this name, with its files.

    `folder` is where installed packs lie, `cache` where the networks that come with the program are converted to the
    first time (default: the user's). Raises ModelError where there is no such pack, where it is not installed, where a
    weight file is missing or altered, or where the cache cannot be written.
    """
    one = manifest(name)
    place = (folder if folder is not None else packs_folder()) / name
    converted = cache if cache is not None else user_cache_path("Familiar", appauthor=False) / "models"
    return Pack(
        name=name,
        model_name=one.model,
        detector=_find(one, one.file("detector"), place, converted),
        embedder=_find(one, one.file("embedder"), place, converted),
        dimension=one.dimension,
        thresholds=one.thresholds,
        detector_kind=one.detector,
        input=one.input,
    )


def builtin_pack(cache: Path | None = None) -> Pack:
    """The pack that arrives with the program; see `open_pack`."""
    return open_pack(BUILTIN, cache=cache)


def is_installed(one: Manifest, folder: Path | None = None) -> bool:
    """Whether all files of a pack are there, with the right sizes."""
    place = (folder if folder is not None else packs_folder()) / one.name
    return all(_is_there(file, place) for file in one.to_fetch)


def not_installed(one: Manifest) -> str:
    """What to say where a pack is wanted that is not there."""
    return f"The pack “{one.title}” is not installed. Install it with: {command()} packs install {one.name}"


def _is_there(file: PackFile, place: Path) -> bool:
    path = place / file.name
    return path.is_file() and path.stat().st_size == file.size


def _find(one: Manifest, file: PackFile, place: Path, cache: Path) -> Path:
    if file.source:
        return weights.prepare(weights.SOURCES[file.source], cache)
    if not _is_there(file, place):
        raise ModelError(not_installed(one))
    return place / file.name
