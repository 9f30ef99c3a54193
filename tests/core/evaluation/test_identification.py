"""Gallery and probes, neighbours, k-means, videos: on vectors whose answers are known."""

from __future__ import annotations

import numpy as np
import pytest

from core.evaluation.identification import Split, identify_all, k_means, nearest_neighbours, split_for_gallery
from core.evaluation.videos import video_distances, video_pairs


def at(*degrees: float) -> np.ndarray:
    """Unit vectors in the plane."""
    turn = np.radians(degrees)
    return np.stack([np.cos(turn), np.sin(turn)], 1).astype(np.float32)


def places(*numbers: int) -> np.ndarray:
    return np.array(numbers, np.int64)


# Anna at 0, Ben at 90; Anna's second face lies nearer to Ben; a stranger near Anna and one far from both.
VECTORS = at(0, 90, 10, 60, 80, 5, 200)
LABELS = np.array([1, 2, 1, 1, 2, 3, 4])
SPLIT = Split(gallery=places(0, 1), known=places(2, 3, 4), strangers=places(5, 6))


def test_closed_set_counts_ranks() -> None:
    found = identify_all(VECTORS, LABELS, SPLIT)
    assert found.first == pytest.approx(2 / 3)
    assert found.among_five == 1
    assert (found.people, found.known, found.strangers) == (2, 3, 2)


def test_open_set_refuses_strangers() -> None:
    strict = identify_all(VECTORS, LABELS, SPLIT, far=0.0)
    assert strict.found == 0, "the stranger five degrees from Anna is nearer than anybody's own face"
    half = identify_all(VECTORS, LABELS, SPLIT, far=0.5)
    assert half.found == pytest.approx(2 / 3)
    assert half.threshold > 0.03


def test_without_strangers_everybody_is_named() -> None:
    alone = Split(SPLIT.gallery, SPLIT.known, places())
    assert identify_all(VECTORS, LABELS, alone).found == pytest.approx(2 / 3)


def test_several_faces_in_the_gallery_count_by_the_nearest() -> None:
    more = Split(gallery=places(0, 3, 1), known=places(2, 4), strangers=places())
    assert identify_all(VECTORS, LABELS, more).first == 1


def test_the_split_keeps_people_apart() -> None:
    labels = np.repeat(np.arange(30), 3)
    labels[0] = 99
    split = split_for_gallery(labels, enrolled=2, strangers=0.5, seed=1)
    everybody = np.concatenate([split.gallery, split.known, split.strangers])
    assert sorted(everybody.tolist()) == list(range(90))
    assert set(labels[split.known]) == set(labels[split.gallery])
    assert not set(labels[split.strangers]) & set(labels[split.gallery])
    assert {99, 0} <= set(labels[split.strangers].tolist()), "one or two faces are too few for this gallery"
    assert set(np.bincount(labels[split.gallery]).tolist()) == {0, 2}


def test_most_of_the_nearest_neighbours_decide() -> None:
    gallery, labels = at(0, 20, 24, 26, 90), np.array([1, 2, 1, 1, 2])
    assert nearest_neighbours(gallery, labels, at(19), k=1).tolist() == [2]
    assert nearest_neighbours(gallery, labels, at(19), k=3).tolist() == [1]
    assert nearest_neighbours(gallery, labels, at(88, 5), k=1).tolist() == [2, 1]
    assert nearest_neighbours(gallery, labels, at(19), k=99).tolist() == [1]


def test_k_means_finds_what_lies_together() -> None:
    vectors = at(0, 1, 2, 90, 91, 92, 180, 181, 182)
    labels = k_means(vectors, 3)
    assert len(set(labels.tolist())) == 3
    for start in (0, 3, 6):
        assert len(set(labels[start : start + 3].tolist())) == 1
    assert np.array_equal(labels, k_means(vectors, 3))


def test_k_means_of_one_point_many_times() -> None:
    assert k_means(at(5, 5, 5), 2).tolist() == [0, 0, 0]


def test_videos_are_compared_by_all_pairs_of_their_frames() -> None:
    random = np.random.default_rng(3)
    vectors = random.normal(size=(12, 5))
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    video = np.array([4, 4, 4, 9, 9, 9, 9, 9, 7, 7, 7, 7])
    pairs, same = video_pairs(np.array([0, 1, 0]))
    assert pairs.tolist() == [[0, 1], [0, 2], [1, 2]]
    assert same.tolist() == [False, True, False]
    numbers = np.array([4, 7, 9])[pairs]
    for frames in (100, 2):
        found = video_distances(vectors, video, numbers, frames=frames)
        for (left, right), distance in zip(numbers, found, strict=True):
            a, b = vectors[video == left][:frames], vectors[video == right][:frames]
            by_hand = ((a[:, None] - b[None]) ** 2).sum(axis=2).mean()
            assert distance == pytest.approx(by_hand, rel=1e-5)
