"""Running a training, and how it gets on: a report every so many faces, a line of the log for each, a checkpoint."""

from __future__ import annotations

import csv
import time
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np

from core.evaluation.all_pairs import HoldOut, hold_out
from core.facenet.embedding import embed
from core.facenet.faces import Faces
from core.facenet.training import Training

LOG = "log.csv"
COLUMNS = ("step", "images", "seconds", "loss", "active", "spread", "val", "val_error", "auc", "accuracy")
SPREAD_OF = 256  # faces of the training set on which the spread is measured


@dataclass(frozen=True, slots=True)
class Report:
    """How far a training is."""

    step: int
    images: int
    seconds: float
    loss: float  # mean since the last report
    active: float  # share of the terms that still teach
    spread: float  # mean squared distance of a vector from the mean vector: 0 is the collapse
    unseen: HoldOut | None


def run(
    training: Training,
    unseen: Faces | None,
    *,
    seconds: float = float("inf"),
    every: int = 5000,
    told: Callable[[Report], None] | None = None,
) -> None:
    """Steps until the plan is fulfilled or `seconds` are over; reports every so many faces, writes the log and keeps a
    checkpoint each time. Stopped at any moment, the next run goes on at the last checkpoint."""
    until = time.monotonic() + seconds
    _cut_log(training.folder / LOG, training.step)
    losses: list[tuple[float, float]] = []
    before = training.images
    while not training.done:
        losses.append(training.advance())
        over = time.monotonic() >= until
        if training.done or over or training.images - before >= every:
            before = training.images
            report = _report(training, losses, unseen)
            losses = []
            training.save()
            _write_log(training.folder / LOG, report)
            if told:
                told(report)
            if over:
                return


def _report(training: Training, losses: list[tuple[float, float]], unseen: Faces | None) -> Report:
    loss, active = np.mean(losses, axis=0)
    random = np.random.default_rng(0)
    some = random.permutation(len(training.seen.labels))[:SPREAD_OF]
    vectors = embed(training.network, training.seen.chips[some])
    measured = hold_out(embed(training.network, unseen.chips), unseen.labels) if unseen is not None else None
    spread = float(vectors.var(axis=0).sum())
    return Report(training.step, training.images, training.seconds, float(loss), float(active), spread, measured)


def _row(report: Report) -> dict[str, object]:
    row: dict[str, object] = {one.name: getattr(report, one.name) for one in fields(report) if one.name != "unseen"}
    if report.unseen is not None:
        one = report.unseen
        row |= {"val": one.val, "val_error": one.error, "auc": one.auc, "accuracy": one.accuracy}
    return {name: f"{value:.5g}" if isinstance(value, float) else value for name, value in row.items()}


def _write_log(path: Path, report: Report) -> None:
    new = not path.exists()
    with path.open("a", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS)
        if new:
            writer.writeheader()
        writer.writerow(_row(report))


def read_log(path: Path) -> list[dict[str, str]]:
    """The rows of a log; nothing where there is none."""
    if not path.exists():
        return []
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _cut_log(path: Path, step: int) -> None:
    """Takes out what was logged after the checkpoint that a run goes on from."""
    rows = [row for row in read_log(path) if int(row["step"]) <= step]
    path.unlink(missing_ok=True)
    if rows:
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows(rows)
