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

from core.commands import Answer, asking, editing, evaluating, exchanging, indexing, looking, packs, training
from core.errors import CoreError
from core.program import command


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--library", metavar="DIR", help="folder of the library (default: the user's own)")
    common.add_argument("--json", action="store_true", help="one JSON document on stdout")
    whole = argparse.ArgumentParser(prog=command(), description="Familiar without a window.")
    commands = whole.add_subparsers(required=True, metavar="COMMAND")
    for module in (indexing, asking, editing, looking, exchanging, packs, evaluating, training):
        module.add_parsers(commands, common)
    return whole


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; returns the exit code."""
    multiprocessing.freeze_support()
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    args = parser().parse_args(arguments)
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
