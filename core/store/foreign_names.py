"""Names of other programs and the library: read for a preview, taken over as one edit, written beside the photos.

Reading and writing take minutes in a large library, so both are generators of what is done: whoever runs them, on a
thread, may stop between two photos. Nothing is kept of a reading; the preview is a value.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from core.errors import PhotoError
from core.people.draft import Edit, clean_name
from core.people.known_names import FaceHere, NamesPlan, Placed, place, take_over
from core.photos.foreign_names import NamesReader
from core.photos.header import read_header
from core.photos.picasa import Contacts
from core.photos.sidecars import sidecars_of, write_names
from core.records import Box, NamedBox
from core.store.connection import path_from_sql
from core.store.journal import LibraryFacts
from core.store.marks import make_face
from core.store.rewrites import Rewrites, rewriting_alone

Step = Callable[[int, int], bool]
"""Told (photos done, photos in all) before each photo; says whether to go on."""


@dataclass(frozen=True, slots=True)
class Written:
    """What an export of names did."""

    sidecars: int = 0  # written or changed
    photos: int = 0  # files of photos that the names were written into
    faces: int = 0  # names with a box in them
    unchanged: int = 0  # photos of which all said so already
    left: int = 0  # names that were not written, since another program says somebody else there
    refused: tuple[tuple[str, str], ...] = ()  # (photo, why it or its sidecar was left alone)


class ForeignNames:
    """The names of other programs, for one library."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    # --- reading ----------------------------------------------------------------------------------

    def read(self, *, contacts: Contacts, step: Step) -> NamesPlan:
        """What an import would take over, of all photos that were looked through and can be read now."""
        reader = NamesReader(contacts)
        places = self._places("p.state = 'done'")
        placed: list[Placed] = []
        seen = unread = 0
        for done, (photo_id, paths) in enumerate(places):
            if not step(done, len(places)):
                break
            try:
                found = [source for path in paths for source in reader.names_in(Path(path))]
            except PhotoError:
                unread += 1
                continue
            seen += 1
            if found:
                placed += place(photo_id, found, self._faces(photo_id), self._present(photo_id))
        waiting = len(self._places("p.state = 'pending'"))
        return NamesPlan(tuple(placed), seen, unread, len(set(reader.damaged)), len(reader.strangers), waiting)

    def take_over(self, facts: LibraryFacts, plan: NamesPlan, *, guess: bool = False) -> Edit:
        """The edit of an import; for `Journal.do`, in whose transaction it makes faces for the new boxes, out of sight
        until the edit brings their boxes. Boxes and faces that went meanwhile are left out."""
        plan = self._still_true(plan)
        mark_id = facts.next_id("marks")
        boxes = [one for one in plan.placed if one.how == "box"]
        faces = {
            one: make_face(self._db, one.photo_id, number, one.box, missing=WITHOUT_BOX)
            for number, one in enumerate(boxes, start=mark_id)
            if one.box is not None
        }
        return take_over(facts, plan, faces, guess=guess)

    def _still_true(self, plan: NamesPlan) -> NamesPlan:
        """Without photos that are gone, and without faces that are gone or were spoken of since the preview."""
        photos = {row[0] for row in self._db.execute("SELECT id FROM photos").fetchall()}
        faces = {row[0] for row in self._db.execute("SELECT id FROM faces WHERE missing = 0").fetchall()}
        spoken = {row[0] for row in self._db.execute("SELECT face_id FROM verdicts WHERE is_match = 1").fetchall()}
        free = faces - spoken
        kept = (one for one in plan.placed if one.photo_id in photos and (one.face_id is None or one.face_id in free))
        return replace(plan, placed=tuple(kept))

    def _faces(self, photo_id: int) -> list[FaceHere]:
        rows = self._db.execute(
            "SELECT f.id, f.x, f.y, f.width, f.height, v.person_id, v.is_match, who.name FROM faces f "
            "LEFT JOIN verdicts v ON v.face_id = f.id LEFT JOIN people who ON who.id = v.person_id "
            "WHERE f.photo_id = ? AND f.missing = 0 ORDER BY f.x, f.id",
            (photo_id,),
        ).fetchall()
        found: dict[int, FaceHere] = {}
        for face_id, x, y, width, height, person_id, is_match, name in rows:
            face = found.get(face_id, FaceHere(face_id, Box(x, y, width, height)))
            if is_match:
                face = replace(face, name=name, spoken_of=True)
            elif person_id is not None and name:
                face = replace(face, never=face.never | {clean_name(name).casefold()})
            found[face_id] = face
        return list(found.values())

    def _present(self, photo_id: int) -> list[str]:
        rows = self._db.execute(
            "SELECT name FROM presence JOIN people ON people.id = person_id WHERE photo_id = ?", (photo_id,)
        )
        return [row[0] for row in rows.fetchall()]

    # --- writing ----------------------------------------------------------------------------------

    def write(self, *, only_confirmed: bool, step: Step, into: Path | None = None, overrule: bool = False) -> Written:
        """Writes the names of all photos into sidecars beside them, at every place where a photo lies.

        With `only_confirmed` no guesses: only faces about which the user said something, each or with their group. With
        `into`, the folder of the library, into the photos themselves where their kind of file allows it; a sidecar that
        is there already then learns of it, too. Names that other programs gave stay, unless with `overrule`.
        """
        if into is None:
            return self._write(only_confirmed, step, None, overrule=overrule)
        with rewriting_alone(into):
            rewrites = Rewrites(self._db)
            rewrites.tidy()
            return self._write(only_confirmed, step, rewrites, overrule=overrule)

    def _write(self, only_confirmed: bool, step: Step, rewrites: Rewrites | None, *, overrule: bool) -> Written:
        named = self._named_faces(only_confirmed=only_confirmed)
        present = self._names_of_photos()
        places = [one for one in self._places("1") if one[0] in named or one[0] in present]
        written = Written()
        for done, (photo_id, paths) in enumerate(places):
            if not step(done, len(places)):
                break
            who = _Who(photo_id, named.get(photo_id, []), present.get(photo_id, []), overrule)
            for path in paths:
                written = _note(written, Path(path), who, rewrites)
        return written

    def _named_faces(self, *, only_confirmed: bool) -> dict[int, list[NamedBox]]:
        said = "AND EXISTS (SELECT 1 FROM verdicts v WHERE v.face_id = f.id AND v.is_match = 1)"
        rows = self._db.execute(
            "SELECT f.photo_id, who.name, f.x, f.y, f.width, f.height FROM face_identity i "
            "JOIN faces f ON f.id = i.face_id JOIN people who ON who.id = i.person_id "
            f"WHERE who.name <> '' AND who.state = 'shown' {said if only_confirmed else ''} ORDER BY f.photo_id, f.x"
        )
        found: dict[int, list[NamedBox]] = {}
        for photo_id, name, *sides in rows.fetchall():
            found.setdefault(photo_id, []).append(NamedBox(name, Box(*sides)))
        return found

    def _names_of_photos(self) -> dict[int, list[str]]:
        rows = self._db.execute(
            "SELECT photo_id, name FROM presence JOIN people who ON who.id = person_id "
            "WHERE name <> '' AND state = 'shown' ORDER BY photo_id, name"
        )
        found: dict[int, list[str]] = {}
        for photo_id, name in rows.fetchall():
            found.setdefault(photo_id, []).append(name)
        return found

    def _places(self, where: str) -> list[tuple[int, list[str]]]:
        """Photos, no videos, with all the places where they lie, folder after folder."""
        rows = self._db.execute(
            "SELECT p.id, files.path FROM photos p JOIN files ON files.photo_id = p.id "
            "JOIN folders ON folders.id = files.folder_id "
            f"WHERE p.places > 0 AND p.seconds IS NULL AND {where} ORDER BY files.path"
        )
        found: dict[int, list[str]] = {}
        for photo_id, path in rows.fetchall():
            found.setdefault(photo_id, []).append(path_from_sql(path))
        return list(found.items())


WITHOUT_BOX = 4
"""`faces.missing` while the user's box is not there (0002_drawn.sql)."""


@dataclass(frozen=True, slots=True)
class _Who:
    """Whom a photo shows."""

    photo_id: int
    faces: list[NamedBox]
    names: list[str]
    overrule: bool  # also where another program says somebody else


def _note(written: Written, photo: Path, who: _Who, rewrites: Rewrites | None) -> Written:
    try:
        inside, left = (
            rewrites.write(who.photo_id, photo, who.faces, who.names, overrule=who.overrule) if rewrites else (None, 0)
        )
        beside = None
        if inside is None or sidecars_of(photo):
            beside, also = write_names(photo, read_header(photo), who.faces, who.names, overrule=who.overrule)
            left = max(left, also)
    except PhotoError as error:
        return replace(written, refused=(*written.refused, (str(photo), str(error))))
    if not inside and beside is None:
        return replace(written, unchanged=written.unchanged + (left == 0), left=written.left + left)
    return replace(
        written,
        left=written.left + left,
        sidecars=written.sidecars + (beside is not None),
        photos=written.photos + bool(inside),
        faces=written.faces + len(who.faces) - left,
    )
