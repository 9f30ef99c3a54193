"""What somebody means who types names in one line: "Anna and Ben", "Anna, Ben without Mia", "안나랑 벤 빼고 미아".

Names come first, the longest that is known: whoever is called "Tom and Jerry" is found by that. What is left are the
words between names, in English and Korean whatever the window's language is (names have their own); what is neither is
told back as it was typed.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from app import names

Sign = Literal["with", "without", "without before", ""]

BETWEEN: Final = {  # another language adds its words here
    **dict.fromkeys([",", ";", "、", "·", "&", "/", "and", "그리고", "및"], ""),
    **dict.fromkeys(["+", "with", "plus", "together", "함께", "같이"], "with"),
    **dict.fromkeys(["without", "not", "except", "minus"], "without"),
    **dict.fromkeys(["빼고", "제외", "제외하고", "없이", "말고"], "without before"),
}
ENDINGS: Final = ("이랑", "하고", "와", "과", "랑", "도", "은", "는", "을", "를", "이", "가")
"""Korean particles, which stand at the end of a name without a gap."""

DASHES: Final = "-−–"  # of computers and of phones
NEAR: Final = 0.6  # of 1: names less alike than that are not offered; "Ana" and "Anna" have 0.86, "Ben" and "Mia" 0
WORD: Final = re.compile(r"[,;、·&/+]|[^\s,;、·&/+]+")


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody who is looked for, or is to be left out."""

    person: int
    wanted: bool


@dataclass(frozen=True, slots=True)
class Stranger:
    """Words that are nobody's name, as they were typed."""

    text: str
    wanted: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a line: somebody, some words that mean nobody, or a word between names."""

    first: int  # words of the line
    end: int  # one after the last
    person: int | None = None
    stranger: bool = False
    sign: Sign = ""


class SearchWords:
    """Reads lines about these people: person id to name."""

    def __init__(self, people: Mapping[int, str]) -> None:
        self._people = people
        self._ids: dict[tuple[str, ...], int] = {}
        for person, name in people.items():
            self._ids.setdefault(tuple(map(names.fold, _words(name))), person)
        self._longest = max(map(len, self._ids), default=0)

    def read(self, line: str) -> list[Wish | Stranger]:
        """Everybody the line is about, in its order."""
        words = self._words_of(line)
        pieces = list(self._pieces(words))
        if words and not any(piece.stranger or piece.person is not None for piece in pieces):
            pieces = [self._begun(words, 0) or Piece(0, len(words), stranger=True)]  # "and" on its own: Andy
        return _meant(words, pieces)

    def begun(self, line: str) -> tuple[str, list[str]]:
        """The line up to the name that is being typed at its end, and the names which that may become."""
        words = self._words_of(line)
        pieces = list(self._pieces(words))
        if not pieces or line[-1:].isspace():
            return line, []
        last = pieces[-1]
        if last.sign or (last.person is None and not last.stranger):
            return line, []
        for first in range(last.first, last.end):
            typed = " ".join(words[first:])
            found = names.completions(self._people.values(), typed)
            if found:
                return line[: _start_of(line, words, first)], found
        return line, []

    def nearest(self, text: str) -> str:
        """The name most like these words; "" where none is."""
        by_fold = {names.fold(name): name for name in self._people.values()}
        for name in list(by_fold):  # a first name alone may be what was meant
            for word in name.split():
                by_fold.setdefault(word, by_fold[name])
        found = difflib.get_close_matches(names.fold(text), by_fold, n=1, cutoff=NEAR)
        return by_fold[found[0]] if found else ""

    # --- inside -----------------------------------------------------------------------------------

    def _words_of(self, line: str) -> list[str]:
        """The words of a line; "-Ben" is two, and so is "Anna-Ben" in three where nobody is called that."""
        known = {word for name in self._ids for word in name}
        return [part for word in _words(line) for part in _parted(word, known)]

    def _pieces(self, words: list[str]) -> Iterator[Piece]:
        place = 0
        while place < len(words):
            piece = self._named(words, place) or _between(words, place)
            begun = self._begun(words, place)
            if begun is not None and (piece is None or (begun.end > piece.end and self._is_open(words, begun.end - 1))):
                piece = begun
            yield piece or Piece(place, place + 1, stranger=True)
            place = piece.end if piece else place + 1

    def _is_open(self, words: list[str], place: int) -> bool:
        """Whether a word means nothing by itself: "Anna m" is the beginning of "Anna Maria"."""
        return self._named(words, place) is None and _between(words, place) is None

    def _named(self, words: list[str], first: int) -> Piece | None:
        """The longest name that stands here, its last word perhaps with a Korean ending."""
        folded = [names.fold(word) for word in words[first : first + self._longest]]
        for count in range(len(folded), 0, -1):
            last = words[first + count - 1]
            for bare, sign in _bare(last):
                person = self._ids.get((*folded[: count - 1], names.fold(bare)))
                if person is not None:
                    return Piece(first, first + count, person, sign=sign)
        return None

    def _begun(self, words: list[str], first: int) -> Piece | None:
        """Somebody whose name begins like that; of several the first, as the list under the field shows them."""
        for count in range(min(self._longest, len(words) - first), 0, -1):
            found = names.completions(self._people.values(), " ".join(words[first : first + count]))
            if found:
                person = next(number for number, name in self._people.items() if name == found[0])
                return Piece(first, first + count, person)
        return None


def _words(text: str) -> list[str]:
    return WORD.findall(text)


def _parted(word: str, known: Iterable[str]) -> list[str]:
    if names.fold(word) in known or len(word) == 1:
        return [word]
    if word[0] in DASHES:
        return ["-", *_parted(word[1:], known)]
    parts = re.split(f"[{DASHES}]", word)
    if len(parts) > 1 and all(part and names.fold(part) in known for part in parts):
        return [part for one in parts for part in ("-", one)][1:]
    return [word]


def _bare(word: str) -> Iterator[tuple[str, Sign]]:
    """The word, and it without a Korean ending."""
    yield word, ""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) > len(ending):
            yield word[: -len(ending)], ""
    for ending, sign in BETWEEN.items():
        if sign == "without before" and word.endswith(ending) and len(word) > len(ending):
            yield word[: -len(ending)], "without before"


def _between(words: list[str], place: int) -> Piece | None:
    word = words[place]
    if word in DASHES:
        return Piece(place, place + 1, sign="without")
    plain = names.fold(word)
    sign = next((sign for other, sign in BETWEEN.items() if names.fold(other) == plain), None)
    return None if sign is None else Piece(place, place + 1, sign=sign)  # type: ignore[arg-type]


def _meant(words: list[str], pieces: list[Piece]) -> list[Wish | Stranger]:
    """ "Without" holds for all that follow, until a "with"; a dash for the next one; Korean's for the one before."""
    found: list[Wish | Stranger] = []
    out = once = False
    before: Piece | None = None
    for piece in pieces:
        if piece.person is not None:
            found.append(Wish(piece.person, wanted=not (out or once or piece.sign == "without before")))
        elif piece.stranger and before is not None and before.stranger:
            last = found.pop()
            assert isinstance(last, Stranger)
            found.append(Stranger(f"{last.text} {words[piece.first]}", last.wanted))
        elif piece.stranger:
            found.append(Stranger(words[piece.first], wanted=not (out or once)))
        elif piece.sign == "without before" and found:
            found[-1] = _left_out(found[-1])
        elif piece.sign:
            out = piece.sign == "without" and words[piece.first] not in DASHES
        once = words[piece.first] in DASHES
        before = piece
    return found


def _left_out(one: Wish | Stranger) -> Wish | Stranger:
    return Wish(one.person, wanted=False) if isinstance(one, Wish) else Stranger(one.text, wanted=False)


def _start_of(line: str, words: list[str], first: int) -> int:
    """Where in the line its word number `first` begins."""
    start = end = 0
    for word in words[: first + 1]:
        start = line.index(word if word != "-" else next(dash for dash in line[end:] if dash in DASHES), end)
        end = start + len(word)
    return start
