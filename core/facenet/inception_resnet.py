"""Inception-ResNet-v1, in the shape whose weights are public (facenet-pytorch 2.x), and reading those files.

Source: Szegedy et al., "Inception-v4, Inception-ResNet and the impact of residual connections on learning", 2016; the
names of the parts are those of the published weight files. Files are read with `weights_only`, which accepts arrays
and nothing that could run.
"""

from __future__ import annotations

import pickle
from pathlib import Path

import torch
from torch import nn

from core.errors import ModelError
from core.facenet.face_network import FaceNetwork

NAME = "inception-resnet-v1"
PUBLISHED_DIMENSION = 512
EPSILON = 0.001  # of batch normalisation, as the files were trained with
DROPPED = 0.6  # share of the bottleneck that training leaves out
BOTTLENECK = 1792


class _Unit(nn.Module):
    """Convolution without bias, batch normalisation, rectifier."""

    def __init__(
        self, before: int, after: int, kernel: int | tuple[int, int], stride: int = 1, *, padded: bool = False
    ) -> None:
        super().__init__()
        high, wide = (kernel, kernel) if isinstance(kernel, int) else kernel
        padding = (high // 2, wide // 2) if padded else (0, 0)
        self.conv = nn.Conv2d(before, after, (high, wide), stride, padding, bias=False)
        self.bn = nn.BatchNorm2d(after, eps=EPSILON)

    def forward(self, pixels: torch.Tensor) -> torch.Tensor:
        return torch.relu(self.bn(self.conv(pixels)))


class _Branched(nn.Module):
    """Branches side by side; the files name them branch0, branch1 and so on."""

    def __init__(self, *branches: nn.Module) -> None:
        super().__init__()
        for number, branch in enumerate(branches):
            self.add_module(f"branch{number}", branch)
        self._names = [f"branch{number}" for number in range(len(branches))]

    def joined(self, pixels: torch.Tensor) -> torch.Tensor:
        return torch.cat([getattr(self, name)(pixels) for name in self._names], 1)

    def forward(self, pixels: torch.Tensor) -> torch.Tensor:
        return self.joined(pixels)


class _Residual(_Branched):
    """What the branches find is scaled and added to what came in."""

    def __init__(self, channels: int, inside: int, *branches: nn.Module, scale: float, rectified: bool = True) -> None:
        super().__init__(*branches)
        self.conv2d = nn.Conv2d(inside, channels, 1)
        self._scale = scale
        self._rectified = rectified

    def forward(self, pixels: torch.Tensor) -> torch.Tensor:
        changed: torch.Tensor = self.conv2d(self.joined(pixels)) * self._scale + pixels
        return torch.relu(changed) if self._rectified else changed


class InceptionResnet(FaceNetwork):
    """The trunk's parts stand beside each other under the names of the files."""

    def __init__(self, size: tuple[int, int], dimension: int) -> None:
        super().__init__(NAME, size, nn.Sequential(), BOTTLENECK, dimension)
        for name, part in _trunk():
            self.trunk.add_module(name, part)
        self.dropout = nn.Dropout(DROPPED)
        self.last = nn.Sequential()
        self.last.add_module("last_linear", nn.Linear(BOTTLENECK, dimension, bias=False))
        self.last.add_module("last_bn", nn.BatchNorm1d(dimension, eps=EPSILON))

    def bottleneck(self, pixels: torch.Tensor) -> torch.Tensor:
        dropped: torch.Tensor = self.dropout(super().bottleneck(pixels))
        return dropped


def inception_resnet(size: tuple[int, int], dimension: int = PUBLISHED_DIMENSION) -> InceptionResnet:
    """The network with random weights."""
    return InceptionResnet(size, dimension)


def read_published(path: Path) -> InceptionResnet:
    """The network of a facenet-pytorch weight file, ready to run; a classifier in the file is left out.

    Raises ModelError where the file is no such file, or holds anything but arrays.
    """
    try:
        found = torch.load(path, map_location="cpu", weights_only=True)
    except (OSError, RuntimeError, EOFError, ValueError, pickle.UnpicklingError) as error:
        raise ModelError(f"The weights in {path} cannot be read, or hold more than weights.") from error
    network = inception_resnet((160, 160))
    try:
        network.load_state_dict(_renamed(found))
    except (RuntimeError, AttributeError, TypeError) as error:
        raise ModelError(f"{path} does not hold the weights of an Inception-ResNet-v1.") from error
    return network.eval()


def _renamed(found: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """From the names in the files to ours: the same, under `trunk` or `last`."""
    return {
        f"last.{name}" if name.startswith("last_") else f"trunk.{name}": values
        for name, values in found.items()
        if not name.startswith("logits.")
    }


def _trunk() -> list[tuple[str, nn.Module]]:
    return [
        ("conv2d_1a", _Unit(3, 32, 3, 2)),
        ("conv2d_2a", _Unit(32, 32, 3)),
        ("conv2d_2b", _Unit(32, 64, 3, padded=True)),
        ("maxpool_3a", nn.MaxPool2d(3, 2)),
        ("conv2d_3b", _Unit(64, 80, 1)),
        ("conv2d_4a", _Unit(80, 192, 3)),
        ("conv2d_4b", _Unit(192, 256, 3, 2)),
        ("repeat_1", nn.Sequential(*(_small() for _ in range(5)))),
        ("mixed_6a", _narrowing()),
        ("repeat_2", nn.Sequential(*(_middle() for _ in range(10)))),
        ("mixed_7a", _last_narrowing()),
        ("repeat_3", nn.Sequential(*(_large(scale=0.2) for _ in range(5)))),
        ("block8", _large(scale=1.0, rectified=False)),
        ("avgpool_1a", nn.AdaptiveAvgPool2d(1)),
    ]


def _small() -> _Residual:
    """Inception-resnet-A: 35 x 35 in the source, 17 x 17 here."""
    return _Residual(
        256,
        96,
        _Unit(256, 32, 1),
        nn.Sequential(_Unit(256, 32, 1), _Unit(32, 32, 3, padded=True)),
        nn.Sequential(_Unit(256, 32, 1), _Unit(32, 32, 3, padded=True), _Unit(32, 32, 3, padded=True)),
        scale=0.17,
    )


def _middle() -> _Residual:
    """Inception-resnet-B."""
    long = nn.Sequential(_Unit(896, 128, 1), _Unit(128, 128, (1, 7), padded=True), _Unit(128, 128, (7, 1), padded=True))
    return _Residual(896, 256, _Unit(896, 128, 1), long, scale=0.1)


def _large(*, scale: float, rectified: bool = True) -> _Residual:
    """Inception-resnet-C."""
    long = nn.Sequential(
        _Unit(1792, 192, 1), _Unit(192, 192, (1, 3), padded=True), _Unit(192, 192, (3, 1), padded=True)
    )
    return _Residual(1792, 384, _Unit(1792, 192, 1), long, scale=scale, rectified=rectified)


def _narrowing() -> _Branched:
    """Reduction-A."""
    long = nn.Sequential(_Unit(256, 192, 1), _Unit(192, 192, 3, padded=True), _Unit(192, 256, 3, 2))
    return _Branched(_Unit(256, 384, 3, 2), long, nn.MaxPool2d(3, 2))


def _last_narrowing() -> _Branched:
    """Reduction-B."""
    return _Branched(
        nn.Sequential(_Unit(896, 256, 1), _Unit(256, 384, 3, 2)),
        nn.Sequential(_Unit(896, 256, 1), _Unit(256, 256, 3, 2)),
        nn.Sequential(_Unit(896, 256, 1), _Unit(256, 256, 3, padded=True), _Unit(256, 256, 3, 2)),
        nn.MaxPool2d(3, 2),
    )
