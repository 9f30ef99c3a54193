"""What each face counts: the moments of one track of a video that look alike are one piece of evidence, not several.

As with a burst of photographs (`core.people.cutoff`), three frames of one second say no more about somebody than one
does. Counted as three they would make everybody who is in a video look narrow, and the album with them, and keep halves
of one person apart.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.people.cutoff import SAME_MOMENT
from core.people.units import Indexes

Values = NDArray[np.float64]


def weights(vectors: NDArray[np.float32], one_track: Indexes) -> Values:
    """Shape (N,), 1 for a face without any such mate, and in all at least 1 for each track.

    vectors: (N, dimension), unit length; one_track: (T, 2) pairs of faces of one track, as indexes.
    """
    count = np.ones(len(vectors))
    if len(one_track):
        one, other = one_track.T
        distance = 2 - 2 * np.einsum("ij,ij->i", vectors[one], vectors[other])
        alike = one_track[distance <= SAME_MOMENT]
        count += np.bincount(alike.ravel(), minlength=len(vectors))
    found: Values = 1 / count
    return found
