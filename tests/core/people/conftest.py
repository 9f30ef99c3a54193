"""Made-up faces for the tests of grouping: people as points on a sphere, their faces scattered around them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from core.people.constraints import Constraints

Vectors = NDArray[np.float32]


@pytest.fixture(scope="session")
def scatter() -> Callable[..., Vectors]:
    """scatter(people, each): that many unit vectors of 16 dimensions for each of the people, in order."""

    def faces(people: int, each: int, *, spread: float = 0.2, seed: int = 0) -> Vectors:
        random = np.random.default_rng(seed)
        centres = np.repeat(random.standard_normal((people, 16)), each, axis=0)
        centres /= np.linalg.norm(centres, axis=1, keepdims=True)
        cloud = centres + spread * random.standard_normal(centres.shape) / 4
        return (cloud / np.linalg.norm(cloud, axis=1, keepdims=True)).astype(np.float32)

    return faces


@pytest.fixture(scope="session")
def told() -> Callable[..., Constraints]:
    """told(count, photo=..., person=..., rejected=..., same=..., different=...): what is not given is empty."""

    def constraints(count: int, **given: list) -> Constraints:
        none = Constraints.none(count)
        fields = {name: getattr(none, name) for name in Constraints.__slots__}
        for name, rows in given.items():
            shape = fields[name].shape if name in ("photo", "person") else (-1, 2)
            fields[name] = np.array(rows, dtype=np.int64).reshape(shape)
        return Constraints(**fields)

    return constraints
