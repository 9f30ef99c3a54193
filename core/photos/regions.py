"""Names and boxes in XMP: those of other programs read, ours written beside theirs.

Two ways of writing are in use. The regions of the Metadata Working Group (`mwg-rs`: Lightroom, Picasa, digiKam, exports
of Apple Photos through other tools, ACDSee, Mylio) say the middle of a box; Microsoft's (`MP:RegionInfo`: Windows Photo
Gallery, digiKam) its corner. Both mean fractions of the photo as stored, and the first says how large that was
(`AppliedToDimensions`). Names without a box are IPTC's `PersonInImage`.

Sources: Guidelines for Handling Image Metadata 2.0, Metadata Working Group, chapter 5.9; "People Tagging Overview",
Windows Imaging Component; IPTC Photo Metadata Standard.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final
from xml.etree import ElementTree

from core.photos import turning, xmp
from core.photos.crop import Crop, crops_of
from core.photos.xmp import Element, Fields, Value
from core.records import Box, NamedBox, NamesFound

REGIONS: Final = xmp.name("mwg-rs", "Regions")
PEOPLE: Final = xmp.name("Iptc4xmpExt", "PersonInImage")
MICROSOFT: Final = xmp.name("MP", "RegionInfo")

SAME_SHAPE: Final = 0.02
"""Width over height may differ by so much: programs round when they make a photo smaller."""
SAME_BOX: Final = 0.3
"""Overlap from which a box in a sidecar is about the face that is written: programs draw differently."""

PROGRAM: Final = "Familiar"
"""How our regions are known again: as the guidelines provide, each says in its `Extensions` which program made it."""

Size = tuple[float, float]


def read(root: Element, *, size: Size, turn: int, turned: int = 1) -> NamesFound:
    """The names in a packet about a photo that is stored with this `size` (pixels) and seen after this `turn`; or that
    was `turned` already, when its size was asked for.

    Boxes of a photo of another shape are of no use, since it was cropped afterwards: their names are kept alone; unless
    the packet notes a crop of that shape, which the stored photo does not have.
    """
    known = xmp.fields(*xmp.descriptions(root))
    written = _of_the_group(known) or _of_microsoft(known)
    sizes = _applied_to(known)
    names = [xmp.text(person) for person in xmp.items(known.get(PEOPLE))]
    names += [name for name, box in written if box is None]
    boxes = [NamedBox(name, box) for name, box in written if box is not None]
    ways = [_turned(boxes, way) for way in _ways_up(sizes, size, turn, turned)]
    ways += [_turned([NamedBox(one.name, crop.whole(one.box)) for one in boxes], turn) for crop in _shown(known, size)]
    if not ways:
        names += [one.name for one in boxes]
    readings = tuple(ways) if boxes else ()
    return NamesFound("xmp", readings, tuple(dict.fromkeys(name for name in names if name)))


def write(
    root: Element,
    faces: Sequence[NamedBox],
    names: Iterable[str],
    *,
    size: Size,
    turn: int,
    overrule: bool = False,
) -> int | None:
    """Puts our names into a packet. Boxes are of the upright photo, `size` is the stored one's.

    Where a region of ours lies, or one without a name, it gives way to the face that is there now. A region of another
    program stays, and what it says of a face is not said again; where it says somebody else it gives way only with
    `overrule`. Every other field stays. Returns how many faces were left to another program that says somebody else.
    None, and nothing is changed, where the regions in there belong to a photo of another shape.
    """
    known = xmp.fields(*xmp.descriptions(root))
    sizes = _applied_to(known)
    if sizes is not None and not _same_shape(sizes, size):
        return None
    ours = [NamedBox(face.name, turning.stored(face.box, turn)) for face in faces]
    theirs = [
        region
        for region in xmp.items(xmp.fields(known.get(REGIONS)).get(xmp.name("mwg-rs", "RegionList")))
        if isinstance(region, Element)
    ]
    left = [] if overrule else [face for face in ours if _is_another_to_them(face, theirs, known)]
    ours = [face for face in ours if face not in left]
    kept = [region for region in theirs if not _gives_way(region, ours)]
    stays = {_name_of(region) for region in kept} | {face.name for face in ours}
    renamed = {_name_of(region) for region in theirs} - stays
    named = [xmp.text(person) for person in xmp.items(known.get(PEOPLE))]
    people = [name for name in named if name and name not in renamed] + [face.name for face in ours] + list(names)
    ours = [face for face in ours if not any(_same_box(one, face) for one in _foreign_faces(kept))]
    if not ours and len(kept) == len(theirs) and set(people) == set(named):
        return len(left)
    xmp.remove_field(root, REGIONS)
    xmp.remove_field(root, PEOPLE)
    place = xmp.descriptions(root)[0]
    if ours or kept:
        _write_regions(place, kept, ours, size)
    if people:
        _write_bag(ElementTree.SubElement(place, PEOPLE), dict.fromkeys(people))
    return len(left)


# --- reading ------------------------------------------------------------------------------------------


def _of_the_group(known: Fields) -> list[tuple[str, Box | None]]:
    whole = xmp.fields(known.get(REGIONS))
    size = xmp.numbers(xmp.fields(whole.get(xmp.name("mwg-rs", "AppliedToDimensions"))), "stDim", "w h")
    found = []
    for region in xmp.items(whole.get(xmp.name("mwg-rs", "RegionList"))):
        one = xmp.fields(region)
        kind = xmp.text(one.get(xmp.name("mwg-rs", "Type"))) or "Face"
        if _name_of(region) and kind == "Face":  # others are pets, bar codes and what was in focus
            found.append((_name_of(region), _area(xmp.fields(one.get(xmp.name("mwg-rs", "Area"))), size)))
    return found


def _name_of(region: Value) -> str:
    one = xmp.fields(region)
    return xmp.text(one.get(xmp.name("mwg-rs", "Name")))


def _area(area: Fields, size: list[float] | None) -> Box | None:
    """From the middle of a box, or of a circle; in fractions, or in pixels of `size`."""
    middle = xmp.numbers(area, "stArea", "x y")
    across = xmp.numbers(area, "stArea", "w h")
    circle = xmp.numbers(area, "stArea", "d")
    if across is None and circle is not None:
        across = circle * 2
    if middle is None or across is None:
        return None
    if xmp.text(area.get(xmp.name("stArea", "unit"))) == "pixel":
        if size is None or min(size) <= 0:
            return None
        middle, across = ([value / side for value, side in zip(pair, size, strict=True)] for pair in (middle, across))
    return _sound(middle[0] - across[0] / 2, middle[1] - across[1] / 2, *across)


def _of_microsoft(known: Fields) -> list[tuple[str, Box | None]]:
    found = []
    for region in xmp.items(xmp.fields(known.get(MICROSOFT)).get(xmp.name("MPRI", "Regions"))):
        one = xmp.fields(region)
        name = xmp.text(one.get(xmp.name("MPReg", "PersonDisplayName")))
        if name:
            found.append((name, _corners(xmp.text(one.get(xmp.name("MPReg", "Rectangle"))))))
    return found


def _corners(rectangle: str) -> Box | None:
    """ "0.1, 0.2, 0.3, 0.4": left, top, width, height."""
    try:
        sides = [float(side) for side in rectangle.split(",")]
    except ValueError:
        return None
    return _sound(*sides) if len(sides) == 4 else None


def _sound(x: float, y: float, width: float, height: float) -> Box | None:
    """A box that lies in the photo, at least mostly; None of one that cannot be meant."""
    box = Box(x, y, width, height)
    inside = -0.5 < x < 1 and -0.5 < y < 1 and 0 < width <= 1.5 and 0 < height <= 1.5
    return box if inside else None


def _applied_to(known: Fields) -> Size | None:
    whole = xmp.fields(known.get(REGIONS))
    sides = xmp.numbers(xmp.fields(whole.get(xmp.name("mwg-rs", "AppliedToDimensions"))), "stDim", "w h")
    return (sides[0], sides[1]) if sides is not None and min(sides) > 0 else None


def _ways_up(applied: Size | None, size: Size, turn: int, turned: int) -> list[int]:
    """How boxes may have to be turned, likeliest first.

    As the guidelines say, boxes belong to the stored photo; but some programs meant the upright one. Where the turn
    swaps the sides, the size that they wrote down gives it away.
    """
    if applied is None or _same_shape(applied, size):
        return [turn] if turn == 1 else [turn, 1]
    if turning.is_sideways(max(turn, turned)) and _same_shape(applied, (size[1], size[0])):
        return [turned if turn == 1 else 1]
    return []


def _shown(known: Fields, size: Size) -> list[Crop]:
    """The crops that have the shape which the boxes belong to."""
    applied = _applied_to(known)
    return [crop for crop in crops_of(known, size) if applied is not None and _same_shape(applied, crop.shown)]


def _same_shape(one: Size, other: Size) -> bool:
    return abs(one[0] * other[1] - one[1] * other[0]) <= SAME_SHAPE * one[1] * other[0]


def _turned(boxes: Sequence[NamedBox], turn: int) -> tuple[NamedBox, ...]:
    return tuple(NamedBox(one.name, turning.upright(one.box, turn)) for one in boxes)


# --- writing ------------------------------------------------------------------------------------------


def _face_of(region: Element) -> NamedBox | None:
    """None of a pet, or of a region whose place cannot be known."""
    one = xmp.fields(region)
    box = _area(xmp.fields(one.get(xmp.name("mwg-rs", "Area"))), None)
    kind = xmp.text(one.get(xmp.name("mwg-rs", "Type"))) or "Face"
    return NamedBox(_name_of(region), box) if box is not None and kind == "Face" else None


def _foreign_face(region: Element) -> NamedBox | None:
    """What another program says about a face."""
    extensions = xmp.fields(xmp.fields(region).get(xmp.name("mwg-rs", "Extensions")))
    ours = xmp.text(extensions.get(xmp.name("xmp", "CreatorTool"))) == PROGRAM
    face = _face_of(region)
    return None if ours or face is None or not face.name else face


def _foreign_faces(regions: Iterable[Element]) -> list[NamedBox]:
    return [face for face in map(_foreign_face, regions) if face is not None]


def _is_another_to_them(face: NamedBox, theirs: Iterable[Element], known: Fields) -> bool:
    said = [NamedBox(name, box) for name, box in _of_microsoft(known) if box is not None] + _foreign_faces(theirs)
    return any(_same_box(one, face) and not _same_name(one.name, face.name) for one in said)


def _same_box(one: NamedBox, other: NamedBox) -> bool:
    return one.box.overlap(other.box) >= SAME_BOX


def _same_name(one: str, other: str) -> bool:
    return unicodedata.normalize("NFC", one).casefold() == unicodedata.normalize("NFC", other).casefold()


def _gives_way(region: Element, ours: Sequence[NamedBox]) -> bool:
    there, foreign = _face_of(region), _foreign_face(region)
    if there is None:
        return False
    at = [face for face in ours if _same_box(there, face)]
    return bool(at) and (foreign is None or not any(_same_name(foreign.name, face.name) for face in at))


def _write_regions(place: Element, kept: Sequence[Element], ours: Sequence[NamedBox], size: Size) -> None:
    regions = _structure(place, REGIONS)
    applied = _structure(regions, xmp.name("mwg-rs", "AppliedToDimensions"))
    _put(applied, "stDim", w=f"{size[0]:.0f}", h=f"{size[1]:.0f}", unit="pixel")
    bag = ElementTree.SubElement(ElementTree.SubElement(regions, xmp.name("mwg-rs", "RegionList")), xmp.RDF + "Bag")
    bag.extend(kept)
    for face in ours:
        region = _structure(bag, xmp.RDF + "li")
        _put(region, "mwg-rs", Name=face.name, Type="Face")
        _put(_structure(region, xmp.name("mwg-rs", "Area")), "stArea", **_area_of(face.box))
        _put(_structure(region, xmp.name("mwg-rs", "Extensions")), "xmp", CreatorTool=PROGRAM)


def _area_of(box: Box) -> dict[str, str]:
    sides = {"x": box.x + box.width / 2, "y": box.y + box.height / 2, "w": box.width, "h": box.height}
    return {key: f"{side:.6f}" for key, side in sides.items()} | {"unit": "normalized"}


def _structure(parent: Element, tag: str) -> Element:
    return ElementTree.SubElement(parent, tag, {xmp.RDF + "parseType": "Resource"})


def _put(structure: Element, prefix: str, **values: str) -> None:
    for key, value in values.items():
        ElementTree.SubElement(structure, xmp.name(prefix, key)).text = value


def _write_bag(parent: Element, texts: Iterable[str]) -> None:
    bag = ElementTree.SubElement(parent, xmp.RDF + "Bag")
    for one in texts:
        ElementTree.SubElement(bag, xmp.RDF + "li").text = one
