"""Whether the probability that a question shows is kept: of the pairs said to be one person with 30 %, 30 % should be.

    python tests/benchmarks/grouping_questions.py [--cache DIR] [--json FILE]

Albums of many shapes from LFW's people (those of the other half, on whom nothing was chosen), and the family album
whole and in draws of ten to twenty photos, are grouped by the default rule; then every pair of sides is looked at that
is within reach of a question and that the photographs leave open. `portraits` is what the distance says of two
portraits chosen by a coin, which the questions showed before; `said` is `core.people.chance`. Every album weighs by the
square root of its pairs. A side of several people is the one of most of its faces. Where the vectors come from:
grouping_quality.py.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from grouping_quality import by_default, constraints_of
from labelled import SEED, Faces, chosen_half, family_shaped, often, read, small, wide

from core.evaluation.calibration import reliability
from core.faces.manifest import manifest
from core.people.chance import Sides, chances
from core.people.linkage import distances, sums_of
from core.people.near import near_pairs
from core.people.suggest import LEAST, PAIRS_HELD
from core.people.units import Units

RANDOM_PEOPLE = (100, 300, 700, 700)


def shapes(part: Faces) -> Iterator[Faces]:
    vectors, person = part.vectors, part.person
    yield part
    for least in (2, 5, 10, 20):
        yield part.only(often(person, least))
    draws = [*family_shaped(person, draws=6, seed=SEED), *small(person, draws=40, seed=SEED)]
    for widest in (True, False):
        draws += small(person, draws=12, seed=SEED, pool=wide(vectors, person, widest=widest))
    random = np.random.default_rng(SEED)
    draws += [
        np.flatnonzero(np.isin(person, random.permutation(person.max() + 1)[:people])) for people in RANDOM_PEOPLE
    ]
    yield from map(part.only, draws)


def of_the_family(faces: Faces) -> Iterator[Faces]:
    yield faces
    random, photos = np.random.default_rng(SEED), len(faces.places)
    for _ in range(100):
        shown = random.choice(photos, int(random.integers(10, 21)), replace=False)
        yield faces.only(np.isin(faces.photo, shown))


def open_pairs(faces: Faces) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What is said of each pair now, what the distance says of two portraits, and the truth."""
    labels = by_default(faces)
    sums, sizes = sums_of(faces.vectors, labels, int(labels.max()) + 1)
    units = Units.from_constraints(constraints_of(faces))
    first = np.unique(units.of, return_index=True)[1]
    thresholds = manifest("built-in").thresholds
    _, near = near_pairs(
        (sums / sizes[:, None]).astype(np.float32),
        within=thresholds.suggest,
        apart=units.apart.renumbered(labels[first], len(sizes)),
        limit=PAIRS_HELD,
    )
    left, right = (side.astype(np.int64) for side in near)
    portraits = np.array([thresholds.probability(one) for one in distances(sums, sizes, left, right).tolist()])
    said = chances(Sides.good(sums, sizes), left, right)
    whose = np.array([np.bincount(faces.person[labels == group]).argmax() for group in range(len(sizes))])
    return said, portraits, whose[left] == whose[right]


def measure(name: str, albums: Iterator[Faces]) -> dict[str, object]:
    looked_at = [pairs for pairs in map(open_pairs, albums) if len(pairs[2])]
    said, portraits, same = (np.concatenate([one[which] for one in looked_at]) for which in range(3))
    weight = np.concatenate([np.full(len(one[2]), len(one[2]) ** -0.5) for one in looked_at])
    weight /= weight.sum()
    print(f"\n{name}: {len(looked_at)} albums, {len(same):,} open pairs, {int(same.sum()):,} of them one person\n")
    print("| said | pairs | mean said | true | portraits: pairs | mean said | true |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    bins = [{one.low: one for one in reliability(which, same, weight)} for which in (said, portraits)]
    for low in np.round(np.arange(0, 1, 0.1), 1).tolist():
        cells = [
            f"{one[low].pairs:,} | {one[low].said:.3f} | {one[low].true:.3f}" if low in one else "– | – | –"
            for one in bins
        ]
        print(f"| {low:.1f} to {low + 0.1:.1f} | " + " | ".join(cells) + " |")
    loss = [_log_loss(which, same, weight) for which in (said, portraits)]
    asked = [which >= LEAST for which in (said, portraits)]
    yes = [float(same[one].mean()) if one.any() else 0.0 for one in asked]
    print(
        f"\nlog loss {loss[0]:.4f}, portraits {loss[1]:.4f}; of those over {LEAST:.0%} ({asked[0].sum():,}, portraits "
        f"{asked[1].sum():,}) {yes[0]:.1%} and {yes[1]:.1%} are one person"
    )
    return {
        "albums": name,
        "pairs": len(same),
        "log_loss": loss,
        "asked": [int(one.sum()) for one in asked],
        "yes": yes,
    }


def _log_loss(said: np.ndarray, same: np.ndarray, weight: np.ndarray) -> float:
    sure = np.clip(np.where(same, said, 1 - said), 1e-9, 1)
    return float(-(weight * np.log(sure)).sum())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path, metavar="DIR")
    parser.add_argument("--json", type=Path, metavar="FILE")
    args = parser.parse_args()
    lfw = read("lfw", args.cache)
    other = ~chosen_half(lfw.person)[lfw.person]
    rows = [
        measure("LFW, the other half", shapes(lfw.only(other))),
        measure("The family album", of_the_family(read("family", args.cache))),
    ]
    if args.json:
        args.json.write_text(json.dumps(rows, indent=2))


if __name__ == "__main__":
    main()
