"""How recognition falls with the quality of a photo, and whether `may_found_a_group` foresees it.

    python tests/benchmarks/quality.py ../shared/data [--share 0.2]

The photographs of LFW's pairsDevTest.txt are degraded as FaceNet's were: saved as JPEG of quality 10 to 90, or reduced
until the middle 150 x 150 pixels, which hold the face, are 1,600 to 65,536; or the edge of the photo cuts the face. The
whole pipeline then looks at them. A pair without two faces is wrong; the threshold is the pack's own. All pairs take 20
minutes of one core.
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
from core.faces.packs import builtin_pack
from core.faces.pipeline import FacePipeline
from core.faces.quality import MARGIN
from core.photos.decode import decode
from core.records import FoundFace

QUALITIES = (10, 20, 30, 50, 70, 90)
PIXELS = (1_600, 6_400, 14_400, 25_600, 65_536)
CUTS = (0.1, 0.2, 0.3, 0.4, 0.5)  # of the part of the face that the network sees
FACE_SQUARE = 150  # pixels of LFW's 250 that hold the face
FAR = 1e-2  # of so few pairs

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


def share(hits: NDArray[np.generic]) -> str:
    return f"{hits.mean():.1%}" if hits.size else "-"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("data", type=Path, help="holds lfw and lfw-protocol")
    options.add_argument("--share", type=float, default=1.0, help="of the pairs")
    options.add_argument("--json", type=Path, metavar="FILE")
    args = options.parse_args()
    pairs = read_pairs(args.data / "lfw-protocol" / "pairsDevTest.txt").pairs[:: max(1, round(1 / args.share))]
    photos = sorted({photo for pair in pairs for photo in (pair.left, pair.right)})
    originals = {photo: decode(photo_path(args.data / "lfw", photo)).pixels for photo in photos}
    pack = builtin_pack()
    pipeline = FacePipeline(pack, threads=1)
    same = np.array([pair.same for pair in pairs])
    print(f"{len(pairs)} pairs, {len(photos)} photos; right: share of the pairs that the threshold calls right")
    heads = ("found", "VAL@1%", "right", "may found", "right both", "right others")
    print(f"{'level':18} " + " ".join(f"{head:>12}" for head in heads))
    rows = []
    for name, degrade in LEVELS:
        faces: dict[PhotoName, FoundFace | None] = {
            photo: lfw.most_central(pipeline.find(degrade(pixels), scale=1.0)) for photo, pixels in originals.items()
        }
        distances = np.where(same, np.inf, -np.inf)
        good = np.zeros(len(pairs), bool)
        for i, pair in enumerate(pairs):
            left, right = faces[pair.left], faces[pair.right]
            if left is not None and right is not None:
                distances[i] = ((left.vector - right.vector) ** 2).sum()
                good[i] = left.quality.clusterable and right.quality.clusterable
        called = (distances <= pack.thresholds.verify) == same
        found = np.array([face is not None for face in faces.values()])
        founding = np.array([face is not None and face.quality.clusterable for face in faces.values()])
        val = val_at_far(distances, same, far=FAR)
        figures = (found, np.array([val]), called, founding, called[good], called[~good])
        print(f"{name:18} " + " ".join(f"{share(figure):>12}" for figure in figures), flush=True)
        rows.append(
            {
                "level": name,
                "found": float(found.mean()),
                "val_at_far_1e-2": val,
                "right": float(called.mean()),
                "may_found": float(founding.mean()),
                "pairs_both_may_found": int(good.sum()),
                "right_both": float(called[good].mean()) if good.any() else None,
                "right_others": float(called[~good].mean()) if (~good).any() else None,
            }
        )
    if args.json:
        args.json.write_text(json.dumps(rows, indent=2))


if __name__ == "__main__":
    main()
