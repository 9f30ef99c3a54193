"""The loop over the photos, in this process: what is read, looked at, skipped and put back."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core import indexer as indexer_module
from core import reader as reader_module
from core.faces.packs import Pack, builtin_pack
from core.faces.pipeline import FacePipeline
from core.indexer import Indexer
from core.people.edits import add_folder
from core.records import Progress, RunSettings
from core.store.library import Library

Run = Callable[..., list[Progress]]


class Orders:
    """What a parent would want; `stopped` may be set by a test."""

    stopped = False

    def wait_while_paused(self) -> None:
        return


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return builtin_pack(tmp_path_factory.mktemp("models"))


@pytest.fixture
def photos(tmp_path: Path, family: Path) -> Path:
    """A folder with six photographs."""
    folder = tmp_path / "photos"
    folder.mkdir()
    for path in sorted(family.glob("Family1-*.jpg"))[:6]:
        shutil.copy(path, folder / path.name)
    return folder


@pytest.fixture
def library(tmp_path: Path, photos: Path) -> Iterator[Library]:
    with Library(tmp_path / "library") as library:
        library.do(add_folder, str(photos))
        yield library


@pytest.fixture
def run(library: Library, pack: Pack) -> Run:
    def run(*, at_once: int = 2, orders: Orders | None = None) -> list[Progress]:
        heard: list[Progress] = []
        settings = RunSettings(at_once=at_once)
        Indexer(library, pack, tell=heard.append, orders=orders or Orders(), settings=settings).index()
        return heard

    return run


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The threads that looked for faces, a name for each photo."""
    threads: list[str] = []
    find = FacePipeline.find

    def note(*args: object, **kwargs: float) -> object:
        threads.append(threading.current_thread().name)
        return find(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(FacePipeline, "find", note)
    return threads


def faces(library: Library) -> list[tuple[str, float, float, bytes]]:
    """All faces in the order of their ids."""
    found = library.queries.faces()
    vectors = dict(library._db.execute("SELECT face_id, vector FROM vectors").fetchall())
    return [(face.photo_path, face.box.x, face.score, vectors[face.face_id]) for face in found]


def test_however_many_are_in_work_the_library_is_the_same(tmp_path: Path, photos: Path, pack: Pack) -> None:
    found = []
    for at_once in (1, 3):
        with Library(tmp_path / f"library {at_once}") as library:
            library.do(add_folder, str(photos))
            settings = RunSettings(at_once=at_once)
            Indexer(library, pack, tell=lambda _: None, orders=Orders(), settings=settings).index()
            found.append(faces(library))
    assert len(found[0]) == 6
    assert found[0] == found[1]


def test_photos_are_looked_at_on_several_threads(run: Run, looked_at: list[str]) -> None:
    run(at_once=2)
    assert len(looked_at) == 6
    assert len(set(looked_at)) == 2


def test_a_photo_that_moved_is_not_looked_at_again(
    run: Run, photos: Path, library: Library, looked_at: list[str]
) -> None:
    run()
    before = faces(library)
    looked_at.clear()
    for path in sorted(photos.iterdir()):
        path.rename(photos / f"moved {path.name}")
    last = run()[-1]
    assert looked_at == []
    assert (last.done, last.known) == (6, 6)
    assert [face[1:] for face in faces(library)] == [face[1:] for face in before]


def test_how_many_photos_there_are_is_said_before_the_first_of_a_small_album_is_done(run: Run) -> None:
    heard = run()
    counted = next(one for one in heard if one.before is not None)
    assert (counted.done, counted.total, counted.before) == (0, 6, 0)


def test_a_hint_that_was_wrong_costs_only_time(
    run: Run, library: Library, looked_at: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexer_module.Contents, "has", lambda *_, **__: True)
    run()
    assert looked_at == ["MainThread"] * 6
    assert len(faces(library)) == 6


def test_a_stop_keeps_what_was_begun_and_puts_the_rest_back(
    run: Run, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders = Orders()
    read = reader_module._read

    def read_and_stop(path: str) -> bytes:
        orders.stopped = True
        return read(path)

    monkeypatch.setattr(indexer_module, "FIRST_TASTE", 0)
    monkeypatch.setattr(reader_module, "_read", read_and_stop)
    last = run(at_once=2, orders=orders)[-1]
    assert last.stage == "stopped"
    assert 1 <= last.done <= 3  # those that the two threads had begun
    assert len(faces(library)) == last.done
    assert library.queue.suspects() == []
    assert library.queue.pending() == 6 - last.done
    orders.stopped = False
    monkeypatch.setattr(reader_module, "_read", read)
    run()
    assert library.queue.pending() == 0


def test_the_library_says_what_the_networks_run_on(run: Run, library: Library) -> None:
    run()
    assert [one.title for one in library.models.hardware() if one.used] == ["processor"]


def test_while_faces_are_sorted_it_says_so(monkeypatch: pytest.MonkeyPatch, library: Library, pack: Pack) -> None:
    """In a large library that takes minutes, in which no photo is finished: nobody may take that for a hang."""
    heard: list[Progress] = []
    told: list[str] = []

    def group(*args: object, **kwargs: object) -> None:
        told.append(heard[-1].stage)

    monkeypatch.setattr(indexer_module, "group_library", group)
    monkeypatch.setattr(library.ranking, "keep", lambda: told.append(heard[-1].stage))
    Indexer(library, pack, tell=heard.append, orders=Orders(), settings=RunSettings(at_once=2)).index()
    assert "indexing" in [progress.stage for progress in heard]
    assert told[-2:] == ["grouping", "grouping"]
    assert set(told) == {"grouping"}
    assert heard[-1].stage == "finished"
