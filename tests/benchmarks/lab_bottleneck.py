"""Comparing by the bottleneck of a classifier: as it is, by its last layer, by PCA, by Joint Bayesian.

    python tests/benchmarks/lab_bottleneck.py CHIPS --runs DIR [--run softmax] [--json FILE]

CHIPS and DIR are those of lab_training.py. PCA and Joint Bayesian are learned from the half of the people that the
network was, and measured on the other half.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from lab_training import SIZE, halves

from core.evaluation.all_pairs import HoldOut, hold_out, limited
from core.facenet.bottleneck import fit_joint_bayesian, fit_pca
from core.facenet.checkpoint import trained_network
from core.facenet.embedding import embed
from core.facenet.faces import read_faces
from core.faces.vectors import unit

DIMENSIONS = (32, 64, 128)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("chips", type=Path)
    parser.add_argument("--runs", type=Path, required=True, metavar="DIR")
    parser.add_argument("--run", default="softmax")
    parser.add_argument("--json", type=Path, metavar="FILE")
    args = parser.parse_args()
    torch.set_num_threads(1)
    network = trained_network(args.runs / args.run)
    seen, unseen = halves(read_faces(args.chips, SIZE))
    several = unseen.only(np.bincount(unseen.labels)[unseen.labels] > 1)
    several = several.only(limited(several.labels))
    known, asked = (embed(network, faces.chips, bottleneck=True) for faces in (seen, several))
    rows: dict[str, HoldOut] = {
        "the last layer, 128 numbers": hold_out(embed(network, several.chips), several.labels),
        f"the bottleneck, {known.shape[1]} numbers": hold_out(unit(asked), several.labels),
    }
    for dimension in DIMENSIONS:
        pca = fit_pca(known, dimension)
        smaller, others = pca.apply(known), pca.apply(asked)
        rows[f"PCA to {dimension}"] = hold_out(unit(others), several.labels)
        joint = fit_joint_bayesian(smaller, seen.labels)
        rows[f"PCA to {dimension}, Joint Bayesian"] = hold_out(others, several.labels, compare=joint.all_pairs)
    print(f"| {args.run} | VAL at FAR 1e-3 | AUC | accuracy |\n| --- | --- | --- | --- |")
    for name, one in rows.items():
        print(f"| {name} | {one.val:.1%} ± {one.error:.1%} | {one.auc:.4f} | {one.accuracy:.1%} |")
    if args.json:
        args.json.write_text(json.dumps({name: one.val for name, one in rows.items()}, indent=2))


if __name__ == "__main__":
    main()
