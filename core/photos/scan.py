"""Which photo files lie below a folder: the first step of a photo's way. Names and sizes only; nothing is opened.

What is one photo to its owner is one here: a raw file that lies beside its developed twin is left out, and so is the
clip of a live photo, which lies beside its still under the same name. Other videos are found like photos.

What may be forgotten afterwards follows from one rule: **a known file that equals, or lies below, the path of a
`Problem` may still be there.** Every other known file of the folder that did not turn up is gone.
"""

from __future__ import annotations

import errno
import os
import stat
from collections import deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from core.errors import PhotoError
from core.photos import kinds, sentences
from core.photos.reading import openable

LARGEST_CLIP: Final = 40 * 2**20
"""Bytes of the clip of a live photo: three seconds, of which the largest telephones make 15 million. A longer video
under the name of a photo is one of its own."""

# Folders that hold thumbnails or rubbish, never somebody's photos; in lower case. Names that begin with a dot are
# left out anyway (QNAP's .@__thumb, .Trash-1000, .Spotlight-V100, digiKam's .dtrash, iCloud's placeholders, ._*).
LEFT_OUT: Final = frozenset(
    {
        "@eadir",  # Synology: thumbnails beside the photos
        "@tmp",  # Synology
        "#recycle",  # Synology: the bin of a share
        "#snapshot",  # Synology: older states of a share
        "@recycle",  # QNAP: the bin of a share
        "@recently-snapshot",  # QNAP
        "$recycle.bin",  # Windows, the bin of a drive
        "recycler",  # the same up to Windows XP
        "system volume information",  # Windows
        "lost+found",  # ext2 to ext4
        "network trash folder",  # macOS on network shares
        "temporary items",  # macOS on network shares
    }
)

# A photo library of Apple's is a folder. Only the originals in it are photos, the rest are small copies and faces cut
# out: `originals` since Photos 5, `Masters` in older Photos, Aperture and iPhoto '11, `Originals` in iPhoto before.
LIBRARY_SUFFIXES: Final = frozenset(
    (".photoslibrary", ".photolibrary", ".aplibrary", ".migratedphotolibrary", ".migratedaplibrary")
)
LIBRARY_PHOTOS: Final = frozenset(("originals", "masters"))

JUNCTION: Final = 0xA0000003  # Windows: IO_REPARSE_TAG_MOUNT_POINT

_FORBIDDEN: Final = (errno.EACCES, errno.EPERM)
_FOLDER_REASONS: Final = {
    errno.ENOENT: sentences.FOLDER_GONE,
    errno.ENOTDIR: sentences.FOLDER_GONE,
    errno.EACCES: sentences.FOLDER_NO_PERMISSION,
    errno.EPERM: sentences.FOLDER_NO_PERMISSION,
    errno.ENAMETOOLONG: sentences.PATH_TOO_LONG,
    errno.ELOOP: sentences.LINK_LOOP,
}


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file named like a photo. A link that leads nowhere is one too: reading it says what is wrong with it."""

    path: Path
    size: int  # bytes
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Problem:
    """A folder that could not be listed to its end, or an entry that could not be looked at."""

    path: Path
    reason: str  # one of core.photos.sentences


def scan(root: Path, *, skip: Collection[Path] = ()) -> Iterator[FoundFile | Problem]:
    """Every photo file below `root`: depth first, by name, a folder's files before its folders.

    Folders behind links come last and only if they were not met before, so that every loop ends and a photo is named
    by its real place where it has one. `skip`: folders not to enter. Only one folder's names are held at a time.

    Raises PhotoError (passing) at once where `root` is missing or cannot be listed; later failures are `Problem`s.
    """
    walk = _Walk(left_out=frozenset(_identities(skip)))
    try:
        os.scandir(openable(root)).close()
    except OSError as error:
        raise PhotoError(_folder_reason(error), passing=True) from error
    return walk.run(root)


Identity = tuple[int, int]  # device, inode


@dataclass(slots=True)
class _Walk:
    left_out: frozenset[Identity]
    entered: set[Identity] = field(default_factory=set)
    links: deque[Path] = field(default_factory=deque)

    def run(self, root: Path) -> Iterator[FoundFile | Problem]:
        yield from self._tree(root, through_link=False)
        while self.links:
            yield from self._tree(self.links.popleft(), through_link=True)

    def _tree(self, top: Path, *, through_link: bool) -> Iterator[FoundFile | Problem]:
        ahead = [top]
        while ahead:
            folder = ahead.pop()
            try:
                if not self._enter(folder, through_link=through_link):
                    continue
                listing = _list(folder)
            except OSError as error:
                yield Problem(folder, _folder_reason(error))
                continue
            yield from listing.problems
            yield from _found(folder, listing.photos)
            self.links.extend(folder / name for name in listing.links)
            ahead.extend(folder / name for name in reversed(listing.folders))

    def _enter(self, folder: Path, *, through_link: bool) -> bool:
        """A real folder is always entered: some network drives give two folders one number."""
        identity = _identity(folder)
        if identity in self.left_out or (through_link and identity in self.entered):
            return False
        self.entered.add(identity)
        return True


@dataclass(slots=True)
class _Listing:
    photos: list[os.DirEntry[str]] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)  # to folders
    problems: list[Problem] = field(default_factory=list)


def _list(folder: Path) -> _Listing:
    """Raises OSError where the folder cannot be opened; a failure half way is a problem, and the half is kept."""
    listing = _Listing()
    entries: list[os.DirEntry[str]] = []
    with os.scandir(openable(folder)) as found:
        try:
            entries.extend(found)
        except OSError as error:
            listing.problems.append(Problem(folder, _folder_reason(error)))
    in_library = folder.suffix.lower() in LIBRARY_SUFFIXES
    for entry in sorted(entries, key=lambda entry: entry.name):
        if _is_wanted(entry.name, in_library=in_library):
            _sort_in(entry, folder, listing, photos_too=not in_library)
    listing.photos = _without_twins(listing.photos)
    return listing


def _without_twins(photos: list[os.DirEntry[str]]) -> list[os.DirEntry[str]]:
    """Without raw files, and clips of live photos, beside which the same photo lies developed: the two are one."""
    names = [os.path.splitext(entry.name) for entry in photos]  # noqa: PTH122 - 200,000 times
    developed = {stem.lower() for stem, suffix in names if suffix.lower() in kinds.DEVELOPED}
    return [
        entry
        for entry, (stem, suffix) in zip(photos, names, strict=True)
        if stem.lower() not in developed or not _is_twin(entry, suffix.lower())
    ]


def _is_twin(entry: os.DirEntry[str], suffix: str) -> bool:
    """Whether the file is left out where a developed photo has its name."""
    if suffix in kinds.CLIPS:
        return _look_at(entry).st_size <= LARGEST_CLIP
    return suffix in kinds.RAW


def _is_wanted(name: str, *, in_library: bool) -> bool:
    if in_library:
        return name.lower() in LIBRARY_PHOTOS
    return not name.startswith(".") and name.lower() not in LEFT_OUT


def _sort_in(entry: os.DirEntry[str], folder: Path, listing: _Listing, *, photos_too: bool) -> None:
    if _is_folder(entry):
        (listing.links if _is_link(entry) else listing.folders).append(entry.name)
    elif photos_too and os.path.splitext(entry.name)[1].lower() in kinds.ALL:  # noqa: PTH122 - 200,000 times
        listing.photos.append(entry)
    elif entry.is_symlink() and not os.path.exists(entry.path):  # noqa: PTH110
        # It may have been a folder of photos on a drive that is not connected: they must not count as gone.
        listing.problems.append(Problem(folder / entry.name, sentences.BROKEN_LINK))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads in a circle, or where nobody may look
        return False


def _is_link(entry: os.DirEntry[str]) -> bool:
    tag: int = getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0)  # Windows only
    return entry.is_symlink() or tag == JUNCTION


def _found(folder: Path, photos: list[os.DirEntry[str]]) -> Iterator[FoundFile | Problem]:
    for entry in photos:
        try:
            info = _look_at(entry)
        except FileNotFoundError:
            if not os.path.isdir(openable(folder)):  # noqa: PTH112
                yield Problem(folder, sentences.FOLDER_GONE)
                return
            continue  # deleted since the folder was listed: it is not there, and that is all
        except OSError as error:
            reason = sentences.NO_PERMISSION if error.errno in _FORBIDDEN else sentences.NOT_ANSWERING
            yield Problem(folder / entry.name, reason)
            continue
        if stat.S_ISREG(info.st_mode) or stat.S_ISLNK(info.st_mode):
            yield FoundFile(folder / entry.name, info.st_size, info.st_mtime_ns)


def _look_at(entry: os.DirEntry[str]) -> os.stat_result:
    """The file's facts; the link's own where it leads nowhere."""
    try:
        return entry.stat()
    except OSError:
        if not entry.is_symlink():
            raise
        return entry.stat(follow_symlinks=False)


def _identity(folder: str | Path) -> Identity:
    info = os.stat(openable(folder))  # noqa: PTH116 - DirEntry.stat() has no inode on Windows
    return info.st_dev, info.st_ino


def _identities(folders: Collection[Path]) -> Iterator[Identity]:
    for folder in folders:
        if folder.is_dir():
            yield _identity(folder)


def _folder_reason(error: OSError) -> str:
    return _FOLDER_REASONS.get(error.errno or 0, sentences.FOLDER_NOT_ANSWERING)
