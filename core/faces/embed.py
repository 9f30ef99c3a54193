"""From an aligned face to its vector."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.faces.manifest import Input
from core.faces.runtime import Session
from core.faces.vectors import unit

BATCH = 8  # faces at once, and as many mirror images: larger batches gain nothing and cost memory
AS_THEY_ARE = Input()  # pixels 0..255; the built-in network scales them itself


class Embedder:
    """The embedding network with everything around it."""

    def __init__(self, session: Session, *, dimension: int, wants: Input = AS_THEY_ARE) -> None:
        """`wants` says how the network likes its chips; `dimension` how long its vectors are."""
        self._session = session
        self._dimension = dimension
        self._wants = wants

    def embed(self, chips: NDArray[np.uint8], mirrored: NDArray[np.uint8] | None = None) -> NDArray[np.float32]:
        """Unit vectors (n, dimension) of aligned faces (n, side, side, 3).

        The face and its mirror image are averaged: LFW rises from 98.85 to 99.15 % for twice the time. `mirrored` are
        other chips of the same faces, still the right way round, whose mirror images are taken instead.
        """
        others = chips if mirrored is None else mirrored
        starts = range(0, len(chips), BATCH)
        parts = [self._embed(chips[start : start + BATCH], others[start : start + BATCH]) for start in starts]
        return np.concatenate([np.zeros((0, self._dimension), np.float32), *parts])

    def _embed(self, chips: NDArray[np.uint8], mirrored: NDArray[np.uint8]) -> NDArray[np.float32]:
        both = np.concatenate([chips, mirrored[:, :, ::-1]]) if self._wants.mirror else chips
        vectors = self._run((both.transpose(0, 3, 1, 2).astype(np.float32) - self._wants.mean) / self._wants.scale)
        return unit(vectors.reshape(-1, len(chips), self._dimension).sum(axis=0))

    def _run(self, chips: NDArray[np.float32]) -> NDArray[np.float32]:
        """All of them at once, or as many as the network takes."""
        at_once = self._session.batch or len(chips)
        parts = [np.ascontiguousarray(chips[start : start + at_once]) for start in range(0, len(chips), at_once)]
        return np.concatenate([self._session.run({self._session.input: part})[0] for part in parts])
