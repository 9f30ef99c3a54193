"""Labeled Faces in the Wild, run through the same pipeline that looks at a family's photographs.

Each photograph counts by its most central face: 2,773 of the 13,233 show somebody else too, and the person who is
meant stands in the middle. A photograph without any face makes all its pairs wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.errors import PhotoError
from core.evaluation import verification
from core.evaluation.pairs import PairList, PhotoName, photo_path
from core.evaluation.plot import Axis, Series, write_plot
from core.faces.pipeline import FacePipeline
from core.photos.decode import decode
from core.records import FoundFace

FAR = 1e-3  # at which the published figures give the share of accepted pairs

Vectors = Mapping[PhotoName, NDArray[np.float32] | None]  # None where no face was found


@dataclass(frozen=True, slots=True)
class Verification:
    """All figures of one run; shares are 0..1."""

    accuracy: float
    std: float  # over the folds
    standard_error: float
    val: float  # at FAR
    val_interval: tuple[float, float]  # 95 %
    auc: float
    eer: float
    threshold: float  # mean over the folds
    pairs: int
    folds: int
    missing: int  # photographs without a face


def most_central(faces: list[FoundFace]) -> FoundFace | None:
    """The face whose middle is nearest to the middle of the picture; None where there is none."""
    return min(faces, key=_off_centre, default=None)


def embed_photos(
    folder: Path,
    photos: list[PhotoName],
    pipeline: FacePipeline,
    progress: Callable[[int, int], None] | None = None,
) -> dict[PhotoName, NDArray[np.float32] | None]:
    """The vector of each photograph; `progress` hears how many of how many are done. Raises PhotoError where one is
    missing or damaged."""
    vectors: dict[PhotoName, NDArray[np.float32] | None] = {}
    for photo in photos:
        face = most_central(pipeline.find(_image(photo_path(folder, photo)), scale=1.0))
        vectors[photo] = None if face is None else face.vector
        if progress is not None:
            progress(len(vectors), len(photos))
    return vectors


def pair_distances(pairs: PairList, vectors: Vectors) -> NDArray[np.float64]:
    """Shape (n,): the squared distance of each pair; where a face is missing, the one that is always wrong."""
    distances = verification.worst(pairs.same)
    for i, pair in enumerate(pairs.pairs):
        left, right = vectors[pair.left], vectors[pair.right]
        if left is not None and right is not None:
            distances[i] = ((left - right) ** 2).sum(dtype=np.float64)
    return distances


def measure(pairs: PairList, vectors: Vectors) -> Verification:
    """Everything that is said about a list of pairs."""
    distances, same = pair_distances(pairs, vectors), pairs.same
    result = verification.ten_fold(distances, same, pairs.fold)
    return Verification(
        accuracy=result.accuracy,
        std=result.deviation,
        standard_error=result.standard_error,
        val=verification.val_at_far(distances, same, far=FAR),
        val_interval=verification.val_interval(distances, same, far=FAR),
        auc=verification.auc(distances, same),
        eer=verification.eer(distances, same),
        threshold=result.threshold,
        pairs=len(pairs.pairs),
        folds=pairs.folds,
        missing=sum(vector is None for vector in vectors.values()),
    )


def write_roc(path: Path, pairs: PairList, vectors: Vectors) -> None:
    """The receiver operating characteristic as a PNG, false accepts on a logarithmic axis."""
    curve = verification.roc(pair_distances(pairs, vectors), pairs.same)
    write_plot(
        path,
        f"Labeled Faces in the Wild, {len(pairs.pairs):,} pairs",
        Axis("different people accepted (FAR)", (1e-4, 1e-3, 1e-2, 1e-1, 1.0), logarithmic=True),
        Axis("same person accepted (VAL)", (0.8, 0.85, 0.9, 0.95, 1.0)),
        [Series("Familiar", curve.far, curve.val)],
    )


def _image(path: Path) -> Image.Image:
    try:
        return decode(path).image
    except PhotoError as error:
        raise PhotoError(f"{path} cannot be measured. {error}") from error


def _off_centre(face: FoundFace) -> float:
    box = face.box
    return (box.x + box.width / 2 - 0.5) ** 2 + (box.y + box.height / 2 - 0.5) ** 2
