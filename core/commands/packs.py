"""`packs`: which model packs there are, installing one, and using it for a library; `video-part`: bringing that."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from core import video_part
from core.commands import Answer, library_folder
from core.errors import ModelError, PartError
from core.faces.install import MEGABYTE, Order, install, licence_first, size_of
from core.faces.manifest import Manifest, manifest, manifests
from core.faces.packs import is_installed, not_installed
from core.program import command
from core.store.library import FILE, Library


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """Adds the command of this module."""
    packs = commands.add_parser("packs", parents=[common])
    packs.set_defaults(run=run_list)
    actions = packs.add_subparsers(metavar="ACTION")
    actions.add_parser("list", parents=[common], help="the packs there are").set_defaults(run=run_list)
    one = actions.add_parser("install", parents=[common], help="fetch a pack and check it")
    one.add_argument("name", metavar="NAME")
    one.add_argument(
        "--from", dest="source", default="", metavar="PLACE", help="a folder, a file, or a mirror's address"
    )
    one.add_argument("--accept-licence", action="store_true", help="accept a licence that restricts use")
    one.set_defaults(run=run_install)
    use = actions.add_parser("use", parents=[common], help="find and compare the library's faces with this pack")
    use.add_argument("name", metavar="NAME")
    use.set_defaults(run=run_use)
    part = commands.add_parser("video-part", parents=[common])
    part.add_argument("archive", metavar="FILE", type=Path)
    part.set_defaults(run=run_video_part)


def run_list(args: argparse.Namespace) -> Answer:
    """All packs, and which of them the library uses."""
    wanted, shown = _of_library(args)
    rows = [_row(one, wanted=wanted, shown=shown) for one in manifests().values()]
    return Answer(rows, "\n".join(_line(row) for row in rows))


def run_install(args: argparse.Namespace) -> Answer:
    """Fetches a pack, or takes its files from a place on this computer."""
    one = manifest(args.name)
    source = args.source if "://" in args.source or not args.source else str(_existing(args.source))
    if one.licence.restricts and not args.accept_licence:
        raise ModelError(f"{licence_first(one)} If you accept it, install the pack with --accept-licence.")
    install(one, Order(source=source, accepted=args.accept_licence, tell=_show))
    return Answer(_row(one, wanted="", shown=""), f"The pack “{one.title}” is installed.")


def run_use(args: argparse.Namespace) -> Answer:
    """Changes the library to another pack, now or, where its faces have to be looked at again, with the next run."""
    one = manifest(args.name)
    if not is_installed(one):
        raise ModelError(not_installed(one))
    with Library(library_folder(args)) as library:
        at_once = library.models.use(one)
        switch = library.models.switch()
    document = {"pack": one.name, "active": at_once, "done": 0, "total": 0}
    if switch is None:
        return Answer(document, f"The library uses the pack “{one.title}”.")
    document |= {"done": switch.done, "total": switch.total}
    return Answer(
        document,
        f"The library will use the pack “{one.title}” once its faces have been looked at again "
        f"({switch.done} of {switch.total} so far). Go on with: {command()} index",
    )


def run_video_part(args: argparse.Namespace) -> Answer:
    """Unpacks the part for videos, where the program was installed without it."""
    part = video_part.offered()
    if part is None:
        raise PartError("This copy of Familiar needs no part for videos: pip brought it along.")
    video_part.install(args.archive, part)
    return Answer({"folder": str(part.folder)}, "Familiar can look through videos now.")


def _of_library(args: argparse.Namespace) -> tuple[str, str]:
    """The packs that the library wants and shows; nothing where there is no library."""
    if not (library_folder(args) / FILE).exists():
        return "", ""
    with Library(library_folder(args)) as library:
        return library.models.wanted().name, library.models.active_manifest().name


def _existing(place: str) -> Path:
    path = Path(place)
    if not path.exists():
        raise ModelError(f"There is no file or folder {path}.")
    return path


def _row(one: Manifest, *, wanted: str, shown: str) -> dict[str, object]:
    return {
        "name": one.name,
        "title": one.title,
        "about": one.about,
        "licence": one.licence.name,
        "terms": one.licence.terms,
        "must_be_accepted": one.licence.restricts,
        "bytes": size_of(one),
        "installed": is_installed(one),
        "wanted": one.name == wanted,
        "active": one.name == shown,
        "measured_on": one.thresholds.measured_on,
    }


def _line(row: dict[str, object]) -> str:
    state = "in use" if row["active"] else "wanted" if row["wanted"] else "installed" if row["installed"] else ""
    size = f"{int(str(row['bytes'])) / MEGABYTE:.0f} MB" if row["bytes"] else ""
    return f"{row['name']:<24} {state:<10} {size:>7}  {row['licence']}\n    {row['about']}"


def _show(done: int, total: int) -> None:
    if sys.stderr.isatty():
        end = "\n" if done == total else ""
        sys.stderr.write(f"\r{done / MEGABYTE:.1f} of {total / MEGABYTE:.1f} MB{end}")
        sys.stderr.flush()
