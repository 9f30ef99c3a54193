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
MARKS = {  # texts inside encoders, also where linked in; "x264 - core" alone is in every decoder of FFmpeg, too
    b"H.265/HEVC codec - Copyright": "x265, GPL",
    b"H.264/MPEG-4 AVC codec - Copy": "x264, GPL",
}
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


def encoders(folder: Path) -> list[str]:
    """A sentence for each library of GPL video encoders: what a part that is handed on apart must not hold either."""
    names = {start for start, reason in NAMES.items() if reason == "GPL"}
    found = []
    for path in sorted(path for path in folder.rglob("*") if any(part in path.name.lower() for part in LOOKED_INTO)):
        if path.name.lower().startswith(tuple(names)):
            found.append(f"{path.name} must not be handed on: GPL")
        elif path.is_file():
            data = path.read_bytes()
            found += [f"{path.name} contains {what}" for mark, what in MARKS.items() if mark in data]
    return found


def _is_metadata(path: Path) -> bool:
    """The name of our own selftest and pack descriptions may begin with the name of a library."""
    return path.suffix in (".toml", ".txt", ".json")
