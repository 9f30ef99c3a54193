"""How sure a distance makes us: fitting the probability that a pack promises, and showing whether it keeps it.

The probability is a logistic function of the distance (Platt, "Probabilistic outputs for support vector machines",
1999), fitted for same and different pairs being equally likely. What it promises is checked by a reliability table: of
the pairs that are said to be the same with about 70 %, 70 % should be.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.evaluation.plot import Axis, Series, write_plot
from core.evaluation.verification import Distances, Truth

STEPS = 60  # of Newton's method at most; it needs about ten
SETTLED = 1e-10
TENTHS = tuple(np.round(np.linspace(0, 1, 11), 1).tolist())


@dataclass(frozen=True, slots=True)
class Calibration:
    """The probability 1 / (1 + exp(steepness * (distance - middle)))."""

    middle: float  # distance of even odds
    steepness: float  # change of the log odds for one unit of distance

    def probability(self, distances: Distances) -> NDArray[np.float64]:
        """Shape (n,), 0..1."""
        odds = np.exp(np.clip(self.steepness * (distances - self.middle), -700, 700))
        return np.asarray(1 / (1 + odds), np.float64)

    def distance(self, probability: float) -> float:
        """Where the probability is this high."""
        return self.middle - float(np.log(probability / (1 - probability))) / self.steepness


@dataclass(frozen=True, slots=True)
class Bin:
    """The pairs whose probability lies in one tenth, both kinds weighing the same in total."""

    low: float
    high: float
    said: float  # mean probability
    true: float  # share that shows one person
    error: float  # standard error of that share
    weight: float  # of its pairs
    pairs: int


def equal_weights(same: Truth) -> NDArray[np.float64]:
    """Shape (n,), sum 1: same and different pairs count as much, however many there are."""
    return np.asarray(np.where(same, 0.5 / same.sum(), 0.5 / (~same).sum()), np.float64)


def fit(distances: Distances, same: Truth, weights: NDArray[np.floating]) -> Calibration:
    """Logistic regression by Newton's method (iteratively reweighted least squares).

    `weights` (n,) say how much each pair counts. The two kinds must overlap: the steepness of perfectly separated pairs
    is infinite.
    """
    middle, spread = float(distances.mean()), float(distances.std())
    x = np.stack([np.ones(len(distances)), (distances - middle) / spread], axis=1)
    beta = np.zeros(2)
    for _ in range(STEPS):
        probability = 1 / (1 + np.exp(-np.clip(x @ beta, -700, 700)))
        slope = x.T @ (weights * (same - probability))
        curvature = (x * (weights * probability * (1 - probability))[:, None]).T @ x
        step = np.linalg.solve(curvature, slope)
        beta += step
        if np.abs(step).max() < SETTLED:
            break
    return Calibration(middle=middle - float(beta[0] / beta[1]) * spread, steepness=-float(beta[1]) / spread)


def reliability(probability: NDArray[np.floating], same: Truth, weights: NDArray[np.floating]) -> list[Bin]:
    """What was said and what was true, for each tenth of the probability that occurs."""
    bins = []
    place = np.minimum((probability * 10).astype(int), 9)
    for tenth in np.unique(place):
        inside = place == tenth
        weight, right = weights[inside], same[inside]
        share = float(np.average(right, weights=weight))
        effective = float(weight.sum() ** 2 / (weight**2).sum())
        bins.append(
            Bin(
                low=tenth / 10,
                high=(tenth + 1) / 10,
                said=float(np.average(probability[inside], weights=weight)),
                true=share,
                error=(share * (1 - share) / effective) ** 0.5,
                weight=float(weight.sum()),
                pairs=int(inside.sum()),
            )
        )
    return bins


def calibration_error(bins: list[Bin]) -> float:
    """Mean distance of what was said from what was true, each bin weighing what its pairs weigh."""
    return float(np.average([abs(one.said - one.true) for one in bins], weights=[one.weight for one in bins]))


def write_reliability(path: Path, title: str, bins: list[Bin]) -> None:
    """The reliability curve as a PNG; the faint diagonal is a promise kept."""
    said, true = np.array([one.said for one in bins]), np.array([one.true for one in bins])
    write_plot(
        path,
        title,
        Axis("said: probability that it is one person", TENTHS[::2]),
        Axis("true: share of the pairs that show one", TENTHS[::2]),
        [
            Series("as promised", np.array([0.0, 1.0]), np.array([0.0, 1.0]), faint=True),
            Series("measured", said, true, dots=True),
        ],
    )
