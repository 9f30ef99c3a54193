"""Groups a library's faces: reads what the user said, groups, keeps the groups' ids, writes the differences.

The seam between `people` (arrays in, labels out) and `store`; the worker runs it about once a minute while it indexes
and when the queue is dry. It chooses by itself between placing what is new (`core.people.incremental`) and grouping
everything anew (`core.people.cluster`), see `_news`.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from core.people.cluster import group_faces
from core.people.constraints import Constraints
from core.people.cutoff import rescaled
from core.people.incremental import place_new
from core.people.stability import keep_ids, keeping_guesses
from core.records import Algorithm
from core.store.groups import Material
from core.store.leaning import leaning_of, shift_of
from core.store.library import Library
from core.store.standing import Standing

ALWAYS_ANEW = 5000
"""Faces: so few are grouped anew in less than a second."""

GROWTH = 0.1
"""Share of the faces that may come or go before all are grouped anew; how near the groups stay to those of a full
grouping meanwhile is measured by tests/benchmarks/grouping_churn.py."""


def group_library(
    library: Library,
    model_id: int,
    *,
    algorithm: Algorithm = "average",
    stopped: Callable[[], bool] = lambda: False,
    anew: bool = False,
) -> int:
    """Groups all visible faces under the user's verdicts. Returns how many faces changed their group.

    New faces are placed among the groups that there are; everything is grouped anew where that might not be enough, or
    where `anew` says so. Begins again where the user edited something meanwhile, so that the result never lags behind
    the user's word.
    """
    changed = 0
    while not stopped():
        material = library.groups.material(model_id)
        standing = library.groups.standing(model_id)
        news = None if anew or standing is None else _news(library, material, standing, algorithm)
        if news is None:
            constraints = material.constraints
            if standing is not None and library.groups.only_added(standing.last_edit):
                # A guess that followed from a word which was taken back since goes with that word.
                constraints = keeping_guesses(constraints, material.groups)
            changed += _group_anew(library, model_id, material, constraints, algorithm)
        else:
            changed += _place(library, model_id, material, news)
        library.groups.keep_standing(model_id, _standing(material, algorithm, None if news is None else standing))
        if library.groups.last_edit() == material.last_edit:
            break
    return changed


def _news(library: Library, material: Material, standing: Standing, algorithm: Algorithm) -> NDArray[np.bool_] | None:
    """Which faces are new, shape (N,); None where all have to be grouped anew.

    That is: in a small library; with another algorithm; after the faces that came or went are more than GROWTH of all;
    where faces came back that were away; and after the user took back a word that held faces together.
    """
    new = material.face_ids > standing.last_face
    here = len(new) - int(np.count_nonzero(new))
    grown = standing.changed + np.count_nonzero(new) + standing.faces - here
    if len(new) < ALWAYS_ANEW or here > standing.faces or grown > GROWTH * len(new):
        return None
    if algorithm != "average" or standing.algorithm != algorithm or not library.groups.only_added(standing.last_edit):
        return None
    return np.asarray(new)


def _standing(material: Material, algorithm: Algorithm, before: Standing | None) -> Standing:
    """What this grouping knew; `before` where only what is new was placed."""
    faces, last_face = len(material.face_ids), int(material.face_ids.max(initial=0))
    changed = 0
    if before is not None:
        new = int(np.count_nonzero(material.face_ids > before.last_face))
        changed = before.changed + new + before.faces - (faces - new)
        last_face = max(last_face, before.last_face)
    return Standing(last_face, faces, changed, material.newest_edit, algorithm)


def _group_anew(
    library: Library, model_id: int, material: Material, constraints: Constraints, algorithm: Algorithm
) -> int:
    shift = shift_of(leaning_of(library.db))
    groups = regrouped(library, model_id, material, constraints=constraints, algorithm=algorithm, shift=shift)
    return library.groups.write(model_id, material.face_ids, groups)


def regrouped(
    library: Library,
    model_id: int,
    material: Material,
    *,
    constraints: Constraints | None = None,
    algorithm: Algorithm = "average",
    shift: float,
) -> NDArray[np.int64]:
    """The groups (N,) of these N faces, made anew; -1 for a lone face. Writes nothing.

    shift: what the user wants added to the cut-off (`core.store.leaning`).
    """
    if not len(material.groups):
        return material.groups
    labels = group_faces(
        _vectors(library, model_id, material),
        cut_off=None,
        constraints=material.constraints if constraints is None else constraints,
        clusterable=material.clusterable,
        quality=material.quality,
        algorithm=algorithm,
        shift=shift,
    )
    return _named(material.groups, labels, next_id=library.groups.next_id(model_id))


def _place(library: Library, model_id: int, material: Material, new: NDArray[np.bool_]) -> int:
    """Places the new faces and writes the groups that they touched."""
    placed = place_new(
        _vectors(library, model_id, material),
        material.groups,
        new,
        constraints=material.constraints,
        clusterable=material.clusterable,
        quality=material.quality,
    )
    touched = placed.touched
    before = material.groups[touched]
    groups = _named(before, placed.labels[touched], next_id=library.groups.next_id(model_id))
    library.groups.forget_invisible(model_id)
    return library.groups.write_some(model_id, material.face_ids[touched], before=before, groups=groups)


def _named(before: NDArray[np.int64], labels: NDArray[np.int64], *, next_id: int) -> NDArray[np.int64]:
    """The groups' ids (N,), those of before where they can be kept; -1 for a lone face, which is in no group."""
    ids = keep_ids(before, labels, next_id=next_id)
    return np.where(np.bincount(labels)[labels] >= 2, ids, -1)


def _vectors(library: Library, model_id: int, material: Material) -> NDArray[np.float32]:
    return rescaled(material.vectors, 1 / library.models.manifest_for(model_id).thresholds.scale)
