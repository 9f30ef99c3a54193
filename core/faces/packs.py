"""A pack: the networks that find and embed faces, and what their distances mean.

Distances of two packs are never compared; every stored vector carries the name of its pack's model.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path

from core.faces import dlib_weights, weights

BUILTIN = "built-in"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Squared distances of unit vectors, and how sure they make us."""

    verify: float  # two photos show one person: fewest errors on as many same pairs as different ones
    group: float  # two groups are merged without asking
    suggest: float  # a question to the user is worth asking up to here
    middle: float  # distance of even odds
    steepness: float  # change of the log odds for one unit of distance

    def probability(self, distance: float) -> float:
        """That two faces at this squared distance are one person, 0..1, where same and different are
        equally likely."""
        return 1 / (1 + math.exp(min(self.steepness * (distance - self.middle), 700.0)))


@dataclass(frozen=True, slots=True)
class Pack:
    """Detector, embedder and thresholds that belong together."""

    name: str
    model_name: str  # of the embedder and its conversion: vectors of different names must not meet
    detector: Path
    embedder: Path
    dimension: int
    thresholds: Thresholds


# Fitted on the 2,200 pairs of LFW's pairsDevTrain.txt, whose people are not in the reported test: `verify`
# is right for 99.27 % of them; `suggest` reaches 99.7 % of the same pairs and 3 % of the strangers;
# `middle` and `steepness` are a logistic regression. `group` is what kept a family album pure where 0.16
# joined brother and sister.
BUILTIN_THRESHOLDS = Thresholds(verify=0.175, group=0.14, suggest=0.2, middle=0.1763, steepness=98.7)


def builtin_pack(cache: Path | None = None) -> Pack:
    """The pack that arrives with the program; converted into `cache` (default: the user's) the first time.

    Raises ModelError where a weight file is missing or altered, or the cache cannot be written.
    """
    folder = cache if cache is not None else user_cache_path("Familiar", appauthor=False) / "models"
    return Pack(
        name=BUILTIN,
        model_name=f"{weights.EMBEDDER.name}-{weights.EMBEDDER.version}",
        detector=weights.prepare(weights.DETECTOR, folder),
        embedder=weights.prepare(weights.EMBEDDER, folder),
        dimension=dlib_weights.DIMENSION,
        thresholds=BUILTIN_THRESHOLDS,
    )
