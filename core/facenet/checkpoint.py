"""A training's state on the disk: written beside the old one and put in its place at once, so that there is always one.

A checkpoint holds arrays, numbers and words; it is read with `weights_only`.
"""

from __future__ import annotations

import os
import pickle
import tempfile
from pathlib import Path
from typing import Any

import torch

from core.errors import TrainingError
from core.facenet.face_network import FaceNetwork
from core.facenet.networks import build

FILE = "checkpoint.pt"


def save(state: dict[str, Any], path: Path) -> None:
    """Raises TrainingError where it cannot be written; the old one stays then."""
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
            part = Path(file.name)
            try:
                torch.save(state, file)
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                part.unlink()
                raise
        part.replace(path)
    except OSError as error:
        raise TrainingError(f"The training cannot be kept in {path.parent}: {error.strerror}.") from error


def load(path: Path) -> dict[str, Any]:
    """What `save` wrote. Raises TrainingError for any other file."""
    try:
        state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    except (OSError, RuntimeError, EOFError, ValueError, pickle.UnpicklingError) as error:
        raise TrainingError(f"{path} is no checkpoint of a training, or it is damaged.") from error
    if not isinstance(state, dict) or not {"plan", "network", "images"} <= set(state):
        raise TrainingError(f"{path} is no checkpoint of a training.")
    return state


def trained_network(path: Path) -> FaceNetwork:
    """The network of a checkpoint (a file, or the folder of a training), ready to run."""
    state = load(path / FILE if path.is_dir() else path)
    plan = state["plan"]
    network = build(
        plan["network"], dimension=plan["dimension"], batch_norm=plan["batch_norm"], size=tuple(plan["size"])
    )
    network.load_state_dict(state["network"])
    return network.eval()
