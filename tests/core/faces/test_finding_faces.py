"""Made-up group photographs of LFW's portraits: every face's place and size is known."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from composites import Composite, Portrait, compose, darkened, match, turned
from numpy.typing import NDArray
from PIL import Image

from core.faces.detect import Detection, Detector
from core.faces.packs import Pack
from core.faces.runtime import open_session
from core.photos.decode import decode_bytes
from core.records import Box

PEOPLE = 12  # of LFW, from the letter B on


@pytest.fixture(scope="module")
def detector(pack: Pack) -> Detector:
    return Detector(open_session(pack.detector, threads=1))


@pytest.fixture(scope="module")
def portraits(lfw: Path, detector: Detector, load: Callable[[Path], NDArray[np.uint8]]) -> list[Portrait]:
    """Photographs with one face each."""
    found = []
    for folder in sorted(lfw.glob("B*")):
        path = folder / f"{folder.name}_0001.jpg"
        faces = detector.find(load(path))
        if len(faces) == 1:
            found.append(Portrait(path, faces[0].box))
        if len(found) == PEOPLE:
            break
    return found


def recall(composite: Composite, faces: list[Detection]) -> tuple[float, int]:
    """The share of the true faces that is found, and how many others are."""
    hits = sum(face is not None for face in match([face.box for face in faces], composite.boxes))
    return hits / len(composite.boxes), len(faces) - hits


@pytest.mark.parametrize(("face", "behind"), [(30, 0), (60, 0), (240, 1)])
def test_everybody_in_a_group_photo_is_found(
    portraits: list[Portrait], detector: Detector, face: int, behind: int
) -> None:
    """Enlarged, one portrait shows somebody else in the dark behind a shoulder."""
    group = compose(portraits, width=1900, height=1400, face=face)
    assert recall(group, detector.find(group.pixels)) == (1, behind)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_somebody_alone_in_a_photo_that_lies_on_its_side_is_found(
    portraits: list[Portrait], detector: Detector, quarters: int
) -> None:
    photos = [turned(compose([one], width=2000, height=1500, face=200), quarters) for one in portraits[:8]]
    assert [recall(photo, detector.find(photo.pixels)) for photo in photos] == [(1, 0)] * 8


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_photo_that_lies_on_its_side_gives_the_same_faces(
    portraits: list[Portrait], detector: Detector, quarters: int
) -> None:
    group = compose(portraits[:6], width=900, height=640, face=90)
    upright = detector.find(group.pixels)
    moved = turned(group, quarters)
    faces = detector.find(moved.pixels)
    assert recall(moved, faces) == (1, 0)
    order = match([face.box for face in upright], group.boxes), match([face.box for face in faces], moved.boxes)
    for before, after in zip(*order, strict=True):
        points = upright[before].landmarks.to_array()
        for _ in range(quarters):
            points = np.stack([points[:, 1], 1 - points[:, 0]], axis=1)
        assert np.abs(faces[after].landmarks.to_array() - points).max() < 0.003


def test_one_who_lies_on_the_side_among_others_is_seen_upright(portraits: list[Portrait], detector: Detector) -> None:
    """The eyes are where they were before that face alone was turned."""
    group = compose(portraits[:4], width=640, height=640, face=120)
    pixels = group.pixels.copy()
    pixels[:320, :320] = np.rot90(pixels[:320, :320])
    (before,) = (f for f in detector.find(group.pixels) if f.box.x + f.box.width / 2 < 0.5 > f.box.y + f.box.height / 2)
    (after,) = (f for f in detector.find(pixels) if f.box.x + f.box.width / 2 < 0.5 > f.box.y + f.box.height / 2)
    points = before.landmarks.to_array()
    expected = np.stack([points[:, 1], 0.5 - points[:, 0]], axis=1)
    assert np.abs(after.landmarks.to_array() - expected).max() < 0.02 * 0.5


def test_faces_by_candlelight_are_found(portraits: list[Portrait], detector: Detector) -> None:
    group = darkened(compose(portraits, width=960, height=704, face=80), share=0.25)
    share, others = recall(group, detector.find(group.pixels))
    assert share >= 0.9
    assert others == 0


def test_the_ground_truth_turns_with_the_picture() -> None:
    pixels = np.zeros((40, 60, 3), np.uint8)
    pixels[5:15, 10:30] = 255
    marked = Composite(pixels, (Box(10 / 60, 5 / 40, 20 / 60, 10 / 40),), ("",))
    for quarters in range(4):
        moved = turned(marked, quarters)
        height, width = moved.pixels.shape[:2]
        (box,) = moved.boxes
        rows = slice(round(box.y * height), round((box.y + box.height) * height))
        columns = slice(round(box.x * width), round((box.x + box.width) * width))
        assert moved.pixels[rows, columns].min() == 255
        assert moved.pixels.sum() == moved.pixels[rows, columns].sum()


@pytest.mark.parametrize(("width", "height"), [(9600, 900), (900, 9600)])
def test_small_faces_in_a_panorama_are_found(
    portraits: list[Portrait], detector: Detector, width: int, height: int
) -> None:
    """As it comes from the disk: reduced as far as the worker reduces a photo."""
    wide = compose(portraits, width=width, height=height, face=60)
    file = io.BytesIO()
    Image.fromarray(wide.pixels).save(file, "JPEG", quality=90)
    photo = decode_bytes(file.getvalue(), target_side=1600)
    assert recall(wide, detector.find(photo.image)) == (1, 0)
