"""Reading the public weight files: the same numbers as the package that they come from, and nothing that could run."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import sys
import types
from pathlib import Path

import numpy as np
import pytest
import torch

from core.errors import ModelError
from core.facenet.inception_resnet import inception_resnet, read_published

WRITTEN = Path(__file__).with_name("facenet_pytorch_2.6.0.npz")
"""What facenet-pytorch 2.6.0 itself makes of `faces()` with `weights()`; this file's `__main__` wrote it."""


def weights(shapes: dict[str, tuple[int, ...]]) -> dict[str, torch.Tensor]:
    """Random weights that keep signals alive through all layers, the same everywhere."""
    random = np.random.default_rng(1)
    made = {}
    for name in sorted(shapes):
        shape = shapes[name]
        if name.endswith("num_batches_tracked"):
            values = np.array(7)
        elif name.endswith(("running_var", "bn.weight")):
            values = random.uniform(0.5, 1.5, shape)
        elif len(shape) > 1:
            values = random.normal(size=shape) * (2 / np.prod(shape[1:])) ** 0.5
        else:
            values = random.normal(size=shape) * 0.1
        made[name] = torch.tensor(values, dtype=torch.long if values.ndim == 0 else torch.float32)
    return made


def faces() -> torch.Tensor:
    return torch.tensor(np.random.default_rng(2).uniform(-1, 1, (2, 3, 160, 160)), dtype=torch.float32)


def file_of(theirs: dict[str, torch.Tensor], path: Path) -> Path:
    torch.save(theirs, path)
    return path


def shapes_of_the_files() -> dict[str, tuple[int, ...]]:
    """Names and shapes in a public file, from ours; with the classifier that the files carry along."""
    own = inception_resnet((160, 160)).state_dict()
    names = {name.removeprefix("trunk.").removeprefix("last."): tuple(values.shape) for name, values in own.items()}
    return names | {"logits.weight": (10, 512), "logits.bias": (10,)}


def test_the_same_vectors_as_the_package_made(tmp_path: Path) -> None:
    with np.load(WRITTEN) as arrays:
        names, vectors = arrays["names"].tolist(), arrays["vectors"]
    assert sorted(shapes_of_the_files()) == names
    network = read_published(file_of(weights(shapes_of_the_files()), tmp_path / "weights.pt"))
    with torch.no_grad():
        assert np.abs(network(faces()).numpy() - vectors).max() < 1e-5


def test_the_same_vectors_as_the_package_makes_now(tmp_path: Path) -> None:
    theirs = package_network()
    shapes = {name: tuple(values.shape) for name, values in theirs.state_dict().items()}
    assert shapes == shapes_of_the_files()
    theirs.load_state_dict(weights(shapes))
    network = read_published(file_of(weights(shapes), tmp_path / "weights.pt"))
    with torch.no_grad():
        assert torch.equal(network(faces()), theirs.eval()(faces()))


class Trap:
    def __reduce__(self) -> tuple[object, tuple[str, ...]]:
        return Path.write_text, (Path("trapped"), "x")


@pytest.mark.parametrize("kind", ["trap", "nothing", "another network", "missing"])
def test_other_files_are_refused(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "weights.pt"
    if kind == "trap":
        torch.save({"weight": Trap()}, path)
    elif kind == "nothing":
        path.write_bytes(b"no weights")
    elif kind == "another network":
        torch.save(torch.nn.Linear(2, 2).state_dict(), path)
    with pytest.raises(ModelError):
        read_published(path)
    assert not (tmp_path / "trapped").exists()


def package_network() -> torch.nn.Module:
    """The package's own class, from its one file: the whole package wants torchvision and an old torch."""
    try:
        package = Path(str(importlib.metadata.distribution("facenet-pytorch").locate_file("facenet_pytorch")))
    except importlib.metadata.PackageNotFoundError:
        pytest.skip("facenet-pytorch is not installed (pip install --no-deps facenet-pytorch)")
    for name in ("facenet_pytorch", "facenet_pytorch.models"):
        sys.modules.setdefault(name, types.ModuleType(name)).__path__ = [str(package)]
    stands_in = types.ModuleType("facenet_pytorch.models.utils.download")
    stands_in.download_url_to_file = None
    sys.modules["facenet_pytorch.models.utils"] = types.ModuleType("facenet_pytorch.models.utils")
    sys.modules["facenet_pytorch.models.utils.download"] = stands_in
    place = package / "models" / "inception_resnet_v1.py"
    spec = importlib.util.spec_from_file_location("facenet_pytorch.models.inception_resnet_v1", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except ImportError as error:
        pytest.skip(f"facenet-pytorch does not load here: {error}")
    network: torch.nn.Module = module.InceptionResnetV1(classify=True, num_classes=10)
    network.classify = False  # vectors, please; the classifier is only there for its names
    return network


if __name__ == "__main__":
    reference = package_network()
    sizes = {name: tuple(values.shape) for name, values in reference.state_dict().items()}
    reference.load_state_dict(weights(sizes))
    with torch.no_grad():
        np.savez_compressed(WRITTEN, names=np.array(sorted(sizes)), vectors=reference.eval()(faces()).numpy())
