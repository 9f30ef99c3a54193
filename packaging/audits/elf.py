"""Which libraries the Linux bundle expects from the system, and which Debian packages hold them.

Every library that some file of the bundle names must lie in the bundle or be in the table below: an unknown one stops
the build, because on somebody's machine it would stop the program. The table also gives the dependencies of the .deb.
"""

from __future__ import annotations

import subprocess
from collections import defaultdict
from pathlib import Path

MAGIC = b"\x7fELF"
SYSTEM = {  # library to Debian package; "" is part of every system
    "ld-linux-x86-64.so.2": "libc6",
    "libc.so.6": "libc6",
    "libdl.so.2": "libc6",
    "libm.so.6": "libc6",
    "libpthread.so.0": "libc6",
    "libresolv.so.2": "libc6",
    "librt.so.1": "libc6",
    "libutil.so.1": "libc6",
    "libgcc_s.so.1": "libgcc-s1",
    "libstdc++.so.6": "libstdc++6",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libXau.so.6": "libxau6",
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0 | libglib2.0-0t64",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0 | libglib2.0-0t64",
    "libuuid.so.1": "libuuid1",
    "libxcb.so.1": "libxcb1",
    "libzstd.so.1": "libzstd1",
}


def elf_files(folder: Path) -> list[Path]:
    """All programs and libraries below `folder`."""
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink() and _is_elf(path)]


def outside(folder: Path) -> dict[str, list[str]]:
    """For each library that is named and not in the bundle, who names it."""
    inside = {path.name for path in folder.rglob("*") if ".so" in path.name}
    found: dict[str, list[str]] = defaultdict(list)
    for path in elf_files(folder):
        for name in needed(path):
            if name not in inside:
                found[name].append(path.relative_to(folder).as_posix())
    return dict(found)


def needed(path: Path) -> list[str]:
    """The libraries that a file names."""
    lines = _readelf("--dynamic", path).splitlines()
    return [line.split("[")[1].split("]")[0] for line in lines if "(NEEDED)" in line]


def glibc(folder: Path) -> str:
    """The newest version of the C library that anything in the bundle asks for, like "2.35"."""
    words = {word for path in elf_files(folder) for word in _readelf("--version-info", path).split()}
    versions = [word.removeprefix("GLIBC_") for word in words if word.startswith("GLIBC_2")]
    return max(versions, key=lambda version: [int(part) for part in version.split(".")])


def debian_packages(folder: Path) -> list[str]:
    """The dependencies of the bundle, sorted."""
    packages = {SYSTEM[name] for name in outside(folder)}
    return sorted(f"libc6 (>= {glibc(folder)})" if package == "libc6" else package for package in packages)


def complaints(folder: Path) -> list[str]:
    """A sentence for each library that nobody brings."""
    return [
        f"{name} is in neither the bundle nor the list of system libraries; {who[0]} needs it"
        for name, who in outside(folder).items()
        if name not in SYSTEM
    ]


def _readelf(what: str, path: Path) -> str:
    return subprocess.run(["readelf", what, "--wide", str(path)], capture_output=True, text=True, check=True).stdout


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == MAGIC
