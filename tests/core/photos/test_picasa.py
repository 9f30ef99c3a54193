"""Picasa's own files, and Google's archives."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from core.errors import PhotoError
from core.photos.foreign_names import NamesReader
from core.photos.picasa import PicasaFolder, read_contacts
from core.photos.takeout import read_people
from core.records import Box

INI = """[Picasa]
name=Holidays
[IMG_1.JPG]
star=yes
faces=rect64(26663333400074b7),8e62398ebda8c1a5;rect64(c0003333d99974b7),00ab;rect64(1000200030004000),ffffffffffffffff
backuphash=4711
[b%ild.jpg]
rotate=rotate(1)
faces=rect64(333300004000199a),8e62398ebda8c1a5
[Contacts2]
8e62398ebda8c1a5=Anna Müller;;
"""
CONTACTS = """<?xml version="1.0" encoding="utf-8"?>
<contacts><contact id="ab" name="Ben" display="Ben" modified_time="2010-01-01T00:00:00+01:00" local_contact="1"/>
<contact id="cd" display="Only displayed"/><contact id="ef"/></contacts>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / ".picasa.ini").write_text(INI, encoding="utf-8")
    (tmp_path / "contacts.xml").write_text(CONTACTS, encoding="utf-8")
    return tmp_path


def test_boxes_and_names(folder: Path) -> None:
    picasa = PicasaFolder(folder, read_contacts(folder / "contacts.xml"))
    found = picasa.names_in("img_1.jpg", turn=1)
    assert found is not None
    ((anna, ben),) = found.readings
    assert (anna.name, ben.name) == ("Anna Müller", "Ben")
    assert anna.box.overlap(Box(0.15, 0.2, 0.1, 0.256)) > 0.99
    assert ben.box.overlap(Box(0.75, 0.2, 0.1, 0.256)) > 0.99
    assert picasa.strangers == set()


def test_people_without_a_name_are_counted(folder: Path) -> None:
    picasa = PicasaFolder(folder, {})
    found = picasa.names_in("IMG_1.JPG", turn=1)
    assert found is not None
    assert [one.name for one in found.readings[0]] == ["Anna Müller"]
    assert picasa.strangers == {"ab"}


def test_a_turned_photo_is_offered_every_way_up(folder: Path) -> None:
    found = PicasaFolder(folder, {}).names_in("B%ILD.jpg", turn=1)
    assert found is not None
    assert len(found.readings) == 2
    assert found.readings[1][0].box.overlap(Box(0.9, 0.2, 0.1, 0.05)) > 0.99


def test_contacts(folder: Path) -> None:
    assert read_contacts(folder / "contacts.xml") == {"ab": "Ben", "cd": "Only displayed"}
    (folder / "contacts.xml").write_text("<contacts")
    with pytest.raises(PhotoError):
        read_contacts(folder / "contacts.xml")


def test_a_folder_without_picasa_and_one_with_rubbish(tmp_path: Path) -> None:
    assert PicasaFolder(tmp_path, {}).names_in("a.jpg", turn=1) is None
    (tmp_path / "Picasa.ini").write_bytes(b"no section\n\xff\xfe")
    with pytest.raises(PhotoError):
        PicasaFolder(tmp_path, {})
    Image.new("RGB", (40, 20)).save(tmp_path / "a.jpg")
    reader = NamesReader({})
    assert reader.names_in(tmp_path / "a.jpg") == []
    assert reader.damaged == [tmp_path]


@pytest.mark.parametrize(
    ("photo", "notes"),
    [
        ("IMG_1.jpg", "IMG_1.jpg.json"),
        ("IMG_1.jpg", "IMG_1.jpg.supplemental-metadata.json"),
        ("IMG_1(2).jpg", "IMG_1.jpg(2).json"),
        ("IMG_1(2).jpg", "IMG_1.jpg.supplemental-metadata(2).json"),
        ("PXL_20230809_203449253.LONG_EXPOSURE-02.ORIGINA.jpg", "PXL_20230809_203449253.LONG_EXPOSURE-02.ORIGIN.json"),
        ("PXL_20230809_203449253.jpg", "PXL_20230809_203449253.jpg.supplemental-metada.json"),
    ],
)
def test_google_takeouts_file_of_a_photo(tmp_path: Path, photo: str, notes: str) -> None:
    (tmp_path / notes).write_text(json.dumps({"title": photo, "people": [{"name": "Anna"}, {"name": "Ben "}]}))
    found = read_people(tmp_path / photo)
    assert found is not None
    assert (found.names, found.readings) == (("Anna", "Ben"), ())


@pytest.mark.parametrize("notes", ["{}", '{"people": []}', '{"people": [{"name": " "}]}'])
def test_a_photo_without_people(tmp_path: Path, notes: str) -> None:
    (tmp_path / "a.jpg.json").write_text(notes)
    assert read_people(tmp_path / "a.jpg") is None
    assert read_people(tmp_path / "b.jpg") is None


@pytest.mark.parametrize("notes", ["[1]", "{", '{"people": 1}', '{"people": [{"no": 1}]}'])
def test_rubbish_in_an_archive(tmp_path: Path, notes: str) -> None:
    (tmp_path / "a.jpg.json").write_text(notes)
    with pytest.raises(PhotoError):
        read_people(tmp_path / "a.jpg")
