"""`familiar --selftest`: the checks of `core.selftest`, those of the window, and the report.

Exit code 0 where every check passed, else 1. A windowed program on Windows has no output, so the report can also be
written into a file.
"""

from __future__ import annotations

import json
import platform
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from app.version import version
from core.selftest import CHECKS, Check, Outcome, run

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

SHOWN_MS = 200
LOADED = (b"jpg", b"jpeg", b"png", b"svg")  # what the window draws
WORDS = {"ko": ("WelcomePage", "Welcome")}  # language to a text that its translation must hold


def main(*, as_json: bool, report: Path | None) -> int:
    """Runs all checks, says what became of them, and returns the exit code."""
    outcomes = [run(name, check) for name, check in {**CHECKS, **WINDOW_CHECKS}.items()]
    passed = all(outcome.passed for outcome in outcomes)
    document = json.dumps(
        {
            "passed": passed,
            "version": version(),
            "frozen": bool(getattr(sys, "frozen", False)),
            "system": platform.platform(),
            "checks": [asdict(outcome) for outcome in outcomes],
        },
        indent=2,
    )
    if report is not None:
        report.write_text(document + "\n", encoding="utf-8")
    if sys.stdout is not None:
        sys.stdout.write((document if as_json else text(outcomes)) + "\n")
    return 0 if passed else 1


def text(outcomes: list[Outcome]) -> str:
    """The report for people."""
    lines = [
        f"{'ok    ' if one.passed else 'FAILED'} {one.name} ({one.seconds:.1f} s): {one.detail}" for one in outcomes
    ]
    failed = sum(1 for one in outcomes if not one.passed)
    return "\n".join([*lines, f"{len(outcomes) - failed} passed, {failed} failed"])


def window() -> str:
    """The whole window on an empty library is shown and closed."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QGuiApplication

    from app.__main__ import Options
    from app.application import Familiar, start

    began = time.monotonic()
    app = start()
    with tempfile.TemporaryDirectory() as place:
        familiar = Familiar(Path(place), Options(Path(place), "folders", None, sample=False))
        shown = time.monotonic() - began
        seen: list[bool] = []
        QTimer.singleShot(SHOWN_MS, lambda: seen.append(familiar.window.isVisible()))
        QTimer.singleShot(SHOWN_MS, app.quit)  # in this order; it closes the window
        app.exec()
        familiar.close()
    if seen != [True]:
        raise AssertionError("the window was not visible")
    return f"platform {QGuiApplication.platformName()}, {shown:.2f} s"


def pictures() -> str:
    """Qt reads the kinds of pictures that the window draws, and the program's own drawing."""
    from PySide6.QtGui import QImageReader

    from app import icons

    _application()
    there = {bytes(kind.data()) for kind in QImageReader.supportedImageFormats()}
    missing = set(LOADED) - there
    if missing or icons.window_icon().isNull():
        raise AssertionError(f"not read: {sorted(missing)}")
    return ", ".join(kind.decode() for kind in LOADED)


def translations() -> str:
    """Each translation is carried and says something of its own."""
    from importlib import resources

    from PySide6.QtCore import QLocale, QTranslator

    folder = resources.files("resources").joinpath("translations")
    for language, (context, source) in WORDS.items():
        translator = QTranslator()
        if not translator.load(QLocale(language), "", "", str(folder)):
            raise AssertionError(f"no translation for {language}")
        if translator.translate(context, source) in ("", source):
            raise AssertionError(f"{language} does not say “{source}”")
    return ", ".join(WORDS)


def _application() -> QApplication:
    from app.application import start

    return start()


WINDOW_CHECKS: Mapping[str, Check] = {"window": window, "pictures": pictures, "translations": translations}
