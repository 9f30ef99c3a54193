"""How often the detector looks again at a photo, why, and what that costs.

    python tests/benchmarks/looks.py ../shared/data/family ../shared/data/lfw --most 500

Of each folder at most so many photographs, spread evenly. Finer: the whole photo again at twice the size, because its
faces are small. Turned: the whole photo again on its side or its head, because most of its faces lie. Doubtful: faces
of which the first look was not sure and the second was not either, a look for nothing. Processor time on one thread.
Takes a minute.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.faces.detect import FINE_AT_MOST, Detection, Detector
from core.faces.network import Candidates
from core.faces.packs import builtin_pack
from core.faces.runtime import open_session
from core.photos.decode import decode
from core.records import Box

SUFFIXES = (".jpg", ".jpeg", ".png")
Pixels = NDArray[np.uint8]


class CountingDetector(Detector):
    """Counts its looks and their time."""

    wholes = 0  # photos looked at, each way up
    finer = 0
    finer_seconds = 0.0
    closer = 0  # faces looked at again
    closer_seconds = 0.0

    def _find(self, pixels: Pixels) -> list[Detection]:
        self.wholes += 1
        return super()._find(pixels)

    def _look(self, picture: Pixels, scale: float) -> Candidates:
        began = time.thread_time()
        found = super()._look(picture, scale)
        if max(picture.shape) > FINE_AT_MOST:
            self.finer += 1
            self.finer_seconds += time.thread_time() - began
        return found

    def look_closer(
        self, pixels: Pixels, boxes: Sequence[Box], *, turns: Sequence[int] | None = None
    ) -> list[Detection | None]:
        began = time.thread_time()
        found = super().look_closer(pixels, boxes, turns=turns)
        self.closer += len(boxes)
        self.closer_seconds += time.thread_time() - began
        return found


def measure(photos: list[Path]) -> dict[str, float]:
    """Photographs and faces; shares of the photographs; milliseconds a photograph."""
    session = open_session(builtin_pack().detector, threads=1)
    faces = finer = turned = doubtful = 0
    seconds = np.zeros(3)
    for path in photos:
        pixels = decode(path, target_side=2000).pixels
        detector = CountingDetector(session)
        began = time.thread_time()
        found = len(detector.find(pixels))
        seconds += time.thread_time() - began, detector.finer_seconds, detector.closer_seconds
        faces, finer, turned = faces + found, finer + (detector.finer > 0), turned + (detector.wholes > 1)
        doubtful += max(0, detector.closer - found) if detector.wholes == 1 else 0
    whole, finer_ms, closer_ms = (1000 * seconds / len(photos)).tolist()
    return {
        "photos": len(photos),
        "faces": faces,
        "finer": finer / len(photos),
        "turned": turned / len(photos),
        "doubtful": doubtful / len(photos),
        "ms": whole,
        "finer ms": finer_ms,
        "second ms": closer_ms,
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folders", type=Path, nargs="+")
    options.add_argument("--most", type=int, default=500, help="photographs of each folder")
    options.add_argument("--json", type=Path, metavar="FILE")
    args = options.parse_args()
    rows = {}
    for folder in args.folders:
        photos = sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)
        row = measure(photos[:: max(1, len(photos) // args.most)][: args.most])
        if not rows:
            print(f"{'folder':10} " + " ".join(f"{head:>9}" for head in row))
        rows[folder.name] = row
        print(f"{folder.name:10} " + " ".join(f"{figure:9.4g}" for figure in row.values()), flush=True)
    if args.json:
        args.json.write_text(json.dumps(rows, indent=2))


if __name__ == "__main__":
    main()
