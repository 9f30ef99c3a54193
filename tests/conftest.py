"""Fixtures that every test may use."""

from __future__ import annotations

from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of measured facts and test photographs that stands beside the checkout."""
    folder = CHECKOUT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the photographs of ../shared are not on this machine")
    return folder


@pytest.fixture(scope="session")
def family(shared: Path) -> Path:
    """35 photographs, 8 people in 3 families."""
    return shared / "data" / "family"


@pytest.fixture(scope="session")
def casts(shared: Path) -> Path:
    """Five group photographs and eight labelled galleries of five."""
    return shared / "data" / "casts"


@pytest.fixture(scope="session")
def lfw(shared: Path) -> Path:
    """Labeled Faces in the Wild: NAME/NAME_0001.jpg, 13,233 photographs."""
    return shared / "data" / "lfw"
