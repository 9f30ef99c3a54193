"""What a network costs: sizes, parameters and multiply-adds of each stage, as the published tables count them.

A bias counts as one more multiply-add; normalisation, pooling and rectifiers count as nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import nn

from core.facenet.face_network import FaceNetwork


@dataclass(frozen=True, slots=True)
class Stage:
    """One row of a table."""

    name: str
    output: tuple[int, ...]  # height, width, channels; or the number of values
    parameters: int
    multiply_adds: int  # for one face


def stages(network: FaceNetwork) -> list[Stage]:
    """What each stage makes of one face. Works on a network of the `meta` device too, which needs no memory."""
    rows: list[Stage] = []
    counted = [0]
    watched = [m.register_forward_hook(_counter(counted)) for m in network.modules() if isinstance(m, COUNTED)]
    values = torch.zeros(1, 3, *network.size, device=next(network.parameters()).device)
    was_training = network.training
    network.eval()
    with torch.no_grad():
        for name, stage in network.table():
            counted[0] = 0
            values = stage(values)
            parameters = sum(one.numel() for one in stage.parameters())
            rows.append(Stage(name, _size(values), parameters, counted[0]))
    for hook in watched:
        hook.remove()
    network.train(was_training)
    return rows


def total(rows: list[Stage]) -> tuple[int, int]:
    """Parameters and multiply-adds of the whole network."""
    return sum(row.parameters for row in rows), sum(row.multiply_adds for row in rows)


COUNTED = (nn.Conv2d, nn.Linear)


def _counter(counted: list[int]) -> Callable[[nn.Module, object, torch.Tensor], None]:
    def count(layer: nn.Module, _: object, output: torch.Tensor) -> None:
        weights = sum(one.numel() for one in layer.parameters())
        counted[0] += weights * (output.shape[2] * output.shape[3] if output.ndim == 4 else 1)

    return count


def _size(values: torch.Tensor) -> tuple[int, ...]:
    shape = tuple(values.shape[1:])
    return (*shape[1:], shape[0]) if len(shape) == 3 else shape
