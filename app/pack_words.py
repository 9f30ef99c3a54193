"""What packs are called and what is to be known about them, and what networks run on, listed so that it can be
translated: the packs' own files say it in English (`resources/packs`), and the library keeps what the worker found.
"""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

TEXTS = cast(
    "tuple[str, ...]",
    (
        QT_TRANSLATE_NOOP("Pack", "Built in"),
        QT_TRANSLATE_NOOP("Pack", "Comes with Familiar and is always there. A good balance of accuracy and speed."),
        QT_TRANSLATE_NOOP("Pack", "Free for every use."),
        QT_TRANSLATE_NOOP("Pack", "AuraFace"),
        QT_TRANSLATE_NOOP(
            "Pack",
            "A large network, trained on licensed photographs: slower, and better with faces that are hard to tell "
            "apart.",
        ),
        QT_TRANSLATE_NOOP("Pack", "Free for every use, also commercial; its licence and notices go with it."),
        QT_TRANSLATE_NOOP("Pack", "InsightFace, large"),
        QT_TRANSLATE_NOOP("Pack", "A large network: more accurate, and several times slower than the built-in one."),
        QT_TRANSLATE_NOOP(
            "Pack",
            "Its makers allow these networks for non-commercial research only. You may not use them in a business or "
            "for money, and for anything else than research they have not given leave. Familiar itself is free for "
            "every use; this pack is not.",
        ),
        QT_TRANSLATE_NOOP("Pack", "InsightFace, small"),
        QT_TRANSLATE_NOOP("Pack", "A small network, quick and accurate."),
        QT_TRANSLATE_NOOP("Pack", "Small and quick"),
        QT_TRANSLATE_NOOP("Pack", "A small detector and a small network: four megabytes, for old computers."),
        QT_TRANSLATE_NOOP("Pack", "NVIDIA graphics card (CUDA)"),
        QT_TRANSLATE_NOOP("Pack", "graphics card (DirectML)"),
        QT_TRANSLATE_NOOP("Pack", "Apple's neural engine (Core ML)"),
        QT_TRANSLATE_NOOP("Pack", "Intel accelerator (OpenVINO)"),
        QT_TRANSLATE_NOOP("Pack", "processor"),
        QT_TRANSLATE_NOOP("Pack", "It is not there, or this installation of Familiar cannot use it."),
    ),
)


def translated(text: str) -> str:
    """In the user's language, or as it is: a pack of one's own has words of its own."""
    return QCoreApplication.translate("Pack", text)
