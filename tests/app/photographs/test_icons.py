"""The icons: all there, in the right colour, crisp."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPalette

from app import icons

FOLDER = Path(str(files("resources") / "icons"))
NAMES = sorted(path.stem for path in FOLDER.glob("*.svg"))
CODE = "\n".join(path.read_text(encoding="utf-8") for path in (FOLDER.parents[1] / "app").rglob("*.py"))


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_draws_something(name: str, qapp: object) -> None:
    image = icons.icon(name).pixmap(QSize(20, 20)).toImage()
    assert any(image.pixelColor(x, y).alpha() > 200 for x in range(image.width()) for y in range(image.height()))


@pytest.mark.parametrize("name", NAMES)
def test_no_icon_lies_about_unused(name: str) -> None:
    assert f'"{name}"' in CODE


def test_every_icon_that_the_code_names_is_there() -> None:
    named = set(re.findall(r'icons\.icon\(\s*"(\w+)"', CODE))
    assert named
    assert named <= set(NAMES)


def test_icon_takes_a_colour_or_the_colour_of_the_text(qapp: object) -> None:
    red = icons.icon("folder_plus", colour=QColor("#ff0000")).pixmap(QSize(24, 24)).toImage()
    assert _strongest(red) == QColor("#ff0000")
    before = qapp.palette()  # type: ignore[attr-defined]
    icon = icons.icon("folder_plus")
    for colour in ("#112233", "#ddeeff"):
        palette = QPalette(before)
        palette.setColor(QPalette.ColorRole.WindowText, QColor(colour))
        qapp.setPalette(palette)  # type: ignore[attr-defined]
        assert _strongest(icon.pixmap(QSize(24, 24)).toImage()) == QColor(colour)
    qapp.setPalette(before)  # type: ignore[attr-defined]


def test_icon_is_drawn_in_the_pixels_of_a_fine_screen(qapp: object) -> None:
    pixmap = icons.icon("folder_plus").pixmap(QSize(20, 20), 2.0)
    assert (pixmap.width(), pixmap.devicePixelRatio()) == (40, 2.0)


def test_disabled_icon_is_paler(qapp: object) -> None:
    normal = icons.icon("folder_plus", colour=QColor("black")).pixmap(QSize(24, 24), 1.0, QIcon.Mode.Normal).toImage()
    pale = icons.icon("folder_plus", colour=QColor("black")).pixmap(QSize(24, 24), 1.0, QIcon.Mode.Disabled).toImage()
    assert _strongest(pale).alpha() < _strongest(normal).alpha()


def test_window_icon_has_the_sizes_that_systems_ask_for(qapp: object) -> None:
    assert {size.width() for size in icons.window_icon().availableSizes()} == set(icons.WINDOW_SIZES)


def test_licence_of_the_icons_is_kept() -> None:
    text = (FOLDER.parent / "licences" / "lucide.txt").read_text(encoding="utf-8")
    assert "ISC License" in text
    assert "Lucide" in text


def _strongest(image: QImage) -> QColor:
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return max(pixels, key=lambda colour: colour.alpha())
