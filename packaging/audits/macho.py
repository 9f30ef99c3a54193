"""Whether the macOS bundle brings every library that it names, for the right processor, and which system it asks for.

Runs on any system; `python packaging/audits/macho.py FOLDER` prints what the wheels of a folder ask for, which is how
`macos/minimum_system.txt` was found.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

MAGICS = (b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
ARM64 = 0x0100000C
LOAD, WEAK, REEXPORT, RPATH, BUILD_VERSION = 0xC, 0x80000018, 0x8000001F, 0x8000001C, 0x32
OF_THE_SYSTEM = ("/usr/lib/", "/System/")
MINIMUM = Path(__file__).resolve().parents[1] / "macos" / "minimum_system.txt"


class Library(NamedTuple):
    """What one Mach-O file says about itself."""

    needs: list[str]
    paths: list[str]
    minimum: tuple[int, int]  # version of macOS


def complaints(folder: Path) -> list[str]:
    """A sentence for each file of another processor, each library that is nowhere, and each that asks for a newer
    system than Info.plist says."""
    allowed = tuple(int(part) for part in MINIMUM.read_text("utf-8").strip().split("."))
    found = []
    for path in machos(folder):
        name, library = path.relative_to(folder).as_posix(), read(path)
        if library is None:
            found.append(f"{name} is not for Apple silicon")
            continue
        found += [f"{name} needs {need}, which is not in the bundle" for need in unresolved(path, library, folder)]
        if library.minimum > allowed:
            found.append(f"{name} asks for macOS {library.minimum[0]}.{library.minimum[1]}")
    return found


def machos(folder: Path) -> Iterator[Path]:
    """All programs and libraries below `folder`."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and path.suffix not in (".a", ".class"):
            with path.open("rb") as file:
                if file.read(4) in MAGICS:
                    yield path


def read(path: Path) -> Library | None:
    """The part for Apple silicon; None where there is none."""
    from macholib.MachO import MachO

    header = next((one for one in MachO(str(path)).headers if one.header.cputype == ARM64), None)
    if header is None:
        return None
    needs, paths, minimum = [], [], (0, 0)
    for command, body, data in header.commands:
        if command.cmd in (LOAD, WEAK, REEXPORT):
            needs.append(_text(data))
        elif command.cmd == RPATH:
            paths.append(_text(data))
        elif command.cmd == BUILD_VERSION:
            minimum = (body.minos >> 16, body.minos >> 8 & 0xFF)
    return Library(needs, paths, minimum)


def unresolved(path: Path, library: Library, folder: Path) -> list[str]:
    """The libraries that the file would not find."""
    return [
        need for need in library.needs if not need.startswith(OF_THE_SYSTEM) and not _found(need, path, library, folder)
    ]


def _found(need: str, path: Path, library: Library, folder: Path) -> bool:
    starts = library.paths if need.startswith("@rpath") else [need]
    rest = need.removeprefix("@rpath") if need.startswith("@rpath") else ""
    programs = folder / "Contents" / "MacOS"
    for start in starts:
        place = start.replace("@loader_path", str(path.parent)).replace("@executable_path", str(programs))
        if Path(place + rest).exists():
            return True
    return False


def _text(data: Any) -> str:
    return bytes(data).split(b"\0")[0].decode()


def main() -> int:
    """Prints the newest minimum system of each top folder, and what is missing."""
    folder = Path(sys.argv[1])
    newest: dict[str, tuple[int, int]] = {}
    for path in machos(folder):
        library, top = read(path), path.relative_to(folder).parts[0]
        if library is None:
            sys.stdout.write(f"not for Apple silicon: {path.relative_to(folder)}\n")
            continue
        newest[top] = max(newest.get(top, (0, 0)), library.minimum)
        for need in unresolved(path, library, folder):
            sys.stdout.write(f"{path.relative_to(folder)} does not find {need}\n")
    for top, version in sorted(newest.items()):
        sys.stdout.write(f"{top}: macOS {version[0]}.{version[1]}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
