"""The part that opens videos, beside the installers: `python packaging/video_part.py SYSTEM --parts DIR`.

OpenCV's wheel, as its makers built it, under a name of ours: whoever wants videos looked through downloads it and gives
it to the program, which knows its sum (`resources/parts/video.json`). The wheel's FFmpeg is under the LGPL on Linux and
Windows. On macOS it carries x265, which is under the GPL, so that there is no such part for macOS.
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

PLATFORMS = {"linux": "manylinux_2_28_x86_64", "windows": "win_amd64"}
FOLDER = "video"  # of what is made: the archive, not part of the bundle
RECORD = "files/resources/parts/video.json"  # goes into the bundle


def main() -> int:
    """Makes the part of one system; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("system", choices=("linux", "windows", "macos"))
    parser.add_argument("--parts", type=Path, required=True, metavar="DIR")
    given = parser.parse_args()
    if given.system in PLATFORMS:
        make(read_product(), given.system, given.parts)
    else:
        sys.stdout.write("There is no part for videos on this system: its FFmpeg is under the GPL.\n")
    return 0


def make(product: Product, system: str, parts: Path) -> Path:
    """The archive, and in the bundle the record that says what it must be. Raises `SystemExit` where the wheel holds
    what must not be handed on."""
    folder = parts / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    archive = folder / f"{product.name}-video-{product.version}-{system}.zip"
    with tempfile.TemporaryDirectory() as place:
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
        pins = ["--require-hashes", "--requirement", str(HERE / "pins" / "video.txt")]
        target = ["--platform", PLATFORMS[system], "--python-version", "3.11", "--dest", place]
        subprocess.run([*pip, *pins, *target], check=True)
        (wheel,) = Path(place).glob("*.whl")
        with zipfile.ZipFile(wheel) as packed:
            packed.extractall(Path(place, "inside"))
        if found := forbidden.encoders(Path(place, "inside")):
            raise SystemExit("\n".join(found))
        shutil.copyfile(wheel, archive)
    record = parts / RECORD
    record.parent.mkdir(parents=True, exist_ok=True)
    about = {"file": archive.name, "size": archive.stat().st_size, "sha256": _sum(archive)}
    record.write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(f"{archive.name}  {about['size'] / 1e6:.1f} MB  sha256 {about['sha256']}\n")
    return archive


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


if __name__ == "__main__":
    sys.exit(main())
