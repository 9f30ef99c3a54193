"""What each way of looking at a face gains on Labeled Faces in the Wild, and what it costs.

    python tests/benchmarks/accuracy.py ../shared/data                       every variant on the development pairs
    python tests/benchmarks/accuracy.py ../shared/data --list pairs.txt --variant "as shipped"

Variants are chosen on 5,764 pairs, none of which pairs.txt holds: what is left of the 3,200 of pairsDevTrain.txt and
pairsDevTest.txt, 758 of which are in pairs.txt too, and 3,322 more between photographs that pairs.txt does not show.
Wrong: at the best threshold. Log loss: of the logistic curve that fits them best, in thousandths; it tells variants
apart that differ by a few wrong pairs only. pairs.txt, with its ten folds, is run once for a row that is reported.

Milliseconds are processor time for one face on one thread: embedding and every look beyond the first. The first look
is the same for all variants and not counted. All variants take 20 minutes of one idle core. With `--vectors`, the file
that calibration.py keeps, it is three: only pairs in doubt by those vectors (distance 0.10 to 0.25, one in eight) are
looked at again, the others are right or wrong whatever the variant.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from calibration import read_vectors  # beside this file
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.evaluation import lfw
from core.evaluation.calibration import fit
from core.evaluation.pairs import Pair, PairList, PhotoName, photo_path, read_pairs
from core.faces import align
from core.faces.centerface import SCORE_THRESHOLD
from core.faces.detect import BOTH_WAYS, Detection, Detector, SecondLook
from core.faces.packs import builtin_pack
from core.faces.runtime import Session, open_session
from core.faces.vectors import unit
from core.photos.decode import decode

DEVELOPMENT = ("pairsDevTrain.txt", "pairsDevTest.txt")
PAIRS_A_PERSON = 8  # at most, of the photographs that pairs.txt does not show
SURE = 1e-12  # nothing is surer than that
DOUBT = (0.10, 0.25)

Pixels = NDArray[np.uint8]
Aligner = Callable[[NDArray[np.floating]], NDArray[np.float64]]


def least_squares(points: NDArray[np.floating]) -> NDArray[np.float64]:
    return align.similarity(points, align.TEMPLATE_150)


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


VARIANTS = (
    Variant("one chip", None, least_squares, mirror=False),
    Variant("mirror image averaged", None, least_squares),
    Variant("second look at 384 px", SecondLook(side=384, room=2.0, mirror=False), least_squares),
    Variant("second look at 256 px", SecondLook(side=256, room=1.5, mirror=False), least_squares),
    Variant("  and at its mirror image", BOTH_WAYS, least_squares),
    Variant("  and heights before widths", BOTH_WAYS, align.upright),
    Variant("as shipped", BOTH_WAYS, align.upright, mirror_size=align.MIRROR_SIZE),
    Variant("  and both sizes both ways", BOTH_WAYS, align.upright, scales=(1.0, align.MIRROR_SIZE)),
    Variant("  and four jittered chips", BOTH_WAYS, align.upright, mirror_size=align.MIRROR_SIZE, jitters=4),
)


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """The face of a photograph as one kind of look sees it, and what that cost."""

    points: NDArray[np.float64] | None  # landmarks (5, 2) in pixels; None where no face was found
    seconds: float


class Bench:
    """The networks, and what every kind of look saw."""

    def __init__(self, images: Path) -> None:
        pack = builtin_pack()
        self._images = images
        self._detector = open_session(pack.detector, threads=1)
        self._embedder: Session = open_session(pack.embedder, threads=1)
        self._first: dict[PhotoName, Detection | None] = {}
        self._looks: dict[tuple[PhotoName, SecondLook | None], Look] = {}

    def run(
        self, variant: Variant, photos: Sequence[PhotoName]
    ) -> tuple[dict[PhotoName, NDArray[np.float32] | None], float]:
        """The vector of each photograph, and milliseconds a face."""
        vectors: dict[PhotoName, NDArray[np.float32] | None] = {}
        seconds = 0.0
        for photo in photos:
            pixels = decode(photo_path(self._images, photo)).pixels
            look = self._look(pixels, photo, variant.second_look)
            began = time.thread_time()
            vectors[photo] = None if look.points is None else self._embed(variant, pixels, look.points)
            seconds += time.thread_time() - began + look.seconds
        return vectors, 1000 * seconds / max(1, len(photos))

    def _look(self, pixels: Pixels, photo: PhotoName, second: SecondLook | None) -> Look:
        """Once for all variants that look the same way."""
        if (photo, second) not in self._looks:
            face = self._first_look(pixels, photo)
            began = time.thread_time()
            if face is not None and second is not None:
                (close,) = Detector(self._detector, second_look=second).look_closer(pixels, [face.box])
                face = close or face
            points = None if face is None else face.landmarks.to_array() * np.array(pixels.shape[1::-1])
            self._looks[photo, second] = Look(points, time.thread_time() - began)
        return self._looks[photo, second]

    def _first_look(self, pixels: Pixels, photo: PhotoName) -> Detection | None:
        if photo not in self._first:
            found = [face for face in Detector(self._detector).first_look(pixels) if face.score >= SCORE_THRESHOLD]
            self._first[photo] = min(found, key=_off_centre, default=None)
        return self._first[photo]

    def _embed(self, variant: Variant, pixels: Pixels, points: NDArray[np.float64]) -> NDArray[np.float32]:
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


def development_pairs(data: Path) -> PairList:
    """The development lists without what pairs.txt holds, and pairs between photographs that it does not show."""
    protocol = data / "lfw-protocol"
    test = read_pairs(protocol / "pairs.txt")
    tested = {_sides(pair) for pair in test.pairs}
    listed = [pair for name in DEVELOPMENT for pair in read_pairs(protocol / name).pairs]
    shown = set(test.photos)
    photos = sorted((path.parent.name, int(path.stem[-4:])) for path in (data / "lfw").glob("*/*.jpg"))
    more = _pairs_among([photo for photo in photos if photo not in shown], {_sides(pair) for pair in listed})
    return PairList(tuple([pair for pair in listed if _sides(pair) not in tested] + more), 1)


def _pairs_among(photos: list[PhotoName], taken: set[frozenset[PhotoName]]) -> list[Pair]:
    """A few pairs of each person, and as many of strangers, drawn at random."""
    random = np.random.default_rng(0)
    people: dict[str, list[PhotoName]] = {}
    for photo in photos:
        people.setdefault(photo[0], []).append(photo)
    found: list[Pair] = []
    for of_one in people.values():
        pairs = list(combinations(of_one, 2))
        chosen = [pairs[i] for i in random.permutation(len(pairs))[:PAIRS_A_PERSON]]
        found += [Pair(left, right, True, 0) for left, right in chosen if frozenset((left, right)) not in taken]
    wanted = 2 * len(found)
    while len(found) < wanted:
        left, right = (photos[i] for i in random.choice(len(photos), 2))
        if left[0] != right[0]:
            found.append(Pair(left, right, False, 0))
    return found


def _sides(pair: Pair) -> frozenset[PhotoName]:
    return frozenset((pair.left, pair.right))


def _thinned(pairs: PairList, share: float) -> PairList:
    """Every n-th pair."""
    return PairList(pairs.pairs[:: max(1, round(1 / share))], pairs.folds)


def doubtful_photos(pairs: PairList, known: lfw.Vectors) -> list[PhotoName]:
    """Those of the pairs that are neither clearly one person nor clearly two."""
    distances = lfw.pair_distances(pairs, known)
    places = np.flatnonzero((distances > DOUBT[0]) & (distances < DOUBT[1]))
    return PairList(tuple(pairs.pairs[i] for i in places), 1).photos


def log_loss(pairs: PairList, vectors: lfw.Vectors) -> float:
    """How badly the best logistic curve foretells the pairs: mean of minus the logarithm of what it gave the truth."""
    distances = np.clip(lfw.pair_distances(pairs, vectors), 0, 4)  # also where a face is missing
    fitted = fit(distances, pairs.same, np.full(len(distances), 1 / len(distances)))
    sure = fitted.probability(distances)
    return float(-np.log(np.maximum(np.where(pairs.same, sure, 1 - sure), SURE)).mean())


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("data", type=Path, help="holds lfw and lfw-protocol")
    options.add_argument("--list", metavar="FILE", help="of lfw-protocol; default: the development pairs")
    options.add_argument("--variant", action="append", metavar="NAME", help="default: all")
    options.add_argument("--vectors", type=Path, metavar="FILE.npz", help="only what is in doubt by these")
    options.add_argument("--share", type=float, default=1.0, help="of the pairs")
    options.add_argument("--json", type=Path, metavar="FILE")
    args = options.parse_args()
    pairs = read_pairs(args.data / "lfw-protocol" / args.list) if args.list else development_pairs(args.data)
    pairs = _thinned(pairs, args.share)
    known = dict(read_vectors(args.vectors)) if args.vectors else {}
    photos = doubtful_photos(pairs, known) if known else pairs.photos
    bench = Bench(args.data / "lfw")
    rows = []
    heads = f"{'accuracy':>9} {'wrong':>6} {'log loss':>9} {'EER':>7} {'VAL':>7} {'ms':>6}"
    print(f"{'variant':30} {heads}   of {len(pairs.pairs)} pairs; {len(photos)} photos", flush=True)
    for variant in VARIANTS:
        if args.variant and variant.name.strip() not in args.variant:
            continue
        found, milliseconds = bench.run(variant, photos)
        vectors = known | found
        result, loss = lfw.measure(pairs, vectors), 1000 * log_loss(pairs, vectors)
        wrong = round((1 - result.accuracy) * result.pairs)
        figures = (
            f"{result.accuracy:9.2%} {wrong:6} {loss:9.2f} {result.eer:7.2%} {result.val:7.2%} {milliseconds:6.1f}"
        )
        print(f"{variant.name:30} {figures}", flush=True)
        row = {"variant": variant.name.strip(), "milliseconds": milliseconds, "wrong": wrong, "log_loss": loss}
        rows.append(row | asdict(result))
    if args.json:
        args.json.write_text(json.dumps(rows, indent=2))


if __name__ == "__main__":
    main()
