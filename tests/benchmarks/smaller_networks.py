"""Whether eight-bit or half-precision networks would be worth it: `python tests/benchmarks/smaller_networks.py DATA`.

DATA holds `lfw` and `lfw-protocol`. Makes from both built-in networks a static eight-bit version (QDQ, per channel,
calibrated on photographs of LFW whose people's names begin with A or B, which the checks below do not show) and a
half-precision one, and measures what each costs and saves:

- milliseconds of processor time, one thread: the detector on 960 x 736 pixels, the embedder on eight chips;
- the detector on made-up group photographs (people from C on): recall, and how far landmarks move, in shares of the
  eyes' distance, against the network as it is;
- the embedder on pairsDevTest: the accuracy at the best threshold, and how far a vector moves (squared distance).

Graph optimisation is measured, too: milliseconds with onnxruntime's levels none, basic, extended, all.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process
from onnxruntime.transformers.float16 import convert_float_to_float16

sys.path[:0] = [str(Path(__file__).resolve().parents[folder]) for folder in (0, 1, 2)]

from composites import Portrait, compose, match  # noqa: E402
from finding_faces import find_portraits  # noqa: E402

from core.evaluation import lfw  # noqa: E402
from core.evaluation.pairs import PairList, PhotoName, photo_path, read_pairs  # noqa: E402
from core.faces import align  # noqa: E402
from core.faces.detect import Detection, Detector  # noqa: E402
from core.faces.packs import Pack, builtin_pack  # noqa: E402
from core.faces.pipeline import FacePipeline  # noqa: E402
from core.faces.runtime import open_session  # noqa: E402
from core.photos.decode import decode  # noqa: E402

OPSET = 17  # the least that knows quantised weights per channel and is well supported
CALIBRATION = 32  # photographs
SIZES = (28, 44, 80, 180)  # of the faces in the group photographs, pixels
ROUNDS = 15
DETECTOR_SHAPE, EMBEDDER_SHAPE = (1, 3, 736, 960), (8, 3, 150, 150)
LEVELS = ("ORT_DISABLE_ALL", "ORT_ENABLE_BASIC", "ORT_ENABLE_EXTENDED", "ORT_ENABLE_ALL")


class Pictures(CalibrationDataReader):  # type: ignore[misc]
    """What the quantisation sees of the world."""

    def __init__(self, name: str, pictures: Iterator[np.ndarray]) -> None:
        self._name, self._pictures = name, pictures

    def get_next(self) -> dict[str, np.ndarray] | None:
        picture = next(self._pictures, None)
        return None if picture is None else {self._name: picture}


def calibration_photos(images: Path) -> list[np.ndarray]:
    """One photograph each of people whose names begin with A or B."""
    folders = [folder for folder in sorted(images.iterdir()) if folder.name < "C"]
    chosen = folders[:: len(folders) // CALIBRATION][:CALIBRATION]
    return [decode(folder / f"{folder.name}_0001.jpg").pixels for folder in chosen]


def scenes(photos: list[np.ndarray]) -> Iterator[np.ndarray]:
    """Twelve photographs side by side, as the detector would see a group; faces of 100 and of 50 pixels."""
    for start in range(0, len(photos) - 11, 4):
        tiles = [photo[:240, :240] for photo in photos[start : start + 12]]
        rows = [np.concatenate(tiles[row : row + 4], axis=1) for row in (0, 4, 8)]
        scene = np.concatenate(rows)[:720, :960]
        for picture in (scene, np.tile(scene[::2, ::2], (2, 2, 1))):
            padded = np.pad(picture, ((0, 736 - len(picture)), (0, 0), (0, 0)))
            yield padded.transpose(2, 0, 1)[None].astype(np.float32)


def chips(photos: list[np.ndarray], pipeline: FacePipeline) -> Iterator[np.ndarray]:
    """Aligned faces, each with its mirror image."""
    for pixels in photos:
        for face in pipeline.find(pixels, scale=1.0)[:1]:
            points = face.landmarks.to_array() * np.array(pixels.shape[1::-1])
            chip = align.cut_chip(pixels, align.upright(points[None])[0])
            yield np.stack([chip, chip[:, ::-1]]).transpose(0, 3, 1, 2).astype(np.float32)


def eight_bit(model: Path, folder: Path, pictures: Iterator[np.ndarray]) -> Path:
    """The network with weights and activations of eight bits."""
    modern, tidy, made = (folder / f"{model.stem}-{name}.onnx" for name in ("modern", "tidy", "int8"))
    network = onnx.load(str(model))
    if network.opset_import[0].version < OPSET:
        network = onnx.version_converter.convert_version(network, OPSET)
    onnx.save(network, str(modern))
    quant_pre_process(str(modern), str(tidy), skip_symbolic_shape=True)
    reader = Pictures(network.graph.input[0].name, pictures)
    kinds = {"activation_type": QuantType.QUInt8, "weight_type": QuantType.QInt8, "per_channel": True}
    quantize_static(str(tidy), str(made), reader, quant_format=QuantFormat.QDQ, **kinds)
    return made


def half_precision(model: Path, folder: Path) -> Path:
    """The network with weights and activations of 16 bits; it takes and gives 32."""
    made = folder / f"{model.stem}-half.onnx"
    onnx.save(convert_float_to_float16(onnx.load(str(model)), keep_io_types=True), str(made))
    return made


def milliseconds(run: Callable[[], object]) -> float:
    """Median processor time of one thread."""
    times = []
    for _ in range(ROUNDS):
        began = time.thread_time()
        run()
        times.append(time.thread_time() - began)
    return 1000 * float(np.median(times))


def cost(model: Path, shape: tuple[int, ...], level: str = "ORT_ENABLE_ALL") -> float:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    options.graph_optimization_level = getattr(onnxruntime.GraphOptimizationLevel, level)
    session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    picture = np.random.default_rng(0).integers(0, 256, shape).astype(np.float32)
    return milliseconds(lambda: session.run(None, {session.get_inputs()[0].name: picture}))


def check_detector(model: Path, plain: Detector, portraits: list[Portrait]) -> dict[str, float]:
    """Recall by the size of the faces, boxes without a face, and how far landmarks move."""
    detector = Detector(open_session(model, threads=1))
    figures: dict[str, float] = {}
    others, moved = 0, []
    for size in SIZES:
        photo = compose(portraits, width=2000, height=1500, face=size, seed=size)
        found, before = detector.find(photo.pixels), plain.find(photo.pixels)
        hits = [hit for hit in match([face.box for face in found], photo.boxes) if hit is not None]
        figures[f"recall at {size} px"] = len(hits) / len(photo.boxes)
        others += len(found) - len(hits)
        moved += _moved(found, before)
    return figures | {"boxes without a face": others, "landmarks moved, median": float(np.median(moved))}


def _moved(found: list[Detection], before: list[Detection]) -> list[float]:
    pairs = match([face.box for face in found], tuple(face.box for face in before), overlap=0.6)
    moved = []
    for face, number in zip(before, pairs, strict=True):
        if number is not None:
            then, now = face.landmarks.to_array(), found[number].landmarks.to_array()
            moved.append(float(np.linalg.norm(now - then, axis=1).mean() / np.linalg.norm(then[1] - then[0])))
    return moved


def check_embedder(pack: Pack, images: Path, pairs: PairList, before: dict[PhotoName, Any]) -> dict[str, float]:
    """Accuracy on these pairs, and how far vectors move from `before`, which is filled where it is empty."""
    pipeline = FacePipeline(pack, threads=1)
    vectors: dict[PhotoName, Any] = {}
    for photo in pairs.photos:
        pixels = decode(photo_path(images, photo)).pixels
        found = pipeline.find(pixels, scale=1.0)
        face = min(found, key=lambda one: abs(one.box.x + one.box.width / 2 - 0.5), default=None)
        vectors[photo] = None if face is None else face.vector
    if not before:
        before.update(vectors)
    moved = [
        float(((vectors[photo] - old) ** 2).sum())
        for photo, old in before.items()
        if old is not None and vectors[photo] is not None
    ]
    result = lfw.measure(pairs, vectors)
    return {"accuracy": result.accuracy, "EER": result.eer, "vectors moved, median": float(np.median(moved))}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("data", type=Path, help="holds lfw and lfw-protocol")
    options.add_argument("--share", type=float, default=1.0, help="of the pairs")
    options.add_argument("--json", type=Path, metavar="FILE")
    args = options.parse_args()
    pack = builtin_pack()
    images = args.data / "lfw"
    photos = calibration_photos(images)
    plain = Detector(open_session(pack.detector, threads=1))
    portraits = find_portraits(images, plain, wanted=40)
    every = read_pairs(args.data / "lfw-protocol" / "pairsDevTest.txt")
    pairs = PairList(every.pairs[:: max(1, round(1 / args.share))], every.folds)
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        detectors = {"as it is": pack.detector, "8 bits": eight_bit(pack.detector, folder, scenes(photos))}
        detectors["16 bits"] = half_precision(pack.detector, folder)
        for name, model in detectors.items():
            rows.append(
                {"detector": name, "ms": cost(model, DETECTOR_SHAPE), **check_detector(model, plain, portraits)}
            )
            print(rows[-1], flush=True)
        faces = chips(photos, FacePipeline(pack, threads=1))
        embedders = {"as it is": pack.embedder, "8 bits": eight_bit(pack.embedder, folder, faces)}
        embedders["16 bits"] = half_precision(pack.embedder, folder)
        before: dict[PhotoName, Any] = {}
        for name, model in embedders.items():
            figures = check_embedder(replace(pack, embedder=model), images, pairs, before)
            rows.append({"embedder": name, "ms": cost(model, EMBEDDER_SHAPE), **figures})
            print(rows[-1], flush=True)
        for level in LEVELS:
            times = cost(pack.detector, DETECTOR_SHAPE, level), cost(pack.embedder, EMBEDDER_SHAPE, level)
            rows.append({"optimised": level, "detector ms": times[0], "embedder ms": times[1]})
            print(rows[-1], flush=True)
    if args.json:
        args.json.write_text(json.dumps(rows, indent=2))


if __name__ == "__main__":
    main()
