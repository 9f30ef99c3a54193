"""Bursts: photos of nearly the same thing within seconds, of which one is enough to look at.

Each photo is compared with the one before it, so a long burst may drift. Times count only where the photo itself says
them: a file's own time is often that of a copy, and copies are made within seconds.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from core.photos.likeness import differing
from core.store.photo_search import FoundPhotos

SECONDS: Final = 3
"""Between two photos of a burst. Cameras take several a second; somebody who presses twice needs about two."""

ALIKE: Final = 10
"""Bits of 64 in which two photos of a burst may differ: the figure in wide use for this hash (Krawetz, 2013)."""

Bursts = Mapping[int, tuple[int, ...]]
"""The photo that stands for a burst, and all photos of it."""


def find_bursts(db: sqlite3.Connection) -> dict[int, tuple[int, ...]]:
    """All bursts of two and more visible photos. The one with the best face stands for a burst, else the first."""
    rows = db.execute(
        "SELECT p.id, p.taken_at, p.likeness, "
        "(SELECT MAX(overall) FROM faces f WHERE f.photo_id = p.id AND f.missing = 0) "
        "FROM photos p WHERE p.places > 0 AND p.state = 'done' AND p.taken_at <> '' AND p.taken_from <> 'file' "
        "AND p.seconds IS NULL AND p.likeness IS NOT NULL AND length(p.taken_at) > 10 ORDER BY p.taken_at, p.id"
    ).fetchall()
    found: dict[int, tuple[int, ...]] = {}
    current: list[tuple[int, str, int, float | None]] = []
    for row in [*rows, None]:
        if row is not None and current and _goes_on(current[-1], row):
            current.append(row)
            continue
        if len(current) > 1:
            best = max(current, key=lambda one: one[3] or 0.0)
            found[best[0]] = tuple(one[0] for one in current)
        current = [] if row is None else [row]
    return found


def fold(found: FoundPhotos, bursts: Bursts) -> FoundPhotos:
    """Without the photos for which another one stands that was found, too."""
    ids = set(found.ids)
    hidden = {photo for best, photos in bursts.items() if best in ids for photo in photos if photo != best}
    months: list[tuple[str, int]] = []
    kept: list[int] = []
    place = 0
    for month, count in found.months:
        left = [photo for photo in found.ids[place : place + count] if photo not in hidden]
        place += count
        kept += left
        months += [(month, len(left))] if left else []
    return FoundPhotos(tuple(kept), tuple(months))


def _goes_on(one: tuple[int, str, int, float | None], other: tuple[int, str, int, float | None]) -> bool:
    apart = datetime.fromisoformat(other[1]) - datetime.fromisoformat(one[1])
    return apart.total_seconds() <= SECONDS and differing(one[2], other[2]) <= ALIKE
