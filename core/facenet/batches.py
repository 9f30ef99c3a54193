"""Which faces are shown together: some people with several faces each, and strangers besides.

Every batch follows from the seed and its number alone, so that a run that was stopped goes on as if it had not been.
Source: Schroff et al., "FaceNet", 2015, section 3.2 (1,800 faces, about 40 of each person, and random negatives).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Mix:
    """What a batch is made of; where a set has less, a batch is smaller."""

    people: int = 45
    faces: int = 40  # of each of them, at most
    strangers: int = 0  # faces of anybody else, as further negatives

    @property
    def most(self) -> int:
        return self.people * self.faces + self.strangers


class Batches:
    """The batches of one training set."""

    def __init__(self, labels: NDArray[np.integer], mix: Mix, *, seed: int) -> None:
        """labels (n,); people with one face only are strangers."""
        order = np.argsort(labels, kind="stable")
        _, counts = np.unique(labels, return_counts=True)
        self._of_person = np.split(order, np.cumsum(counts)[:-1])
        self._several = [faces for faces in self._of_person if len(faces) > 1]
        self._labels = labels
        self._mix, self._seed = mix, seed

    def batch(self, number: int) -> NDArray[np.int64]:
        """The places of the faces of batch `number`, in the training set."""
        random = np.random.default_rng([self._seed, number])
        chosen = random.choice(len(self._several), min(self._mix.people, len(self._several)), replace=False)
        faces = [random.permutation(self._several[person])[: self._mix.faces] for person in chosen]
        shown = np.concatenate(faces)
        others = np.flatnonzero(~np.isin(self._labels, self._labels[shown]))
        strangers = random.permutation(others)[: self._mix.strangers]
        return np.asarray(np.concatenate([shown, strangers]), np.int64)
