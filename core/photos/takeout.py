"""Google Takeout's people: a JSON file for each photo, which names who is in it but not where.

The name of the JSON file follows from the photo's: "IMG.jpg.supplemental-metadata.json", of which at most 46 characters
before ".json" are kept; before October 2024 "IMG.jpg.json". A number in brackets moves behind: "IMG(1).jpg" belongs to
"IMG.jpg.supplemental-metadata(1).json".

Source: Google documents no format; these rules are those of ente's importer (pull request 4956) and of users' archives
in TheLastGimbus/GooglePhotosTakeoutHelper (issue 353, pull request 449).
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from core.errors import PhotoError
from core.photos import sentences
from core.photos.reading import openable, opened
from core.records import NamesFound

LONGEST: Final = 46
MAX_BYTES: Final = 2**20
_NUMBERED: Final = re.compile(r"^(.*)(\(\d+\))$", re.DOTALL)


def read_people(photo: Path) -> NamesFound | None:
    """Who is in a photo of an unpacked archive; None where nothing is said. Raises PhotoError."""
    for name in _names(photo.name):
        place = photo.with_name(name)
        if os.path.isfile(openable(place)):  # noqa: PTH113
            return _people(place)
    return None


def _names(file_name: str) -> Iterator[str]:
    """How the JSON file of a photo may be called."""
    stem, suffix = os.path.splitext(file_name)  # noqa: PTH122
    numbered = _NUMBERED.match(stem)
    plain, number = (numbered[1] + suffix, numbered[2]) if numbered else (file_name, "")
    yield f"{f'{plain}.supplemental-metadata'[:LONGEST]}{number}.json"
    yield f"{plain[:LONGEST]}{number}.json"


def _people(place: Path) -> NamesFound | None:
    with opened(place) as file:
        data = file.read(MAX_BYTES)
    try:
        document = json.loads(data)
        people = document.get("people", [])
        names = [person["name"].strip() for person in people]
    except (ValueError, AttributeError, TypeError, KeyError) as error:
        raise PhotoError(sentences.NOTES_DAMAGED) from error
    found = tuple(dict.fromkeys(name for name in names if name))
    return NamesFound("takeout", names=found) if found else None
