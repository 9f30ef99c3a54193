"""Vectors of made-up people whose distances are like those of real ones; for benchmarks of more faces than LFW has.

    python tests/benchmarks/made_up_faces.py FILE.npz

FILE.npz holds `vectors` (N x 128) and `labels` (N names) of real photographs, for instance all of LFW. A person is a
centre, a face its centre and a look, both normal with the covariances that the file's people have; people are more or
less ordinary (Student's t), and some photographs worse than others. How many photos a person has is drawn from the
file's people. Prints how well the distances fit.
"""

from __future__ import annotations

import argparse
import json

import numpy as np

# Fitted by eye to the shares that this program prints.
WIDER = 1.04  # people's centres lie so much farther apart than the covariances say
FREEDOM = 18  # degrees, of Student's t: fewer make more look-alikes
WORSE_PHOTOS, WORSE_PEOPLE = 0.18, 0.05  # deviation of the logarithm of a photo's, and of a person's, looks
LOOKS = 1.02

DISTANCES = np.array([0.06, 0.08, 0.10, 0.12, 0.14, 0.16, 0.20, 0.30, 0.40])
PEOPLE_COMPARED, PHOTOS_COMPARED = 5749, 40
AT_ONCE = 100_000


class MadeUpPeople:
    """The covariances of real people, and faces drawn from them."""

    def __init__(self, vectors: np.ndarray, person: np.ndarray) -> None:
        vectors = vectors.astype(np.float64)
        self.photos = np.bincount(person)
        sums = np.zeros((len(self.photos), vectors.shape[1]))
        np.add.at(sums, person, vectors)
        several = self.photos[person] > 1
        known = self.photos[person][several]
        looks = (vectors - sums[person] / self.photos[person][:, None])[several] * np.sqrt(known / (known - 1))[:, None]
        within = looks.T @ looks / len(looks)
        first = vectors[np.unique(person, return_index=True)[1]]
        self.centre = first.mean(axis=0)
        self.between = WIDER * _root(np.cov(first.T) - within)
        self.within = _root(within)

    def faces(self, count: int, *, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
        """Unit vectors (count, 128), float32, in a random order, and the person of each (count,)."""
        random = np.random.default_rng(seed)
        photos = random.choice(self.photos, 2 * count)
        person = np.repeat(np.arange(2 * count), photos)[:count]
        people = int(person[-1]) + 1
        centres = random.standard_normal((people, 128)).astype(np.float32) @ self.between.T.astype(np.float32)
        centres *= np.sqrt((FREEDOM - 2) / random.chisquare(FREEDOM, people))[:, None].astype(np.float32)
        centres += self.centre.astype(np.float32)
        scale = random.normal(0, WORSE_PEOPLE, people)[person] + random.normal(0, WORSE_PHOTOS, count)
        scale = np.exp(scale)
        scale *= LOOKS / np.sqrt(np.mean(scale**2))
        vectors = np.empty((count, 128), np.float32)
        person = person[random.permutation(count)]
        for start in range(0, count, AT_ONCE):
            part = slice(start, min(start + AT_ONCE, count))
            looks = random.standard_normal((part.stop - start, 128)) @ self.within.T
            some = centres[person[part]] + looks * scale[part, None]
            vectors[part] = some / np.linalg.norm(some, axis=1, keepdims=True)
        return vectors, person


def from_file(path: str) -> MadeUpPeople:
    """People like those of a file of vectors."""
    return MadeUpPeople(*labelled(path))


def labelled(path: str) -> tuple[np.ndarray, np.ndarray]:
    """The vectors of a file, and the person of each."""
    with np.load(path) as arrays:
        return arrays["vectors"].astype(np.float32), np.unique(arrays["labels"], return_inverse=True)[1]


def shares(vectors: np.ndarray, person: np.ndarray) -> tuple[list[float], list[float]]:
    """The shares of pairs of one person, and of two, within each of DISTANCES; every person counts the same."""
    first = vectors[np.unique(person, return_index=True)[1]][:PEOPLE_COMPARED]
    other = (2 - 2 * first @ first.T)[np.triu_indices(len(first), 1)]
    order = np.argsort(person, kind="stable")
    starts = np.flatnonzero(np.diff(person[order], prepend=-1))
    same = []
    for members in np.split(order, starts[1:]):
        if len(members) > 1:
            some = vectors[members[:PHOTOS_COMPARED]]
            pairs = (2 - 2 * some @ some.T)[np.triu_indices(len(some), 1)]
            same.append([float((pairs <= distance).mean()) for distance in DISTANCES])
    return np.mean(same, axis=0).tolist(), [float((other <= distance).mean()) for distance in DISTANCES]


def _root(covariance: np.ndarray) -> np.ndarray:
    """A matrix R with R R' = covariance; directions of negative variance, which are noise, left out."""
    values, axes = np.linalg.eigh(covariance)
    root: np.ndarray = axes * np.sqrt(np.clip(values, 0, None))
    return root


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    vectors, person = labelled(args.file)
    people = MadeUpPeople(vectors, person)
    real, made = shares(vectors, person), shares(*people.faces(len(vectors)))
    if args.json:
        print(json.dumps({"distances": DISTANCES.tolist(), "real": real, "made_up": made}, indent=2))
        return
    print("| distance | one person, real | made up | two people, real | made up |\n| --- | --- | --- | --- | --- |")
    for place, distance in enumerate(DISTANCES):
        print(
            f"| {distance:.2f} | {real[0][place]:.3f} | {made[0][place]:.3f} | {real[1][place]:.2g} | "
            f"{made[1][place]:.2g} |"
        )


if __name__ == "__main__":
    main()
