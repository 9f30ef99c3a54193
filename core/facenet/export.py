"""A network becomes a pack: an ONNX file that takes square chips, and a manifest with distances that were measured.

The program aligns a face to a square chip; a network with another input takes the middle of it, so the cut is part of
the exported graph. What the network's distances mean is measured on labelled faces that it has not seen.
"""

from __future__ import annotations

import hashlib
import tempfile
import warnings
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from core.errors import ModelError, TrainingError
from core.evaluation import calibration, verification
from core.evaluation.all_pairs import labelled_pairs
from core.facenet.face_network import FaceNetwork
from core.faces.manifest import OWN, Input, Licence, Manifest, PackFile, Thresholds, manifest, write_manifest

MEAN, SCALE = 127.5, 128.0  # of the pixels that a network is given: (pixel - MEAN) / SCALE
FILE = "embedder.onnx"
GROUPED, ASKED = 1e-3, 3e-2  # share of the strangers within `group` and `suggest`, as for the built-in pack
DIGITS = 4  # of what a manifest says
DOUBTED = 4.0  # the probability is fitted on pairs within this many times the distance that separates best


class _OfSquareChips(nn.Module):
    """The middle of a square chip, as high and wide as the network wants it."""

    def __init__(self, network: FaceNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, chips: torch.Tensor) -> torch.Tensor:
        vectors: torch.Tensor = self.network(middle_of(chips, self.network.size))
        return vectors


def middle_of(chips: torch.Tensor, size: tuple[int, int]) -> torch.Tensor:
    """The middle (n, 3, height, width) of chips (n, 3, side, side)."""
    top, left = ((chips.shape[2 + axis] - size[axis]) // 2 for axis in (0, 1))
    return chips[:, :, top : top + size[0], left : left + size[1]]


def to_onnx(network: FaceNetwork) -> bytes:
    """The network of square chips (n, 3, side, side), pixels brought to -1..1, as an ONNX file."""
    side = max(network.size)
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        file = Path(folder) / FILE
        # The writer without further packages is the old one; it says so, and that it fixes sizes, which is meant.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            _OfSquareChips(network).eval(),
            (torch.zeros(1, 3, side, side),),
            str(file),
            dynamo=False,
            input_names=["chips"],
            output_names=["vectors"],
            dynamic_axes={"chips": {0: "faces"}, "vectors": {0: "faces"}},
        )
        return file.read_bytes()


def measure_thresholds(vectors: NDArray[np.float32], labels: NDArray[np.integer], *, seen: str) -> Thresholds:
    """What the distances of vectors (n, d) with labels (n,) mean; `seen` says in words what they are.

    Raises TrainingError where there are no two faces of one person, or of two.
    """
    distances, same = labelled_pairs(vectors, labels)
    if same.all() or not same.any():
        raise TrainingError("To measure a network, faces of two people and two faces of one person are needed.")
    weights = calibration.equal_weights(same)
    verify = verification.balanced_threshold(distances, same)
    near = distances <= DOUBTED * verify
    fitted = calibration.fit(distances[near], same[near], weights[near])
    strangers = np.sort(distances[~same])
    group, suggest = (float(strangers[int(share * len(strangers))]) for share in (GROUPED, ASKED))
    group, suggest = min(group, 0.95 * verify), max(suggest, 1.05 * verify)
    return Thresholds(
        verify=round(verify, DIGITS),
        group=round(group, DIGITS),
        suggest=round(suggest, DIGITS),
        middle=round(fitted.middle, DIGITS),
        steepness=round(fitted.steepness, DIGITS),
        scale=round(group / manifest("built-in").thresholds.group, DIGITS),
        measured_on=seen,
    )


def save_pack(
    network: FaceNetwork, name: str, thresholds: Thresholds, folder: Path, *, mirror: bool = True
) -> Manifest:
    """Writes FOLDER/NAME with the network and its manifest; the built-in detector finds its faces.

    Raises ModelError where the name cannot be a folder's or is taken by a pack that comes with the program.
    """
    if not name.isascii() or not name.replace("-", "").isalnum() or name != name.lower():
        raise ModelError("A pack's name is made of small letters, digits and hyphens.")
    place = folder / name
    if place.exists() and not (place / OWN).exists():
        raise ModelError(f"There is another pack of this name in {place}.")
    data = to_onnx(network)
    digest = hashlib.sha256(data).hexdigest()
    made = Manifest(
        name=name,
        title=name,
        about=f"Made on this computer: the network {network.name}, {network.size[0]} x {network.size[1]} pixels.",
        model=f"{name}-{digest[:12]}",
        dimension=network.dimension,
        detector="centerface",
        licence=Licence(name="Your own", terms="As the faces that it was trained with allow.", restricts=False),
        input=Input(side=max(network.size), template="arcface", mean=MEAN, scale=SCALE, mirror=mirror),
        thresholds=thresholds,
        files=(
            PackFile(role="detector", source="centerface"),
            PackFile(role="embedder", name=FILE, size=len(data), sha256=digest),
        ),
    )
    place.mkdir(parents=True, exist_ok=True)
    (place / FILE).write_bytes(data)
    write_manifest(made, place / OWN)
    return made
