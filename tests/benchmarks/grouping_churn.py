"""What adding photos costs and whom it moves: a library in its file is grouped, partly named, and photos are added.

    python tests/benchmarks/grouping_churn.py FILE.npz [--faces 100000] [--added 1 10 100 1000] [--quick] [--json]

FILE.npz holds `vectors` and `labels` of real photographs; the faces are made up like them (`made_up_faces`), one a
photo. Each row adds photos and groups as the worker does, with the vectors read from the file and the groups written
into it; the last row groups everything anew. *Moved* are faces that were there before and whose mates among those faces
are not the same any more. *Like a full one* is the B-cubed F of the groups against those of grouping everything anew.
At the end it measures how long an edit of the user's waits while everything is grouped anew in another process.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from made_up_faces import from_file

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.evaluation.clusters import score_groups
from core.faces.vectors import quantise
from core.grouping import group_library
from core.people import edits
from core.store.connection import connect, transaction
from core.store.library import FILE, Library
from core.store.standing import Standing

NAMED = 100  # of the largest groups
BETWEEN_EDITS = 0.03  # seconds
EDITS_ALONE = 200
MOVED = 18  # one face in so many moves when all is grouped anew
MODEL = 1


class Grown:
    """A library and what was put into it."""

    def __init__(self, folder: Path, vectors: np.ndarray, person: np.ndarray) -> None:
        self.folder = folder
        self.person = person
        self._packed = quantise(vectors)
        self.faces = 0
        with Library(folder) as library:
            assert library.model("made-up", vectors.shape[1]) == MODEL
            library.do(edits.add_folder, "/photos")

    def add(self, count: int) -> None:
        """The next photos, as the worker would have left them."""
        first, self.faces = self.faces + 1, self.faces + count
        numbers = range(first, self.faces + 1)
        landmarks = np.full(10, 0.3, "<f4").tobytes()
        db = connect(self.folder / FILE)
        with transaction(db):
            db.executemany(
                "INSERT INTO photos (id, content_hash, state, pipeline) VALUES (?, ?, 'done', 'made-up/1')",
                ((number, f"hash{number}") for number in numbers),
            )
            db.executemany(
                "INSERT INTO files (folder_id, path, size, mtime_ns, photo_id) VALUES (1, ?, 1, 1, ?)",
                ((f"/photos/IMG_{number}.jpg", number) for number in numbers),
            )
            db.executemany(
                "INSERT INTO faces (id, photo_id, x, y, width, height, landmarks, score, size, sharpness, pose, "
                "overall, clusterable) VALUES (?1, ?1, .3, .3, .1, .1, ?2, .9, 90, .5, .5, .5, 1)",
                ((number, landmarks) for number in numbers),
            )
            db.executemany(
                "INSERT INTO vectors VALUES (?, ?, ?)",
                ((MODEL, number, self._packed[number - 1].tobytes()) for number in numbers),
            )
        db.close()

    def group(self, *, anew: bool = False) -> tuple[float, float]:
        """Groups as the worker does; the seconds that it took, and those of the processors."""
        with Library(self.folder, waits_for_disk=False) as library:
            began, worked = time.perf_counter(), time.process_time()
            group_library(library, MODEL, anew=anew)
            return time.perf_counter() - began, time.process_time() - worked

    def group_by_truth(self) -> float:
        """The people as they are, written as if a full grouping had found them."""
        with Library(self.folder, waits_for_disk=False) as library:
            began = time.perf_counter()
            ids = np.arange(1, self.faces + 1)
            person = self.person[: self.faces]
            library.groups.write(MODEL, ids, np.where(np.bincount(person)[person] > 1, person + 1, -1))
            library.groups.keep_standing(MODEL, Standing(self.faces, self.faces, 0, 1, "average"))
            return time.perf_counter() - began

    def groups(self) -> np.ndarray:
        """The group of each face, each lone one in one of its own; shape (faces,)."""
        found = -np.arange(1, self.faces + 1)
        for face, group in self._rows("SELECT face_id, cluster_id FROM clustering"):
            found[face - 1] = group
        return found

    def names(self) -> dict[int, int]:
        """The person of each face that has one."""
        return dict(self._rows("SELECT face_id, person_id FROM face_identity WHERE person_id IS NOT NULL"))

    def name_largest(self, count: int) -> None:
        with Library(self.folder) as library:
            largest = [one for one in library.queries.people() if one.person_id is None][:count]
            for number, one in enumerate(largest):
                library.do(edits.name, one.key, f"Person {number}")

    def _rows(self, sql: str) -> list[tuple[int, int]]:
        db = connect(self.folder / FILE)
        rows: list[tuple[int, int]] = db.execute(sql).fetchall()
        db.close()
        return rows


def moved(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """Which of the faces that were there before have other mates among each other now; shape (faces before,)."""
    _, old = np.unique(before, return_inverse=True)
    _, new = np.unique(after[: len(before)], return_inverse=True)
    _, cell, common = np.unique(old * (new.max() + 1) + new, return_inverse=True, return_counts=True)
    return np.asarray((common[cell] != np.bincount(old)[old]) | (common[cell] != np.bincount(new)[new]))


def row(title: str, seconds: tuple[float, float], library: Grown, before: np.ndarray, named: dict[int, int]) -> dict:
    after, names = library.groups(), library.names()
    gone = moved(before, after)
    nameless = np.array([face + 1 not in named for face in range(len(before))])
    return {
        "added": title,
        "seconds": round(seconds[0], 2),
        "processor_seconds": round(seconds[1], 2),
        "named_moved": sum(names.get(face) != person for face, person in named.items()),
        "nameless_moved": float(gone[nameless].mean()),
        "quality": score_groups(after, library.person[: library.faces]).b_cubed.f,
    }


def waits(folder: Path) -> tuple[list[float], list[float]]:
    """Seconds that each edit took: with nothing else going on, and while another process writes groups all the time."""
    child = multiprocessing.get_context("spawn").Process(target=_regroup, args=(folder,))
    with Library(folder, waits_for_disk=False, empties_log=False) as library:  # as the window opens it
        person = next(one.key for one in library.queries.people() if one.person_id is not None)
        alone, meanwhile = [], []
        for number in range(EDITS_ALONE):
            alone.append(_edit(library, person, f"Somebody {number}"))
        child.start()
        while child.is_alive():
            meanwhile.append(_edit(library, person, f"Name {len(meanwhile)}"))
    return alone, meanwhile


def _edit(library: Library, person: str, name: str) -> float:
    time.sleep(BETWEEN_EDITS)
    began = time.perf_counter()
    library.do(edits.name, person, name, may_share=True)
    return time.perf_counter() - began


def _regroup(folder: Path) -> None:
    """What a grouping from scratch changes, there and back again."""
    with Library(folder, waits_for_disk=False) as library:  # as the worker opens it
        material = library.groups.material(MODEL)
        moves = np.random.default_rng(1).choice(len(material.groups), len(material.groups) // MOVED)
        other = material.groups.copy()
        other[moves] = np.roll(other[moves], 1)
        for groups in (other, material.groups) * 5:
            library.groups.write(MODEL, material.face_ids, groups)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--faces", type=int, default=100_000)
    parser.add_argument("--added", type=int, nargs="+", default=[1, 10, 100, 1000])
    parser.add_argument("--quick", action="store_true", help="begin with the true people, and group nothing anew")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    vectors, person = from_file(args.file).faces(args.faces + sum(args.added))
    rows = []
    with tempfile.TemporaryDirectory() as place:
        library = Grown(Path(place) / "library", vectors, person)
        del vectors
        library.add(args.faces)
        first = library.group_by_truth() if args.quick else library.group()[0]
        library.name_largest(NAMED)
        library.group()
        for count in args.added:
            before, named = library.groups(), library.names()
            library.add(count)
            rows.append(row(f"{count:,}", library.group(), library, before, named))
        before, named = library.groups(), library.names()
        if not args.quick:
            rows.append(row("all anew", library.group(anew=True), library, before, named))
        like = score_groups(before, library.groups()).b_cubed.f
        alone, meanwhile = waits(library.folder)
    document = {
        "faces": args.faces,
        "first_grouping": round(first, 2),
        "rows": rows,
        "like_a_full_one": like,
        "edit_ms_alone": _milliseconds(alone),
        "edit_ms_meanwhile": _milliseconds(meanwhile),
    }
    if args.json:
        print(json.dumps(document, indent=2))
        return
    print(f"{args.faces:,} faces, the {NAMED} largest groups named; the first grouping took {first:.1f} s\n")
    print("| photos added | seconds | of processors | named faces moved | nameless faces moved | B-cubed F |")
    print("| --- | --- | --- | --- | --- | --- |")
    for one in rows:
        took = f"{one['seconds']:.2f} | {one['processor_seconds']:.2f}"
        print(
            f"| {one['added']} | {took} | {one['named_moved']} | {one['nameless_moved']:.3%} | {one['quality']:.4f} |"
        )
    if not args.quick:
        print(f"\nbefore the last row the groups were like a full grouping's to B-cubed F {like:.4f}")
    print(f"an edit alone ({len(alone)}): {document['edit_ms_alone']}")
    print(f"while groups are written ({len(meanwhile)}): {document['edit_ms_meanwhile']}")


def _milliseconds(took: list[float]) -> dict[str, float]:
    return {f"{share:.0%}": round(float(np.quantile(took, share)) * 1000, 1) for share in (0.5, 0.95, 0.99, 1)}


if __name__ == "__main__":
    main()
