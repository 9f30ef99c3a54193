"""Who is seen when in a video: what the strip under it shows, made of tracks and of who their faces are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.widgets.face_label import person_key
from core.records import Face, Track

JOINED: Final = 1.0  # seconds: shorter absences are not worth a gap in the strip
SLACK: Final = 0.2  # seconds before and after a track in which its box is still shown: half of the time between looks
CLOSE: Final = 0.001  # seconds: the library keeps moments a little less exactly than the window
LATE: Final = 0.09  # seconds after a cut in which it may not have been seen: a frame's distance from the next glance

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Appearance:
    """Somebody in a video."""

    key: str  # typed id: p3, g12 or f7
    name: str  # "" while nameless
    face_id: int  # their best face here
    spans: tuple[Span, ...]  # seconds, ascending

    def after(self, second: float) -> float:
        """Where they appear next; where they appear first, after the last time."""
        later = [begins for begins, _ in self.spans if begins > second + SLACK]
        return later[0] if later else self.spans[0][0]


def appearances(tracks: Sequence[Track], faces: Sequence[Face]) -> list[Appearance]:
    """Everybody: those with a name first, then in the order in which they appear."""
    known = {face.face_id: face for face in faces}
    spans: dict[str, list[Span]] = {}
    for track in tracks:
        for face, span in _parts(track, [known[face_id] for face_id in track.face_ids if face_id in known]):
            spans.setdefault(_key(face), []).append(span)
    best = {_key(face): face for face in sorted(faces, key=lambda face: face.quality.overall)}
    found = [
        Appearance(key, best[key].name, best[key].face_id, _joined(sorted(theirs))) for key, theirs in spans.items()
    ]
    return sorted(found, key=lambda one: (not one.name, one.spans[0]))


def faces_at(second: float, tracks: Sequence[Track], faces: Sequence[Face]) -> list[Face]:
    """The faces that are seen at a moment, where they are then, from left to right."""
    known = {face.face_id: face for face in faces}
    found = []
    for track in tracks:
        theirs = [known[face_id] for face_id in track.face_ids if face_id in known]
        box = track.box_at(second, slack=SLACK if _same_scene(track, second, tracks) else CLOSE)
        if theirs and box is not None:
            found.append(replace(_nearest(theirs, second), box=box))
    return sorted(found, key=lambda face: face.box.x)


def _same_scene(track: Track, second: float, tracks: Sequence[Track]) -> bool:
    """Whether a moment shortly before or after a track may be of its scene. No track goes on over a cut: another one
    that is seen from here to there tells that there is none. Without it, nobody is seen before their first look (the
    first frame after a cut is always looked at), nor any more once others are."""
    first, last = min(second, track.ends), max(second, track.begins)
    if any(other.begins <= first and other.ends >= last for other in tracks if other is not track):
        return True
    return second > track.ends and not any(track.ends < other.begins <= second + LATE for other in tracks)


def one_each(faces: Sequence[Face]) -> list[Face]:
    """The best face of everybody, in the order of their first moments."""
    best: dict[str, Face] = {}
    for face in sorted(faces, key=lambda face: face.at_second or 0.0):
        before = best.get(_key(face))
        if before is None or face.quality.overall > before.quality.overall:
            best[_key(face)] = face
    return list(best.values())


def _key(face: Face) -> str:
    return person_key(face) or f"f{face.face_id}"


def _nearest(faces: Sequence[Face], second: float) -> Face:
    return min(faces, key=lambda face: abs((face.at_second or 0.0) - second))


def _parts(track: Track, faces: Sequence[Face]) -> list[tuple[Face, Span]]:
    """The track in parts of one person each: where the user said that it is two, the nearest face tells."""
    parts: list[tuple[Face, Span]] = []
    for second in track.seconds.tolist() if faces else ():
        face = _nearest(faces, second)
        if parts and _key(parts[-1][0]) == _key(face):
            parts[-1] = (parts[-1][0], (parts[-1][1][0], second))
        else:
            parts.append((face, (second, second)))
    return parts


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for begins, ends in spans:
        if joined and begins - joined[-1][1] <= JOINED:
            joined[-1] = (joined[-1][0], max(ends, joined[-1][1]))
        else:
            joined.append((begins, ends))
    return tuple(joined)


def clock(seconds: float) -> str:
    """ "1:05", or "1:02:05"."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
