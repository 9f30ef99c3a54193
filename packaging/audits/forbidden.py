"""What must not be carried: libraries under the GPL (Familiar is MIT, and people may build on it), training and other
weights' frameworks, and what would break the size.

Two looks: at names, and into the libraries for the sentences that GPL video encoders print about themselves.
"""

from __future__ import annotations

from pathlib import Path

NAMES = {  # beginning of a file's or folder's name to the reason
    "libreadline": "GPL",
    "readline.": "GPL (it needs GNU Readline)",
    "libgdbm": "GPL",
    "_gdbm.": "GPL",
    "libx264": "GPL",
    "libx265": "GPL",
    "libkvazaar": "GPL in older versions",
    "libfftw": "GPL",
    "libexiv2": "GPL",
    "libavcodec": "may be GPL, by how it was built",
    "ffmpeg": "may be GPL, by how it was built",
    "pyqt": "GPL",
    "torch": "too large",
    "cv2": "too large, and brings a Qt of its own",
    "scipy": "too large",
    "sklearn": "too large",
    "insightface": "only its file formats are read",
    "hdbscan": "an experiment of the command line",
}
MARKS = {b"x265 [info]": "x265, GPL", b"x264 - core": "x264, GPL"}  # texts inside encoders, also where linked in
LOOKED_INTO = (".so", ".dll", ".dylib", ".pyd")


def complaints(folder: Path) -> list[str]:
    """A sentence for each thing that must not be there."""
    found = []
    for path in sorted(folder.rglob("*")):
        name, where = path.name.lower(), path.relative_to(folder).as_posix()
        reason = next((why for start, why in NAMES.items() if name.startswith(start) and not _is_metadata(path)), None)
        if reason is not None:
            found.append(f"{where} must not be carried: {reason}")
        elif path.is_file() and not path.is_symlink() and any(part in name for part in LOOKED_INTO):
            data = path.read_bytes()
            found += [f"{where} contains {what}" for mark, what in MARKS.items() if mark in data]
    return found


def _is_metadata(path: Path) -> bool:
    """The name of our own selftest and pack descriptions may begin with the name of a library."""
    return path.suffix in (".toml", ".txt", ".json")
