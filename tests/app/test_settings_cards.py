"""The settings that change how faces are found: tried out first, with plain words, and never an exception."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from album import Album
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app import pack_install
from app.live_library import LiveLibrary
from app.views.settings_page import SettingsPage
from core.errors import ModelError
from core.store.leaning import leaning_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def album(tmp_path: Path) -> Iterator[Album]:
    """Three people in many photos, who change a little less than the usual rule allows."""
    made = Album(tmp_path)
    for somebody in (1, 2, 3):
        for _ in range(4):
            made.photo([somebody])
    made.group()
    yield made
    made.library.close()


@pytest.fixture
def page(qtbot: QtBot, live: LiveLibrary, tmp_path: Path) -> Iterator[SettingsPage]:
    page = SettingsPage(live, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    page.resize(720, 900)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.pack.offer is not None)
    yield page
    page.leave()
    qtbot.waitUntil(lambda: not live.busy and not page.pack.install.running)


def shown(page: SettingsPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_the_default_is_right_for_this_album(page: SettingsPage) -> None:
    assert "Right for this album" in page.leaning.words
    assert not page.leaning.use_button.isVisible()


def test_a_step_is_tried_out_before_it_is_taken(
    qtbot: QtBot, page: SettingsPage, live: LiveLibrary, album: Album
) -> None:
    before = [album.key_of(face.face_id) for face in album.library.queries.faces()]
    qtbot.keyClick(page.leaning.slider, Qt.Key.Key_Left)
    assert "More careful" in page.leaning.words
    assert "Trying out" in page.leaning.words
    qtbot.waitUntil(lambda: "Nothing would change" in page.leaning.words, timeout=60_000)
    assert page.leaning.use_button.text() == "Do so with new photos"
    assert [album.key_of(face.face_id) for face in album.library.queries.faces()] == before
    assert leaning_of(album.library.db) == 0
    with qtbot.waitSignal(page.group_again_wanted):
        qtbot.mouseClick(page.leaning.use_button, Qt.MouseButton.LeftButton)
    assert leaning_of(album.library.db) == -1
    assert not page.leaning.use_button.isVisible()


def test_leaving_the_page_takes_a_step_that_was_not_taken_back(qtbot: QtBot, page: SettingsPage, album: Album) -> None:
    qtbot.keyClick(page.leaning.slider, Qt.Key.Key_Right)
    page.leave()
    assert page.leaning.slider.value() == 0
    assert leaning_of(album.library.db) == 0


def choose(page: SettingsPage, name: str) -> None:
    page.pack.unfold.click()
    page.pack.pack.setCurrentIndex(page.pack.pack.findData(name))


def test_a_pack_says_what_it_is_how_large_and_under_which_licence(page: SettingsPage) -> None:
    assert "huggingface" not in shown(page)
    choose(page, "auraface")
    text = shown(page)
    assert "A large network" in text
    assert "Free for every use, also commercial" in text
    assert "All names stay" in text
    assert page.pack.fetch_button.text() == "Download (260.7 MB)"
    assert page.pack.fetch_button.isEnabled()
    assert "It is fetched from huggingface.co." in text  # before anything is
    page.pack.details_button.click()
    assert "Apache" in shown(page)


def test_a_licence_that_restricts_use_is_accepted_first(page: SettingsPage) -> None:
    choose(page, "insightface-buffalo-s")
    assert "non-commercial research only" in shown(page)
    assert not page.pack.fetch_button.isEnabled()
    assert not page.pack.file_button.isEnabled()
    page.pack.accept.click()
    assert page.pack.fetch_button.isEnabled()
    assert page.pack.file_button.isEnabled()


def test_what_goes_wrong_is_a_sentence_with_try_again(
    qtbot: QtBot, page: SettingsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(name: str, *, tell: Callable[[int, int], None], **_: object) -> None:
        tell(1_000_000, 4_000_000)
        raise ModelError(
            "The connection to example.org broke off. What has arrived is kept; install the pack again to go on from "
            "there."
        )

    monkeypatch.setattr(pack_install, "bring", broken)
    choose(page, "mobilefacenet-yunet")
    with qtbot.waitSignal(page.pack.install.failed):
        qtbot.mouseClick(page.pack.fetch_button, Qt.MouseButton.LeftButton)
    assert "example.org broke off" in shown(page)
    assert page.pack.fetch_button.text() == "Try again"
    assert page.pack.file_button.isVisible()


def test_a_download_shows_how_far_it_is_and_can_be_stopped(
    qtbot: QtBot, page: SettingsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(name: str, *, tell: Callable[[int, int], None], stopped: Callable[[], bool], **_: object) -> None:
        tell(3_000_000, 4_000_000)
        while not stopped():
            time.sleep(0.001)
        raise ModelError("Stopped. What has arrived is kept; install the pack again to go on from there.")

    monkeypatch.setattr(pack_install, "bring", slow)
    choose(page, "mobilefacenet-yunet")
    page.pack.fetch_button.click()
    qtbot.waitUntil(lambda: page.pack.bar.value() == 750)
    assert page.pack.stop_button.isVisible()
    assert not page.pack.fetch_button.isVisible()
    with qtbot.waitSignal(page.pack.install.failed):
        page.pack.stop_button.click()
    assert "Stopped." in shown(page)


def test_a_file_of_ones_own_installs_the_pack_and_it_can_be_used(
    qtbot: QtBot, page: SettingsPage, live: LiveLibrary, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FAMILIAR_PACKS", str(tmp_path / "packs"))
    wrong = tmp_path / "letter.txt"
    wrong.write_text("Dear Anna")
    choose(page, "mobilefacenet-yunet")
    with qtbot.waitSignal(page.pack.install.failed):
        page.pack.take_file(wrong)
    assert "of this pack is not in" in shown(page)
    asked: list[str] = []
    monkeypatch.setattr(pack_install, "bring", lambda _, **rest: asked.append(str(rest["source"])))
    with qtbot.waitSignal(page.pack.install.done), qtbot.waitSignal(page.said) as said:
        page.pack.take_file(wrong)
    assert asked == [str(wrong)]
    assert said.args == ["Small and quick is installed."]


def test_another_pack_is_wanted_and_the_worker_sets_out(
    qtbot: QtBot, page: SettingsPage, live: LiveLibrary, album: Album
) -> None:
    choose(page, "mobilefacenet-yunet")
    with qtbot.waitSignal(page.look_again_wanted):
        page.pack._on_use()
    assert album.library.models.wanted().name == "mobilefacenet-yunet"
    qtbot.waitUntil(lambda: "Changing to Small and quick: 0 of 12" in shown(page))


def test_the_library_moves_into_an_empty_folder_or_one_of_its_own(
    qtbot: QtBot, page: SettingsPage, tmp_path: Path
) -> None:
    assert not page.library.move_button.isEnabled()  # this one was named by hand, and that is said
    assert "--library" in page.library.why_not.text()
    assert page.library.why_not.isVisibleTo(page)
    (tmp_path / "empty").mkdir()
    with qtbot.waitSignal(page.move_wanted) as wanted:
        page.library.move_to(tmp_path / "empty")
    assert wanted.args == [tmp_path / "empty"]
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a.jpg").write_bytes(b"x")
    with qtbot.waitSignal(page.move_wanted) as wanted:
        page.library.move_to(tmp_path / "full")
    assert wanted.args == [tmp_path / "full" / "Familiar"]
