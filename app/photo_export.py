"""Photos that were found, given away: as copies in a folder, or as a list of their places.

Copies are made on a thread of Qt's pool, one file after the other; nothing that lies in the folder already is replaced.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal


class PhotoCopies(QObject):
    """Copies photos to a folder; `finished` says how many."""

    finished = Signal(int, int)  # photos copied, photos that could not be

    def copy(self, paths: Sequence[str], folder: Path) -> None:
        """Begins; the photographs stay as they are."""
        QThreadPool.globalInstance().start(_Copying(self, [Path(path) for path in paths if path], folder))


class _Copying(QRunnable):
    def __init__(self, owner: PhotoCopies, paths: Sequence[Path], folder: Path) -> None:
        super().__init__()
        self._owner, self._paths, self._folder = owner, paths, folder

    def run(self) -> None:
        copied = failed = 0
        for path in self._paths:
            try:
                copy_photo(path, self._folder)
                copied += 1
            except OSError:  # a disk that is away or full; the window says how many are missing
                failed += 1
        self._owner.finished.emit(copied, failed)


def copy_photo(path: Path, folder: Path) -> Path:
    """Copies one photo, with its date; under another name where that name is taken by another content.

    Raises `OSError` where it cannot be read or written.
    """
    target = folder / path.name
    number = 1
    while target.exists():
        if target.stat().st_size == path.stat().st_size and target.read_bytes() == path.read_bytes():
            return target
        number += 1
        target = folder / f"{path.stem} ({number}){path.suffix}"
    shutil.copy2(path, target)
    return target


def write_list(paths: Sequence[str], target: Path) -> None:
    """Writes the places of photos, one a line, as UTF-8. Raises `OSError` where the file cannot be written."""
    text = "".join(f"{path}\n" for path in paths if path)
    target.write_text(text, encoding="utf-8", errors="surrogateescape")
