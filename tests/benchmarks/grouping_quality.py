"""The default grouping against the best fixed cut-off of average linkage, on albums of many sizes made from LFW.

    python tests/benchmarks/grouping_quality.py FILE.npz

FILE.npz holds `vectors` (N x 128) and `labels` (N names), for instance of all LFW photographs. The best fixed cut-off
is chosen by looking at the answer; the default knows nothing. Prints a table and, with --json, one document.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.evaluation.clusters import score_groups
from core.people.cluster import group_faces
from core.people.constraints import Constraints
from core.people.linkage import link
from core.people.units import Units

CUT_OFFS = np.arange(0.10, 0.2401, 0.01)
DRAWS = 10


def albums(person: np.ndarray) -> Iterator[tuple[str, np.ndarray]]:
    """Names and the indexes of their faces."""
    photos = np.bincount(person)
    yield "6 people", np.flatnonzero(np.isin(person, np.argsort(-photos)[:6]))
    for least in (20, 10, 2, 1):
        yield f"{least}+ photos", np.flatnonzero(photos[person] >= least)
    half = np.random.default_rng(7).permutation(len(photos)) < len(photos) // 2
    yield "half of the people", np.flatnonzero(half[person])
    yield "other half", np.flatnonzero(~half[person])
    random = np.random.default_rng(0)
    often, once = np.flatnonzero(photos >= 20), np.flatnonzero(photos[person] == 1)
    for draw in range(DRAWS):
        family = np.flatnonzero(np.isin(person, random.choice(often, 8, replace=False)))
        yield f"family-shaped {draw}", np.concatenate([family, random.choice(once, 300, replace=False)])


def best_fixed(vectors: np.ndarray, person: np.ndarray) -> tuple[float, float]:
    """The best B-cubed F, and its cut-off."""
    apart = Units.from_constraints(Constraints.none(len(vectors))).apart
    limit = 0.16 if len(vectors) > 5000 else 0.24
    tree = link(vectors, np.ones(len(vectors)), cut_off=limit, apart=apart)
    return max((score_groups(tree.cut(cut), person).b_cubed.f, float(cut)) for cut in CUT_OFFS if cut <= limit + 1e-9)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    with np.load(args.file) as arrays:
        vectors, person = arrays["vectors"], np.unique(arrays["labels"], return_inverse=True)[1]
    rows = []
    for name, faces in albums(person):
        one, who = vectors[faces], np.unique(person[faces], return_inverse=True)[1]
        best, cut_off = best_fixed(one, who)
        all_good = np.ones(len(one), dtype=np.bool_)
        labels = group_faces(one, cut_off=None, constraints=Constraints.none(len(one)), clusterable=all_good)
        score = score_groups(labels, who)
        rows.append(
            {
                "album": name,
                "faces": len(one),
                "best_fixed": best,
                "cut_off": cut_off,
                "default": score.b_cubed.f,
                "precision": score.b_cubed.precision,
                "pairwise_precision": score.pairwise.precision,
                "impure": score.impure,
            }
        )
        if not args.json:
            print(
                f"| {name} | {len(one)} | {best:.4f} at {cut_off:.2f} | {score.b_cubed.f:.4f} | "
                f"{score.b_cubed.precision:.4f} | {score.pairwise.precision:.4f} | {score.impure:.1%} |",
                flush=True,
            )
    if args.json:
        print(json.dumps(rows, indent=2))


if __name__ == "__main__":
    main()
