"""Names in XMP: read as the programs write them, written so that exiftool and exiv2 read them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from core.errors import PhotoError
from core.photos import regions, turning, xmp
from core.photos.header import Header, read_header
from core.photos.sidecars import read_sidecar, sidecars_of, write_names
from core.records import Box, NamedBox, NamesFound

sys.path.insert(0, str(Path(__file__).parent))
from packets import DIGIKAM, HEAD, LIGHTROOM, PROGRAMS, REGIONS, TAIL

ANNA, BEN = Box(0.15, 0.2, 0.1, 0.2), Box(0.75, 0.2, 0.1, 0.2)
WIDE = (400, 200)


def near(one: Box, other: Box) -> bool:
    return one.overlap(other) > 0.999


def read(packet: str, *, size: tuple[int, int] = WIDE, turn: int = 1) -> NamesFound:
    return regions.read(xmp.parse(packet.encode()), size=size, turn=turn)


def one_region(area: str, *, applied: str = 'stDim:w="400" stDim:h="200"', kind: str = "Face") -> str:
    return (
        f'{HEAD}<rdf:Description rdf:about="" {REGIONS}><mwg-rs:Regions rdf:parseType="Resource">'
        f"<mwg-rs:AppliedToDimensions {applied}/><mwg-rs:RegionList><rdf:Bag>"
        f'<rdf:li><rdf:Description mwg-rs:Name="Anna" mwg-rs:Type="{kind}"><mwg-rs:Area {area}/></rdf:Description>'
        f"</rdf:li></rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions></rdf:Description>{TAIL}"
    )


@pytest.mark.parametrize("program", PROGRAMS)
def test_each_programs_way_of_writing_is_read(program: str) -> None:
    (boxes,) = read(PROGRAMS[program]).readings
    assert [one.name for one in boxes] == ["Anna", "Ben"]
    assert near(boxes[0].box, ANNA)
    assert near(boxes[1].box, BEN)


def test_a_circle_is_a_box() -> None:
    ((one,),) = read(one_region('stArea:x="0.5" stArea:y="0.5" stArea:d="0.2"')).readings
    assert near(one.box, Box(0.4, 0.4, 0.2, 0.2))


def test_a_region_that_is_only_a_point_is_a_name_without_a_place() -> None:
    found = read(one_region('stArea:x="0.5" stArea:y="0.5"'))
    assert (found.readings, found.names) == ((), ("Anna",))


@pytest.mark.parametrize("turn", range(1, 9))
def test_boxes_of_a_stored_photo_are_turned_with_it(turn: int) -> None:
    area = 'stArea:x="0.2" stArea:y="0.3" stArea:w="0.1" stArea:h="0.2"'
    readings = read(one_region(area), turn=turn).readings
    (first,) = readings[0]
    assert near(turning.stored(first.box, turn), ANNA)
    assert len(readings) == (1 if turn == 1 else 2)  # some programs mean the upright photo


def test_a_portrait_that_lies_on_its_side() -> None:
    """Turned to the right to be seen upright: what is stored at the left edge is seen at the top."""
    top = turning.upright(Box(0.0, 0.4, 0.1, 0.2), 6)
    assert near(top, Box(0.4, 0.0, 0.2, 0.1))


def test_boxes_of_an_upright_photo_are_known_by_the_size_that_was_noted() -> None:
    area = 'stArea:x="0.2" stArea:y="0.3" stArea:w="0.1" stArea:h="0.2"'
    ((one,),) = read(one_region(area, applied='stDim:w="200" stDim:h="400"'), turn=6).readings
    assert near(one.box, ANNA)


def test_boxes_of_a_heic_as_it_lies_in_its_file_are_known_by_the_size_that_was_noted() -> None:
    """Its decoder hands it out upright: 200 x 400 pixels of 400 x 200."""
    area = 'stArea:x="0.2" stArea:y="0.3" stArea:w="0.1" stArea:h="0.2"'
    root = xmp.parse(one_region(area).encode())
    ((one,),) = regions.read(root, size=(200, 400), turn=1, turned=6).readings
    assert near(one.box, turning.upright(ANNA, 6))


def test_what_a_heics_decoder_has_turned_is_told() -> None:
    header = read_header(Path(__file__).parent / "fixtures" / "turned.heic")
    assert (header.turn, header.turned) == (1, 6)


def test_a_smaller_copy_keeps_its_boxes_and_a_cropped_one_only_the_names() -> None:
    area = 'stArea:x="0.2" stArea:y="0.3" stArea:w="0.1" stArea:h="0.2"'
    ((one,),) = read(one_region(area), size=(133, 67)).readings
    assert near(one.box, ANNA)
    cropped = read(one_region(area), size=(300, 200))
    assert (cropped.readings, cropped.names) == ((), ("Anna",))


CROP = (
    'xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/" crs:HasCrop="True" crs:CropLeft="0.1" crs:CropTop="0.1" '
    'crs:CropRight="0.6" crs:CropBottom="0.9"'
)


@pytest.mark.parametrize("turn", [1, 6])
def test_boxes_of_a_part_that_a_raw_developer_only_noted(turn: int) -> None:
    """200 x 160 pixels of 400 x 200 are shown; in the middle of them lies the box."""
    area = 'stArea:x="0.5" stArea:y="0.5" stArea:w="0.2" stArea:h="0.25"'
    noted = one_region(area, applied='stDim:w="200" stDim:h="160"').replace('rdf:about=""', f'rdf:about="" {CROP}', 1)
    ((one,),) = read(noted, turn=turn).readings
    assert near(one.box, turning.upright(Box(0.3, 0.4, 0.1, 0.2), turn))


def test_a_part_of_the_same_shape_may_be_meant_or_the_whole() -> None:
    area = 'stArea:x="0.5" stArea:y="0.5" stArea:w="0.2" stArea:h="0.2"'
    half = CROP.replace("0.1", "0").replace("0.6", "0.5").replace("0.9", "0.5")
    readings = read(one_region(area).replace('rdf:about=""', f'rdf:about="" {half}', 1)).readings
    assert [near(readings[0][0].box, Box(0.4, 0.4, 0.2, 0.2)), near(readings[1][0].box, Box(0.2, 0.2, 0.1, 0.1))] == [
        True,
        True,
    ]


@pytest.mark.parametrize("angle", ["10", "-10"])
def test_a_part_that_was_turned(angle: str) -> None:
    """The upper left corner of the part stays where it was noted, whichever sense the angle has."""
    area = 'stArea:x="0.01" stArea:y="0.01" stArea:w="0.02" stArea:h="0.02"'
    noted = one_region(area, applied='stDim:w="224.7" stDim:h="122.8"')
    noted = noted.replace('rdf:about=""', f'rdf:about="" {CROP} crs:CropAngle="{angle}"', 1)
    ((one,),) = read(noted).readings
    assert (one.box.x, one.box.y) == pytest.approx((0.1, 0.1), abs=0.01)


@pytest.mark.parametrize("done", ['crs:AlreadyApplied="True"', 'crs:CropAngle="200"'])
def test_a_crop_that_is_done_or_makes_no_sense_counts_for_nothing(done: str) -> None:
    area = 'stArea:x="0.5" stArea:y="0.5" stArea:w="0.2" stArea:h="0.25"'
    noted = one_region(area, applied='stDim:w="200" stDim:h="160"')
    found = read(noted.replace('rdf:about=""', f'rdf:about="" {CROP} {done}', 1))
    assert (found.readings, found.names) == ((), ("Anna",))


@pytest.mark.parametrize("area", ['stArea:x="x" stArea:y="1"', 'stArea:x="9" stArea:y="9" stArea:w="9" stArea:h="9"'])
def test_a_box_that_makes_no_sense_is_none(area: str) -> None:
    assert read(one_region(area)).readings == ()


def test_a_pet_is_nobody() -> None:
    area = 'stArea:x="0.2" stArea:y="0.3" stArea:w="0.1" stArea:h="0.2"'
    assert read(one_region(area, kind="Pet")) == NamesFound("xmp")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no XML",
        b"<a/>",
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        DIGIKAM.encode()[:-60],
        DIGIKAM.encode("utf-16")[1:],
    ],
)
def test_broken_or_dangerous_notes_are_refused(data: bytes) -> None:
    with pytest.raises(PhotoError):
        xmp.parse(data)


def test_notes_may_end_in_zeros_and_be_written_in_utf_16() -> None:
    assert xmp.parse(DIGIKAM.encode() + b"\0\0\0") is not None
    assert xmp.parse(DIGIKAM.encode("utf-16")) is not None
    for unmarked in ("utf-16-be", "utf-16-le"):  # as in exiftool's test file XMP.jpg
        assert xmp.descriptions(xmp.parse(DIGIKAM.strip().encode(unmarked) + b"\0\0"))


# --- writing ------------------------------------------------------------------------------------------


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "IMG_1.jpg"
    Image.new("RGB", WIDE, "grey").save(path)
    return path


def test_what_is_written_is_read_back(photo: Path) -> None:
    header = Header(400, 200, 6, b"")
    upright = Box(0.3, 0.1, 0.2, 0.1)
    sidecar, left = write_names(photo, header, [NamedBox("Anna & Söhne", upright)], ["Mia"])
    assert left == 0
    assert sidecar == photo.with_name("IMG_1.jpg.xmp")
    found = regions.read(read_sidecar(sidecar), size=WIDE, turn=6)
    assert found.readings[0][0].name == "Anna & Söhne"
    assert near(found.readings[0][0].box, upright)
    assert found.names == ("Anna & Söhne", "Mia")
    assert write_names(photo, header, [NamedBox("Anna & Söhne", upright)], ["Mia"]) == (None, 0)  # nothing new
    assert sorted(path.name for path in photo.parent.iterdir()) == ["IMG_1.jpg", "IMG_1.jpg.xmp"]


@pytest.mark.parametrize("program", PROGRAMS)
def test_another_programs_word_about_a_face_stays(photo: Path, program: str) -> None:
    sidecar = photo.with_suffix(".xmp")
    sidecar.write_text(PROGRAMS[program], encoding="utf-8")
    before = regions.read(read_sidecar(sidecar), size=WIDE, turn=1)
    written, left = write_names(photo, read_header(photo), [NamedBox("Anne", ANNA)], ["Mia"])
    assert (written, left) == (sidecar, 1)  # Mia is noted
    after = regions.read(read_sidecar(sidecar), size=WIDE, turn=1)
    assert after.readings == before.readings
    assert "Anne" not in sidecar.read_text(encoding="utf-8")
    assert write_names(photo, read_header(photo), [NamedBox("Anne", ANNA)], ["Mia"]) == (None, 1)


@pytest.mark.parametrize("program", PROGRAMS)
def test_what_another_program_says_too_is_not_said_again(photo: Path, program: str) -> None:
    sidecar = photo.with_suffix(".xmp")
    sidecar.write_text(PROGRAMS[program], encoding="utf-8")
    write_names(photo, read_header(photo), [NamedBox("anna", ANNA)], [])
    (boxes,) = regions.read(read_sidecar(sidecar), size=WIDE, turn=1).readings
    assert [one.name.casefold() for one in boxes].count("anna") == 1


def test_our_own_name_of_yesterday_gives_way(photo: Path) -> None:
    for name in ("Ana", "Anna", "Anne"):
        sidecar, left = write_names(photo, read_header(photo), [NamedBox(name, ANNA)], [])
        assert left == 0
    assert sidecar is not None
    (boxes,) = regions.read(read_sidecar(sidecar), size=WIDE, turn=1).readings
    assert [one.name for one in boxes] == ["Anne"]
    assert "Ana" not in sidecar.read_text(encoding="utf-8")


def test_where_nothing_can_be_said_no_sidecar_is_left(photo: Path) -> None:
    assert write_names(photo, read_header(photo), [], []) == (None, 0)
    assert sidecars_of(photo) == []


@pytest.mark.parametrize("program", PROGRAMS)
def test_other_programs_notes_survive(photo: Path, program: str) -> None:
    sidecar = photo.with_suffix(".xmp")
    sidecar.write_text(PROGRAMS[program], encoding="utf-8")
    before = _foreign(xmp.parse(PROGRAMS[program].encode()))
    write_names(photo, read_header(photo), [NamedBox("Anne", ANNA)], [], overrule=True)
    assert sidecars_of(photo) == [sidecar]
    after = read_sidecar(sidecar)
    assert _foreign(after) == before
    (boxes,) = regions.read(after, size=WIDE, turn=1).readings
    assert "Anne" in [one.name for one in boxes]  # Anna's region lay there
    assert "Anna" not in [one.name for one in boxes]


def test_a_region_elsewhere_and_a_pet_stay(photo: Path) -> None:
    photo.with_suffix(".xmp").write_text(LIGHTROOM, encoding="utf-8")
    write_names(photo, read_header(photo), [NamedBox("Anne", ANNA)], [], overrule=True)
    text = photo.with_suffix(".xmp").read_text(encoding="utf-8")
    assert "Bello" in text
    assert "Ben" in text
    assert "one&#10;two" in text  # a line break within an attribute
    assert "crs:Exposure2012" in text  # under the prefix that its program chose


def test_a_sidecar_that_may_belong_to_a_twin_is_left_alone(photo: Path) -> None:
    photo.with_suffix(".png").write_bytes(b"a photo too")
    photo.with_suffix(".xmp").write_text(LIGHTROOM, encoding="utf-8")
    written, _ = write_names(photo, read_header(photo), [NamedBox("Anne", ANNA)], [])
    assert written == photo.with_name("IMG_1.jpg.xmp")
    assert photo.with_suffix(".xmp").read_text(encoding="utf-8") == LIGHTROOM


@pytest.mark.parametrize(("notes", "size"), [("broken <", WIDE), (LIGHTROOM, (300, 200))])
def test_notes_that_are_broken_or_of_another_shape_are_left_alone(
    photo: Path, notes: str, size: tuple[int, int]
) -> None:
    photo.with_suffix(".xmp").write_text(notes, encoding="utf-8")
    with pytest.raises(PhotoError):
        write_names(photo, Header(*size, 1, b""), [NamedBox("Anne", ANNA)], [])
    assert photo.with_suffix(".xmp").read_text(encoding="utf-8") == notes
    assert len(list(photo.parent.iterdir())) == 2


def test_a_folder_that_cannot_be_written_is_said(photo: Path, ordinary_user) -> None:
    photo.parent.chmod(0o555)
    with ordinary_user(), pytest.raises(PhotoError, match="could not be written"):
        write_names(photo, Header(400, 200, 1, b""), [NamedBox("Anne", ANNA)], [])
    photo.parent.chmod(0o755)


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "tif"])
def test_notes_inside_a_photo_are_found(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"inside.{suffix}"
    if suffix == "png":
        image, notes = Image.new("RGB", WIDE, "grey"), DIGIKAM
        info = PngImagePlugin.PngInfo()
        info.add_itxt("XML:com.adobe.xmp", notes)
        image.save(path, pnginfo=info)
    elif suffix == "tif":
        Image.new("RGB", WIDE, "grey").save(path, tiffinfo={700: DIGIKAM.encode()})
    else:
        Image.new("RGB", WIDE, "grey").save(path, xmp=DIGIKAM.encode())
    header = read_header(path)
    assert (header.width, header.height) == WIDE
    assert len(read(header.xmp.decode()).readings[0]) == 2


# --- independent readers ------------------------------------------------------------------------------


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed on this machine")
    return found


def test_exiftool_reads_what_is_written(photo: Path) -> None:
    tool = _tool("exiftool")
    photo.with_suffix(".xmp").write_text(LIGHTROOM, encoding="utf-8")
    write_names(photo, read_header(photo), [NamedBox("Anne 한글", ANNA)], ["Mia"], overrule=True)
    (found,) = json.loads(
        subprocess.check_output([tool, "-json", "-struct", "-n", "-charset", "utf8", str(photo.with_suffix(".xmp"))])
    )
    info = found["RegionInfo"]
    assert info["AppliedToDimensions"] == {"W": 400, "H": 200, "Unit": "pixel"}
    named = {one["Name"]: one for one in info["RegionList"]}
    assert set(named) == {"Anne 한글", "Ben", "Bello"}
    area = named["Anne 한글"]["Area"]
    assert (area["X"], area["Y"], area["W"], area["H"]) == pytest.approx((0.2, 0.3, 0.1, 0.2))
    assert found["PersonInImage"] == ["Anne 한글", "Mia"]
    assert found["Exposure2012"] == "+0.35"


def test_exiv2_reads_what_is_written(photo: Path) -> None:
    tool = _tool("exiv2")
    photo.with_suffix(".xmp").write_text(LIGHTROOM, encoding="utf-8")
    write_names(photo, read_header(photo), [NamedBox("Anne", ANNA)], ["Mia"], overrule=True)
    text = subprocess.check_output([tool, "-PXkv", str(photo.with_suffix(".xmp"))], text=True)
    found = dict(line.split(maxsplit=1) for line in text.splitlines() if len(line.split(maxsplit=1)) == 2)
    start = "Xmp.mwg-rs.Regions/mwg-rs:RegionList"
    names = {key: value for key, value in found.items() if key.endswith("mwg-rs:Name")}
    assert set(names.values()) == {"Anne", "Ben", "Bello"}
    place = next(key for key, value in names.items() if value == "Anne").removesuffix("mwg-rs:Name")
    assert place.startswith(start)
    assert float(found[f"{place}mwg-rs:Area/stArea:x"]) == pytest.approx(0.2)
    assert found["Xmp.crs.Exposure2012"] == "+0.35"


def test_what_exiftool_writes_into_a_photo_and_into_a_sidecar_is_read(photo: Path) -> None:
    tool = _tool("exiftool")
    region = "{Area={X=0.2,Y=0.3,W=0.1,H=0.2,Unit=normalized},Name=Anna,Type=Face}"
    info = f"-RegionInfo={{AppliedToDimensions={{W=400,H=200,Unit=pixel}},RegionList=[{region}]}}"
    subprocess.check_call([tool, "-q", "-overwrite_original", info, str(photo)])
    sidecar = photo.with_name("IMG_1.jpg.xmp")
    microsoft = "-RegionInfoMP={Regions=[{PersonDisplayName=Ben,Rectangle=0.75|, 0.2|, 0.1|, 0.2}]}"
    subprocess.check_call([tool, "-q", "-o", str(sidecar), microsoft, "-PersonInImage=Mia"])
    ((one,),) = read(read_header(photo).xmp.decode()).readings
    assert (one.name, near(one.box, ANNA)) == ("Anna", True)
    found = regions.read(read_sidecar(sidecar), size=WIDE, turn=1)
    assert (found.readings[0][0].name, near(found.readings[0][0].box, BEN), found.names) == ("Ben", True, ("Mia",))


def _foreign(root: xmp.Element) -> dict[str, str]:
    """Every field that is not ours to write, with all that is in it."""
    known = xmp.fields(*xmp.descriptions(root))
    return {
        key: value if isinstance(value, str) else " ".join("".join(value.itertext()).split()) + str(value.attrib)
        for key, value in known.items()
        if key not in (regions.REGIONS, regions.PEOPLE)
    }


def test_a_sidecar_may_have_the_longest_name_and_a_longer_one_is_said_to_be_the_reason(tmp_path):
    header, faces = Header(*WIDE, 1, b""), [NamedBox("Anna", ANNA)]
    longest = os.pathconf(tmp_path, "PC_NAME_MAX") if hasattr(os, "pathconf") else 255
    fits = tmp_path / f"{'n' * (longest - 8)}.jpg"
    assert write_names(fits, header, faces, [])[0] == fits.with_name(fits.name + ".xmp")
    with pytest.raises(PhotoError, match="so long that no file can lie beside it"):
        write_names(tmp_path / f"{'n' * (longest - 6)}.jpg", header, faces, [])
    assert [path.name for path in tmp_path.iterdir()] == [fits.name + ".xmp"]
