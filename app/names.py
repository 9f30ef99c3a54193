"""Finding names as one types: by the beginning of any word, whatever the case and the accents.

Names are compared decomposed (Unicode NFKD). For Hangul that means letter by letter, so a half-typed syllable already
matches; the initial consonants alone ("ㅇㄴ" for 안나) match, too.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

FIRST_SYLLABLE, LAST_SYLLABLE = "가", "힣"


@lru_cache(4096)  # a search folds every name with every letter that is typed
def fold(text: str) -> str:
    """`text` without case and accents, decomposed."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).strip()


@lru_cache(4096)
def initials(text: str) -> str:
    """The first letter of each Hangul syllable, decomposed as `fold` does it; "" where there is no Hangul."""
    syllables = (letter for letter in unicodedata.normalize("NFC", text) if FIRST_SYLLABLE <= letter <= LAST_SYLLABLE)
    return "".join(unicodedata.normalize("NFKD", syllable)[0] for syllable in syllables)


def matches(name: str, typed: str) -> bool:
    """Whether `typed` begins the name or one of its words."""
    wanted = fold(typed)
    if not wanted:
        return True
    folded = fold(name)
    begins = folded.startswith(wanted) or any(word.startswith(wanted) for word in folded.split())
    return begins or f" {wanted}" in folded or initials(name).startswith(wanted)


def completions(names: Iterable[str], typed: str) -> list[str]:
    """The names that match, each once: those that begin with `typed` first, else as they come."""
    wanted = fold(typed)
    found = dict.fromkeys(name for name in names if matches(name, typed))
    return sorted(found, key=lambda name: not fold(name).startswith(wanted))


def same(name: str, other: str) -> bool:
    """Whether two names are the same as the library sees it: in any case, spaces put in order."""
    return _plain(name) == _plain(other)


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).split()).casefold()
