"""People and faces as a table (CSV) or a document (JSON), for whoever wants to do something else with them.

The table has a line for each face and each "in the photo without a face"; the document has the people, their faces
below them, then the nameless groups. Boxes are fractions (0..1) of the upright photo.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal, TextIO

from core.errors import LibraryError
from core.records import Face
from core.store.library import Library

NOT_WRITTEN = "The list could not be written there: the folder cannot be written, or is full."
COLUMNS = (
    *("person", "name", "group", "face", "how", "photo", "also_at", "taken_at"),
    *("x", "y", "width", "height", "quality"),
)

Entry = dict[str, Any]
Format = Literal["csv", "json"]


def write_list(library: Library, target: Path, kind: Format) -> int:
    """Writes all visible faces, and who else is in photos. Returns how many entries. Raises `LibraryError`."""
    entries = list(_entries(library))
    draft = target.with_name(target.name + ".part")
    try:
        with draft.open("w", encoding="utf-8-sig" if kind == "csv" else "utf-8", newline="") as file:
            _WRITERS[kind](file, entries)
        draft.replace(target)
    except OSError as error:
        raise LibraryError(NOT_WRITTEN) from error
    return len(entries)


def _entries(library: Library) -> Iterator[Entry]:
    names = library.queries.names()
    places: dict[int, list[str]] = {}
    for face in library.queries.faces():
        if face.photo_id not in places:
            photo = library.queries.photo(face.photo_id)
            places[face.photo_id] = [] if photo is None else list(photo.also_at)
        yield _of_face(face, places[face.photo_id])
    for photo_id, person_id in library.db.execute("SELECT photo_id, person_id FROM presence ORDER BY 2, 1").fetchall():
        photo = library.queries.photo(photo_id)
        if photo is not None and photo.path:
            yield {
                **dict.fromkeys(COLUMNS),
                "person": f"p{person_id}",
                "name": names.get(person_id, ""),
                "how": "present",
                "photo": photo.path,
                "also_at": list(photo.also_at),
                "taken_at": photo.taken_at,
            }


def _of_face(face: Face, also_at: list[str]) -> Entry:
    sides = (round(side, 6) for side in (face.box.x, face.box.y, face.box.width, face.box.height))
    return {
        "person": None if face.person_id is None else f"p{face.person_id}",
        "name": face.name,
        "group": None if face.group_id is None else f"g{face.group_id}",
        "face": f"f{face.face_id}",
        "how": face.how,
        "photo": face.photo_path,
        "also_at": also_at,
        "taken_at": face.taken_at,
        **dict(zip(("x", "y", "width", "height"), sides, strict=True)),
        "quality": round(face.quality.overall, 4),
    }


def _write_csv(file: TextIO, entries: list[Entry]) -> None:
    table = csv.DictWriter(file, COLUMNS)
    table.writeheader()
    for entry in entries:
        table.writerow({**entry, "also_at": "|".join(entry["also_at"])})


def _write_json(file: TextIO, entries: list[Entry]) -> None:
    """Who, and below it what; nameless faces by group, lone ones under null."""
    people: dict[tuple[str | None, str | None], Entry] = {}
    for entry in entries:
        person, group = entry.pop("person"), entry.pop("group")
        key = (person, None if person else group)
        who = people.setdefault(key, {"person": key[0], "group": key[1], "name": entry["name"], "faces": []})
        who["faces"].append({what: value for what, value in entry.items() if what != "name" and value is not None})
    json.dump({"people": list(people.values())}, file, ensure_ascii=False, indent=1)


_WRITERS: dict[Format, Callable[[TextIO, list[Entry]], None]] = {"csv": _write_csv, "json": _write_json}
