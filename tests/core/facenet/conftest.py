"""The laboratory needs torch, which the test extra brings; one thread, so that sums come out in one order."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
import torch
from numpy.typing import NDArray


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture
def random() -> np.random.Generator:
    return np.random.default_rng(20261122)


@pytest.fixture
def embedded(random: np.random.Generator) -> tuple[torch.Tensor, NDArray[np.int64]]:
    """Forty unit vectors of eight people, five of each, scattered so that all kinds of negatives occur."""
    centres = random.normal(size=(8, 6))
    labels = np.repeat(np.arange(8), 5)
    values = centres[labels] + 0.8 * random.normal(size=(40, 6))
    vectors = torch.nn.functional.normalize(torch.tensor(values, dtype=torch.float32), dim=1)
    return vectors, labels
