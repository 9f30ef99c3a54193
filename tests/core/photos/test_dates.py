"""When a photo was taken, and where that is known from."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest
from PIL import ExifTags, Image

from core.photos.dates import Dated, date_of, in_name

NOTES = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 photoshop:DateCreated="{}"/></rdf:RDF></x:xmpmeta>"""


@pytest.mark.parametrize(
    ("name", "moment"),
    [
        ("IMG_20190704_153000.jpg", "2019-07-04T15:30:00"),
        ("PXL_20190704_153000123.jpg", "2019-07-04T15:30:00"),
        ("20190704_153000(1).jpg", "2019-07-04T15:30:00"),
        ("20190704153000.jpg", "2019-07-04T15:30:00"),
        ("IMG-20190704-WA0001.jpg", "2019-07-04T00:00:00"),
        ("2019-07-04 15.30.00.jpg", "2019-07-04T15:30:00"),
        ("Screenshot_2019-07-04-15-30-00-123_com.app.png", "2019-07-04T15:30:00"),
        ("Bildschirmfoto 2019-07-04 um 15.30.00.png", "2019-07-04T15:30:00"),
        ("WhatsApp Image 2019-07-04 at 15.30.00.jpeg", "2019-07-04T15:30:00"),
        ("signal-2019-07-04-153000.jpg", "2019-07-04T15:30:00"),
        ("Grandma 1938-05-01.tif", "1938-05-01T00:00:00"),
        ("IMG_0001.jpg", ""),
        ("DSC20190.jpg", ""),
        ("20190631.jpg", ""),
        ("120190704.jpg", ""),
        ("2019-07.jpg", ""),
        ("2999-01-01.jpg", ""),
        ("1700-01-01.jpg", ""),
        ("20190704999999999.jpg", ""),
    ],
)
def test_dates_in_names(name: str, moment: str) -> None:
    assert in_name(name) == moment


def test_the_order_of_sources(tmp_path: Path) -> None:
    path = tmp_path / "IMG_20190704_153000.jpg"
    when = datetime(2022, 2, 2, 2, 2, 2)
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2015:01:01 10:00:00"
    inside = NOTES.format("2017-03-03T12:00:00+02:00").encode()
    Image.new("RGB", (8, 8)).save(path, exif=exif, xmp=inside)
    path.with_suffix(".xmp").write_text(NOTES.format("2016-02-02T11:00:00Z"))
    assert date_of(path) == Dated("2015-01-01T10:00:00", "exif")
    Image.new("RGB", (8, 8)).save(path, xmp=inside)
    assert date_of(path) == Dated("2016-02-02T11:00:00", "xmp")
    path.with_suffix(".xmp").write_text("damaged <")
    assert date_of(path) == Dated("2017-03-03T12:00:00", "xmp")
    Image.new("RGB", (8, 8)).save(path)
    assert date_of(path) == Dated("2019-07-04T15:30:00", "name")
    path = path.rename(tmp_path / "holidays.jpg")
    os.utime(path, (when.timestamp(), when.timestamp()))
    assert date_of(path) == Dated("2022-02-02T02:02:02", "file")
