"""How long the window stands still while photos are indexed: `python tests/benchmarks/event_loop_gap.py PHOTOS`.

Makes an album of 500 JPEGs (3 megapixels, from the photographs in the folder PHOTOS, each cropped and lit differently),
opens the real window on it, offscreen, and lets a timer of 5 ms tell how late the event loop is, while the worker
indexes and somebody turns pages, scrolls, searches and names people. Prints one JSON document.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import psutil
from PIL import Image, ImageEnhance

TICK_MS = 5
ACT_MS = 700  # what somebody does in the window
SIZE = (2048, 1536)


def make_album(source: Path, folder: Path, count: int) -> None:
    """Writes `count` different JPEGs."""
    folder.mkdir(parents=True)
    pictures = sorted(path for path in source.rglob("*") if path.suffix.lower() in (".jpg", ".png"))
    chance = random.Random(1)
    for number in range(count):
        with Image.open(pictures[number % len(pictures)]) as opened:
            picture = opened.convert("RGB")
        left, top = (int(side * chance.uniform(0, 0.08)) for side in picture.size)
        picture = picture.crop((left, top, picture.width - left // 2, picture.height - top // 2))
        scale = max(SIZE) / max(picture.size)
        picture = picture.resize((int(picture.width * scale), int(picture.height * scale)))
        picture = ImageEnhance.Brightness(picture).enhance(chance.uniform(0.8, 1.2))
        picture.save(folder / f"IMG_{number:04}.jpg", quality=88)


class Watch:
    """A timer that tells how late it is, and somebody who uses the window meanwhile."""

    def __init__(self, familiar: object) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.familiar = familiar
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start(TICK_MS)
        self._acts = 0
        self._actor = QTimer()
        self._actor.timeout.connect(self._on_act)
        self._actor.start(ACT_MS)

    def _on_tick(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1000 - TICK_MS)
        self._last = now

    def _on_act(self) -> None:
        window = self.familiar.window
        self._acts += 1
        pages = ["people", "photos", "folders", "people"]
        if self._acts % 3 == 0:
            window.open_page(pages[self._acts // 3 % len(pages)])
        elif self._acts % 3 == 1:
            people = self.familiar.live.ask_now(lambda queries: queries.people())
            nameless = [person for person in people if not person.name]
            if nameless and self._acts % 2:
                from core.people import edits

                self.familiar.live.do(edits.name, nameless[0].key, f"Somebody {self._acts}")


def main() -> int:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("photos", type=Path, help="a folder with photographs of people")
    parser.add_argument("--count", type=int, default=500)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        album = Path(place) / "photos"
        make_album(args.photos, album, args.count)
        document = measure(Path(place) / "library", album)
    print(json.dumps(document, indent=2))
    return 0


def measure(library: Path, album: Path) -> dict[str, object]:
    """Indexes the album under a window and returns the figures."""
    began = time.perf_counter()
    from PySide6.QtWidgets import QApplication

    from app import application
    from app.__main__ import Options

    app = QApplication([])
    application.style.Style(app)
    familiar = application.Familiar(library, Options(library, "people", None, False))
    app.processEvents()
    visible = time.perf_counter() - began
    watch = Watch(familiar)
    indexed: dict[str, float] = {}
    familiar.indexing.finished.connect(lambda: (indexed.setdefault("at", time.perf_counter()), app.quit()))
    start = time.perf_counter()
    familiar.window.add_folder(str(album))
    app.exec()
    memory = psutil.Process().memory_full_info().pss / 1e6
    counts = familiar.live.ask_now(lambda queries: queries.counts())
    gaps = np.array(watch.gaps)
    familiar.close()
    seconds = indexed["at"] - start
    return {
        "photos": counts["photos"],
        "faces": counts["faces"],
        "failed": counts["failed"],
        "seconds": round(seconds, 1),
        "photos per second": round(counts["photos"] / seconds, 2),
        "window visible after s": round(visible, 2),
        "memory of the window MB (PSS)": round(memory),
        "longest gap ms": round(float(gaps.max()), 1),
        "gaps over 50 ms": int((gaps > 50).sum()),
        "99.9 % of gaps under ms": round(float(np.percentile(gaps, 99.9)), 1),
        "median gap ms": round(float(np.median(gaps)), 2),
        "ticks": len(gaps),
    }


if __name__ == "__main__":
    sys.exit(main())
