"""`evaluate clusters | vectors | review`: how good the groups are, and how many answers they leave to the user."""

from __future__ import annotations

import argparse
import time
import zipfile
from pathlib import Path
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from core.commands import Answer, add_pack_option
from core.errors import PhotoError
from core.evaluation.clusters import Grouping, Score, score_groups
from core.evaluation.lfw import most_central
from core.evaluation.review import Review, ideal, name_groups
from core.faces.manifest import manifest
from core.faces.packs import open_pack
from core.faces.pipeline import FacePipeline
from core.people.cluster import group_faces
from core.people.constraints import Constraints
from core.people.cutoff import rescaled
from core.photos.decode import decode
from core.records import Algorithm

WORKING_SIDE = 1600  # pixels, as when a library is made
ANSWERS = (10, 50, 100, 250, 423, 650)
SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".heic"}


def add_evaluations(
    protocols: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser
) -> None:
    """Adds the protocols of this module to `evaluate`."""
    clusters = protocols.add_parser("clusters", parents=[common], help="groups of labelled photographs")
    clusters.add_argument("--images", required=True, metavar="DIR", help="holds IDENTITY/photograph")
    clusters.set_defaults(run=run_clusters)
    vectors = protocols.add_parser("vectors", parents=[common], help="groups of labelled vectors")
    review = protocols.add_parser("review", parents=[common], help="answers until everybody is named")
    review.add_argument("--least", type=int, default=1, metavar="N", help="only people with so many faces")
    for protocol, run in ((vectors, run_vectors), (review, run_review)):
        protocol.add_argument("file", metavar="FILE.npz", help="arrays `vectors` (N x D) and `labels` (N)")
        protocol.set_defaults(run=run)
    for protocol in (clusters, vectors, review):
        add_pack_option(protocol)
        protocol.add_argument("--algorithm", choices=get_args(Algorithm), default="average")


def run_clusters(args: argparse.Namespace) -> Answer:
    """Groups the largest, most central face of each photograph."""
    folder = Path(args.images)
    if not folder.is_dir():
        raise PhotoError(f"There is no folder {folder}.")
    photos = sorted(path for path in folder.glob("*/*") if path.suffix.lower() in SUFFIXES)
    pipeline = FacePipeline(open_pack(args.pack))
    found = [
        (path.parent.name, most_central(pipeline.find(decode(path, target_side=WORKING_SIDE).image, scale=1.0)))
        for path in photos
    ]
    faces = [(name, face.vector) for name, face in found if face is not None]
    if not faces:
        raise PhotoError(f"There is no photograph with a face in the folders of {folder}.")
    return _scored(np.array([vector for _, vector in faces]), np.array([name for name, _ in faces]), args)


def run_vectors(args: argparse.Namespace) -> Answer:
    """Groups vectors from a file."""
    return _scored(*read_vectors(Path(args.file)), args)


def run_review(args: argparse.Namespace) -> Answer:
    """Names the groups of vectors from a file, the largest first."""
    vectors, labels = read_vectors(Path(args.file))
    _, person = np.unique(labels, return_inverse=True)
    many = np.bincount(person)[person] >= args.least
    vectors, person = vectors[many], person[many]
    review = name_groups(_grouped(vectors, args), person)
    best = ideal(person)
    document = {
        "faces": len(person),
        "people": len(np.unique(person)),
        "named": {str(answers): _shares(review, best, answers) for answers in ANSWERS},
        "answers_until_99": review.answers_until(0.99),
    }
    lines = []
    for answers in ANSWERS:
        right, wrong = review.after(answers)
        most = best.after(answers)[0]
        lines.append(f"{answers:4} answers: {right:.1%} of the faces named, {wrong:.2%} wrong; at best {most:.1%}")
    return Answer(document, "\n".join([*lines, f"99 % after {review.answers_until(0.99)} answers"]))


def _shares(review: Review, best: Review, answers: int) -> dict[str, float]:
    right, wrong = review.after(answers)
    return {"right": right, "wrong": wrong, "ideal": best.after(answers)[0]}


def _scored(vectors: NDArray[np.float32], labels: NDArray[np.generic], args: argparse.Namespace) -> Answer:
    began = time.perf_counter()
    groups = _grouped(vectors, args)
    seconds = time.perf_counter() - began
    score = score_groups(groups, np.unique(labels, return_inverse=True)[1])
    document = {
        "pairwise": _score(score.pairwise),
        "b_cubed": _score(score.b_cubed),
        "impure": score.impure,
        "groups": score.groups,
        "faces": len(vectors),
        "seconds": seconds,
    }
    return Answer(document, _text(score, len(vectors), seconds))


def _text(score: Grouping, faces: int, seconds: float) -> str:
    lines = [f"{faces} faces, {score.groups} groups, {score.impure:.1%} of the faces in mixed groups, {seconds:.1f} s"]
    for name, one in (("pairwise", score.pairwise), ("B-cubed", score.b_cubed)):
        lines.append(f"{name}: precision {one.precision:.4f}, recall {one.recall:.4f}, F {one.f:.4f}")
    return "\n".join(lines)


def _score(score: Score) -> dict[str, float]:
    return {"p": score.precision, "r": score.recall, "f": score.f}


def _grouped(vectors: NDArray[np.float32], args: argparse.Namespace) -> NDArray[np.int64]:
    count = len(vectors)
    return group_faces(
        rescaled(vectors, 1 / manifest(args.pack).thresholds.scale),
        cut_off=None,
        constraints=Constraints.none(count),
        clusterable=np.ones(count, dtype=np.bool_),
        algorithm=args.algorithm,
    )


def read_vectors(path: Path) -> tuple[NDArray[np.float32], NDArray[np.generic]]:
    """Unit vectors (N, D) and labels (N,). Raises `PhotoError` where the file does not hold them."""
    try:
        with np.load(path, allow_pickle=False) as arrays:
            vectors, labels = np.asarray(arrays["vectors"], dtype=np.float32), arrays["labels"]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise PhotoError(f"{path} does not hold the arrays `vectors` and `labels`.") from error
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True) if vectors.ndim == 2 else np.zeros(1)
    if vectors.ndim != 2 or len(vectors) != len(labels) or not np.isfinite(lengths).all() or not lengths.all():
        raise PhotoError(f"The vectors in {path} are not one for each label, or one of them says nothing.")
    return vectors / lengths, labels
