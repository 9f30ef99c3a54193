"""What is known of a pack before any of its files is there: one TOML file a pack in `resources/packs`.

A network of one's own (`python -m core export-model`) becomes a pack too: its manifest lies beside its files.

A manifest says where the files come from and how to know them, under which licence, how the networks want their
pictures, and what their distances mean. Reading one opens no network and downloads nothing.
"""

from __future__ import annotations

import json
import logging
import math
import os
import tomllib
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from platformdirs import user_data_path

from core.errors import ModelError

log = logging.getLogger(__name__)

FOLDER = Path(__file__).parents[2] / "resources" / "packs"
BUILTIN = "built-in"
PLACE = "FAMILIAR_PACKS"  # environment variable: another folder for installed packs
OWN = "pack.toml"  # the manifest of a pack of one's own, in the pack's folder

Role = Literal["detector", "embedder"]
DetectorKind = Literal["centerface", "yunet", "scrfd"]
TemplateName = Literal["dlib", "arcface"]


@dataclass(frozen=True, slots=True)
class Licence:
    """Under which terms a pack may be used."""

    name: str  # "Apache-2.0"
    terms: str  # in plain words, for a family
    restricts: bool  # the user must accept it first
    address: str = ""  # where its text stands


@dataclass(frozen=True, slots=True)
class PackFile:
    """One network of a pack: a weight file of `core.faces.weights` (`source`), or something to be fetched (`url`)."""

    role: Role
    source: str = ""  # name of a weight file that the program carries
    name: str = ""  # of the file in the pack's folder
    url: str = ""
    archive_size: int = 0  # bytes, where `url` is a ZIP archive that holds the file
    size: int = 0  # bytes of the file
    sha256: str = ""  # of the file


@dataclass(frozen=True, slots=True)
class Input:
    """How an embedding network wants its aligned faces: (pixel - mean) / scale, RGB, `side` pixels square."""

    side: int = 150
    template: TemplateName = "dlib"  # where the landmarks go: `core.faces.templates`
    mean: float = 0.0
    scale: float = 1.0
    mirror: bool = True  # the vector is the average of the face's and its mirror image's


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Squared distances of unit vectors, and how sure they make us."""

    verify: float  # two photos show one person: fewest errors on as many same pairs as different ones
    group: float  # two groups are merged without asking
    suggest: float  # a question to the user is worth asking up to here
    middle: float  # distance of even odds
    steepness: float  # change of the log odds for one unit of distance
    scale: float = 1.0  # of its distances to those of the built-in network, for which the grouping is made
    measured_on: str = ""  # a sentence: where these figures come from

    def probability(self, distance: float) -> float:
        """That two faces at this squared distance are one person, 0..1, where same and different are
        equally likely."""
        return 1 / (1 + math.exp(min(self.steepness * (distance - self.middle), 700.0)))


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything about a pack but its files."""

    name: str
    title: str
    about: str  # a sentence or two for the list of packs
    model: str  # of the embedder and everything that shapes its vectors: vectors of different names must not meet
    dimension: int
    detector: DetectorKind
    licence: Licence
    input: Input
    thresholds: Thresholds
    files: tuple[PackFile, ...]

    def file(self, role: Role) -> PackFile:
        """The file that plays this role."""
        return next(file for file in self.files if file.role == role)

    @property
    def to_fetch(self) -> tuple[PackFile, ...]:
        """The files that do not come with the program."""
        return tuple(file for file in self.files if not file.source)


def packs_folder() -> Path:
    """Where installed packs lie, each in a folder of its name."""
    given = os.environ.get(PLACE)
    return Path(given) if given else user_data_path("Familiar", appauthor=False) / "models"


def read_manifest(path: Path) -> Manifest:
    """The manifest of one TOML file. Raises TypeError or KeyError where it says too much or too little: it is ours."""
    table: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    return Manifest(
        name=path.stem if path.name != OWN else path.parent.name,
        licence=Licence(**table.pop("licence")),
        input=Input(**table.pop("input")),
        thresholds=Thresholds(**table.pop("thresholds")),
        files=tuple(PackFile(**file) for file in table.pop("files")),
        **table,
    )


def write_manifest(one: Manifest, path: Path) -> None:
    """What `read_manifest` reads."""
    table = asdict(one)
    parts = {key: table.pop(key) for key in ("licence", "input", "thresholds")}
    files = table.pop("files")
    del table["name"]
    lines = [_lines(table)]
    lines += [f"[[files]]\n{_lines(file)}" for file in files]
    lines += [f"[{key}]\n{_lines(part)}" for key, part in parts.items()]
    path.write_text("\n".join(lines), "utf-8")


def _lines(table: dict[str, Any]) -> str:
    """Strings, numbers and truths look the same in JSON and TOML."""
    return "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in table.items())


@cache
def _shipped() -> dict[str, Manifest]:
    found = [read_manifest(path) for path in sorted(FOLDER.glob("*.toml"))]
    return {manifest.name: manifest for manifest in sorted(found, key=lambda one: one.name != BUILTIN)}


def manifests() -> dict[str, Manifest]:
    """All packs that the program knows, by name; the built-in one first, those of one's own last."""
    return _shipped() | {name: one for name, one in _own(packs_folder()).items() if name not in _shipped()}


def _own(folder: Path) -> dict[str, Manifest]:
    """Packs that were made on this computer. One that cannot be read is left out, with a word in the log."""
    found = {}
    for path in sorted(folder.glob(f"*/{OWN}")):
        try:
            found[path.parent.name] = read_manifest(path)
        except (OSError, TypeError, KeyError, tomllib.TOMLDecodeError) as error:
            log.warning("%s is left out: %s", path, error)
    return found


def manifest(name: str) -> Manifest:
    """The pack of this name. Raises ModelError where there is none."""
    known = manifests()
    if name not in known:
        raise ModelError(f"There is no pack “{name}”. The packs are: {', '.join(known)}.")
    return known[name]


def manifest_of(model: str) -> Manifest | None:
    """The pack whose vectors carry this name; None for a model of another version of the program."""
    return next((one for one in manifests().values() if one.model == model), None)
