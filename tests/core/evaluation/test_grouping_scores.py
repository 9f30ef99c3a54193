"""Scores of groups and of the user's work on them, on examples that can be reckoned by hand."""

from __future__ import annotations

import argparse
from unittest import mock

import numpy as np
import pytest

from core.commands.grouping_evaluation import add_evaluations
from core.errors import PhotoError
from core.evaluation.clusters import score_groups
from core.evaluation.review import answer_questions, ideal, name_and_split, name_groups
from core.people import suggest

TRUTH = np.array([0, 0, 0, 1, 1, 2])
MIXED = np.array([7, 7, 3, 3, 3, 5])  # one face of the first person is with the second


def evaluate(*arguments):
    parser, common = argparse.ArgumentParser(), argparse.ArgumentParser(add_help=False)
    add_evaluations(parser.add_subparsers(), common)
    args = parser.parse_args([str(argument) for argument in arguments])
    return args.run(args)


def test_perfect_groups():
    score = score_groups(TRUTH + 4, TRUTH)
    assert (score.pairwise.f, score.b_cubed.f, score.groups, score.impure) == (1, 1, 3, 0)


def test_mixed_groups():
    score = score_groups(MIXED, TRUTH)
    assert (score.pairwise.precision, score.pairwise.recall) == (2 / 4, 2 / 4)
    assert score.b_cubed.precision == pytest.approx((2 + 1 / 3 + 2 * 2 / 3 + 1) / 6)
    assert score.b_cubed.recall == pytest.approx((2 * 2 / 3 + 1 / 3 + 2 + 1) / 6)
    assert score.impure == 3 / 6


def test_no_faces():
    nothing = np.empty(0, dtype=np.int64)
    assert score_groups(nothing, nothing).pairwise.f == 1
    assert name_groups(nothing, nothing).answers_until(0.99) is None


def test_naming_the_largest_first():
    review = name_groups(MIXED, TRUTH)
    np.testing.assert_allclose(review.right, [0, 2 / 6, 4 / 6, 5 / 6])
    np.testing.assert_allclose(review.wrong, [0, 1 / 6, 1 / 6, 1 / 6])
    assert review.after(1) == pytest.approx((2 / 6, 1 / 6))
    assert review.after(99) == review.after(3)
    assert review.answers_until(0.6) == 2
    assert review.answers_until(0.9) is None


def test_the_ideal_needs_one_answer_a_person():
    np.testing.assert_allclose(ideal(TRUTH).right, [0, 3 / 6, 5 / 6, 1])


def test_splitting_costs_an_answer_and_leaves_nothing_wrong():
    review = name_and_split(MIXED, TRUTH)
    np.testing.assert_allclose(review.right, [0, 2 / 6, 3 / 6, 5 / 6, 1])
    assert not review.wrong.any()


def parts_of_two_people():
    """Two people in five groups: each has one of four and one that is near it, the second also a far face."""
    angles = np.radians([0, 1, 2, 3, 12, 13, 90, 91, 92, 93, 101, 160])
    vectors = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    return vectors, np.array([0, 0, 0, 0, 1, 1, 2, 2, 2, 2, 3, 4]), np.array([0] * 6 + [1] * 6)


def answered(probability, *, truth=None, **options):
    """The review where every question is said to be a yes with this probability."""
    vectors, labels, people = parts_of_two_people()
    truth = people if truth is None else truth
    with mock.patch.object(suggest, "chances", lambda *sides: np.full(len(sides[-1]), probability)):
        return answer_questions(vectors, labels, truth, reach=0.1, **options)


def test_whatever_settles_most_is_asked_next():
    sure, unsure = answered(0.99), answered(0.5)
    assert sure.answers_until(1.0) == unsure.answers_until(1.0) == 5
    np.testing.assert_allclose(sure.right, np.array([0, 4, 8, 10, 11, 12]) / 12)
    np.testing.assert_allclose(unsure.right, sure.right)


def test_a_no_costs_an_answer_and_is_not_asked_again():
    truth = np.array([0] * 4 + [2] * 2 + [1] * 6)
    review = answered(0.99, truth=truth)
    assert review.answers_until(1.0) == 6
    assert not review.wrong.any()
    assert answered(0.3, truth=truth, rare=0).answers_until(1.0) == 5  # it is likelier somebody else: a name is asked


def test_answers_end_where_the_user_has_had_enough():
    assert len(answered(0.99, most=2).right) == 3


def test_the_commands_read_vectors_from_a_file(tmp_path):
    random = np.random.default_rng(0)
    people = random.standard_normal((6, 128))
    vectors = (np.repeat(people, 5, axis=0) + 0.1 * random.standard_normal((30, 128))).astype(np.float32)
    file = tmp_path / "faces.npz"
    np.savez(file, vectors=vectors, labels=np.repeat(list("abcdef"), 5))
    scores = evaluate("vectors", file).document
    assert scores["b_cubed"] == scores["pairwise"] == {"p": 1, "r": 1, "f": 1}
    assert (scores["groups"], scores["faces"], scores["impure"]) == (6, 30, 0)
    review = evaluate("review", file, "--least", 5).document
    assert review["answers_until_99"] == 6
    assert review["named"]["10"] == {"right": pytest.approx(1), "wrong": 0, "ideal": pytest.approx(1)}


@pytest.mark.parametrize(
    "arrays",
    [{"vectors": np.zeros((2, 3))}, {"vectors": np.zeros((2, 3)), "labels": np.arange(2)}, {}],
    ids=["no labels", "no direction", "nothing"],
)
def test_a_file_without_vectors_is_refused(tmp_path, arrays):
    file = tmp_path / "faces.npz"
    np.savez(file, **arrays)
    with pytest.raises(PhotoError):
        evaluate("vectors", file)


def test_no_file_and_no_folder_are_refused(tmp_path):
    with pytest.raises(PhotoError):
        evaluate("vectors", tmp_path / "missing.npz")
    with pytest.raises(PhotoError):
        evaluate("clusters", "--images", tmp_path / "missing")
