"""The pair lists of Labeled Faces in the Wild: which two photographs are compared, and what is true of them.

Source: Huang et al., "Labeled Faces in the Wild", 2007. Two kinds of lists exist. View 2 (`pairs.txt`) has ten folds
and begins with their number and the pairs of each kind in one; view 1 (`pairsDevTrain.txt`, `pairsDevTest.txt`) has no
folds and begins with the number of pairs of each kind, or at once with the first pair.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.errors import PhotoError

PhotoName = tuple[str, int]  # whose photo, and its number from 1


@dataclass(frozen=True, slots=True)
class Pair:
    """Two photographs that are compared."""

    left: PhotoName
    right: PhotoName
    same: bool  # one person
    fold: int  # 0 .. folds - 1


@dataclass(frozen=True, slots=True)
class PairList:
    """What a file says."""

    pairs: tuple[Pair, ...]
    folds: int  # 1 where the list has none

    @property
    def photos(self) -> list[PhotoName]:
        """Every photograph once, in order of name and number."""
        return sorted({photo for pair in self.pairs for photo in (pair.left, pair.right)})

    @property
    def same(self) -> NDArray[np.bool_]:
        """Shape (n,)."""
        return np.array([pair.same for pair in self.pairs], bool)

    @property
    def fold(self) -> NDArray[np.int64]:
        """Shape (n,)."""
        return np.array([pair.fold for pair in self.pairs], np.int64)


def read_pairs(path: Path) -> PairList:
    """The pairs of a file. Raises PhotoError where it cannot be read or is no such list."""
    try:
        lines = [line.split() for line in path.read_text("utf-8").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise PhotoError(f"The list of pairs {path} cannot be read.") from error
    folds, of_each = 1, len(lines)
    if lines and all(word.isdigit() for word in lines[0]):
        folds, of_each = _header(lines.pop(0))
    pairs = tuple(_pair(words, path, fold=min(i // (2 * of_each), folds - 1)) for i, words in enumerate(lines))
    if {pair.same for pair in pairs} != {True, False}:
        raise PhotoError(f"The list {path} must hold pairs of one person and pairs of two people.")
    return PairList(pairs, folds)


def photo_path(folder: Path, photo: PhotoName) -> Path:
    """Where a photograph lies: FOLDER/NAME/NAME_0001.jpg."""
    name, number = photo
    return folder / name / f"{name}_{number:04d}.jpg"


def _header(words: Sequence[str]) -> tuple[int, int]:
    """Number of folds, and of the pairs of each kind in one."""
    numbers = [max(1, int(word)) for word in words]
    return (numbers[0], numbers[1]) if len(numbers) == 2 else (1, numbers[0])


def _pair(words: Sequence[str], path: Path, *, fold: int) -> Pair:
    """`NAME 1 4` shows one person, `NAME 1 OTHER 2` two."""
    numbers = words[1:] if len(words) == 3 else words[1::2]
    if len(words) not in (3, 4) or not all(number.isdigit() for number in numbers):
        raise PhotoError(f"The list {path} holds a line that is no pair: {' '.join(words)}")
    first, second = (int(number) for number in numbers)
    same = len(words) == 3
    return Pair((words[0], first), (words[0] if same else words[2], second), same, fold)
