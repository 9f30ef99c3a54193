"""Running a network: the only module that knows onnxruntime, so that another runtime would change one file.

Everything above it sees a `Session`: named arrays in, a list of arrays out.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnxruntime.capi import onnxruntime_pybind11_state as failures

from core.errors import ModelError

log = logging.getLogger(__name__)

CPU = "CPUExecutionProvider"
ERRORS_ONLY = 3  # onnxruntime's severity scale: 0 verbose .. 4 fatal
FAILURES = (
    failures.EPFail,
    failures.Fail,
    failures.InvalidArgument,
    failures.InvalidGraph,
    failures.InvalidProtobuf,
    failures.NoModel,
    failures.NoSuchFile,
    failures.NotImplemented,
    failures.RuntimeException,
)


class Session(Protocol):
    """A network that is ready to run."""

    @property
    def input(self) -> str:
        """The name of its one input."""
        ...

    @property
    def batch(self) -> int | None:
        """How many pictures it takes at once; None for any number."""
        ...

    def run(self, inputs: dict[str, NDArray[np.float32]]) -> list[NDArray[np.float32]]:
        """All outputs of the network, in its own order."""
        ...


class OnnxSession:
    """A `Session` of onnxruntime."""

    def __init__(self, session: Any) -> None:
        self._session = session
        (only,) = session.get_inputs()
        self.input: str = only.name
        self.batch: int | None = only.shape[0] if isinstance(only.shape[0], int) else None

    def run(self, inputs: dict[str, NDArray[np.float32]]) -> list[NDArray[np.float32]]:
        outputs: list[NDArray[np.float32]] = self._session.run(None, inputs)
        return outputs


def open_session(model: Path, *, threads: int = 0, provider: str = CPU) -> Session:
    """The network of an ONNX file, on `provider` where that works and else on the processor.

    `threads` is the number of processor threads, 0 for one a core. Raises ModelError for a file that is no
    network.
    """
    if provider != CPU:
        accelerated = _try_provider(model, provider, threads=threads)
        if accelerated is not None:
            return accelerated
    try:
        return _open(model, [CPU], threads=threads)
    except FAILURES as error:
        raise ModelError(f"The face network {model.name} cannot be loaded; it may be damaged.") from error


def _try_provider(model: Path, provider: str, *, threads: int) -> Session | None:
    if provider not in onnxruntime.get_available_providers():
        log.warning("%s is not available here; %s runs on the processor", provider, model.name)
        return None
    try:
        return _open(model, [provider, CPU], threads=threads)
    except FAILURES as error:
        log.warning("%s failed, %s runs on the processor: %s", provider, model.name, error)
        return None


def _open(model: Path, providers: list[str], *, threads: int) -> Session:
    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.log_severity_level = ERRORS_ONLY
    options.intra_op_num_threads = threads
    # Threads that wait in a busy loop take the cores from decoding: it doubled the processor time of a
    # photo.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return OnnxSession(onnxruntime.InferenceSession(str(model), options, providers=providers))
