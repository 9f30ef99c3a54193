"""The triplet loss, and which triplets of a batch are worth it.

An anchor and a positive show one person, the negative another one; the positive is to be nearer than the negative by a
margin. All anchor-positive pairs of a batch are used, each with one negative: the nearest semi-hard one (farther than
the positive, but within the margin), the hardest, or a random one. Source: Schroff et al., "FaceNet", 2015, section 3.
"""

from __future__ import annotations

from typing import Literal

import torch

MARGIN = 0.2  # squared distance of unit vectors, as published
Selection = Literal["semi-hard", "hardest", "random"]
Triplets = torch.Tensor  # (t, 3) places of anchor, positive, negative in the batch


def squared_distances(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """Shape (n, m), 0..4, of unit vectors (n, d) and (m, d)."""
    return (2 - 2 * a @ b.T).clamp(0, 4)


def triplet_loss(
    anchors: torch.Tensor, positives: torch.Tensor, negatives: torch.Tensor, *, margin: float = MARGIN
) -> torch.Tensor:
    """Shape (t,): what each triplet of unit vectors (t, d) lacks of the margin, 0 where it has it."""
    near = (anchors - positives).square().sum(1)
    far = (anchors - negatives).square().sum(1)
    return (near - far + margin).clamp(min=0)


def positive_pairs(labels: torch.Tensor) -> torch.Tensor:
    """Shape (p, 2): every ordered pair of two faces of one person."""
    same = labels[:, None] == labels[None]
    same.fill_diagonal_(False)
    return same.nonzero()


def semi_hard(distances: torch.Tensor, labels: torch.Tensor, pairs: torch.Tensor, *, margin: float) -> torch.Tensor:
    """Shape (p, n): which faces are semi-hard negatives of each pair; distances are (n, n)."""
    anchor, positive = pairs.T
    beyond = distances[anchor] - distances[anchor, positive][:, None]
    return (labels[anchor][:, None] != labels[None]) & (beyond > 0) & (beyond < margin)


def select(
    vectors: torch.Tensor,
    labels: torch.Tensor,
    how: Selection,
    *,
    margin: float = MARGIN,
    generator: torch.Generator | None = None,
) -> Triplets:
    """One triplet for each anchor-positive pair that has such a negative; vectors (n, d), labels (n,)."""
    pairs = positive_pairs(labels)
    distances = squared_distances(vectors.detach(), vectors.detach())
    allowed = labels[pairs[:, 0]][:, None] != labels[None]
    if how == "semi-hard":
        allowed = semi_hard(distances, labels, pairs, margin=margin)
    order = torch.rand(allowed.shape, generator=generator) if how == "random" else distances[pairs[:, 0]]
    negative = order.masked_fill(~allowed, torch.inf).argmin(1)
    found = allowed.any(1)
    return torch.cat([pairs, negative[:, None]], 1)[found]


def hardest_of_a_set(vectors: torch.Tensor, labels: torch.Tensor) -> Triplets:
    """Offline selection: for every face of a set its farthest positive and its nearest negative."""
    distances = squared_distances(vectors, vectors)
    same = labels[:, None] == labels[None]
    other = ~same
    same.fill_diagonal_(False)
    positive = distances.masked_fill(~same, -1).argmax(1)
    negative = distances.masked_fill(~other, torch.inf).argmin(1)
    triplets = torch.stack([torch.arange(len(labels)), positive, negative], 1)
    return triplets[same.any(1) & other.any(1)]
