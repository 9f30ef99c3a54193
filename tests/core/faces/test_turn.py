from __future__ import annotations

import numpy as np
import pytest

from core.faces.align import TEMPLATE_150
from core.faces.network import Candidates
from core.faces.turn import mirrored, quarters_to_upright, turn_of_most, turned_back

WIDTH, HEIGHT = 60, 40


@pytest.fixture
def spots() -> tuple[np.ndarray, Candidates]:
    """A picture with five bright pixels, and a face that has its landmarks in their middles."""
    picture = np.zeros((HEIGHT, WIDTH))
    places = np.array([[12, 8], [21, 9], [15, 13], [13, 19], [20, 20]])
    picture[places[:, 1], places[:, 0]] = [1, 2, 3, 4, 5]
    box = np.array([[10.0, 5, 25, 22]], np.float32)
    return picture, Candidates(box, places[None].astype(np.float32) + 0.5, np.array([0.9], np.float32))


def seen(picture: np.ndarray) -> Candidates:
    """What a detector would say of the spots."""
    rows, columns = np.nonzero(picture)
    order = np.argsort(picture[rows, columns])
    points = np.stack([columns, rows], 1)[order][None].astype(np.float32) + 0.5
    return Candidates(np.zeros((1, 4), np.float32), points, np.array([0.9], np.float32))


@pytest.mark.parametrize("quarters", [-2, -1, 0, 1, 2, 3])
def test_what_is_seen_in_a_turned_picture_goes_back(spots: tuple[np.ndarray, Candidates], quarters: int) -> None:
    picture, face = spots
    back = turned_back(seen(np.rot90(picture, quarters)), quarters, width=WIDTH, height=HEIGHT)
    assert np.allclose(back.landmarks, face.landmarks)


def test_a_turned_box_is_the_same_box(spots: tuple[np.ndarray, Candidates]) -> None:
    box = spots[1].boxes
    once = Candidates(np.array([[5.0, WIDTH - 25, 22, WIDTH - 10]]), spots[1].landmarks, spots[1].scores)
    assert np.allclose(turned_back(once, 1, width=WIDTH, height=HEIGHT).boxes, box)


def test_the_mirror_image_swaps_the_eyes(spots: tuple[np.ndarray, Candidates]) -> None:
    picture, face = spots
    other = mirrored(face, WIDTH)
    assert np.allclose(mirrored(other, WIDTH).landmarks, face.landmarks)
    assert np.allclose(mirrored(other, WIDTH).boxes, face.boxes)
    expected = seen(picture[:, ::-1]).landmarks[:, [1, 0, 2, 4, 3]]
    assert np.allclose(other.landmarks, expected)


@pytest.mark.parametrize("quarters", [-1, 0, 1])
def test_eyes_over_mouth_is_upright(quarters: int) -> None:
    turned = TEMPLATE_150 - 75
    for _ in range(quarters % 4):
        turned = np.stack([turned[:, 1], -turned[:, 0]], axis=1)  # against the clock
    assert quarters_to_upright(turned[None]).tolist() == [-quarters]


def test_upside_down_is_two_quarters() -> None:
    assert abs(quarters_to_upright(-TEMPLATE_150[None])[0]) == 2


@pytest.mark.parametrize(
    ("quarters", "expected"), [([], 0), ([0, 0, 1], 0), ([1, 1, 0], 1), ([-1, 3], 3), ([1, 0], 0), ([2, -2, 2, 0], 2)]
)
def test_the_picture_turns_with_most_of_its_faces(quarters: list[int], expected: int) -> None:
    assert turn_of_most(quarters) == expected
