"""The commands of `python -m core`, by what they do: `indexing`, `asking`, `editing`, `looking`, `exchanging`.

A command is a function of the parsed arguments that returns an `Answer`: one JSON document and the same for people.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.errors import LibraryError
from core.faces.manifest import BUILTIN
from core.program import command
from core.store.library import Library, default_folder, is_library


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command says: `document` with --json, else `text`."""

    document: Any
    text: str


def add_pack_option(parser: argparse.ArgumentParser) -> None:
    """Lets a command that works without a library use another pack."""
    parser.add_argument("--pack", default=BUILTIN, metavar="NAME", help="model pack to use (default: the built-in one)")


def library_folder(args: argparse.Namespace) -> Path:
    """The folder that --library names, or the user's own."""
    return Path(args.library) if args.library else default_folder()


def open_library(args: argparse.Namespace) -> Library:
    """The library, which must be there. Raises `LibraryError`."""
    folder = library_folder(args)
    if not is_library(folder):
        raise LibraryError(f"There is no library in {folder}. Make one with: {command()} index FOLDER")
    return Library(folder)
