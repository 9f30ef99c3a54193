"""The published tables, side by side with what is built here."""

# ruff: noqa: T201 (the columns are printed, side by side)
from __future__ import annotations

import pytest
import torch

from core.errors import ModelError
from core.facenet.cost import stages, total
from core.facenet.networks import SIZES, build

# Name, output, parameters, multiply-adds, as published; "" where the table says nothing.
NN1 = """
conv1 110x110x64 9K 115M
pool1 55x55x64
rnorm1 55x55x64
conv2a 55x55x64 4K 13M
conv2 55x55x192 111K 335M
rnorm2 55x55x192
pool2 28x28x192
conv3a 28x28x192 37K 29M
conv3 28x28x384 664K 521M
pool3 14x14x384
conv4a 14x14x384 148K 29M
conv4 14x14x256 885K 173M
conv5a 14x14x256 66K 13M
conv5 14x14x256 590K 116M
conv6a 14x14x256 66K 13M
conv6 14x14x256 590K 116M
pool4 7x7x256
fc1 4096 103M 103M
fc2 4096 34M 34M
last 128 524K 0.5M
"""
NN2 = """
conv1 112x112x64 9K 119M
pool1 56x56x64
2 56x56x192 115K 360M
pool2 28x28x192
3a 28x28x256 164K 128M
3b 28x28x320 228K 179M
3c 14x14x640 398K 108M
4a 14x14x640 545K 107M
4b 14x14x640 595K 117M
4c 14x14x640 654K 128M
4d 14x14x640 722K 142M
4e 7x7x1024 717K 56M
5a 7x7x1024 1.6M 78M
5b 7x7x1024 1.6M 78M
pool 1024
last 128 131K 0.1M
"""
TOTALS = {  # parameters, multiply-adds; None where only the other is published
    "nn1": (140e6, 1.6e9),
    "nn2": (7.5e6, 1.6e9),
    "nn4": (None, 285e6),
    "nns1": (26e6, 220e6),
    "nns2": (4.3e6, 20e6),
}
UNITS = {"K": 1e3, "M": 1e6}


def read(figure: str) -> tuple[float, float]:
    """The figure, and one of its last digit: the tables round some up and cut others off."""
    digits, unit = figure[:-1], UNITS[figure[-1]]
    return float(digits) * unit, unit / 10 ** len(digits.partition(".")[2])


@pytest.mark.parametrize(("name", "table"), [("nn1", NN1), ("nn2", NN2)])
def test_the_tables_side_by_side(name: str, table: str) -> None:
    with torch.device("meta"):
        built = stages(build(name))
    published = [line.split() for line in table.strip().splitlines()]
    assert [stage.name for stage in built] == [row[0] for row in published]
    for stage, (_, output, *figures) in zip(built, published, strict=True):
        size = "x".join(map(str, stage.output))
        print(
            f"{name} {stage.name:>7}  {size:>12} {output:>12}  {stage.parameters:>11,} {stage.multiply_adds:>13,}",
            *figures,
        )
        assert size == output
        for mine, figure in zip((stage.parameters, stage.multiply_adds), figures, strict=False):
            theirs, digit = read(figure)
            assert mine == pytest.approx(theirs, abs=digit), stage.name
        if not figures:
            assert stage.parameters == 0


@pytest.mark.parametrize("name", TOTALS)
def test_the_totals(name: str) -> None:
    with torch.device("meta"):
        built = total(stages(build(name)))
    print(name, f"{built[0]:,} parameters, {built[1]:,} multiply-adds; published", TOTALS[name])
    for mine, theirs in zip(built, TOTALS[name], strict=True):
        assert theirs is None or mine == pytest.approx(theirs, rel=0.02)


@pytest.mark.parametrize("name", ["nn4", "nns2", "inception-resnet-v1"])
def test_vectors_have_length_one(name: str) -> None:
    network = build(name, dimension=32).eval()
    with torch.no_grad():
        vectors = network(torch.randn(2, 3, *SIZES[name]))
    assert vectors.shape == (2, 32)
    assert torch.allclose(vectors.norm(dim=1), torch.ones(2))


def test_batch_normalisation_takes_the_place_of_biases() -> None:
    plain, normalised = build("nns2"), build("nns2", batch_norm=True)
    names = [name for name, _ in normalised.trunk.named_parameters()]
    assert len(names) > len(list(plain.trunk.named_parameters()))
    assert any(isinstance(part, torch.nn.LocalResponseNorm) for part in plain.modules())
    assert not any(isinstance(part, torch.nn.LocalResponseNorm) for part in normalised.modules())


def test_an_unknown_network_is_a_sentence() -> None:
    with pytest.raises(ModelError, match="There is no network “nn9”"):
        build("nn9")
