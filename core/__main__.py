"""The headless command line: `python -m core` or, installed, `familiar-core`. Scripts and benchmarks rely on it.

Options follow the command. People read text on stdout, programs one JSON document with --json; progress and logs go
to stderr. Exit code 0 for success, 1 for a failure explained in one sentence, 2 for wrong usage.
"""

from __future__ import annotations

import argparse
import json
import logging
import multiprocessing
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Final

from core.errors import CoreError
from core.program import command

if TYPE_CHECKING:
    from core.commands import Answer

COMMANDS: Final = {
    "index": ("indexing", "take folders in and look through all of them"),
    "cluster": ("indexing", "group the faces anew, now"),
    "people": ("asking", "named people and nameless groups"),
    "faces": ("asking", "every face, or those of one photo"),
    "suggest": ("asking", "the questions worth asking, best first"),
    "name": ("editing", "name a person, a group or a face"),
    "merge": ("editing", "make one person of several"),
    "split": ("editing", "take a mixed group apart in two"),
    "reject": ("editing", "a face is not this person"),
    "answer": ("editing", "answer a question: are these two the same person?"),
    "hide": ("editing", "put somebody out of sight"),
    "undo": ("editing", "take the last edit back"),
    "redo": ("editing", "do again what was undone"),
    "embed": ("looking", "boxes, landmarks and vectors of every face"),
    "verify": ("looking", "do two photos show the same person?"),
    "identify": ("looking", "who is in this photo, by the people of the library"),
    "names": ("exchanging", "names that other programs noted in and beside the photos"),
    "export": ("exchanging", "a list of all people and faces"),
    "packs": ("packs", "model packs: list, install, use"),
    "video-part": ("packs", "bring the part that opens videos"),
    "evaluate": ("evaluating", "how good the recognition is"),
    "cut-chips": ("training", "make aligned faces to train a network with"),
    "train": ("training", "train a network on chips"),
    "export-model": ("training", "make a model pack of a trained network"),
}
"""Each command, the module of `core.commands` that knows it, and what it does. A module is loaded when one of its
commands is wanted, since all of them together take a second."""


def parser(wanted: str) -> argparse.ArgumentParser:
    """The command line: the command `wanted` with its options, the others by name."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--library", metavar="DIR", help="folder of the library (default: the user's own)")
    common.add_argument("--json", action="store_true", help="one JSON document on stdout")
    whole = argparse.ArgumentParser(prog=command(), description="Familiar without a window.")
    commands = whole.add_subparsers(required=True, metavar="COMMAND")
    owner, _ = COMMANDS.get(wanted, ("", ""))
    if owner:
        import_module(f"core.commands.{owner}").add_parsers(commands, common)
    for name, (module, says) in COMMANDS.items():
        if module != owner:
            commands.add_parser(name, help=says)
    return whole


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; returns the exit code."""
    multiprocessing.freeze_support()
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    words = sys.argv[1:] if arguments is None else arguments
    args = parser(words[0] if words else "").parse_args(words)
    try:
        answer: Answer = args.run(args)
    except CoreError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 1
    print(json.dumps(answer.document, indent=2) if args.json else answer.text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
