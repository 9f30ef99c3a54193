"""From an aligned face to its vector."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.faces import dlib_weights
from core.faces.runtime import Session
from core.faces.vectors import unit

BATCH = 8  # faces at once, and as many mirror images: larger batches gain nothing and cost memory


class Embedder:
    """The embedding network with everything around it."""

    def __init__(self, session: Session, *, dimension: int) -> None:
        self._session = session
        self._dimension = dimension

    def embed(self, chips: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Unit vectors (n, dimension) of aligned faces (n, side, side, 3).

        The face and its mirror image are averaged: LFW rises from 98.85 to 99.15 % for twice the time.
        """
        parts = [self._embed(chips[start : start + BATCH]) for start in range(0, len(chips), BATCH)]
        return np.concatenate([np.zeros((0, self._dimension), np.float32), *parts])

    def _embed(self, chips: NDArray[np.uint8]) -> NDArray[np.float32]:
        both = np.concatenate([chips, chips[:, :, ::-1]]).transpose(0, 3, 1, 2)
        (vectors,) = self._session.run({dlib_weights.INPUT: np.ascontiguousarray(both, dtype=np.float32)})
        return unit(vectors[: len(chips)] + vectors[len(chips) :])
