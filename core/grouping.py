"""Groups a library's faces: reads what the user said, groups, keeps the groups' ids, writes the differences.

The seam between `people` (arrays in, labels out) and `store`; the worker runs it when the queue is dry.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from core.people.cluster import group_faces
from core.people.stability import keep_ids
from core.records import Algorithm
from core.store.library import Library


def group_library(
    library: Library,
    model_id: int,
    *,
    algorithm: Algorithm = "average",
    stopped: Callable[[], bool] = lambda: False,
) -> int:
    """Groups all visible faces anew under the user's verdicts. Returns how many faces changed their group.

    Begins again where the user edited something meanwhile, so that the result never lags behind the user's word.
    """
    changed = 0
    scale = 1 / library.models.manifest_for(model_id).thresholds.scale
    while not stopped():
        material = library.groups.material(model_id)
        groups = material.groups
        if len(groups):
            labels = group_faces(
                rescaled(material.vectors, scale),
                cut_off=None,
                constraints=material.constraints,
                clusterable=material.clusterable,
                algorithm=algorithm,
            )
            ids = keep_ids(material.groups, labels, next_id=library.groups.next_id(model_id))
            groups = np.where(np.bincount(labels)[labels] >= 2, ids, -1)  # a lone face is in no group
        changed += library.groups.write(model_id, material.face_ids, groups)
        if library.groups.last_edit() == material.last_edit:
            break
    return changed


def rescaled(vectors: NDArray[np.float32], scale: float) -> NDArray[np.float32]:
    """Unit vectors (N, dimension + 1) whose squared distances are `scale` times those of `vectors` (N, dimension).

    The grouping knows the distances of the built-in network; this brings those of any other network to them. The
    additional dimension holds what all faces share.
    """
    if scale == 1:
        return vectors
    shared = np.full((len(vectors), 1), math.sqrt(1 - scale), np.float32)
    return np.hstack([vectors * np.float32(math.sqrt(scale)), shared])
