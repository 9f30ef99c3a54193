"""What must hold for a finished bundle, whatever the system: `python packaging/gates.py FOLDER linux|windows|macos`.

Not too large; none of what must not be carried; every library there; the page of licences there. Prints the largest
parts. A complaint ends the build with exit code 1.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from audits import elf, forbidden, macho, pe  # noqa: E402
from contents import INSTALLER_BUDGET, MEGABYTE, UNPACKED_BUDGET  # noqa: E402
from licences import PAGE  # noqa: E402

LIBRARIES = {"linux": elf.complaints, "windows": pe.complaints, "macos": macho.complaints}
SHOWN = 12  # parts in the report
NEEDED = (
    f"resources/licences/{PAGE}",
    *("resources/translations/ko.qm", "resources/selftest/answer.json", "core/store/0001_initial.sql"),
    *("resources/models/centerface-*.onnx", "resources/models/resnet128-*.onnx", "PySide6"),
)


def check(folder: Path, system: str) -> None:
    """Raises `SystemExit` with all complaints."""
    size = unpacked(folder)
    sys.stdout.write(f"{folder.name}: {size / MEGABYTE:.1f} MB unpacked (budget {UNPACKED_BUDGET / MEGABYTE:.0f})\n")
    for name, part in largest(folder):
        sys.stdout.write(f"  {part / MEGABYTE:6.1f} MB  {name}\n")
    found = [*forbidden.complaints(folder), *missing(folder), *LIBRARIES[system](folder)]
    if size > UNPACKED_BUDGET:
        found.append(f"the bundle is larger than {UNPACKED_BUDGET / MEGABYTE:.0f} MB")
    if found:
        raise SystemExit("\n".join(found))


def check_installers(made: list[Path]) -> None:
    """Raises `SystemExit` where an installer is larger than the budget."""
    large = [path.name for path in made if path.stat().st_size > INSTALLER_BUDGET]
    if large:
        raise SystemExit(f"larger than {INSTALLER_BUDGET / MEGABYTE:.0f} MB: {', '.join(large)}")


def missing(folder: Path) -> list[str]:
    """Files without which the program starts and then fails."""
    inside = inner(folder)
    return [f"{name} is not in the bundle" for name in NEEDED if not list(inside.glob(name))]


def inner(folder: Path) -> Path:
    """Where PyInstaller put everything but the programs."""
    return next(place for place in (folder / "_internal", folder / "Contents" / "Frameworks") if place.is_dir())


def unpacked(folder: Path) -> int:
    """Bytes of all files, links not counted."""
    return sum(path.stat().st_size for path in _files(folder))


def largest(folder: Path) -> list[tuple[str, int]]:
    """The largest parts, each a file or folder at the top of the bundle, with its bytes."""
    parts: Counter[str] = Counter()
    inside = inner(folder)
    for path in _files(folder):
        base = inside if path.is_relative_to(inside) else folder
        parts[path.relative_to(base).parts[0]] += path.stat().st_size
    return parts.most_common(SHOWN)


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]


if __name__ == "__main__":
    check(Path(sys.argv[1]), sys.argv[2])
