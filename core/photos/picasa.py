"""Picasa's names: a file `.picasa.ini` in each folder with boxes, and one `contacts.xml` with who they are.

Boxes belong to the photo as Picasa showed it, in 65535ths: left, top, right, bottom in 16 hexadecimal digits, of which
leading zeros are left out. Where Picasa turned a photo (`rotate=`), whether the boxes were turned along depends on its
version; so every way is offered.

Source: the description of the file by Franz Buchinger (public domain, 2011), and files of users in bug reports.
"""

from __future__ import annotations

import configparser
import os
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from core.errors import PhotoError
from core.photos import sentences, turning
from core.photos.reading import openable, opened
from core.records import Box, NamedBox, NamesFound

FILES: Final = (".picasa.ini", "Picasa.ini")  # since version 3, and before
NOBODY: Final = "ffffffffffffffff"  # a face that nobody named
CONTACTS: Final = (
    *(Path("Google", folder, "contacts", "contacts.xml") for folder in ("Picasa2", "Picasa3")),
    Path(".google", "picasa", "3.0", "drive_c", "Documents and Settings", "contacts.xml"),
)
_FACE: Final = re.compile(r"rect64\(([0-9a-fA-F]{1,16})\),([0-9a-fA-F]+)")
_QUARTERS: Final = {0: 1, 1: 6, 2: 3, 3: 8}  # quarter turns clockwise as an EXIF orientation

Contacts = Mapping[str, str]


def own_contacts() -> Path | None:
    """Where Picasa keeps its people on this computer, if it was ever used here."""
    homes = [os.environ.get("LOCALAPPDATA", ""), str(Path.home() / "Library" / "Application Support"), str(Path.home())]
    places = (Path(home, contacts) for home in homes if home for contacts in CONTACTS)
    return next((place for place in places if place.is_file()), None)


def read_contacts(path: Path) -> dict[str, str]:
    """Names by id. Raises PhotoError where the file cannot be read, or is none of Picasa's."""
    with opened(path) as file:
        data = file.read()
    try:
        root = ElementTree.fromstring(data, forbid_dtd=True)
    except (ElementTree.ParseError, DefusedXmlException, ValueError) as error:
        raise PhotoError(sentences.NOTES_DAMAGED) from error
    people = ((one.get("id"), one.get("name") or one.get("display")) for one in root.iter("contact"))
    return {_key(key): name for key, name in people if key and name}


class PicasaFolder:
    """What Picasa noted about the photos of one folder."""

    def __init__(self, folder: Path, contacts: Contacts) -> None:
        """Raises PhotoError where there is such a file but it cannot be read."""
        ini = _parsed(folder)
        self._contacts = {**_own_people(ini), **contacts}
        self._photos = {_plain(name): ini[name] for name in ini.sections() if "faces" in ini[name]}
        self.strangers: set[str] = set()
        """Ids of people that are named nowhere: `contacts.xml` would tell."""

    def names_in(self, file_name: str, *, turn: int) -> NamesFound | None:
        """Who is in a photo; `turn` is its EXIF orientation."""
        noted = self._photos.get(_plain(file_name))
        if noted is None:
            return None
        boxes = []
        for rectangle, key in _FACE.findall(noted["faces"]):
            name, box = self._contacts.get(_key(key)), _box(rectangle)
            if name is None and _key(key) != _key(NOBODY):
                self.strangers.add(_key(key))
            elif name is not None and box is not None:
                boxes.append(NamedBox(name, box))
        if not boxes:
            return None
        ways = dict.fromkeys((1, _quarters(noted.get("rotate", "")), turn))
        return NamesFound(
            "picasa",
            tuple(tuple(NamedBox(one.name, turning.upright(one.box, way)) for one in boxes) for way in ways),
        )


def _parsed(folder: Path) -> configparser.ConfigParser:
    ini = configparser.ConfigParser(
        delimiters=("=",), comment_prefixes=(), strict=False, interpolation=None, allow_no_value=True
    )
    ini.optionxform = str  # type: ignore[assignment, method-assign]
    for name in FILES:
        if os.path.isfile(openable(folder / name)):  # noqa: PTH113 - never raises
            with opened(folder / name) as file:
                text = file.read().decode("utf-8-sig", "replace")
            try:
                ini.read_string(text)
            except configparser.Error as error:
                raise PhotoError(sentences.NOTES_DAMAGED) from error
    return ini


def _own_people(ini: configparser.ConfigParser) -> dict[str, str]:
    """Section `Contacts2` says "id=Anna;e-mail;"; the older `Contacts` only refers to Google's own contacts."""
    section = ini["Contacts2"] if ini.has_section("Contacts2") else {}
    people = ((key, (value or "").split(";")[0].strip()) for key, value in section.items())
    return {_key(key): name for key, name in people if name}


def _key(text: str) -> str:
    return text.lower().lstrip("0")


def _plain(name: str) -> str:
    """A file name as it can be compared: macOS takes accents apart, Windows ignores case."""
    return unicodedata.normalize("NFC", name).casefold()


def _box(digits: str) -> Box | None:
    whole = digits.rjust(16, "0")
    left, top, right, bottom = (int(whole[place : place + 4], 16) / 65535 for place in (0, 4, 8, 12))
    return Box(left, top, right - left, bottom - top) if left < right and top < bottom else None


def _quarters(rotate: str) -> int:
    """ "rotate(1)" as an EXIF orientation."""
    digits = re.sub(r"\D", "", rotate or "")
    return _QUARTERS[int(digits) % 4] if digits else 1
