"""Every colour of text on every ground it stands on: WCAG 2.1 AA, in light and in dark."""

from __future__ import annotations

import pytest

from app import style

TEXT, LARGE_OR_DRAWN = 4.5, 3.0
GROUNDS = ("window", "sidebar", "base", "hover", "accent_soft")
PAIRS = [
    *((tone, ground, TEXT) for tone in ("text", "quiet") for ground in GROUNDS),
    *(("accent", ground, TEXT) for ground in ("window", "sidebar", "base", "hover")),  # links and "Add name"
    ("on_accent", "accent", TEXT),
    ("danger", "base", TEXT),
    ("danger", "hover", TEXT),
    ("field_line", "base", LARGE_OR_DRAWN),  # the frame of a field is how one knows it
    ("field_line", "window", LARGE_OR_DRAWN),
    *(("accent", ground, LARGE_OR_DRAWN) for ground in GROUNDS),  # the ring of what is chosen or has the keyboard
]


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb", WCAG 2.1."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("palette", [style.LIGHT, style.DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("tone", "ground", "least"), PAIRS)
def test_it_can_be_read(palette: style.Colours, tone: str, ground: str, least: float) -> None:
    assert contrast(getattr(palette, tone), getattr(palette, ground)) >= least


@pytest.mark.parametrize("tone", ["text", "quiet", "accent"])
def test_words_on_the_dark_surround_of_a_photo_can_be_read(tone: str) -> None:
    assert contrast(getattr(style.DARK, tone), style.SURROUND) >= TEXT


def test_the_measure_is_the_one_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
