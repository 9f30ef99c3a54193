"""The card "Videos": for copies of the program that were installed without the part that opens them."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.live_library import LiveLibrary
from app.views.settings_video import VideoCard
from core import video_part
from core.video_part import VideoPart


def test_a_copy_that_opens_videos_by_itself_shows_no_card(qtbot: QtBot, live: LiveLibrary) -> None:
    card = VideoCard(live)
    qtbot.addWidget(card)
    card.refresh()
    assert not card.isVisibleTo(card.parentWidget())


def test_the_part_is_brought_in_and_removed(
    qtbot: QtBot, live: LiveLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "part"
    monkeypatch.setattr(VideoPart, "folder", folder)
    monkeypatch.setattr(video_part, "offered", lambda: VideoPart("familiar-video.zip", 61_000_000, "0"))
    monkeypatch.setattr(video_part, "install", lambda *_: folder.mkdir())
    card = VideoCard(live)
    qtbot.addWidget(card)
    card.show()
    assert "61" in card.findChildren(type(card.say()))[1].text()
    assert card.file_button.isVisible()
    with qtbot.waitSignals([card.brought, card.said]):
        card.take_file(tmp_path / "familiar-video.zip")
    assert card.remove_button.isVisible()
    assert not card.file_button.isVisible()
    card.remove_button.click()
    assert not folder.exists()
    assert card.file_button.isVisible()


def test_a_wrong_file_is_said_and_can_be_chosen_again(
    qtbot: QtBot, live: LiveLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(video_part, "offered", lambda: VideoPart("familiar-video.zip", 61_000_000, "0"))
    monkeypatch.setattr(VideoPart, "folder", tmp_path / "part")
    (tmp_path / "wrong.zip").write_bytes(b"something else")
    card = VideoCard(live)
    qtbot.addWidget(card)
    with qtbot.waitSignal(live.failed) as told:
        card.take_file(tmp_path / "wrong.zip")
    assert "not the part for this version" in told.args[0]
    assert card.file_button.isEnabled()
