"""Running a network: the only module that knows onnxruntime, so that another runtime would change one file.

Everything above it sees a `Session`: named arrays in, a list of arrays out. Where the computer has a graphics card or
the like that onnxruntime can use (a *provider*), it is tried first and believed only after it has given the same
answer as the processor: drivers are known to compute nonsense without an error. What was tried, and why something is
not used, is in the log and in `providers()`.
"""

from __future__ import annotations

import contextlib
import logging
import os
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from core.errors import ModelError

# It notes the machine and its programs for its maker from the moment it is loaded, unless it is told before.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import onnxruntime
from onnxruntime.capi import onnxruntime_pybind11_state as failures

log = logging.getLogger(__name__)

CPU = "CPUExecutionProvider"
TITLES = {  # in the order in which they are tried
    "CUDAExecutionProvider": "NVIDIA graphics card (CUDA)",
    "DmlExecutionProvider": "graphics card (DirectML)",
    "CoreMLExecutionProvider": "Apple's neural engine (Core ML)",
    "OpenVINOExecutionProvider": "Intel accelerator (OpenVINO)",
    CPU: "processor",
}
OPTIONS: dict[str, dict[str, str]] = {"CoreMLExecutionProvider": {"ModelFormat": "MLProgram"}}
AGREEMENT = (
    0.02  # largest difference to the processor's answer, as a share of its largest value: half precision is finer
)
TRIAL_SHAPE = (1, 3, 128, 128)  # of the trial picture, where the network takes any size
TINY = 1e-12
NOT_THERE = "It is not there, or this installation of Familiar cannot use it."
LARGE_INPUT = 4_000_000
"""Values of an input (1.3 million pixels) from which a run is alone and gives its memory back: the 500 MB that a group
photograph's closer look takes would else be taken once for each thread, and for good."""
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


_one_large_input = threading.Lock()


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
        """All outputs of the network, in its own order. Several threads may call it at once."""
        ...


class OnnxSession:
    """A `Session` of onnxruntime."""

    def __init__(self, session: Any) -> None:
        self._session = session
        (only,) = session.get_inputs()
        self.input: str = only.name
        self.batch: int | None = only.shape[0] if isinstance(only.shape[0], int) else None
        self.runs_on: list[str] = session.get_providers()
        self._turn = threading.Lock()
        self.trial_shape = [
            size if isinstance(size, int) else free for size, free in zip(only.shape, TRIAL_SHAPE, strict=True)
        ]

    def run(self, inputs: dict[str, NDArray[np.float32]]) -> list[NDArray[np.float32]]:
        turn: contextlib.AbstractContextManager[object] = contextlib.nullcontext()
        options = None
        if self.runs_on != [CPU]:  # two threads on one graphics card: DirectML forbids it, CUDA's memory may not do
            turn = self._turn
        elif max(array.size for array in inputs.values()) > LARGE_INPUT:
            turn, options = _one_large_input, _gives_memory_back()
        with turn:
            outputs: list[NDArray[np.float32]] = self._session.run(None, inputs, options)
        return outputs


@dataclass(frozen=True, slots=True)
class Provider:
    """Something that networks can run on, and whether they do."""

    name: str  # onnxruntime's
    title: str
    used: bool
    reason: str  # why not, a sentence; "" where it is used or was not needed so far


_trials: dict[str, str] = {}  # provider to why it is not used, "" where it is; of this process


def providers() -> list[Provider]:
    """Everything that onnxruntime could use, best first, and what became of it in this process."""
    there = onnxruntime.get_available_providers()
    return [
        Provider(name, title, _trials.get(name) == "", _trials.get(name, "") if name in there else NOT_THERE)
        for name, title in TITLES.items()
    ]


def open_session(model: Path, *, threads: int = 0, provider: str | None = None) -> Session:
    """The network of an ONNX file, on the best provider that works (or on `provider`), else on the processor.

    `threads` is the number of processor threads, 0 for one a core. Raises ModelError for a file that is no
    network.
    """
    try:
        plain = _open(model, CPU, threads=threads)
    except FAILURES as error:
        raise ModelError(f"The face network {model.name} cannot be loaded; it may be damaged.") from error
    for name in [provider] if provider is not None else TITLES:
        if name == CPU:
            break
        session = _try_provider(model, name, plain, threads=threads)
        if session is not None:
            return session
    _trials[CPU] = ""
    return plain


def _try_provider(model: Path, name: str, plain: OnnxSession, *, threads: int) -> Session | None:
    """The network on this provider, where it is there, works, and agrees with the processor."""
    if name not in onnxruntime.get_available_providers():
        log.debug("%s is not available; %s runs elsewhere", name, model.name)
        return None
    trouble = ""
    try:
        session = _open(model, name, threads=threads)
        if name not in session.runs_on:  # onnxruntime goes on without it, silently
            trouble = "It did not start."
        elif not (off := _disagreement(session, plain)) <= AGREEMENT:  # also where the answer is no number
            trouble = f"It computes something else than the processor (off by {off:.1%})."
    except FAILURES as error:
        trouble = f"It failed: {error}"
    if trouble:
        _trials[name] = trouble
        log.warning("%s is not used for %s. %s", TITLES.get(name, name), model.name, trouble)
        return None
    _trials.setdefault(name, "")
    log.info("%s runs on %s", model.name, TITLES.get(name, name))
    return session


def _disagreement(session: OnnxSession, plain: OnnxSession) -> float:
    """The largest difference of two sessions' answers to one picture of noise, as a share of the largest value."""
    noise = np.random.default_rng(0).integers(0, 256, plain.trial_shape).astype(np.float32)
    pairs = zip(session.run({session.input: noise}), plain.run({plain.input: noise}), strict=True)
    return float(np.max([np.abs(here - there).max() / max(np.abs(there).max(), TINY) for here, there in pairs]))


def _gives_memory_back() -> Any:
    """Options of a run after which the memory that networks keep for their next run is returned."""
    options = onnxruntime.RunOptions()
    options.log_severity_level = ERRORS_ONLY
    options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
    return options


def _open(model: Path, provider: str, *, threads: int) -> OnnxSession:
    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.log_severity_level = ERRORS_ONLY
    options.intra_op_num_threads = threads
    # Threads that wait in a busy loop take the cores from decoding: it doubled the processor time of a
    # photo.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    if provider == "DmlExecutionProvider":
        options.enable_mem_pattern = False  # DirectML asks for it
    chosen = [(provider, OPTIONS.get(provider, {})), *([(CPU, {})] if provider != CPU else [])]
    return OnnxSession(onnxruntime.InferenceSession(str(model), options, providers=chosen))
