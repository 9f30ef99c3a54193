"""A made-up library of a size that few families reach: 100,000 photos, 250,000 faces, 3,000 people.

For `window_speed.py`. Written straight into the store, as the worker and the user would have left it: no networks, no
photo files. Two people have 10,000 faces each, and are never together, as one person found as two would be; 400 people
have a name; one face in ten is alone; every tenth person looks like the one before; previews are drawn for what is
looked at.
"""

from __future__ import annotations

import io
import json
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from core.faces.manifest import BUILTIN, manifest
from core.faces.pipeline import VERSION
from core.faces.vectors import quantise, unit
from core.people import edits
from core.store.connection import connect, transaction
from core.store.library import FILE, Library
from core.store.standing import Standing, newest_edit

PHOTOS, FACES, PEOPLE = 100_000, 250_000, 3_000
BIG = 10_000  # faces of each of the two largest people
NAMED = 400
ALONE = 0.1  # share of faces without a group
PICTURES = 60  # different drawings
THUMBNAILS = 12_000  # photos that have a thumbnail: more than the benchmark scrolls over
SPREAD, ALIKE = 0.22, 0.3
"""Lengths: of the noise on each face beside its person's unit vector, and between two people who look alike. Faces of
one person then lie 0.1 apart, as real ones do, and those of such a pair 0.18: near enough for a question."""
NAMES = ("Anna", "Ben", "Mia", "Zoë", "Jürgen", "김민준", "이서연", "Grandma", "Leo", "Sofía")


def make_large_library(folder: Path) -> None:
    """Fills an empty folder; takes about a minute."""
    chance = np.random.default_rng(1)
    with Library(folder) as library:
        model = library.model(manifest(BUILTIN).model, 128)
        library.do(edits.add_folder, "/photos")
        db = connect(folder / FILE)
        photo = np.sort(chance.integers(1, PHOTOS + 1, FACES))
        who = _who(chance, photo)
        with transaction(db):
            _write_photos(db)
            _write_faces(db, chance, photo, who, model)
            _write_people(db, who)
        db.close()
        _write_previews(library, who)
        library.groups.keep_standing(model, Standing(FACES, FACES, 0, newest_edit(library.db), "average"))
        library.ranking.keep()


def _who(chance: np.random.Generator, photo: np.ndarray) -> np.ndarray:
    """(FACES,) the person of each face, from 1, the largest two first; 0 for a lone face."""
    weight = 1 / np.arange(3, PEOPLE + 1) ** 0.8
    rest = FACES - 2 * BIG - int(FACES * ALONE)
    others = chance.choice(np.arange(3, PEOPLE + 1), rest, p=weight / weight.sum())
    first, second = (chance.choice(np.flatnonzero(photo % 2 == side), BIG, replace=False) for side in (0, 1))
    who = np.zeros(FACES, int)
    who[first], who[second] = 1, 2
    who[who == 0] = chance.permutation(np.concatenate([others, np.zeros(int(FACES * ALONE), int)]))
    return who


def _write_photos(db: object) -> None:
    def day(number: int) -> str:
        return f"{2000 + number * 25 // PHOTOS}-{1 + number // 300 % 12:02}-{1 + number % 28:02}T10:{number % 60:02}:00"

    db.executemany(  # type: ignore[attr-defined]
        "INSERT INTO photos (id, content_hash, taken_at, width, height, state, pipeline) "
        "VALUES (?, ?, ?, 4000, 3000, 'done', ?)",
        ((number, f"hash{number}", day(number), f"made-up/{VERSION}") for number in range(1, PHOTOS + 1)),
    )
    db.executemany(  # type: ignore[attr-defined]
        "INSERT INTO files (folder_id, path, size, mtime_ns, photo_id) VALUES (1, ?, 1, 1, ?)",
        ((f"/photos/{number // 500}/IMG_{number}.jpg", number) for number in range(1, PHOTOS + 1)),
    )


def _write_faces(db: object, chance: np.random.Generator, photo: np.ndarray, who: np.ndarray, model: int) -> None:
    overall = chance.random(FACES).round(3)
    landmarks = np.full(10, 0.3, "<f4").tobytes()
    db.executemany(  # type: ignore[attr-defined]
        "INSERT INTO faces (id, photo_id, x, y, width, height, landmarks, score, size, sharpness, pose, overall, "
        "clusterable) VALUES (?, ?, .3, .3, .1, .1, ?, .9, 90, .5, .5, ?, 1)",
        ((place + 1, int(photo[place]), landmarks, float(overall[place])) for place in range(FACES)),
    )
    vectors = quantise(_vectors(chance, who))
    db.executemany(  # type: ignore[attr-defined]
        "INSERT INTO vectors VALUES (?, ?, ?)", ((model, place + 1, vectors[place].tobytes()) for place in range(FACES))
    )
    grouped = np.flatnonzero(who)
    db.executemany(  # type: ignore[attr-defined]
        "INSERT INTO clustering VALUES (?, ?, ?)", ((model, int(face) + 1, int(who[face])) for face in grouped)
    )


def _vectors(chance: np.random.Generator, who: np.ndarray) -> np.ndarray:
    """(FACES, 128) unit vectors: faces of one person lie near each other, lone ones anywhere."""
    centres = _directions(chance, PEOPLE + 1)
    centres[20::10] = unit(centres[19:-1:10] + ALIKE * _directions(chance, len(centres[20::10])))
    somebody = np.where((who > 0)[:, None], centres[who], _directions(chance, FACES))
    return unit(somebody + SPREAD * _directions(chance, FACES))


def _directions(chance: np.random.Generator, count: int) -> np.ndarray:
    return unit(chance.standard_normal((count, 128), np.float32))


def _write_people(db: object, who: np.ndarray) -> None:
    names = [f"{NAMES[number % len(NAMES)]} {number}" for number in range(1, NAMED + 1)]
    db.executemany("INSERT INTO people (name) VALUES (?)", ((name,) for name in names))  # type: ignore[attr-defined]
    named = np.flatnonzero((who > 0) & (who <= NAMED))
    db.executemany(  # type: ignore[attr-defined]
        "INSERT INTO verdicts VALUES (?, ?, 1, 'group')", ((int(face) + 1, int(who[face])) for face in named)
    )
    db.execute("DELETE FROM edits")  # type: ignore[attr-defined]
    db.execute(  # type: ignore[attr-defined]
        "INSERT INTO edits (at, kind, subject, rows) VALUES ('2026-01-01', 'add_folder', ?, ?)",
        (json.dumps(["photos"]), json.dumps([["folders", [1], None, ["/photos", 1]]])),
    )


def _write_previews(library: Library, who: np.ndarray) -> None:
    crops, thumbnails = _drawings((192, 192)), _drawings((320, 240))
    covers = [person.cover_face_id for person in library.queries.people() if person.cover_face_id is not None]
    some = np.flatnonzero(who == 1)[:2000] + 1
    library.previews.put(
        {int(face): crops[int(face) % PICTURES] for face in [*covers, *some]},
        {number: thumbnails[number % PICTURES] for number in range(PHOTOS - THUMBNAILS, PHOTOS + 1)},
    )


def _drawings(size: tuple[int, int]) -> list[bytes]:
    """JPEGs of heads on coloured grounds, grainy as photographs are."""
    chance = np.random.default_rng(2)
    made = []
    for seed in range(PICTURES):
        image = Image.new("RGB", size, (40 + seed * 37 % 180, 60 + seed * 59 % 150, 90 + seed * 83 % 120))
        middle, high = size[0] // 2, size[1]
        ImageDraw.Draw(image).ellipse((middle - high // 4, high // 6, middle + high // 4, high), fill=(225, 190, 160))
        grain = chance.integers(-12, 12, (size[1], size[0], 3))
        data = io.BytesIO()
        Image.fromarray(np.clip(np.asarray(image, int) + grain, 0, 255).astype(np.uint8)).save(data, "JPEG", quality=85)
        made.append(data.getvalue())
    return made
