"""From one pack to another and back, on the family's photographs: no name, no verdict, no hidden person is lost."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import pytest
from dying import DyingWorker

from core.errors import CoreError
from core.faces.install import Order, install
from core.faces.manifest import BUILTIN, manifest
from core.faces.packs import open_pack
from core.people import edits
from core.people.edits import add_folder
from core.store.library import Library
from core.switching import Switching, pack_to_index_with
from core.worker import Worker

OTHER = "mobilefacenet-yunet"
PATIENCE = 120.0  # generous: only a hang reaches it
PHOTOS = ("Family1-*.jpg", "Family2-*.jpg", "identification1.jpg", "detection3.jpg")


def run(worker: Worker) -> None:
    """To the end, without an error."""
    end, pause = time.monotonic() + PATIENCE, threading.Event()
    worker.start()
    while worker.running:
        assert time.monotonic() < end, "it did not end"
        worker.poll()
        pause.wait(0.01)
    if worker.error:
        raise CoreError(worker.error)


@pytest.fixture(autouse=True, scope="module")
def packs(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the other pack installed; the workers find it, too."""
    folder = tmp_path_factory.mktemp("packs")
    install(manifest(OTHER), Order(source=str(shared / "models")), folder=folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FAMILIAR_PACKS", str(folder))
        yield folder


@pytest.fixture(scope="module")
def indexed(family: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the built-in pack with two names, a guess, a rejection and somebody hidden."""
    place = tmp_path_factory.mktemp("album")
    (place / "photos").mkdir()
    for pattern in PHOTOS:
        for path in family.glob(pattern):
            shutil.copy(path, place / "photos" / path.name)
    with Library(place / "library") as library:
        library.do(add_folder, str(place / "photos"))
    run(Worker(place / "library"))
    with Library(place / "library") as library:
        library.do(edits.name, _key(library, "Family1-Dad1.jpg"), "Dad")
        library.do(edits.name, _key(library, "Family2-Lady1.jpg"), "Aunt")
        library.do(edits.set_state, [_key(library, "Family2-Man1.jpg")], "hidden")
        library.do(edits.reject, [_face(library, "Family2-Lady2.jpg").face_id], _key(library, "Family2-Lady1.jpg"))
    run(Worker(place / "library", job="group"))
    with Library(place / "library") as library:
        assert [one.title for one in library.models.hardware() if one.used] == ["processor"]
    return place


@pytest.fixture
def library(indexed: Path, tmp_path: Path) -> Iterator[Library]:
    """A copy, with its photos at a place of its own."""
    shutil.copytree(indexed / "library", tmp_path / "library")
    with Library(tmp_path / "library") as library:
        yield library


def _face(library: Library, photo: str):
    (face,) = [face for face in library.queries.faces() if Path(face.photo_path).name == photo]
    return face


def _key(library: Library, photo: str) -> str:
    face = _face(library, photo)
    return f"p{face.person_id}" if face.person_id else f"g{face.group_id}"


def words(library: Library) -> dict[str, list[tuple[object, ...]]]:
    """All of the user's tables and the journal."""
    tables = ("people", "verdicts", "folders", "answers", "marks", "presence", "edits")
    return {table: sorted(library._db.execute(f"SELECT * FROM {table}").fetchall()) for table in tables}


def named(library: Library) -> dict[str, set[str]]:
    """The photos on which each named or hidden person is shown."""
    found: dict[str, set[str]] = {}
    for face in library.queries.faces():
        if face.person_id is not None:
            found.setdefault(face.name or "hidden", set()).add(Path(face.photo_path).name)
    return found


def groups(library: Library) -> set[frozenset[int]]:
    """The grouping that is shown, without ids."""
    found: dict[int, set[int]] = {}
    for face_id, group in library._db.execute("SELECT face_id, cluster_id FROM active_groups"):
        found.setdefault(group, set()).add(face_id)
    return {frozenset(group) for group in found.values()}


def shown(library: Library) -> str:
    return library.models.active_manifest().name


def switching(
    library: Library,
    *,
    stopped: Callable[[], bool] = lambda: False,
    step: Callable[[int, int], None] = lambda *_: None,
    away: Collection[int] = (),
) -> Switching:
    return Switching(library, target_side=800, at_once=2, threads=1, away=away, step=step, stopped=stopped)


def person_in(photo: str) -> str:
    """Who is on a portrait, by its file's name."""
    return photo.removesuffix(".jpg").rstrip("0123456789")


def test_names_and_groups_survive_a_change_of_pack(library: Library) -> None:
    before, people, faces = words(library), named(library), library.queries.faces()
    assert set(people) == {"Dad", "Aunt", "hidden"}
    assert not library.models.use(manifest(OTHER))
    assert shown(library) == BUILTIN
    run(Worker(library.folder))
    assert shown(library) == OTHER
    assert library.models.switch() is None
    assert words(library) == before
    after = library.queries.faces()
    assert [(face.face_id, face.box, face.landmarks) for face in after] == [
        (face.face_id, face.box, face.landmarks) for face in faces
    ]
    for name, photos in named(library).items():
        portraits = {person_in(photo) for photo in photos if photo.startswith("Family")}
        assert len(portraits) == 1, name
        assert photos >= people[name] - {"Family2-Lady2.jpg"}
    assert "Family2-Lady2.jpg" not in named(library)["Aunt"]


def test_groups_of_the_other_pack_hold_one_person_each(library: Library) -> None:
    library.models.use(manifest(OTHER))
    run(Worker(library.folder))
    photo = {face.face_id: Path(face.photo_path).name for face in library.queries.faces()}
    portraits = [
        {person_in(photo[face]) for face in group if photo[face].startswith("Family")} for group in groups(library)
    ]
    assert all(len(people) <= 1 for people in portraits)
    assert sum(len(group) for group in groups(library)) > 0.7 * len(photo)


def test_going_back_is_instant_and_the_groups_are_those_of_before(library: Library) -> None:
    people, before = named(library), groups(library)
    library.models.use(manifest(OTHER))
    run(Worker(library.folder))
    assert library.models.use(manifest(BUILTIN))
    assert shown(library) == BUILTIN
    assert library.models.switch() is None
    assert (named(library), groups(library)) == (people, before)
    assert library.models.use(manifest(OTHER)), "and forth again"


def test_a_stopped_change_leaves_the_library_as_it_was(library: Library) -> None:
    people, before = named(library), groups(library)
    library.models.use(manifest(OTHER))
    steps: list[int] = []
    assert not switching(library, step=lambda done, _: steps.append(done), stopped=lambda: len(steps) >= 3).run()
    assert shown(library) == BUILTIN
    assert (named(library), groups(library)) == (people, before)
    progress = library.models.switch()
    assert progress is not None
    assert progress.pack == OTHER
    assert 3 <= progress.done < progress.total == len(library.queries.faces())
    assert library.models.suspects() == []
    library.do(edits.name, _key(library, "Family1-Mom1.jpg"), "Mom")
    run(Worker(library.folder, job="group"))
    assert shown(library) == BUILTIN
    assert "Mom" in named(library)
    assert switching(library).run(), "the rest is done later"
    assert shown(library) == OTHER
    assert "Mom" in named(library)


def test_a_change_of_mind_costs_nothing(library: Library) -> None:
    library.models.use(manifest(OTHER))
    assert library.models.switch() is not None
    assert library.models.use(manifest(BUILTIN))
    assert library.models.switch() is None
    assert not switching(library).run()
    assert shown(library) == BUILTIN


def test_a_worker_that_dies_again_and_again_still_gets_there(library: Library) -> None:
    """It is killed at every fifth photo; the parent starts it again, and what was in work runs alone."""
    before = words(library)
    library.models.use(manifest(OTHER))
    worker = DyingWorker(library.folder)
    run(worker)
    assert shown(library) == OTHER
    assert library.models.coverage(library.active_model()) == (len(library.queries.faces()),) * 2
    assert library.models.suspects() == []
    assert library.queries.failed() == []
    assert words(library) == before


def test_a_photo_that_kills_the_worker_is_left_as_it_is(library: Library) -> None:
    library.models.use(manifest(OTHER))
    (deadly,) = [photo for photo in library.queries.photos() if photo.path.endswith("Family2-Lady1.jpg")]
    library.models.enter([deadly.photo_id])
    for _ in range(3):
        assert library.models.enter_alone(deadly.photo_id)
    assert switching(library).run()
    assert shown(library) == OTHER
    done, total = library.models.coverage(library.active_model())
    assert done == total - 1
    assert "Family2-Lady1.jpg" in named(library)["Aunt"]


def test_photos_that_cannot_be_read_keep_names_and_guesses(library: Library) -> None:
    people = named(library)
    lost = {photo for photo in people["Dad"] if photo != "Family1-Dad1.jpg"}
    assert lost, "somebody must be guessed"
    for photo in library.queries.photos():
        if Path(photo.path).name in lost:
            Path(photo.path).rename(photo.path + ".away")
    try:
        library.models.use(manifest(OTHER))
        assert switching(library).run()
        library_groups_again(library)
        assert shown(library) == OTHER
        assert named(library)["Dad"] >= people["Dad"]
    finally:
        for path in Path(library.queries.folders()[0].path).glob("*.away"):
            path.rename(path.with_suffix(""))
    assert switching(library).run(), "they are embedded when they are back"
    library_groups_again(library)
    assert library.models.coverage(library.active_model()) == (len(library.queries.faces()),) * 2
    assert named(library)["Dad"] >= people["Dad"]


def library_groups_again(library: Library) -> None:
    run(Worker(library.folder, job="group"))


def test_with_most_photos_away_the_old_pack_stays(library: Library) -> None:
    before = groups(library)
    library.models.use(manifest(OTHER))
    folder = library.queries.folders()[0]
    away = switching(library, away=[folder.folder_id])
    assert not away.run()
    assert (shown(library), groups(library)) == (BUILTIN, before)


def test_new_photos_join_the_groups_that_are_shown(library: Library, family: Path, tmp_path: Path) -> None:
    """While a change is under way the old pack looks at them."""
    library.models.use(manifest(OTHER))
    assert pack_to_index_with(library).name == BUILTIN
    shutil.copytree(family, tmp_path / "more", ignore=lambda _, names: [n for n in names if "findsimilar" not in n])
    library.do(add_folder, str(tmp_path / "more"))
    run(Worker(library.folder))
    assert shown(library) == OTHER
    assert library.models.coverage(library.active_model()) == (len(library.queries.faces()),) * 2
    assert library.models.use(manifest(BUILTIN)), "and it has vectors of both"


def test_a_pack_that_was_deleted_is_a_sentence_and_its_library_still_opens(
    library: Library, packs: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    library.models.use(manifest(OTHER))
    monkeypatch.setenv("FAMILIAR_PACKS", str(tmp_path / "empty"))
    with pytest.raises(CoreError, match="“Small and quick” is not installed"):
        run(Worker(library.folder))
    assert shown(library) == BUILTIN
    monkeypatch.setenv("FAMILIAR_PACKS", str(packs))
    run(Worker(library.folder))
    monkeypatch.setenv("FAMILIAR_PACKS", str(tmp_path / "empty"))
    assert pack_to_index_with(library).name == BUILTIN, "new photos can still be looked at"
    assert library.models.use(manifest(BUILTIN))
    run(Worker(library.folder))


def test_a_new_library_may_begin_with_any_pack(family: Path, tmp_path: Path) -> None:
    shutil.copytree(family, tmp_path / "photos", ignore=lambda _, names: [n for n in names if "Family1-D" not in n])
    with Library(tmp_path / "library") as library:
        assert library.models.use(manifest(OTHER))
        library.do(add_folder, str(tmp_path / "photos"))
        run(Worker(library.folder))
        assert shown(library) == OTHER
        people = [{person_in(Path(face.photo_path).name) for face in library.queries.faces_of(one.key)} for one in
                  library.queries.people()]  # fmt: skip
        assert sorted(map(sorted, people)) == [["Family1-Dad"], ["Family1-Daughter"]]


def test_open_pack_gives_the_networks_what_the_manifest_says(packs: Path) -> None:
    pack = open_pack(OTHER, folder=packs)
    assert (pack.detector_kind, pack.input.side, pack.dimension) == ("yunet", 112, 128)
