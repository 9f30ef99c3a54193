"""A network that makes unit vectors of chips: a chain of stages, then one linear layer to the embedding."""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import nn
from torch.nn import functional


class FaceNetwork(nn.Module):
    """Pixels (n, 3, height, width), RGB, brought to about -1..1, to unit vectors (n, dimension)."""

    def __init__(self, name: str, size: tuple[int, int], trunk: nn.Sequential, width: int, dimension: int) -> None:
        """`size` is height and width; `width` is how many values the trunk gives, the bottleneck."""
        super().__init__()
        self.name = name
        self.size = size
        self.width = width
        self.dimension = dimension
        self.trunk = trunk
        self.last: nn.Module = nn.Linear(width, dimension)

    def bottleneck(self, pixels: torch.Tensor) -> torch.Tensor:
        """What the last layer is given, shape (n, width)."""
        features: torch.Tensor = self.trunk(pixels)
        return features.flatten(1)

    def forward(self, pixels: torch.Tensor) -> torch.Tensor:
        return functional.normalize(self.last(self.bottleneck(pixels)), dim=1)

    def table(self) -> Iterator[tuple[str, nn.Module]]:
        """The stages in order, with their names in the published tables."""
        yield from self.trunk.named_children()
        yield "last", nn.Sequential(nn.Flatten(1), self.last)
