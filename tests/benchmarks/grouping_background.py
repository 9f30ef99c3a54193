"""Albums with everybody in them: strangers in the background must not make people.

    python tests/benchmarks/grouping_background.py LFW_FOLDER [--cache FILE.npz] [--draws 20] [--json FILE]

The other benchmarks take the labelled face of each photograph; an album has all of them. Every album is drawn from one
half of the people of LFW_FOLDER (IDENTITY/photograph): twelve people with fifteen to eighteen photographs, fifteen with
two to four, sixty seen once. The most central face is the named person; everybody else is held for a stranger who is
nobody else, so a group is *wrong* that holds two named people, or strangers of photographs of different people. A
stranger with a named person is counted apart: in most of these groups it is the named person, seen in somebody else's
photograph. Everything was chosen on the half that is printed first. Prints means over the draws: groups of two or more,
by kind, and the share of the named people's faces that are with most of their own. `before` joins poor faces to lone
ones and doubts nobody, as the program did. Finding the faces takes some minutes; --cache keeps them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from labelled import SEED, WORKING_SIDE

from core.evaluation.lfw import most_central
from core.faces.packs import builtin_pack
from core.faces.pipeline import FacePipeline
from core.people import poor
from core.people.cluster import group_faces
from core.people.constraints import Constraints
from core.photos.decode import decode

MANY, FEW, ONCE = 12, 15, 60  # people of each kind in an album
MANY_PHOTOS, FEW_PHOTOS = (15, 18), (2, 4)
LOOKED_AT_MOST = 20  # photographs of one person
POOL_FEW, POOL_ONCE = 150, 450  # people of each half to draw from


@dataclass(frozen=True, slots=True, eq=False)
class Crowd:
    """All faces (N,) of P photographs."""

    vectors: np.ndarray  # (N, 128)
    photo: np.ndarray  # (N,)
    named: np.ndarray  # (N,) whether it is the most central one
    quality: np.ndarray  # (N,)
    clusterable: np.ndarray  # (N,)
    person: np.ndarray  # (P,) who is named in each photograph
    chosen: np.ndarray  # (P,) whether the person is of the half on which everything was chosen

    def only(self, photos: np.ndarray) -> Crowd:
        faces = np.flatnonzero(np.isin(self.photo, photos))
        return Crowd(*(getattr(self, field)[faces] for field in Crowd.__slots__[:5]), self.person, self.chosen)


def read(folder: Path, cache: Path | None) -> Crowd:
    if cache is None or not cache.exists():
        crowd = _seen(folder)
        if cache:
            np.savez(cache, **{field: getattr(crowd, field) for field in Crowd.__slots__})
        return crowd
    with np.load(cache) as arrays:
        return Crowd(**{field: arrays[field] for field in Crowd.__slots__})


def _seen(folder: Path) -> Crowd:
    pipeline = FacePipeline(builtin_pack())
    places, person, chosen = [], [], []
    for number, place, first in _pool(folder):
        places.append(place)
        person.append(number)
        chosen.append(first)
    faces = []
    for number, place in enumerate(places):
        found = pipeline.find(decode(place, target_side=WORKING_SIDE).pixels, scale=1.0)
        middle = most_central(found)
        faces += [(one.vector, number, one is middle, one.quality) for one in found]
        if number % 500 == 0:
            print(f"{number} of {len(places)} photographs", file=sys.stderr)
    vectors, photo, named, quality = zip(*faces, strict=True)
    overall = np.array([one.overall for one in quality])
    clusterable = np.array([one.clusterable for one in quality])
    return Crowd(
        np.array(vectors), np.array(photo), np.array(named), overall, clusterable, np.array(person), np.array(chosen)
    )


def _pool(folder: Path) -> Iterator[tuple[int, Path, bool]]:
    """Person, photograph, and whether they are of the first half; the people that albums are drawn from."""
    people = sorted(path for path in folder.iterdir() if path.is_dir())
    first = np.random.default_rng(SEED).permutation(len(people)) < len(people) // 2
    photos = [sorted(path.glob("*.jpg")) for path in people]
    count = np.array([len(some) for some in photos])
    random = np.random.default_rng(SEED)
    for half in (first, ~first):
        many = np.flatnonzero(half & (count >= MANY_PHOTOS[0]))
        few = random.permutation(np.flatnonzero(half & (count >= FEW_PHOTOS[0]) & (count <= FEW_PHOTOS[1])))
        once = random.permutation(np.flatnonzero(half & (count == 1)))
        for number in np.concatenate([many, few[:POOL_FEW], once[:POOL_ONCE]]).tolist():
            for place in photos[number][:LOOKED_AT_MOST]:
                yield number, place, bool(first[number])


def albums(crowd: Crowd, *, chosen: bool, draws: int) -> Iterator[Crowd]:
    random = np.random.default_rng(SEED)
    photos_of = np.bincount(crowd.person[crowd.chosen == chosen])
    people = [
        np.flatnonzero(photos_of >= MANY_PHOTOS[0]),
        np.flatnonzero((photos_of >= FEW_PHOTOS[0]) & (photos_of <= FEW_PHOTOS[1])),
        np.flatnonzero(photos_of == 1),
    ]
    for _ in range(draws):
        photos = []
        for kind, number in zip(people, (MANY, FEW, ONCE), strict=True):
            for one in random.choice(kind, number, replace=False):
                theirs = random.permutation(np.flatnonzero(crowd.person == one))
                photos.append(theirs[: random.integers(MANY_PHOTOS[0], MANY_PHOTOS[1] + 1)])
        yield crowd.only(np.concatenate(photos))


def grouped(album: Crowd) -> np.ndarray:
    """As the program does it."""
    none = Constraints.none(len(album.photo))
    photo = np.unique(album.photo, return_inverse=True)[1].astype(np.int64)
    told = Constraints(photo, none.person, none.rejected, none.same, none.different)
    return group_faces(
        album.vectors, cut_off=None, constraints=told, clusterable=album.clusterable, quality=album.quality
    )


def grouped_as_before(album: Crowd) -> np.ndarray:
    everybody = mock.patch.object(poor, "_held_by_the_user", lambda units: np.arange(len(units)))
    with everybody, mock.patch.object(poor, "DOUBT", 0.0):
        return grouped(album)


def count(album: Crowd, labels: np.ndarray) -> dict[str, float]:
    """How many groups of two or more of each kind, and how whole the named people are."""
    whose = album.person[album.photo]
    kinds = dict.fromkeys(("groups", "two named", "strangers", "stranger with named"), 0)
    wrong = 0
    for group in np.flatnonzero(np.bincount(labels) > 1):
        faces = np.flatnonzero(labels == group)
        named = faces[album.named[faces]]
        kinds["groups"] += 1
        if len(np.unique(whose[named])) > 1:
            kinds["two named"] += 1
            wrong += len(faces)
        elif not len(named) and len(np.unique(whose[faces])) > 1:
            kinds["strangers"] += 1
            wrong += len(faces)
        elif 0 < len(named) < len(faces):
            kinds["stranger with named"] += 1
    named = np.flatnonzero(album.named)
    often = named[np.bincount(whose[named])[whose[named]] > 1]
    together = [np.bincount(labels[often[whose[often] == one]]).max() for one in np.unique(whose[often])]
    return {
        **kinds,
        "faces": len(labels),
        "not named": int(np.count_nonzero(~album.named)),
        "wrong": wrong / len(labels),
        "together": float(np.sum(together) / len(often)),
    }


def measure(crowd: Crowd, draws: int) -> list[dict[str, object]]:
    columns = ("faces", "not named", "groups", "two named", "strangers", "stranger with named")
    print("| half | rule | " + " | ".join(columns) + " | faces in wrong groups | named with most of theirs |")
    print("| --- |" + " --- |" * (len(columns) + 3))
    rows = []
    for half, chosen in (("chosen", True), ("other", False)):
        drawn = list(albums(crowd, chosen=chosen, draws=draws))
        for rule, group in (("before", grouped_as_before), ("now", grouped)):
            counted = [count(album, group(album)) for album in drawn]
            mean = {key: float(np.mean([one[key] for one in counted])) for key in counted[0]}
            cells = " | ".join(f"{mean[key]:.1f}" for key in columns)
            print(f"| {half} | {rule} | {cells} | {mean['wrong']:.2%} | {mean['together']:.2%} |", flush=True)
            rows.append({"half": half, "rule": rule, "draws": draws, **mean})
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="LFW_FOLDER")
    parser.add_argument("--cache", type=Path, metavar="FILE.npz")
    parser.add_argument("--draws", type=int, default=20)
    parser.add_argument("--json", type=Path, metavar="FILE")
    args = parser.parse_args()
    rows = measure(read(args.folder, args.cache), args.draws)
    if args.json:
        args.json.write_text(json.dumps(rows, indent=2))


if __name__ == "__main__":
    main()
