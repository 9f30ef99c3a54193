"""Fixtures that every test may use."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from album import Album

NOBODY = 65534  # the user id without rights on Linux and macOS
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything of Qt is made

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


@contextlib.contextmanager
def _ordinary_user() -> Iterator[None]:
    if os.name != "posix" or os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def ordinary_user() -> Callable[[], contextlib.AbstractContextManager[None]]:
    """A context in which permissions bind, also where the tests run as root."""
    return _ordinary_user


@pytest.fixture
def album(tmp_path: Path) -> Iterator[Album]:
    """An empty album; add photos to it."""
    album = Album(tmp_path / "album")
    yield album
    album.library.close()


@pytest.fixture
def three_people(album: Album) -> dict[str, list[int]]:
    """An album of three nameless groups in ten photos: face ids by person."""
    faces: dict[str, list[int]] = {"anna": [], "ben": [], "mia": []}
    numbers = {"anna": 1, "ben": 2, "mia": 3}
    for shown in (["anna"], ["ben"], ["mia"], ["anna", "ben"], ["anna", "mia"], ["anna"], ["ben"], ["ben", "mia"]):
        for who, face_id in zip(shown, album.photo([numbers[who] for who in shown]), strict=True):
            faces[who].append(face_id)
    album.group()
    return faces
