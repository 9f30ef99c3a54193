"""`python -m app`, or `familiar`: the window.

Nothing of Qt is imported before `main` runs: the worker's child process imports this module anew, and needs none of it.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import os
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asks for."""

    library: Path | None  # None for the user's own
    page: str  # "" for the page that was open last
    screenshot: Path | None
    sample: bool
    opened: Path | None = None  # a folder that the desktop wants opened: it is taken in
    selftest: bool = False
    as_json: bool = False
    report: Path | None = None  # where the self-test's report is written, too


def parse(arguments: list[str]) -> Options:
    """The options of a command line. Exits with code 2 on wrong usage."""
    from core.photos.sample_sources import sample_sources_available

    has_sample = sample_sources_available()
    parser = argparse.ArgumentParser(prog="familiar", description="Finds the people in your photographs.")
    parser.add_argument("--library", type=Path, metavar="DIR", help="the folder of the library")
    parser.add_argument(
        "--page",
        default="",
        metavar="P",
        help="people, review, photos, unnamed, folders, failed, settings, person:p3, photo:12",
    )
    parser.add_argument("--screenshot", type=Path, metavar="FILE", help="draws the page into a PNG file, and ends")
    sample = "tries the program on a small album made on the spot" if has_sample else argparse.SUPPRESS
    parser.add_argument("--sample", action="store_true", help=sample)
    parser.add_argument("opened", type=Path, nargs="?", metavar="FOLDER", help="a folder of photos to take in")
    parser.add_argument("--selftest", action="store_true", help="checks whether this installation works, and ends")
    parser.add_argument("--json", action="store_true", dest="as_json", help="with --selftest: a report for programs")
    parser.add_argument("--report", type=Path, metavar="FILE", help="with --selftest: writes that report into a file")
    options = Options(**vars(parser.parse_args(arguments)))
    if options.sample and not has_sample:
        parser.error("the photographs of the sample album do not come with this installation")
    return options


def _has_screen() -> bool:
    """Whether a window can be shown; Qt would end the program without a word."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def main() -> int:
    """Runs the window until it is closed; returns the exit code."""
    multiprocessing.freeze_support()
    gc.disable()  # nothing that is imported goes away; `app.garbage` collects later
    options = parse(sys.argv[1:])
    if not _has_screen():
        from core.program import command

        if options.screenshot is None and not options.selftest:
            sys.stderr.write(f"There is no screen here to show a window on. Without one: {command()} --help\n")
            return 1
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if options.selftest:
        from app import selftest

        return selftest.main(as_json=options.as_json, report=options.report)
    from app import application

    return application.run(options)


if __name__ == "__main__":
    sys.exit(main())
