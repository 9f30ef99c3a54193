"""Installs a pack: fetched over the network or copied from a folder, checked, and moved into place at once.

Everything happens in a folder beside the final one (`NAME.part`), so a pack is either whole or not there. What a broken
download left is kept and gone on with; what is wrong, and what a full disk left, is thrown away.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from pathlib import Path

from core.errors import ModelError
from core.faces.fetch import Tell, fetch, never
from core.faces.manifest import Licence, Manifest, PackFile, packs_folder
from core.faces.packs import is_installed

BLOCK = 1 << 20
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
MEGABYTE = 1e6


def tell_nobody(done: int, total: int) -> None:
    """Nobody listens."""


@dataclass(frozen=True, slots=True)
class Order:
    """How an installation goes about it."""

    source: str = ""  # a folder or file on this computer, or the address of a mirror; "" for the manifest's own
    accepted: bool = False  # the user accepts the licence
    tell: Tell = tell_nobody
    stopped: Callable[[], bool] = never


def install(one: Manifest, order: Order | None = None, *, folder: Path | None = None) -> None:
    """Brings the files of a pack into `folder`/NAME (default: the user's own place for packs).

    Raises ModelError where the licence restricts use and was not accepted, where a file cannot be had or is not the
    right one, where there is no room, or where another program is at it.
    """
    order = order if order is not None else Order()
    place = folder if folder is not None else packs_folder()
    if one.licence.restricts and not order.accepted:
        raise ModelError(licence_first(one))
    with _writing(one, place), _alone(one, place):
        if is_installed(one, place):
            return
        part = place / f"{one.name}.part"
        part.mkdir(exist_ok=True)
        _check_room(one, part)
        before = 0
        for url, files in groupby(one.to_fetch, lambda file: file.url):
            _bring(url, list(files), part, replace(order, tell=partial(_tell, order.tell, before, size_of(one))))
            before += _fetched(one)[url]
        (part / "LICENCE.txt").write_text(_licence_text(one.licence), "utf-8")
        _move_into_place(part, place / one.name)


def licence_first(one: Manifest) -> str:
    """What to say where a licence was not accepted."""
    return f"The pack “{one.title}” has a licence that must be accepted first. {one.licence.terms}"


def size_of(one: Manifest) -> int:
    """Bytes that have to be fetched."""
    return sum(_fetched(one).values())


def _fetched(one: Manifest) -> dict[str, int]:
    """Bytes behind each address."""
    return {file.url: file.archive_size or file.size for file in one.to_fetch}


def _tell(tell: Tell, before: int, whole: int, done: int, total: int) -> None:  # noqa: ARG001
    """One file's progress as the whole pack's."""
    tell(min(before + done, whole), whole)


# --- bringing files -------------------------------------------------------------------------------------


def _bring(url: str, files: list[PackFile], part: Path, order: Order) -> None:
    """The files behind one address: the one that lies there, or several in an archive."""
    missing = [file for file in files if not _is_right(file, part / file.name)]
    if not missing:
        return
    if order.source and "://" not in order.source:
        for file in missing:
            _copy(file, Path(order.source), part / file.name)
    else:
        name = url.rpartition("/")[2]
        address = f"{order.source.rstrip('/')}/{name}" if order.source else url
        _download(address, missing, part, order)
    for file in missing:
        if not _is_right(file, part / file.name):
            (part / file.name).unlink(missing_ok=True)
            raise ModelError(_altered(file))


def _download(address: str, files: list[PackFile], part: Path, order: Order) -> None:
    (first, *_) = files
    if not first.archive_size:
        fetch(address, part / first.name, size=first.size, tell=order.tell, stopped=order.stopped)
        return
    archive = part / "archive.zip"
    fetch(address, archive, size=0, tell=order.tell, stopped=order.stopped)
    try:
        for file in files:
            _unpack(file, archive, part / file.name)
    except zipfile.BadZipFile:
        raise ModelError(_altered(first)) from None
    finally:
        archive.unlink()


def _copy(file: PackFile, source: Path, target: Path) -> None:
    """From this computer. The file is known by its contents, so its name does not matter; archives are looked into."""
    for path in [source] if source.is_file() else sorted(source.rglob("*")):
        if _is_right(file, path):
            shutil.copyfile(path, target)
            return
        if path.suffix == ".zip" and path.is_file():
            with contextlib.suppress(zipfile.BadZipFile):
                _unpack(file, path, target)
            if _is_right(file, target):
                return
    raise ModelError(f"The file {file.name} of this pack is not in {source}.")


def _unpack(file: PackFile, archive: Path, target: Path) -> None:
    """Takes the file out of a ZIP archive, if it holds one of this name."""
    with zipfile.ZipFile(archive) as box:
        for entry in box.infolist():
            if Path(entry.filename).name == file.name:
                with box.open(entry) as packed, target.open("wb") as unpacked:
                    shutil.copyfileobj(packed, unpacked, BLOCK)


def _is_right(file: PackFile, path: Path) -> bool:
    """Whether this is the file that the manifest means, to the last byte."""
    if not path.is_file() or path.stat().st_size != file.size:
        return False
    with path.open("rb") as contents:
        return hashlib.file_digest(contents, "sha256").hexdigest() == file.sha256


def _altered(file: PackFile) -> str:
    return (
        f"What came as {file.name} is not the file that Familiar knows: it was damaged on the way, or somebody changed "
        "it. It was thrown away."
    )


# --- the place ------------------------------------------------------------------------------------------


@contextlib.contextmanager
def _writing(one: Manifest, place: Path) -> Iterator[None]:
    """Turns the troubles of the disk into sentences; of a full one nothing is left."""
    try:
        place.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        if error.errno in NO_ROOM:
            shutil.rmtree(place / f"{one.name}.part", ignore_errors=True)
            raise ModelError(_no_room(one, place)) from error
        raise ModelError(f"The pack cannot be stored in {place}: {error.strerror or error}.") from error


@contextlib.contextmanager
def _alone(one: Manifest, place: Path) -> Iterator[None]:
    import filelock  # here: it takes long to import, and the window is to be seen before anybody locks anything

    lock = filelock.FileLock(place / f"{one.name}.lock")
    try:
        lock.acquire(timeout=0)
    except filelock.Timeout:
        raise ModelError(f"The pack “{one.title}” is being installed already.") from None
    try:
        yield
    finally:
        lock.release()
        (place / f"{one.name}.lock").unlink(missing_ok=True)


def _check_room(one: Manifest, part: Path) -> None:
    """Says at once what would fail after an hour."""
    here = sum(path.stat().st_size for path in part.iterdir())
    unpacked = sum(file.size for file in one.to_fetch if file.archive_size)
    needed = size_of(one) + unpacked - here
    if shutil.disk_usage(part).free < needed:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _no_room(one: Manifest, place: Path) -> str:
    return (
        f"The disk is full: the pack “{one.title}” needs {size_of(one) / MEGABYTE:.0f} MB in {place}. Nothing was "
        "kept; free some space and install it again."
    )


def _move_into_place(part: Path, final: Path) -> None:
    for path in part.iterdir():
        _flush(path)
    if final.exists():
        shutil.rmtree(final)  # an incomplete one: a file of it was deleted
    part.replace(final)


def _flush(path: Path) -> None:
    """Down to the disk, so that a power cut after the move leaves no hollow file."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _licence_text(licence: Licence) -> str:
    return f"{licence.name}\n\n{licence.terms}\n{licence.address}\n"
