"""`cut-chips`, `train`, `export-model`: the laboratory, which needs the extra `lab`.

    python -m core cut-chips FOLDER CHIPS            FOLDER/PERSON/photo.jpg; or --names: the library's confirmed faces
    python -m core train CHIPS --out DIR             goes on where it was stopped
    python -m core export-model DIR NAME --chips C   a pack that `packs use NAME` takes

torch is loaded when one of them runs, and not before.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from core.commands import Answer, open_library
from core.errors import TrainingError
from core.faces.manifest import packs_folder
from core.program import command

if TYPE_CHECKING:
    from core.facenet.faces import Picture
    from core.facenet.progress import Report
    from core.facenet.training import Plan

SIDE = 160  # pixels of a chip: enough for every network but the largest
SHOWN_EVERY = 50


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """Adds the commands of this module."""
    cut = commands.add_parser("cut-chips", parents=[common])
    cut.add_argument("source", nargs="?", metavar="FOLDER", help="holds PERSON/photograph")
    cut.add_argument("out", metavar="CHIPS", help="folder for the faces")
    cut.add_argument("--names", action="store_true", help="take the library's confirmed faces instead of a folder")
    cut.add_argument("--side", type=int, default=SIDE, metavar="N", help=f"pixels (default: {SIDE})")
    cut.set_defaults(run=run_cut)
    _add_train(commands, common)
    export = commands.add_parser("export-model", parents=[common])
    export.add_argument("training", metavar="DIR", help="folder of a training, or a facenet-pytorch weight file")
    export.add_argument("name", metavar="NAME", help="of the pack: small letters, digits and hyphens")
    export.add_argument("--chips", required=True, metavar="CHIPS", help="faces that the network has not seen")
    export.add_argument("--no-mirror", action="store_true", help="embed each face once, without its mirror image")
    export.set_defaults(run=run_export)


def _add_train(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    train = commands.add_parser("train", parents=[common])
    train.add_argument("chips", metavar="CHIPS", help="holds PERSON/face.jpg, made by cut-chips")
    train.add_argument("--out", required=True, metavar="DIR", help="keeps checkpoint and log; goes on where it ended")
    train.add_argument("--network", default="nns2", metavar="NAME")
    train.add_argument("--size", metavar="HEIGHTxWIDTH", help="another input than the published one")
    train.add_argument("--dimension", type=int, default=128, metavar="N")
    train.add_argument("--no-batch-norm", action="store_true", help="as published")
    train.add_argument(
        "--loss", default="triplet", metavar="NAME", help="harmonic: comparable with the built-in network"
    )
    train.add_argument("--selection", default="semi-hard", metavar="HOW", help="semi-hard, hardest, random or offline")
    train.add_argument("--margin", type=float, default=0.2)
    train.add_argument("--people", type=int, default=45, metavar="N", help="in a batch")
    train.add_argument("--faces", type=int, default=40, metavar="N", help="of each of them, at most")
    train.add_argument("--strangers", type=int, default=0, metavar="N", help="further faces in a batch")
    train.add_argument("--rate", type=float, default=0.05, help="learning rate of AdaGrad")
    train.add_argument("--gathered", type=float, default=0.01, help="AdaGrad's sum of squared slopes at the start")
    train.add_argument("--images", type=int, default=100_000, metavar="N", help="faces to see")
    train.add_argument("--seed", type=int, default=1)
    train.add_argument("--unseen", type=float, default=0.2, metavar="SHARE", help="of the people, kept for measuring")
    train.add_argument("--start", metavar="DIR", help="begin with the network of another training")
    train.add_argument("--minutes", type=float, default=float("inf"), help="stop after so long")
    train.add_argument("--every", type=int, default=5000, metavar="N", help="faces between two reports")
    train.set_defaults(run=run_train)


def run_cut(args: argparse.Namespace) -> Answer:
    """Chips of a labelled folder tree, or of the library."""
    need_laboratory()
    from core.facenet.faces import cut_chips, pictures_of

    if bool(args.source) == args.names:
        raise TrainingError("Give either a folder of photographs or --names.")
    pictures = _named(args) if args.names else pictures_of(Path(args.source))
    written = cut_chips(pictures, Path(args.out), side=args.side, told=_show)
    document = {"photos": len(pictures), "chips": written, "people": len({one.person for one in pictures})}
    return Answer(document, f"{written} faces of {document['people']} people.")


def run_train(args: argparse.Namespace) -> Answer:
    """One piece of a training, or all of it."""
    need_laboratory()
    from core.facenet.checkpoint import trained_network
    from core.facenet.faces import can_form_triplets, labelled_files, read_faces
    from core.facenet.harmonic import read_old_vectors
    from core.facenet.progress import run
    from core.facenet.training import Training, unseen_people

    plan = _plan(args)
    faces = read_faces(Path(args.chips), plan.size)
    kept = unseen_people(faces.labels, share=args.unseen, seed=plan.seed)
    chips = Path(args.chips)
    old = read_old_vectors(chips, labelled_files(chips))[~kept] if plan.loss == "harmonic" else None
    start = trained_network(Path(args.start)) if args.start else None
    training = Training(plan, faces.only(~kept), Path(args.out), old=old, start=start)
    unseen = faces.only(kept) if can_form_triplets(faces.labels[kept]) else None
    reports: list[Report] = []

    def told(report: Report) -> None:
        reports.append(report)
        sys.stderr.write(_line(report) + "\n")

    run(training, unseen, seconds=args.minutes * 60, every=args.every, told=told)
    if not reports:
        return Answer({"images": training.images, "done": True}, "This training is done; nothing was left to do.")
    return Answer(asdict(reports[-1]) | {"done": training.done}, _line(reports[-1]))


def run_export(args: argparse.Namespace) -> Answer:
    """A pack in the user's folder of packs."""
    need_laboratory()
    from core.facenet.checkpoint import trained_network
    from core.facenet.embedding import embed
    from core.facenet.export import measure_thresholds, save_pack
    from core.facenet.faces import read_faces
    from core.facenet.inception_resnet import read_published

    source = Path(args.training)
    network = read_published(source) if source.is_file() else trained_network(source)
    faces = read_faces(Path(args.chips), network.size)
    vectors = embed(network, faces.chips, mirror=not args.no_mirror)
    seen = f"{len(faces.labels):,} faces of {len(faces.names):,} people in {Path(args.chips).name}."
    thresholds = measure_thresholds(vectors, faces.labels, seen=seen)
    made = save_pack(network, args.name, thresholds, packs_folder(), mirror=not args.no_mirror)
    document = {"pack": made.name, "model": made.model, "dimension": made.dimension, **asdict(thresholds)}
    return Answer(document, f"The pack “{made.name}” is ready. Use it with: {command()} packs use {made.name}")


def need_laboratory() -> None:
    """Raises TrainingError where the extra `lab` is not installed."""
    if importlib.util.find_spec("torch") is None:
        raise TrainingError("This needs PyTorch, which is not installed: pip install 'familiar[lab]'")


def _plan(args: argparse.Namespace) -> Plan:
    from core.facenet.networks import SIZES, build
    from core.facenet.training import Plan

    if args.network not in SIZES:
        build(args.network)  # says which there are
    return Plan(
        network=args.network,
        size=_size(args.size) if args.size else SIZES[args.network],
        dimension=args.dimension,
        batch_norm=not args.no_batch_norm,
        loss=args.loss,
        selection=args.selection,
        margin=args.margin,
        people=args.people,
        faces=args.faces,
        strangers=args.strangers,
        rate=args.rate,
        gathered=args.gathered,
        images=args.images,
        seed=args.seed,
    )


def _size(text: str) -> tuple[int, int]:
    numbers = text.split("x")
    if len(numbers) != 2 or not all(number.isdigit() and int(number) >= 16 for number in numbers):
        raise TrainingError(f"“{text}” is no size; write for instance 96x80.")
    return int(numbers[0]), int(numbers[1])


def _named(args: argparse.Namespace) -> list[Picture]:
    """The faces that the user confirmed, by person."""
    from core.facenet.faces import Picture

    with open_library(args) as library:
        faces = [face for face in library.queries.faces() if face.how == "confirmed" and face.name]
    if not faces:
        raise TrainingError("Nobody in the library has a name that you confirmed on a face.")
    return [Picture(Path(one.photo_path), one.name, f"f{one.face_id}", one.landmarks) for one in faces]


def _line(report: Report) -> str:
    line = (
        f"{report.images:>9,} faces, {report.seconds:.0f} s: loss {report.loss:.4f}, {report.active:.1%} active, "
        f"spread {report.spread:.3f}"
    )
    if report.unseen is None:
        return line
    one = report.unseen
    return f"{line}; unseen people: VAL {one.val:.1%} ± {one.error:.1%} at FAR {one.far:g}, AUC {one.auc:.4f}"


def _show(done: int, total: int) -> None:
    if sys.stderr.isatty() and (done % SHOWN_EVERY == 0 or done == total):
        sys.stderr.write(f"\r{done} of {total} photos" + ("\n" if done == total else ""))
        sys.stderr.flush()
