"""Teach the album: would a small correction, learned from the user's own verdicts, group and name the rest better?

    python tests/benchmarks/lab_teach.py [--cache DIR] [--draws 3] [--half chosen|other] [--as-learned]

Albums of LFW: some named people (six photographs or more, at most thirty), half of whose faces the user confirmed, and
400 strangers with all their photographs, at most ten. A correction is learned from the confirmed faces. Everybody is
grouped under these verdicts, with and without it; what counts are the faces that nobody confirmed. `--cache` holds
lfw.npz, as for grouping_quality.py. The two halves of LFW's people are those of grouping_quality.py.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from labelled import SEED, Faces, chosen_half, read

from core.evaluation import verification
from core.evaluation.all_pairs import labelled_pairs
from core.evaluation.clusters import score_groups
from core.facenet.triplets import select, triplet_loss
from core.people.cluster import group_faces
from core.people.constraints import NOBODY, Constraints

NAMED = (5, 20, 100)
MOST_PHOTOS, STRANGERS, MOST_OF_A_STRANGER = 30, 400, 10
REACH, REACH_OF = 0.14, 1000  # the built-in pack's distance for grouping; faces of an album that it is kept for
MARGIN = 0.03  # 0.2, in the distances of the built-in network (0.171 where FaceNet has 1.242)
Correction = Callable[[np.ndarray, np.ndarray], Callable[[np.ndarray], np.ndarray]]


@dataclass(frozen=True)
class Album:
    vectors: np.ndarray  # (N, 128)
    person: np.ndarray  # (N,)
    confirmed: np.ndarray  # (N,) bool: the user said who it is
    named: np.ndarray  # (N,) bool: a face of somebody whom the user named


def albums(faces: Faces, named: int, draws: int) -> Iterator[Album]:
    counts = np.bincount(faces.person)
    for draw in range(draws):
        random = np.random.default_rng([SEED, named, draw])
        pool = random.permutation(np.flatnonzero(counts >= 6))[:named]
        others = random.permutation(np.flatnonzero((counts > 0) & ~np.isin(np.arange(len(counts)), pool)))[:STRANGERS]
        rows, confirmed, known = [], [], []
        for person, most in [(p, MOST_PHOTOS) for p in pool] + [(p, MOST_OF_A_STRANGER) for p in others]:
            mine = random.permutation(np.flatnonzero(faces.person == person))[:most]
            is_named = most == MOST_PHOTOS
            rows += mine.tolist()
            confirmed += [is_named and place < len(mine) // 2 for place in range(len(mine))]
            known += [is_named] * len(mine)
        yield Album(faces.vectors[rows], faces.person[rows], np.array(confirmed), np.array(known))


# --- the corrections: learned from vectors (n, 128) and persons (n,) ------------------------------------------------


def nothing(_vectors: np.ndarray, _person: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
    return lambda vectors: vectors


def within(vectors: np.ndarray, person: np.ndarray) -> np.ndarray:
    """Covariance within the people."""
    middle = np.array([vectors[person == one].mean(axis=0) for one in person])
    away = vectors - middle
    return away.T @ away / max(1, len(vectors) - len(np.unique(person)))


def whitening(share: float) -> Correction:
    """Directions in which one person varies count less; mixed with the identity so that few faces say little."""

    def learn(vectors: np.ndarray, person: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
        covariance = within(vectors, person)
        mixed = share * covariance / np.trace(covariance) * len(covariance) + (1 - share) * np.eye(len(covariance))
        values, axes = np.linalg.eigh(mixed)
        return as_before(axes * values**-0.5 @ axes.T, vectors)

    return learn


def low_rank(rank: int, strength: float) -> Correction:
    """Only the `rank` directions in which one person varies most are weakened, by `strength`."""

    def learn(vectors: np.ndarray, person: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
        axes = np.linalg.eigh(within(vectors, person))[1][:, -rank:]
        return as_before(np.eye(len(axes)) - strength * axes @ axes.T, vectors)

    return learn


def residual(rank: int, decay: float, *, steps: int = 150) -> Correction:
    """I + U V', taught by the triplet loss on semi-hard negatives, drawn back to the identity by weight decay."""

    def learn(vectors: np.ndarray, person: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
        torch.manual_seed(SEED)
        before, labels = torch.tensor(vectors), torch.tensor(person)
        width = vectors.shape[1]
        left = (0.01 * torch.randn(width, rank)).requires_grad_()
        right = torch.zeros(rank, width, requires_grad=True)
        optimiser = torch.optim.Adam([left, right], lr=0.01)
        for _ in range(steps):
            after = torch.nn.functional.normalize(before + before @ left @ right, dim=1)
            chosen = select(after, labels, "semi-hard", margin=MARGIN)
            drawn = decay * (left @ right).square().sum()
            lacking = triplet_loss(*(after[column] for column in chosen.T), margin=MARGIN)
            loss = drawn + (lacking.mean() if len(chosen) else 0)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
        return as_before((torch.eye(width) + left @ right).detach().numpy().T.astype(np.float64), vectors)

    return learn


def as_before(change: np.ndarray, taught: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
    """Changes the part of a vector that is not the mean of all, and keeps the mean distance of the taught faces."""
    middle = taught.mean(axis=0)
    away = taught - middle
    scale = np.sqrt((away**2).sum() / ((away @ change.T) ** 2).sum())

    def apply(vectors: np.ndarray) -> np.ndarray:
        changed = middle + scale * (vectors - middle) @ change.T
        return (changed / np.linalg.norm(changed, axis=1, keepdims=True)).astype(np.float32)

    return apply


CORRECTIONS: dict[str, Correction] = {
    "nothing": nothing,
    "whitening 5 %": whitening(0.05),
    "whitening 10 %": whitening(0.1),
    "whitening 20 %": whitening(0.2),
    "whitening 40 %": whitening(0.4),
    "4 directions by a half": low_rank(4, 0.5),
    "16 directions by a half": low_rank(16, 0.5),
    "residual, rank 128, free": residual(128, 0.0),
    "residual, rank 8": residual(8, 0.001),
    "residual, rank 4": residual(4, 0.01),
}


# --- what it is worth ---------------------------------------------------------------------------------------------


def grouped(album: Album, vectors: np.ndarray) -> np.ndarray:
    none = Constraints.none(len(vectors))
    person = np.where(album.confirmed, album.person, NOBODY).astype(np.int64)
    word = Constraints(none.photo, person, none.rejected, none.same, none.different)
    return group_faces(vectors, cut_off=None, constraints=word, clusterable=np.ones(len(vectors), bool))


def by_person(album: Album, vectors: np.ndarray, labels: np.ndarray, *, deviations: float, most: float) -> np.ndarray:
    """The per-person form: a group without a name joins the named person whose faces it is nearest to, where it is as
    near as that person's own faces are to the middle of the others (their mean distance, and so many deviations, but at
    most so many times what is usual)."""
    labels = labels.copy()
    people = np.unique(album.person[album.confirmed])
    mine = [np.flatnonzero(album.confirmed & (album.person == one)) for one in people]
    middles = np.array([vectors[faces].mean(axis=0) for faces in mine])
    limits = []
    for faces, middle in zip(mine, middles, strict=True):
        alone = [((vectors[f] - (middle * len(faces) - vectors[f]) / (len(faces) - 1)) ** 2).sum() for f in faces]
        limits.append(np.mean(alone) + deviations * np.std(alone) if len(faces) > 2 else 0.0)
    usual = np.median([limit for limit in limits if limit]) if any(limits) else 0.0
    limits = np.minimum([limit or usual for limit in limits], most * usual)
    named = set(labels[album.confirmed].tolist())
    for group in np.unique(labels):
        if group in named:
            continue
        distances = ((vectors[labels == group].mean(axis=0) - middles) ** 2).sum(axis=1)
        nearest = int(distances.argmin())
        if distances[nearest] <= limits[nearest]:
            labels[labels == group] = labels[mine[nearest][0]]
    return labels


def review(album: Album, labels: np.ndarray) -> tuple[float, float, int, int]:
    """(named right without an answer, named wrong, answers until 95 % of all are right, until 98 %): shares of the
    faces that nobody confirmed; then the user names the largest nameless group, again and again, and one by one takes
    out what is wrong."""
    open_faces = ~album.confirmed
    total = int(open_faces.sum())
    right = wrong = 0
    gains = []
    for group in np.unique(labels):
        mine = labels == group
        sure = album.person[mine & album.confirmed]
        rest = album.person[mine & open_faces]
        who = sure[0] if len(sure) else np.bincount(rest).argmax()
        good = int((rest == who).sum())
        if len(sure):
            right += good
            wrong += len(rest) - good
        else:
            gains.append(good)
        gains += [1] * (len(rest) - good)  # each face in a wrong group is one answer
    running = (right + np.concatenate([[0], np.cumsum(sorted(gains, reverse=True))])) / total
    answers = [int(np.argmax(running >= share)) for share in (0.95, 0.98)]
    return right / total, wrong / total, answers[0], answers[1]


def b_cubed(album: Album, labels: np.ndarray, which: np.ndarray) -> float:
    return score_groups(labels[which], album.person[which]).b_cubed.f


def with_the_old_reach(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """The vectors after a correction, drawn together or apart so that as many pairs of the album as before lie within
    the distance that groups: the grouping's rule is made for the distances as they were. Needs no labels."""
    some = np.random.default_rng(SEED).permutation(len(before))[:REACH_OF]
    upper = np.triu_indices(len(some), 1)
    share = ((2 - 2 * before[some] @ before[some].T)[upper] <= REACH).mean()
    middle = after.mean(axis=0)

    def spread(scale: float) -> np.ndarray:
        moved = middle + scale * (after - middle)
        return (moved / np.linalg.norm(moved, axis=1, keepdims=True)).astype(np.float32)

    low, high = 0.5, 2.0
    for _ in range(25):
        scale = (low + high) / 2
        near = ((2 - 2 * spread(scale)[some] @ spread(scale)[some].T)[upper] <= REACH).mean()
        low, high = (scale, high) if near > share else (low, scale)
    return spread(scale)


def measure(
    album: Album, correction: Correction, *, personal: tuple[float, float] | None, keep_reach: bool
) -> dict[str, float]:
    apply = correction(album.vectors[album.confirmed], album.person[album.confirmed])
    vectors = apply(album.vectors)
    if keep_reach and correction is not nothing:
        vectors = with_the_old_reach(album.vectors, vectors)
    labels = grouped(album, vectors)
    if personal is not None:
        labels = by_person(album, vectors, labels, deviations=personal[0], most=personal[1])
    held, strangers = album.named & ~album.confirmed, ~album.named
    right, wrong, most, all_but_few = review(album, labels)
    row = {
        "F, held back": b_cubed(album, labels, held),
        "F, strangers": b_cubed(album, labels, strangers),
        "F, both": b_cubed(album, labels, ~album.confirmed),
        "named right": right,
        "named wrong": wrong,
        "answers to 95 %": most,
        "answers to 98 %": all_but_few,
    }
    for name, which in (("held back", held), ("strangers", strangers)):
        pairs = labelled_pairs(vectors[which], album.person[which])
        row[f"VAL, {name}"] = verification.val_at_far(*pairs, far=1e-3)
    return row


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path, metavar="DIR")
    parser.add_argument("--draws", type=int, default=3)
    parser.add_argument("--half", choices=("chosen", "other"), default="other")
    parser.add_argument("--as-learned", action="store_true", help="do not keep the album's reach")
    parser.add_argument("--only", default="", metavar="TEXT")
    parser.add_argument("--json", type=Path, metavar="FILE")
    args = parser.parse_args()
    torch.set_num_threads(1)
    lfw = read("lfw", args.cache)
    half = chosen_half(lfw.person)[lfw.person]
    faces = lfw.only(half if args.half == "chosen" else ~half)
    rows = []
    for named in NAMED:
        made = list(albums(faces, named, args.draws))
        people = np.mean([len(np.unique(album.person[album.named])) for album in made])
        confirmed = np.mean([album.confirmed.sum() for album in made])
        print(
            f"\n{people:.0f} named people, {confirmed:.0f} confirmed faces; means of {len(made)} albums\n", flush=True
        )
        told = False
        forms: list[tuple[str, Correction, tuple[float, float] | None]] = [
            *((name, one, None) for name, one in CORRECTIONS.items()),
            ("a distance for each person", nothing, (1.5, 1.1)),
            ("a wider distance for each person", nothing, (3.0, 1.5)),
        ]
        for name, correction, personal in forms:
            if args.only not in name:
                continue
            each = [measure(album, correction, personal=personal, keep_reach=not args.as_learned) for album in made]
            mean = {key: float(np.mean([row[key] for row in each])) for key in each[0]}
            rows.append({"named": named, "correction": name, "mean": mean, "each": each})
            if not told:
                print("| correction | " + " | ".join(mean) + " |\n| --- |" + " --- |" * len(mean))
                told = True
            cells = [f"{value:.1f}" if "answers" in key else f"{value:.4f}" for key, value in mean.items()]
            print(f"| {name} | " + " | ".join(cells) + " |", flush=True)
    if args.json:
        args.json.write_text(json.dumps(rows, indent=2))


if __name__ == "__main__":
    main()
