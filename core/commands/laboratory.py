"""More of `evaluate`: the other protocols of the sources, from hold-out sets to harmonic embedding."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.commands import Answer, add_pack_option
from core.commands.grouping_evaluation import read_vectors
from core.commands.training import need_laboratory
from core.errors import PhotoError
from core.evaluation import lfw, verification
from core.evaluation.all_pairs import HoldOut, hold_out
from core.evaluation.clusters import score_groups
from core.evaluation.figures import WrongPair, draw_distances, draw_wrong_pairs, save_picture
from core.evaluation.identification import identify_all, k_means, nearest_neighbours, split_for_gallery
from core.evaluation.pairs import PairList, photo_path, read_pairs
from core.evaluation.videos import video_distances, video_pairs
from core.faces.align import cut_chip, similarity
from core.faces.manifest import Input
from core.faces.packs import open_pack
from core.faces.pipeline import FacePipeline
from core.faces.templates import template
from core.faces.vectors import dequantise, quantise
from core.photos.decode import decode

SHOWN = Input(side=112, template="arcface")  # of the faces in pictures
NEIGHBOURS = (1, 3, 5)


def add_protocols(
    protocols: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser
) -> None:
    """Adds the protocols of this module to `evaluate`."""
    held = protocols.add_parser("holdout", parents=[common], help="all pairs of labelled vectors, in splits of people")
    who = protocols.add_parser("identification", parents=[common], help="gallery and probes, neighbours, k-means")
    who.add_argument("--enrolled", type=int, default=1, metavar="N", help="faces of each person in the gallery")
    video = protocols.add_parser("videos", parents=[common], help="pairs of videos, by all pairs of frames")
    for protocol, run in ((held, run_holdout), (who, run_identification), (video, run_videos)):
        protocol.add_argument("file", metavar="FILE.npz", help="arrays `vectors`, `labels`; `videos` for videos")
        protocol.add_argument("--far", type=float, default=1e-3 if protocol is held else 1e-2)
        protocol.set_defaults(run=run)
    wrong = protocols.add_parser("errors", parents=[common], help="the pairs of LFW that go wrong, as a picture")
    wrong.add_argument("--images", required=True, metavar="DIR")
    wrong.add_argument("--pairs", required=True, metavar="FILE")
    wrong.set_defaults(run=run_errors)
    apart = protocols.add_parser("distances", parents=[common], help="faces in other poses and lights, as a picture")
    apart.add_argument("images", nargs="+", metavar="IMAGE")
    apart.set_defaults(run=run_distances)
    for protocol in (wrong, apart):
        protocol.add_argument("--out", required=True, metavar="FILE.png")
        add_pack_option(protocol)
    sweep = protocols.add_parser("sweep", parents=[common], help="a trained network on worse pictures")
    sweep.add_argument("training", metavar="DIR")
    harmonic = protocols.add_parser("harmonic", parents=[common], help="a new network beside the built-in one")
    harmonic.add_argument("training", metavar="DIR")
    cost = protocols.add_parser("cost", parents=[common], help="multiply-adds against VAL of trained networks")
    cost.add_argument("trainings", nargs="+", metavar="DIR")
    cost.add_argument("--out", required=True, metavar="FILE.png")
    for protocol, run in ((sweep, run_sweep), (harmonic, run_harmonic), (cost, run_cost)):
        protocol.add_argument("--chips", required=True, metavar="CHIPS", help="faces that they have not seen")
        protocol.set_defaults(run=run)


def run_holdout(args: argparse.Namespace) -> Answer:
    """As they are, and quantised to a byte a dimension."""
    vectors, labels = _measurable(args.file)
    rows = {
        "as they are": hold_out(vectors, labels, far=args.far),
        "one byte a dimension": hold_out(dequantise(quantise(vectors)), labels, far=args.far),
    }
    return _holdouts(rows)


def run_identification(args: argparse.Namespace) -> Answer:
    """Closed and open set, k nearest neighbours, and k-means with as many groups as people."""
    vectors, labels = _measurable(args.file)
    split = split_for_gallery(labels, enrolled=args.enrolled)
    if not len(split.known):
        raise PhotoError(f"Nobody in {args.file} has more than {args.enrolled} faces, which the gallery needs.")
    found = identify_all(vectors, labels, split, far=args.far)
    gallery, known = vectors[split.gallery], vectors[split.known]
    names = labels[split.gallery]
    right = {
        k: float((nearest_neighbours(gallery, names, known, k=k) == labels[split.known]).mean()) for k in NEIGHBOURS
    }
    groups = score_groups(k_means(vectors, len(np.unique(labels))), labels)
    text = (
        f"closed set  {found.first:.2%} at rank one, {found.among_five:.2%} among five; {found.people} people, "
        f"{found.known} faces\n"
        f"open set    {found.found:.2%} named rightly where {found.far:.1%} of {found.strangers} strangers are too\n"
        + "".join(f"{k} nearest   {share:.2%}\n" for k, share in right.items())
        + f"k-means     B-cubed F {groups.b_cubed.f:.4f} with as many groups as people"
    )
    document = asdict(found) | {"nearest": {str(k): share for k, share in right.items()}, "k_means_f": groups.b_cubed.f}
    return Answer(document, text)


def run_videos(args: argparse.Namespace) -> Answer:
    """Every pair of videos of a file whose `videos` says which video each vector is a frame of."""
    vectors, labels = _measurable(args.file)
    with np.load(args.file, allow_pickle=False) as arrays:
        if "videos" not in arrays or len(arrays["videos"]) != len(labels):
            raise PhotoError(f"{args.file} does not hold an array `videos`, one number a vector.")
        video = np.unique(arrays["videos"], return_inverse=True)[1]
    person = np.array([labels[video == one][0] for one in range(int(video.max()) + 1)])
    pairs, same = video_pairs(person)
    if same.all() or not same.any():
        raise PhotoError(f"{args.file} must hold two videos of one person, and videos of two people.")
    distances = video_distances(vectors, video, pairs)
    threshold = verification.balanced_threshold(distances, same)
    document = {
        "videos": len(person),
        "pairs": len(pairs),
        "accuracy": verification.balanced_accuracy(distances, same, threshold=threshold),
        "auc": verification.auc(distances, same),
        "val": verification.val_at_far(distances, same, far=args.far),
    }
    text = (
        f"{len(person)} videos, {len(pairs)} pairs: {document['accuracy']:.2%} right at the best threshold, "
        f"AUC {document['auc']:.4f}, VAL {document['val']:.2%} at FAR {args.far:.1%}"
    )
    return Answer(document, text)


def run_errors(args: argparse.Namespace) -> Answer:
    """False accepts and false rejects at the threshold of the fewest errors."""
    folder = Path(args.images)
    if not folder.is_dir():
        raise PhotoError(f"There is no folder {folder}.")
    pairs = read_pairs(Path(args.pairs))
    pipeline = FacePipeline(open_pack(args.pack))
    vectors = lfw.embed_photos(folder, pairs.photos, pipeline)
    distances, same = lfw.pair_distances(pairs, vectors), pairs.same
    threshold = verification.best_threshold(distances, same)
    wrong = np.flatnonzero((distances <= threshold) != same)
    shown = [_wrong_pair(folder, pairs, int(place), float(distances[place]), pipeline) for place in wrong]
    save_picture(draw_wrong_pairs(shown, threshold=threshold), Path(args.out))
    accepted = sum(not one.same for one in shown)
    document = {"pairs": len(same), "accepted": accepted, "rejected": len(shown) - accepted, "threshold": threshold}
    return Answer(document, f"{accepted} false accepts and {len(shown) - accepted} false rejects in {args.out}")


def run_distances(args: argparse.Namespace) -> Answer:
    """The most central face of each image against every other's."""
    pack = open_pack(args.pack)
    pipeline = FacePipeline(pack)
    chips, vectors = [], []
    for path in map(Path, args.images):
        chip, vector = _face_of(path, pipeline)
        if vector is None:
            raise PhotoError(f"There is no face in {path}.")
        chips.append(chip)
        vectors.append(vector)
    found = np.array(vectors)
    save_picture(draw_distances(chips, found, threshold=pack.thresholds.verify), Path(args.out))
    distances = ((found[:, None] - found[None]) ** 2).sum(axis=2)
    return Answer({"images": args.images, "distances": distances.tolist()}, f"The distances are in {args.out}")


def run_sweep(args: argparse.Namespace) -> Answer:
    """FaceNet's table of JPEG qualities and pixels, for one network."""
    need_laboratory()
    from core.facenet.checkpoint import trained_network
    from core.facenet.faces import check_for_triplets, read_faces
    from core.facenet.sweeps import sweep

    network = trained_network(Path(args.training))
    faces = read_faces(Path(args.chips), network.size)
    check_for_triplets(faces.labels)
    return _holdouts({level.name: level.result for level in sweep(network, faces)})


def run_harmonic(args: argparse.Namespace) -> Answer:
    """Old against old, new against old, new against new."""
    need_laboratory()
    from core.facenet.checkpoint import trained_network
    from core.facenet.embedding import embed
    from core.facenet.faces import check_for_triplets, labelled_files, read_faces
    from core.facenet.harmonic import read_old_vectors, three_ways

    network, chips = trained_network(Path(args.training)), Path(args.chips)
    faces = read_faces(chips, network.size)
    check_for_triplets(faces.labels)
    old = read_old_vectors(chips, labelled_files(chips))
    return _holdouts(three_ways(old, embed(network, faces.chips, mirror=True), faces.labels))


def run_cost(args: argparse.Namespace) -> Answer:
    """The published plot, for networks of one's own."""
    need_laboratory()
    from core.facenet.checkpoint import trained_network
    from core.facenet.cost import stages, total
    from core.facenet.embedding import embed
    from core.facenet.faces import check_for_triplets, read_faces
    from core.facenet.sweeps import write_cost_plot

    rows, document = [], []
    for place in map(Path, args.trainings):
        network = trained_network(place)
        faces = read_faces(Path(args.chips), network.size)
        check_for_triplets(faces.labels)
        val = hold_out(embed(network, faces.chips), faces.labels).val
        rows.append((place.name, network, val))
        parameters, multiply_adds = total(stages(network))
        document.append({"name": place.name, "parameters": parameters, "multiply_adds": multiply_adds, "val": val})
    write_cost_plot(Path(args.out), rows)
    lines = [f"{row['name']}: {row['multiply_adds']:,} multiply-adds, VAL {row['val']:.2%}" for row in document]
    return Answer(document, "\n".join(lines))


def _measurable(file: str) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Unit vectors and whose they are. Raises PhotoError where no pair of each kind is among them."""
    vectors, names = read_vectors(Path(file))
    labels = np.unique(names, return_inverse=True)[1]
    counts = np.bincount(labels)
    if len(counts) < 2 or counts.max() < 2:
        raise PhotoError(f"{file} must hold faces of two people, and two faces of one.")
    return vectors, labels.astype(np.int64)


def _holdouts(rows: dict[str, HoldOut]) -> Answer:
    first = next(iter(rows.values()))
    lines = [
        f"{first.faces} faces of {first.people} people, {first.same:,} pairs of one person, {first.different:,} of two"
    ]
    lines += [
        f"{name:<22} VAL {one.val:.2%} ± {one.error:.2%} at FAR {one.far:g}, AUC {one.auc:.4f}, {one.accuracy:.2%}"
        for name, one in rows.items()
    ]
    return Answer({name: asdict(one) for name, one in rows.items()}, "\n".join(lines))


def _face_of(path: Path, pipeline: FacePipeline) -> tuple[NDArray[np.uint8], NDArray[np.float32] | None]:
    """The chip and the vector of the most central face; the whole picture where there is none."""
    pixels = decode(path).pixels
    face = lfw.most_central(pipeline.find(pixels, scale=1.0))
    if face is None:
        return pixels, None
    points = face.landmarks.to_array() * np.array([pixels.shape[1], pixels.shape[0]])
    (transform,) = similarity(points[None], template(SHOWN))
    return cut_chip(pixels, transform, side=SHOWN.side), face.vector


def _wrong_pair(folder: Path, pairs: PairList, place: int, distance: float, pipeline: FacePipeline) -> WrongPair:
    pair = pairs.pairs[place]
    left, right = (_face_of(photo_path(folder, photo), pipeline)[0] for photo in (pair.left, pair.right))
    return WrongPair(left, right, distance, pair.same)
