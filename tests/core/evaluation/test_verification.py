"""The measures on pairs that can be reckoned by hand, and their laws on any others."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.evaluation.verification import (
    accuracy,
    auc,
    best_threshold,
    eer,
    roc,
    ten_fold,
    val_at_far,
    val_interval,
    worst,
)

# Same pairs at 1, 2, 3, 6; different ones at 4, 5, 7, 8.
DISTANCES = np.array([1.0, 2, 3, 6, 4, 5, 7, 8])
SAME = np.array([True] * 4 + [False] * 4)


def test_the_curve_counts_what_each_threshold_accepts() -> None:
    curve = roc(DISTANCES, SAME)
    assert curve.thresholds.tolist() == [-np.inf, 1, 2, 3, 4, 5, 6, 7, 8]
    assert curve.val.tolist() == [0, 0.25, 0.5, 0.75, 0.75, 0.75, 1, 1, 1]
    assert curve.far.tolist() == [0, 0, 0, 0, 0.25, 0.5, 0.5, 0.75, 1]


def test_area_under_the_curve() -> None:
    assert auc(DISTANCES, SAME) == pytest.approx(14 / 16)  # 6 is not nearer than 4 and 5


def test_a_tie_counts_half() -> None:
    assert auc(np.array([1.0, 1.0]), np.array([True, False])) == 0.5


def test_equal_error_rate() -> None:
    assert eer(DISTANCES, SAME) == pytest.approx(0.25)  # at threshold 4: one of four wrong on either side
    assert eer(np.array([1.0, 2, 3, 4]), np.array([True, True, False, False])) == 0


def test_equal_error_rate_between_two_thresholds() -> None:
    """Refused falls from 1 to 1/3 at distance 1, accepted rises from 0 to 1/2 at 2: they meet at 1/3."""
    distances, same = np.array([1.0, 1, 3, 2, 4]), np.array([True, True, True, False, False])
    assert eer(distances, same) == pytest.approx(1 / 3)


def test_val_is_read_where_at_most_so_many_others_are_accepted() -> None:
    assert val_at_far(DISTANCES, SAME, far=0) == 0.75
    assert val_at_far(DISTANCES, SAME, far=0.49) == 0.75
    assert val_at_far(DISTANCES, SAME, far=0.5) == 1


def test_the_best_threshold_is_half_way_to_the_next_distance() -> None:
    assert best_threshold(DISTANCES, SAME) == 3.5
    assert accuracy(DISTANCES, SAME, threshold=3.5) == 7 / 8


def test_where_everybody_differs_nothing_is_accepted() -> None:
    assert best_threshold(np.array([1.0, 2]), np.array([False, False])) < 1


def test_a_missing_face_is_wrong_at_every_threshold() -> None:
    distances = np.concatenate([DISTANCES, worst(np.array([True, False]))])
    same = np.concatenate([SAME, [True, False]])
    threshold = best_threshold(distances, same)
    assert threshold == 3.5
    assert accuracy(distances, same, threshold=threshold) == 7 / 10
    assert val_at_far(distances, same, far=0.2) == 3 / 5
    assert auc(distances, same) == pytest.approx(14 / 25)


def test_each_fold_is_judged_by_the_threshold_of_the_others() -> None:
    """The first fold alone would choose 1.5 and be wholly right; the other two choose 3.5."""
    distances = np.array([1.0, 2, 2, 5, 3, 4])
    same = np.array([True, False, True, False, True, False])
    fold = np.array([0, 0, 1, 1, 2, 2])
    result = ten_fold(distances, same, fold)
    assert result.folds[0] == 0.5
    assert result.accuracy == pytest.approx(np.mean(result.folds))
    assert result.deviation == pytest.approx(np.std(result.folds, ddof=1))
    assert result.standard_error == pytest.approx(result.deviation / 3**0.5)


def test_without_folds_the_best_threshold_of_all_is_used() -> None:
    result = ten_fold(DISTANCES, SAME, np.zeros(8, np.int64))
    assert result.accuracy == 7 / 8
    assert result.deviation == result.standard_error == 0


def test_the_interval_of_perfect_pairs_is_a_point() -> None:
    distances = np.concatenate([np.linspace(0, 1, 300), np.linspace(2, 3, 300)])
    assert val_interval(distances, np.arange(600) < 300, far=1e-2, replicates=50) == (1, 1)


def test_the_interval_holds_the_figure_and_narrows_with_more_pairs() -> None:
    random = np.random.default_rng(4)
    widths = []
    for n in (200, 5000):
        distances = np.concatenate([random.normal(0, 1, n), random.normal(3, 1, n)])
        same = np.arange(2 * n) < n
        low, high = val_interval(distances, same, far=1e-2, replicates=400)
        assert low <= val_at_far(distances, same, far=1e-2) <= high
        widths.append(high - low)
    assert widths[1] < widths[0] / 2


def test_two_bootstraps_are_the_same() -> None:
    assert val_interval(DISTANCES, SAME, far=0.25) == val_interval(DISTANCES, SAME, far=0.25)


pairs = st.lists(st.tuples(st.integers(0, 12), st.booleans()), min_size=2, max_size=60).filter(
    lambda rows: {same for _, same in rows} == {True, False}
)


def arrays(rows: list[tuple[int, bool]]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    return np.array([float(distance) for distance, _ in rows]), np.array([same for _, same in rows])


@given(rows=pairs)
def test_no_threshold_is_better_than_the_best(rows: list[tuple[int, bool]]) -> None:
    distances, same = arrays(rows)
    best = accuracy(distances, same, threshold=best_threshold(distances, same))
    assert all(accuracy(distances, same, threshold=t) <= best for t in np.arange(-1, 14, 0.5))


@given(rows=pairs)
def test_the_area_is_the_share_of_pairs_in_order(rows: list[tuple[int, bool]]) -> None:
    distances, same = arrays(rows)
    near, apart = distances[same][:, None], distances[~same]
    assert auc(distances, same) == pytest.approx(((near < apart) + 0.5 * (near == apart)).mean())


@given(rows=pairs, far=st.floats(0, 1))
def test_val_never_exceeds_its_false_accepts(rows: list[tuple[int, bool]], far: float) -> None:
    distances, same = arrays(rows)
    brute = max((distances[same] <= t).mean() for t in [-1.0, *distances] if (distances[~same] <= t).mean() <= far)
    assert val_at_far(distances, same, far=far) == brute
