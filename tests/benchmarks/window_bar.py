"""The bar's numbers on a small album: how soon the window is there, what it weighs, whether it rests, and its keys.

    python tests/benchmarks/window_bar.py ../shared/data/family

Indexes the album into a library of its own, then starts the program in a process of its own without a screen and asks
it: seconds from the start of the process to the first paint of People with its covers; the process's share of memory
(PSS); the processor time it takes in ten seconds in which nobody does anything; and the milliseconds from a key to the
end of the paint that follows it: arrows, Enter, Space and Escape on People, a person, and a photo. Then in an empty
library, in another process: from the moment a folder is chosen on the welcome page to the first thumbnail on Photos and
to the first cover on People. And the share of a window of 1440 x 900, and of the smallest, that is for pictures on the
pages that show some. Prints a table and JSON.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
IDLE = 10.0  # seconds
PRESSES = 40
PATIENCE = 120.0  # seconds
WELCOMED = 3.0  # seconds that somebody reads the welcome at the least
SIZES = {"": (1440, 900), ", smallest window": (900, 600)}
BAR = {
    "first paint, s": 1.5,
    "memory, MB": 250,
    "slowest key, ms": 50,
    "folder to first thumbnail, s": 2.0,
    **{f"pictures' share, {page}": 0.7 for page in ("people", "person", "photos", "photo")},
}


def main() -> int:
    """The parent: makes the library, starts the measured process, prints."""
    if len(sys.argv) > 3:
        if sys.argv[3] == "add":
            return measure_folder(Path(sys.argv[1]), Path(sys.argv[2]))
        return measure(Path(sys.argv[2]), started=float(sys.argv[3]))
    album = Path(sys.argv[1]).absolute()
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(CHECKOUT)}
    with tempfile.TemporaryDirectory() as place:
        index = [sys.executable, "-m", "core", "index", str(album), "--library", place]
        subprocess.run(index, check=True, capture_output=True, env=environment)
        words = [sys.executable, __file__, str(album), place]
        found = {}
        for run in ([*words, str(time.time())], [*words[:3], str(Path(place) / "empty"), "add"]):
            done = subprocess.run(run, check=True, capture_output=True, text=True, env=environment)
            found |= json.loads(done.stdout.splitlines()[-1])
    for name, value in found.items():
        sys.stdout.write(f"{name:<42} {value:>8}   {BAR.get(name, '')}\n")
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
    shares = _shares(app, familiar)
    found = {
        "first paint, s": round(first, 2),
        "memory, MB": round(_pss() / 1e6),
        "idle, share of a core": round(idle, 4),
        "key to paint, median, ms": round(statistics.median(keys), 1),
        "slowest key, ms": round(max(keys), 1),
        **shares,
    }
    familiar.close()
    sys.stdout.write(json.dumps(found) + "\n")
    return 0


def measure_folder(album: Path, library: Path) -> int:
    """Another measured process: somebody chooses a folder for the first time."""
    from app.__main__ import Options
    from app.application import Familiar, start

    app = start()
    familiar = Familiar(library, Options(library, "people", None, sample=False))
    window = familiar.window
    _until(app, lambda: window.welcome.isVisible() and not familiar.live.busy)
    time.sleep(WELCOMED)
    app.processEvents()
    began = time.perf_counter()
    window.welcome.folder_chosen.emit(str(album))
    window.open_page("photos")
    _until(app, lambda: _painted(window.photos, familiar.crops))
    thumbnail = time.perf_counter() - began
    window.open_page("people")
    _until(app, lambda: bool(window.people.model.rows) and not familiar.crops.busy)
    window.people.grid.viewport().repaint()
    cover = time.perf_counter() - began
    _until(app, lambda: not familiar.indexing.running)
    whole = time.perf_counter() - began
    familiar.close()
    found = {
        "folder to first thumbnail, s": round(thumbnail, 2),
        "folder to first cover on People, s": round(cover, 2),
        "folder to the end, s": round(whole, 2),
    }
    sys.stdout.write(json.dumps(found) + "\n")
    return 0


def _painted(photos: object, crops: object) -> bool:
    """Whether the first photo's thumbnail is there to be painted, and painted."""
    model = photos.model  # type: ignore[attr-defined]
    if model.rowCount() == 0 or crops.busy:  # type: ignore[attr-defined]
        return False
    photos.grid.viewport().repaint()  # type: ignore[attr-defined]
    return any(crops.thumbnail(photo_id) is not None for photo_id in model.ids)  # type: ignore[attr-defined]


def _shares(app: object, familiar: object) -> dict[str, float]:
    """The share of the window that is for pictures."""
    window, found = familiar.window, {}  # type: ignore[attr-defined]
    person = window.people.model.rows[0].key
    photo = familiar.live.ask_now(lambda queries: queries.photos())[0].photo_id  # type: ignore[attr-defined]
    for words, (width, height) in SIZES.items():
        window.resize(width, height)
        for page in ("people", f"person:{person}", "photos", "unnamed", f"photo:{photo}"):
            window.open_page(page)
            _until(app, lambda: not familiar.live.busy)  # type: ignore[attr-defined]
            shown = window.photo.canvas if window.showing_photo else window.page.grid.viewport()
            name = page.partition(":")[0]
            found[f"pictures' share, {name}{words}"] = round(shown.width() * shown.height() / (width * height), 2)
    return found


def _until(app: object, what: Callable[[], bool]) -> None:
    give_up = time.monotonic() + PATIENCE
    while not what():
        app.processEvents()  # type: ignore[attr-defined]
        time.sleep(0.005)
        if time.monotonic() > give_up:
            raise TimeoutError("the window did not come to show it")


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
