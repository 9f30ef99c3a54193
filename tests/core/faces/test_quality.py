from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from core.faces import quality
from core.faces.align import TEMPLATE_150
from core.faces.pipeline import FacePipeline
from core.records import FoundFace

GOOD = {"size": 120.0, "sharpness": 0.9, "pose": 0.9, "score": 0.95, "inside": 1.0}


@pytest.mark.parametrize(
    "worse",
    [{"size": 20.0}, {"sharpness": 0.0}, {"pose": 0.0}, {"score": 0.51}, {"inside": 0.5}],
    ids=lambda w: next(iter(w)),
)
def test_one_bad_figure_forbids_a_group_and_lowers_the_measure(worse: dict[str, float]) -> None:
    assert quality.may_found_a_group(**GOOD)
    assert not quality.may_found_a_group(**(GOOD | worse))
    assert quality.rate(**(GOOD | worse)) < quality.rate(**GOOD) <= 1


def test_the_template_is_frontal_and_a_face_is_as_turned_as_its_mirror_image() -> None:
    assert quality.measure_pose(TEMPLATE_150) > 0.9
    turned = TEMPLATE_150.copy()
    turned[2, 0] = 52.0
    mirrored = (turned * (-1, 1) + (150, 0))[[1, 0, 2, 4, 3]]
    assert quality.measure_pose(turned) == pytest.approx(quality.measure_pose(mirrored))
    assert 0.3 < quality.measure_pose(turned) < 0.6


def test_a_face_cut_off_by_the_edge_may_not_found_a_group() -> None:
    whole = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])  # photo and chip are one
    assert quality.measure_inside(whole, 150, 150) == 1.0
    assert quality.measure_inside(whole, 75, 150) == pytest.approx(0.5)
    assert quality.measure_inside(whole, 1, 1) == 0.0
    half = quality.measure_inside(np.array([[1.0, 0.0, 75.0], [0.0, 1.0, 0.0]]), 600, 400)
    assert half == pytest.approx(0.5)
    assert not quality.may_found_a_group(**(GOOD | {"inside": half}))


def test_a_profile_may_not_found_a_group() -> None:
    profile = TEMPLATE_150.copy()
    profile[2, 0] = 40.0
    assert quality.measure_pose(profile) < quality.FOUND_POSE


def test_pose_of_landmarks_on_one_point_is_the_worst() -> None:
    assert quality.measure_pose(np.zeros((5, 2))) == 0.0


@pytest.fixture
def portrait(family: Path, load: Callable[[Path], NDArray[np.uint8]]) -> NDArray[np.uint8]:
    return load(family / "detection1.jpg")


def test_a_blurred_photo_is_less_sharp(pipeline: FacePipeline, portrait: NDArray[np.uint8]) -> None:
    figures = []
    for radius in (0, 4, 12):
        blurred = np.asarray(Image.fromarray(portrait).filter(ImageFilter.GaussianBlur(radius)))
        (face,) = pipeline.find(blurred, scale=1.0)
        figures.append(face.quality.sharpness)
    assert figures[0] > figures[1] + 0.1
    assert figures[1] > figures[2] + 0.2


def saved(pixels: NDArray[np.uint8], *, quality: int) -> NDArray[np.uint8]:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "JPEG", quality=quality)
    return np.asarray(Image.open(file))


def test_a_photo_saved_too_small_is_not_sharp(
    pipeline: FacePipeline, family: Path, load: Callable[[Path], NDArray[np.uint8]]
) -> None:
    portrait = load(family / "Family1-Dad1.jpg")
    good, spoiled = (pipeline.find(saved(portrait, quality=quality), scale=1.0)[0].quality for quality in (90, 10))
    assert good.clusterable
    assert spoiled.sharpness < good.sharpness / 2
    assert not spoiled.clusterable


@pytest.mark.parametrize("across", range(0, 8, 3))
@pytest.mark.parametrize("down", range(0, 8, 3))
def test_blocks_are_seen_wherever_they_begin(portrait: NDArray[np.uint8], across: int, down: int) -> None:
    part = portrait[100 + down : 220 + down, 100 + across : 220 + across]
    blocks = saved(portrait, quality=10)[100 + down : 220 + down, 100 + across : 220 + across]
    assert quality.measure_cleanness(part) == 1.0
    assert quality.measure_cleanness(blocks) < 0.5
    assert quality.measure_cleanness(blocks) == pytest.approx(quality.measure_cleanness(np.rot90(blocks)))


@pytest.mark.parametrize("side", [0, 1, 5, 23, 24, 33])
def test_a_face_too_small_for_blocks_is_clean(side: int) -> None:
    assert quality.measure_cleanness(np.full((side, 40, 3), 90, np.uint8)) == 1.0


def test_a_small_face_is_not_called_blurred(pipeline: FacePipeline, portrait: NDArray[np.uint8]) -> None:
    """Its chip is enlarged four times; its size says so, and its sharpness must not say it again."""
    small = np.asarray(Image.fromarray(portrait).reduce(6))
    (face,) = pipeline.find(small, scale=1.0)
    assert face.quality.size < 40
    assert face.quality.sharpness > 0.8


def test_size_is_counted_in_the_source_photo(pipeline: FacePipeline, portrait: NDArray[np.uint8]) -> None:
    (whole,) = pipeline.find(portrait, scale=1.0)
    (reduced,) = pipeline.find(portrait, scale=0.25)
    assert reduced.quality.size == pytest.approx(4 * whole.quality.size)


def test_a_chip_without_contrast_is_not_sharp() -> None:
    flat = np.full((150, 150, 3), 90, np.uint8)
    assert quality.measure_sharpness(flat, enlarged=1.0) == 0.0
    assert quality.measure_sharpness(flat, enlarged=200.0) == 0.0


def test_portraits_may_found_groups(album: dict[str, list[FoundFace]]) -> None:
    portraits = {name: faces for name, faces in album.items() if "detection" not in name}
    assert all(face.quality.clusterable for faces in portraits.values() for face in faces)
    assert all(0 < face.quality.overall <= 1 for faces in portraits.values() for face in faces)
