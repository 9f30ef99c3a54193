"""`name`, `merge`, `split`, `reject`, `answer`, `hide`, `undo`, `redo`: the same edits that the window makes."""

from __future__ import annotations

import argparse

from core.commands import Answer, open_library
from core.errors import EditError
from core.people import edits
from core.people.answers import answer
from core.people.draft import Edit, Said, parse_key


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """Adds the commands of this module."""
    name = commands.add_parser("name", parents=[common])
    name.add_argument("id", metavar="ID")
    name.add_argument("name", metavar="NAME")
    name.set_defaults(run=run_name)
    merge = commands.add_parser("merge", parents=[common])
    merge.add_argument("ids", nargs="+", metavar="ID")
    merge.set_defaults(run=run_merge)
    split = commands.add_parser("split", parents=[common])
    split.add_argument("id", metavar="ID")
    split.set_defaults(run=run_split)
    reject = commands.add_parser("reject", parents=[common])
    reject.add_argument("face", metavar="FACE")
    reject.add_argument("person", metavar="PERSON")
    reject.set_defaults(run=run_reject)
    ask = commands.add_parser("answer", parents=[common])
    ask.add_argument("left", metavar="ID")
    ask.add_argument("right", metavar="ID")
    ask.add_argument("answer", choices=("yes", "no", "unsure"))
    ask.set_defaults(run=run_answer)
    hide = commands.add_parser("hide", parents=[common])
    hide.add_argument("id", metavar="ID")
    hide.set_defaults(run=run_hide)
    for word in ("undo", "redo"):
        commands.add_parser(word, parents=[common]).set_defaults(run=run_undo, back=word == "undo")


def run_name(args: argparse.Namespace) -> Answer:
    """Names somebody."""
    with open_library(args) as library:
        return _done(library.journal.do(edits.name, args.id, args.name)[0])


def run_merge(args: argparse.Namespace) -> Answer:
    """Merges people and groups."""
    with open_library(args) as library:
        return _done(library.journal.do(edits.merge, args.ids)[0])


def run_split(args: argparse.Namespace) -> Answer:
    """Splits somebody in two by linking their faces again."""
    with open_library(args) as library:
        _, leave = library.questions.halves(args.id)
        return _done(library.journal.do(edits.split, args.id, leave)[0])


def run_answer(args: argparse.Namespace) -> Answer:
    """Answers a question of `suggest`."""
    said: Said = {"yes": "same", "no": "different"}.get(args.answer, "unsure")  # type: ignore[assignment]
    with open_library(args) as library:
        return _done(library.journal.do(answer, args.left, args.right, said)[0])


def run_reject(args: argparse.Namespace) -> Answer:
    """Says that a face is not somebody."""
    kind, face_id = parse_key(args.face)
    if kind != "f":
        raise EditError(f"“{args.face}” is not a face. A face's id looks like f7.")
    with open_library(args) as library:
        return _done(library.journal.do(edits.reject, [face_id], args.person)[0])


def run_hide(args: argparse.Namespace) -> Answer:
    """Hides somebody."""
    with open_library(args) as library:
        return _done(library.journal.do(edits.set_state, [args.id], "hidden")[0])


def run_undo(args: argparse.Namespace) -> Answer:
    """Undoes or redoes."""
    with open_library(args) as library:
        edit, _ = library.journal.undo() if args.back else library.journal.redo()
    return _done(edit, "Undone: " if args.back else "Done again: ")


def _done(edit: Edit, prefix: str = "") -> Answer:
    text = prefix + edits.sentence(edit)
    people = sorted({row.key[0] for row in edit.rows if row.table == "people" and row.after is not None}, key=str)
    return Answer({"edit": edit.kind, "text": text, "people": people}, text)
