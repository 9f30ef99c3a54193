"""The default rules: how near is near enough, where nobody chose."""

from __future__ import annotations

import numpy as np
import pytest

from core.people.cluster import average_linkage, group_faces
from core.people.constraints import Constraints
from core.people.cutoff import LONE, MOST, SAFE_CUT_OFF, USUAL_SPREAD, WIDEST, album_spread, suiting, suiting_groups
from core.people.judgement import Rules
from core.people.linkage import link
from core.people.units import Units, first_numbered


def apart_of(count):
    return Units.from_constraints(Constraints.none(count)).apart


def tree_of(vectors, cut_off, **rules):
    return link(vectors, np.ones(len(vectors)), cut_off=cut_off, apart=apart_of(len(vectors)), rules=Rules(**rules))


def by_default(vectors):
    return group_faces(
        np.array(vectors, dtype=np.float32),
        cut_off=None,
        constraints=Constraints.none(len(vectors)),
        clusterable=np.ones(len(vectors), dtype=np.bool_),
    )


def people(count, each, *, spread, seed=0):
    """People at right angles to each other, whose faces are `spread` from each other; (count * each, dimension)."""
    faces = np.eye(count * (each + 1))
    own = np.repeat(faces[:count], each, axis=0)
    return np.sqrt(1 - spread / 2) * own + np.sqrt(spread / 2) * faces[count:]


def looking_like(vector, distance, places):
    """A unit vector at this distance of another one, beside everybody else in the last of `places` dimensions."""
    grown = np.zeros((2, places))
    grown[0, : len(vector)] = vector
    grown[1] = (1 - distance / 2) * grown[0]
    grown[1, -1] = np.sqrt(1 - (1 - distance / 2) ** 2)
    return grown[1]


def with_one_more(vectors, like, distance):
    """The vectors, and one more at a distance of a mean direction."""
    places = vectors.shape[1] + 1
    grown = np.hstack([vectors, np.zeros((len(vectors), 1))])
    return np.vstack([grown, looking_like(like, distance, places)])


@pytest.mark.parametrize("cut_off", [0.0, 0.02, 0.05, 0.1, 0.3])
def test_a_tree_cut_again_is_the_linkage_at_that_cut_off(scatter, cut_off):
    vectors = scatter(20, 10, spread=0.35)
    tree = tree_of(vectors, 0.3)
    labels = first_numbered(tree.cut(cut_off))
    np.testing.assert_array_equal(labels, average_linkage(vectors, cut_off=cut_off))
    assert tree.groups(cut_off) == labels.max() + 1


def test_the_more_groups_the_lower():
    at = [suiting(groups, faces=2 * groups) for groups in (0, 1, 10, 300, 3000, 30_000)]
    assert MOST == at[0] == at[1] > at[2] > at[3] > at[4] > at[5]
    assert at[2] > SAFE_CUT_OFF > at[3] > 0.12 > at[5]
    assert suiting(300, faces=600) < suiting(300, faces=6000)


def test_a_pair_of_look_alikes_is_joined_among_few_and_not_among_many():
    def joined(count):
        strangers = np.eye(count)
        labels = by_default(with_one_more(strangers, strangers[0], 0.105))
        return bool(labels[0] == labels[-1])

    assert joined(40)
    assert not joined(1500)


def test_a_lone_face_must_be_nearer_to_another_than_to_a_person_of_many_photographs():
    vectors = people(4, 8, spread=USUAL_SPREAD)
    towards = vectors[:8].mean(axis=0) / np.linalg.norm(vectors[:8].mean(axis=0))
    distance = 0.135  # of the eight; of their direction it is less
    nearer = 2 - (2 - distance) / np.linalg.norm(vectors[:8].mean(axis=0))
    assert distance < MOST < distance * (1 + LONE)
    labels = by_default(with_one_more(vectors, towards, nearer))
    assert labels[-1] == labels[0]
    alone = by_default(with_one_more(vectors[7:], vectors[7], distance))
    assert alone[-1] != alone[0]


def test_two_people_with_little_spread_stay_apart_where_two_halves_of_a_changing_one_do_not():
    """Two groups of six, 0.15 from each other, beside two other people."""

    def joined(spread):
        vectors = people(4, 6, spread=spread)
        for face in range(6, 12):  # the second person's own directions, and more or less of the first one's
            own = vectors[face] - np.sqrt(1 - spread / 2) * np.eye(28)[1]
            alike = (1 - 0.15 / 2) / (1 - spread / 2)
            vectors[face] = own + np.sqrt(1 - spread / 2) * (
                alike * np.eye(28)[0] + np.sqrt(1 - alike**2) * np.eye(28)[1]
            )
        labels = by_default(vectors)
        assert labels[12] != labels[18] != labels[0]
        return bool(labels[0] == labels[6])

    assert not joined(0.05)
    assert joined(0.105)


def test_the_spread_of_an_album_is_that_of_its_groups():
    def found(spread, groups):
        sums = people(groups, 10, spread=spread).reshape(groups, 10, -1).sum(axis=1)
        return album_spread(sums, np.full(groups, 10.0))

    assert found(USUAL_SPREAD, 5) == pytest.approx(USUAL_SPREAD)
    assert found(0.11, 50) == pytest.approx(0.11, abs=0.002)
    assert USUAL_SPREAD < found(0.11, 1) < 0.1
    assert found(0.5, 50) == USUAL_SPREAD + WIDEST
    lone = album_spread(np.eye(5), np.ones(5))
    assert lone == pytest.approx(USUAL_SPREAD)


def test_whom_the_user_joins_does_not_make_the_program_join_others():
    faces = people(10, 6, spread=0.08)
    each = np.ones(len(faces))
    _, alone = suiting_groups(faces, each, apart=apart_of(len(faces)))
    two = np.vstack([faces[:12].sum(axis=0), faces[12:]])  # two different people are one by the user's word
    _, joined = suiting_groups(two, np.concatenate([[12.0], each[12:]]), apart=apart_of(len(two)))
    assert joined == pytest.approx(alone, abs=0.005)


def test_an_album_without_faces_and_with_one():
    assert by_default(np.empty((0, 8))).tolist() == []
    assert by_default(np.eye(8)[:1]).tolist() == [0]


def test_stopped_in_the_middle_it_answers_parts_of_the_groups(scatter):
    vectors = scatter(20, 10, spread=0.3).astype(np.float64)
    whole, _ = suiting_groups(vectors, np.ones(200), apart=apart_of(200))
    parts, _ = suiting_groups(vectors, np.ones(200), apart=apart_of(200), on_round=lambda groups: groups > 100)
    assert len(set(parts.tolist())) > len(set(whole.tolist()))
    assert len(set(zip(parts.tolist(), whole.tolist(), strict=True))) == len(set(parts.tolist()))


def test_a_burst_counts_as_one_photograph():
    """Ten pictures of one moment must not make a group look narrow, nor a lone face well known."""
    vectors = people(6, 4, spread=0.1)
    once = by_default(vectors)
    burst = np.concatenate([vectors, np.repeat(vectors[:3], 9, axis=0)])
    labels = by_default(burst)
    np.testing.assert_array_equal(once, np.arange(24) // 4)
    np.testing.assert_array_equal(labels[:24], once)
    assert set(labels[24:].tolist()) == {0}
