"""The part that opens videos, beside the installers: `python packaging/video_part.py SYSTEM --parts DIR`.

On Linux and Windows it is OpenCV's wheel, as its makers built it, under a name of ours; its FFmpeg is under the LGPL.
On macOS that wheel carries x265, which is under the GPL; there the part is FFmpeg's libraries out of the wheel of
PySide6-Addons, which Qt's makers built under the LGPL, as a package that `core.photos.libav` finds. Whoever wants
videos looked through downloads the part and gives it to the program, which knows its sum
(`resources/parts/video.json`).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from audits import forbidden  # noqa: E402
from product import Product, read_product  # noqa: E402

PLATFORMS = {"linux": "manylinux_2_28_x86_64", "windows": "win_amd64", "macos": "macosx_13_0_universal2"}
PINS = {"linux": "video.txt", "windows": "video.txt", "macos": "video_macos.txt"}
LIBRARIES = "PySide6/Qt/lib/lib{name}.{major}.dylib"  # in the wheel for macOS
PACKAGE = "familiar_ffmpeg"  # core.photos.libav.PACKAGE
MAJOR = {"avutil": 59, "swresample": 5, "avcodec": 61, "avformat": 61, "swscale": 8}  # core.photos.libav.MAJOR
ABOUT = """FFmpeg 7.1 as the makers of Qt built it (out of {wheel}), under the GNU Lesser General Public
License, version 2.1 or later (LICENCE.txt). Its source is at https://ffmpeg.org/releases/. The libraries may be
replaced.
"""
UNFREE = (b"--enable-gpl", b"--enable-nonfree")
FOLDER = "video"  # of what is made: the archive, not part of the bundle
RECORD = "files/resources/parts/video.json"  # goes into the bundle


def main() -> int:
    """Makes the part of one system; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("system", choices=("linux", "windows", "macos"))
    parser.add_argument("--parts", type=Path, required=True, metavar="DIR")
    given = parser.parse_args()
    make(read_product(), given.system, given.parts)
    return 0


def make(product: Product, system: str, parts: Path) -> Path:
    """The archive, and in the bundle the record that says what it must be. Raises `SystemExit` where the wheel holds
    what must not be handed on."""
    folder = parts / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    archive = folder / f"{product.name}-video-{product.version}-{system}.zip"
    with tempfile.TemporaryDirectory() as place:
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
        pins = ["--require-hashes", "--requirement", str(HERE / "pins" / PINS[system])]
        target = ["--platform", PLATFORMS[system], "--python-version", "3.11", "--dest", place]
        subprocess.run([*pip, *pins, *target], check=True)
        (wheel,) = Path(place).glob("*.whl")
        inside = Path(place, "inside")
        if system == "macos":
            take_libraries(wheel, inside)
        else:
            with zipfile.ZipFile(wheel) as packed:
                packed.extractall(inside)
        if found := [*forbidden.encoders(inside), *unfree(inside)]:
            raise SystemExit("\n".join(found))
        if system == "macos":
            pack(inside, archive)
        else:
            shutil.copyfile(wheel, archive)
    record = parts / RECORD
    record.parent.mkdir(parents=True, exist_ok=True)
    about: dict[str, str | int] = {"file": archive.name, "size": archive.stat().st_size, "sha256": _sum(archive)}
    record.write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(f"{archive.name}  {archive.stat().st_size / 1e6:.1f} MB  sha256 {about['sha256']}\n")
    return archive


def take_libraries(wheel: Path, folder: Path) -> None:
    """FFmpeg's libraries out of the wheel of PySide6-Addons, as a package with their licence."""
    package = folder / PACKAGE
    package.mkdir(parents=True)
    with zipfile.ZipFile(wheel) as packed:
        for name, major in MAJOR.items():
            inside = LIBRARIES.format(name=name, major=major)
            (package / Path(inside).name).write_bytes(packed.read(inside))
    (package / "__init__.py").write_bytes(b"")
    (package / "ABOUT.txt").write_text(ABOUT.format(wheel=wheel.name), encoding="utf-8")
    shutil.copyfile(HERE / "licence_texts" / "LGPL-2.1.txt", package / "LICENCE.txt")


def unfree(folder: Path) -> list[str]:
    """A sentence for each library of FFmpeg that says of itself that it is under another licence than the LGPL."""
    found = []
    for path in sorted(folder.rglob("libav*.dylib")):
        data = path.read_bytes()
        if b" license: LGPL version" not in data:
            found.append(f"{path.name} does not say that it is under the LGPL")
        found += [f"{path.name} was built with {way.decode()}" for way in UNFREE if way in data]
    return found


def pack(folder: Path, archive: Path) -> None:
    """The same bytes from the same files."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            info = zipfile.ZipInfo(path.relative_to(folder).as_posix())
            info.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(info, path.read_bytes())


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


if __name__ == "__main__":
    sys.exit(main())
