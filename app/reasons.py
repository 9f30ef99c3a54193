"""The sentences that core gives as reasons, listed so that they can be translated.

Core writes plain English, and the library keeps it; the window looks the sentence up when it shows it. A sentence
with a name or a number in it is not here, and is shown as it comes.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

SENTENCES: tuple[str, ...] = ()


def translated(sentence: str) -> str:
    """The sentence in the user's language, or as it is where nobody translated it."""
    return QCoreApplication.translate("Reason", sentence)
