"""The part that opens videos, for those who installed the program with an installer, which does not carry it.

It is one archive (a wheel of OpenCV), made together with the program (`packaging/video_part.py`), whose sum the program
knows. The user brings it once; it is unpacked into the user's data folder, and `add` puts it at the end of Python's
path when the program or its worker starts. Where the program was installed with pip, OpenCV comes with the extra
`video`.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
import zipfile
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import platformdirs

from core.errors import PartError


@dataclass(frozen=True, slots=True)
class VideoPart:
    """What the archive of this version must be."""

    file: str  # its name on the page of releases
    size: int  # bytes
    sha256: str

    @property
    def folder(self) -> Path:
        """Where it lies, unpacked. Another version of it has another folder."""
        data = Path(platformdirs.user_data_dir("Familiar", appauthor=False))
        return data / "parts" / f"video-{self.sha256[:12]}"

    @property
    def is_there(self) -> bool:
        return self.folder.is_dir()


def offered() -> VideoPart | None:
    """The part that belongs to this program; None where it was not made by an installer's build."""
    record = resources.files("resources") / "parts" / "video.json"
    return VideoPart(**json.loads(record.read_text("utf-8"))) if record.is_file() else None


def add() -> None:
    """Makes an unpacked part importable, in this process."""
    part = offered()
    if part is not None and part.is_there and str(part.folder) not in sys.path:
        sys.path.append(str(part.folder))


def install(archive: Path, part: VideoPart) -> None:
    """Checks and unpacks the archive that the user has. Raises `PartError`; then nothing was changed."""
    try:
        with archive.open("rb") as file:
            right = hashlib.file_digest(file, "sha256").hexdigest() == part.sha256
    except OSError as error:
        raise PartError("The file cannot be read.") from error
    if not right:
        raise PartError(f"This is not the part for this version of Familiar. The right file is called {part.file}.")
    half = part.folder.with_name(f"{part.folder.name}.half")
    try:
        shutil.rmtree(half, ignore_errors=True)
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(half)
        remove(part)  # whoever brings it again may have had half of it
        half.rename(part.folder)
    except OSError as error:
        shutil.rmtree(half, ignore_errors=True)
        raise PartError(
            "The part for videos cannot be unpacked: there is no room, or the folder cannot be written."
        ) from error
    add()


def remove(part: VideoPart) -> None:
    """Deletes the part; videos that were looked through stay as they are."""
    shutil.rmtree(part.folder, ignore_errors=True)
