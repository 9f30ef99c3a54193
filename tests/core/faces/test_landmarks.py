"""The landmarks of a face that nobody has seen."""

from __future__ import annotations

from core.faces.landmarks import usual_landmarks
from core.records import Box


def test_usual_landmarks_look_like_a_face() -> None:
    points = usual_landmarks(Box(0.25, 0.25, 0.5, 0.5)).to_array()
    assert ((points > 0.25) & (points < 0.75)).all()
    assert points[0, 0] < points[2, 0] < points[1, 0]
    assert points[0, 1] < points[2, 1] < points[3, 1]
