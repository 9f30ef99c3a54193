"""The About box: the version, and the page of licences where the program has one."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.version import version
from app.views import about

CHECKOUT = Path(__file__).resolve().parents[2]


def test_the_version_is_the_one_of_the_project() -> None:
    assert version() == tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]["version"]


def test_a_checkout_has_no_page_of_licences(qtbot: QtBot) -> None:
    box = about.AboutBox()
    qtbot.addWidget(box)
    box.show()
    assert not box.licences_button.isVisible()


def test_the_page_of_licences_is_shown(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / about.PAGE
    page.write_text("<h1>Licences</h1><p>Qt: LGPL</p>", encoding="utf-8")
    monkeypatch.setattr(about, "licences_page", lambda: page)
    box = about.AboutBox()
    qtbot.addWidget(box)
    box.show()
    box.licences_button.click()
    (shown,) = box.findChildren(about.LicencesBox)
    assert "Qt: LGPL" in shown.text.toPlainText()
