"""The page of licences: everything that the bundle carries, who made it, and under which terms, as one HTML file.

Written at build time from what the packages themselves hold, so that a new version brings its own text along. A
package without a text of its own must be named here; one that is in neither place stops the build.
"""

from __future__ import annotations

import html
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path

from contents import CARRIED
from product import CHECKOUT, Product

PAGE = "third_party.html"
TEXTS = CHECKOUT / "packaging" / "licence_texts"
TEXT_NAMES = ("licen", "notice", "copying", "thirdparty")
NO_TEXT_INSIDE = {  # packages whose wheels hold no licence text
    "pyside6-essentials": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "shiboken6": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "flatbuffers": ("Apache-2.0.txt",),
}
QT_NOTE = (
    "Qt and PySide6 are used under the GNU Lesser General Public License, version 3. They lie as separate libraries in "
    "the folder PySide6 (on some systems below _internal) of this program; you may replace them by your own builds of "
    "the same version. Their source code is published by The Qt Company at code.qt.io."
)
HEIF_NOTE = "libheif and libde265 are used under the GNU Lesser General Public License, as separate libraries."
RAW_NOTE = (
    "LibRaw is used under the GNU Lesser General Public License, version 2.1, as a separate library, without its parts "
    "under the GPL; libgomp under the GCC Runtime Library Exception."
)
NOTES = {"pyside6-essentials": QT_NOTE, "pi-heif": HEIF_NOTE, "rawpy": RAW_NOTE}
EXTRA_TEXTS = {"pi-heif": ("LGPL-3.0.txt",), "rawpy": ("LGPL-2.1.txt",)}
NOT_CARRIED = {"colorama"}
DRAWN = (  # what is no package
    ("CenterFace", "MIT", "The network that finds faces. Copyright (c) 2019 Star-Clouds."),
    ("dlib face recognition network", "CC0-1.0", "The network that compares faces, by Davis E. King: public domain."),
    ("Photograph for the self-test", "Public domain", "NASA: Eileen Collins."),
)
LUCIDE = "Icons: Lucide"


@dataclass(frozen=True, slots=True)
class Component:
    """One thing that the bundle carries."""

    name: str
    version: str
    licence: str
    text: str


def write_page(path: Path, product: Product, *, system: str) -> None:
    """Writes the page. Raises `SystemExit` where a licence text is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page(product, components(system=system)), encoding="utf-8")


def components(*, system: str) -> list[Component]:
    """Everything carried, by name. `system` is linux, windows or macos."""
    found = [_of_package(name) for name in carried_packages()]
    found.append(_python())
    found += [Component(name, "", licence, text) for name, licence, text in DRAWN]
    lucide = (CHECKOUT / "resources" / "licences" / "lucide.txt").read_text("utf-8")
    found.append(Component(LUCIDE, "", "ISC", lucide))
    if system == "windows":
        found.append(Component("Microsoft Visual C++ runtime", "", "Microsoft Visual Studio licence terms", ""))
    if system == "linux":
        found += _system_libraries()
    return sorted(found, key=lambda component: component.name.lower())


def carried_packages() -> list[str]:
    """The packages of pins/program.txt."""
    lines = (CHECKOUT / "packaging" / "pins" / "program.txt").read_text("utf-8").splitlines()
    names = [line.split("==")[0].lower() for line in lines if "==" in line]
    return sorted(set(names) - NOT_CARRIED)


def _of_package(name: str) -> Component:
    found = distribution(name)
    texts = [*_texts_inside(found), *_texts_of_ours(name)]
    if not texts:
        raise SystemExit(f"{name} holds no licence text: name one in {Path(__file__).name}")
    note = [NOTES[name]] if name in NOTES else []
    licence = found.metadata.get("License-Expression") or found.metadata.get("License") or "see the text"
    return Component(found.metadata["Name"], found.version, licence.splitlines()[0], "\n\n".join([*note, *texts]))


def _texts_inside(found: Distribution) -> Iterator[str]:
    for file in found.files or ():
        if any(part in file.name.lower() for part in TEXT_NAMES) and file.suffix.lower() in ("", ".txt", ".md", ".rst"):
            yield Path(str(found.locate_file(file))).read_text("utf-8", errors="replace")


def _texts_of_ours(name: str) -> Iterator[str]:
    for text in (*NO_TEXT_INSIDE.get(name, ()), *EXTRA_TEXTS.get(name, ())):
        yield (TEXTS / text).read_text("utf-8")


def _python() -> Component:
    places = (Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt")
    text = next((place.read_text("utf-8") for place in places if place.is_file()), None)
    if text is None:
        raise SystemExit("the licence of Python is not where it was looked for")
    return Component("Python", sys.version.split()[0], "PSF-2.0", text)


def _system_libraries() -> Iterator[Component]:
    """The Debian libraries that are carried on Linux."""
    for package in sorted(set(CARRIED.values()) - {""}):
        text = Path("/usr/share/doc") / package / "copyright"
        if text.is_file():
            asked = ["dpkg-query", "--show", "--showformat=${Version}", package]
            version = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
            yield Component(package, version, "see the text", text.read_text("utf-8", errors="replace"))


def page(product: Product, carried: list[Component]) -> str:
    """The components as HTML, plain enough for Qt's own viewer."""
    own = (CHECKOUT / "LICENSE").read_text("utf-8")
    rows = "".join(
        f'<tr><td><a href="#{number}">{html.escape(one.name)}</a></td><td>{html.escape(one.version)}</td>'
        f"<td>{html.escape(one.licence)}</td></tr>\n"
        for number, one in enumerate(carried)
    )
    sections = "".join(
        f'<h2><a name="{number}"></a>{html.escape(f"{one.name} {one.version}".strip())}</h2>\n'
        f"<p>{html.escape(one.licence)}</p>\n<pre>{html.escape(one.text)}</pre>\n"
        for number, one in enumerate(carried)
    )
    title = f"{product.title} {product.version}: licences"
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title></head><body>\n'
        f"<h1>{title}</h1>\n<pre>{html.escape(own)}</pre>\n<p>{product.title} carries the work of others:</p>\n"
        f'<table cellpadding="3">\n{rows}</table>\n{sections}</body></html>\n'
    )
