"""The networks by name: NN1 to NN4, NNS1, NNS2 and Inception-ResNet-v1.

NN1 and NN2 are the published tables. Of the others only input size, parameters and multiply-adds are published. What
was chosen here, so that the totals come out (tests/core/facenet/test_networks.py prints them side by side):

- NN3 is NN2 at 160 x 160.
- NN4 is NN2 at 96 x 96 without 5x5 convolutions from 4e on, where the maps are at most 6 x 6 pixels.
- NNS1 is an inception network of half NN2's width whose last map (6 x 6) goes through a wide maxout layer; that layer
  holds most of its parameters.
- NNS2 is smaller by the same means: 140 high and 116 wide, 5x5 first convolution, four inceptions, a wide layer.

`batch_norm` puts batch normalisation after every convolution, in place of the response norms; none of the tables has
it, and without it these networks hardly start to learn from a few thousand faces.
"""

from __future__ import annotations

import math
from collections import OrderedDict

from torch import nn

from core.errors import ModelError
from core.facenet.face_network import FaceNetwork
from core.facenet.inception_resnet import inception_resnet
from core.facenet.layers import Branches, Convolution, Inception, Maxout, halving_pool, response_norm

DIMENSION = 128
SIZES = {  # height, width
    "nn1": (220, 220),
    "nn2": (224, 224),
    "nn3": (160, 160),
    "nn4": (96, 96),
    "nns1": (165, 165),
    "nns2": (140, 116),
    "inception-resnet-v1": (160, 160),
}
Rows = dict[str, Branches]
NN2: Rows = {
    "3a": Branches(64, 96, 128, 16, 32, "max", 32),
    "3b": Branches(64, 96, 128, 32, 64, "l2", 64),
    "3c": Branches(0, 128, 256, 32, 64, "max", 0, stride=2),
    "4a": Branches(256, 96, 192, 32, 64, "l2", 128),
    "4b": Branches(224, 112, 224, 32, 64, "l2", 128),
    "4c": Branches(192, 128, 256, 32, 64, "l2", 128),
    "4d": Branches(160, 144, 288, 32, 64, "l2", 128),
    "4e": Branches(0, 160, 256, 64, 128, "max", 0, stride=2),
    "5a": Branches(384, 192, 384, 48, 128, "l2", 128),
    "5b": Branches(384, 192, 384, 48, 128, "max", 128),
}
NN4: Rows = NN2 | {
    "4e": Branches(0, 160, 256, 0, 0, "max", 0, stride=2),
    "5a": Branches(384, 192, 384, 0, 0, "l2", 128),
    "5b": Branches(384, 192, 384, 0, 0, "max", 128),
}
NNS1: Rows = {
    "3a": Branches(32, 48, 64, 8, 16, "max", 16),
    "3b": Branches(32, 48, 64, 16, 32, "l2", 32),
    "3c": Branches(0, 64, 128, 16, 32, "max", 0, stride=2),
    "4a": Branches(128, 48, 96, 16, 32, "l2", 64),
    "4b": Branches(96, 64, 128, 16, 32, "l2", 64),
    "4e": Branches(0, 80, 128, 32, 64, "max", 0, stride=2),
    "5a": Branches(192, 96, 192, 24, 64, "l2", 64),
}
NNS2: Rows = {
    "3a": Branches(16, 16, 32, 8, 8, "max", 8),
    "3c": Branches(0, 24, 48, 8, 16, "max", 0, stride=2),
    "4a": Branches(48, 32, 64, 8, 16, "l2", 32),
    "4e": Branches(0, 48, 96, 16, 32, "max", 0, stride=2),
}
WIDE_NNS1, WIDE_NNS2 = 674, 360  # values of the maxout layer behind the inceptions


def build(
    name: str, *, dimension: int = DIMENSION, batch_norm: bool = False, size: tuple[int, int] | None = None
) -> FaceNetwork:
    """A network with random weights; `size` (height, width) for another input than the published one.

    Raises ModelError where there is no network of this name.
    """
    if name not in SIZES:
        raise ModelError(f"There is no network “{name}”. The networks are: {', '.join(SIZES)}.")
    place = size if size is not None else SIZES[name]
    if name == "inception-resnet-v1":
        return inception_resnet(place, dimension)
    trunk, width = TRUNKS[name](place, batch_norm)
    return FaceNetwork(name, place, nn.Sequential(OrderedDict(trunk)), width, dimension)


Trunk = tuple[list[tuple[str, nn.Module]], int]  # the stages and what they give


def _nn1(size: tuple[int, int], batch_norm: bool) -> Trunk:
    def convolution(before: int, after: int, kernel: int, stride: int = 1) -> Convolution:
        return Convolution(before, after, kernel, stride=stride, batch_norm=batch_norm)

    stages: list[tuple[str, nn.Module]] = [
        ("conv1", convolution(3, 64, 7, 2)),
        ("pool1", halving_pool()),
        ("rnorm1", response_norm(batch_norm=batch_norm)),
        ("conv2a", convolution(64, 64, 1)),
        ("conv2", convolution(64, 192, 3)),
        ("rnorm2", response_norm(batch_norm=batch_norm)),
        ("pool2", halving_pool()),
        ("conv3a", convolution(192, 192, 1)),
        ("conv3", convolution(192, 384, 3)),
        ("pool3", halving_pool()),
        ("conv4a", convolution(384, 384, 1)),
        ("conv4", convolution(384, 256, 3)),
        ("conv5a", convolution(256, 256, 1)),
        ("conv5", convolution(256, 256, 3)),
        ("conv6a", convolution(256, 256, 1)),
        ("conv6", convolution(256, 256, 3)),
        ("pool4", halving_pool()),
        ("fc1", Maxout(256 * _pixels(size, halvings=5), 32 * 128)),
        ("fc2", Maxout(32 * 128, 32 * 128)),
    ]
    return stages, 32 * 128


def _inceptions(before: int, rows: Rows, batch_norm: bool) -> Trunk:
    stages: list[tuple[str, nn.Module]] = []
    for name, row in rows.items():
        stage = Inception(before, row, batch_norm=batch_norm)
        stages.append((name, stage))
        before = stage.after
    return stages, before


def _head(channels: tuple[int, int, int], kernel: int, batch_norm: bool) -> list[tuple[str, nn.Module]]:
    """Everything before the inceptions: three convolutions with two pools and norms between them."""
    first, narrow, wide = channels
    second = nn.Sequential(
        Convolution(first, narrow, 1, batch_norm=batch_norm), Convolution(narrow, wide, 3, batch_norm=batch_norm)
    )
    return [
        ("conv1", Convolution(3, first, kernel, stride=2, batch_norm=batch_norm)),
        ("pool1", nn.Sequential(halving_pool(), response_norm(batch_norm=batch_norm))),
        ("2", second),
        ("pool2", nn.Sequential(response_norm(batch_norm=batch_norm), halving_pool())),
    ]


def _averaged(rows: Rows, batch_norm: bool) -> Trunk:
    """NN2 and its kin: the last map is averaged."""
    stages, width = _inceptions(192, rows, batch_norm)
    pool = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(1))
    return [*_head((64, 64, 192), 7, batch_norm), *stages, ("pool", pool)], width


def _nns1(size: tuple[int, int], batch_norm: bool) -> Trunk:
    stages, channels = _inceptions(80, NNS1, batch_norm)
    wide = Maxout(channels * _pixels(size, halvings=5), WIDE_NNS1)
    return [*_head((32, 32, 80), 7, batch_norm), *stages, ("wide", wide)], WIDE_NNS1


def _nns2(size: tuple[int, int], batch_norm: bool) -> Trunk:
    stages, channels = _inceptions(32, NNS2, batch_norm)
    wide = Maxout(channels * _pixels(size, halvings=5), WIDE_NNS2)
    return [*_head((12, 12, 32), 5, batch_norm), *stages, ("wide", wide)], WIDE_NNS2


def _pixels(size: tuple[int, int], *, halvings: int) -> int:
    """Of the map after so many halvings, each rounded up."""
    return math.prod(math.ceil(side / 2**halvings) for side in size)


TRUNKS = {
    "nn1": _nn1,
    "nn2": lambda _, batch_norm: _averaged(NN2, batch_norm),
    "nn3": lambda _, batch_norm: _averaged(NN2, batch_norm),
    "nn4": lambda _, batch_norm: _averaged(NN4, batch_norm),
    "nns1": _nns1,
    "nns2": _nns2,
}
