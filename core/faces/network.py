"""What the detector has to know of a detection network, so that a pack may bring its own.

Each kind of network (`centerface`, `yunet`, `scrfd`) says how a picture becomes its input and what its outputs mean;
all the rest of finding faces (`detect`) is the same for all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

MULTIPLE = 32  # both sides of a network's picture are multiples of this
Maps = list[NDArray[np.float32]]  # the outputs of a network, in its own order


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Faces before duplicates are removed, in pixels of the network's picture."""

    boxes: NDArray[np.float32]  # shape (n, 4): left, top, right, bottom
    landmarks: NDArray[np.float32]  # shape (n, 5, 2): x, y
    scores: NDArray[np.float32]  # shape (n,), 0..1

    def placed(self, pixel: float, left: float = 0, top: float = 0) -> Candidates:
        """In pixels of the photo, where the network's picture began at `left`, `top` and each of its pixels
        was `pixel` wide."""
        corner = np.array([left, top], np.float32)
        return Candidates(self.boxes * pixel + np.tile(corner, 2), self.landmarks * pixel + corner, self.scores)

    @classmethod
    def join(cls, parts: Sequence[Candidates]) -> Candidates:
        """All candidates of several looks, or of several maps, of one photo."""
        return cls(
            np.concatenate([part.boxes for part in parts]),
            np.concatenate([part.landmarks for part in parts]),
            np.concatenate([part.scores for part in parts]),
        )


class Prepare(Protocol):
    """From RGB pictures (n, height, width, 3), uint8, to the network's input."""

    def __call__(self, pictures: NDArray[np.uint8]) -> NDArray[np.float32]: ...


class Decode(Protocol):
    """The faces of one picture of the batch whose score reaches `threshold`; several may show one face. `shape` is
    the height and width of the picture that the network saw."""

    def __call__(self, maps: Maps, picture: int, shape: tuple[int, int], *, threshold: float) -> Candidates: ...


@dataclass(frozen=True, slots=True)
class DetectionNetwork:
    """A kind of detection network. Its pictures have sides of a multiple of MULTIPLE, its landmarks are the usual
    five."""

    prepare: Prepare
    decode: Decode
    threshold: float  # score from which a candidate is a face, 0..1
    one_at_a_time: bool = False  # its outputs have no axis for several pictures
    better_enlarged: bool = True  # the landmarks of the second look are better than those of the first
    weak: float = 0.4  # share of the threshold from which a candidate is worth a second look


def cells(shape: tuple[int, int], stride: int) -> NDArray[np.float32]:
    """Column and row of each cell (n, 2) of a map over a picture of this height and width, row by row."""
    rows, columns = np.indices((shape[0] // stride, shape[1] // stride))
    return np.stack([columns.ravel(), rows.ravel()], axis=1).astype(np.float32)
