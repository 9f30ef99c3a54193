"""How the window looks: the one set of sizes and colours, applied once through a palette and one style sheet.

Everything else in `app` takes its numbers and colours from here. Colours are neutral but one accent; text reaches a
contrast of 4.5:1 on every surface of its palette, in light and in dark. The system's choice of light or dark is
followed, also while the window is open, unless the user chose one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib import resources
from pathlib import Path
from string import Template

from PySide6.QtCore import QLocale, QObject, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

# Distances in pixels: steps of four.
GAP_TINY = 4
GAP_SMALL = 8
GAP = 12
GAP_LARGE = 16
GAP_HUGE = 24

# Sizes of type in pixels. Two weights: normal, and medium (QFont.Weight.Medium, 500 in the style sheet).
TYPE_SMALL = 12
TYPE_BODY = 13
TYPE_LARGE = 15
TYPE_TITLE = 22

RADIUS = 10  # of covers, cards and notices
RADIUS_SMALL = 6  # of buttons and fields
SIDEBAR_WIDTH = 220
SIDEBAR_SLIM = 56  # in a small window: icons alone
ICON = 20
ICON_SMALL = 16

COVER_SMALLEST = 96
COVER_DEFAULT = 148
COVER_LARGEST = 256

MOTION = 150  # milliseconds


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one palette, as "#rrggbb"."""

    window: str  # behind everything
    sidebar: str
    base: str  # fields, cards, notices
    hover: str  # a flat thing under the pointer
    placeholder: str  # where a picture will be
    line: str  # between things
    field_line: str  # around fields: 3:1 on `base`
    text: str
    quiet: str  # the second tone of text
    accent: str
    on_accent: str  # text on the accent
    accent_soft: str  # behind chosen things
    danger: str


LIGHT = Colours(
    window="#fbfaf8",
    sidebar="#f2f0ec",
    base="#ffffff",
    hover="#e9e6e0",
    placeholder="#e8e5df",
    line="#e3dfd8",
    field_line="#918d85",
    text="#201f1d",
    quiet="#625f59",
    accent="#0b746f",
    on_accent="#ffffff",
    accent_soft="#d8ebe8",
    danger="#b3261e",
)
DARK = Colours(
    window="#1b1c1e",
    sidebar="#161719",
    base="#27282b",
    hover="#303236",
    placeholder="#2b2d30",
    line="#36383c",
    field_line="#7b7e85",
    text="#ecebe8",
    quiet="#acadb1",
    accent="#57cabf",
    on_accent="#06231f",
    accent_soft="#1f4643",
    danger="#f2938b",
)
SURROUND = "#121212"
"""Behind a photograph, in both palettes."""


_chosen = ""  # "light", "dark", or "" for what the system says


def is_dark() -> bool:
    if _chosen:
        return _chosen == "dark"
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def colours() -> Colours:
    """The colours in force now."""
    return DARK if is_dark() else LIGHT


def colour(name: str) -> QColor:
    """One of the colours in force now, by the name of its field."""
    return QColor(getattr(colours(), name))


def choose(scheme: str) -> None:
    """ "light", "dark", or "" for what the system says."""
    global _chosen
    _chosen = scheme if scheme in ("light", "dark") else ""
    hints = QGuiApplication.styleHints()
    if _chosen:  # the frame of the window follows, where the system lets it
        hints.setColorScheme(Qt.ColorScheme.Dark if is_dark() else Qt.ColorScheme.Light)
    else:
        hints.unsetColorScheme()
    app = QApplication.instance()
    for style in app.findChildren(Style) if app is not None else ():
        style.dress()


class Style(QObject):
    """Dresses the application, and again whenever the system turns light or dark."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._worn: Colours | None = None
        app.setStyle("Fusion")
        font = app.font()
        font.setPixelSize(TYPE_BODY)
        app.setFont(font)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.dress)
        self.dress()

    def dress(self) -> None:
        """Puts palette and style sheet on, if they are not on already."""
        now = colours()
        if self._worn is now:
            return
        self._worn = now
        self._app.setPalette(palette(now))
        self._app.setStyleSheet(style_sheet(now))


@contextmanager
def laid_aside() -> Iterator[None]:
    """Without the style sheet until the end of the block. While a window is built, Qt would go through all parts of a
    page anew for each box that they are put into: half of the time that building takes."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    worn = bool(app.styleSheet())
    app.setStyleSheet("")
    try:
        yield
    finally:
        if worn:
            app.setStyleSheet(style_sheet(colours()))


def palette(now: Colours) -> QPalette:
    """Qt's palette of our colours."""
    roles = QPalette.ColorRole
    made = QPalette()
    for role, value in {
        roles.Window: now.window,
        roles.Base: now.base,
        roles.AlternateBase: now.hover,
        roles.Button: now.base,
        roles.Text: now.text,
        roles.WindowText: now.text,
        roles.ButtonText: now.text,
        roles.PlaceholderText: now.quiet,
        roles.Highlight: now.accent,
        roles.HighlightedText: now.on_accent,
        roles.Accent: now.accent,
        roles.Link: now.accent,
        roles.ToolTipBase: now.base,
        roles.ToolTipText: now.text,
        roles.Mid: now.line,
        roles.Light: now.base,
        roles.Dark: now.line,
    }.items():
        made.setColor(role, QColor(value))
    for role in (roles.Text, roles.WindowText, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(now.quiet))
    return made


def style_sheet(now: Colours) -> str:
    """The style sheet with our colours and sizes filled in."""
    text = resources.files("resources").joinpath("styles", "familiar.qss").read_text("utf-8")
    sizes = {name.lower(): value for name, value in globals().items() if isinstance(value, int) and name.isupper()}
    check = "check_dark.svg" if now is DARK else "check_light.svg"
    drawings = {"arrow": _drawing("arrow.svg"), "check": _drawing(check)}
    return Template(text).substitute(asdict(now) | sizes | drawings)


def _drawing(name: str) -> str:
    return Path(str(resources.files("resources").joinpath("styles", name))).as_posix()


def number(value: int) -> str:
    """A number with the separators of the user's language."""
    return QLocale().toString(value)
