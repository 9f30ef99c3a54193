"""From photographs to faces, on the family album and on pictures without any face."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from core.faces.packs import Pack
from core.faces.pipeline import FacePipeline, pipeline_version
from core.faces.vectors import squared_distances
from core.records import Box, FoundFace

Load = Callable[[Path], NDArray[np.uint8]]

# Counted by eye; every other photo of the album shows one face.
MORE_THAN_ONE = {
    "detection4": 3,
    "detection5": 3,
    "detection6": 2,
    "identification1": 4,
    "test-image-person-group": 2,
}
CAST = {"bbt1": 4, "bbt2": 3, "bbt3": 5, "bbt4": 6, "bbt5": 5}


def test_every_face_of_the_album_is_found_and_nothing_else(album: dict[str, list[FoundFace]]) -> None:
    assert len(album) == 35
    assert {name: len(faces) for name, faces in album.items()} == dict.fromkeys(album, 1) | MORE_THAN_ONE


def test_every_face_of_the_group_photos_is_found(casts: Path, pipeline: FacePipeline, load: Load) -> None:
    found = {p.stem: len(pipeline.find(load(p), scale=1.0)) for p in sorted(casts.glob("bbt*.jpg"))}
    assert found == CAST


def test_a_face_that_fills_a_small_photo_is_found(casts: Path, pipeline: FacePipeline, load: Load) -> None:
    portraits = sorted(casts.glob("*/*.png"))
    assert len(portraits) == 40
    assert [p.name for p in portraits if len(pipeline.find(load(p), scale=1.0)) != 1] == []


def test_coordinates_are_fractions(album: dict[str, list[FoundFace]]) -> None:
    for face in (face for faces in album.values() for face in faces):
        box, points = face.box, face.landmarks.to_array()
        assert -0.2 < box.x < box.x + box.width < 1.2
        assert -0.2 < box.y < box.y + box.height < 1.2
        assert ((points >= 0) & (points <= 1)).all()
        assert points[0, 0] < points[1, 0]
        assert points[:2, 1].max() < points[3:, 1].min()


def test_a_reduced_photo_gives_the_same_face(family: Path, pipeline: FacePipeline, load: Load) -> None:
    photo = load(family / "detection2.jpg")
    half = np.asarray(Image.fromarray(photo).resize((500, 333)))
    (whole,), (reduced,) = pipeline.find(photo, scale=1.0), pipeline.find(half, scale=0.5)
    assert whole.box.overlap(reduced.box) > 0.85
    assert squared_distances(whole.vector[None], reduced.vector[None])[0, 0] < 0.02


def test_one_persons_faces_are_nearer_than_anybody_elses(album: dict[str, list[FoundFace]]) -> None:
    people = {name: faces[0].vector for name, faces in album.items() if name.startswith("Family")}
    names, vectors = list(people), np.array(list(people.values()))
    distances = squared_distances(vectors, vectors)
    same = np.array([[a[:-1] == b[:-1] for b in names] for a in names])
    np.fill_diagonal(distances, np.nan)
    dads = [names.index(f"Family1-Dad{n}") for n in (1, 2, 3)]
    others = [i for i in range(len(names)) if i not in dads]
    assert np.nanmax(distances[np.ix_(dads, dads)]) < 0.1 < 0.15 < distances[np.ix_(dads, others)].min()
    alone = ~(same.sum(axis=1) > 1)
    nearest = np.nanargmin(distances, axis=1)
    assert all(same[i, nearest[i]] for i in range(len(names)) if not alone[i])


def test_two_runs_give_the_same(family: Path, pack: Pack, pipeline: FacePipeline, load: Load) -> None:
    photo = load(family / "identification1.jpg")
    for a, b in zip(pipeline.find(photo, scale=1.0), FacePipeline(pack).find(photo, scale=1.0), strict=True):
        assert a.box == b.box
        assert np.allclose(a.vector, b.vector, atol=1e-6)
        assert a.crop == b.crop


@pytest.mark.parametrize(
    ("size", "grey"),
    [
        *((size, grey) for size in ((1, 1), (20, 20), (480, 640), (4000, 6000)) for grey in (0, 128, 255)),
        *(((1, 700), 0), ((3, 5000), 128)),  # which take long
    ],
)
def test_a_picture_without_faces_gives_none(pipeline: FacePipeline, size: tuple[int, int], grey: int) -> None:
    assert pipeline.find(np.full((*size, 3), grey, np.uint8), scale=1.0) == []


def test_a_read_only_photo_is_not_written(family: Path, pipeline: FacePipeline, load: Load) -> None:
    photo = load(family / "Family1-Dad1.jpg").copy()
    before = photo.copy()
    photo.flags.writeable = False
    assert len(pipeline.find(photo, scale=1.0)) == 1
    assert (photo == before).all()


def test_a_drawn_box_gives_the_vector_of_its_face(family: Path, pipeline: FacePipeline, load: Load) -> None:
    photo = load(family / "identification1.jpg")
    for face in pipeline.find(photo, scale=1.0):
        box = face.box
        drawn = Box(box.x - 0.1 * box.width, box.y - 0.1 * box.height, 1.2 * box.width, 1.15 * box.height)
        again = pipeline.embed_box(photo, drawn, scale=1.0)
        assert again.box == drawn
        assert again.quality.clusterable == face.quality.clusterable
        assert squared_distances(face.vector[None], again.vector[None])[0, 0] < 0.03


@pytest.mark.parametrize(
    "box", [Box(0.2, 0.2, 0.1, 0.2), Box(0.95, 0.9, 0.2, 0.2), Box(0.5, 0.5, 0.0, 0.0), Box(2, 2, 0.1, 0.1)]
)
def test_a_drawn_box_without_a_face_still_gives_a_vector(pipeline: FacePipeline, box: Box) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (300, 400, 3), dtype=np.uint8)
    face = pipeline.embed_box(noise, box, scale=1.0)
    assert np.linalg.norm(face.vector) == pytest.approx(1, abs=1e-5)
    assert face.score == 1.0
    assert not face.quality.clusterable  # or it would draw in strangers
    assert face.quality.overall == 0.0


def test_crops_are_pictures(album: dict[str, list[FoundFace]]) -> None:
    for face in (face for faces in album.values() for face in faces):
        with Image.open(io.BytesIO(face.crop)) as image:
            assert image.width == image.height <= 192


def test_the_version_is_known_without_opening_a_network(pack: Pack, pipeline: FacePipeline) -> None:
    nowhere = replace(pack, detector=Path("nowhere"), embedder=Path("nowhere"))
    assert pipeline_version(nowhere) == pipeline.version
    assert pipeline_version(replace(pack, model_name="another")) != pipeline.version
