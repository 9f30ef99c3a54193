"""Who is seen when: what the strip under a video shows."""

from __future__ import annotations

import dataclasses

import numpy as np
from album import found_face

from app.appearances import appearances, faces_at, one_each
from core.records import Face, Track


def face(face_id: int, second: float, *, group: int | None = None, person: int | None = None, name: str = "") -> Face:
    seen = found_face(1, face_id)
    quality = dataclasses.replace(seen.quality, overall=0.5 + face_id / 100)
    how = "confirmed" if person else "unnamed"
    return Face(face_id, 1, "film.mp4", seen.box, seen.landmarks, 0.9, quality, "", group, person, name, how, second)


def track(track_id: int, begins: float, ends: float, *face_ids: int, x: tuple[float, float] = (0.1, 0.1)) -> Track:
    seconds = np.arange(begins, ends + 0.01, 0.25, dtype=np.float32)
    boxes = np.tile(np.array([0, 0.2, 0.1, 0.15], np.float32), (len(seconds), 1))
    boxes[:, 0] = np.linspace(*x, len(seconds))
    return Track(track_id, face_ids, seconds, boxes)


def test_tracks_of_one_person_are_one_line_and_names_come_first() -> None:
    faces = [face(1, 0, group=5), face(2, 3, person=1, name="Anna"), face(3, 8, person=1, name="Anna"), face(4, 1)]
    tracks = [track(1, 0, 2, 1), track(2, 2, 4, 2), track(3, 7, 9, 3), track(4, 1, 2, 4)]
    found = appearances(tracks, faces)
    assert [(one.key, one.spans) for one in found] == [
        ("p1", ((2, 4), (7, 9))),
        ("g5", ((0, 2),)),
        ("f4", ((1, 2),)),
    ]
    assert found[0].face_id == 3  # the better of the two


def test_short_absences_are_no_gap() -> None:
    faces = [face(1, 0, group=5), face(2, 3, group=5)]
    (one,) = appearances([track(1, 0, 2, 1), track(2, 2.5, 4, 2)], faces)
    assert one.spans == ((0, 4),)


def test_a_track_that_the_user_divided_changes_between_its_faces() -> None:
    faces = [face(1, 1, person=1, name="Anna"), face(2, 4, person=2, name="Ben")]
    found = appearances([track(1, 0, 5, 1, 2)], faces)
    assert [(one.name, one.spans) for one in found] == [("Anna", ((0, 2.5),)), ("Ben", ((2.75, 5),))]


def test_where_somebody_appears_next() -> None:
    (one,) = appearances([track(1, 1, 2, 1), track(2, 5, 6, 2)], [face(1, 1, group=5), face(2, 5, group=5)])
    assert [one.after(second) for second in (0, 1, 3, 5, 9)] == [1, 5, 5, 1, 1]


def test_a_face_moves_with_its_track() -> None:
    faces = [face(1, 0, group=5), face(2, 4, group=5)]
    ways = [track(1, 0, 4, 1, 2, x=(0.1, 0.5))]
    assert [(one.face_id, round(one.box.x, 2)) for one in faces_at(1.1, ways, faces)] == [(1, 0.21)]
    assert [(one.face_id, round(one.box.x, 2)) for one in faces_at(3.5, ways, faces)] == [(2, 0.45)]
    assert faces_at(4.5, ways, faces) == []


def test_at_a_hard_cut_nobody_of_the_other_scene_is_shown() -> None:
    faces = [face(1, 1, group=5), face(2, 4, group=6)]
    ways = [track(1, 0, 2.25, 1), track(2, 2.5, 5, 2)]
    shown = {second: [one.face_id for one in faces_at(second, ways, faces)] for second in (2.25, 2.3, 2.45, 2.5, 2.6)}
    assert shown == {2.25: [1], 2.3: [1], 2.45: [], 2.5: [2], 2.6: [2]}


def test_whoever_comes_into_a_scene_that_goes_on_is_shown_a_little_earlier() -> None:
    faces = [face(1, 1, group=5), face(2, 4, group=6)]
    ways = [track(1, 0, 6, 1), track(2, 2.5, 5, 2, x=(0.6, 0.6))]
    shown = {second: [one.face_id for one in faces_at(second, ways, faces)] for second in (2.2, 2.4, 5.1, 5.3)}
    assert shown == {2.2: [1], 2.4: [1, 2], 5.1: [1, 2], 5.3: [1]}


def test_a_removed_face_takes_its_track_along_where_it_was_the_only_one() -> None:
    assert appearances([track(1, 0, 4, 1)], []) == []
    assert faces_at(1, [track(1, 0, 4, 1)], []) == []


def test_everybody_once_with_their_best_face() -> None:
    faces = [face(3, 5, group=5), face(1, 0, group=5), face(2, 1)]
    assert [one.face_id for one in one_each(faces)] == [3, 2]
