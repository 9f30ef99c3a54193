"""CenterFace: the detection network, made usable, and what its four maps mean.

The published file is fixed to ten pictures of 32 x 32 pixels and lists its weights as inputs, which forbids
the runtime to optimise. `repair` lifts both, once per machine (see `weights`). `decode` turns the maps into
faces.

Source: Xu et al., "CenterFace: Joint Face Detection and Alignment Using Face as Point", 2019.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import onnx

INPUT = "input.1"
STRIDE = 4  # pixels of the picture for one cell of a map
MULTIPLE = 32  # both sides of the picture must be multiples of this
OUTPUTS = {
    "537": 1,
    "538": 2,
    "539": 2,
    "540": 10,
}  # channels of heat, size, offset, landmarks; in this order


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Faces before duplicates are removed, in pixels of the network's picture."""

    boxes: NDArray[np.float32]  # shape (n, 4): left, top, right, bottom
    landmarks: NDArray[np.float32]  # shape (n, 5, 2): x, y
    scores: NDArray[np.float32]  # shape (n,), 0..1

    def placed(self, pixel: float, left: float = 0, top: float = 0) -> Candidates:
        """In pixels of the photo, where the network's picture began at `left`, `top` and each of its pixels
        was `pixel` wide."""
        corner = np.array([left, top], np.float32)
        return Candidates(self.boxes * pixel + np.tile(corner, 2), self.landmarks * pixel + corner, self.scores)

    @classmethod
    def join(cls, parts: Sequence[Candidates]) -> Candidates:
        """All candidates of several looks at one photo."""
        return cls(
            np.concatenate([part.boxes for part in parts]),
            np.concatenate([part.landmarks for part in parts]),
            np.concatenate([part.scores for part in parts]),
        )


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


def decode(maps: list[NDArray[np.float32]], picture: int, *, threshold: float) -> Candidates:
    """The cells of one picture of the batch whose score reaches `threshold`; several may show one face."""
    heat, size, offset, points = (m[picture] for m in maps)
    rows, columns = np.nonzero(heat[0] >= threshold)
    scores = heat[0, rows, columns]
    sides = np.exp(size[:, rows, columns]) * STRIDE  # height, width
    centres = (np.stack([rows, columns]) + offset[:, rows, columns] + 0.5) * STRIDE  # y, x
    corners = centres - sides / 2
    landmarks = points[:, rows, columns].reshape(5, 2, -1) * sides + corners
    boxes = np.concatenate([corners[::-1], (corners + sides)[::-1]]).T
    return Candidates(boxes.astype(np.float32), landmarks[:, ::-1].transpose(2, 0, 1).astype(np.float32), scores)
