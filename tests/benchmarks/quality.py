"""How recognition falls with the quality of a photo, and whether `may_found_a_group` foresees it.

    python tests/benchmarks/quality.py ../shared/data [--people 50]

Photographs of Labeled Faces in the Wild that pairs.txt does not show, four each of 100 people, are degraded as
FaceNet's were: saved as JPEG of quality 10 to 90, or reduced until the middle 150 x 150 pixels, which hold the face,
are 1,600 to 65,536; or the edge of the photo cuts the face. The whole pipeline then looks at them, and all 600 pairs of
one person and 79,200 of two are compared. In the last row every photograph is at another level.

VAL: share of the pairs of one person within the distance that accepts one of 1,000 pairs of two. Right: mean of the
shares of both kinds that the pack's own distance calls right; of all pairs, of those where both faces may found a group
and of the others. Strangers: pairs of two people within the distance for grouping. A pair without two faces is never
accepted. Takes 15 minutes of one idle core.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.evaluation import lfw
from core.evaluation.pairs import PhotoName, photo_path, read_pairs
from core.evaluation.verification import val_at_far
from core.faces.manifest import Thresholds
from core.faces.packs import builtin_pack
from core.faces.pipeline import FacePipeline
from core.faces.quality import MARGIN
from core.faces.vectors import squared_distances
from core.photos.decode import decode
from core.records import FoundFace

QUALITIES = (10, 20, 30, 50, 70, 90)
PIXELS = (1_600, 6_400, 14_400, 25_600, 65_536)
CUTS = (0.1, 0.2, 0.3, 0.4, 0.5)  # of the part of the face that the network sees
FACE_SQUARE = 150  # pixels of LFW's 250 that hold the face
EACH = 4  # photographs of a person
FAR = 1e-3

Pixels = NDArray[np.uint8]


def untouched(pixels: Pixels) -> Pixels:
    return pixels


def compressed(pixels: Pixels, *, quality: int) -> Pixels:
    """Through a JPEG file."""
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "JPEG", quality=quality)
    return np.asarray(Image.open(file))


def resized(pixels: Pixels, *, area: int) -> Pixels:
    """The face's square has `area` pixels."""
    side = round(pixels.shape[1] * area**0.5 / FACE_SQUARE)
    return np.asarray(Image.fromarray(pixels).resize((side, side), Image.Resampling.LANCZOS))


def cut_off(pixels: Pixels, *, share: float) -> Pixels:
    """The left part of the face is not in the photo."""
    side = round(FACE_SQUARE * (1 - 2 * MARGIN))
    left = (pixels.shape[1] - side) // 2 + round(share * side)
    return np.ascontiguousarray(pixels[:, left : left + FACE_SQUARE])


LEVELS: tuple[tuple[str, Callable[[Pixels], Pixels]], ...] = (
    ("untouched", untouched),
    *((f"JPEG quality {quality}", partial(compressed, quality=quality)) for quality in QUALITIES),
    *((f"{area:,} pixels", partial(resized, area=area)) for area in PIXELS),
    *((f"cut off by {share:.0%}", partial(cut_off, share=share)) for share in CUTS),
)


Seen = list[tuple[str, FoundFace | None]]  # who is on each photograph, and the face that was found


def chosen_photos(data: Path, *, people: int) -> list[PhotoName]:
    """A few of each person, none of which pairs.txt shows."""
    shown = set(read_pairs(data / "lfw-protocol" / "pairs.txt").photos)
    of: dict[str, list[PhotoName]] = {}
    for path in sorted((data / "lfw").glob("*/*.jpg")):
        photo = (path.parent.name, int(path.stem[-4:]))
        if photo not in shown:
            of.setdefault(photo[0], []).append(photo)
    many = [photos[:EACH] for photos in of.values() if len(photos) >= EACH]
    return [photo for photos in many[:: max(1, len(many) // people)][:people] for photo in photos]


def figures(seen: Seen, thresholds: Thresholds) -> dict[str, float]:
    """What the module says at its top; shares, nan where there are no such pairs."""
    who = np.unique([name for name, _ in seen], return_inverse=True)[1]
    found = np.array([face is not None for _, face in seen])
    founds = np.array([face is not None and face.quality.clusterable for _, face in seen])
    vectors = np.array([np.full(128, np.nan, np.float32) if face is None else face.vector for _, face in seen])
    one, other = np.triu_indices(len(seen), 1)
    distances = np.nan_to_num(squared_distances(vectors, vectors)[one, other], nan=np.inf)
    same, good = who[one] == who[other], founds[one] & founds[other]
    return {
        "found": float(found.mean()),
        "val": val_at_far(distances, same, far=FAR),
        "may found": float(founds[found].mean()),
        "right": right(distances, same, thresholds.verify),
        "right both": right(distances[good], same[good], thresholds.verify),
        "right others": right(distances[~good], same[~good], thresholds.verify),
        "strangers both": within(distances[good & ~same], thresholds.group),
        "strangers others": within(distances[~good & ~same], thresholds.group),
    }


def right(distances: NDArray[np.floating], same: NDArray[np.bool_], limit: float) -> float:
    return (within(distances[same], limit) + 1 - within(distances[~same], limit)) / 2


def within(distances: NDArray[np.floating], limit: float) -> float:
    return float((distances <= limit).mean()) if distances.size else float("nan")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("data", type=Path, help="holds lfw and lfw-protocol")
    options.add_argument("--people", type=int, default=100)
    options.add_argument("--json", type=Path, metavar="FILE")
    args = options.parse_args()
    photos = chosen_photos(args.data, people=args.people)
    originals = [decode(photo_path(args.data / "lfw", photo)).pixels for photo in photos]
    pack = builtin_pack()
    pipeline = FacePipeline(pack, threads=1)
    levels: dict[str, Seen] = {}
    rows: dict[str, dict[str, float]] = {}
    for name, degrade in LEVELS:
        faces = [lfw.most_central(pipeline.find(degrade(pixels), scale=1.0)) for pixels in originals]
        levels[name] = [(photo[0], face) for photo, face in zip(photos, faces, strict=True)]
        show(name, rows, figures(levels[name], pack.thresholds))
    show("one of each level", rows, figures(mixed(list(levels.values())), pack.thresholds))
    if args.json:
        args.json.write_text(json.dumps(rows, indent=2))


def mixed(levels: list[Seen]) -> Seen:
    """Every photograph at another level."""
    return [levels[i % len(levels)][i] for i in range(len(levels[0]))]


def show(name: str, rows: dict[str, dict[str, float]], row: dict[str, float]) -> None:
    if not rows:
        print(f"{'level':18} " + " ".join(f"{head:>16}" for head in row))
    rows[name] = row
    print(f"{name:18} " + " ".join(f"{share:16.2%}" for share in row.values()), flush=True)


if __name__ == "__main__":
    main()
