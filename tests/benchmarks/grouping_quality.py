"""Grouping: the default against the best fixed cut-off, purity against coverage, and the answers left to the user.

    python tests/benchmarks/grouping_quality.py albums | curve | review [--cache DIR] [--json FILE] [--plot FILE.png]

Makes the vectors from the photographs of ../shared/data (20 minutes for LFW) and keeps them in --cache. `albums`:
B-cubed F on albums of many shapes; the best fixed cut-off is chosen by looking at the answer, the default has nothing.
`curve`: faces in groups of two or more, and how many of those are in mixed ones, for stricter and laxer settings.
`review`: how many faces have the right name after so many answers.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from labelled import (
    SEED,
    Faces,
    chosen_half,
    family_shaped,
    look_alikes,
    most_photographed,
    often,
    read,
    small,
    wide,
)

from core.evaluation.clusters import score_groups
from core.evaluation.plot import Axis, Series, write_plot
from core.evaluation.review import Review, answer_questions, ideal, name_and_split, name_groups
from core.faces.manifest import manifest
from core.people import cutoff
from core.people.cluster import average_linkage, group_faces, hdbscan_groups
from core.people.constraints import Constraints
from core.people.linkage import link
from core.people.units import Units

CUT_OFFS = np.arange(0.10, 0.2601, 0.01)
FARTHEST_AMONG_MANY = 0.15  # above it everything is one group, and takes long
ANSWERS = (10, 50, 100, 250, 423, 650)
PLAIN = 0.12
SHIFTS = (-0.06, -0.05, -0.04, -0.03, -0.02, -0.01, 0.0, 0.01, 0.02)

Row = dict[str, object]


def constraints_of(faces: Faces) -> Constraints:
    """Only the photographs are known."""
    none = Constraints.none(len(faces.person))
    photo = np.unique(faces.photo, return_inverse=True)[1].astype(np.int64)
    return Constraints(photo, none.person, none.rejected, none.same, none.different)


def by_default(faces: Faces) -> np.ndarray:
    everyone = np.ones(len(faces.person), dtype=np.bool_)
    return group_faces(faces.vectors, cut_off=None, constraints=constraints_of(faces), clusterable=everyone)


def best_fixed(faces: Faces) -> tuple[float, float]:
    """The best B-cubed F, and its cut-off."""
    apart = Units.from_constraints(constraints_of(faces)).apart
    limit = FARTHEST_AMONG_MANY if len(faces.person) > 4000 else CUT_OFFS[-1]
    tree = link(faces.vectors, np.ones(len(faces.person)), cut_off=limit, apart=apart)
    cuts = [float(cut) for cut in CUT_OFFS if cut <= limit + 1e-9]
    f, nearest = max((score_groups(tree.cut(cut), faces.person).b_cubed.f, -cut) for cut in cuts)
    return f, -nearest


def albums(cache: Path | None) -> Iterator[tuple[str, list[Faces]]]:
    """Name, and one album or several draws of a shape."""
    lfw = read("lfw", cache)
    yield "6 people", [lfw.only(most_photographed(lfw.person, 6))]
    for least, people in (
        (20, "62 people, 20+ photos"),
        (10, "158 people, 10+ photos"),
        (2, "1,680 people, 2+ photos"),
    ):
        yield people, [lfw.only(often(lfw.person, least))]
    yield "5,749 people, all", [lfw]
    half = chosen_half(lfw.person)
    yield "the chosen half", [lfw.only(half[lfw.person])]
    other = lfw.only(~half[lfw.person])
    yield "the other half", [other]
    yield "family-shaped, 10 draws", [lfw.only(one) for one in family_shaped(lfw.person, draws=10, seed=SEED)]
    yield from of_the_other_half(other)
    yield from real_albums(cache)


def of_the_other_half(other: Faces) -> Iterator[tuple[str, list[Faces]]]:
    """Small albums of people on whom nothing was chosen."""
    vectors, person = other.vectors, other.person
    yield "other half: small, 40 draws", [other.only(one) for one in small(person, draws=40, seed=SEED)]
    for name, widest in (("people who change", True), ("people who do not", False)):
        pool = wide(vectors, person, widest=widest)
        yield (
            f"other half: {name}, 20 draws",
            [other.only(one) for one in small(person, draws=20, seed=SEED, pool=pool)],
        )
    yield (
        "other half: look-alikes, 20 draws",
        [other.only(one) for one in look_alikes(vectors, person, draws=20, seed=SEED)],
    )


def real_albums(cache: Path | None) -> Iterator[tuple[str, list[Faces]]]:
    """The family and the casts, whole and in part."""
    random = np.random.default_rng(SEED)
    for name, part, text in (("family", "Family1", "one family of it"), ("casts", "bbt", "their galleries")):
        faces = read(name, cache)
        inside = np.array([part in Path(place).name for place in faces.places])
        wanted = inside if name == "family" else ~inside
        yield f"{name}", [faces]
        yield f"{name}: {text}", [faces.only(wanted[faces.photo])]
        photos = len(faces.places)
        draws = [random.choice(photos, int(random.integers(10, 21)), replace=False) for _ in range(100)]
        yield f"{name}: ten to twenty photos, 100 draws", [faces.only(np.isin(faces.photo, draw)) for draw in draws]


def strays(labels: np.ndarray, person: np.ndarray) -> float:
    """The share of the faces that are in a group that is mostly somebody else's."""
    cells, common = np.unique(np.stack([labels, person], axis=1), axis=0, return_counts=True)
    most = np.zeros(labels.max() + 1, dtype=np.int64)
    np.maximum.at(most, cells[:, 0], common)
    return float((len(labels) - most.sum()) / len(labels))


def measure_albums(cache: Path | None, only: str) -> list[Row]:
    print(
        "| album | faces | best fixed | default | short, worst | pairwise precision | in mixed groups | mixed albums "
        "| strays |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    rows: list[Row] = []
    for name, draws in albums(cache):
        if only not in name:
            continue
        best = [best_fixed(faces) for faces in draws]
        groups = [by_default(faces) for faces in draws]
        scores = [score_groups(labels, faces.person) for labels, faces in zip(groups, draws, strict=True)]
        short = [one[0] - score.b_cubed.f for one, score in zip(best, scores, strict=True)]
        at = f" at {best[0][1]:.2f}" if len(draws) == 1 else ""
        row: Row = {
            "album": name,
            "faces": round(float(np.mean([len(faces.person) for faces in draws]))),
            "best_fixed": float(np.mean([one[0] for one in best])),
            "default": float(np.mean([score.b_cubed.f for score in scores])),
            "precision": float(np.mean([score.b_cubed.precision for score in scores])),
            "short_mean": float(np.mean(short)),
            "short_worst": max(short),
            "pairwise_precision": float(np.mean([score.pairwise.precision for score in scores])),
            "impure": float(np.mean([score.impure for score in scores])),
            "mixed": sum(score.impure > 0 for score in scores),
            "strays": float(
                np.mean([strays(labels, faces.person) for labels, faces in zip(groups, draws, strict=True)])
            ),
        }
        rows.append(row)
        print(
            f"| {name} | {row['faces']} | {row['best_fixed']:.4f}{at} | {row['default']:.4f} | {max(short):+.4f} | "
            f"{row['pairwise_precision']:.4f} | {row['impure']:.1%} | {row['mixed']} of {len(draws)} | "
            f"{row['strays']:.2%} |",
            flush=True,
        )
    return rows


def measure_curve(cache: Path | None, plot: Path | None) -> list[Row]:
    """Stricter and laxer than the default, beside plain average linkage."""
    print("| album | method | cut-off | in groups of two or more | of them in mixed groups |")
    print("| --- | --- | --- | --- | --- |")
    rows: list[Row] = []
    for name in ("lfw", "casts"):
        faces = read(name, cache)
        for shift in SHIFTS:
            most, one = cutoff.MOST + shift, cutoff.AT_ONE_STRANGER + shift
            with mock.patch.multiple(cutoff, MOST=most, AT_ONE_STRANGER=one):
                rows.append(point(name, "default", f"{shift:+.2f}" if shift else "as it is", by_default(faces), faces))
        for fixed in (0.07, 0.08, 0.09, 0.10, 0.11, 0.12, 0.13, 0.14):
            labels = average_linkage(faces.vectors, cut_off=fixed, constraints=constraints_of(faces))
            rows.append(point(name, "average linkage", f"{fixed:.2f}", labels, faces))
    if plot:
        lines = []
        for name in ("lfw", "casts"):
            for method in ("default", "average linkage"):
                mine = [row for row in rows if (row["album"], row["method"]) == (name, method)]
                x, y = (np.array([row[key] for row in mine], dtype=float) for key in ("coverage", "purity"))
                lines.append(Series(f"{name}: {method}", x, y, dots=True, faint=method != "default"))
        axis = Axis("share of the faces in groups of two or more", (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0))
        write_plot(
            plot, "Purity and coverage", axis, Axis("of them in pure groups", (0.8, 0.85, 0.9, 0.95, 1.0)), lines
        )
    return rows


def point(album: str, method: str, setting: str, labels: np.ndarray, faces: Faces) -> Row:
    grouped = np.bincount(labels)[labels] >= 2
    coverage = float(grouped.mean())
    impure = score_groups(labels, faces.person).impure / max(coverage, 1e-9)
    print(f"| {album} | {method} | {setting} | {coverage:.1%} | {impure:.2%} |", flush=True)
    return {"album": album, "method": method, "setting": setting, "coverage": coverage, "purity": 1 - impure}


def measure_review(cache: Path | None, plot: Path | None) -> list[Row]:
    """The product's groups and questions, and other groups with plain naming and splitting."""
    lfw = read("lfw", cache)
    rows: list[Row] = []
    lines: list[Series] = []
    for name, faces in (("LFW, 5+ photos", lfw.only(often(lfw.person, 5))), ("casts", read("casts", cache))):
        print(f"\n| {name}, {len(faces.person)} faces | " + " | ".join(map(str, ANSWERS)) + " | 99 % after |")
        print("| --- |" + " --- |" * (len(ANSWERS) + 1))
        for method, review in reviews(faces):
            told = [review.after(answers) for answers in ANSWERS]
            cells = [f"{100 * right:.2f} ({100 * wrong:.2f})" for right, wrong in told]
            print(f"| {method} | " + " | ".join(cells) + f" | {review.answers_until(0.99)} |", flush=True)
            rows.append(
                {"album": name, "method": method, "named": told, "answers_until_99": review.answers_until(0.99)}
            )
            if name != "casts" and not method.endswith("split"):
                x = np.arange(min(651, len(review.right)))
                lines.append(Series(method, x, review.right[: len(x)], faint=len(lines) != 1))
    if plot:
        axes = (
            Axis("answers", (0, 100, 200, 300, 423, 550, 650)),
            Axis("faces with the right name", (0, 0.25, 0.5, 0.75, 1)),
        )
        write_plot(plot, "Naming 423 people", *axes, lines)
    return rows


def reviews(faces: Faces) -> Iterator[tuple[str, Review]]:
    thresholds = manifest("built-in").thresholds
    yield "the ideal", ideal(faces.person)
    groups = by_default(faces)
    yield "the default, named", name_groups(groups, faces.person)
    yield "the default, named and split", name_and_split(groups, faces.person)
    yield (
        "the default, as Review asks",
        answer_questions(faces.vectors, groups, faces.person, reach=thresholds.suggest, most=800),
    )
    for method, labels in (
        (f"average linkage at {PLAIN}", average_linkage(faces.vectors, cut_off=PLAIN)),
        ("HDBSCAN", hdbscan_groups(faces.vectors)),
    ):
        yield f"{method}, named", name_groups(labels, faces.person)
        yield f"{method}, named and split", name_and_split(labels, faces.person)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("albums", "curve", "review"))
    parser.add_argument("--cache", type=Path, metavar="DIR")
    parser.add_argument("--only", default="", metavar="TEXT", help="albums with this in their name")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--plot", type=Path, metavar="FILE")
    args = parser.parse_args()
    if args.what == "albums":
        rows = measure_albums(args.cache, args.only)
    else:
        rows = (measure_curve if args.what == "curve" else measure_review)(args.cache, args.plot)
    if args.json:
        args.json.write_text(json.dumps(rows, indent=2))


if __name__ == "__main__":
    main()
