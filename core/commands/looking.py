"""`embed`, `verify`, `identify`: photos given by hand, looked at here and now, kept nowhere."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np

from core.commands import Answer, add_pack_option, open_library
from core.errors import PhotoError
from core.faces.packs import Pack, open_pack
from core.faces.pipeline import FacePipeline
from core.faces.vectors import squared_distances
from core.people.identify import identify
from core.photos.decode import decode
from core.reader import WORKING_SIDE
from core.records import FoundFace


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """Adds the commands of this module."""
    embed = commands.add_parser("embed", parents=[common])
    embed.add_argument("images", nargs="+", metavar="IMAGE")
    embed.add_argument("--out", required=True, metavar="FILE.npz")
    add_pack_option(embed)
    embed.set_defaults(run=run_embed)
    verify = commands.add_parser("verify", parents=[common])
    verify.add_argument("left", metavar="A.jpg")
    verify.add_argument("right", metavar="B.jpg")
    add_pack_option(verify)
    verify.set_defaults(run=run_verify)
    who = commands.add_parser("identify", parents=[common])
    who.add_argument("photo", metavar="PHOTO")
    who.set_defaults(run=run_identify)


def run_embed(args: argparse.Namespace) -> Answer:
    """Writes arrays `image` (N,), `boxes` (N, 4), `landmarks` (N, 5, 2), `scores` (N,), `vectors` (N, D), `paths`."""
    pack = open_pack(args.pack)
    pipeline = FacePipeline(pack)
    found = [(number, face) for number, path in enumerate(args.images) for face in _find(pipeline, path)]
    faces = [face for _, face in found]
    np.savez(
        args.out,
        paths=np.array([str(Path(path).absolute()) for path in args.images]),
        image=np.array([number for number, _ in found], np.int64),
        boxes=np.array([(f.box.x, f.box.y, f.box.width, f.box.height) for f in faces], np.float32).reshape(-1, 4),
        landmarks=np.array([face.landmarks.to_array() for face in faces], np.float32).reshape(-1, 5, 2),
        scores=np.array([face.score for face in faces], np.float32),
        vectors=np.array([face.vector for face in faces], np.float32).reshape(-1, pack.dimension),
    )
    document = {"images": len(args.images), "faces": len(faces), "out": args.out}
    return Answer(document, f"{len(faces)} faces of {len(args.images)} images written to {args.out}")


def run_verify(args: argparse.Namespace) -> Answer:
    """Compares the largest face of each photo."""
    pack = open_pack(args.pack)
    pipeline = FacePipeline(pack)
    left, right = (_largest(_find(pipeline, path), path) for path in (args.left, args.right))
    distance = float(squared_distances(left.vector[None], right.vector[None])[0, 0])
    same = distance <= pack.thresholds.verify
    document = {
        "distance": round(distance, 4),
        "threshold": pack.thresholds.verify,
        "same": same,
        "probability": round(pack.thresholds.probability(distance), 4),
    }
    verdict = "The same person" if same else "Two different people"
    return Answer(document, f"{verdict} (distance {distance:.3f}, limit {pack.thresholds.verify})")


def run_identify(args: argparse.Namespace) -> Answer:
    """For each face of the photo the person of the library, or nobody."""
    with open_library(args) as library:
        pack = open_pack(library.models.active_manifest().name)
        faces = _find(FacePipeline(pack), args.photo)
        material = library.groups.material(library.model(pack.model_name, pack.dimension))
        names = library.queries.names()
    document = [
        _who(face, material.vectors, material.constraints.person, names, pack)
        for face in sorted(faces, key=lambda face: face.box.x)
    ]
    return Answer(document, "\n".join(map(_line, document)) or "No face was found in this photo.")


def _who(face: FoundFace, vectors: np.ndarray, person: np.ndarray, names: dict[int, str], pack: Pack) -> dict[str, Any]:
    box = [round(side, 5) for side in (face.box.x, face.box.y, face.box.width, face.box.height)]
    person_id, distance = identify(face.vector, vectors, person, reach=pack.thresholds.verify)
    return {
        "box": box,
        "person_id": person_id,
        "name": names.get(person_id, "") if person_id is not None else "",
        "distance": None if person_id is None else round(distance, 4),
        "probability": 0.0 if person_id is None else round(pack.thresholds.probability(distance), 4),
    }


def _line(who: dict[str, Any]) -> str:
    """Who, and where in the photo, from left to right."""
    x, y, width, height = who["box"]
    place = f"{x + width / 2:4.0%} from the left, {y + height / 2:4.0%} from the top: "
    return place + (f"{who['name']} ({who['probability']:.0%})" if who["person_id"] is not None else "nobody known")


def _find(pipeline: FacePipeline, path: str) -> list[FoundFace]:
    """Raises PhotoError, which names the file, where it cannot be read."""
    try:
        photo = decode(Path(path), target_side=WORKING_SIDE)
    except PhotoError as error:
        raise PhotoError(f"{path}: {error}") from error
    return pipeline.find(photo.image, scale=photo.scale)


def _largest(faces: list[FoundFace], path: str) -> FoundFace:
    if not faces:
        raise PhotoError(f"No face was found in {path}.")
    return max(faces, key=lambda face: face.box.area)
