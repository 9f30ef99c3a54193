"""The library moves with everything in it and is found in its new place; one that is away is not taken for empty."""

from __future__ import annotations

import shutil
from pathlib import Path

import platformdirs
import pytest

from core.errors import LibraryError
from core.people import edits
from core.store import place
from core.store.library import Library, default_folder


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's data folder."""
    folder = tmp_path / "data"
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda *_, **__: str(folder))
    return folder


@pytest.fixture
def here(album, three_people, data: Path) -> Path:
    """A closed library in the first place, with a name."""
    album.library.do(edits.name, album.key_of(three_people["anna"][0]), "Anna")
    album.library.close()
    shutil.move(album.folder, default_folder())
    (default_folder() / "window.ini").write_text("[General]\n")
    return default_folder()


def test_it_moves_with_everything_and_back(here: Path, tmp_path: Path) -> None:
    files = sorted(path.name for path in here.iterdir())
    target = tmp_path / "disk" / "Familiar"
    place.move(here, target)
    assert not here.exists()
    assert default_folder() == target
    assert sorted(path.name for path in target.iterdir()) == files
    with Library(default_folder()) as library:
        assert list(library.queries.names().values()) == ["Anna"]
        assert library.journal.next_undo() is not None
    place.move(target, here)
    assert default_folder() == here == place.first_place()
    with Library(here) as library:
        assert list(library.queries.names().values()) == ["Anna"]


def test_a_place_with_something_in_it_is_refused(here: Path, tmp_path: Path) -> None:
    target = tmp_path / "photos"
    target.mkdir()
    (target / "a.jpg").write_bytes(b"x")
    with pytest.raises(LibraryError, match="not empty"):
        place.move(here, target)
    assert (target / "a.jpg").exists()
    with Library(default_folder()) as library:
        assert list(library.queries.names().values()) == ["Anna"]


def test_a_failed_move_leaves_everything_as_it_was(here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copytree", full)
    with pytest.raises(LibraryError, match="stays where it is"):
        place.move(here, tmp_path / "disk")
    assert default_folder() == here
    with Library(here) as library:
        assert list(library.queries.names().values()) == ["Anna"]


def test_a_place_that_is_away_is_said_and_not_made_anew(here: Path, tmp_path: Path) -> None:
    target = tmp_path / "disk" / "Familiar"
    place.move(here, target)
    shutil.move(target, tmp_path / "elsewhere")
    with pytest.raises(LibraryError, match="Connect its disk"):
        Library(default_folder())
    assert not target.exists()
