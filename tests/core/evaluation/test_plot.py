from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.errors import PhotoError
from core.evaluation.plot import BOTTOM, COLOURS, HEIGHT, LEFT, RIGHT, TOP, WIDTH, Axis, Series, draw_plot, write_plot

STRAIGHT = Axis("across", (0.0, 1.0))


def coloured(image: Image.Image) -> np.ndarray:
    """Rows and columns where the first series' colour is."""
    return np.argwhere(np.abs(np.asarray(image).astype(int) - COLOURS[0]).max(axis=2) < 40)


def test_a_line_goes_from_corner_to_corner() -> None:
    image = draw_plot("", STRAIGHT, STRAIGHT, [Series("", np.array([0.0, 1]), np.array([0.0, 1]))])
    assert image.size == (WIDTH, HEIGHT)
    seen = coloured(image)
    assert np.abs(seen.min(axis=0) - (TOP, LEFT)).max() <= 3
    assert np.abs(seen.max(axis=0) - (HEIGHT - BOTTOM, WIDTH - RIGHT)).max() <= 3


def test_equal_factors_are_equal_lengths_on_a_logarithmic_axis() -> None:
    axis = Axis("", (1e-4, 1e-2, 1.0), logarithmic=True)
    assert axis.place(np.array([1e-4, 1e-3, 1e-2, 1.0])).tolist() == pytest.approx([0, 0.25, 0.5, 1])
    assert axis.place(np.array([0.0, 7.0])).tolist() == pytest.approx([0, 1])


def test_the_picture_is_a_png(tmp_path: Path) -> None:
    points = Series("measured", np.array([0.2, 0.5]), np.array([0.3, 0.6]), dots=True)
    write_plot(tmp_path / "a.png", "Title", STRAIGHT, STRAIGHT, [points])
    with Image.open(tmp_path / "a.png") as image:
        assert image.format == "PNG"


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(PhotoError, match="cannot be written"):
        write_plot(tmp_path / "nowhere" / "a.png", "", STRAIGHT, STRAIGHT, [])


def test_the_key_stands_where_there_is_room() -> None:
    corner = Series("named", np.array([0.0, 0.0]), np.array([0.0, 0.0]))
    below, above = (coloured(draw_plot("", STRAIGHT, STRAIGHT, [corner], key_above=up)) for up in (False, True))
    below, above = (seen[seen[:, 1] > LEFT + 6] for seen in (below, above))
    assert below[:, 0].min() > HEIGHT / 2 > above[:, 0].max()
    assert below[:, 1].min() > WIDTH / 2 > above[:, 1].max()
