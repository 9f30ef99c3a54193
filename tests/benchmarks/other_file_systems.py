"""What happens to names when photos lie on a real drive of another kind: NTFS, exFAT, a network folder.

    python tests/benchmarks/other_file_systems.py FOLDER [--away COMMAND --back COMMAND]

FOLDER is an empty folder on such a drive; the commands take the drive away and bring it back. Makes an album there
whose faces have names, does to it what happens to families' drives, scans as the worker does, and says after each step
whether every name is still there, and whether a photo counts twice. The library lies on this computer's own disk.
"""

from __future__ import annotations

import argparse
import shlex
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Callable
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(CHECKOUT), str(CHECKOUT / "tests")]

from album import DIMENSION, found_face, jpeg  # noqa: E402

from core.errors import PhotoError  # noqa: E402
from core.people import edits  # noqa: E402
from core.photos.decode import decode  # noqa: E402
from core.photos.reading import content_hash  # noqa: E402
from core.photos.scan import FoundFile, scan  # noqa: E402
from core.store.foreign_names import ForeignNames  # noqa: E402
from core.store.library import Library  # noqa: E402
from core.store.queue import Analysis  # noqa: E402

NAMES = ("IMG_0001.JPG", "Größe é.jpg", "사진.jpg")


def look_through(library: Library) -> int:
    """As the worker does. Returns how many photos had to be read."""
    queue, model = library.queue, library.model("made-up", DIMENSION)
    queue.begin_scan()
    for folder in queue.folders():
        place = Path(folder.path)
        try:
            found = [entry for entry in scan(place) if isinstance(entry, FoundFile)]
        except PhotoError:
            continue  # the drive is away
        if not found and queue.has_files(folder.folder_id):
            continue  # an empty mount point
        queue.add_files(folder.folder_id, found)
        queue.end_scan(folder.folder_id, [])
    tasks = queue.take(100)
    for task in tasks:
        data = Path(task.path).read_bytes()
        if not queue.known_as(task, content_hash(data)):
            photo = decode(Path(task.path), thumbnail_side=32)
            facts = (content_hash(data), "2020-05-01T12:00:00", photo.width, photo.height)
            analysis = Analysis(*facts, [found_face(len(data), 1)], photo.thumbnail)
            queue.finish(task, analysis, model_id=model, pipeline="1")
    queue.forget_homeless()
    return len(tasks)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--away", default="")
    parser.add_argument("--back", default="")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as place, Library(Path(place) / "library") as library:
        Trial(library, args.folder / "Photos").run(args.away, args.back)


class Trial:
    """One album on one drive."""

    def __init__(self, library: Library, photos: Path) -> None:
        self._library = library
        self._photos = photos
        (photos / "2020").mkdir(parents=True)
        for number, name in enumerate(NAMES):
            (photos / "2020" / name).write_bytes(jpeg((40 + 60 * number, 90, 120), side=64 + number))
        library.do(edits.add_folder, str(photos))
        look_through(library)
        for face in library.queries.faces():
            library.do(edits.move, [face.face_id], f"Name {face.face_id}")
        self._before = self._facts()

    def run(self, away: str, back: str) -> None:
        """Prints a line a step."""
        year = self._photos / "2020"
        self._step("scanned again", lambda: None)
        self._step("a photo's name in other letters", lambda: _first(year).rename(year / "img_0001.jpg"))
        self._step("a folder's name in other letters", lambda: year.rename(self._photos / "Year 2020"))
        year = self._photos / "Year 2020"
        apart = unicodedata.normalize("NFD", NAMES[1])
        self._step("accents taken apart", lambda: (year / NAMES[1]).rename(year / apart))
        other = self._photos.with_name("PHOTOS")
        if other.exists():
            self._step("the folder added in capitals, too", lambda: self._library.do(edits.add_folder, str(other)))
        self._step("names written into the photos", self._write)
        if away and back:
            self._step("the drive is away", lambda: subprocess.check_call(shlex.split(away)))
            self._step("the drive is back", lambda: subprocess.check_call(shlex.split(back)))

    def _write(self) -> object:
        written = ForeignNames(self._library.db).write(
            only_confirmed=False, step=lambda _done, _total: True, into=self._library.folder
        )
        sys.stdout.write(f"  ({written.photos} files written, {written.unchanged} said so, {written.refused})\n")
        return written

    def _step(self, what: str, do: Callable[[], object]) -> None:
        do()
        read = look_through(self._library)
        same = "all names are there" if self._facts() == self._before else f"NOT THE SAME: {self._facts()}"
        photos = self._library.queries.counts()["photos"]
        sys.stdout.write(f"{what:<36} read {read}, photos {photos}, {same}\n")

    def _facts(self) -> list[tuple[int, str]]:
        return [(face.face_id, face.name) for face in self._library.queries.faces()]


def _first(folder: Path) -> Path:
    return next(path for path in folder.iterdir() if path.name.lower() == "img_0001.jpg")


if __name__ == "__main__":
    main()
