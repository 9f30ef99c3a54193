"""A named person keeps the faces that were guessed, as far as the user's word allows it."""

from __future__ import annotations

import numpy as np

from core.people.stability import keeping_guesses


def kept(told, groups, **given):
    return keeping_guesses(told(len(groups), **given), np.array(groups)).person.tolist()


def test_guessed_faces_are_given_to_their_person(told):
    assert kept(told, [4, 4, 4, 5, -1], person=[7, -1, -1, -1, -1]) == [7, 7, 7, -1, -1]


def test_a_group_of_two_persons_says_nothing(told):
    assert kept(told, [4, 4, 4], person=[7, 8, -1]) == [7, 8, -1]


def test_several_groups_of_one_person(told):
    assert kept(told, [4, 4, 5, 5, 6], person=[7, -1, 7, -1, -1]) == [7, 7, 7, 7, -1]


def test_a_refused_face_is_not_kept(told):
    assert kept(told, [4, 4, 4], person=[7, -1, -1], rejected=[(1, 7), (2, 9)]) == [7, -1, 7]


def test_a_face_called_different_is_not_kept(told):
    assert kept(told, [4, 4, 4], person=[7, -1, -1], different=[(0, 2)]) == [7, 7, -1]


def test_a_face_beside_one_that_was_given_to_the_person_is_not_kept(told):
    assert kept(told, [4, 4, 4, 9], person=[7, -1, -1, 7], photo=[0, 1, 2, 1]) == [7, -1, 7, 7]


def test_without_a_word_of_the_user_nothing_is_kept(told):
    assert kept(told, [4, 4, -1]) == [-1, -1, -1]
    assert kept(told, []) == []
