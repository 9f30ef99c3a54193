"""How soon is found who may be somebody, too: `python tests/benchmarks/more_like_this.py [--library DIR] [--json]`.

On the library of `large_library.py` (250,000 faces; DIR keeps it for the next time, and is only read when it is there).
For some people and groups the suggestions of a person's page are looked for twice: among all vectors, and where the
landscape of the library has them near (`core/store/landscape.py`). Prints how long each takes, how long the landscape
itself takes, the memory of the process after each, and whether both find the same; a table, or one JSON document.

With `--faces FILE.npz`, real faces (`vectors` as `python -m core embed` writes them), these are made a library instead
and grouped: the made-up people are too far from each other for a suggestion, real ones are not.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from large_library import make_large_library

from core.faces.manifest import BUILTIN, manifest
from core.faces.vectors import quantise
from core.grouping import group_library
from core.people import edits
from core.store import landscape as landscapes
from core.store.connection import connect, transaction
from core.store.library import FILE, Library
from core.store.queries import Queries

ASKED = 24  # people and groups
SHOWN = 8  # suggestions, as on the page


def measure(folder: Path) -> dict[str, float]:
    """Seconds, megabytes and shares, by what they are of."""
    with Library(folder) as library:
        queries = library.queries
        keys = some_keys(queries)
        at_start = memory()
        began = time.perf_counter()
        landscape = queries.questions.landscape()
        looked = time.perf_counter() - began
        after_landscape = memory()
        quick, quickly = ask(queries, keys, landscape)
        after_quick = memory()
        whole, slowly = ask(queries, keys, None)
        return {
            "the landscape, once, s": looked,
            "one person in the landscape, median s": float(np.median(quickly)),
            "one person in the landscape, slowest s": max(quickly),
            "one person among all vectors, median s": float(np.median(slowly)),
            "one person among all vectors, slowest s": max(slowly),
            "memory at the start, MB": at_start,
            "with the landscape, at most, MB": after_landscape,
            "with the answers in it, at most, MB": after_quick,
            "with all vectors, at most, MB": memory(),
            "suggestions of all vectors": float(sum(map(len, whole))),
            "of them also found in the landscape, %": 100 * shared(whole, quick),
            "of the first ones also first in the landscape, %": 100 * shared_first(whole, quick),
        }


def make_real_library(folder: Path, faces: Path) -> None:
    """One photo a face, grouped as the program groups them."""
    with np.load(faces) as file:
        vectors = quantise(file["vectors"])
    with Library(folder) as library:
        model = library.model(manifest(BUILTIN).model, vectors.shape[1])
        library.do(edits.add_folder, "/photos")
        numbers = range(1, len(vectors) + 1)
        landmarks = np.full(10, 0.3, "<f4").tobytes()
        db = connect(folder / FILE)
        with transaction(db):
            db.executemany(
                "INSERT INTO photos (id, content_hash, taken_at, width, height, state, pipeline) "
                "VALUES (?, ?, '2015-05-01T10:00:00', 250, 250, 'done', 'made-up')",
                ((number, f"hash{number}") for number in numbers),
            )
            db.executemany(
                "INSERT INTO files (folder_id, path, size, mtime_ns, photo_id) VALUES (1, ?, 1, 1, ?)",
                ((f"/photos/{number}.jpg", number) for number in numbers),
            )
            db.executemany(
                "INSERT INTO faces (id, photo_id, x, y, width, height, landmarks, score, size, sharpness, pose, "
                "overall, clusterable) VALUES (?, ?, .3, .3, .1, .1, ?, .9, 90, .5, .5, .5, 1)",
                ((number, number, landmarks) for number in numbers),
            )
            db.executemany(
                "INSERT INTO vectors VALUES (?, ?, ?)",
                ((model, number, vector.tobytes()) for number, vector in zip(numbers, vectors, strict=True)),
            )
        db.close()
        group_library(library, model)


def some_keys(queries: Queries) -> list[str]:
    """The largest people and groups, and others of all sizes."""
    people = sorted(queries.people(), key=lambda person: -person.faces)
    large, rest = people[: ASKED // 2], people[ASKED // 2 :]
    return [person.key for person in [*large, *rest[:: max(1, 2 * len(rest) // ASKED)]]]


def ask(queries: Queries, keys: list[str], landscape: object) -> tuple[list[list[str]], list[float]]:
    """Whom each is asked about, and the seconds that took."""
    found, seconds = [], []
    for key in keys:
        began = time.perf_counter()
        suggestions = queries.questions.like(key, limit=SHOWN, landscape=landscape)
        seconds.append(time.perf_counter() - began)
        found.append([one.right for one in suggestions])
    return found, seconds


def shared(whole: list[list[str]], quick: list[list[str]]) -> float:
    """The share of all suggestions that both have."""
    both = sum(len(set(one) & set(other)) for one, other in zip(whole, quick, strict=True))
    return both / max(1, sum(map(len, whole)))


def shared_first(whole: list[list[str]], quick: list[list[str]]) -> float:
    """The share of the likeliest suggestions that both have first."""
    pairs = [(one[0], other[:1]) for one, other in zip(whole, quick, strict=True) if one]
    return sum([first] == other for first, other in pairs) / max(1, len(pairs))


def memory() -> float:
    """The most that this process took so far, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--library", type=Path)
    parser.add_argument("--faces", type=Path)
    parser.add_argument("--json", action="store_true", dest="as_json")
    args = parser.parse_args()
    place = Path(tempfile.mkdtemp()) if args.library is None else args.library
    try:
        if args.faces is not None:
            landscapes.LARGE = 0
            make_real_library(place, args.faces)
        elif not (place / FILE).exists():
            make_large_library(place)
        found = measure(place)
    finally:
        if args.library is None:
            shutil.rmtree(place)
    if args.as_json:
        sys.stdout.write(f"{json.dumps(found)}\n")
    else:
        sys.stdout.write("".join(f"| {what} | {figure:.2f} |\n" for what, figure in found.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
