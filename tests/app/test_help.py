"""The menu Help: a report that the user sees first, and a newer version, which only the user asks for."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.version import version
from app.views.newer_version import NewerVersionBox
from app.views.problem_report import ProblemReport
from core import updates
from core.crashes import CrashLog
from core.errors import UpdateError

PAGE = "https://example.org/familiar/releases"


def note_a_crash(folder: Path) -> None:
    try:
        raise ValueError("Grandmother's birthday.jpg")
    except ValueError as error:
        CrashLog(folder).note_error("window", type(error), sys.exc_info()[2])


def test_the_report_says_what_went_wrong_and_whose_photo_it_was_to_nobody(qtbot: QtBot, tmp_path: Path) -> None:
    note_a_crash(tmp_path)
    box = ProblemReport(tmp_path)
    qtbot.addWidget(box)
    shown = box.text.toPlainText()
    assert f"Familiar {version()}" in shown
    assert "window: ValueError" in shown
    assert "test_help.py" in shown
    assert "Grandmother" not in shown
    assert str(tmp_path) not in shown


def test_the_report_can_be_copied_and_saved(qtbot: QtBot, tmp_path: Path) -> None:
    box = ProblemReport(tmp_path)
    qtbot.addWidget(box)
    assert "No crash was noted." in box.text.toPlainText()
    box.save_to(tmp_path / "report.txt")
    assert (tmp_path / "report.txt").read_text("utf-8") == box.text.toPlainText()
    box.save_to(tmp_path / "no such folder" / "report.txt")
    assert "It could not be saved there." in box.text.toPlainText()


def test_nothing_is_asked_before_the_button_is_pressed(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(updates, "newest_version", lambda page: asked.append(page) or "99.0.0")
    box = NewerVersionBox(PAGE)
    qtbot.addWidget(box)
    box.show()
    assert "example.org" in box.sentence.text()
    assert not asked
    box.ask.click()
    qtbot.waitUntil(lambda: box.open_page.isVisible())
    assert asked == [PAGE]
    assert box.sentence.text() == "There is a newer one: Familiar 99.0.0."


def test_the_newest_version_has_nothing_to_offer(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(updates, "newest_version", lambda _: version())
    box = NewerVersionBox(PAGE)
    qtbot.addWidget(box)
    box.show()
    box.ask.click()
    qtbot.waitUntil(lambda: box.sentence.text() == "You have the newest one.")
    assert not box.open_page.isVisible()


def test_without_a_connection_the_box_says_so_and_can_ask_again(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: str) -> str:
        raise UpdateError("example.org could not be reached. Is this computer on the internet?")

    monkeypatch.setattr(updates, "newest_version", fail)
    box = NewerVersionBox(PAGE)
    qtbot.addWidget(box)
    box.show()
    box.ask.click()
    qtbot.waitUntil(lambda: "could not be reached" in box.sentence.text())
    assert box.ask.isEnabled()
