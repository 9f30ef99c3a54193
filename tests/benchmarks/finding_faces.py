"""How many faces of a group photograph are found, by their size, in the dark, and where the photo lies on its side.

    python tests/benchmarks/finding_faces.py ../shared/data

Made-up group photographs of 2000 x 1500 pixels (what a 12-megapixel photo is decoded to) with 40 portraits of LFW each:
where every face is, and how large, is known. Recall: a found box covers the true one (intersection over union at least
0.4). Others: boxes that match none; some are people in the background of a portrait. Cost is processor time on one
thread, of the first looks and of everything. Takes three minutes.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2])]

from composites import Composite, Portrait, compose, darkened, match, turned  # noqa: E402

from core.faces.detect import Detector  # noqa: E402
from core.faces.packs import builtin_pack  # noqa: E402
from core.faces.runtime import open_session  # noqa: E402
from core.photos.decode import decode  # noqa: E402

PEOPLE = 40
WIDTH, HEIGHT = 2000, 1500
SIZES = (16, 20, 24, 28, 36, 44, 56, 80, 120, 180)  # pixels of the longer side of a face
CLOSE_UPS = (600, 1000, 1500)


def find_portraits(images: Path, detector: Detector, *, wanted: int, first: str = "C") -> list[Portrait]:
    """Photographs with exactly one face, of different people."""
    found: list[Portrait] = []
    for folder in sorted(images.iterdir()):
        if folder.name < first:
            continue
        path = folder / f"{folder.name}_0001.jpg"
        faces = detector.find(decode(path).pixels)
        if len(faces) == 1:
            found.append(Portrait(path, faces[0].box))
        if len(found) == wanted:
            break
    return found


def composites(portraits: list[Portrait]) -> Iterator[tuple[str, list[Composite]]]:
    """Each row of the table with its photographs."""
    for size in SIZES:
        yield f"{size} px", [compose(portraits, width=WIDTH, height=HEIGHT, face=size, seed=size)]
    for size in CLOSE_UPS:
        yield (
            f"close-up, {size} px",
            [
                compose([portrait], width=WIDTH, height=HEIGHT, face=size, seed=i)
                for i, portrait in enumerate(portraits[:10])
            ],
        )
    group = compose(portraits, width=WIDTH, height=HEIGHT, face=80, seed=1)
    for light in (0.3, 0.1, 0.05):
        yield f"80 px, {light:.0%} of the light", [darkened(group, share=light)]
    for quarters in (1, 2, 3):
        yield f"80 px, turned by {90 * quarters}°", [turned(group, quarters)]
    for quarters in (1, 2, 3):
        singles = [compose([portrait], width=WIDTH, height=HEIGHT, face=200) for portrait in portraits[:10]]
        yield f"alone, 200 px, turned by {90 * quarters}°", [turned(single, quarters) for single in singles]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("data", type=Path, help="holds lfw")
    options.add_argument("--json", type=Path, metavar="FILE")
    args = options.parse_args()
    detector = Detector(open_session(builtin_pack().detector, threads=1))
    portraits = find_portraits(args.data / "lfw", detector, wanted=PEOPLE)
    print(f"{'faces':32} {'recall':>8} {'others':>7} {'first looks ms':>15} {'all ms':>8}")
    rows = []
    for name, photos in composites(portraits):
        hits = others = true = 0
        times = np.zeros(2)
        for photo in photos:
            began = time.thread_time()
            detector.first_look(photo.pixels)
            between = time.thread_time()
            boxes = [face.box for face in detector.find(photo.pixels)]
            times += (between - began, time.thread_time() - between)
            matched = sum(face is not None for face in match(boxes, photo.boxes))
            hits, others, true = hits + matched, others + len(boxes) - matched, true + len(photo.boxes)
        first, whole = (1000 * times / len(photos)).tolist()
        print(f"{name:32} {hits / true:8.1%} {others:7} {first:15.0f} {whole:8.0f}", flush=True)
        rows.append({"faces": name, "recall": hits / true, "others": others, "first_looks_ms": first, "all_ms": whole})
    if args.json:
        args.json.write_text(json.dumps(rows, indent=2))


if __name__ == "__main__":
    main()
