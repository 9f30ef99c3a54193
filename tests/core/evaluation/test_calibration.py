from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.evaluation.calibration import (
    Calibration,
    calibration_error,
    equal_weights,
    fit,
    reliability,
    write_reliability,
)

TRUTH = Calibration(middle=0.18, steepness=90.0)


@pytest.fixture(scope="module")
def drawn() -> tuple[np.ndarray, np.ndarray]:
    """Pairs that are the same exactly as often as TRUTH says."""
    random = np.random.default_rng(2)
    distances = random.uniform(0.08, 0.28, 40_000)
    return distances, random.random(40_000) < TRUTH.probability(distances)


def test_a_known_probability_is_found_again(drawn: tuple[np.ndarray, np.ndarray]) -> None:
    distances, same = drawn
    found = fit(distances, same, np.full(len(same), 1 / len(same)))
    assert found.middle == pytest.approx(TRUTH.middle, abs=0.001)
    assert found.steepness == pytest.approx(TRUTH.steepness, rel=0.03)


def test_a_weight_of_two_is_two_pairs(drawn: tuple[np.ndarray, np.ndarray]) -> None:
    distances, same = drawn[0][:500], drawn[1][:500]
    weights = np.where(np.arange(500) < 100, 2.0, 1.0)
    twice = [np.concatenate([values, values[:100]]) for values in (distances, same)]
    once, doubled = fit(distances, same, weights), fit(twice[0], twice[1], np.ones(600))
    assert once.middle == pytest.approx(doubled.middle)
    assert once.steepness == pytest.approx(doubled.steepness)


def test_distance_and_probability_are_inverse() -> None:
    assert TRUTH.distance(0.5) == pytest.approx(TRUTH.middle)
    assert TRUTH.probability(np.array([TRUTH.distance(0.9)]))[0] == pytest.approx(0.9)


def test_both_kinds_weigh_the_same() -> None:
    weights = equal_weights(np.array([True, False, False, False]))
    assert weights.tolist() == pytest.approx([0.5, 1 / 6, 1 / 6, 1 / 6])


def test_a_kept_promise_is_reliable_and_a_bold_one_is_not(drawn: tuple[np.ndarray, np.ndarray]) -> None:
    distances, same = drawn
    weights = np.ones(len(same))
    kept = reliability(TRUTH.probability(distances), same, weights)
    assert [one.low for one in kept] == pytest.approx([tenth / 10 for tenth in range(10)])
    assert sum(one.pairs for one in kept) == len(same)
    assert all(abs(one.said - one.true) < 4 * one.error + 1e-3 for one in kept)
    bold = reliability(Calibration(TRUTH.middle, 400.0).probability(distances), same, weights)
    assert calibration_error(kept) < 0.01 < 0.03 < calibration_error(bold)


def test_certainty_belongs_to_the_last_tenth() -> None:
    (last,) = reliability(np.array([1.0, 0.95]), np.array([True, True]), np.ones(2))
    assert (last.low, last.high, last.true, last.pairs) == (0.9, 1.0, 1.0, 2)


def test_the_curve_is_a_picture(tmp_path: Path, drawn: tuple[np.ndarray, np.ndarray]) -> None:
    bins = reliability(TRUTH.probability(drawn[0]), drawn[1], np.ones(len(drawn[0])))
    write_reliability(tmp_path / "curve.png", "Reliability", bins)
    with Image.open(tmp_path / "curve.png") as image:
        assert image.format == "PNG"
