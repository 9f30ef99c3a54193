"""Groups keep their ids."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.people.stability import UNSEEN, keep_ids

groupings = st.lists(st.tuples(st.integers(-1, 6), st.integers(0, 6)), max_size=30)


def kept(old, new, next_id):
    return keep_ids(np.array(old, dtype=np.int64), np.array(new, dtype=np.int64), next_id=next_id).tolist()


def test_a_new_face_changes_no_id():
    assert kept([5, 5, 9, UNSEEN], [1, 1, 0, 1], 10) == [5, 5, 9, 5]


def test_the_larger_part_of_a_divided_group_keeps_the_id():
    assert kept([4, 4, 4, 4, 4], [0, 0, 1, 1, 1], 7) == [7, 7, 4, 4, 4]


def test_two_joined_groups_are_called_by_the_larger():
    assert kept([3, 3, 8, 8, 8], [0, 0, 0, 0, 0], 9) == [8, 8, 8, 8, 8]


def test_a_small_part_does_not_take_another_groups_id():
    """Most of the second group came from 1, which goes to the first: it is a new group, not 2 by its one face."""
    assert kept([1, 1, 1, 1, 1, 2], [0, 0, 0, 1, 1, 1], 3) == [1, 1, 1, 3, 3, 3]


def test_new_groups_are_numbered_from_next_id():
    assert kept([UNSEEN, UNSEEN, UNSEEN], [2, 0, 2], 40) == [41, 40, 41]


def test_nothing():
    assert kept([], [], 0) == []


def test_an_id_in_use_is_no_next_id():
    with pytest.raises(ValueError, match="next_id"):
        kept([3], [0], 3)


@given(groupings)
def test_only_names_change(pairs):
    old, new = [a for a, _ in pairs], [b for _, b in pairs]
    ids = kept(old, new, 7)
    assert len(set(zip(new, ids, strict=True))) == len(set(new)) == len(set(ids))


@given(groupings)
def test_each_id_goes_to_the_group_with_the_best_claim(pairs):
    overlap = Counter(pair for pair in pairs if pair[0] != UNSEEN)
    old, new = [a for a, _ in pairs], [b for _, b in pairs]
    name = dict(zip(new, kept(old, new, 7), strict=True))
    claims = {
        group: min((-size, before) for (before, now), size in overlap.items() if now == group)
        for group in {now for _, now in overlap}
    }
    for group, given_id in name.items():
        if given_id < 7:
            assert claims[group][1] == given_id
            rivals = [-size for size, before in claims.values() if before == given_id]
            assert -claims[group][0] == max(rivals)
        elif group in claims:
            assert claims[group][1] in name.values()


@given(st.lists(st.integers(0, 6), max_size=30))
def test_grouping_again_changes_nothing(labels):
    assert kept(labels, labels, 7) == labels
