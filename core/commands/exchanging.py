"""`names import`, `names export`, `export`: what other programs know, and what they may learn."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from core.commands import Answer, open_library
from core.people.known_names import How, NamesPlan
from core.photos.picasa import own_contacts, read_contacts
from core.store.face_list import write_list
from core.store.foreign_names import ForeignNames

SHOWN_EVERY = 100  # photos between two lines of progress


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """Adds the commands of this module."""
    names = commands.add_parser("names")
    ways = names.add_subparsers(required=True, metavar="import|export")
    take = ways.add_parser("import", parents=[common], help="take them over, as one edit")
    take.add_argument("--preview", action="store_true", help="only say what would be taken over")
    take.add_argument("--only", action="append", metavar="NAME", help="only this name (may be repeated)")
    take.add_argument("--contacts", metavar="FILE", help="contacts.xml of Picasa, where it is not in its usual place")
    take.add_argument("--guess", action="store_true", help="a name without a box: to a photo's only nameless face")
    take.set_defaults(run=run_import)
    give = ways.add_parser("export", parents=[common], help="write them into a small .xmp file beside each photo")
    give.add_argument("--confirmed", action="store_true", help="no guesses: only what you said yourself")
    give.add_argument(
        "--into-photos", action="store_true", help="into the photos themselves (JPEG and PNG); this changes their files"
    )
    give.add_argument(
        "--overrule", action="store_true", help="also where another program says that a face is somebody else"
    )
    give.set_defaults(run=run_export)
    table = commands.add_parser("export", parents=[common])
    table.add_argument("format", choices=("csv", "json"))
    table.add_argument("file", metavar="FILE")
    table.set_defaults(run=run_list)


def run_import(args: argparse.Namespace) -> Answer:
    """Reads what is noted, and takes it over unless only a preview is wanted."""
    place = Path(args.contacts) if args.contacts else own_contacts()
    contacts = read_contacts(place) if place else {}
    with open_library(args) as library:
        foreign = ForeignNames(library.db)
        plan = foreign.read(contacts=contacts, step=_show)
        if args.only:
            plan = plan.only(args.only)
        if not args.preview:
            library.do(foreign.take_over, plan, guess=args.guess)
    return _said(plan, taken=not args.preview)


def run_export(args: argparse.Namespace) -> Answer:
    """Writes sidecars; the photos themselves are touched only where that is asked for."""
    with open_library(args) as library:
        into = library.folder if args.into_photos else None
        written = ForeignNames(library.db).write(
            only_confirmed=args.confirmed, step=_show, into=into, overrule=args.overrule
        )
    document = {
        "sidecars": written.sidecars,
        "photos_changed": written.photos,
        "faces": written.faces,
        "unchanged": written.unchanged,
        "left_to_other_programs": written.left,
        "refused": [{"photo": photo, "reason": reason} for photo, reason in written.refused],
    }
    changed = f", {written.photos} photos changed" if args.into_photos else ""
    lines = [
        f"{written.sidecars} sidecars written{changed}, with {written.faces} faces; {written.unchanged} said so already"
    ]
    if written.left:
        lines.append(
            f"{written.left} faces were left to other programs that say somebody else; --overrule writes them."
        )
    lines += [f"{photo}: {reason}" for photo, reason in written.refused]
    return Answer(document, "\n".join(lines))


def run_list(args: argparse.Namespace) -> Answer:
    """Writes the list."""
    with open_library(args) as library:
        count = write_list(library, Path(args.file), args.format)
    return Answer({"entries": count, "file": args.file}, f"{count} entries written to {args.file}")


def _said(plan: NamesPlan, *, taken: bool) -> Answer:
    total: Counter[How] = Counter(one.how for one in plan.placed)
    document = {
        "photos": plan.photos,
        "unread": plan.unread,
        "waiting": plan.waiting,
        "damaged": plan.damaged,
        "picasa_names_missing": plan.strangers,
        "taken_over": taken,
        "names": [{"name": name, **_words(counts)} for name, counts in plan.counts().items()],
        **_words(total),
    }
    lines = [f"{name}: {_sentence(counts)}" for name, counts in plan.counts().items()]
    lines.append(f"{'Taken over' if taken else 'Found'} in {plan.photos} photos: {_sentence(total)}")
    if plan.strangers:
        lines.append(f"{plan.strangers} of Picasa's people have no name here; --contacts FILE would tell them.")
    if plan.waiting:
        lines.append(f"{plan.waiting} photos were not looked through yet: index them, then import again.")
    if plan.damaged:
        lines.append(f"{plan.damaged} notes of other programs could not be understood.")
    return Answer(document, "\n".join(lines))


def _words(counts: Counter[How]) -> dict[str, int]:
    return {
        "faces": counts["face"],
        "new_boxes": counts["box"],
        "photos_without_place": counts["photo"],
        "only_face": counts["only_face"],
        "known": counts["known"],
        "differs": counts["differs"],
    }


def _sentence(counts: Counter[How]) -> str:
    said = {
        "face": "faces found here",
        "box": "new boxes",
        "photo": "photos without a place",
        "only_face": "perhaps the only nameless face of a photo",
        "known": "known already",
        "differs": "where you said something else, which stays",
    }
    return ", ".join(f"{counts[how]} {text}" for how, text in said.items() if counts[how]) or "nothing"  # type: ignore[index]


def _show(done: int, total: int) -> bool:
    if sys.stderr.isatty() and done % SHOWN_EVERY == 0:
        sys.stderr.write(f"\r{done} of {total} photos")
        sys.stderr.flush()
    return True
