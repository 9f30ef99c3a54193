"""A library of four drawn photos, filled through the queue as the worker does it: no network, no waiting."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest
from PIL import Image, ImageDraw

from app import style
from app.indexing import Indexing
from app.live_library import LiveLibrary
from app.previews import CropLoader
from core.people import edits
from core.photos.scan import FoundFile
from core.photos.sentences import NOT_A_PICTURE
from core.records import Box, FoundFace, Landmarks, Progress, Quality
from core.store.library import Library
from core.store.queue import Analysis

SIZES = {"beach.jpg": (1200, 800), "garden.jpg": (600, 900), "party.jpg": (800, 600)}
DATES = {"beach.jpg": "2015-04-14T07:28:00", "garden.jpg": "2015-04-02T11:00:00", "party.jpg": "2003-12-24T19:40:12"}
FACES = {
    "beach.jpg": (Box(0.2, 0.3, 0.1, 0.15), Box(0.6, 0.3, 0.1, 0.15)),
    "garden.jpg": (Box(0.4, 0.2, 0.2, 0.14),),
    "party.jpg": (),
}


@dataclass(frozen=True)
class Album:
    """Where things are, and under which ids."""

    library: Path
    photos: Path
    ids: dict[str, int]  # file name -> photo id
    faces: dict[str, list[int]]  # file name -> face ids, from left to right


@pytest.fixture
def album(tmp_path: Path) -> Album:
    """Three photos with three faces (the first of the beach and the garden's are one group), and a failed one."""
    folder = tmp_path / "photos"
    folder.mkdir()
    with Library(tmp_path / "library") as library:
        library.do(edits.add_folder, str(folder))
        model = library.model("test", 128)
        for name, size in SIZES.items():
            _draw(folder / name, size)
        (folder / "letter.jpg").write_text("Dear Anna")
        files = [FoundFile(path, path.stat().st_size, path.stat().st_mtime_ns) for path in sorted(folder.iterdir())]
        library.queue.begin_scan()
        library.queue.add_files(1, files)
        library.queue.end_scan(1, [])
        ids = {}
        for task in library.queue.take(10):
            name = Path(task.path).name
            ids[name] = task.photo_id
            if name in SIZES:
                library.queue.finish(task, _analysis(name, folder / name), model_id=model, pipeline="test")
            else:
                library.queue.fail(task, NOT_A_PICTURE, retry=False)
        faces = {name: [face.face_id for face in library.queries.faces_in(number)] for name, number in ids.items()}
        alike = np.array([faces["beach.jpg"][0], faces["garden.jpg"][0]])
        library.groups.write(model, alike, np.array([1, 1]))
    return Album(tmp_path / "library", folder, ids, faces)


@pytest.fixture
def live(album: Album, qapp: object) -> Iterator[LiveLibrary]:
    library = LiveLibrary(album.library)
    yield library
    library.close()


@pytest.fixture
def crops(live: LiveLibrary) -> Iterator[CropLoader]:
    loader = CropLoader(live.previews)
    yield loader
    loader.close()


@pytest.fixture
def dressed(qapp: object) -> None:
    """The program's style sheet, without which sizes mean little."""
    qapp.setStyleSheet(style.style_sheet(style.LIGHT))  # type: ignore[attr-defined]
    yield
    qapp.setStyleSheet("")  # type: ignore[attr-defined]


def _draw(path: Path, size: tuple[int, int]) -> None:
    image = Image.new("RGB", size, (90, 140, 180))
    pen = ImageDraw.Draw(image)
    for number in range(0, size[0], 40):
        pen.line([(number, 0), (size[0] - number, size[1])], fill=(240, 230, number % 255), width=3)
    image.save(path, quality=90)


def _analysis(name: str, path: Path) -> Analysis:
    width, height = SIZES[name]
    small = Image.open(path)
    small.thumbnail((320, 320))
    return Analysis(path.name, DATES[name], width, height, [_face(box) for box in FACES[name]], _jpeg(small))


def _face(box: Box) -> FoundFace:
    vector = np.random.default_rng(round(box.x * 1000)).normal(size=128).astype(np.float32)
    middle = (box.x + box.width / 2, box.y + box.height / 2)
    return FoundFace(
        box=box,
        landmarks=Landmarks(middle, middle, middle, middle, middle),
        score=0.9,
        quality=Quality(size=100, sharpness=1, pose=1, overall=0.9, clusterable=True),
        vector=vector / np.linalg.norm(vector),
        crop=_jpeg(Image.new("RGB", (64, 64), (200, 160, 140))),
    )


def _jpeg(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "JPEG")
    return file.getvalue()


class IdleWorker:
    """In the place of `core.worker.Worker`: notes that it was started, and is done at once."""

    started: ClassVar[list[str]] = []

    def __init__(self, library: Path, *, job: str = "index") -> None:
        self.job = job
        self.running = False
        self.error: str | None = None
        assert library.is_dir()

    def start(self) -> None:
        self.started.append(self.job)

    def poll(self) -> list[Progress]:
        return []

    def stop(self) -> None:
        """Nothing runs."""

    ask_to_stop = pause = resume = stop


@pytest.fixture
def indexing(album: Album, qapp: object) -> Iterator[Indexing]:
    """The worker's side without a worker; `IdleWorker.started` tells what was asked of it."""
    IdleWorker.started.clear()
    made = Indexing(album.library, make=IdleWorker)  # type: ignore[arg-type]
    yield made
    made.close()


@pytest.fixture
def started() -> list[str]:
    """The jobs that were started."""
    return IdleWorker.started
