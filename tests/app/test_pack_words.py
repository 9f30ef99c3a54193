"""The words about packs and hardware are listed for translation, all of them and no others."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator

from app import pack_words
from core.faces.manifest import FOLDER, read_manifest
from core.faces.runtime import NOT_THERE, TITLES
from resources import __file__ as resources


def test_every_pack_and_every_kind_of_hardware_can_be_translated() -> None:
    packs = [read_manifest(path) for path in sorted(FOLDER.glob("*.toml"))]
    said = {text for one in packs for text in (one.title, one.about, one.licence.terms)}
    assert set(pack_words.TEXTS) == said | set(TITLES.values()) | {NOT_THERE}


def test_korean_settings_are_korean(qapp: QCoreApplication) -> None:
    translator = QTranslator()
    assert translator.load("ko", resources.replace("__init__.py", "translations"))
    qapp.installTranslator(translator)
    try:
        assert pack_words.translated("Built in") == "기본 내장"
        assert pack_words.translated("processor") == "프로세서"
    finally:
        qapp.removeTranslator(translator)
    assert pack_words.translated("A pack of my own") == "A pack of my own"


@pytest.mark.parametrize("text", pack_words.TEXTS)
def test_no_text_is_empty(text: str) -> None:
    assert text.strip() == text != ""
