"""`evaluate`: how good the recognition is, by published protocols."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from core.commands import Answer, add_pack_option
from core.commands.grouping_evaluation import add_evaluations
from core.commands.laboratory import add_protocols
from core.errors import PhotoError
from core.evaluation import lfw
from core.evaluation.pairs import read_pairs
from core.faces.packs import open_pack
from core.faces.pipeline import FacePipeline

SHOWN_EVERY = 50  # photographs


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """Adds the command of this module."""
    evaluate = commands.add_parser("evaluate")
    protocols = evaluate.add_subparsers(required=True, metavar="PROTOCOL")
    wild = protocols.add_parser("lfw", parents=[common], help="pairs of Labeled Faces in the Wild")
    wild.add_argument("--images", required=True, metavar="DIR", help="holds NAME/NAME_0001.jpg")
    wild.add_argument("--pairs", required=True, metavar="FILE", help="pairs.txt, or a list without folds")
    wild.add_argument("--roc", metavar="FILE.png", help="draw the curve")
    wild.add_argument("--no-mirror", action="store_true", help="embed each face once, without its mirror image")
    add_pack_option(wild)
    wild.set_defaults(run=run_lfw)
    add_evaluations(protocols, common)
    add_protocols(protocols, common)


def run_lfw(args: argparse.Namespace) -> Answer:
    """The ten-fold protocol; of a list without folds the best threshold on the list itself."""
    folder = Path(args.images)
    if not folder.is_dir():
        raise PhotoError(f"There is no folder {folder}.")
    pairs = read_pairs(Path(args.pairs))
    pack = open_pack(args.pack)
    if args.no_mirror:
        pack = replace(pack, input=replace(pack.input, mirror=False))
    vectors = lfw.embed_photos(folder, pairs.photos, FacePipeline(pack), _show)
    if args.roc:
        lfw.write_roc(Path(args.roc), pairs, vectors)
    result = lfw.measure(pairs, vectors)
    return Answer(_document(result), _text(result))


def _document(result: lfw.Verification) -> dict[str, object]:
    return {
        "accuracy": result.accuracy,
        "std": result.std,
        "standard_error": result.standard_error,
        "val_at_far_1e-3": result.val,
        "val_interval": list(result.val_interval),
        "auc": result.auc,
        "eer": result.eer,
        "threshold": result.threshold,
        "pairs": result.pairs,
        "folds": result.folds,
        "missing": result.missing,
    }


def _text(result: lfw.Verification) -> str:
    low, high = result.val_interval
    spread = f" ± {result.std:.2%} over {result.folds} folds" if result.folds > 1 else ", best threshold on these pairs"
    return (
        f"accuracy   {result.accuracy:.2%}{spread}\n"
        f"VAL        {result.val:.2%} at FAR 0.1 % (95 %: {low:.2%} to {high:.2%})\n"
        f"AUC        {result.auc:.5f}\n"
        f"EER        {result.eer:.2%}\n"
        f"threshold  {result.threshold:.4f}\n"
        f"pairs      {result.pairs}, {result.missing} photos without a face"
    )


def _show(done: int, total: int) -> None:
    if sys.stderr.isatty() and (done % SHOWN_EVERY == 0 or done == total):
        sys.stderr.write(f"\r{done} of {total} photos" + ("\n" if done == total else ""))
        sys.stderr.flush()
