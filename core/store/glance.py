"""Who was in the library when the program was closed: what the next start shows while it reads the library itself.

Reading who is in a library of 250,000 faces takes most of a second, for which nobody should look at an empty page. The
list lies in a small file beside the library from the end of one run to the beginning of the next, together with size
and time of the library's file: a library that anybody has written to meanwhile is not the one it tells of. While the
program runs there is no such file, so that nothing in it outlives what the user deletes.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Sequence
from dataclasses import fields
from operator import attrgetter
from pathlib import Path

from core.records import Person
from core.store.library import FILE, GLANCE

MOST = 20_000
"""People: seven times as many as the window's benchmark has. A longer list would itself take long to read."""

SAID = attrgetter(*(field.name for field in fields(Person) if field.init))
"""What makes a `Person`, in its order."""

Stamp = tuple[int, int]
"""Size in bytes and time of the last change in nanoseconds."""


def leave_glance(folder: Path, people: Sequence[Person]) -> None:
    """Writes down who is in a library that nobody has open any more. A disk that takes nothing is no trouble."""
    stamp = _stamp(folder)
    if stamp is None or len(people) > MOST:
        return
    said = json.dumps([stamp, [SAID(person) for person in people]], separators=(",", ":"))
    path = folder / GLANCE
    try:
        path.touch(mode=0o600)
        path.write_text(said, encoding="utf-8")
    except OSError:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def take_glance(folder: Path) -> list[Person] | None:
    """Who was in the library when it was closed, for whoever opens it next; the file is gone then.

    None where nothing was left, or where the library has changed since. To be called before the library is opened.
    """
    path = folder / GLANCE
    try:
        said = path.read_text(encoding="utf-8")
        path.unlink()
        stamp, people = json.loads(said)
        found = [Person(*person) for person in people]
    except (OSError, ValueError, TypeError):  # none, one that cannot be deleted, or one that was cut short
        return None
    return found if tuple(stamp) == _stamp(folder) else None


def _stamp(folder: Path) -> Stamp | None:
    """None where there is no library, or part of it still lies in its write-ahead log."""
    log = folder / f"{FILE}-wal"
    with contextlib.suppress(OSError):
        if not log.exists() or log.stat().st_size == 0:
            known = (folder / FILE).stat()
            return known.st_size, known.st_mtime_ns
    return None
