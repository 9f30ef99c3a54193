"""XMP, the notes that photo programs leave in photos and beside them: an XML tree with meaning.

The same fact can be written in several ways (an attribute, an element, a description inside an element), and programs
do. `fields` and `items` read all of them, so that nobody else here has to know. Parsing is defusedxml's: a photo comes
from anywhere, and XML can be made to eat a computer's memory.

Source: ISO 16684-1 (XMP, part 1), clause 7.
"""

from __future__ import annotations

from typing import Final
from xml.etree import ElementTree

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from core.errors import PhotoError
from core.photos import sentences

Element = ElementTree.Element
Value = str | Element
Fields = dict[str, Value]

RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
PREFIXES: Final = {
    "x": "adobe:ns:meta/",
    "rdf": RDF[1:-1],
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "mwg-rs": "http://www.metadataworkinggroup.com/schemas/regions/",
    "stArea": "http://ns.adobe.com/xmp/sType/Area#",
    "stDim": "http://ns.adobe.com/xap/1.0/sType/Dimensions#",
    "MP": "http://ns.microsoft.com/photo/1.2/",
    "MPRI": "http://ns.microsoft.com/photo/1.2/t/RegionInfo#",
    "MPReg": "http://ns.microsoft.com/photo/1.2/t/Region#",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpNote": "http://ns.adobe.com/xmp/note/",
    "crs": "http://ns.adobe.com/camera-raw-settings/1.0/",
}
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")  # whose zeros are part of the text
_UNMARKED: Final = ((b"\x00<", "utf-16-be"), (b"<\x00", "utf-16-le"))  # the same without a mark, as some programs write
_BEGIN: Final = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
_END: Final = '\n<?xpacket end="w"?>\n'


def name(prefix: str, local: str) -> str:
    """The full name of a property: name("dc", "subject")."""
    return f"{{{PREFIXES[prefix]}}}{local}"


def parse(packet: bytes) -> Element:
    """The tree of a packet or a sidecar. Raises PhotoError where it is broken, or no XMP."""
    parser = DefusedXMLParser(target=_Builder(), forbid_dtd=True)
    try:
        parser.feed(_readable(packet))
        root: Element = parser.close()
    except (ElementTree.ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise PhotoError(sentences.NOTES_DAMAGED) from error
    if rdf_of(root) is None:
        raise PhotoError(sentences.NOTES_DAMAGED)
    return root


def _readable(packet: bytes) -> str | bytes:
    """As the parser takes it, without what fills the space behind it."""
    if packet.startswith(_UTF_16):
        return packet
    for begin, encoding in _UNMARKED:
        if packet.startswith(begin):
            return packet.decode(encoding).strip("\x00 \t\r\n")
    return packet.strip(b"\x00 \t\r\n")


def serialise(root: Element) -> bytes:
    """The packet, wrapped as a sidecar; foreign fields keep the prefixes that their program chose."""
    return (_BEGIN + ElementTree.tostring(root, encoding="unicode") + _END).encode("utf-8")


def new_tree(program: str) -> Element:
    """An empty packet by `program`."""
    root = Element(name("x", "xmpmeta"), {name("x", "xmptk"): program})
    rdf = ElementTree.SubElement(root, RDF + "RDF")
    ElementTree.SubElement(rdf, RDF + "Description", {RDF + "about": ""})
    return root


def rdf_of(root: Element) -> Element | None:
    """The element that holds the descriptions."""
    return root if root.tag == RDF + "RDF" else root.find(f".//{RDF}RDF")


def descriptions(root: Element) -> list[Element]:
    """The descriptions of the photo: their fields together are what is known of it."""
    rdf = rdf_of(root)
    return [] if rdf is None else rdf.findall(RDF + "Description")


def fields(*structures: Value | None) -> Fields:
    """The fields of a structure (or of several descriptions), whichever way they are written."""
    found: Fields = {}
    for structure in structures:
        if isinstance(structure, Element):
            inside = structure.find(RDF + "Description")
            for element in (structure,) if inside is None else (structure, inside):
                found.update((key, text) for key, text in element.attrib.items() if is_field(key))
                found.update((child.tag, child) for child in element if is_field(child.tag))
    return found


def items(value: Value | None) -> list[Value]:
    """The members of a bag, sequence or choice; of a plain text itself."""
    if value is None or isinstance(value, str):
        return [] if value is None else [value]
    for kind in ("Bag", "Seq", "Alt"):
        array = value.find(RDF + kind)
        if array is not None:
            return list(array.findall(RDF + "li"))
    return [value] if text(value) else []


def text(value: Value | None) -> str:
    """The text of a field; "" where there is none. Of a choice of languages the first."""
    if value is None or isinstance(value, str):
        return (value or "").strip()
    if value.find(RDF + "Alt") is not None:
        return text(next(iter(items(value)), None))
    return (value.text or value.get(RDF + "value") or "").strip()


def numbers(values: Fields, prefix: str, keys: str) -> list[float] | None:
    """Several numbers of a structure, by the names in `keys`; None where one is missing or is none."""
    try:
        return [float(text(values[name(prefix, key)])) for key in keys.split()]
    except (KeyError, ValueError):
        return None


def remove_field(root: Element, field: str) -> None:
    """Takes a property out of every description."""
    for description in descriptions(root):
        description.attrib.pop(field, None)
        for child in description.findall(field):
            description.remove(child)


def contents(root: Element) -> dict[str, str]:
    """All that a packet says, so that two of them can be compared whichever way each is written."""
    return {key: _plain(value) for key, value in fields(*descriptions(root)).items()}


def is_field(key: object) -> bool:
    """Something that a program noted: no comment, and nothing of RDF or XML itself."""
    return isinstance(key, str) and not key.startswith((RDF, "{http://www.w3.org/XML/1998/namespace}"))


def _plain(value: Value) -> str:
    if isinstance(value, str) or not (len(value) or value.attrib):
        return text(value)
    return ElementTree.tostring(value, encoding="unicode").strip()


class _Builder(ElementTree.TreeBuilder):
    """Keeps comments, and remembers by which prefixes the writer called its name spaces."""

    def __init__(self) -> None:
        super().__init__(insert_comments=True, insert_pis=True)

    def start_ns(self, prefix: str, uri: str) -> None:
        _remember(prefix, uri)


def _remember(prefix: str, uri: str) -> None:
    """The standard library keeps prefixes for the whole process; an unusual one harms nobody."""
    if prefix and not (prefix.startswith("ns") and prefix[2:].isdigit()) and PREFIXES.get(prefix, uri) == uri:
        ElementTree.register_namespace(prefix, uri)


for _prefix, _uri in PREFIXES.items():
    ElementTree.register_namespace(_prefix, _uri)
