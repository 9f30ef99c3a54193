"""Who is this? A vote of the nearest faces that have a person. It may answer that nobody known is near."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def identify(
    vector: NDArray[np.float32],
    vectors: NDArray[np.float32],
    person: NDArray[np.int64],
    *,
    k: int = 5,
    reach: float,
) -> tuple[int | None, float]:
    """The person of the `k` nearest faces within `reach`, by majority.

    vector: shape (dimension,); vectors: (N, dimension), all of unit length; person: (N,), negative where nobody has
    named the face. Answers the person and the squared L2 distance of their nearest face. Of persons with equally many
    votes the one with the nearest face wins. Nobody within reach: None, and the distance of the nearest face that has
    a person, infinite where there is none.
    """
    known = np.flatnonzero(person >= 0)
    if not len(known):
        return None, float("inf")
    distance = 2 - 2 * (vectors[known] @ vector).astype(np.float64)
    nearest = np.argsort(distance, kind="stable")[:k]
    voters = nearest[distance[nearest] <= reach]
    if not len(voters):
        return None, float(distance[nearest[0]])
    candidates, first, votes = np.unique(person[known[voters]], return_index=True, return_counts=True)
    winner = np.lexsort((first, -votes))[0]
    return int(candidates[winner]), float(distance[voters[first[winner]]])
