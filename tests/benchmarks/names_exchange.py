"""How long names of other programs take in a library of many photos, and whether the window stays quick meanwhile.

    python tests/benchmarks/names_exchange.py --photos 5000

Makes an album of small JPEGs, each with two faces and a digiKam packet inside that names both, and a third name where
no face is; then reads the names as the window does while a timer of the event loop measures its gaps, takes all of them
over, undoes that, and writes sidecars. Photos of a camera are larger, but only their header is read, too.
Prints a table and, with --json, one document.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
CHECKOUT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(CHECKOUT), str(CHECKOUT / "tests")]

from album import Album, found_face, jpeg  # noqa: E402
from PIL import Image  # noqa: E402
from PySide6.QtCore import QCoreApplication, QElapsedTimer, QTimer  # noqa: E402

from app.garbage import GarbageCollector  # noqa: E402
from app.names_exchange import NamesExchange  # noqa: E402
from core.people.known_names import NamesPlan  # noqa: E402
from core.photos import regions, xmp  # noqa: E402
from core.photos.scan import FoundFile  # noqa: E402
from core.records import Box, NamedBox  # noqa: E402
from core.store.foreign_names import ForeignNames  # noqa: E402
from core.store.queue import Analysis  # noqa: E402

PLACES = (0.1, 0.5)
NOWHERE = Box(0.8, 0.8, 0.1, 0.1)


def main() -> None:
    parser = argparse.ArgumentParser(description="names of other programs: speed")
    parser.add_argument("--photos", type=int, default=5000)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        figures = measure(Album(Path(place)), args.photos)
    if args.json:
        print(json.dumps(figures, indent=2))
        return
    for name, value in figures.items():
        print(f"{name:<44} {value:>10,.1f}")


def measure(album: Album, count: int) -> dict[str, float]:
    fill(album, count)
    plan, reading, gap = read(album)
    figures: dict[str, float] = {
        "photos": count,
        "names found": len(plan.placed),
        "photos read a second": count / reading,
    }
    figures["longest gap of the event loop, ms"] = gap
    foreign = ForeignNames(album.library.db)
    for name, job in (
        ("taking over, s", lambda: album.library.do(foreign.take_over, plan)),
        ("undo, s", album.library.journal.undo),
        ("redo, s", album.library.journal.redo),
        ("writing sidecars, s", lambda: foreign.write(only_confirmed=False, step=lambda _done, _total: True)),
    ):
        began = time.perf_counter()
        job()
        figures[name] = time.perf_counter() - began
    album.library.close()
    return figures


def fill(album: Album, count: int) -> None:
    """Photos that the worker has looked through, with packets inside."""
    faces = [found_face(number, place=place) for number, place in enumerate(PLACES)]
    folder = album.library.queries.folders()[0].folder_id
    album.library.queue.begin_scan()
    for number in range(count):
        path = album.photos_folder / f"IMG_{number:06}.jpg"
        path.write_bytes(picture(number, [face.box for face in faces]))
        album.library.queue.add_files(folder, [FoundFile(path, 1, 1)])
        (task,) = album.library.queue.take(1)
        analysis = Analysis(f"{number}", "2020-05-01T12:00:00", 640, 480, faces, jpeg((90, 90, 90), 8))
        album.library.queue.finish(task, analysis, model_id=album.model_id, pipeline="1")


def picture(number: int, boxes: list[Box]) -> bytes:
    names = [NamedBox(f"Person {(number + place) % 200}", box) for place, box in enumerate([*boxes, NOWHERE])]
    root = xmp.new_tree("digiKam")
    regions.write(root, names, [], size=(640, 480), turn=1)
    file = io.BytesIO()
    Image.new("RGB", (640, 480), (number % 255, 90, 120)).save(file, "JPEG", xmp=xmp.serialise(root))
    return file.getvalue()


def read(album: Album) -> tuple[NamesPlan, float, float]:
    """(plan, seconds, longest gap in milliseconds)."""
    app = QCoreApplication([])
    garbage = GarbageCollector()  # as in the window
    garbage.settle()
    exchange = NamesExchange(album.folder)
    found: list[NamesPlan] = []
    clock, gaps = QElapsedTimer(), [0.0]
    exchange.found.connect(lambda plan: (found.append(plan), app.quit()))
    timer = QTimer()
    timer.setInterval(5)
    timer.timeout.connect(lambda: gaps.append(clock.nsecsElapsed() / 1e6) or clock.restart())
    clock.start()
    timer.start()
    began = time.perf_counter()
    exchange.read()
    app.exec()
    seconds = time.perf_counter() - began
    timer.stop()
    garbage.stop()
    exchange.close()
    return found[0], seconds, max(gaps)


if __name__ == "__main__":
    main()
