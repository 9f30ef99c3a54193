"""Harmonic embedding: a new network whose vectors can be compared with an old one's, so that nothing is embedded anew.

First the new network's last layer is learned again, so that it comes as near to the old vectors as a linear layer can;
then the whole network is taught by triplets in which anchor, positive and negative may each be an old or a new vector.
Source: Schroff et al., "FaceNet", 2015, section 5.6 and the appendix. Here the last layer is found by least squares.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from core.errors import TrainingError
from core.evaluation.all_pairs import HoldOut, cross_hold_out
from core.facenet.face_network import FaceNetwork
from core.facenet.faces import OLD_VECTORS
from core.facenet.losses import Judged
from core.facenet.triplets import select, triplet_loss

MARGIN = 0.0275  # 0.2, where distances are as small as the built-in network's: 0.171 verifies where FaceNet had 1.242
RIDGE = 1e-2  # of the mean square of the bottleneck


def read_old_vectors(chips: Path, files: list[Path]) -> NDArray[np.float32]:
    """Unit vectors (n, d) of the old network for the files of a tree of chips, in their order.

    Raises TrainingError where they were not kept, or not for all.
    """
    try:
        with np.load(chips / OLD_VECTORS, allow_pickle=False) as arrays:
            known = dict(zip(arrays["chips"].tolist(), arrays["vectors"], strict=True))
        return np.array([known[file.relative_to(chips).as_posix()] for file in files], np.float32)
    except (OSError, ValueError, KeyError) as error:
        raise TrainingError(f"{chips / OLD_VECTORS} does not hold the old vector of every chip.") from error


def judge_mixed(values: torch.Tensor, labels: torch.Tensor, old: torch.Tensor, *, margin: float = MARGIN) -> Judged:
    """The triplet loss among new vectors (from values (n, d)) and the old ones (n, d) of the same faces.

    Triplets of three old vectors teach nothing and are left out.
    """
    new = functional.normalize(values, dim=1)
    both, whose = torch.cat([new, old]), torch.cat([labels, labels])
    chosen = select(both, whose, "semi-hard", margin=margin)
    chosen = chosen[(chosen < len(new)).any(1)]
    if not len(chosen):
        return values.sum() * 0, 0.0
    lacking = triplet_loss(*(both[column] for column in chosen.T), margin=margin)
    return lacking.mean(), float((lacking > 0).float().mean())


def relearn_last_layer(network: FaceNetwork, features: NDArray[np.float32], old: NDArray[np.float32]) -> None:
    """Sets the last layer to what brings the bottleneck's values (n, width) nearest to the old vectors (n, d)."""
    if not isinstance(network.last, nn.Linear):
        raise TrainingError(f"The last layer of {network.name} is more than linear; it cannot be made harmonic.")
    if old.shape[1] != network.dimension:
        raise TrainingError(f"The old vectors have {old.shape[1]} numbers, the network makes {network.dimension}.")
    x = np.concatenate([features, np.ones((len(features), 1), np.float32)], axis=1).astype(np.float64)
    square = x.T @ x
    ridge = RIDGE * np.trace(square) / len(square) * np.eye(len(square))
    weights = np.linalg.solve(square + ridge, x.T @ old)
    with torch.no_grad():
        network.last.weight.copy_(torch.tensor(weights[:-1].T))
        network.last.bias.copy_(torch.tensor(weights[-1]))


def three_ways(
    old: NDArray[np.float32], new: NDArray[np.float32], labels: NDArray[np.integer], *, far: float = 1e-3
) -> dict[str, HoldOut]:
    """The published table: queries against a gallery, of faces with both vectors (n, d) and labels (n,)."""
    return {
        "old, old": cross_hold_out(old, old, labels, far=far),
        "new, old": cross_hold_out(new, old, labels, far=far),
        "new, new": cross_hold_out(new, new, labels, far=far),
    }
