"""Photo files on disk: may this one be opened, and its bytes. The only place where the room opens a photo.

Keeping the reading apart from the decoding keeps two kinds of failure apart: an `OSError` in here is the drive, the
network or a permission and may pass; anything that goes wrong later, on bytes in memory, is the file itself.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import ntpath
import os
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from core.errors import PhotoError
from core.photos import sentences

MAX_BYTES: Final = 2**30  # of one file: an uncompressed TIFF of decode.MAX_PIXELS has 750 million
HASH_BYTES: Final = 16  # 128 bits: two different photos of one library never meet by accident

# Windows, "File Attribute Constants": OFFLINE, RECALL_ON_OPEN, RECALL_ON_DATA_ACCESS. Reading such a file downloads it.
CLOUD_ATTRIBUTES: Final = 0x1000 | 0x40000 | 0x400000
CLOUD_FLAG: Final = 0x40000000  # macOS, sys/stat.h: SF_DATALESS, what iCloud leaves of an evicted file

_PASSING: Final = {
    errno.EACCES: sentences.NO_PERMISSION,
    errno.EPERM: sentences.NO_PERMISSION,
    errno.ENOENT: sentences.GONE,
    errno.ENOTDIR: sentences.GONE,
}
_LASTING: Final = {
    errno.ELOOP: sentences.LINK_LOOP,
    errno.EISDIR: sentences.NOT_A_FILE,
    errno.ENAMETOOLONG: sentences.PATH_TOO_LONG,
}


def extended(path: str) -> str:
    r"""An absolute Windows path in the \\?\ form, which may have more than 260 characters."""
    if path.startswith("\\\\?\\"):
        return path
    path = ntpath.normpath(path)
    return "\\\\?\\UNC\\" + path[2:] if path.startswith("\\\\") else "\\\\?\\" + path


def openable(path: str | Path) -> str:
    """The path as the operating system takes it at any length."""
    return extended(os.path.abspath(path)) if os.name == "nt" else str(path)  # noqa: PTH100 - resolve() follows links


def holds_something(folder: Path) -> bool:
    """Whether a folder can be listed and is not empty: an empty one is, most likely, the place where a drive was."""
    try:
        with os.scandir(openable(folder)) as entries:
            return next(entries, None) is not None
    except OSError:
        return False


def answers(path: Path, *, patience: float) -> bool:
    """Whether the drive on which a file or folder lies answers within so many seconds, be it with an error.

    A network drive whose server is silent never does, and no call to the system can be taken back: the thread that asks
    is then left behind, and ends with the process or when the drive answers.
    """

    def ask() -> None:
        if not holds_something(path):
            with contextlib.suppress(OSError), open(openable(path), "rb") as file:  # noqa: PTH123
                file.read(1)

    thread = threading.Thread(target=ask, name="asks a drive", daemon=True)
    thread.start()
    thread.join(patience)
    return not thread.is_alive()


class Reach:
    """Which folders can be reached now, for somebody who cannot wait for a drive that hangs. Thread-safe."""

    def __init__(self, *, patience: float) -> None:
        self._patience = patience  # seconds
        self._lock = threading.Lock()
        self._asking: dict[str, threading.Thread] = {}  # drives that owe an answer

    def has(self, folder: str) -> bool:
        """Whether the folder is there. A drive that did not answer in time is not, until it has answered."""
        with self._lock:
            if folder in self._asking and self._asking[folder].is_alive():
                return False
        found: list[bool] = []
        thread = threading.Thread(target=lambda: found.append(os.path.isdir(openable(folder))), daemon=True)  # noqa: PTH112
        thread.start()
        thread.join(self._patience)
        with self._lock:
            self._asking.pop(folder, None)
            if thread.is_alive():
                self._asking[folder] = thread
        return found == [True]


def check_readable(path: Path) -> os.stat_result:
    """Look at the file without opening it.

    Raises PhotoError where it is missing, forbidden, empty, no regular file (opening a pipe would wait for ever), or
    a placeholder that a cloud would have to fill: nothing is downloaded without the user's knowledge.
    """
    try:
        info = os.stat(openable(path))  # noqa: PTH116 - a Path cannot hold the \\?\ form of every name
    except OSError as error:
        raise _refusal(error, path) from error
    if not stat.S_ISREG(info.st_mode):
        raise PhotoError(sentences.NOT_A_FILE)
    if _is_placeholder(info):
        raise PhotoError(sentences.IN_THE_CLOUD, passing=True)
    if info.st_size == 0:
        raise PhotoError(sentences.EMPTY)
    return info


def read_photo(path: Path) -> bytes:
    """The whole file. Raises PhotoError as `check_readable` does, where it is too large, and where reading fails."""
    if check_readable(path).st_size > MAX_BYTES:
        raise PhotoError(sentences.TOO_LARGE)
    with opened(path) as file:
        return file.read()


def content_hash(data: bytes) -> str:
    """32 hexadecimal digits that stand for the bytes of a file (BLAKE2b), by which a moved photo is recognised."""
    return hashlib.blake2b(data, digest_size=HASH_BYTES).hexdigest()


def _is_placeholder(info: os.stat_result) -> bool:
    attributes: int = getattr(info, "st_file_attributes", 0)
    flags: int = getattr(info, "st_flags", 0)
    return bool(attributes & CLOUD_ATTRIBUTES or flags & CLOUD_FLAG)


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A file to read. Only reading belongs inside: every OSError in there is taken for the drive's."""
    try:
        with open(openable(path), "rb") as file:  # noqa: PTH123 - see check_readable
            yield file
    except OSError as error:
        raise _refusal(error, path) from error


def _refusal(error: OSError, path: Path) -> PhotoError:
    if error.errno in _LASTING:
        return PhotoError(_LASTING[error.errno])
    if error.errno == errno.ENOENT and os.path.islink(openable(path)):  # noqa: PTH114
        return PhotoError(sentences.BROKEN_LINK, passing=True)
    return PhotoError(_PASSING.get(error.errno or 0, sentences.NOT_ANSWERING), passing=True)
