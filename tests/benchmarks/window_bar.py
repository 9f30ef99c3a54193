"""The bar's numbers on a small album: how soon the window is there, what it weighs, whether it rests, and its keys.

    python tests/benchmarks/window_bar.py ../shared/data/family

Indexes the album into a library of its own, then starts the program in a process of its own without a screen and asks
it: seconds from the start of the process to the first paint of People with its covers; the process's share of memory
(PSS); the processor time it takes in ten seconds in which nobody does anything; and the milliseconds from a key to the
end of the paint that follows it: arrows, Enter, Space and Escape on People, a person, and a photo. Prints a table and
JSON.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
IDLE = 10.0  # seconds
PRESSES = 40
BAR = {"first paint, s": 1.5, "memory, MB": 250, "slowest key, ms": 50}


def main() -> int:
    """The parent: makes the library, starts the measured process, prints."""
    if len(sys.argv) > 2:
        return measure(Path(sys.argv[2]), started=float(sys.argv[3]))
    album = Path(sys.argv[1]).absolute()
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(CHECKOUT)}
    with tempfile.TemporaryDirectory() as place:
        index = [sys.executable, "-m", "core", "index", str(album), "--library", place]
        subprocess.run(index, check=True, capture_output=True, env=environment)
        words = [sys.executable, __file__, str(album), place]
        run = [*words, str(time.time())]
        done = subprocess.run(run, check=True, capture_output=True, text=True, env=environment)
    found = json.loads(done.stdout.splitlines()[-1])
    for name, value in found.items():
        sys.stdout.write(f"{name:<28} {value:>8}   {BAR.get(name, '')}\n")
    sys.stdout.write(json.dumps(found) + "\n")
    return 0


def measure(library: Path, *, started: float) -> int:
    """The measured process."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from app.__main__ import Options
    from app.application import Familiar, start

    app = start()
    familiar = Familiar(library, Options(library, "people", None, sample=False))
    window = familiar.window
    while not window.people.model.rows or familiar.live.busy or familiar.crops.busy:
        app.processEvents()
    window.people.grid.viewport().repaint()
    first = time.time() - started
    while familiar.indexing.running or familiar.live.busy:
        app.processEvents()
        time.sleep(0.01)
    before = time.process_time()
    QTest.qWait(int(IDLE * 1000))
    idle = (time.process_time() - before) / IDLE
    keys: list[float] = []

    def press(key: Qt.Key) -> None:
        begin = time.perf_counter()
        QTest.keyClick(QApplication.focusWidget() or window, key)
        app.processEvents()
        window.repaint()  # all of it: more than the program itself paints
        keys.append(1000 * (time.perf_counter() - begin))

    window.activateWindow()
    window.people.grid.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
        for _ in range(PRESSES):
            press(key)
    press(Qt.Key.Key_Return)
    QTest.qWait(500)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Return):
        press(key)
    QTest.qWait(500)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_Escape):
        press(key)
        QTest.qWait(200)
    found = {
        "first paint, s": round(first, 2),
        "memory, MB": round(_pss() / 1e6),
        "idle, share of a core": round(idle, 4),
        "key to paint, median, ms": round(statistics.median(keys), 1),
        "slowest key, ms": round(max(keys), 1),
    }
    familiar.close()
    sys.stdout.write(json.dumps(found) + "\n")
    return 0


def _pss() -> int:
    """Bytes of memory of this process and its children, shared pages divided among those who share them."""
    total = 0
    for one in (
        os.getpid(),
        *(int(path.name) for path in Path("/proc").glob("[0-9]*") if _parent(path) == os.getpid()),
    ):
        for line in (Path("/proc") / str(one) / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += 1024 * int(line.split()[1])
    return total


def _parent(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, ValueError):
        return 0


if __name__ == "__main__":
    sys.exit(main())
