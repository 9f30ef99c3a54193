from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from core.faces.detect import Detector, suppress
from core.faces.packs import Pack
from core.faces.runtime import open_session
from core.records import Box

Load = Callable[[Path], NDArray[np.uint8]]


@pytest.fixture(scope="module")
def detector(pack: Pack) -> Detector:
    return Detector(open_session(pack.detector, threads=1))


@pytest.mark.parametrize("side", [32, 96, 400, 900, 1600])
def test_a_face_that_fills_the_photo_is_found_at_every_size(
    casts: Path, detector: Detector, load: Load, side: int
) -> None:
    """Closer than any portrait: chin and hair are cut off, and the photo may be very small or very large."""
    for portrait in sorted(casts.glob("*/*1.png")):
        photo = np.asarray(Image.fromarray(load(portrait)).resize((side, side), Image.Resampling.BICUBIC))
        (face,) = detector.find(photo)
        assert 0.4 < face.box.width < 1.1, portrait.name


def test_two_portraits_beside_each_other_are_two_faces(casts: Path, detector: Detector, load: Load) -> None:
    left, right = load(casts / "amy" / "amy1.png"), load(casts / "raj" / "raj1.png")
    faces = detector.find(np.concatenate([left, right], axis=1))
    assert len(faces) == 2
    assert len({face.box.x < 0.5 for face in faces}) == 2


def test_the_surest_face_comes_first(family: Path, detector: Detector, load: Load) -> None:
    scores = [face.score for face in detector.find(load(family / "identification1.jpg"))]
    assert len(scores) == 4
    assert scores == sorted(scores, reverse=True)


def test_a_face_at_the_border_is_seen_again(family: Path, detector: Detector, load: Load) -> None:
    photo = load(family / "Family1-Dad1.jpg")
    (face,) = detector.find(photo)
    top = round((face.box.y + 0.1 * face.box.height) * photo.shape[0])
    (cut,) = detector.find(photo[top:])
    moved = cut.landmarks.to_array() * (photo.shape[1], len(photo) - top) + (0, top)
    assert np.abs(moved - face.landmarks.to_array() * photo.shape[1::-1]).max() < 0.05 * photo.shape[1]


def test_nobody_is_seen_in_a_box_beside_the_face(family: Path, detector: Detector, load: Load) -> None:
    photo = load(family / "detection2.jpg")
    (face,) = detector.find(photo)
    beside = Box(0.02, 0.05, face.box.width, face.box.height)
    seen, nothing = detector.look_closer(photo, [face.box, beside])
    assert seen is not None
    assert nothing is None
    assert detector.look_closer(photo, []) == []


def boxes(*rows: tuple[float, float, float, float]) -> NDArray[np.float32]:
    return np.array(rows, np.float32).reshape(-1, 4)


def test_of_two_overlapping_boxes_the_surer_one_stays() -> None:
    pair = boxes((0, 0, 10, 10), (2, 0, 12, 10))
    assert suppress(pair, np.array([0.6, 0.9], np.float32)) == [1]


def test_neighbours_stay() -> None:
    pair = boxes((0, 0, 10, 10), (7, 0, 17, 10))
    assert suppress(pair, np.array([0.6, 0.9], np.float32)) == [1, 0]


def test_a_box_inside_a_surer_one_goes() -> None:
    pair = boxes((0, 0, 100, 100), (40, 40, 60, 60))
    assert suppress(pair, np.array([0.9, 0.6], np.float32)) == [0]


def test_no_boxes_are_no_error() -> None:
    assert suppress(boxes(), np.zeros(0, np.float32)) == []
