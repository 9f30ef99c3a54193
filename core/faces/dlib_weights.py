"""dlib's face recognition network, read from dlib's own file and rebuilt as an ONNX graph.

The weights arrive as `dlib_face_recognition_resnet_model_v1.dat`, a format that only dlib reads. This
module reads the three kinds of layers that carry numbers and writes the same network for onnxruntime;
neither dlib nor torch is needed. It runs once per machine (see `weights`), so `onnx` is imported only here,
inside the function that needs it.

The network is the 29-layer residual network of dlib's `dnn_face_recognition_ex.cpp` (after He et al. 2015).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from core.errors import ModelError

if TYPE_CHECKING:
    import onnx

INPUT, OUTPUT = "chips", "vectors"
SIDE = 150  # pixels of the aligned face
DIMENSION = 128
CHANNEL_MEANS = (122.782, 117.001, 104.298)  # red, green, blue: dlib's input_rgb_image_sized
PIXEL_SCALE = 256.0
STEM = (32, 3, 7)  # filters, channels, kernel of the first convolution
# (channels, down) of each residual block, from input to output
BLOCKS = (
    *[(32, False)] * 3,
    (64, True),
    *[(64, False)] * 3,
    (128, True),
    *[(128, False)] * 2,
    (256, True),
    *[(256, False)] * 2,
    (256, True),
)
OPSET, IR_VERSION = 17, 8  # understood by every onnxruntime of the last years


@dataclass(frozen=True, slots=True, eq=False)
class Convolution:
    """Weights of shape (filters, channels, k, k) and a bias of shape (filters,)."""

    weights: NDArray[np.float32]
    bias: NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class DlibNetwork:
    """The numbers of the network, the affine layers already folded into the convolutions."""

    convolutions: list[Convolution]  # the first one and two for each block
    projection: NDArray[np.float32]  # shape (256, 128)


def read_network(data: bytes) -> DlibNetwork:
    """The network in dlib's serialisation. Raises ModelError where the file does not hold exactly this
    network."""
    try:
        return _read_network(data)
    except (ValueError, IndexError, struct.error) as error:
        raise ModelError("The file of the face recognition network is not in the expected format.") from error


def _read_network(data: bytes) -> DlibNetwork:
    convolutions = [_read_tensor(data, at) for at in _layers(data, b"\x05con_4")]
    affines = [_read_tensor(data, at) for at in _layers(data, b"\x07affine_")]
    (last,) = _layers(data, b"\x04fc_2")
    shapes = _convolution_shapes()
    folded = [_fold(c, a, s) for c, a, s in zip(convolutions, affines, shapes, strict=True)]
    return DlibNetwork([_fold_pixels(folded[0]), *folded[1:]], _read_projection(data, last))


def _layers(data: bytes, name: bytes) -> list[int]:
    """Where the contents of each layer of this kind begin, in the order of the file (input to output)."""
    found, at = [], data.find(name)
    while at >= 0:
        found.append(at + len(name))
        at = data.find(name, at + len(name))
    return found


def _read_integer(data: bytes, at: int) -> tuple[int, int]:
    """dlib's integer: a byte holding the length (low 4 bits) and the sign (top bit), then little-endian
    bytes."""
    head = data[at]
    end = at + 1 + (head & 0x0F)
    value = int.from_bytes(data[at + 1 : end], "little")
    return (-value if head & 0x80 else value), end


def _read_integers(data: bytes, at: int, count: int) -> tuple[list[int], int]:
    values = []
    for _ in range(count):
        value, at = _read_integer(data, at)
        values.append(value)
    return values, at


def _read_tensor(data: bytes, at: int) -> NDArray[np.float32]:
    """A tensor as one flat array: version, four dimensions, raw little-endian float32."""
    (version, *dimensions), at = _read_integers(data, at, 5)
    if version != 2:
        raise ValueError(f"tensor version {version}")
    return np.frombuffer(data, dtype="<f4", count=int(np.prod(dimensions)), offset=at)


def _read_projection(data: bytes, at: int) -> NDArray[np.float32]:
    (outputs, inputs), at = _read_integers(data, at, 2)
    return _read_tensor(data, at).reshape(inputs, outputs)


def _convolution_shapes() -> list[tuple[int, int, int]]:
    """(filters, channels, kernel) of every convolution."""
    shapes, before = [STEM], STEM[0]
    for channels, _ in BLOCKS:
        shapes += [(channels, before, 3), (channels, channels, 3)]
        before = channels
    return shapes


def _fold(flat: NDArray[np.float32], affine: NDArray[np.float32], shape: tuple[int, int, int]) -> Convolution:
    """Convolution and the affine layer after it as one convolution."""
    filters, channels, kernel = shape
    weights, bias = flat[:-filters].reshape(filters, channels, kernel, kernel), flat[-filters:]
    gamma, beta = affine.reshape(2, filters)
    return Convolution(weights * gamma[:, None, None, None], bias * gamma + beta)


def _fold_pixels(first: Convolution) -> Convolution:
    """`(pixel - mean) / 256` moved into the first convolution; exact, since that one is not padded."""
    weights = first.weights.astype(np.float64) / PIXEL_SCALE
    shift = np.einsum("ocij,c->o", weights, np.array(CHANNEL_MEANS))
    return Convolution(weights.astype(np.float32), (first.bias - shift).astype(np.float32))


class _Graph:
    """Collects nodes and numbers; every method adds one operation and returns the name of its output."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.numbers: dict[str, NDArray[Any]] = {}

    def add(self, operation: str, *inputs: str, **attributes: Any) -> str:
        from onnx import helper

        name = f"{operation.lower()}{len(self.nodes)}"
        self.nodes.append(helper.make_node(operation, list(inputs), [name], name, **attributes))
        return name

    def number(self, values: NDArray[Any]) -> str:
        name = f"number{len(self.numbers)}"
        self.numbers[name] = values
        return name

    def convolve(self, x: str, layer: Convolution, *, stride: int = 1, padding: int = 0) -> str:
        weights, bias = self.number(layer.weights), self.number(layer.bias)
        return self.add("Conv", x, weights, bias, strides=[stride] * 2, pads=[padding] * 4)

    def pad(self, x: str, *, channels: int = 0, pixels: int = 0) -> str:
        """Zeros behind the last channel, and at the right and the bottom."""
        if not channels and not pixels:
            return x
        return self.add("Pad", x, self.number(np.array([0, 0, 0, 0, 0, channels, pixels, pixels], np.int64)))


def build_onnx(network: DlibNetwork) -> onnx.ModelProto:
    """The network as ONNX: `chips` float32 (n, 3, 150, 150), RGB 0..255, to `vectors` float32 (n, 128), not
    yet of unit length. The number of chips is free."""
    graph = _Graph()
    layers = iter(network.convolutions)
    x = graph.add("Relu", graph.convolve(INPUT, next(layers), stride=2))
    x = graph.add("MaxPool", x, kernel_shape=[3, 3], strides=[2, 2])
    side = (((SIDE - 7) // 2 + 1) - 3) // 2 + 1
    before = STEM[0]
    for channels, down in BLOCKS:
        first, second = next(layers), next(layers)
        if down:
            x, side = _down_block(graph, x, first, second, side=side, extra=channels - before)
        else:
            x = _block(graph, x, first, second)
        before = channels
    pooled = graph.add("Flatten", graph.add("GlobalAveragePool", x))
    last = graph.add("MatMul", pooled, graph.number(network.projection))
    return _model(graph, last)


def _block(graph: _Graph, x: str, first: Convolution, second: Convolution) -> str:
    y = graph.add("Relu", graph.convolve(x, first, padding=1))
    return graph.add("Relu", graph.add("Add", graph.convolve(y, second, padding=1), x))


def _down_block(
    graph: _Graph, x: str, first: Convolution, second: Convolution, *, side: int, extra: int
) -> tuple[str, int]:
    """A block that halves the map. dlib does not pad its first convolution, so the branches may differ by a
    pixel; the smaller one and the missing channels are filled with zeros. Returns the output and the new
    side."""
    convolved, pooled = (side - 3) // 2 + 1, side // 2
    larger = max(convolved, pooled)
    y = graph.add("Relu", graph.convolve(x, first, stride=2))
    y = graph.pad(graph.convolve(y, second, padding=1), pixels=larger - convolved)
    shortcut = graph.add("AveragePool", x, kernel_shape=[2, 2], strides=[2, 2])
    shortcut = graph.pad(shortcut, channels=extra, pixels=larger - pooled)
    return graph.add("Relu", graph.add("Add", y, shortcut)), larger


def _model(graph: _Graph, last: str) -> onnx.ModelProto:
    from onnx import TensorProto, checker, helper, numpy_helper

    graph.nodes.append(helper.make_node("Identity", [last], [OUTPUT], OUTPUT))
    body = helper.make_graph(
        graph.nodes,
        "face recognition",
        [helper.make_tensor_value_info(INPUT, TensorProto.FLOAT, ["n", 3, SIDE, SIDE])],
        [helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, ["n", DIMENSION])],
        [numpy_helper.from_array(np.ascontiguousarray(v), name) for name, v in graph.numbers.items()],
    )
    model = helper.make_model(body, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION)
    checker.check_model(model)
    return model
