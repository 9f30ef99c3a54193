"""Sidecars: the small XMP file beside a photo, in which programs keep what they do not write into the photo itself.

Two customs: `IMG.jpg.xmp` (digiKam, darktable, Immich) and `IMG.xmp` (Adobe). The second cannot tell IMG.jpg from
IMG.cr2, so it is written to only where it is there already and no other photo could be meant.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from core.errors import PhotoError
from core.photos import kinds, regions, sentences, xmp
from core.photos.header import Header
from core.photos.reading import openable, opened
from core.records import NamedBox

MAX_BYTES: Final = 16 * 2**20  # of a sidecar: those of raw developers, with all their masks, take a few


def sidecars_of(path: Path) -> list[Path]:
    """The sidecars there are, that which belongs to this file alone first."""
    places = (path.with_name(path.name + ".xmp"), path.with_suffix(".xmp"))
    return [place for place in places if os.path.isfile(openable(place))]  # noqa: PTH113


def read_sidecar(path: Path) -> xmp.Element:
    """The tree of a sidecar. Raises PhotoError."""
    with opened(path) as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise PhotoError(sentences.NOTES_DAMAGED)
    return xmp.parse(data)


def write_names(
    photo: Path, header: Header, faces: Sequence[NamedBox], names: Iterable[str], *, overrule: bool = False
) -> tuple[Path | None, int]:
    """Writes who is in a photo into its sidecar. Boxes are of the upright photo.

    Returns the sidecar, None where it said so already; and how many faces were left to another program that says
    somebody else (`regions.write`). Raises PhotoError where a sidecar is there that cannot be understood (it is left
    alone), or where it cannot be written.
    """
    target = _target(photo)
    there = os.path.exists(openable(target))  # noqa: PTH110
    root = read_sidecar(target) if there else xmp.new_tree(regions.PROGRAM)
    before = xmp.serialise(root)
    size = (header.width, header.height)
    left = regions.write(root, faces, names, size=size, turn=header.turn, overrule=overrule)
    if left is None:
        raise PhotoError(sentences.NOTES_OF_ANOTHER_SHAPE)
    after = xmp.serialise(root)
    if after == before:
        return None, left
    xmp.parse(after)
    _replace(target, after)
    return target, left


def _target(photo: Path) -> Path:
    own, shared = photo.with_name(photo.name + ".xmp"), photo.with_suffix(".xmp")
    if os.path.exists(openable(own)) or not os.path.exists(openable(shared)):  # noqa: PTH110
        return own
    return own if _has_twin(photo) else shared


def _has_twin(photo: Path) -> bool:
    """Whether another photo in the folder has the same name but for its ending."""
    own = photo.suffix.lower()
    others = (spelt for suffix in kinds.ALL if suffix != own for spelt in (suffix, suffix.upper()))
    return any(os.path.exists(openable(photo.with_suffix(other))) for other in others)  # noqa: PTH110


def _replace(target: Path, data: bytes) -> None:
    """All or nothing: a reader sees the old sidecar or the new one."""
    draft = target.with_name(f".{os.getpid()}.xmp.part")  # no longer than the name that it is to get
    try:
        with open(openable(draft), "wb") as file:  # noqa: PTH123 - see core.photos.reading
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(openable(draft), openable(target))  # noqa: PTH105
    except OSError as error:
        with contextlib.suppress(OSError):
            os.unlink(openable(draft))  # noqa: PTH108
        if error.errno == errno.ENAMETOOLONG:
            raise PhotoError(sentences.NOTES_NAME_TOO_LONG) from error
        raise PhotoError(sentences.NOTES_NOT_WRITTEN, passing=True) from error
