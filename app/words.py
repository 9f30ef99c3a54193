"""Sentences that several places of the window say: what an edit was, counts, spans of time.

Numbers go through %Ln, so that the translation chooses the plural and the language its separators. Names are put in
last, so that a translation can place them, with particles that fit any name, where its language wants them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePath

from PySide6.QtCore import QCoreApplication, QDate, QLocale, Qt

from core.people.draft import Edit
from core.records import DateSource, Face

translate = QCoreApplication.translate

COUNTED = (
    *("merge", "move", "confirm", "reject", "split", "shown", "hidden", "ignored"),
    *("remove_faces", "restore_faces", "import"),
)
"""Edits whose second word is how many."""

LONGEST_NAME = 48
"""Letters of a name that a sentence of the window repeats: two lines of the notice in the sidebar."""

FOLDERS = ("add_folder", "remove_folder", "move_folder")
STATES = ("shown", "hidden", "ignored")


def shortened(name: str) -> str:
    """The name of a file or a person, a very long one without its middle."""
    half = LONGEST_NAME // 2
    return name if len(name) <= LONGEST_NAME else f"{name[:half].rstrip()}…{name[-half:].lstrip()}"


def done(edit: Edit) -> str:
    """What the edit was: "Merged 3 into Anna"."""
    name, other = (*edit.subject, "", "")[:2]
    count = int(other) if edit.kind in COUNTED else 1
    if edit.kind in FOLDERS:
        name = PurePath(name).name or name
    several_people = edit.kind in STATES and count > 1  # then one name would say too little
    if edit.kind == "merge":
        count -= 1  # whoever stays is one of them
    sentences = _with_name(count) if name and not several_people else _without_name(count)
    return sentences[edit.kind].format(name=shortened(name), other=shortened(other))


def _with_name(count: int) -> dict[str, str]:
    return {
        "name": translate("Edit", "Named {name}"),
        "rename": translate("Edit", "Renamed {name} to {other}"),
        "merge": translate("Edit", "Merged %Ln other(s) into {name}", "", count),
        "move": translate("Edit", "Moved %Ln face(s) to {name}", "", count),
        "confirm": translate("Edit", "Confirmed %Ln face(s) of {name}", "", count),
        "reject": translate("Edit", "Took %Ln face(s) away from {name}", "", count),
        "split": translate("Edit", "Split %Ln face(s) off {name}", "", count),
        "shown": translate("Edit", "Brought back {name}"),
        "hidden": translate("Edit", "Hid {name}"),
        "ignored": translate("Edit", "Ignored {name}"),
        "cover": translate("Edit", "Chose a cover for {name}"),
        "birthday": translate("Edit", "Noted when {name} was born"),
        "same": translate("Edit", "Said that this is {name}"),
        "different": translate("Edit", "Said that this is not {name}"),
        "unsure": translate("Edit", "Left open whether this is {name}"),
        "present": translate("Edit", "Added {name} to the photo"),
        "absent": translate("Edit", "Took {name} out of the photo"),
        "add_folder": translate("Edit", "Added the folder {name}"),
        "remove_folder": translate("Edit", "Removed the folder {name}"),
        "move_folder": translate("Edit", "Found the folder {name} in its new place"),
    }


def _without_name(count: int) -> dict[str, str]:
    return {
        "merge": translate("Edit", "Merged %Ln into one", "", count + 1),
        "move": translate("Edit", "Moved %Ln face(s) to another person", "", count),
        "confirm": translate("Edit", "Confirmed %Ln face(s)", "", count),
        "reject": translate("Edit", "Took %Ln face(s) out", "", count),
        "split": translate("Edit", "Split %Ln face(s) off", "", count),
        "shown": translate("Edit", "Brought back %Ln person(s)", "", count),
        "hidden": translate("Edit", "Hid %Ln person(s)", "", count),
        "ignored": translate("Edit", "Ignored %Ln person(s)", "", count),
        "cover": translate("Edit", "Chose a cover"),
        "birthday": translate("Edit", "Noted a birthday"),
        "same": translate("Edit", "Said that these are one person"),
        "different": translate("Edit", "Said that these are two people"),
        "unsure": translate("Edit", "Left open whether these are one person"),
        "draw": translate("Edit", "Marked a face"),
        "remove_faces": translate("Edit", "Removed %Ln face(s)", "", count),
        "restore_faces": translate("Edit", "Brought back %Ln face(s)", "", count),
        "present": translate("Edit", "Added somebody to the photo"),
        "absent": translate("Edit", "Took somebody out of the photo"),
        "import": translate("Edit", "Took over %Ln name(s) of other programs", "", count),
    }


def undone(edit: Edit) -> str:
    """The notice after an undo."""
    return translate("Edit", "Undone: {edit}").format(edit=done(edit))


def photos(count: int) -> str:
    return translate("Counts", "%Ln photo(s)", "", count)


def faces(count: int) -> str:
    return translate("Counts", "%Ln face(s)", "", count)


def people(count: int) -> str:
    return translate("Counts", "%Ln person(s)", "", count)


def day_format() -> str:
    """How the user's language writes a day, as short as it goes, but with the whole year."""
    short = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
    return short if "yyyy" in short else short.replace("yy", "yyyy")


def day(date: str) -> str:
    """An ISO date in the user's language; of a year alone, the year."""
    if len(date) == len("2012"):
        return date
    return QLocale().toString(QDate.fromString(date, Qt.DateFormat.ISODate), day_format())


def age(youngest: int, oldest: int) -> str:
    """ "7 years old", or "6 to 7 years old"."""
    if youngest == oldest:
        return translate("Counts", "%Ln year(s) old", "", oldest)
    return translate("Counts", "{youngest} to %Ln years old", "", oldest).format(youngest=youngest)


def years(faces: Iterable[Face]) -> str:
    """ "1998–2025", or one year: in which the photos of these faces were taken; "" where it is not known. The dates of
    files count only where there are no others, and are said to be that."""
    of_all = list(faces)
    known = [face.taken_on for face in of_all if face.taken_on]
    return _span(known) or by_source(_span([face.taken_at for face in of_all if face.taken_at]), "file")


def _span(dates: Sequence[str]) -> str:
    known = sorted({date[:4] for date in dates})
    return "" if not known else known[0] if known[0] == known[-1] else f"{known[0]}–{known[-1]}"


def time_left(seconds: float) -> str:
    """ "about 6 min left"."""
    if seconds < 60:
        return translate("Counts", "less than a minute left")
    if seconds < 90 * 60:
        return translate("Counts", "about %Ln min left", "", round(seconds / 60))
    return translate("Counts", "about %Ln hour(s) left", "", round(seconds / 3600))


def by_source(date: str, source: DateSource) -> str:
    """A date as words; where the photo itself does not say it, with where it comes from. "" where there is none."""
    if not date:
        return ""
    if source == "name":
        return translate("Words", "{date} (from the file’s name)").format(date=date)
    if source == "file":
        return translate("Words", "{date} (date of the file)").format(date=date)
    return date
