from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import PhotoError
from core.evaluation.pairs import Pair, photo_path, read_pairs


@pytest.fixture
def protocol(shared: Path) -> Path:
    return shared / "data" / "lfw-protocol"


def test_the_ten_folds(protocol: Path) -> None:
    pairs = read_pairs(protocol / "pairs.txt")
    assert pairs.folds == 10
    assert len(pairs.pairs) == 6000
    for fold in range(10):
        inside = [pair.same for pair in pairs.pairs if pair.fold == fold]
        assert inside == [True] * 300 + [False] * 300
    assert pairs.pairs[0] == Pair(("Abel_Pacheco", 1), ("Abel_Pacheco", 4), True, 0)


@pytest.mark.parametrize(("name", "count"), [("pairsDevTrain.txt", 2200), ("pairsDevTest.txt", 1000)])
def test_a_list_without_folds(protocol: Path, name: str, count: int) -> None:
    pairs = read_pairs(protocol / name)
    assert pairs.folds == 1
    assert len(pairs.pairs) == count
    assert pairs.same.sum() == count / 2


def test_every_photograph_is_there(protocol: Path, lfw: Path) -> None:
    photos = read_pairs(protocol / "pairs.txt").photos
    assert len(photos) == 7701
    assert all(photo_path(lfw, photo).is_file() for photo in photos)


def test_a_count_of_pairs_without_folds(tmp_path: Path) -> None:
    (tmp_path / "pairs.txt").write_text("1\nAnna\t1\t2\nAnna\t1\tBen\t3\n")
    pairs = read_pairs(tmp_path / "pairs.txt")
    assert pairs.folds == 1
    assert pairs.pairs[1] == Pair(("Anna", 1), ("Ben", 3), False, 0)
    assert pairs.photos == [("Anna", 1), ("Anna", 2), ("Ben", 3)]


@pytest.mark.parametrize("text", ["", "Anna\t1\t2\n", "Anna 1\n", "Anna one two\nAnna 1 Ben 1\n", "1 2 3 4 5\n"])
def test_what_is_no_list_of_pairs_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "pairs.txt").write_text(text)
    with pytest.raises(PhotoError, match=r"pairs\.txt"):
        read_pairs(tmp_path / "pairs.txt")


def test_a_missing_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PhotoError, match="cannot be read"):
        read_pairs(tmp_path / "nothing.txt")
