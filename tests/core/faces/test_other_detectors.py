"""The detectors of the optional packs: YuNet's real file, and SCRFD against the `insightface` package's own reading."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import pytest
from numpy.typing import NDArray

from core.faces import scrfd, yunet
from core.faces.detect import Detector
from core.faces.packs import Pack
from core.faces.runtime import open_session

Load = Callable[[Path], NDArray[np.uint8]]

GROUPS = {"bbt1": 4, "bbt2": 3, "bbt3": 5, "bbt4": 6, "bbt5": 5}


@pytest.fixture(scope="module")
def yunet_detector(shared: Path) -> Detector:
    return Detector(open_session(shared / "models" / "yunet_n_dynamic.onnx", threads=1), yunet.NETWORK)


def test_yunet_finds_every_face_of_the_group_photos(casts: Path, yunet_detector: Detector, load: Load) -> None:
    found = {path.stem: len(yunet_detector.find(load(path))) for path in sorted(casts.glob("bbt*.jpg"))}
    assert found == GROUPS


def test_yunet_and_the_built_in_detector_see_the_same_faces(
    family: Path, yunet_detector: Detector, pack: Pack, load: Load
) -> None:
    photo = load(family / "identification1.jpg")
    ours, theirs = Detector(open_session(pack.detector, threads=1)).find(photo), yunet_detector.find(photo)
    assert len(theirs) == 4
    for face in theirs:
        twin = max(ours, key=lambda other: other.box.overlap(face.box))
        assert twin.box.overlap(face.box) > 0.6
        apart = np.abs(twin.landmarks.to_array() - face.landmarks.to_array()) / (face.box.width, face.box.height)
        assert apart.max() < 0.3, "a landmark is somewhere else"  # YuNet errs by a quarter on a tilted face


@pytest.fixture(scope="module")
def scrfd_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A network of noise with SCRFD's inputs and outputs: two anchors a cell, no axis for the pictures."""
    numbers = np.random.default_rng(1)
    nodes, weights, outputs = [], [], []
    for kind, channels in (("score", 1), ("box", 4), ("points", 10)):
        for stride in scrfd.STRIDES:
            name = f"{kind}{stride}"
            kernel = numbers.normal(scale=0.05, size=(2 * channels, 3, stride, stride)).astype(np.float32)
            shape = np.array([-1, channels], np.int64)
            weights += [
                onnx.numpy_helper.from_array(kernel, name + "w"),
                onnx.numpy_helper.from_array(shape, name + "s"),
            ]
            nodes += [
                onnx.helper.make_node("Conv", ["input.1", name + "w"], [name + "c"], strides=[stride, stride]),
                onnx.helper.make_node("Transpose", [name + "c"], [name + "t"], perm=[0, 2, 3, 1]),
                onnx.helper.make_node("Reshape", [name + "t", name + "s"], [name + "r"]),
                onnx.helper.make_node("Sigmoid" if kind == "score" else "Identity", [name + "r"], [name]),
            ]
            outputs.append(onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, ["n", channels]))
    picture = onnx.helper.make_tensor_value_info("input.1", onnx.TensorProto.FLOAT, [1, 3, "h", "w"])
    graph = onnx.helper.make_graph(nodes, "noise", [picture], outputs, weights)
    path = tmp_path_factory.mktemp("scrfd") / "scrfd.onnx"
    onnx.save(onnx.helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", 17)], ir_version=8), path)
    return path


def test_scrfd_is_read_as_its_makers_read_it(scrfd_file: Path, tmp_path: Path) -> None:
    """In a process of its own: the package brings OpenCV along."""
    picture = np.random.default_rng(2).integers(0, 256, (96, 160, 3), dtype=np.uint8)
    np.save(tmp_path / "picture.npy", picture)
    code = """if True:
        import sys, numpy as np
        from insightface.model_zoo.scrfd import SCRFD
        picture = np.load(sys.argv[2])
        network = SCRFD(sys.argv[1])
        scores, boxes, points = network.forward(np.ascontiguousarray(picture[:, :, ::-1]), 0.6)
        np.savez(sys.argv[3], scores=np.vstack(scores)[:, 0], boxes=np.vstack(boxes), points=np.vstack(points))
    """
    files = [str(scrfd_file), str(tmp_path / "picture.npy"), str(tmp_path / "theirs.npz")]
    subprocess.run([sys.executable, "-W", "ignore", "-c", code, *files], check=True, capture_output=True)
    theirs = np.load(tmp_path / "theirs.npz")
    session = open_session(scrfd_file, threads=1)
    maps = session.run({session.input: scrfd.prepare(picture[None])})
    ours = scrfd.decode(maps, 0, (96, 160), threshold=0.6)
    assert len(ours.scores) > 20
    np.testing.assert_allclose(ours.scores, theirs["scores"], atol=1e-5)
    np.testing.assert_allclose(ours.boxes, theirs["boxes"], atol=1e-2)
    np.testing.assert_allclose(ours.landmarks, theirs["points"], atol=1e-2)


def test_scrfd_sees_several_pictures_one_at_a_time(scrfd_file: Path) -> None:
    detector = Detector(open_session(scrfd_file, threads=1), scrfd.NETWORK)
    pictures = np.random.default_rng(3).integers(0, 256, (3, 64, 64, 3), dtype=np.uint8)
    together = detector._detect(pictures)
    for picture, found in zip(pictures, together, strict=True):
        (alone,) = detector._detect(picture[None])
        np.testing.assert_array_equal(found.boxes, alone.boxes)
