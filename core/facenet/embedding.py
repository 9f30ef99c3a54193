"""From chips to vectors with a network of torch; how training measures itself, and the laboratory's benchmarks."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from core.facenet.export import MEAN, SCALE
from core.facenet.face_network import FaceNetwork

AT_ONCE = 256  # faces


def embed(
    network: FaceNetwork, chips: NDArray[np.uint8], *, mirror: bool = False, bottleneck: bool = False
) -> NDArray[np.float32]:
    """Unit vectors (n, d) of chips (n, height, width, 3); with `mirror` each averaged with its mirror image's. With
    `bottleneck` the values before the last layer, (n, width)."""
    device = next(network.parameters()).device
    was_training = network.training
    network.eval()
    parts = []
    with torch.no_grad():
        for start in range(0, len(chips), AT_ONCE):
            part = to_input(chips[start : start + AT_ONCE]).to(device)
            vectors = network.bottleneck(part) if bottleneck else network(part)
            if mirror:
                vectors = functional.normalize(vectors + network(part.flip(3)), dim=1)
            parts.append(vectors.cpu().numpy())
    network.train(was_training)
    width = network.width if bottleneck else network.dimension
    return np.concatenate([np.zeros((0, width), np.float32), *parts])


def to_input(chips: NDArray[np.uint8]) -> torch.Tensor:
    """(n, height, width, 3), 0..255, to (n, 3, height, width) around 0."""
    pixels = torch.from_numpy(np.ascontiguousarray(chips)).permute(0, 3, 1, 2)
    return ((pixels.float() - MEAN) / SCALE).contiguous(memory_format=torch.channels_last)
