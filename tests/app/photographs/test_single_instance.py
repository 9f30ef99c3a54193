"""One window a library, with a real second process."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.single_instance import SingleInstance, socket_name

CHECKOUT = Path(__file__).resolve().parents[3]
HOLD = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from app.single_instance import SingleInstance
app = QCoreApplication([])
instance = SingleInstance(Path(sys.argv[1]))
instance.raised.connect(lambda: print("raised", flush=True))
instance.opened.connect(lambda folder: print("opened", folder, flush=True))
print(instance.claim(), flush=True)
if sys.argv[2] == "stay":
    app.exec()
"""


@pytest.fixture
def start():
    """Starts another process that claims a folder."""
    processes = []

    def start(folder: Path, then: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(folder), then], cwd=CHECKOUT, stdout=subprocess.PIPE, text=True
        )
        processes.append(process)
        return process

    yield start
    for process in processes:
        process.kill()
        process.communicate()


def test_second_start_knocks_and_leaves(start, tmp_path: Path, qtbot: QtBot) -> None:
    first = SingleInstance(tmp_path)
    assert first.claim()
    with qtbot.waitSignal(first.raised, timeout=20_000):
        second = start(tmp_path, "leave")
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    assert second.stdout.readline().strip() == "False"
    first.release()


def test_first_window_hears_the_second(start, tmp_path: Path, qapp: object) -> None:
    first = start(tmp_path, "stay")
    assert first.stdout.readline().strip() == "True"
    assert not SingleInstance(tmp_path).claim()
    assert first.stdout.readline().strip() == "raised"


def test_what_a_killed_window_left_is_taken_over(start, tmp_path: Path, qapp: object) -> None:
    killed = start(tmp_path, "stay")
    assert killed.stdout.readline().strip() == "True"
    killed.send_signal(signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
    killed.wait()
    heir = SingleInstance(tmp_path)
    assert heir.claim()
    assert not SingleInstance(tmp_path).claim()
    heir.release()


def test_two_libraries_have_two_windows(tmp_path: Path, qapp: object) -> None:
    one, other = SingleInstance(tmp_path / "one"), SingleInstance(tmp_path / "other")
    assert one.claim()
    assert other.claim()
    assert one.claim()
    one.release()
    other.release()


def test_every_spelling_of_a_path_is_one_library(tmp_path: Path) -> None:
    (tmp_path / "library").mkdir()
    assert socket_name(tmp_path / "library") == socket_name(tmp_path / "library" / ".." / "library")
    assert len(socket_name(tmp_path)) < 40


def test_the_second_start_brings_a_folder(start, tmp_path: Path, qapp: object) -> None:
    first = start(tmp_path, "stay")
    assert first.stdout.readline().strip() == "True"
    assert not SingleInstance(tmp_path).claim("/photos/Ü 사진")
    assert first.stdout.readline().strip() == "raised"
    assert first.stdout.readline().strip() == "opened /photos/Ü 사진"
