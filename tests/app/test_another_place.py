"""A library that is not in its place: it is found again for good, and never replaced by an empty one in silence."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import platformdirs
import pytest
from PySide6.QtWidgets import QApplication

from app import another_place, application
from app.__main__ import Options
from core.store import place
from core.store.library import Library, default_folder, is_library

NOTHING_HERE = "There is no library of Familiar in this folder."


class Dialogues:
    """Answers in the user's place, and keeps what was asked."""

    def __init__(self) -> None:
        self.answers: list[int | None] = []
        self.folders: list[Path | None] = []
        self.asked: list[tuple[str, Sequence[str]]] = []

    def ask(self, sentence: str, choices: Sequence[str]) -> int | None:
        self.asked.append((sentence, choices))
        return self.answers.pop(0)

    def choose(self) -> Path | None:
        return self.folders.pop(0)


@pytest.fixture
def dialogues(monkeypatch: pytest.MonkeyPatch) -> Dialogues:
    dialogues = Dialogues()
    monkeypatch.setattr(another_place, "ask", dialogues.ask)
    monkeypatch.setattr(another_place, "choose_folder", dialogues.choose)
    return dialogues


@pytest.fixture
def moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a library is now that was moved in the settings and then renamed outside."""
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda *_, **__: str(tmp_path / "data"))
    Library(place.first_place()).close()
    place.move(place.first_place(), tmp_path / "disk")
    shutil.move(tmp_path / "disk", tmp_path / "renamed")
    return tmp_path / "renamed"


@pytest.fixture
def runs(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The libraries that windows were opened on."""
    runs: list[Path] = []

    def run_on(folder: Path, *_: object, **__: object) -> int:
        Library(folder).close()
        runs.append(folder)
        return 0

    monkeypatch.setattr(application, "start", lambda: qapp)
    monkeypatch.setattr(application, "_run_on", run_on)
    return runs


def options(library: Path | None = None) -> Options:
    return Options(library, "", None, sample=False)


def test_a_library_that_is_found_again_is_found_at_each_start(
    moved: Path, dialogues: Dialogues, runs: list[Path]
) -> None:
    dialogues.answers, dialogues.folders = [0], [moved]
    assert application.run(options()) == 0
    assert "cannot be reached now" in dialogues.asked[0][0]
    assert default_folder() == moved
    assert application.run(options()) == 0
    assert runs == [moved, moved]
    assert len(dialogues.asked) == 1


def test_a_library_whose_disk_is_back_is_tried_again(
    moved: Path, dialogues: Dialogues, runs: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = default_folder()
    ask = dialogues.ask

    def connect_the_disk(sentence: str, choices: Sequence[str]) -> int | None:
        if len(dialogues.asked) == 1:
            shutil.move(moved, gone)
        return ask(sentence, choices)

    monkeypatch.setattr(another_place, "ask", connect_the_disk)
    dialogues.answers = [1, 1]
    assert application.run(options()) == 0
    assert [choices for _, choices in dialogues.asked] == [["Choose another place…", "Try again"]] * 2
    assert runs == [gone] == [default_folder()]


def test_a_place_instead_of_the_one_on_the_command_line_is_not_kept(
    moved: Path, dialogues: Dialogues, runs: list[Path], tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    dialogues.answers, dialogues.folders = [0], [moved]
    application.run(options(tmp_path / "file"))
    assert runs == [moved]
    assert default_folder() != moved


def test_a_folder_without_a_library_stays_as_it_is_until_the_user_says_so(
    moved: Path, dialogues: Dialogues, runs: list[Path], tmp_path: Path
) -> None:
    (empty := tmp_path / "empty").mkdir()
    dialogues.answers, dialogues.folders = [0, None], [empty]
    assert application.run(options()) == 1
    sentence, choices = dialogues.asked[-1]
    assert NOTHING_HERE in sentence
    assert str(empty) in sentence
    assert choices == ["Choose again…", "Begin a new library here"]
    assert list(empty.iterdir()) == []
    assert runs == []
    dialogues.answers, dialogues.folders = [0, 0], [empty, moved]
    application.run(options())
    assert runs == [moved]


def test_a_new_library_begins_where_the_user_says_so(
    moved: Path, dialogues: Dialogues, runs: list[Path], tmp_path: Path
) -> None:
    (empty := tmp_path / "empty").mkdir()
    dialogues.answers, dialogues.folders = [0, 1], [empty]
    application.run(options())
    assert runs == [empty] == [default_folder()]
    assert is_library(empty)
    assert is_library(moved)


def test_no_library_begins_among_photos(moved: Path, dialogues: Dialogues, runs: list[Path], tmp_path: Path) -> None:
    (photos := tmp_path / "photos").mkdir()
    (photos / "a.jpg").touch()
    dialogues.answers, dialogues.folders = [0, 0, None], [photos, None]
    assert application.run(options()) == 1
    for sentence, choices in dialogues.asked[1:]:  # who closes the system's dialog is asked again
        assert NOTHING_HERE in sentence
        assert choices == ["Choose again…"]
    assert [path.name for path in photos.iterdir()] == ["a.jpg"]
    assert runs == []


def test_a_place_that_cannot_be_noted_is_said(
    moved: Path, dialogues: Dialogues, runs: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    dialogues.answers, dialogues.folders = [0, None], [moved]
    assert application.run(options()) == 1
    assert "could not be noted" in dialogues.asked[-1][0]
