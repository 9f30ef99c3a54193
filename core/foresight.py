"""What another leaning (`core.store.leaning`) would change, tried out on a copy in memory before anything is changed.

Grouping a large library takes many seconds, so the window lets a child process do it (`core.aside`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.grouping import regrouped
from core.store.leaning import shift_of
from core.store.library import Library


@dataclass(frozen=True, slots=True)
class Foresight:
    """The groups of two faces and more, before and after."""

    before: int
    after: int
    joined: int  # groups that would become part of another one
    parted: int  # parts that would come off a group
    alone: int  # faces more that would be in no group; fewer where negative


def compare(before: NDArray[np.int64], after: NDArray[np.int64]) -> Foresight:
    """Two groupings of the same N faces, shape (N,) each; -1 for a lone face."""
    both = (before >= 0) & (after >= 0)
    pairs = np.unique(np.stack([before[both], after[both]]), axis=1)
    old, new = (len(np.unique(one[one >= 0])) for one in (before, after))
    met_before, met_after = (len(np.unique(row)) for row in pairs)
    return Foresight(
        before=old,
        after=new,
        joined=pairs.shape[1] - met_after,
        parted=pairs.shape[1] - met_before,
        alone=int(np.count_nonzero(after < 0) - np.count_nonzero(before < 0)),
    )


def foresee(library: Library, steps: int) -> Foresight:
    """What grouping this library anew with this leaning would change. Writes nothing."""
    model_id = library.active_model()
    if model_id is None:
        return Foresight(0, 0, 0, 0, 0)
    material = library.groups.material(model_id)
    return compare(material.groups, regrouped(library, model_id, material, shift=shift_of(steps)))
