"""A library as the worker leaves it, filled through the store's own doors, with drawn faces."""

from __future__ import annotations

import gc
import io
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from pytestqt.qtbot import QtBot

from app import style
from app.indexing import Indexing
from app.live_library import LiveLibrary
from app.previews import CropLoader
from app.views import main_window
from app.views.main_window import MainWindow
from app.views.people_page import PeoplePage
from core.people import edits
from core.photos.scan import FoundFile
from core.records import Box, FoundFace, Landmarks, Progress, Quality
from core.store.library import Library
from core.store.queue import Analysis

DIMENSION = 16
OFFSCREEN = "This plugin does not support"
"""How the platform without a screen complains about raised windows and grabbed keyboards."""

EYES_NOSE_MOUTH = np.array([[0.4, 0.4], [0.6, 0.4], [0.5, 0.5], [0.42, 0.6], [0.58, 0.6]])


@dataclass
class Album:
    """A library with groups of faces; each face is alone in its photo."""

    folder: Path
    groups: dict[int, list[int]] = field(default_factory=dict)  # group -> faces
    photos: dict[int, int] = field(default_factory=dict)  # face -> photo

    def add(self, sizes: Sequence[int]) -> None:
        """Adds a group of faces for every size, as an index run would."""
        with Library(self.folder) as library:
            model = library.model("drawn", DIMENSION)
            if not library.queries.folders():
                library.do(edits.add_folder, str(self.folder.parent / "photos"))
            for size in sizes:
                group = library.groups.next_id(model)
                faces = [self._add_face(library, model, group, number) for number in range(size)]
                self.groups[group] = faces
                ids = np.array(sorted(self.photos), np.int64)
                owner = {face: number for number, members in self.groups.items() for face in members}
                library.groups.write(model, ids, np.array([owner[int(face)] for face in ids], np.int64))

    def _add_face(self, library: Library, model: int, group: int, number: int) -> int:
        path = self.folder.parent / "photos" / f"{group}-{number}.jpg"
        (folder,) = library.queue.folders()
        library.queue.begin_scan()
        library.queue.add_files(folder.folder_id, [FoundFile(path, 1000, 1)])
        (task,) = library.queue.take(1)
        analysis = Analysis(
            content_hash=path.name,
            taken_at=f"{2000 + number}-05-0{1 + group % 9}T10:00:00",
            width=400,
            height=300,
            faces=[drawn_face(group, number)],
            thumbnail=drawn_jpeg(group),
        )
        library.queue.finish(task, analysis, model_id=model, pipeline="drawn")
        (face,) = library.queries.faces_in(task.photo_id)
        self.photos[face.face_id] = task.photo_id
        return face.face_id


def drawn_face(group: int, number: int) -> FoundFace:
    vector = np.random.default_rng(group * 1000 + number).standard_normal(DIMENSION).astype(np.float32)
    return FoundFace(
        box=Box(0.3, 0.3, 0.4, 0.4),
        landmarks=Landmarks.from_array(EYES_NOSE_MOUTH),
        score=0.9,
        quality=Quality(size=120, sharpness=0.9, pose=0.9, overall=0.9 - number / 100, clusterable=True),
        vector=vector / np.linalg.norm(vector),
        crop=drawn_jpeg(group),
    )


def drawn_jpeg(seed: int) -> bytes:
    """A head on a coloured ground."""
    image = Image.new("RGB", (96, 96), (40 + seed * 37 % 180, 60 + seed * 59 % 150, 90 + seed * 83 % 120))
    ImageDraw.Draw(image).ellipse((22, 14, 74, 84), fill=(225, 190, 160))
    data = io.BytesIO()
    image.save(data, "JPEG")
    return data.getvalue()


class DrawnWorker:
    """Stands in for `core.worker.Worker`: says what it is told to say."""

    made: list[DrawnWorker]

    def __init__(self, library: Path, *, job: str = "index") -> None:
        self.library, self.job = library, job
        self.running = False
        self.error: str | None = None
        self.full = False
        self.calls: list[str] = []
        self.news: list[Progress] = []

    def start(self) -> None:
        self.running = True

    def poll(self) -> list[Progress]:
        news, self.news = self.news, []
        return news

    def pause(self) -> None:
        self.calls.append("pause")

    def resume(self) -> None:
        self.calls.append("resume")

    def ask_to_stop(self) -> None:
        self.calls.append("stop")
        self.running = False

    def stop(self) -> None:
        self.ask_to_stop()


@pytest.fixture(autouse=True)
def garbage_on_the_gui_thread() -> Iterator[None]:
    """As in the program (`app.garbage`): a thread must not delete what an earlier test left in a circle."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture
def workers() -> list[DrawnWorker]:
    """Every worker that was made in this test, in order."""
    return []


@pytest.fixture
def album(tmp_path: Path) -> Album:
    return Album(tmp_path / "library")


@pytest.fixture
def live(qtbot: object, album: Album) -> Iterator[LiveLibrary]:
    live = LiveLibrary(album.folder)
    yield live
    live.close()


@pytest.fixture
def crops(live: LiveLibrary) -> Iterator[CropLoader]:
    loader = CropLoader(live.previews)
    yield loader
    loader.close()


@pytest.fixture
def indexing(live: LiveLibrary, workers: list[DrawnWorker]) -> Iterator[Indexing]:
    def make(library: Path, *, job: str = "index") -> DrawnWorker:
        workers.append(DrawnWorker(library, job=job))
        return workers[-1]

    indexing = Indexing(live.folder, make=make)  # type: ignore[arg-type]
    yield indexing
    indexing.close()


@pytest.fixture
def make_window(
    qtbot: QtBot, live: LiveLibrary, crops: CropLoader, indexing: Indexing
) -> Iterator[Callable[[], MainWindow]]:
    """Makes the window on the library as it is."""

    def make() -> MainWindow:
        window = MainWindow(live, crops, indexing, only_look=False)
        qtbot.addWidget(window)
        window.show()
        qtbot.waitUntil(lambda: not live.busy)
        return window

    yield make
    qtbot.waitUntil(lambda: not live.busy and not crops.busy)
    style.choose("")


@pytest.fixture
def window(
    qtbot: QtBot,
    make_window: Callable[[], MainWindow],
    album: Album,
    live: LiveLibrary,
    workers: list[DrawnWorker],
    monkeypatch: pytest.MonkeyPatch,
) -> MainWindow:
    """On three people of five, four and three faces, with a worker that was started."""
    monkeypatch.setattr(main_window, "BEGIN_MS", 0)
    album.add([5, 4, 3])
    live.look()
    window = make_window()
    qtbot.waitUntil(lambda: bool(workers))
    return window


def settle(qtbot: QtBot, live: LiveLibrary) -> None:
    """Waits for the answers that were asked for."""
    qtbot.waitUntil(lambda: not live.busy)


def show_people(qtbot: QtBot, page: PeoplePage, count: int) -> None:
    """Shows a page of its own, and waits until so many people are there."""
    page.resize(900, 700)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    qtbot.waitUntil(lambda: len(page.model.rows) == count)
