"""Dates and orientation are read where they make sense, and are simply unknown where they do not."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from core.photos.metadata import orientation, taken_at

pytestmark = pytest.mark.filterwarnings(r"ignore:::PIL\.")

ORIGINAL, DIGITIZED, CHANGED, ORIENTATION = 36867, 36868, 306, 0x0112


def jpeg(*, exif: bytes | Image.Exif) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, "JPEG", exif=exif)
    return file.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def dated(tags: dict[int, object]) -> Image.Image:
    exif = Image.Exif()
    for tag, value in tags.items():
        if tag == CHANGED:
            exif[tag] = value
        else:
            exif.get_ifd(0x8769)[tag] = value
    return opened(jpeg(exif=exif))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2003:07:12 14:05:00", "2003-07-12T14:05:00"),
        ("2003:07:12 14:05:00\0", "2003-07-12T14:05:00"),
        ("2003-07-12T14:05:00+02:00", "2003-07-12T14:05:00"),
        ("2003/07/12 14:05:00.25", "2003-07-12T14:05:00"),
        ("2003: 7:12  4: 5: 9", "2003-07-12T04:05:09"),
        ("2003:07:12 14:05", "2003-07-12T14:05:00"),
        ("2003:07:12", "2003-07-12T00:00:00"),
        (b"2003:07:12 14:05:00", "2003-07-12T14:05:00"),
        ("1912:01:02 00:00:00", "1912-01-02T00:00:00"),
        ("0000:00:00 00:00:00", ""),
        ("    :  :     :  :  ", ""),
        ("2003:02:30 14:05:00", ""),
        ("2003:07:12 99:99:99", ""),
        ("1492:10:12 02:00:00", ""),
        ("long ago", ""),
        ("", ""),
    ],
)
def test_dates_of_cameras_and_of_rubbish(text: str | bytes, moment: str) -> None:
    assert taken_at(dated({ORIGINAL: text})) == moment


def test_the_moment_of_taking_comes_before_the_moment_of_scanning_and_of_saving() -> None:
    first, second, third = "2001:01:01 01:01:01", "2002:02:02 02:02:02", "2003:03:03 03:03:03"
    assert taken_at(dated({ORIGINAL: first, DIGITIZED: second, CHANGED: third})) == "2001-01-01T01:01:01"
    assert taken_at(dated({DIGITIZED: second, CHANGED: third})) == "2002-02-02T02:02:02"
    assert taken_at(dated({CHANGED: third})) == "2003-03-03T03:03:03"
    assert taken_at(dated({ORIGINAL: "0000:00:00 00:00:00", CHANGED: third})) == "2003-03-03T03:03:03"


def test_a_photo_without_exif_has_no_date_and_is_upright() -> None:
    image = Image.new("RGB", (8, 8))
    assert taken_at(image) == ""
    assert orientation(image) == 1


@pytest.mark.parametrize(("value", "expected"), [(1, 1), (6, 6), (8, 8), (0, 1), (9, 1), (60000, 1)])
def test_orientation(value: int, expected: int) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = value
    assert orientation(opened(jpeg(exif=exif))) == expected


@pytest.mark.parametrize("value", ["rotated", 6.0, (6, 6)])
def test_an_orientation_of_the_wrong_kind_is_none(value: object) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = value
    image = Image.new("RGB", (8, 8))
    image.getexif().update(exif)
    assert orientation(image) == 1


@pytest.mark.parametrize(
    "exif",
    [
        b"Exif\0\0",
        b"Exif\0\0II*\0",
        b"Exif\0\0rubbish rubbish rubbish",
        b"Exif\0\0II*\0\xff\xff\xff\xff",
        b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + b"\xff" * 40,
    ],
)
def test_broken_exif_is_no_exif(exif: bytes) -> None:
    image = opened(jpeg(exif=exif))
    assert taken_at(image) == ""
    assert orientation(image) == 1


def whole_exif() -> bytes:
    exif = Image.Exif()
    exif[CHANGED], exif[ORIENTATION] = "2003:03:03 03:03:03", 6
    exif.get_ifd(0x8769)[ORIGINAL] = "2001:01:01 01:01:01"
    return exif.tobytes()


WHOLE = whole_exif()


@settings(max_examples=400, deadline=None, derandomize=True, database=None)
@given(
    changes=st.lists(st.tuples(st.integers(6, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=10),
    end=st.integers(6, len(WHOLE)),
)
def test_damaged_exif_never_raises(changes: list[tuple[int, int]], end: int) -> None:
    content = bytearray(WHOLE)
    for index, value in changes:
        content[index] = value
    image = opened(jpeg(exif=bytes(content[:end])))
    assert re.fullmatch(r"|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", taken_at(image))
    assert 1 <= orientation(image) <= 8
