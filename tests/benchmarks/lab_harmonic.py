"""Harmonic embedding: a small network whose vectors meet the built-in network's.

    python tests/benchmarks/lab_harmonic.py CHIPS --start DIR --out DIR [--minutes 5] [--images 30000]    trains a piece
    python tests/benchmarks/lab_harmonic.py CHIPS --start DIR --out DIR --table [--json FILE]             measures

CHIPS are LFW's faces with the built-in network's vectors, as `cut-chips LFW CHIPS --side 112` leaves them.
--start is a training of lab_training.py; the same half of the people is learned from, the other is measured: the
published three-way table, accuracy and VAL of both networks, and how long one face takes each of them on one thread.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from lab_training import BASE, SEED, SIZE

from core.evaluation.all_pairs import HoldOut, limited, split_people
from core.facenet.checkpoint import trained_network
from core.facenet.embedding import embed
from core.facenet.export import to_onnx
from core.facenet.faces import labelled_files, read_faces
from core.facenet.harmonic import MARGIN, read_old_vectors, three_ways
from core.facenet.progress import run
from core.facenet.training import Training
from core.faces.packs import builtin_pack
from core.faces.runtime import open_session

TIMED = 100  # faces


def milliseconds(path: Path, side: int) -> float:
    """For one face, one at a time, on one thread."""
    session = open_session(path, threads=1)
    chips = np.random.default_rng(0).uniform(-1, 1, (1, 3, side, side)).astype(np.float32)
    for _ in range(5):
        session.run({session.input: chips})
    began = time.perf_counter()
    for _ in range(TIMED):
        session.run({session.input: chips})
    return 1000 * (time.perf_counter() - began) / TIMED


def line(name: str, one: HoldOut) -> str:
    return f"| {name} | {one.val:.1%} ± {one.error:.1%} | {one.auc:.4f} | {one.accuracy:.2%} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("chips", type=Path)
    parser.add_argument("--start", type=Path, required=True, metavar="DIR")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--images", type=int, default=30_000)
    parser.add_argument("--table", action="store_true")
    parser.add_argument("--json", type=Path, metavar="FILE")
    args = parser.parse_args()
    torch.set_num_threads(1)
    faces = read_faces(args.chips, SIZE)
    old = read_old_vectors(args.chips, labelled_files(args.chips))
    seen = split_people(faces.labels, splits=2, seed=SEED) == 0
    unseen, of_unseen = faces.only(~seen), old[~seen]
    several = np.flatnonzero(np.bincount(unseen.labels)[unseen.labels] > 1)
    several = several[limited(unseen.labels[several])]
    unseen, of_unseen = unseen.only(several), of_unseen[several]
    if not args.table:
        plan = replace(BASE, loss="harmonic", margin=MARGIN, images=args.images)
        training = Training(plan, faces.only(seen), args.out, old=old[seen], start=trained_network(args.start))
        print("before, with the last layer learned again:" if not training.images else f"at {training.images:,}:")
        print(line("new, old", three_ways(of_unseen, embed(training.network, unseen.chips), unseen.labels)["new, old"]))
        run(training, None, seconds=60 * args.minutes, every=7500, told=lambda one: print(one, flush=True))
        return
    print(f"{len(unseen.labels):,} faces of {len(unseen.names):,} people whom the new network never saw\n")
    print("| query, gallery | VAL at FAR 1e-3 | AUC | accuracy |\n| --- | --- | --- | --- |")
    network = trained_network(args.out)
    rows = three_ways(of_unseen, embed(network, unseen.chips, mirror=True), unseen.labels)
    alone = three_ways(of_unseen, embed(trained_network(args.start), unseen.chips, mirror=True), unseen.labels)
    for name, one in [*rows.items(), ("before it was made harmonic: new, old", alone["new, old"]),
                      ("before it was made harmonic: new, new", alone["new, new"])]:  # fmt: skip
        print(line(name, one))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "new.onnx"
        path.write_bytes(to_onnx(network))
        times = {"new": milliseconds(path, max(SIZE)), "old": milliseconds(builtin_pack().embedder, 150)}
    print(f"\none face, one thread: new {times['new']:.2f} ms, old {times['old']:.2f} ms")
    if args.json:
        args.json.write_text(json.dumps({**{name: one.val for name, one in rows.items()}, "ms": times}, indent=2))


if __name__ == "__main__":
    main()
