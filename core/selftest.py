"""Whether a program that was built, copied and installed still does what it must: `familiar --selftest`.

A frozen program fails in ways that a checkout never does: a library that was not carried, a file that lies elsewhere,
a child process that cannot start. So each check runs in a process of its own, as the worker does, and one that dies
without a word is only a failed check. The window's own checks are in `app.selftest`, which puts the report together.
"""

from __future__ import annotations

import io
import json
import multiprocessing
import sqlite3
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from importlib import import_module, resources
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from core.__main__ import COMMANDS
from core.records import Box

PATIENCE = 120.0  # seconds for one check: the first start from a slow disk, under a virus scanner
POLL = 0.05  # seconds
PORTRAIT = "portrait.jpg"  # NASA's portrait of Eileen Collins, in the public domain
HEIC = "upright.heic"
ANSWER = "answer.json"  # what the built-in networks say of it, by `python -m core.selftest`
RAW = "made_up.dng"  # by tests/raw_files.py, without the camera's picture: LibRaw develops it
MOVIE = "moment.mp4"  # H.264: one second of the portrait that is moved, 10 pictures of 160 pixels
WITHOUT_PART = "the part that opens videos is not there"
FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF")  # beside HEIC, which nothing here can write
SAME_BOX = 0.8  # intersection over union
SAME_VECTOR = 0.02  # squared L2; other processors round otherwise (1e-6), another person is beyond 0.2

IMPORTS = (
    *("core.__main__", "core.indexer", "core.switching", "core.faces.fetch", "core.evaluation.lfw"),
    *sorted({f"core.commands.{module}" for module, _ in COMMANDS.values()}),
    *("numpy", "onnxruntime", "PIL.Image", "pi_heif", "psutil", "filelock", "platformdirs", "httpx", "ssl"),
    *("rawpy", "defusedxml.ElementTree"),
)

Check = Callable[[], str]  # answers a few words for the report; raises where something is wrong


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a check."""

    name: str
    passed: bool
    detail: str  # a few words, or the traceback
    seconds: float


def run(name: str, check: Check) -> Outcome:
    """Runs a check in a child process of its own. Never raises."""
    began = time.monotonic()
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_in_child, args=(check, sender), name=f"selftest-{name}")
    child.start()
    sender.close()
    passed, detail = _hear(receiver, child)
    if child.is_alive():
        child.kill()
    child.join()
    return Outcome(name, passed and child.exitcode == 0, detail, round(time.monotonic() - began, 2))


def _hear(receiver: Connection, child: multiprocessing.process.BaseProcess) -> tuple[bool, str]:
    """What the child says, or why it says nothing."""
    if not receiver.poll(PATIENCE):
        return False, f"no answer within {PATIENCE:.0f} seconds"
    try:
        passed, detail = receiver.recv()
    except EOFError:
        child.join()
        return False, f"the process ended without an answer, with code {child.exitcode}"
    child.join(PATIENCE)
    return bool(passed), str(detail)


def _in_child(check: Check, sender: Connection) -> None:
    said = (False, "")
    try:
        said = (True, check())
    finally:  # a windowed program has no stderr, so the traceback goes through the pipe
        sender.send(said if said[0] else (False, traceback.format_exc()))
        sender.close()


# --- the checks -------------------------------------------------------------------------------------------


def imports() -> str:
    """Everything that is imported only when it is needed."""
    for name in IMPORTS:
        import_module(name)
    return f"{len(IMPORTS)} modules, Python {sys.version.split()[0]}"


def database() -> str:
    """A library is made, written, read and undone."""
    from core.people import edits
    from core.store.library import Library

    with tempfile.TemporaryDirectory() as place, Library(Path(place)) as library:
        library.do(edits.add_folder, place)
        _same(len(library.queries.folders()), 1, "folders")
        library.journal.undo()
        _same(len(library.queries.folders()), 0, "folders after undo")
        _same(library.check(), "ok", "integrity check")
    return f"SQLite {sqlite3.sqlite_version}"


def formats() -> str:
    """Photos of every format are read."""
    from core.photos.decode import decode

    with tempfile.TemporaryDirectory() as place:
        photo = Path(place) / HEIC
        photo.write_bytes(_file(HEIC))
        _same(decode(photo).pixels.ndim, 3, "axes of the HEIC photo")
        photo.write_bytes(_file(RAW))
        _same(decode(photo).pixels.shape, (48, 64, 3), "size of a raw photo")
        for name in FORMATS:
            photo.write_bytes(_written(name))
            _same(decode(photo).pixels.shape, (48, 64, 3), f"size of a {name} photo")
    return ", ".join(["HEIC", "DNG", *FORMATS])


def videos() -> str:
    """Videos are opened, where the part is there that is installed apart."""
    from core.photos.video import Video, has_decoder

    if not has_decoder():
        return WITHOUT_PART
    with tempfile.TemporaryDirectory() as place:
        movie = Path(place) / MOVIE
        movie.write_bytes(_file(MOVIE))
        with Video(movie) as video:
            widths = [frame.image.width for frame in video.samples()]
            _same((video.width, round(video.seconds, 1)), (160, 1.0), "width and length of the video")
    _same(set(widths), {160}, "widths of its pictures")
    return f"{len(widths)} pictures of a second"


def networks() -> str:
    """Both networks are carried, and find and compare a known face as they should."""
    from core.faces import packs, weights

    pack = packs.builtin_pack()
    if getattr(sys, "frozen", False):
        _same({pack.detector.parent, pack.embedder.parent}, {weights.BUNDLED}, "place of the networks")
    said, known = _look(), json.loads(_file(ANSWER))
    overlap = Box(*said["box"]).overlap(Box(*known["box"]))
    distance = sum((here - there) ** 2 for here, there in zip(said["vector"], known["vector"], strict=True))
    if overlap < SAME_BOX or distance > SAME_VECTOR:
        raise AssertionError(f"the known face: boxes overlap by {overlap:.2f}, distance {distance:.4f}")
    return f"one face, box {overlap:.3f}, distance {distance:.1e}"


def worker() -> str:
    """The program's own child process looks through a folder; its finds are in the library."""
    from core.people import edits
    from core.store.library import Library
    from core.worker import Worker

    with tempfile.TemporaryDirectory() as place:
        album, folder = Path(place) / "album", Path(place) / "library"
        album.mkdir()
        (album / PORTRAIT).write_bytes(_file(PORTRAIT))
        with Library(folder) as library:
            library.do(edits.add_folder, str(album))
        child = Worker(folder)
        child.start()
        while child.running:
            child.poll()
            time.sleep(POLL)
        _same(child.error, None, "trouble of the worker")
        with Library(folder) as library:
            faces = library.queries.faces()
            _same(len(faces), 1, "faces that the worker found")
            _same(library.previews.crop(faces[0].face_id) is not None, True, "crop of the face")
    return "one photo, one face"


CHECKS: Mapping[str, Check] = {
    "imports": imports,
    "database": database,
    "photo formats": formats,
    "videos": videos,
    "networks": networks,
    "worker": worker,
}


def _look() -> dict[str, Any]:
    """The one face of the portrait. Raises where there is another number of them."""
    from core.faces import packs
    from core.faces.pipeline import FacePipeline
    from core.photos.decode import decode

    with resources.as_file(resources.files("resources").joinpath("selftest").joinpath(PORTRAIT)) as path:
        faces = FacePipeline(packs.builtin_pack()).find(decode(path).image, scale=1.0)
    _same(len(faces), 1, "faces in the known photo")
    box = asdict(faces[0].box)
    return {"box": [round(side, 4) for side in box.values()], "vector": [round(float(x), 5) for x in faces[0].vector]}


def _written(name: str) -> bytes:
    from PIL import Image

    file = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(file, name)
    return file.getvalue()


def _file(name: str) -> bytes:
    return resources.files("resources").joinpath("selftest").joinpath(name).read_bytes()


def _same(found: object, wanted: object, what: str) -> None:
    if found != wanted:
        raise AssertionError(f"{what}: {found!r} instead of {wanted!r}")


if __name__ == "__main__":  # after a change of the pipeline that changes vectors: the known answer anew
    place = Path(str(resources.files("resources"))) / "selftest" / ANSWER
    place.write_text(json.dumps(_look()) + "\n", encoding="utf-8")
