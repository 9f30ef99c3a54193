"""CenterFace: the detection network, made usable, and what its four maps mean.

The published file is fixed to ten pictures of 32 x 32 pixels and lists its weights as inputs, which forbids
the runtime to optimise. `repair` lifts both, once per machine (see `weights`). `decode` turns the maps into
faces.

Source: Xu et al., "CenterFace: Joint Face Detection and Alignment Using Face as Point", 2019.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.faces.network import Candidates, DetectionNetwork, Maps

if TYPE_CHECKING:
    import onnx

INPUT = "input.1"
STRIDE = 4  # pixels of the picture for one cell of a map
SCORE_THRESHOLD = 0.5  # finds every face of the family and cast albums, and nothing else
OUTPUTS = {
    "537": 1,
    "538": 2,
    "539": 2,
    "540": 10,
}  # channels of heat, size, offset, landmarks; in this order


def repair(model: onnx.ModelProto) -> onnx.ModelProto:
    """A copy whose weights are constants and which takes any number of pictures of any size."""
    import onnx
    from onnx.tools.update_model_dims import update_inputs_outputs_dims

    repaired = onnx.ModelProto()
    repaired.CopyFrom(model)
    weights = {tensor.name for tensor in repaired.graph.initializer}
    pictures = [value for value in repaired.graph.input if value.name not in weights]
    del repaired.graph.input[:]
    repaired.graph.input.extend(pictures)
    outputs = {name: ["n", channels, "h4", "w4"] for name, channels in OUTPUTS.items()}
    free: onnx.ModelProto = update_inputs_outputs_dims(repaired, {INPUT: ["n", 3, "h", "w"]}, outputs)
    return free


def prepare(pictures: NDArray[np.uint8]) -> NDArray[np.float32]:
    """RGB, 0..255, channels first."""
    return pictures.transpose(0, 3, 1, 2).astype(np.float32, order="C")


def decode(maps: Maps, picture: int, shape: tuple[int, int], *, threshold: float) -> Candidates:  # noqa: ARG001
    """See `core.faces.network.Decode`."""
    heat, size, offset, points = (m[picture] for m in maps)
    rows, columns = np.nonzero(heat[0] >= threshold)
    scores = heat[0, rows, columns]
    sides = np.exp(size[:, rows, columns]) * STRIDE  # height, width
    centres = (np.stack([rows, columns]) + offset[:, rows, columns] + 0.5) * STRIDE  # y, x
    corners = centres - sides / 2
    landmarks = points[:, rows, columns].reshape(5, 2, -1) * sides + corners
    boxes = np.concatenate([corners[::-1], (corners + sides)[::-1]]).T
    return Candidates(boxes.astype(np.float32), landmarks[:, ::-1].transpose(2, 0, 1).astype(np.float32), scores)


NETWORK = DetectionNetwork(prepare, decode, SCORE_THRESHOLD)
