"""Tracks: the same face from frame to frame, and never two people in one."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from album import face_vector, found_face

from core.faces.tracking import LOST, MOST_FACES, MOST_TRACKS, Tracker
from core.records import Box, FoundFace, FoundTrack

PACE = 0.25  # seconds from frame to frame


def face(who: int, x: float, *, look: int = 0, good: bool = True, overall: float = 0.8, y: float = 0.3) -> FoundFace:
    made = found_face(who, look, good=good)
    quality = dataclasses.replace(made.quality, overall=overall, clusterable=good)
    return dataclasses.replace(made, box=Box(x, y, 0.1, 0.15), quality=quality)


def track(frames: list[list[FoundFace]], *, cuts: tuple[int, ...] = (), pace: float = PACE) -> list[FoundTrack]:
    tracker = Tracker()
    for number, faces in enumerate(frames):
        tracker.see(number * pace, faces, cut=number in cuts)
    return tracker.finish()


def spans(tracks: list[FoundTrack], pace: float = PACE) -> list[tuple[int, int]]:
    """First and last frame of each track."""
    return [(round(track.seconds[0] / pace), round(track.seconds[-1] / pace)) for track in tracks]


def test_a_face_that_stays_is_one_track_with_its_way() -> None:
    (found,) = track([[face(1, 0.2, look=n)] for n in range(8)])
    assert spans([found]) == [(0, 7)]
    assert found.boxes.shape == (8, 4)
    assert np.allclose(found.boxes[3], [0.2, 0.3, 0.1, 0.15])


def test_two_people_who_cross_keep_their_tracks() -> None:
    steps = np.linspace(0.1, 0.7, 13)
    crossing = [[face(1, x, look=n), face(2, 0.8 - x, look=n)] for n, x in enumerate(steps.tolist())]
    found = track(crossing)
    assert spans(found) == [(0, 12), (0, 12)]
    for one, goes_right in zip(found, (True, False), strict=True):
        assert (one.boxes[-1, 0] > one.boxes[0, 0]) == goes_right


def test_a_cut_ends_all_tracks() -> None:
    found = track([[face(1, 0.2, look=n)] for n in range(8)], cuts=(5,))
    assert spans(found) == [(0, 4), (5, 7)]


def test_somebody_else_in_the_same_place_is_another_track_though_no_cut_was_seen() -> None:
    found = track([[face(1 if n < 4 else 2, 0.2, look=n)] for n in range(8)])
    assert spans(found) == [(0, 3), (4, 7)]


def test_a_track_does_not_go_over_to_somebody_else_step_by_step() -> None:
    """Each face is near to the one before, and the last is a stranger of the first."""
    one, other = face_vector(1), face_vector(2)
    frames = []
    for share in np.linspace(0, 1, 25):
        vector = (1 - share) * one + share * other
        frames.append([dataclasses.replace(face(1, 0.2), vector=(vector / np.linalg.norm(vector)).astype(np.float32))])
    assert len(track(frames)) > 1


def test_whoever_is_hidden_for_a_moment_goes_on() -> None:
    gap = int(LOST / PACE) - 1
    found = track([*([[face(1, 0.2)]] * 3), *([[]] * gap), *([[face(1, 0.25)]] * 3)])
    assert len(found) == 1
    assert len(track([*([[face(1, 0.2)]] * 3), *([[]] * (gap + 3)), *([[face(1, 0.2)]] * 3)])) == 2


def test_whoever_comes_back_elsewhere_is_a_track_of_their_own() -> None:
    found = track([*([[face(1, 0.05)]] * 3), [], *([[face(1, 0.85)]] * 3)])
    assert len(found) == 2  # the grouping brings them together


def test_a_poor_face_goes_on_where_it_is_expected_only() -> None:
    blurred = face(1, 0.22, good=False, look=1)
    assert spans(track([[face(1, 0.2)], [blurred], [face(1, 0.24, look=2)]])) == [(0, 2)]
    far = face(1, 0.5, good=False, look=1)
    assert len(track([[face(1, 0.2)], [far], [face(1, 0.2, look=2)]])) == 1  # the far one was seen once: nobody


def test_half_faces_at_the_edge_of_a_panning_picture_are_not_chained_to_one_person() -> None:
    """One comes in after the other, in the same place, each before they are seen well."""
    frames: list[list[FoundFace]] = []
    for who in (1, 2, 3):
        half = face_vector(9) + 0.5 * face_vector(who)  # 0.4 from one another, as half faces may be
        poor = face(who, 0.9, good=False)
        frames += [[dataclasses.replace(poor, vector=(half / np.linalg.norm(half)).astype(np.float32))], [], [], [], []]
    assert track(frames) == []


def test_the_best_faces_stand_for_a_track_spread_over_its_time() -> None:
    overall = [0.5, 0.9, 0.5, 0.5, 0.6, 0.7, 0.5, 0.5, 0.8, 0.6, 0.5, 0.4]
    (found,) = track([[face(1, 0.2, look=n, overall=value)] for n, value in enumerate(overall)])
    assert len(found.faces) == MOST_FACES
    assert [round(at / PACE) for at in found.at] == [1, 5, 8]


def test_poor_faces_stand_for_nobody_who_has_good_ones() -> None:
    frames = [[face(1, 0.2, look=n, good=n in (2, 3))] for n in range(12)]
    (found,) = track(frames)
    assert all(one.quality.clusterable for one in found.faces)


def test_a_short_track_has_one_face() -> None:
    (found,) = track([[face(1, 0.2, look=n)] for n in range(3)])
    assert len(found.faces) == 1


@pytest.mark.parametrize(("frames", "tracks"), [(1, 0), (2, 0), (3, 1)])
def test_poor_faces_that_flit_past_are_none(frames: int, tracks: int) -> None:
    assert len(track([[face(1, 0.2, good=False)] for _ in range(frames)])) == tracks


def test_frames_far_apart_are_still_linked() -> None:
    assert len(track([[face(1, 0.2, look=n)] for n in range(4)], pace=5.0)) == 1


def test_a_film_with_a_cut_in_every_frame_has_so_many_tracks_and_no_more() -> None:
    frames = [[face(n, 0.2)] for n in range(MOST_TRACKS + 20)]
    frames += [[face(9999, 0.2)]] * 2  # the longest, and the last
    found = track(frames, cuts=tuple(range(1, MOST_TRACKS + 21)))
    assert len(found) == MOST_TRACKS
    assert len(found[-1].seconds) == 2


def test_no_frames_no_tracks() -> None:
    assert Tracker().finish() == []
