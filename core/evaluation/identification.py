"""Who is it? Faces that nobody named against a gallery of faces whose names are known.

Closed set: everybody who is asked about is in the gallery; what counts is at which rank the right person comes. Open
set: some are strangers, who are to be refused; what counts is how many of the known are named rightly where a given
share of the strangers is taken for somebody. Recognition by k nearest neighbours and k-means stand beside it, since the
sources name them. Sources: Grother et al., "Face recognition vendor test", 2014 (both kinds); Schroff et al.,
"FaceNet", 2015 (what an embedding is good for); Arthur and Vassilvitskii, "k-means++", 2007.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.faces.vectors import squared_distances, unit

Vectors = NDArray[np.float32]
Labels = NDArray[np.integer]

ROUNDS = 100  # of k-means at most


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """Places of faces: those with a name, those of the same people to be recognised, and those of strangers."""

    gallery: NDArray[np.int64]
    known: NDArray[np.int64]
    strangers: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Identification:
    """Shares, 0..1."""

    first: float  # of the known whose nearest face in the gallery is their own
    among_five: float  # whose person is among the five nearest people
    found: float  # of the known who are named rightly at that threshold
    far: float  # share of the strangers who are taken for somebody, at most
    threshold: float  # distance up to which somebody is named
    people: int
    known: int
    strangers: int


def split_for_gallery(labels: Labels, *, enrolled: int = 1, strangers: float = 0.5, seed: int = 0) -> Split:
    """`enrolled` random faces of each person are the gallery, the person's others the known; people with fewer faces,
    and a random share of the others, are strangers."""
    random = np.random.default_rng(seed)
    people, counts = np.unique(labels, return_counts=True)
    several = random.permutation(people[counts > enrolled])
    inside = several[int(strangers * len(several)) :]
    gallery: list[int] = []
    known: list[int] = []
    for person in np.sort(inside):
        mine = random.permutation(np.flatnonzero(labels == person))
        gallery += mine[:enrolled].tolist()
        known += mine[enrolled:].tolist()
    outside = np.flatnonzero(~np.isin(labels, inside))
    return Split(np.array(gallery, np.int64), np.array(known, np.int64), outside.astype(np.int64))


def identify_all(vectors: Vectors, labels: Labels, split: Split, *, far: float = 0.01) -> Identification:
    """Both kinds. The split must hold somebody who is known; without strangers everybody is named."""
    people, person = np.unique(labels[split.gallery], return_inverse=True)
    nearest = _nearest_of_each_person(vectors[split.known], vectors[split.gallery], person)
    own = np.searchsorted(people, labels[split.known])
    rank = (nearest < nearest[np.arange(len(own)), own][:, None]).sum(axis=1)
    threshold = np.inf
    if len(split.strangers):
        apart = np.sort(_nearest_of_each_person(vectors[split.strangers], vectors[split.gallery], person).min(axis=1))
        threshold = float(np.nextafter(apart[int(far * len(apart))], -np.inf))
    return Identification(
        first=float((rank == 0).mean()),
        among_five=float((rank < 5).mean()),
        found=float(((rank == 0) & (nearest.min(axis=1) <= threshold)).mean()),
        far=far,
        threshold=threshold,
        people=len(people),
        known=len(split.known),
        strangers=len(split.strangers),
    )


def nearest_neighbours(gallery: Vectors, labels: Labels, probes: Vectors, *, k: int) -> Labels:
    """Whom most of the k nearest faces of the gallery show, shape (probes,); of several the nearest one's."""
    distances = squared_distances(probes, gallery)
    k = min(k, len(gallery))
    order = np.argsort(distances, axis=1, kind="stable")[:, :k]
    voters = labels[order]
    votes = (voters[:, :, None] == voters[:, None]).sum(axis=2)
    return np.asarray(voters[np.arange(len(probes)), votes.argmax(axis=1)])


def k_means(vectors: Vectors, groups: int, *, seed: int = 0) -> NDArray[np.int64]:
    """The group of each vector (n, d), shape (n,): Lloyd's rounds from spread-out beginnings."""
    random = np.random.default_rng(seed)
    middles = _spread_out(vectors, groups, random)
    labels = np.zeros(len(vectors), np.int64)
    for number in range(ROUNDS):
        before, labels = labels, squared_distances(vectors, middles).argmin(axis=1).astype(np.int64)
        if number and (labels == before).all():
            break
        sums = np.zeros((groups, vectors.shape[1]))
        np.add.at(sums, labels, vectors)
        there = np.bincount(labels, minlength=groups) > 0
        middles[there] = unit(sums[there])
    return labels


def _nearest_of_each_person(probes: Vectors, gallery: Vectors, person: NDArray[np.integer]) -> Vectors:
    """Shape (probes, people): the distance to the nearest face of each."""
    order = np.argsort(person, kind="stable")
    starts = np.flatnonzero(np.diff(person[order], prepend=-1))
    return np.asarray(np.minimum.reduceat(squared_distances(probes, gallery[order]), starts, axis=1))


def _spread_out(vectors: Vectors, groups: int, random: np.random.Generator) -> Vectors:
    """k-means++: each beginning is drawn by its squared distance to those before."""
    chosen = [int(random.integers(len(vectors)))]
    nearest = squared_distances(vectors, vectors[chosen])[:, 0].astype(np.float64)
    for _ in range(groups - 1):
        weights = nearest / nearest.sum() if nearest.sum() > 0 else None
        chosen.append(int(random.choice(len(vectors), p=weights)))
        nearest = np.minimum(nearest, squared_distances(vectors, vectors[chosen[-1:]])[:, 0])
    return vectors[chosen].copy()
