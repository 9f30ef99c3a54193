"""Names written into the photo itself: read by other programs, and everything else in the file as it was."""

from __future__ import annotations

import io
import json
import shutil
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms, PngImagePlugin

from core.errors import PhotoError
from core.photos import extended, inside, jpeg, png, regions, sentences, turning, xmp
from core.photos.header import read_header
from core.records import Box, NamedBox

sys.path.insert(0, str(Path(__file__).parent))
from packets import DIGIKAM, LIGHTROOM, PROGRAMS

ANNA = Box(0.15, 0.2, 0.1, 0.2)
WIDE = (400, 200)


def picture(size: tuple[int, int] = WIDE) -> Image.Image:
    noise = np.random.default_rng(1).integers(0, 255, (size[1] // 8, size[0] // 8, 3), np.uint8)
    return Image.fromarray(noise).resize(size)


def save(path: Path, **options: object) -> Path:
    picture().save(path, **options)
    return path


def write(path: Path, *faces: NamedBox, names: tuple[str, ...] = ()) -> bytes:
    """As the program does, without the library. Returns what the file was."""
    old = path.read_bytes()
    assert inside.can_hold_names(old)
    new, _ = inside.with_names(old, read_header(path), faces, names, overrule=True)
    assert new is not None
    inside.prove_same(old, new)
    path.write_bytes(new)
    assert inside.with_names(new, read_header(path), faces, names, overrule=True) == (None, 0)  # it says so already
    return old


def read(path: Path) -> dict[str, Box]:
    header = read_header(path)
    found = regions.read(xmp.parse(header.xmp), size=(header.width, header.height), turn=header.turn)
    return {one.name: one.box for one in found.readings[0]}


def near(one: Box, other: Box) -> bool:
    return one.overlap(other) > 0.999


def tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed on this machine")
    return found


def exiftool(path: Path, *options: str) -> dict[str, object]:
    command = [tool("exiftool"), "-json", "-struct", "-n", "-G1", "-a", "-ee", "-charset", "utf8", *options, str(path)]
    (found,) = json.loads(subprocess.check_output(command))
    return found


@pytest.mark.parametrize("suffix", ["jpg", "png"])
@pytest.mark.parametrize("program", [None, *PROGRAMS])
def test_what_is_written_is_read_back_and_others_notes_stay(tmp_path: Path, suffix: str, program: str | None) -> None:
    path = tmp_path / f"photo.{suffix}"
    packet = PROGRAMS[program] if program else ""
    if suffix == "png":
        info = PngImagePlugin.PngInfo()
        info.add_text("Author", "somebody")
        if packet:
            info.add_itxt("XML:com.adobe.xmp", packet, zip=True)
        save(path, pnginfo=info)
    else:
        save(path, **({"xmp": packet.encode()} if packet else {}), comment="somebody")
    before = xmp.contents(xmp.parse(packet.encode())) if packet else {}
    old = write(path, NamedBox("Anne 한글", ANNA))
    assert near(read(path)["Anne 한글"], ANNA)
    after = xmp.contents(xmp.parse(read_header(path).xmp))
    ours = {regions.REGIONS, regions.PEOPLE}
    assert {key: value for key, value in after.items() if key not in ours} == {
        key: value for key, value in before.items() if key not in ours
    }
    with Image.open(io.BytesIO(old)) as one, Image.open(path) as other:
        assert one.tobytes() == other.tobytes()
        assert b"somebody" in path.read_bytes()


@pytest.mark.parametrize("suffix", ["jpg", "png"])
@pytest.mark.parametrize("turn", range(1, 9))
def test_a_turned_photo_is_written_as_it_is_stored(tmp_path: Path, suffix: str, turn: int) -> None:
    exif = Image.Exif()
    exif[274] = turn
    path = save(tmp_path / f"turned.{suffix}", exif=exif)
    upright = turning.upright(ANNA, turn)
    write(path, NamedBox("Anna", upright))
    assert near(read(path)["Anna"], upright)
    info = exiftool(path)["XMP-mwg-rs:RegionInfo"]
    assert info["AppliedToDimensions"] == {"W": 400, "H": 200, "Unit": "pixel"}  # type: ignore[index]
    area = info["RegionList"][0]["Area"]  # type: ignore[index]
    assert (area["X"], area["Y"], area["W"], area["H"]) == pytest.approx((0.2, 0.3, 0.1, 0.2))


@pytest.mark.parametrize("suffix", ["jpg", "png"])
def test_exiftool_finds_all_it_found_before(tmp_path: Path, suffix: str) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    path = save(tmp_path / f"photo.{suffix}", icc_profile=profile)
    lists = [f"-XMP-dc:Subject+=word {number}" for number in range(5)]
    noted = ["-EXIF:Artist=Somebody", "-EXIF:GPSLatitude=48.1", "-EXIF:GPSLatitudeRef=N", "-XMP:Rating=4", *lists]
    if suffix == "jpg":
        noted += ["-IPTC:Keywords=Sea", "-Comment=a note", "-MakerNotes:all=", "-Photoshop:URL=example"]
    subprocess.check_call([tool("exiftool"), "-q", "-overwrite_original", *noted, str(path)])
    before = exiftool(path)
    write(path, NamedBox("Anna", ANNA), names=("Mia",))
    after = exiftool(path)
    assert after.pop("XMP-iptcExt:PersonInImage") == ["Anna", "Mia"]
    assert after.pop("XMP-mwg-rs:RegionInfo")
    of_the_file = [key for key in before if key.startswith("System:") or key == "XMP-x:XMPToolkit"]
    assert {key: before[key] for key in before if key not in of_the_file} == {
        key: after[key] for key in after if key not in of_the_file
    }
    assert len(before) > 25
    assert "ExifTool:Warning" not in after


@pytest.mark.parametrize("suffix", ["jpg", "png"])
def test_exiv2_reads_it(tmp_path: Path, suffix: str) -> None:
    path = save(tmp_path / f"photo.{suffix}")
    write(path, NamedBox("Anne", ANNA), names=("Mia",))
    text = subprocess.check_output([tool("exiv2"), "-PXkv", str(path)], text=True)
    found = dict(line.split(maxsplit=1) for line in text.splitlines() if len(line.split(maxsplit=1)) == 2)
    assert found["Xmp.mwg-rs.Regions/mwg-rs:RegionList[1]/mwg-rs:Name"] == "Anne"
    assert float(found["Xmp.mwg-rs.Regions/mwg-rs:RegionList[1]/mwg-rs:Area/stArea:x"]) == pytest.approx(0.2)
    assert "Mia" in found["Xmp.iptcExt.PersonInImage"]


@pytest.mark.parametrize("program", ["exiftool", "exiv2"])
def test_another_program_may_write_after_us(tmp_path: Path, program: str) -> None:
    path = save(tmp_path / "photo.jpg")
    write(path, NamedBox("Anna", ANNA))
    if program == "exiftool":
        subprocess.check_call([tool(program), "-q", "-overwrite_original", "-XMP:Rating=3", str(path)])
    else:
        subprocess.check_call([tool(program), "-Mset Xmp.xmp.Rating 3", str(path)])
    assert near(read(path)["Anna"], ANNA)
    write(path, NamedBox("Anne", ANNA))
    assert list(read(path)) == ["Anne"]
    assert exiftool(path)["XMP-xmp:Rating"] == 3


# --- XMP that is longer than a segment ----------------------------------------------------------------


def test_extended_notes_that_exiftool_wrote_are_read(tmp_path: Path) -> None:
    path = save(tmp_path / "long.jpg")
    region = "{Area={X=0.2,Y=0.3,W=0.1,H=0.2,Unit=normalized},Name=Anna,Type=Face}"
    info = f"-RegionInfo={{AppliedToDimensions={{W=400,H=200,Unit=pixel}},RegionList=[{region}]}}"
    (tmp_path / "long.txt").write_text("a long story " * 12_000)
    long = f"-XMP-dc:Description<={tmp_path / 'long.txt'}"
    subprocess.check_call([tool("exiftool"), "-q", "-overwrite_original", long, info, str(path)])
    assert path.read_bytes().count(extended.MARKER) == 3
    assert near(read(path)["Anna"], ANNA)
    assert len(xmp.contents(xmp.parse(read_header(path).xmp))[xmp.name("dc", "description")]) > 150_000


def test_extended_notes_are_written_so_that_others_read_them(tmp_path: Path) -> None:
    path = save(tmp_path / "long.jpg")
    (tmp_path / "long.txt").write_text("a long story " * 12_000)
    long = f"-XMP-dc:Description<={tmp_path / 'long.txt'}"
    subprocess.check_call([tool("exiftool"), "-q", "-overwrite_original", long, "-XMP:Rating=4", str(path)])
    write(path, NamedBox("Anna", ANNA))
    found = exiftool(path)
    assert found["XMP-dc:Description"] == "a long story " * 12_000
    assert found["XMP-xmp:Rating"] == 4
    assert found["XMP-mwg-rs:RegionInfo"]["RegionList"][0]["Name"] == "Anna"  # type: ignore[index]
    assert "ExifTool:Warning" not in found
    main = path.read_bytes().split(jpeg.XMP)[1][:60_000]
    assert b"Anna" in main  # the long field went into the extension, not ours


def test_an_extension_that_is_not_the_packets_own_counts_for_nothing() -> None:
    main = xmp.new_tree("test")
    xmp.descriptions(main)[0].set(extended.HAS_EXTENSION, "0" * 32)
    packet = xmp.serialise(main)
    other = DIGIKAM.encode()
    (piece,) = extended.pieces_of(other)
    assert extended.joined(packet, extended.gathered([piece])) == packet
    forged = piece.replace(extended.digest_of(other).encode(), b"0" * 32)
    assert extended.joined(packet, extended.gathered([forged])) == packet
    half = extended.pieces_of(other * 100)[:1]
    assert extended.gathered(half) == {}


def test_pieces_may_stand_in_any_order() -> None:
    long = DIGIKAM.encode() + b" " * 200_000
    pieces = extended.pieces_of(long)
    assert len(pieces) == 4
    assert all(len(piece) <= jpeg.LONGEST for piece in pieces)
    assert extended.gathered(reversed(pieces)) == {extended.digest_of(long): long}


# --- what else lies in such files ---------------------------------------------------------------------


def test_a_clip_behind_the_picture_stays(tmp_path: Path) -> None:
    path = save(tmp_path / "MVIMG_1.jpg")
    clip = b"\x00\x00\x00\x18ftypmp42" + b"a clip" * 500
    path.write_bytes(path.read_bytes() + clip)
    write(path, NamedBox("Anna", ANNA))
    assert path.read_bytes().endswith(clip)
    assert near(read(path)["Anna"], ANNA)


def test_the_second_picture_of_a_3d_photo_stays_where_it_is_said_to_be(tmp_path: Path) -> None:
    path = tmp_path / "3d.jpg"
    first, second = picture(), picture((200, 100))
    first.save(path, "MPO", save_all=True, append_images=[second])
    write(path, NamedBox("Anna", ANNA))
    with Image.open(path) as image:
        assert image.n_frames == 2  # type: ignore[attr-defined]
        image.seek(1)
        image.load()
        assert image.size == second.size


def test_notes_behind_the_list_of_pictures_are_left_alone() -> None:
    file = io.BytesIO()
    picture().save(file, "JPEG", xmp=LIGHTROOM.encode())
    data = file.getvalue()
    assert inside.can_hold_names(data)
    several = b"\xff\xe2\x00\x08MPF\x00ab"
    late = data.replace(b"\xff\xe1", several + b"\xff\xe1", 1)
    assert not inside.can_hold_names(late)


@pytest.mark.parametrize("seal", ["jpeg", "png", "trailer"])
def test_a_sealed_photo_is_left_alone(seal: str) -> None:
    file = io.BytesIO()
    picture().save(file, "PNG" if seal == "png" else "JPEG")
    data = file.getvalue()
    if seal == "jpeg":
        data = data[:2] + b"\xff\xeb\x00\x0eJP\x00\x00jumbc2pa" + data[2:]
    elif seal == "png":
        chunk = b"caBXjumb"
        data = data[:33] + struct.pack(">I", 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) + data[33:]
    else:
        data += b"AXS!" + bytes(8)
    assert not inside.can_hold_names(data)


def segment(content: bytes) -> bytes:
    return b"\xff\xe1" + struct.pack(">H", len(content) + 2) + content


@pytest.mark.parametrize("stray", ["second packet", "damaged extension", "extension of nobody"])
def test_a_photo_with_notes_that_would_be_lost_is_left_alone(stray: str) -> None:
    """exiv2's test file exiv2-bug1229.jpg has two packets, of two programs."""
    file = io.BytesIO()
    picture().save(file, "JPEG", xmp=LIGHTROOM.encode())
    data = file.getvalue()
    assert inside.can_hold_names(data)
    (piece,) = extended.pieces_of(DIGIKAM.encode())
    content = jpeg.XMP + DIGIKAM.encode() if stray == "second packet" else piece
    if stray == "damaged extension":
        content = piece[:-1]
    assert not inside.can_hold_names(data[:2] + segment(content) + data[2:])
    assert not inside.can_hold_names(data.replace(b"\xff\xdb", segment(content) + b"\xff\xdb", 1))


@pytest.mark.parametrize("suffix", ["tif", "webp", "gif", "bmp"])
def test_other_kinds_of_files_hold_no_names(tmp_path: Path, suffix: str) -> None:
    assert not inside.can_hold_names(save(tmp_path / f"photo.{suffix}").read_bytes())


def test_another_programs_word_about_a_face_stays_in_the_photo(tmp_path: Path) -> None:
    path = save(tmp_path / "photo.jpg", xmp=DIGIKAM.encode())
    before = path.read_bytes()
    assert inside.with_names(before, read_header(path), [NamedBox("Anne", ANNA)], []) == (None, 1)


@pytest.mark.parametrize("suffix", ["jpg", "png"])
def test_a_damaged_file_is_refused(tmp_path: Path, suffix: str) -> None:
    data = save(tmp_path / f"photo.{suffix}").read_bytes()
    with pytest.raises(PhotoError, match="damaged"):
        inside.can_hold_names(data[:30])


def test_damaged_notes_are_left_alone(tmp_path: Path) -> None:
    path = save(tmp_path / "photo.jpg", xmp=b"<broken")
    with pytest.raises(PhotoError, match="damaged"):
        inside.with_names(path.read_bytes(), read_header(path), [NamedBox("Anna", ANNA)], [])


@pytest.mark.parametrize("what", ["pixels", "segment", "notes"])
def test_a_file_that_is_not_the_same_photo_is_recognised(tmp_path: Path, what: str) -> None:
    path = save(tmp_path / "photo.png", comment="a note")
    old = path.read_bytes()
    if what == "pixels":
        picture().transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(path)
        new = path.read_bytes()
    elif what == "segment":
        new = png.with_packet(old, b"")[:-12] + png.chunks(old)[0][0].raw + png.chunks(old)[0][-1].raw
    else:
        new = png.with_packet(old, LIGHTROOM.encode())
    with pytest.raises(PhotoError) as refused:
        inside.prove_same(old, new)
    assert str(refused.value) in (sentences.PHOTO_NOT_THE_SAME, sentences.DAMAGED)
