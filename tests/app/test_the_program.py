"""The program around the window: its command line, its screenshots, and what it says where it fails."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.__main__ import Options, parse
from app.application import CrashReports
from core.errors import DiskFull
from core.photos import sample_sources

if TYPE_CHECKING:
    from tests.app.conftest import Album

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_the_command_line() -> None:
    assert parse([]) == Options(None, "", None, False)
    found = parse(["--library", "/l", "--page", "person:p3", "--screenshot", "s.png", "--sample"])
    assert found == Options(Path("/l"), "person:p3", Path("s.png"), True)
    assert parse(["/photos"]) == Options(None, "", None, False, opened=Path("/photos"))


def test_the_sample_album_is_offered_only_where_its_pictures_are(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert parse(["--sample"]).sample
    assert "--sample" in _help(capsys)
    monkeypatch.setattr(sample_sources, "sample_sources_available", lambda: False)
    assert "--sample" not in _help(capsys)
    with pytest.raises(SystemExit) as refused:
        parse(["--sample"])
    assert refused.value.code == 2
    assert "do not come with this installation" in capsys.readouterr().err


def _help(capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit):
        parse(["--help"])
    return capsys.readouterr().out


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The program itself, in a process of its own."""
    command = [sys.executable, "-m", "app", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.parametrize("page", ["people", "person:g1", "photos", "folders", "failed", "photo:1"])
def test_a_screenshot_of_every_page(album: Album, tmp_path: Path, page: str) -> None:
    album.add([4, 3])
    picture = tmp_path / "page.png"
    done = run("--library", album.folder, "--page", page, "--screenshot", picture)
    assert (done.returncode, done.stdout) == (0, "")
    image = QImage(str(picture))
    assert image.width() >= 900
    colours = {image.pixel(x, y) for x in range(0, image.width(), 20) for y in range(0, image.height(), 20)}
    assert len(colours) > 3
    assert not (album.folder / "crash.log").exists()


def test_a_library_that_cannot_be_opened_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "library.sqlite").write_bytes(b"this is no library " * 100)
    done = run("--library", tmp_path, "--screenshot", tmp_path / "page.png")
    assert done.returncode == 1
    assert "damaged" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "page.png").exists()


def test_a_known_trouble_is_a_sentence_and_a_bug_is_noted_without_its_message(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda *report: shown.append(report[0]))
    crashes = CrashReports(tmp_path)
    try:
        with qtbot.waitSignal(crashes.known) as known:
            crashes.report(DiskFull, DiskFull("The disk is full."), None)
        assert known.args == ["The disk is full."]
        assert not (tmp_path / "crash.log").exists()
        try:
            raise ValueError("/home/anna/secret.jpg")
        except ValueError as error:
            with qtbot.waitSignal(crashes.unknown):
                crashes.report(ValueError, error, error.__traceback__)
    finally:
        crashes.close()
    note = (tmp_path / "crash.log").read_text()
    assert "ValueError" in note
    assert "test_the_program.py" in note
    assert "secret" not in note
    assert shown == [ValueError]
