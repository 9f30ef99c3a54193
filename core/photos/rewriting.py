"""A photo's file replaced by one that says more: never half, never lost, and only by one that proved to be the same.

The new file is written beside the old one, brought to the disk, read back and compared; only then it takes the old
one's name, in one step. Until that step the old file lies there untouched; whoever is killed before leaves a hidden
draft, whose name was noted first (`core.store.rewrites`).
"""

from __future__ import annotations

import contextlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from core.errors import PhotoError
from core.photos import inside, sentences
from core.photos.reading import check_readable, openable, read_photo

LATER_NS: Final = 2 * 10**9
"""The new file's time is the old one's, since a photo without a date is dated by it, but two seconds later (the steps
of FAT), so that programs that copy what is new see that it is."""

BEGINNING: Final = 40  # letters, of four bytes at most: of the 255 bytes that a name may have on most disks

_WRITABLE: Final = 0o222


@dataclass(frozen=True, slots=True)
class OldFile:
    """A photo's file as it was read."""

    path: Path  # where the file itself lies; a link leads there
    data: bytes
    stamp: tuple[int, int]  # size, mtime_ns


def read_old(photo: Path) -> OldFile:
    """Raises PhotoError where the file cannot be read, or may not be changed."""
    path = Path(os.path.realpath(photo))
    info = check_readable(path)
    if not info.st_mode & _WRITABLE or not os.access(openable(path), os.W_OK):
        raise PhotoError(sentences.PHOTO_READ_ONLY)
    return OldFile(path, read_photo(path), _stamp(info))


def draft_of(old: OldFile) -> Path:
    """Where the new file is written: beside the old one, so that it need only take its name. No scan finds it.

    Of a long name it has the beginning alone, lest its own be too long for the disk.
    """
    return old.path.with_name(f".{old.path.name[:BEGINNING]}.{os.getpid()}.familiar")


def replace(old: OldFile, new: bytes) -> os.stat_result:
    """Puts `new` in the place of the old file. Returns the new file's facts.

    Raises PhotoError, and the old file is as it was, where the disk refuses, the new file is not the same photo, or the
    old one was changed by somebody else meanwhile.
    """
    draft = draft_of(old)
    try:
        _write(draft, new)
        _take_over_looks(old, draft)
        if draft.read_bytes() != new:
            raise PhotoError(sentences.PHOTO_NOT_WRITTEN, passing=True)
        inside.prove_same(old.data, new)
        if _stamp(check_readable(old.path)) != old.stamp:
            raise PhotoError(sentences.PHOTO_CHANGED, passing=True)
        os.replace(openable(draft), openable(old.path))  # noqa: PTH105 - see core.photos.reading
    except OSError as error:
        raise PhotoError(sentences.PHOTO_NOT_WRITTEN, passing=True) from error
    finally:
        with contextlib.suppress(OSError):
            os.unlink(openable(draft))  # noqa: PTH108
    _bring_to_disk(old.path.parent)
    return check_readable(old.path)


def _write(draft: Path, data: bytes) -> None:
    with open(openable(draft), "xb") as file:  # noqa: PTH123
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _take_over_looks(old: OldFile, draft: Path) -> None:
    """Who may read it, its labels, its time; some disks know no such thing."""
    with contextlib.suppress(OSError):
        info = os.stat(openable(old.path))  # noqa: PTH116
        if hasattr(os, "chown") and (info.st_uid, info.st_gid) != (os.geteuid(), os.getegid()):
            os.chown(openable(draft), info.st_uid, info.st_gid)
    with contextlib.suppress(OSError):
        shutil.copystat(openable(old.path), openable(draft))
    with contextlib.suppress(OSError):
        later = old.stamp[1] + LATER_NS
        os.utime(openable(draft), ns=(later, later))


def _bring_to_disk(folder: Path) -> None:
    """The new name, too; systems that cannot open a folder do so on their own."""
    with contextlib.suppress(OSError):
        handle = os.open(openable(folder), os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _stamp(info: os.stat_result) -> tuple[int, int]:
    return info.st_size, info.st_mtime_ns
