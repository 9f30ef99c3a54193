from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import psutil
import pytest

from core.errors import ModelError
from core.faces import runtime
from core.faces.packs import Pack
from core.faces.runtime import CPU, Session, open_session, providers

CUDA = "CUDAExecutionProvider"


@pytest.mark.parametrize("contents", [b"", b"this is not a network", bytes(1000)])
def test_a_file_that_is_no_network_is_a_sentence(tmp_path: Path, contents: bytes) -> None:
    path = tmp_path / "broken.onnx"
    path.write_bytes(contents)
    with pytest.raises(ModelError, match=r"broken\.onnx cannot be loaded"):
        open_session(path)


def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be loaded"):
        open_session(tmp_path / "nowhere.onnx")


class Accelerator:
    """Plays a graphics card: the processor's own session, with something wrong with its answers."""

    def __init__(self, *, factor: float = 1.0, starts: bool = True, error: Exception | None = None) -> None:
        self.factor, self.starts, self.error = factor, starts, error
        self.open = runtime._open

    def __call__(self, model: Path, provider: str, *, threads: int) -> runtime.OnnxSession:
        session = self.open(model, CPU, threads=threads)
        if provider == CPU:
            return session
        if self.error:
            raise self.error
        run = session.run
        session.run = lambda inputs: [array * np.float32(self.factor) for array in run(inputs)]  # type: ignore[method-assign]
        session.runs_on = [CUDA, CPU] if self.starts else [CPU]
        return session


@pytest.fixture
def plug_in(monkeypatch: pytest.MonkeyPatch) -> Callable[[Accelerator], None]:
    """Gives this computer a graphics card."""

    def plug_in(accelerator: Accelerator) -> None:
        monkeypatch.setattr(runtime.onnxruntime, "get_available_providers", lambda: [CUDA, CPU])
        monkeypatch.setattr(runtime, "_open", accelerator)
        monkeypatch.setattr(runtime, "_trials", {})

    return plug_in


def chip(session: Session) -> np.ndarray:
    (vectors,) = session.run({session.input: np.full((1, 3, 150, 150), 90, np.float32)})
    return vectors


def test_an_accelerator_that_agrees_is_used(pack: Pack, plug_in: Callable[[Accelerator], None]) -> None:
    alone = chip(open_session(pack.embedder))
    plug_in(Accelerator(factor=1.001))
    assert chip(open_session(pack.embedder)) == pytest.approx(alone * 1.001)
    cuda, *others = providers()
    assert (cuda.name, cuda.used, cuda.reason) == (CUDA, True, "")
    assert not any(other.used for other in others)


@pytest.mark.parametrize(
    ("accelerator", "reason"),
    [
        (Accelerator(factor=1.1), "computes something else"),
        (Accelerator(factor=float("nan")), "computes something else"),
        (Accelerator(starts=False), "did not start"),
        (Accelerator(error=runtime.failures.RuntimeException("out of memory")), "failed: out of memory"),
    ],
)
def test_an_accelerator_that_does_not_work_is_left_alone_and_said_so(
    pack: Pack,
    plug_in: Callable[[Accelerator], None],
    caplog: pytest.LogCaptureFixture,
    accelerator: Accelerator,
    reason: str,
) -> None:
    alone = chip(open_session(pack.embedder))
    plug_in(accelerator)
    with caplog.at_level(logging.WARNING):
        assert chip(open_session(pack.embedder)) == pytest.approx(alone)
    assert reason in caplog.text
    cuda, *_, cpu = providers()
    assert (cuda.name, cuda.used) == (CUDA, False)
    assert reason in cuda.reason
    assert (cpu.name, cpu.used) == (CPU, True)


def test_a_provider_that_is_not_there_is_not_needed(pack: Pack) -> None:
    assert chip(open_session(pack.embedder, threads=1, provider="NoSuchExecutionProvider")).shape == (1, 128)
    assert all(provider.reason for provider in providers() if provider.name not in (CPU, CUDA))


def test_a_network_says_what_it_takes(pack: Pack) -> None:
    detector, embedder = open_session(pack.detector), open_session(pack.embedder)
    assert (detector.input, detector.batch) == ("input.1", None)
    assert (embedder.input, embedder.batch) == ("chips", None)


def test_a_large_picture_gives_its_memory_back(pack: Pack) -> None:
    detector = open_session(pack.detector, threads=1)
    small, large = np.zeros((1, 3, 320, 320), np.float32), np.zeros((1, 3, 1440, 1920), np.float32)
    detector.run({detector.input: small})
    before = psutil.Process().memory_info().rss
    heat = detector.run({detector.input: large})[0]
    assert heat.shape == (1, 1, 360, 480)
    assert psutil.Process().memory_info().rss - before < 200e6  # it takes 500 MB, and kept them


def test_threads_get_the_answers_to_their_own_pictures(pack: Pack) -> None:
    embedder = open_session(pack.embedder, threads=1)
    pictures = [np.full((1, 3, 150, 150), grey, np.float32) for grey in range(0, 240, 20)]
    alone = [embedder.run({embedder.input: picture})[0] for picture in pictures]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda picture: embedder.run({embedder.input: picture})[0], pictures))
    assert np.array_equal(alone, together)


def test_an_accelerator_serves_one_thread_at_a_time(pack: Pack, plug_in: Callable[[Accelerator], None]) -> None:
    """DirectML's sessions must not be run by two threads at once."""
    plug_in(Accelerator())
    session = open_session(pack.embedder)
    assert isinstance(session, runtime.OnnxSession)
    inside, most = 0, 0
    counting = threading.Lock()
    run = session._session.run

    class Watched:
        def run(self, *args: object) -> object:
            nonlocal inside, most
            with counting:
                inside += 1
                most = max(most, inside)
            try:
                return run(*args)
            finally:
                with counting:
                    inside -= 1

    session._session = Watched()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: runtime.OnnxSession.run(session, {session.input: chip_input()}), range(8)))
    assert most == 1


def chip_input() -> np.ndarray:
    return np.full((1, 3, 150, 150), 90, np.float32)


def test_the_runtime_notes_nothing_about_the_computer(tmp_path: Path) -> None:
    """Loaded without a word, it keeps an identity of the computer and a list of events beside the user's files."""
    home = {name: str(tmp_path) for name in ("HOME", "USERPROFILE", "LOCALAPPDATA")}
    kept = {
        name: value for name, value in os.environ.items() if name not in ("ORT_DISABLE_TELEMETRY", "XDG_CACHE_HOME")
    }
    subprocess.run([sys.executable, "-c", "import core.faces.runtime"], check=True, env=kept | home, timeout=60)
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == []
