"""Who was there when the program was closed: told once, only of the same library, and outliving nothing."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from core.people import edits
from core.records import Person
from core.store.forgetting import forget_everything
from core.store.glance import leave_glance, take_glance
from core.store.library import GLANCE, Library

ANNA = Person(1, None, "Änna 안나", "shown", 12, 9, 77, "2015-04-01T10:00:00", 0.875)
NAMELESS = Person(None, 4, "", "hidden", 3, 2, None, "", 0.25)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Library(tmp_path / "library").close()
    return tmp_path / "library"


def test_the_next_start_learns_it_and_nobody_after_that(folder: Path) -> None:
    leave_glance(folder, [ANNA, NAMELESS])
    assert take_glance(folder) == [ANNA, NAMELESS]
    assert take_glance(folder) is None


def test_it_is_for_the_users_eyes_only(folder: Path) -> None:
    leave_glance(folder, [ANNA])
    if os.name == "posix":
        assert stat.S_IMODE((folder / GLANCE).stat().st_mode) == 0o600


def test_of_a_library_that_was_written_to_since_nothing_is_told(folder: Path) -> None:
    leave_glance(folder, [ANNA])
    with Library(folder) as library:
        library.do(edits.add_folder, str(folder.parent))
    assert take_glance(folder) is None
    assert not (folder / GLANCE).exists()


def test_while_somebody_still_writes_nothing_is_left(folder: Path) -> None:
    with Library(folder) as library:
        library.do(edits.add_folder, str(folder.parent))
        leave_glance(folder, [ANNA])
        assert not (folder / GLANCE).exists()


@pytest.mark.parametrize("damage", ["", "[[1, 2], ", "{}", "[[1, 2], [[1]]]", "[[1, 2], 7]"])
def test_a_file_that_was_cut_short_is_none(folder: Path, damage: str) -> None:
    (folder / GLANCE).write_text(damage, encoding="utf-8")
    assert take_glance(folder) is None
    assert not (folder / GLANCE).exists()


def test_a_crowd_is_not_written_down(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.store.glance.MOST", 1)
    leave_glance(folder, [ANNA, NAMELESS])
    assert take_glance(folder) is None


def test_a_folder_that_takes_nothing_is_no_trouble(folder: Path) -> None:
    (folder / GLANCE).mkdir()
    leave_glance(folder, [ANNA])
    assert take_glance(folder) is None


def test_deleting_everything_deletes_it(folder: Path) -> None:
    leave_glance(folder, [ANNA])
    forget_everything(folder)
    assert not (folder / GLANCE).exists()
