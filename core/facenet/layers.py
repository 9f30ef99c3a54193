"""What the published networks are made of. A network is a chain of named stages, as the tables list them.

Sources: Schroff et al., "FaceNet", 2015, tables 1 and 2; Szegedy et al., "Going deeper with convolutions", 2015
(inception); Goodfellow et al., "Maxout networks", 2013. What the sources leave open is decided here: convolutions and
pools keep the size (divided by their stride, rounded up); L2 pooling takes the root of the mean square, so that it does
not change the scale of what it pools; local response normalisation looks at five channels, as Krizhevsky's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import torch
from torch import nn
from torch.nn import functional

TINY = 1e-6  # under the root of L2 pooling: its slope at zero is infinite
NEIGHBOURS = 5  # channels of local response normalisation


class Convolution(nn.Sequential):
    """Convolution, batch normalisation where it is wanted (the published tables have none), rectifier."""

    def __init__(self, before: int, after: int, kernel: int, *, stride: int = 1, batch_norm: bool = False) -> None:
        super().__init__()
        self.append(nn.Conv2d(before, after, kernel, stride, padding=kernel // 2, bias=not batch_norm))
        if batch_norm:
            self.append(nn.BatchNorm2d(after))
        self.append(nn.ReLU())


class L2Pool(nn.Module):
    """The root of the mean square of 3 x 3 neighbours."""

    def __init__(self, stride: int = 1) -> None:
        super().__init__()
        self.stride = stride

    def forward(self, pixels: torch.Tensor) -> torch.Tensor:
        return torch.sqrt(functional.avg_pool2d(pixels * pixels, 3, self.stride, padding=1) + TINY)


class Maxout(nn.Module):
    """A fully connected layer whose every value is the largest of `pieces`."""

    def __init__(self, before: int, after: int, *, pieces: int = 2) -> None:
        super().__init__()
        self.after, self.pieces = after, pieces
        self.linear = nn.Linear(before, after * pieces)

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        pieces: torch.Tensor = self.linear(values.flatten(1))
        return pieces.view(-1, self.after, self.pieces).amax(2)


@dataclass(frozen=True, slots=True)
class Branches:
    """One row of the published inception tables: channels of each branch, 0 where there is none."""

    one: int
    reduce3: int
    three: int
    reduce5: int
    five: int
    pool: Literal["max", "l2"]
    project: int  # 0: what is pooled is passed on as it is
    stride: int = 1  # of the 3x3 and 5x5 convolutions and the pool


class Inception(nn.Module):
    """Convolutions of several sizes side by side, each behind a narrow 1x1 convolution."""

    def __init__(self, before: int, row: Branches, *, batch_norm: bool = False) -> None:
        super().__init__()
        self.after = row.one + row.three + row.five + (row.project or before)
        branches: list[nn.Module] = []
        if row.one:
            branches.append(Convolution(before, row.one, 1, batch_norm=batch_norm))
        for kernel, narrow, wide in ((3, row.reduce3, row.three), (5, row.reduce5, row.five)):
            if wide:
                first = Convolution(before, narrow, 1, batch_norm=batch_norm)
                branches.append(
                    nn.Sequential(first, Convolution(narrow, wide, kernel, stride=row.stride, batch_norm=batch_norm))
                )
        pool = L2Pool(row.stride) if row.pool == "l2" else nn.MaxPool2d(3, row.stride, padding=1)
        project = [Convolution(before, row.project, 1, batch_norm=batch_norm)] if row.project else []
        branches.append(nn.Sequential(pool, *project))
        self.branches = nn.ModuleList(branches)

    def forward(self, pixels: torch.Tensor) -> torch.Tensor:
        return torch.cat([branch(pixels) for branch in self.branches], 1)


def response_norm(*, batch_norm: bool = False) -> nn.Module:
    """The tables' "rnorm"; nothing where batch normalisation has done its work."""
    return nn.Identity() if batch_norm else nn.LocalResponseNorm(NEIGHBOURS)


def halving_pool() -> nn.MaxPool2d:
    """The tables' "3x3, 2"."""
    return nn.MaxPool2d(3, 2, padding=1)
