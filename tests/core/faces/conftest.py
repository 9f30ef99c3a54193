"""The built-in networks, converted once for the whole run, and photographs as pixels."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from core.faces.packs import Pack, builtin_pack
from core.faces.pipeline import FacePipeline
from core.records import FoundFace


@pytest.fixture(scope="session")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return builtin_pack(tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="session")
def pipeline(pack: Pack) -> FacePipeline:
    return FacePipeline(pack, threads=1)


@pytest.fixture(scope="session")
def load() -> Callable[[Path], NDArray[np.uint8]]:
    def pixels(path: Path) -> NDArray[np.uint8]:
        with Image.open(path) as image:
            return np.asarray(image.convert("RGB"))

    return pixels


@pytest.fixture(scope="session")
def album(
    family: Path, pipeline: FacePipeline, load: Callable[[Path], NDArray[np.uint8]]
) -> dict[str, list[FoundFace]]:
    """Every photo of the family album with its faces."""
    return {p.stem: pipeline.find(load(p), scale=1.0) for p in sorted(family.glob("*.jpg"))}
