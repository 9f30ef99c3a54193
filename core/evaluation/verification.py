"""Are these two the same person? How often a distance answers right, by the measures that are published for it.

Everything here is arithmetic on two arrays: the distance of each pair, and whether the pair shows one person. A pair is
called the same where its distance is at most the threshold. A pair in which a face was not found counts against us
wherever it can: give it the distance of `worst`.

Sources: Huang et al., "Labeled Faces in the Wild", 2007 (ten folds); Schroff et al., "FaceNet", 2015 (VAL and FAR).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Distances = NDArray[np.floating]  # shape (n,)
Truth = NDArray[np.bool_]  # shape (n,), true where the pair shows one person

REPLICATES = 2000  # of the bootstrap: the ends of a 95 % interval rest on 50 each


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """What every possible threshold would accept; one more entry than there are different distances."""

    thresholds: NDArray[np.float64]  # rising, from minus infinity: accept nothing
    val: NDArray[np.float64]  # share of the same pairs accepted, 0..1
    far: NDArray[np.float64]  # share of the different pairs accepted, 0..1


@dataclass(frozen=True, slots=True)
class TenFold:
    """Accuracy when each fold is judged by the threshold of the others."""

    accuracy: float  # mean over the folds, 0..1
    deviation: float  # over the folds (n - 1)
    standard_error: float  # of the mean
    threshold: float  # mean over the folds
    folds: tuple[float, ...]  # accuracy of each


def worst(same: Truth) -> NDArray[np.float64]:
    """The distances that are wrong at every threshold."""
    return np.where(same, np.inf, -np.inf)


def roc(distances: Distances, same: Truth) -> Curve:
    """Receiver operating characteristic: every threshold that makes a difference."""
    levels, place = np.unique(distances, return_inverse=True)
    accepted = [np.cumsum(np.bincount(place[kind], minlength=len(levels))) / kind.sum() for kind in (same, ~same)]
    val, far = (np.concatenate([[0.0], share]) for share in accepted)
    return Curve(np.concatenate([[-np.inf], levels]), val, far)


def auc(distances: Distances, same: Truth) -> float:
    """Area under the curve: how often a same pair is nearer than a different one, a tie counting half."""
    curve = roc(distances, same)
    return float(np.trapezoid(curve.val, curve.far))


def eer(distances: Distances, same: Truth) -> float:
    """Equal error rate: where as many same pairs are refused as different ones accepted; between two thresholds on
    the line that joins them."""
    curve = roc(distances, same)
    gap = curve.far - (1 - curve.val)  # rises from -1 to 1
    after = int(np.argmax(gap >= 0))
    before = after - 1
    share = -gap[before] / (gap[after] - gap[before])
    return float(curve.far[before] + share * (curve.far[after] - curve.far[before]))


def val_at_far(distances: Distances, same: Truth, *, far: float) -> float:
    """Share of the same pairs within the largest threshold that accepts at most the share `far` of the others."""
    curve = roc(distances, same)
    return float(curve.val[curve.far <= far].max())


def val_interval(
    distances: Distances, same: Truth, *, far: float, replicates: int = REPLICATES, seed: int = 0
) -> tuple[float, float]:
    """Where `val_at_far` lies in 95 of 100 draws of as many pairs of each kind from these (percentile bootstrap)."""
    random = np.random.default_rng(seed)
    near, apart = np.sort(distances[same]), np.sort(distances[~same])
    allowed = int(far * len(apart) + 1e-9)  # different pairs that may be accepted
    vals = np.empty(replicates)
    for i in range(replicates):
        drawn = np.sort(random.integers(0, len(apart), len(apart)))  # places in order of distance
        first_refused = apart[drawn[allowed]]
        within = np.searchsorted(near, first_refused, side="left")
        vals[i] = (random.integers(0, len(near), len(near)) < within).mean()
    low, high = np.percentile(vals, [2.5, 97.5])
    return float(low), float(high)


def best_threshold(distances: Distances, same: Truth) -> float:
    """The threshold of the fewest errors, half-way to the next distance; of several the middle one."""
    levels, place = np.unique(distances, return_inverse=True)
    gained = np.cumsum(np.bincount(place, weights=np.where(same, 1, -1), minlength=len(levels)))
    places = np.flatnonzero(gained == gained.max())
    if gained.max() <= 0:  # better to accept nothing
        return float(np.nextafter(levels[0], -np.inf))
    chosen = int(places[len(places) // 2])
    upper = levels[chosen + 1] if chosen + 1 < len(levels) else np.inf
    return float((levels[chosen] + upper) / 2) if np.isfinite(upper) else float(levels[chosen])


def accuracy(distances: Distances, same: Truth, *, threshold: float) -> float:
    """Share of the pairs that the threshold calls right."""
    return float(((distances <= threshold) == same).mean())


def ten_fold(distances: Distances, same: Truth, fold: NDArray[np.integer]) -> TenFold:
    """LFW's protocol: each fold is judged by the threshold that makes the fewest errors on all the others.

    With one fold only, nothing is kept apart: the threshold is chosen on the pairs that it is measured on, which
    flatters, and there is no deviation.
    """
    accuracies, thresholds = [], []
    for one in np.unique(fold):
        inside = fold == one
        others = inside if inside.all() else ~inside
        thresholds.append(best_threshold(distances[others], same[others]))
        accuracies.append(accuracy(distances[inside], same[inside], threshold=thresholds[-1]))
    deviation = float(np.std(accuracies, ddof=1)) if len(accuracies) > 1 else 0.0
    return TenFold(
        accuracy=float(np.mean(accuracies)),
        deviation=deviation,
        standard_error=deviation / len(accuracies) ** 0.5,
        threshold=float(np.mean(thresholds)),
        folds=tuple(accuracies),
    )


def balanced_threshold(distances: Distances, same: Truth) -> float:
    """The threshold at which the shares of same pairs refused and of different ones accepted have the least sum,
    half-way to the next distance."""
    curve = roc(distances, same)
    chosen = max(1, int(np.argmax(curve.val - curve.far)))
    upper = min(chosen + 1, len(curve.thresholds) - 1)
    return float((curve.thresholds[chosen] + curve.thresholds[upper]) / 2)


def balanced_accuracy(distances: Distances, same: Truth, *, threshold: float) -> float:
    """Share of the pairs called right, both kinds weighing the same."""
    near = distances <= threshold
    return float((near[same].mean() + (~near[~same]).mean()) / 2)
