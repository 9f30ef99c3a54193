"""Time, memory and quality of grouping by the number of faces, next to what others group with.

    python tests/benchmarks/grouping_scale.py FILE.npz [--sizes 10000 ...] [--methods default ...] [--json FILE]
    python tests/benchmarks/grouping_scale.py FILE.npz --agreement 100000
    python tests/benchmarks/grouping_scale.py FILE.npz --textbook
    python tests/benchmarks/grouping_scale.py --plot FILE.json grouping_scale.png

FILE.npz holds `vectors` and `labels` of real photographs; the albums are made up like them (`made_up_faces`). Each run
is a process of its own. A method stops where the run before took longer than PATIENCE, or where it would need more than
MEMORY. --agreement compares the search of neighbouring regions with the exact one, in cells as fine as a million faces
have; --textbook compares the groups of the file's own faces with fastcluster's. Needs scikit-learn besides the test
dependencies. Prints a table.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from made_up_faces import from_file, labelled

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.evaluation.clusters import score_groups
from core.evaluation.plot import Axis, Series, write_plot
from core.people import cells, near
from core.people.cluster import group_faces
from core.people.constraints import Constraints
from core.people.linkage import link
from core.people.units import Units

SIZES = (10_000, 20_000, 50_000, 100_000, 200_000, 1_000_000)
CUT_OFF = 0.10  # of average linkage here; what suits an album of a hundred thousand people
PATIENCE = 300.0  # seconds
MEMORY = 4e9  # bytes
FINE = 50  # faces a cell: 2,000 cells among a hundred thousand faces, as many as among a million

# Thresholds of the others, the best on 10,000 of these faces by B-cubed F. Distances, not their squares.
DBSCAN_REACH = 0.30
WHISPERS_REACH = 0.32

Grouped = Callable[[np.ndarray], np.ndarray]


def default(vectors: np.ndarray) -> np.ndarray:
    """The program's own rule."""
    count = len(vectors)
    good = np.ones(count, dtype=np.bool_)
    return group_faces(vectors, cut_off=None, constraints=Constraints.none(count), clusterable=good)


def average(vectors: np.ndarray) -> np.ndarray:
    """Average linkage with a fixed cut-off."""
    apart = Units.from_constraints(Constraints.none(len(vectors))).apart
    return link(vectors, np.ones(len(vectors)), cut_off=CUT_OFF, apart=apart).labels


def fastcluster_average(vectors: np.ndarray) -> np.ndarray:
    import fastcluster
    from scipy.cluster.hierarchy import fcluster
    from scipy.spatial.distance import pdist

    tree = fastcluster.linkage(pdist(vectors.astype(np.float64), "sqeuclidean"), "average", preserve_input=False)
    return fcluster(tree, CUT_OFF, "distance")


def dbscan(vectors: np.ndarray) -> np.ndarray:
    from sklearn.cluster import DBSCAN

    return _lone(DBSCAN(eps=DBSCAN_REACH, min_samples=2).fit_predict(vectors))


def hdbscan(vectors: np.ndarray) -> np.ndarray:
    from hdbscan import HDBSCAN

    return _lone(HDBSCAN(min_cluster_size=2, min_samples=1).fit_predict(vectors.astype(np.float64)))


def whispers(vectors: np.ndarray) -> np.ndarray:
    """Chinese Whispers as dlib's users run it."""
    import dlib

    return np.array(dlib.chinese_whispers_clustering([dlib.vector(row.tolist()) for row in vectors], WHISPERS_REACH))


METHODS: dict[str, Grouped] = {
    "default": default,
    "average": average,
    "fastcluster": fastcluster_average,
    "dbscan": dbscan,
    "hdbscan": hdbscan,
    "whispers": whispers,
}
MATRIX = {"fastcluster": 8.0}  # bytes for half of all pairs


def _lone(labels: np.ndarray) -> np.ndarray:
    """What is called noise is alone."""
    noise = labels < 0
    labels[noise] = labels.max(initial=-1) + 1 + np.arange(np.count_nonzero(noise))
    return labels


def _run(file: str, method: str, size: int, answers: multiprocessing.SimpleQueue) -> None:
    vectors, person = from_file(file).faces(size)
    began, worked = time.perf_counter(), time.process_time()
    labels = METHODS[method](vectors)
    seconds, work = time.perf_counter() - began, time.process_time() - worked
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    score = score_groups(labels, person)
    answers.put(
        {
            "method": method,
            "faces": size,
            "seconds": round(seconds, 2),
            "processor_seconds": round(work, 2),
            "gigabytes": round(memory / 1e9, 3),
            "b_cubed_f": score.b_cubed.f,
            "precision": score.b_cubed.precision,
            "groups": score.groups,
        }
    )


def measure(file: str, method: str, size: int) -> dict | None:
    """One run in a process of its own; None where it ended without an answer."""
    context = multiprocessing.get_context("spawn")
    answers = context.SimpleQueue()
    process = context.Process(target=_run, args=(file, method, size, answers))
    process.start()
    process.join()
    return None if answers.empty() else answers.get()


def run_all(file: str, methods: list[str], sizes: list[int]) -> list[dict]:
    rows = []
    print("| method | faces | seconds | of two processors | GB | B-cubed F | its precision | groups |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |", flush=True)
    for method in methods:
        for size in sizes:
            needed = MATRIX.get(method, 0) * size * (size - 1) / 2
            row = measure(file, method, size) if needed < MEMORY else None
            if row is None:
                print(f"| {method} | {size:,} | stops here: {needed / 1e9:.0f} GB | | | | | |", flush=True)
                break
            rows.append(row)
            print(
                f"| {method} | {size:,} | {row['seconds']:.1f} | {row['processor_seconds']:.1f} | "
                f"{row['gigabytes']:.2f} | {row['b_cubed_f']:.4f} | {row['precision']:.4f} | {row['groups']:,} |",
                flush=True,
            )
            if row["seconds"] > PATIENCE:
                print(f"| {method} | more | stops here: over {PATIENCE:.0f} s | | | | | |", flush=True)
                break
    return rows


def agreement(file: str, size: int, methods: list[str]) -> None:
    """The groups that the search of neighbouring regions leads to, against the exact ones."""
    vectors, person = from_file(file).faces(size)
    for name in (name for name in ("average", "default") if name in methods):
        method = METHODS[name]
        near.EXACT_UP_TO = size
        exact = method(vectors)
        near.EXACT_UP_TO = 0
        for each in (cells.VECTORS_A_CELL, FINE):
            cells.VECTORS_A_CELL, usual = each, cells.VECTORS_A_CELL
            labels = method(vectors)
            cells.VECTORS_A_CELL = usual
            print(
                f"{name}, {size:,} faces, {each} a cell: B-cubed F {score_groups(labels, exact).b_cubed.f:.5f} of the "
                f"exact groups; quality {score_groups(labels, person).b_cubed.f:.4f}, exact "
                f"{score_groups(exact, person).b_cubed.f:.4f}",
                flush=True,
            )


def textbook(file: str) -> None:
    """The file's own faces: the adjusted Rand index against fastcluster."""
    from sklearn.metrics import adjusted_rand_score

    vectors, _ = labelled(file)
    began = time.perf_counter()
    own = average(vectors)
    between = time.perf_counter()
    rand = adjusted_rand_score(own, fastcluster_average(vectors))
    print(
        f"{len(vectors):,} faces: {between - began:.1f} s, fastcluster {time.perf_counter() - between:.1f} s, "
        f"adjusted Rand index {rand:.6f}"
    )


def plot(source: str, target: str) -> None:
    rows = json.loads(Path(source).read_text("utf-8"))
    series = []
    for method in dict.fromkeys(row["method"] for row in rows):
        own = [row for row in rows if row["method"] == method]
        faces, seconds = (np.array([row[key] for row in own], float) for key in ("faces", "processor_seconds"))
        series.append(Series(method, faces, seconds, dots=True))
    sizes = Axis("faces", (1e4, 1e5, 1e6), logarithmic=True)
    seconds = Axis("seconds of the processors", (0.1, 1, 10, 100, 1000), logarithmic=True)
    write_plot(Path(target), "Time to group", sizes, seconds, series)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--methods", nargs="+", choices=list(METHODS), default=list(METHODS))
    parser.add_argument("--json", metavar="FILE", help="write the rows there; what the file holds already is kept")
    parser.add_argument("--agreement", type=int, metavar="FACES")
    parser.add_argument("--textbook", action="store_true")
    parser.add_argument("--plot", nargs=2, metavar=("ROWS", "PICTURE"))
    args = parser.parse_args()
    if args.plot:
        plot(*args.plot)
    elif args.agreement:
        agreement(args.file, args.agreement, args.methods)
    elif args.textbook:
        textbook(args.file)
    else:
        rows = run_all(args.file, args.methods, args.sizes)
        if args.json:
            place = Path(args.json)
            known = json.loads(place.read_text("utf-8")) if place.exists() else []
            new = {(row["method"], row["faces"]) for row in rows}
            rows = [row for row in known if (row["method"], row["faces"]) not in new] + rows
            place.write_text(json.dumps(rows, indent=2), "utf-8")


if __name__ == "__main__":
    main()
