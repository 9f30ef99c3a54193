"""The laboratory's trainings: one small network, taught in many ways on LFW's people, measured on those it never saw.

    python tests/benchmarks/lab_training.py CHIPS --out DIR [--minutes 5] [--only TEXT]     trains, one piece at a time
    python tests/benchmarks/lab_training.py CHIPS --out DIR --table [--json FILE]           what has come out so far
    python tests/benchmarks/lab_training.py CHIPS --out DIR --roc FILE.png                 the curves
    python tests/benchmarks/lab_training.py CHIPS --out DIR --untrained                    what it can before it learns
    python tests/benchmarks/lab_training.py CHIPS --out DIR --link-unseen LINKS            the faces it is measured on

CHIPS are LFW's faces, cut by `python -m core cut-chips LFW CHIPS --side 112`. Every run sees as many images (--images),
has the seed 1 and goes on where it was stopped; repeat the first command until it says that all are done. NNS2 runs on
96 x 80 pixels instead of 140 x 116, which costs less than half. A random half of the people is learned from.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import asdict, replace
from functools import cache, partial
from pathlib import Path

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.evaluation.all_pairs import hold_out, labelled_pairs, limited, split_people
from core.evaluation.plot import Axis, Series, write_plot
from core.evaluation.verification import roc
from core.facenet.checkpoint import FILE, load, trained_network
from core.facenet.embedding import embed
from core.facenet.faces import Faces, labelled_files, read_faces
from core.facenet.networks import build
from core.facenet.progress import LOG, Report, read_log, run
from core.facenet.training import Plan, Training

SEED = 20261122
SIZE = (96, 80)
BASE = Plan(
    network="nns2", size=SIZE, people=45, faces=5, strangers=45, rate=0.05, gathered=0.01, images=30_000, seed=1
)
RUNS: dict[str, tuple[Plan, float]] = {  # the plan, and the share of the training people's images
    "semi-hard": (BASE, 1.0),
    "hardest": (replace(BASE, selection="hardest"), 1.0),
    "random": (replace(BASE, selection="random"), 1.0),
    "contrastive": (replace(BASE, loss="contrastive"), 1.0),
    "softmax": (replace(BASE, loss="softmax"), 1.0),
    "dimension 64": (replace(BASE, dimension=64), 1.0),
    "dimension 256": (replace(BASE, dimension=256), 1.0),
    "dimension 512": (replace(BASE, dimension=512), 1.0),
    "a tenth of the people": (BASE, 0.1),
    "a third of the people": (BASE, 0.33),
    "48 x 40 pixels": (replace(BASE, size=(48, 40)), 1.0),
    "64 x 53 pixels": (replace(BASE, size=(64, 53)), 1.0),
    "offline": (replace(BASE, selection="offline"), 1.0),
    "deepid2": (replace(BASE, loss="deepid2"), 1.0),
    "centre": (replace(BASE, loss="centre"), 1.0),
    "angular": (replace(BASE, loss="angular"), 1.0),
    "140 x 116 pixels": (replace(BASE, size=(140, 116)), 1.0),
}
MEASURED_EVERY = 15_000
COMPARED = ("semi-hard", "softmax", "random", "contrastive", "hardest")


def halves(faces: Faces) -> tuple[Faces, Faces]:
    """Learned from, and never seen."""
    half = split_people(faces.labels, splits=2, seed=SEED)
    return faces.only(half == 0), faces.only(half == 1)


def share_of_people(faces: Faces, share: float) -> Faces:
    order = np.random.default_rng(SEED).permutation(len(faces.names))
    return faces.only(order[faces.labels] < share * len(faces.names))


def measured(unseen: Faces) -> Faces:
    """People with two faces or more, at most five of each: what progress is measured on."""
    several = unseen.only(np.bincount(unseen.labels)[unseen.labels] > 1)
    return several.only(limited(several.labels, most=5))


def is_done(folder: Path, plan: Plan) -> bool:
    return (folder / FILE).exists() and load(folder / FILE)["images"] >= plan.images


def train(chips: Path, out: Path, *, minutes: float, only: str, images: int) -> None:
    """Goes on with the first run that is not done."""
    until = time.monotonic() + 60 * minutes
    of_size = cache(partial(read_faces, chips))
    for name, (plan, share) in RUNS.items():
        plan = replace(plan, images=images)
        if only not in name or is_done(out / name, plan):
            continue
        seen, unseen = halves(of_size(plan.size))
        training = Training(plan, share_of_people(seen, share), out / name)

        def told(report: Report, name: str = name) -> None:
            print(name, {key: value for key, value in asdict(report).items() if key != "unseen"}, flush=True)
            print("   ", report.unseen, flush=True)

        run(training, measured(unseen), seconds=until - time.monotonic(), every=MEASURED_EVERY, told=told)
        if time.monotonic() >= until:
            return
    print("all are done")


def table(out: Path) -> list[dict[str, str]]:
    """The last line of each log."""
    print("| run | faces seen | loss | active | spread | VAL at FAR 1e-3 | AUC | accuracy | minutes |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    rows = []
    for name in RUNS:
        for last in read_log(out / name / LOG)[-1:]:
            rows.append({"run": name, **last})
            value = {key: float(text) for key, text in last.items()}
            print(
                f"| {name} | {value['images']:,.0f} | {value['loss']:.4f} | {value['active']:.1%} | "
                f"{value['spread']:.4f} | {value['val']:.1%} ± {value['val_error']:.1%} | {value['auc']:.4f} | "
                f"{value['accuracy']:.1%} | {value['seconds'] / 60:.1f} |"
            )
    return rows


def draw_roc(chips: Path, out: Path, plot: Path) -> None:
    """The curves of COMPARED, over all pairs of the faces that progress is measured on."""
    judged = measured(halves(read_faces(chips, SIZE))[1])
    lines = []
    for name in COMPARED:
        if (out / name / FILE).exists():
            pairs = labelled_pairs(embed(trained_network(out / name), judged.chips), judged.labels)
            curve = roc(*pairs)
            shown = np.unique(np.searchsorted(curve.far, np.logspace(-4, 0, 200)).clip(max=len(curve.far) - 1))
            lines.append(Series(name, curve.far[shown], curve.val[shown]))
    write_plot(
        plot,
        f"NNS2 after {BASE.images:,} faces, {len(judged.names)} people never seen",
        Axis("different people accepted (FAR)", (1e-4, 1e-3, 1e-2, 1e-1, 1.0), logarithmic=True),
        Axis("same person accepted (VAL)", (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)),
        lines,
        key_above=True,
    )


def show_untrained(chips: Path) -> None:
    """What a network of BASE is worth that has seen nothing yet."""
    torch.manual_seed(BASE.seed)
    network = build(BASE.network, dimension=BASE.dimension, batch_norm=BASE.batch_norm, size=BASE.size)
    judged = measured(halves(read_faces(chips, BASE.size))[1])
    print(hold_out(embed(network, judged.chips), judged.labels))


def link_unseen(chips: Path, links: Path) -> None:
    """A tree of the faces that progress is measured on, for `python -m core evaluate sweep` and `cost`."""
    files = labelled_files(chips)
    names, labels = np.unique([file.parent.name for file in files], return_inverse=True)
    places = np.arange(len(files)).reshape(-1, 1, 1, 1)
    judged = measured(halves(Faces(places, labels, tuple(names)))[1])
    for file in (files[place] for place in judged.chips.ravel()):
        place = links / file.parent.name / file.name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(file.resolve())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("chips", type=Path)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--images", type=int, default=BASE.images, help="seen by each run")
    parser.add_argument("--only", default="", metavar="TEXT", help="runs with this in their name")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--table", action="store_true")
    parser.add_argument("--untrained", action="store_true", help="measure a network that has learned nothing")
    parser.add_argument("--roc", type=Path, metavar="FILE.png", help="draw the curves of losses and selections")
    parser.add_argument("--link-unseen", type=Path, metavar="LINKS", help="a folder for the faces that are measured on")
    parser.add_argument("--json", type=Path, metavar="FILE")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    if args.link_unseen:
        link_unseen(args.chips, args.link_unseen)
    elif args.untrained:
        show_untrained(args.chips)
    elif args.roc:
        draw_roc(args.chips, args.out, args.roc)
    elif args.table:
        rows = table(args.out)
        if args.json:
            args.json.write_text(json.dumps(rows, indent=2))
    else:
        train(args.chips, args.out, minutes=args.minutes, only=args.only, images=args.images)


if __name__ == "__main__":
    main()
