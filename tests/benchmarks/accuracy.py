"""What each way of looking at a face gains on Labeled Faces in the Wild, and what it costs.

    python tests/benchmarks/accuracy.py ../shared/data                       every variant on the development pairs
    python tests/benchmarks/accuracy.py ../shared/data --list pairs.txt --variant "as shipped"

Variants are chosen on the 3,200 pairs of pairsDevTrain.txt and pairsDevTest.txt (the best threshold on these pairs);
pairs.txt, with its ten folds, is run once for a row that is reported. Milliseconds are processor time for one face on
one thread: embedding and every look beyond the first. The first look is the same for
all variants and not counted. A variant takes three minutes of one core; `--share 0.2` takes every fifth pair only.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.evaluation import lfw
from core.evaluation.pairs import PairList, PhotoName, photo_path, read_pairs
from core.faces import align
from core.faces.centerface import SCORE_THRESHOLD
from core.faces.detect import BOTH_WAYS, Detection, Detector, SecondLook
from core.faces.packs import builtin_pack
from core.faces.runtime import Session, open_session
from core.faces.vectors import unit
from core.photos.decode import decode

DEVELOPMENT = ("pairsDevTrain.txt", "pairsDevTest.txt")
# The template before the second look was measured: landmarks of the first look in the network's own chips.
FIRST_TEMPLATE = np.array([[47.6, 47.4], [102.4, 46.5], [74.6, 79.0], [51.2, 103.9], [97.3, 103.0]])

Pixels = NDArray[np.uint8]
Aligner = Callable[[NDArray[np.floating]], NDArray[np.float64]]


def onto(template: NDArray[np.floating], *, larger: float = 1.0) -> Aligner:
    """Least squares onto a template, the face `larger` times as large in the chip."""
    middle = template.mean(axis=0)
    scaled = (template - middle) * larger + middle
    return lambda points: align.similarity(points, scaled)


@dataclass(frozen=True, slots=True)
class Variant:
    """One row of the table."""

    name: str
    second_look: SecondLook | None
    aligner: Aligner
    mirror: bool = True  # average with the mirror image
    mirror_size: float = 1.0  # of the face in the chip that is mirrored
    scales: tuple[float, ...] = (1.0,)  # chips of several sizes, averaged
    jitters: int = 0  # more chips, each shifted and turned at random


ONE_LOOK = SecondLook(side=384, room=2.0, mirror=False)
VARIANTS = (
    Variant("one chip", None, onto(FIRST_TEMPLATE), mirror=False),
    Variant("mirror image averaged", None, onto(FIRST_TEMPLATE)),
    Variant("second look at 384 px", ONE_LOOK, onto(FIRST_TEMPLATE)),
    Variant("  and the chip 5 % looser", ONE_LOOK, onto(FIRST_TEMPLATE, larger=0.95)),
    Variant("  and the chip 5 % tighter", ONE_LOOK, onto(FIRST_TEMPLATE, larger=1.05)),
    Variant("  and learned weights", ONE_LOOK, align.upright),
    Variant("second look at 256 px, both ways", BOTH_WAYS, onto(align.TEMPLATE_150)),
    Variant("  and learned weights, both ways", BOTH_WAYS, align.upright),
    Variant("as shipped", BOTH_WAYS, align.upright, mirror_size=align.MIRROR_SIZE),
    Variant("  and three scales", BOTH_WAYS, align.upright, scales=(0.95, 1.0, 1.05)),
    Variant("  and four jittered chips", BOTH_WAYS, align.upright, jitters=4),
)


class Bench:
    """The networks, and the first look at every photograph."""

    def __init__(self, images: Path) -> None:
        pack = builtin_pack()
        self._images = images
        self._detector = open_session(pack.detector, threads=1)
        self._embedder: Session = open_session(pack.embedder, threads=1)
        self._first: dict[str, Detection | None] = {}

    def run(
        self, variant: Variant, photos: Sequence[PhotoName]
    ) -> tuple[dict[PhotoName, NDArray[np.float32] | None], float]:
        """The vector of each photograph, and milliseconds a face."""
        detector = Detector(self._detector, second_look=variant.second_look or BOTH_WAYS)
        vectors: dict[PhotoName, NDArray[np.float32] | None] = {}
        seconds = 0.0
        for photo in photos:
            pixels = decode(photo_path(self._images, photo)).pixels
            face = self._first_look(pixels, photo)
            began = time.thread_time()
            vectors[photo] = None if face is None else self._embed(variant, detector, pixels, face)
            seconds += time.thread_time() - began
        return vectors, 1000 * seconds / max(1, len(photos))

    def _first_look(self, pixels: Pixels, photo: PhotoName) -> Detection | None:
        key = f"{photo[0]}/{photo[1]}"
        if key not in self._first:
            found = [face for face in Detector(self._detector).first_look(pixels) if face.score >= SCORE_THRESHOLD]
            self._first[key] = min(found, key=_off_centre, default=None)
        return self._first[key]

    def _embed(self, variant: Variant, detector: Detector, pixels: Pixels, face: Detection) -> NDArray[np.float32]:
        if variant.second_look is not None:
            (close,) = detector.look_closer(pixels, [face.box])
            face = close or face
        points = face.landmarks.to_array() * np.array(pixels.shape[1::-1])
        (turn,) = variant.aligner(points[None])
        chips = np.array([align.cut_chip(pixels, moved) for moved in _moved(turn, variant)])
        if variant.mirror:
            (closer,) = align.larger(turn[None], variant.mirror_size)
            others = np.array([align.cut_chip(pixels, moved) for moved in _moved(closer, variant)])
            chips = np.concatenate([chips, others[:, :, ::-1]])
        inputs = np.ascontiguousarray(chips.transpose(0, 3, 1, 2), dtype=np.float32)
        (vectors,) = self._embedder.run({self._embedder.input: inputs})
        return unit(vectors.sum(axis=0, keepdims=True))[0]


def _moved(turn: NDArray[np.float64], variant: Variant) -> list[NDArray[np.float64]]:
    """The transform of every chip of a variant."""
    random = np.random.default_rng(0)
    moves = [(scale, 0.0, (0.0, 0.0)) for scale in variant.scales]
    moves += [
        (random.uniform(0.95, 1.05), random.normal(0, 0.05), tuple(random.normal(0, 3, 2)))
        for _ in range(variant.jitters)
    ]
    return [_move(scale, angle, shift) @ np.vstack([turn, [0, 0, 1]]) for scale, angle, shift in moves]


def _move(scale: float, angle: float, shift: tuple[float, ...]) -> NDArray[np.float64]:
    """Turned and scaled around the middle of the chip, then shifted; shape (2, 3)."""
    c, s, middle = scale * np.cos(angle), scale * np.sin(angle), align.CHIP_SIDE / 2
    square = np.array([[c, -s], [s, c]])
    return np.column_stack([square, middle - square @ [middle, middle] + shift])


def _off_centre(face: Detection) -> float:
    return (face.box.x + face.box.width / 2 - 0.5) ** 2 + (face.box.y + face.box.height / 2 - 0.5) ** 2


def _thinned(pairs: PairList, share: float) -> PairList:
    """Every n-th pair."""
    return PairList(pairs.pairs[:: max(1, round(1 / share))], pairs.folds)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("data", type=Path, help="holds lfw and lfw-protocol")
    options.add_argument("--list", action="append", metavar="FILE", help="default: the two development lists")
    options.add_argument("--variant", action="append", metavar="NAME", help="default: all")
    options.add_argument("--share", type=float, default=1.0, help="of the pairs")
    options.add_argument("--json", type=Path, metavar="FILE")
    args = options.parse_args()
    lists = [_thinned(read_pairs(args.data / "lfw-protocol" / name), args.share) for name in args.list or DEVELOPMENT]
    pairs = PairList(tuple(pair for one in lists for pair in one.pairs), max(one.folds for one in lists))
    bench = Bench(args.data / "lfw")
    rows = []
    print(f"{'variant':34} {'accuracy':>9} {'errors':>7} {'EER':>7} {'VAL':>7} {'ms':>6}   of {len(pairs.pairs)} pairs")
    for variant in VARIANTS:
        if args.variant and variant.name.strip() not in args.variant:
            continue
        vectors, milliseconds = bench.run(variant, pairs.photos)
        result = lfw.measure(pairs, vectors)
        errors = round((1 - result.accuracy) * result.pairs)
        figures = f"{result.accuracy:9.2%} {errors:7} {result.eer:7.2%} {result.val:7.2%} {milliseconds:6.1f}"
        print(f"{variant.name:34} {figures}", flush=True)
        rows.append({"variant": variant.name.strip(), "milliseconds": milliseconds, **asdict(result)})
    if args.json:
        args.json.write_text(json.dumps(rows, indent=2))


if __name__ == "__main__":
    main()
