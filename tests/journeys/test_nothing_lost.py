"""The program is killed at random moments, again and again; nothing is lost and nothing is there twice."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from crashes import one_run, outcome, undisturbed


@pytest.fixture
def photos(tmp_path: Path, family: Path) -> Path:
    """The family's portraits and two group photos."""
    folder = tmp_path / "photos"
    folder.mkdir()
    for path in [*sorted(family.glob("Family*.jpg")), family / "identification1.jpg", family / "detection6.jpg"]:
        shutil.copy(path, folder / path.name)
    return folder


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_at_random_moments_while_indexing_and_editing(tmp_path, photos, seed):
    calm = undisturbed(tmp_path / "calm", photos)
    one_run(tmp_path / "stormy", photos, seed=seed, kills=4)
    assert outcome(tmp_path / "stormy") == calm
