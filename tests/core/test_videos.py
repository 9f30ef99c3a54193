"""A video on its way through the worker: looked at frame by frame, stopped in the middle, found again."""

from __future__ import annotations

import dataclasses
import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from album import face_vector, found_face
from films import brightness, scene, still, write_film
from PIL import Image

from core.errors import PhotoError
from core.faces.packs import Pack, builtin_pack
from core.faces.pipeline import FacePipeline
from core.indexer import Indexer
from core.people.edits import add_folder
from core.photos import sentences, video
from core.photos.frames import FrameReader
from core.records import FoundFace, Progress, RunSettings
from core.store.library import Library
from core.videos import crops_again, look_through


class Orders:
    """What a parent would want; `stopped` may be set by a test."""

    stopped = False

    def wait_while_paused(self) -> None:
        return


class Seer:
    """In the place of the networks: one person in each scene, better to be seen in the second."""

    def __init__(self) -> None:
        self.looks = 0

    def find(self, image: Image.Image, *, scale: float) -> list[FoundFace]:  # noqa: ARG002
        self.looks += 1
        second = abs(brightness(image, (0, 0, 1, 1)) - brightness(scene(2), (0, 0, 1, 1))) < 3
        face = found_face(2 if second else 1, self.looks)
        quality = dataclasses.replace(face.quality, overall=0.9 if second else 0.5)
        return [dataclasses.replace(face, quality=quality, vector=face_vector(2 if second else 1, self.looks))]


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """Two scenes of a second and a half each."""
    folder = tmp_path / "photos"
    folder.mkdir()
    return write_film(folder / "film.mp4", [*still(scene(1), 1.5), *still(scene(2), 1.5)])


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return builtin_pack(tmp_path_factory.mktemp("models"))


@pytest.fixture
def library(tmp_path: Path, film: Path) -> Iterator[Library]:
    with Library(tmp_path / "library") as library:
        library.do(add_folder, str(film.parent))
        yield library


def run(library: Library, pack: Pack, orders: Orders | None = None) -> list[Progress]:
    heard: list[Progress] = []
    settings = RunSettings(at_once=1)
    Indexer(library, pack, tell=heard.append, orders=orders or Orders(), settings=settings).index()
    return heard


@pytest.fixture
def seer(monkeypatch: pytest.MonkeyPatch) -> Seer:
    seer = Seer()
    monkeypatch.setattr(FacePipeline, "find", lambda _, image, scale: seer.find(image, scale=scale))
    return seer


def shown(jpeg: bytes) -> float:
    return brightness(Image.open(io.BytesIO(jpeg)), (0, 0, 1, 1))


def test_a_video_becomes_tracks_and_the_picture_with_the_best_faces(film: Path) -> None:
    found = look_through(film, content_hash="x", pipeline=Seer, thumbnail_side=100, go_on=lambda: True)
    assert found is not None
    spans = [[round(float(track.seconds[place]), 2) for place in (0, -1)] for track in found.tracks]
    assert spans == [[0, 1.33], [1.5, 2.67]]
    assert found.seconds == pytest.approx(3)
    assert abs(shown(found.thumbnail) - brightness(scene(2), (0, 0, 1, 1))) < 4


def test_who_says_stop_is_obeyed_after_the_next_frame(film: Path) -> None:
    seer = Seer()
    assert look_through(film, content_hash="x", pipeline=lambda: seer, thumbnail_side=100, go_on=lambda: False) is None
    assert seer.looks == 1


def test_a_video_is_found_once_and_its_copy_is_known(library: Library, pack: Pack, film: Path, seer: Seer) -> None:
    last = run(library, pack)[-1]
    assert (last.stage, last.done, last.frames) == ("finished", 1, 10 + 1)
    (photo,) = library.queries.photos()
    assert photo.seconds == pytest.approx(3)
    assert len(library.queries.tracks_in(photo.photo_id)) == 2
    shutil.copy(film, film.with_name("copy.mp4"))
    assert run(library, pack)[-1].known == 1
    assert seer.looks == 10


def test_a_stop_in_the_middle_of_a_video_puts_it_back(
    library: Library, pack: Pack, seer: Seer, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders = Orders()
    look = seer.find

    def look_and_stop(image: Image.Image, *, scale: float) -> list[FoundFace]:
        orders.stopped = seer.looks == 3
        return look(image, scale=scale)

    monkeypatch.setattr(seer, "find", look_and_stop)
    assert run(library, pack, orders)[-1].stage == "stopped"
    assert seer.looks == 4
    assert library.queries.photos() == []
    assert library.queue.suspects() == []
    orders.stopped = False
    monkeypatch.setattr(seer, "find", look)
    assert run(library, pack)[-1].done == 1


def test_a_video_that_may_have_killed_a_worker_is_looked_at_alone(library: Library, pack: Pack, seer: Seer) -> None:
    run(library, pack)
    library.db.execute("UPDATE photos SET state = 'pending', in_flight = 1")
    assert run(library, pack)[-1].frames == 10 + 1
    assert library.queue.suspects() == []


def test_without_the_decoder_photos_are_found_and_videos_wait(
    library: Library, pack: Pack, film: Path, seer: Seer, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene(5).save(film.with_name("a.jpg"))
    with monkeypatch.context() as without:
        without.setattr(video, "has_decoder", lambda: False)
        last = run(library, pack)[-1]
        assert (last.done, last.failed) == (2, 1)
        assert [photo.reason for photo in library.queries.failed()] == [sentences.NEEDS_VIDEO_PART]
    run(library, pack)
    assert library.queries.failed() == []
    assert len(library.queries.photos()) == 2


def test_previews_that_were_lost_are_cut_again_from_the_right_frames(
    library: Library, pack: Pack, film: Path, seer: Seer
) -> None:
    run(library, pack)
    faces = library.queries.faces()
    library.previews.forget(faces=[face.face_id for face in faces], photos=[1])
    run(library, pack)
    for face in faces:
        jpeg = library.previews.crop(face.face_id)
        assert jpeg is not None
        number = 1 if (face.at_second or 0) < 1.5 else 2
        crops, _ = crops_again(film, [(face.face_id, face.box, 0.2 if number == 1 else 2.7)], thumbnail_side=50)
        assert abs(shown(jpeg) - shown(crops[face.face_id])) < 6
    assert library.previews.thumbnail(1) is not None


def test_a_video_is_dated_by_its_file_where_its_container_says_nothing(
    library: Library, pack: Pack, seer: Seer
) -> None:
    run(library, pack)
    (photo,) = library.queries.photos()
    assert photo.taken_from == "file"


def test_frames_come_from_a_process_of_their_own(film: Path, tmp_path: Path) -> None:
    reader = FrameReader()
    try:
        for second, number in ((0.2, 1), (2.5, 2), (1.0, 1)):
            found = reader.frame(str(film), second)
            pixels = np.frombuffer(found.pixels, np.uint8).reshape(found.height, found.width, 3)
            assert abs(brightness(Image.fromarray(pixels), (0, 0, 1, 1)) - brightness(scene(number), (0, 0, 1, 1))) < 3
        with pytest.raises(PhotoError, match="no longer there"):
            reader.frame(str(tmp_path / "gone.mp4"), 0)
        assert reader._process is not None
        reader._process.kill()  # as a video would that its decoder cannot bear
        with pytest.raises(PhotoError, match="damaged"):
            reader.frame(str(film), 0)
        assert reader.frame(str(film), 0).full_width == 160
    finally:
        reader.close()
