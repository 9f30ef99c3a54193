"""How quick the window is on a very large library: `python tests/benchmarks/window_speed.py [--library DIR] [--json]`.

With `--indexing PHOTOS` the same while the worker indexes 300 photographs made of those in the folder PHOTOS.

Makes a library of 100,000 photos, 250,000 faces and 3,000 people (`large_library.py`; DIR keeps it for the next time),
then starts the real window on a copy, offscreen, and measures: from the start of the process to the first paint of the
People page with its people, as it is day by day, and in a library that was not closed properly and has to be read
first; the longest frame while the grids of people and of photos scroll over what was painted once
before; naming, merging the two largest people (10,000 faces each) and undoing, until the grid has painted it; search;
the questions of the Review page; memory. The program's byte code is there, as in an installation. Prints a table, or
one JSON document. Beside each time stands the processor time that the program's threads took meanwhile, which says more
where the machine is shared.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

TARGETS = {
    "first paint of People, s": 1.5,
    "first paint after a crash, s": None,
    "longest frame, scrolling people, ms": 33,
    "longest frame, scrolling photos, ms": 33,
    "naming until shown, ms": 100,
    "naming until the window is free, ms": None,
    "undoing the name until shown, ms": 100,
    "merging two of 10,000 faces until shown, ms": 100,
    "merging until the window is free, ms": None,
    "undoing the merge until shown, ms": 100,
    "undoing until the window is free, ms": None,
    "search for a name, ms": 50,
    "search for photos of two people, ms": 50,
    "questions of the Review page, ms": None,
    "memory of the window, MB": 500,
}
SIZE = (1440, 900)
STEPS = 120  # frames of a scroll
STEP = 90  # pixels a frame
PATIENCE = 60.0  # seconds
ALBUM = 300  # photographs to be indexed meanwhile


Spent = tuple[float, float]
"""Seconds by the clock, seconds of the processors."""


def measure(library: Path, began: float, album: Path | None, *, only_start: bool) -> dict[str, Spent]:
    """Opens the window in this process and measures, while the worker indexes `album`. `began` is when the process was
    started (`time.time`)."""
    gc.disable()  # as `app.__main__` does
    from PySide6.QtWidgets import QApplication

    from app import style
    from app.__main__ import Options
    from app.application import Familiar

    app = QApplication([])
    style.Style(app)
    familiar = Familiar(library, Options(library, "people", None, sample=False))
    if album is None:
        familiar.indexing.close()
        familiar.indexing.start = familiar.indexing.group_soon = lambda: None  # type: ignore[method-assign]
    familiar.window.resize(*SIZE)
    try:
        measurement = Measurement(app, familiar)
        painted = measurement.first_paint(began)
        if only_start:
            return {"first paint after a crash, s": painted}
        return {"first paint of People, s": painted, **measurement.all(album)}
    finally:
        familiar.close()


class Measurement:
    """One window, measured step by step."""

    def __init__(self, app: object, familiar: object) -> None:
        self.app, self.familiar = app, familiar
        self.window = familiar.window  # type: ignore[attr-defined]
        self.people = self.window.people

    def first_paint(self, began: float) -> Spent:
        """Until the grid has painted the people that the library has."""
        grid = self.people.grid
        plain = grid.paintEvent
        painted: list[Spent] = []

        def paint(event: object) -> None:
            plain(event)
            if not painted and len(self.people.model.rows) > 1000:
                painted.append((time.time() - began, time.process_time()))

        grid.paintEvent = paint
        self._wait(lambda: bool(painted))
        grid.paintEvent = plain
        return painted[0]

    def all(self, album: Path | None) -> dict[str, Spent]:
        """Everything after the start."""
        import psutil

        found: dict[str, Spent] = {}
        self._calm()
        if album is not None:
            self._start_indexing(album)
        self.people.model.set_open("rare", True)
        found["longest frame, scrolling people, ms"] = self._scroll(self.people.grid)
        found |= self._name() | self._merge_and_undo()
        found["search for a name, ms"] = self._search_name()
        self.window.open_page("photos")
        self._wait(lambda: self.window.photos.model.rowCount() > 1000)
        self._calm()
        found["longest frame, scrolling photos, ms"] = self._scroll(self.window.photos.grid)
        found["search for photos of two people, ms"] = self._search_photos()
        found["questions of the Review page, ms"] = self._rank()
        if album is not None and not self.familiar.indexing.running:  # type: ignore[attr-defined]
            raise RuntimeError("the worker was done before the measurement was")
        found["memory of the window, MB"] = (psutil.Process().memory_info().rss / 1e6, 0.0)
        return found

    def _start_indexing(self, album: Path) -> None:
        """Until the worker has faces of its own to show."""
        before = self.familiar.live.ask_now(lambda queries: queries.counts())["faces"]  # type: ignore[attr-defined]
        self.window.add_folder(str(album))
        self._wait(lambda: self.familiar.live.ask_now(lambda queries: queries.counts())["faces"] > before)  # type: ignore[attr-defined]

    def _rank(self) -> Spent:
        from PySide6.QtCore import QObject

        from app.questions import ranking
        from app.rankings import Rankings

        rankings = Rankings.of(self.familiar.live)  # type: ignore[attr-defined]
        answers: list[object] = []
        asker = QObject()  # not a page, whose own next question would take this one's place
        for _ in range(2):  # the first time reads who there is
            started, worked = time.perf_counter(), time.process_time()
            answers.clear()
            rankings.ask(asker, ranking, answers.append)
            self._wait(lambda: bool(answers))
        return (time.perf_counter() - started) * 1000, (time.process_time() - worked) * 1000

    def _scroll(self, grid: object) -> Spent:
        """The longest frame of the second time; the first fills the caches, as far as they reach."""
        bar = grid.verticalScrollBar()  # type: ignore[attr-defined]
        for _ in range(2):
            longest = busiest = 0.0
            bar.setValue(0)
            for step in range(STEPS):
                started, worked = time.perf_counter(), time.process_time()
                bar.setValue(step * STEP)
                self.app.processEvents()  # type: ignore[attr-defined]  # paints
                longest = max(longest, time.perf_counter() - started)
                busiest = max(busiest, time.process_time() - worked)
            self._calm()
        bar.setValue(0)
        return longest * 1000, busiest * 1000

    def _name(self) -> dict[str, Spent]:
        grid, editor = self.people.grid, self.people.editor
        row = next(number for number, row in enumerate(self.people.model.rows) if not row.name)
        grid.scrollTo(self.people.model.index(row))
        grid.choose(self.people.model.index(row))
        self.people.naming.edit(typed="Abigail")
        shown, free = self._timed(
            editor.line.returnPressed.emit,
            lambda: any(row.name == "Abigail" for row in self.people.model.rows),
        )
        self._calm()
        undone, _ = self._timed(
            self.familiar.live.undo_soon,  # type: ignore[attr-defined]
            lambda: all(row.name != "Abigail" for row in self.people.model.rows),
        )
        return {
            "naming until shown, ms": shown,
            "naming until the window is free, ms": free,
            "undoing the name until shown, ms": undone,
        }

    def _merge_and_undo(self) -> dict[str, Spent]:
        people = self.people.model
        largest = sorted((row for row in people.rows if row.name), key=lambda row: -row.faces)[:2]
        both = sum(row.faces for row in largest)

        def merged() -> bool:
            return any(row.faces >= both for row in people.rows)

        for number, row in enumerate(largest):
            index = people.place_of(row.key)
            flag = self.people.grid.selectionModel().SelectionFlag
            self.people.grid.selectionModel().select(index, flag.ClearAndSelect if number == 0 else flag.Select)
        self.people.merge_action.trigger()
        self._wait(self.people.question.isVisible)  # both have names: whose stays?
        shown, free = self._timed(self.people.question.merge.click, merged)
        self._calm()
        undone, undone_free = self._timed(self.familiar.live.undo_soon, lambda: not merged())  # type: ignore[attr-defined]
        return {
            "merging two of 10,000 faces until shown, ms": shown,
            "merging until the window is free, ms": free,
            "undoing the merge until shown, ms": undone,
            "undoing until the window is free, ms": undone_free,
        }

    def _timed(self, act: Callable[[], object], done: Callable[[], bool]) -> tuple[Spent, Spent]:
        """(until the grid has painted it, until the window takes input again), both in milliseconds."""
        self._calm()
        started, worked = time.perf_counter(), time.process_time()
        painted: list[Spent] = []

        def spent() -> Spent:
            return (time.perf_counter() - started) * 1000, (time.process_time() - worked) * 1000

        grid = self.people.grid
        plain = grid.paintEvent

        def paint(event: object) -> None:
            plain(event)
            if not painted and done():
                painted.append(spent())

        grid.paintEvent = paint
        act()
        free = spent()
        self._wait(lambda: bool(painted))
        grid.paintEvent = plain
        return painted[0], free

    def _search_name(self) -> Spent:
        started, worked = time.perf_counter(), time.process_time()
        self.people.search.setText("ann")
        self.people.grid.viewport().repaint()
        found = (time.perf_counter() - started) * 1000, (time.process_time() - worked) * 1000
        self.people.search.clear()
        return found

    def _search_photos(self) -> Spent:
        from core.store.photo_search import PhotoSearch

        photos = self.window.photos
        before = photos.model.rowCount()
        started, worked = time.perf_counter(), time.process_time()
        photos.search_bar.changed.emit(PhotoSearch(together=("p1", "p2")))
        self._wait(lambda: photos.model.rowCount() < before)
        photos.grid.viewport().repaint()
        return (time.perf_counter() - started) * 1000, (time.process_time() - worked) * 1000

    def _wait(self, until: Callable[[], bool]) -> None:
        give_up = time.monotonic() + PATIENCE
        while not until():
            self.app.processEvents()  # type: ignore[attr-defined]
            time.sleep(0.001)
            if time.monotonic() > give_up:
                raise TimeoutError("the window did not come to show it")

    def _calm(self) -> None:
        """Waits until nothing is on its way."""
        live, crops = self.familiar.live, self.familiar.crops  # type: ignore[attr-defined]
        self._wait(lambda: not live.busy and not crops.busy)
        self.app.processEvents()  # type: ignore[attr-defined]


def main() -> int:
    """Runs itself a second time for the measurement, so that the start is a start."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--library", type=Path, help="where the made-up library is, or will be, kept")
    parser.add_argument("--indexing", type=Path, metavar="PHOTOS", help="measure while the worker indexes photographs")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--began", type=float, help=argparse.SUPPRESS)
    parser.add_argument("--only-start", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure is not None:
        print(json.dumps(measure(options.measure, options.began, options.indexing, only_start=options.only_start)))
        return 0
    with tempfile.TemporaryDirectory() as place:
        library = options.library or Path(place) / "made"
        if not library.exists():
            from large_library import make_large_library

            make_large_library(library)
        copy = Path(place) / "library"
        shutil.copytree(library, copy)
        album = [] if options.indexing is None else ["--indexing", str(_album_of(options.indexing, Path(place)))]
        environment = _with_byte_code(Path(place))
        (copy / "people.glance").unlink(missing_ok=True)
        found = _measured(copy, ["--only-start"], environment) | _measured(copy, album, environment)
    if options.json:
        print(json.dumps(found, indent=2))
    else:
        print_table(found)
    return 0


def _measured(library: Path, options: list[str], environment: dict[str, str]) -> dict[str, Spent]:
    """What a process of its own measures."""
    command = [sys.executable, __file__, "--measure", str(library), *options, "--began", str(time.time())]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=environment)
    found: dict[str, Spent] = json.loads(done.stdout.splitlines()[-1])
    return found


def _album_of(photos: Path, place: Path) -> Path:
    from event_loop_gap import make_album

    make_album(photos, place / "album", ALBUM)
    return place / "album"


def _with_byte_code(place: Path) -> dict[str, str]:
    """The environment of a program that was started before: Python need not compile it again."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(place / "byte code")
    start = (
        f"import sys; sys.path.insert(0, {str(Path(__file__).resolve().parents[2])!r}); import app.views.main_window"
    )
    subprocess.run([sys.executable, "-c", f"{start}, app.application, psutil"], check=True, env=environment)
    return environment


def print_table(found: dict[str, Spent]) -> None:
    print("| what | by the clock | processor time | target |\n| --- | --- | --- | --- |")
    for name, target in TARGETS.items():
        clock, processor = (f"{figure:.2f}" if figure < 10 else f"{figure:.0f}" for figure in found[name])
        print(f"| {name} | {clock} | {processor if found[name][1] else ''} | {'' if target is None else target} |")


if __name__ == "__main__":
    sys.exit(main())
