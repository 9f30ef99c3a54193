from __future__ import annotations

import logging
from pathlib import Path

import numpy as np
import pytest

from core.errors import ModelError
from core.faces import dlib_weights
from core.faces.packs import Pack
from core.faces.runtime import open_session


@pytest.mark.parametrize("contents", [b"", b"this is not a network", bytes(1000)])
def test_a_file_that_is_no_network_is_a_sentence(tmp_path: Path, contents: bytes) -> None:
    path = tmp_path / "broken.onnx"
    path.write_bytes(contents)
    with pytest.raises(ModelError, match=r"broken\.onnx cannot be loaded"):
        open_session(path)


def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be loaded"):
        open_session(tmp_path / "nowhere.onnx")


def test_without_the_accelerator_the_processor_runs_it(pack: Pack, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        session = open_session(pack.embedder, threads=1, provider="NoSuchExecutionProvider")
    assert "NoSuchExecutionProvider" in caplog.text
    (vectors,) = session.run({dlib_weights.INPUT: np.zeros((1, 3, 150, 150), np.float32)})
    assert vectors.shape == (1, 128)
