"""How sure a distance makes us: fits the probability of a pack, derives its distances and checks the promise.

    python tests/benchmarks/calibration.py ../shared/data --curve tests/benchmarks/reliability.png

Fitted on photographs of Labeled Faces in the Wild that no pair of pairs.txt shows (5,532 of 13,233; people may occur in
both): at most 20 pairs a person, and a million pairs of different people. Checked on the 6,000 pairs of pairs.txt, and,
for a curve that is no lottery, on as many pairs again between the other 7,701 photographs. Says on the way in how many
photographs a face is found. The vectors are kept in `--vectors` and used again; making them takes ten minutes of one
core.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.evaluation import lfw, verification
from core.evaluation.calibration import calibration_error, equal_weights, fit, reliability, write_reliability
from core.evaluation.pairs import PhotoName, read_pairs
from core.faces.manifest import manifest
from core.faces.packs import open_pack
from core.faces.pipeline import FacePipeline

PAIRS_A_PERSON = 20
DIFFERENT = 1_000_000
# Farther pairs of one person are mostly wrong names in the data set; they would flatten the curve where it matters.
# Distances of the built-in network; those of another pack are `scale` times as large.
DOUBT = (0.10, 0.25)
SHOWN = (0.10, 0.12, 0.14, 0.16, 0.17, 0.175, 0.19, 0.20, 0.22, 0.25)
GROUP_FAR = 1e-3  # of the pairs of different people lie within the distance for grouping
SUGGEST_VAL = 0.995  # of the pairs of one person lie within the distance for suggesting

Vectors = dict[PhotoName, NDArray[np.float32]]


def all_photos(images: Path) -> list[PhotoName]:
    """Every photograph of the folder."""
    return sorted((path.parent.name, int(path.stem[-4:])) for path in images.glob("*/*.jpg"))


def make_vectors(path: Path, images: Path, pack: str) -> None:
    """Writes the vector of every photograph in which a face is found."""
    made = lfw.embed_photos(images, all_photos(images), FacePipeline(open_pack(pack), threads=1))
    seen = {photo: vector for photo, vector in made.items() if vector is not None}
    photos = [f"{name}/{number}" for name, number in seen]
    np.savez(path, photos=np.array(photos), vectors=np.array(list(seen.values())))


def read_vectors(path: Path) -> Vectors:
    """What `make_vectors` wrote."""
    with np.load(path) as stored:
        names, vectors = stored["photos"], stored["vectors"]
    keys = [str(name).rsplit("/", 1) for name in names]
    return {(name, int(number)): vector for (name, number), vector in zip(keys, vectors, strict=True)}


def drawn_pairs(photos: list[PhotoName], vectors: Vectors) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Distances, and whether the pair shows one person."""
    random = np.random.default_rng(0)
    people: dict[str, list[int]] = {}
    for i, (name, _) in enumerate(photos):
        people.setdefault(name, []).append(i)
    same: list[tuple[int, int]] = []
    for places in people.values():
        pairs = list(combinations(places, 2))
        same += [pairs[i] for i in random.permutation(len(pairs))[:PAIRS_A_PERSON]]
    drawn = random.integers(0, len(photos), (DIFFERENT, 2))
    owner = np.unique([name for name, _ in photos], return_inverse=True)[1]
    drawn = drawn[owner[drawn[:, 0]] != owner[drawn[:, 1]]]
    stacked = np.array([vectors[photo] for photo in photos])
    both = np.concatenate([np.array(same), drawn])
    products = np.einsum("ij,ij->i", stacked[both[:, 0]], stacked[both[:, 1]], dtype=np.float64)
    return 2 - 2 * products, np.arange(len(both)) < len(same)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("data", type=Path, help="holds lfw and lfw-protocol")
    options.add_argument("--pack", default="built-in")
    options.add_argument("--vectors", type=Path, default=Path("lfw_vectors.npz"), metavar="FILE.npz")
    options.add_argument("--curve", type=Path, metavar="FILE.png")
    options.add_argument("--json", type=Path, metavar="FILE")
    args = options.parse_args()
    images, scale = args.data / "lfw", manifest(args.pack).thresholds.scale
    if not args.vectors.exists():
        make_vectors(args.vectors, images, args.pack)
    vectors = read_vectors(args.vectors)
    print(f"a face in {len(vectors)} of {len(all_photos(images))} photographs")
    test = read_pairs(args.data / "lfw-protocol" / "pairs.txt")
    apart = set(test.photos)
    distances, same = drawn_pairs([photo for photo in vectors if photo not in apart], vectors)
    curve = verification.roc(distances, same)
    doubtful = (distances > DOUBT[0] * scale) & (distances < DOUBT[1] * scale)
    found = fit(distances[doubtful], same[doubtful], equal_weights(same)[doubtful])
    errors = 1 - curve.val + curve.far
    verify = float(curve.thresholds[errors.argmin()])
    group = float(curve.thresholds[curve.far <= GROUP_FAR][-1])
    suggest = float(curve.thresholds[curve.val >= SUGGEST_VAL][0])
    print(f"fitted on {same.sum()} pairs of one person, {(~same).sum()} of two, of photographs not in pairs.txt")
    print(f"middle {found.middle:.4f}  steepness {found.steepness:.1f}  ", end="")
    print(f"verify {verify:.4f}  group {group:.4f}  suggest {suggest:.4f}\n")
    print("distance   same within   others within   probability")
    for distance in np.array(SHOWN) * scale:
        within = [float((distances[kind] <= distance).mean()) for kind in (same, ~same)]
        sure = float(found.probability(np.array([distance]))[0])
        print(f"{distance:8.3f} {within[0]:12.2%} {within[1]:15.3%} {sure:13.3f}")
    few = found.probability(lfw.pair_distances(test, {photo: vectors.get(photo) for photo in apart}))
    error = calibration_error(reliability(few, test.same, np.ones(len(few))))
    checked, truth = drawn_pairs([photo for photo in vectors if photo in apart], vectors)
    bins = reliability(found.probability(checked), truth, equal_weights(truth))
    print(f"\nchecked on {len(few)} pairs of pairs.txt: mean difference of said and true {error:.2%}")
    print(f"checked on {truth.sum()} pairs of one person, {(~truth).sum()} of two: {calibration_error(bins):.2%}")
    print("said            mean said   true             pairs")
    for one in bins:
        print(f"{one.low:.1f} to {one.high:.1f} {one.said:13.3f} {one.true:9.3f} ± {one.error:.3f} {one.pairs:7}")
    if args.curve:
        write_reliability(args.curve, "How sure: pairs that were not fitted", bins)
    if args.json:
        document = {
            **asdict(found),
            "verify": verify,
            "group": group,
            "suggest": suggest,
            "bins": [asdict(one) for one in bins],
        }
        args.json.write_text(json.dumps(document, indent=2))


if __name__ == "__main__":
    main()
