"""Albums whose people are known, for the benchmarks of grouping: vectors made from photographs, and kept in files.

LFW has one labelled face in each photograph, the most central one. Everything that was chosen was chosen on a random
half of its people (SEED).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

CHECKOUT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(CHECKOUT))

from core.evaluation.lfw import most_central  # noqa: E402
from core.faces.packs import builtin_pack  # noqa: E402
from core.faces.pipeline import FacePipeline  # noqa: E402
from core.photos.decode import decode  # noqa: E402
from tests.core.people.test_real_albums import people_of  # noqa: E402

SHARED = CHECKOUT.parent / "shared" / "data"
SEED = 20261122  # of the half of LFW's people on which everything was chosen
WORKING_SIDE = 1600  # pixels, as when a library is made
LIFE = (3, 60)  # photos of each person in a small album, evenly on a logarithmic scale


@dataclass(frozen=True, slots=True, eq=False)
class Faces:
    """Vectors (N, 128); the person and the photo of each, and whether it may found a group (N,)."""

    vectors: np.ndarray
    person: np.ndarray
    photo: np.ndarray
    clusterable: np.ndarray
    places: np.ndarray  # (P,) of the photos

    def only(self, faces: np.ndarray) -> Faces:
        """Some of them, by index or mask."""
        person = np.unique(self.person[faces], return_inverse=True)[1]
        return Faces(self.vectors[faces], person, self.photo[faces], self.clusterable[faces], self.places)


def read(name: str, cache: Path | None) -> Faces:
    """The faces of `lfw`, `family` or `casts`; from CACHE/name.npz, which is made where it is not there."""
    file = cache / f"{name}.npz" if cache else None
    if file is None or not file.exists():
        faces = _seen(name)
        if file:
            file.parent.mkdir(parents=True, exist_ok=True)
            np.savez(file, **{field: getattr(faces, field) for field in Faces.__slots__})
        return faces
    with np.load(file) as arrays:
        return Faces(**{field: arrays[field] for field in Faces.__slots__})


def _seen(name: str) -> Faces:
    """Every face by the pipeline: the labelled one of each LFW photo, all of the others'."""
    pipeline = FacePipeline(builtin_pack())
    places = sorted(path for path in (SHARED / name).rglob("*") if path.suffix.lower() in (".jpg", ".png"))
    vectors, names, photo, clusterable = [], [], [], []
    for number, place in enumerate(places):
        found = pipeline.find(decode(place, target_side=WORKING_SIDE).pixels, scale=1.0)
        if name == "lfw":
            central = most_central(found)
            shown = [(central, place.parent.name)] if central else []
        else:
            shown = list(zip(sorted(found, key=lambda face: face.box.x), people_of(place), strict=True))
        for face, who in shown:
            vectors.append(face.vector)
            names.append(who)
            photo.append(number)
            clusterable.append(face.quality.clusterable)
        if number % 500 == 0:
            print(f"{name}: {number} of {len(places)} photographs", file=sys.stderr)
    person = np.unique(names, return_inverse=True)[1]
    return Faces(np.array(vectors), person, np.array(photo), np.array(clusterable), np.array([str(p) for p in places]))


def chosen_half(person: np.ndarray) -> np.ndarray:
    """Which people (K,) everything was chosen on."""
    count = int(person.max()) + 1
    return np.random.default_rng(SEED).permutation(count) < count // 2


def often(person: np.ndarray, least: int) -> np.ndarray:
    """Indexes of the faces of people with so many photographs."""
    return np.flatnonzero(np.bincount(person)[person] >= least)


def most_photographed(person: np.ndarray, people: int) -> np.ndarray:
    """Indexes of the faces of the people with most photographs."""
    return np.flatnonzero(np.isin(person, np.argsort(-np.bincount(person), kind="stable")[:people]))


def family_shaped(person: np.ndarray, *, draws: int, seed: int) -> Iterator[np.ndarray]:
    """Eight people with twenty photographs or more, and three hundred who are seen once."""
    random = np.random.default_rng(seed)
    photos = np.bincount(person)
    many, once = np.flatnonzero(photos >= 20), np.flatnonzero(photos[person] == 1)
    for _ in range(draws):
        family = np.flatnonzero(np.isin(person, random.choice(many, 8, replace=False)))
        yield np.concatenate([family, random.choice(once, 300, replace=False)])


def small(person: np.ndarray, *, draws: int, seed: int, pool: np.ndarray | None = None) -> Iterator[np.ndarray]:
    """Three to twelve people with LIFE photos each, and up to a hundred strangers. pool: whom to draw from."""
    random = np.random.default_rng(seed)
    photos = np.bincount(person)
    pool = np.flatnonzero(photos >= LIFE[0]) if pool is None else pool
    once = np.flatnonzero(photos[person] == 1)
    for _ in range(draws):
        family = random.choice(pool, int(random.integers(3, 13)), replace=False)
        yield np.concatenate([_life(person, family, random), random.choice(once, random.choice([0, 0, 10, 40, 100]))])


def look_alikes(vectors: np.ndarray, person: np.ndarray, *, draws: int, seed: int) -> Iterator[np.ndarray]:
    """Two of the people whose faces are nearest to each other, and up to three others: harder than most siblings."""
    random = np.random.default_rng(seed)
    pool = np.flatnonzero(np.bincount(person) >= LIFE[0])
    means = np.array([vectors[person == one].mean(axis=0) for one in pool])
    products = np.triu(means @ means.T, 1)
    near = np.argsort(-products, axis=None)[: 3 * draws]
    for pair in random.permutation(near)[:draws]:
        two = pool[list(divmod(int(pair), len(pool)))]
        others = random.choice(pool, int(random.integers(1, 4)), replace=False)
        yield _life(person, np.union1d(two, others), random)


def wide(vectors: np.ndarray, person: np.ndarray, *, widest: bool) -> np.ndarray:
    """The quarter of the people with five photographs or more whose faces are least alike, or most."""
    pool = np.flatnonzero(np.bincount(person) >= 5)
    spreads = np.array([_spread(vectors[person == one]) for one in pool])
    return pool[np.argsort(-spreads if widest else spreads)[: len(pool) // 4]]


def _spread(vectors: np.ndarray) -> float:
    count = len(vectors)
    return float(2 - 2 * ((vectors @ vectors.T).sum() - count) / (count * (count - 1)))


def _life(person: np.ndarray, people: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Some photographs of each."""
    shown = []
    for one in people:
        number = int(np.exp(random.uniform(*np.log(LIFE))))
        shown.append(random.permutation(np.flatnonzero(person == one))[:number])
    return np.concatenate(shown)
