"""`index` and `cluster`: the runs of the worker, watched from the command line."""

from __future__ import annotations

import argparse
import sys
import time
from importlib.util import find_spec
from pathlib import Path

from core.commands import Answer, library_folder, open_library
from core.errors import CoreError, EditError, PhotoError
from core.people.edits import add_folder
from core.program import command
from core.records import Progress
from core.store.connection import path_to_sql
from core.store.library import Library
from core.worker import Worker

POLL_SECONDS = 0.1


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """Adds the commands of this module."""
    index = commands.add_parser("index", parents=[common])
    index.add_argument("folders", nargs="*", metavar="FOLDER", help="folders to take in; none: those of the library")
    index.add_argument("--workers", type=int, default=0, metavar="N", help="photos in work at once (one a core)")
    index.set_defaults(run=run_index)
    cluster = commands.add_parser("cluster", parents=[common])
    there = find_spec("hdbscan") is not None  # installed programs do not carry it
    algorithms = ("average", "hdbscan") if there else ("average",)
    cluster.add_argument("--algorithm", choices=algorithms, default="average", help="average linkage")
    cluster.set_defaults(run=run_cluster)


def run_index(args: argparse.Namespace) -> Answer:
    """Adds the folders and indexes; photos that fail do not make it fail."""
    began = time.monotonic()
    with Library(library_folder(args)) as library:
        _add_folders(library, args.folders)
    last = _run(Worker(library_folder(args), at_once=args.workers))
    with Library(library_folder(args)) as library:
        counts = library.queries.counts()
        people = library.queries.people()
    indexed = last.done - last.failed - last.known
    document = {
        "photos": counts["photos"],
        "indexed": indexed,
        "failed": last.failed,
        "skipped": max(0, counts["photos"] - indexed - last.failed),  # looked at in an earlier run
        "faces": counts["faces"],
        "people": sum(1 for person in people if person.person_id is not None),
        "groups": sum(1 for person in people if person.person_id is None),
        "seconds": round(time.monotonic() - began, 2),
    }
    text = (
        f"{document['photos']} photos ({document['indexed']} read now, {document['failed']} could not be read), "
        f"{document['faces']} faces, {document['people']} people, {document['groups']} nameless groups, "
        f"{document['seconds']:.1f} s"
    )
    return Answer(document, text)


def run_cluster(args: argparse.Namespace) -> Answer:
    """Groups the faces under the user's verdicts."""
    with open_library(args) as library:
        library.groups.forget_standing()
    began = time.monotonic()
    _run(Worker(library_folder(args), job="group", algorithm=args.algorithm))
    seconds = round(time.monotonic() - began, 2)
    with open_library(args) as library:
        groups = sum(1 for person in library.queries.people() if person.person_id is None)
        document = {"faces": library.queries.counts()["faces"], "groups": groups, "seconds": seconds}
    return Answer(document, f"{document['faces']} faces, {groups} nameless groups, {seconds:.1f} s")


def _add_folders(library: Library, folders: list[str]) -> None:
    known = {Path(folder.path) for folder in library.queries.folders()}
    for name in folders:
        folder = Path(name).absolute()
        if not folder.is_dir():
            raise PhotoError(f"There is no folder {folder}.")
        if folder not in known:
            library.do(add_folder, path_to_sql(str(folder)))
            known.add(folder)
    if not known:
        raise EditError(f"Name a folder of photos to take in: {command()} index FOLDER")


def _run(worker: Worker) -> Progress:
    worker.start()
    last = Progress("starting")
    try:
        while worker.running:
            for last in worker.poll():
                _show(last)
            time.sleep(POLL_SECONDS)
    finally:
        worker.stop()
    if worker.error:
        raise CoreError(worker.error)
    return last


def _show(progress: Progress) -> None:
    if sys.stderr.isatty():
        left = "" if progress.seconds_left is None else f", about {progress.seconds_left:.0f} s left"
        line = f"{progress.stage}: {progress.done} of {progress.total} photos, {progress.faces} faces{left}"
        end = "\n" if progress.stage == "finished" else ""
        sys.stderr.write(f"\r{line:<78}{end}")
        sys.stderr.flush()
